"""Copies of what a run built and did not issue: `output/drafts/2026-11-23/norway.pdf`, a folder a day.

In each, `SHA256SUMS` says what a run wrote there, in the form of `sha256sum`. Nothing else is ever written
over or taken away: neither a file that somebody has put there or changed, nor a folder by another name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from legation.building.disk.files import blaming, digest, join, read_own, write_together
from legation.building.disk.filing import make_folder
from legation.model.ages import Age, read_age

FOLDER = "drafts"
SUMS = "SHA256SUMS"

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SUM = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^/\\\x00]+)", re.ASCII)


class Kept(Struct, frozen=True):
    """For how long drafts are kept.

    Attributes:
        folders: The folders of so many days; None where they are kept by age.
        age: Those of the days so far back; None where they are kept by count.
    """

    folders: int | None
    age: Age | None = None

    @classmethod
    def read(cls, text: str) -> Kept:
        """What is typed: `8`, or `90d`.

        Raises:
            AgeError: It is neither.
        """
        number = text.strip()
        if number.isascii() and number.isdigit():
            return cls(int(number))
        return cls(None, read_age(text))

    def has(self, day: date, newer: int, today: date) -> bool:
        """Whether the folder of a day is kept, given how many newer ones there are."""
        if self.folders is not None:
            return newer < self.folders
        assert self.age is not None, "one of the two is given"
        return day >= self.age.before(today)


class Drafts:
    """The copies in an output folder.

    Args:
        output: The output folder.
        named: The same as messages name it.
    """

    def __init__(self, output: Path, named: str) -> None:
        self._folder = output / FOLDER
        self._named = join(named, FOLDER)

    def keep(self, day: date, contents: Mapping[str, bytes]) -> None:
        """Put copies into the folder of a day, in place of those that a run has put there before.

        Args:
            day: The day of the run.
            contents: The bytes of each file, by its name.

        Raises:
            LegationError: They cannot be written: what was there is as it was.
        """
        folder, named = self._folder / day.isoformat(), join(self._named, day.isoformat())
        with blaming(named):
            make_folder(self._folder, self._named)
            make_folder(folder, named)
        sums = _sums(folder)
        own = {
            name: data
            for name, data in contents.items()
            if digest(folder / name) in (None, sums.get(name))
        }
        sums |= {name: sha256(data).hexdigest() for name, data in own.items()}
        told = "".join(f"{digest_}  {name}\n" for name, digest_ in sorted(sums.items()))
        write_together(folder, named, {**own, SUMS: told.encode()})

    def clear(self, kept: Kept, today: date) -> None:
        """Take away what runs have put into folders that are not to be kept."""
        days = sorted(
            (day for day in _days(self._folder) if _sums(self._folder / day)), reverse=True
        )
        for newer, day in enumerate(days):
            if not kept.has(date.fromisoformat(day), newer, today):
                _clear(self._folder / day)


def _days(folder: Path) -> list[str]:
    """The names of the folders of days in it; none where it is a link."""
    with suppress(OSError):
        if not folder.is_symlink():
            return [p.name for p in folder.iterdir() if _is_day(p.name) and not p.is_symlink()]
    return []


def _is_day(name: str) -> bool:
    with suppress(ValueError):
        return bool(_DAY.fullmatch(name)) and bool(date.fromisoformat(name))
    return False


def _sums(folder: Path) -> dict[str, str]:
    """What runs have put into a folder: the SHA-256 of each file by its name."""
    try:
        lines = read_own(folder / SUMS).decode().splitlines()
    except (OSError, ValueError):
        return {}
    return {found["name"]: found["digest"] for found in map(_SUM.fullmatch, lines) if found}


def _clear(folder: Path) -> None:
    """Take away what runs have put into a folder, and then the folder, if nothing else is in it."""
    with suppress(OSError):  # the next run tries again
        for name, known in _sums(folder).items():
            if digest(folder / name) == known:
                (folder / name).unlink()
        if [path.name for path in folder.iterdir()] == [SUMS]:
            (folder / SUMS).unlink()
            folder.rmdir()
