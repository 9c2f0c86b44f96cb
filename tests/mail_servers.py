"""A mail server as a process of its own (aiosmtpd): with TLS, users, and whatever can go wrong with one.

What it runs is `smtp_process.py`. Each mail that is taken goes to a file of the server's folder.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.json import encode

PASSWORD = "grüße: hunter2"
USER = "desk"
_PROGRAM = Path(__file__).with_name("smtp_process.py")


class Served(Struct, frozen=True):
    """What a server is to do.

    Attributes:
        folder: Where the mails go that it takes.
        tls: `starttls`, `tls`, or `none`, which offers no STARTTLS either.
        certificate: A file with its key and certificates.
        auth: The mechanism that it offers to log in by; empty for no users.
        fault: What goes wrong: `drop-within`, `drop-after`, `hang-after`, `silent`, `refuse`, `busy`.
    """

    folder: str
    tls: str = "none"
    certificate: str = ""
    auth: str = ""
    fault: str = ""


class Running(Struct, frozen=True):
    """A server that runs."""

    port: int
    folder: Path

    def mails(self) -> list[EmailMessage]:
        """The mails that it took, in order."""
        parser = BytesParser(policy=policy.default)
        read = [parser.parsebytes(path.read_bytes()) for path in self.files()]
        return [mail for mail in read if isinstance(mail, EmailMessage)]

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.mail"))

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")


@contextmanager
def mail_server(folder: Path, **what: Any) -> Iterator[Running]:
    """Run a server until the block ends."""
    folder.mkdir(exist_ok=True)
    served = Served(folder=str(folder), **what)
    command = [sys.executable, "-W", "ignore", str(_PROGRAM), encode(served).decode()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Running(int(process.stdout.readline()), folder)
        finally:
            process.kill()
