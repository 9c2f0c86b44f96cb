"""The schedulers' own programs, called in plain English and in UTC, whatever the user's settings."""

from __future__ import annotations

import os
import shutil
import subprocess

from msgspec import Struct

from legation.building.scheduling.task import failure
from legation.diagnostics import reason

_PATIENCE = 60
_PLAIN = {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "TZ": "UTC"}


class Said(Struct, frozen=True):
    """What a program said: its exit status, what it printed, and its complaints."""

    status: int
    printed: str
    complaint: str


def there(program: str) -> bool:
    """Whether a program can be called."""
    return shutil.which(program) is not None


def ask(*command: str, given: str = "") -> Said:
    """Call a program, and wait for it for a minute.

    Args:
        command: The program and its arguments.
        given: What it is to read. Bytes that are no UTF-8 pass through as they are, both ways.

    Raises:
        LegationError: It cannot be called, or does not end.
    """
    try:
        done = subprocess.run(  # noqa: S603 (the arguments are a list: no shell reads them)
            command,
            input=given.encode("utf-8", "surrogateescape"),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, **_PLAIN},
        )
    except subprocess.TimeoutExpired:
        raise failure(f"`{command[0]}` does not answer") from None
    except OSError as error:
        raise failure(f"`{command[0]}` cannot be called: {reason(error)}") from error
    printed, complaint = (
        text.decode("utf-8", "surrogateescape") for text in (done.stdout, done.stderr)
    )
    return Said(done.returncode, printed, complaint)


def tell(*command: str, given: str = "") -> str:
    """Call a program that must succeed; what it printed.

    Raises:
        LegationError: It did not; the message has the first line of its complaint.
    """
    said = ask(*command, given=given)
    if said.status:
        lines = (said.complaint or said.printed).strip().splitlines()
        why = lines[0] if lines else f"exit status {said.status}"
        raise failure(f"`{' '.join(command)}` failed: {why}")
    return said.printed
