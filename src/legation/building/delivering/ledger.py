"""What was sent to whom: a line of JSON for each step, on the disk before the next step is taken.

That a mail is about to be completed is written, and waited for, before its last line goes out. So whatever
stops the work, no mail is ever sent of which the ledger does not tell: one that is `sending` and no more may
have arrived or not, and is not sent again unless somebody asks for it.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from legation.building.disk.files import blaming
from legation.building.disk.filing import make_folder, sync
from legation.diagnostics import Position, fail

_LEDGERS = "delivered"
_HINT = "get the file back from a copy, as from git, or mend the line: then deliver again"


class State(StrEnum):
    """What became of a mail."""

    SENDING = "sending"  # its end was about to be sent; more is not known
    SENT = "sent"  # the server has taken it
    REFUSED = "refused"  # the server will not have it
    FAILED = "failed"  # it was not completed, or the server cannot take it now


class Attempt(Struct, frozen=True, omit_defaults=True):
    """A line: who, what became of it, when (ISO 8601, UTC), which mail, and what the server said."""

    recipient: str
    state: State
    time: str
    message: str
    said: str = ""


class Ledger:
    """The ledger of one issue.

    Args:
        root: The folder `issued`, which is there.
        named: The same as messages name it.
        name: The file's path from there, with `/`.
    """

    def __init__(self, root: Path, named: str, name: str) -> None:
        self._root = root
        self._named = named
        self._name = name
        self._file = root / name

    def last(self) -> dict[str, Attempt]:
        """The last line of each recipient, by the address in small letters.

        Raises:
            LegationError: The file cannot be read, or a line of it: who knows what it said.
        """
        with blaming(self._shown, elsewhere=""):
            data = self._file.read_bytes() if self._file.exists() else b""
        found = {}
        for number, line in enumerate(_whole(data).splitlines(), start=1):
            try:
                attempt = msgspec.json.decode(line, type=Attempt)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                place = Position(self._shown, number, 1)
                raise fail(place, "ledger", "this line cannot be read", _HINT) from error
            found[attempt.recipient.casefold()] = attempt
        return found

    def add(self, attempt: Attempt) -> None:
        """Write a line, and wait until it would outlast a loss of power.

        Raises:
            LegationError: It cannot be written.
        """
        with blaming(self._shown, elsewhere=""):
            self._make_folders()
            new = not self._file.exists()
            with self._file.open("r+b" if not new else "xb") as file:
                if not new:
                    file.seek(len(_whole(self._file.read_bytes())))
                    file.truncate()  # a line that was cut off told of nothing that was done
                file.write(msgspec.json.encode(attempt) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            if new:
                sync(self._file.parent)

    def _make_folders(self) -> None:
        *folders, _ = self._name.split("/")
        for end in range(1, len(folders) + 1):
            inner = "/".join(folders[:end])
            make_folder(self._root / inner, f"{self._named}/{inner}")

    @property
    def _shown(self) -> str:
        return os.path.join(self._named, self._name)  # noqa: PTH118


def ledger_of(folder: str, brief: str, name: str) -> Ledger:
    """The ledger of a brief's letter, such as `2026-03`, in the folder `issued`."""
    return Ledger(Path(folder), folder, f"{_LEDGERS}/{brief}/{name}.jsonl")


def _whole(data: bytes) -> bytes:
    """The lines that were written to their ends."""
    return data[: data.rfind(b"\n") + 1]
