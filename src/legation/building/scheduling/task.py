"""What a scheduler is to do every week, and what it tells of it.

The command is run by this interpreter, `-P` lest a module that lies in the chronology's folder be taken for
one of its own. What the scheduler is told says when it is due too, for `status` to read.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from legation.building.scheduling.timing import TimingError, Weekly
from legation.diagnostics import Diagnostic, LegationError, Position, fail

_TOLD = "Legation, every week: "
_DUE = re.compile(re.escape(_TOLD) + r"(\w+ [\d:]+ [\w/+-]+)", re.ASCII)
_STEM = 32
_JOINERS = "\u200c\u200d"
"""How Persian and the scripts of India are spelt."""


class Task(Struct, frozen=True):
    """A command that is to be run every week.

    Attributes:
        name: What the scheduler calls it: letters a-z, digits and hyphens.
        folder: Where it is run, and what it may write to: an absolute path.
        command: The program, by its absolute path, and its arguments.
        weekly: When it is due.
    """

    name: str
    folder: str
    command: tuple[str, ...]
    weekly: Weekly

    @property
    def about(self) -> str:
        """What is told of it, from which `due_of` finds out when it is due."""
        return f"{_TOLD}{self.weekly}"


class Standing(Struct, frozen=True):
    """How it stands with a task that a scheduler has.

    Attributes:
        name: What the scheduler calls it.
        by: The scheduler, in words.
        weekly: When it is due.
        active: Whether the scheduler will start it then.
        last: When it was started last, where the scheduler knows.
        outcome: What came of that, in words; empty where the scheduler does not know.
    """

    name: str
    by: str
    weekly: Weekly
    active: bool = True
    last: datetime | None = None
    outcome: str = ""


class Scheduler(Protocol):
    """A scheduler of this computer's, such as systemd."""

    def available(self) -> bool:
        """Whether it can be told anything here."""

    def printed(self, task: Task, moment: datetime) -> str:
        """What it would be told, as text to keep in a file."""

    def install(self, task: Task, moment: datetime) -> None:
        """Have it run the task, in place of an earlier one of that name."""

    def remove(self, name: str) -> bool:
        """Have it forget a task; whether there was one."""

    def standing(self, name: str) -> Standing | None:
        """How it stands with a task, if there is one."""

    def notes(self, task: Task, moment: datetime) -> list[Diagnostic]:
        """What there is to know besides."""


def task(path: Path, weekly: Weekly) -> Task:
    """What is to be done every week for a chronology.

    Args:
        path: The chronology, as an absolute path.
        weekly: When.

    Raises:
        LegationError: No scheduler can be trusted with its path, or the interpreter's.
    """
    for text in (str(path), sys.executable):
        refuse(text, any(map(_unprintable, text)), "a line break or another invisible character")
    command = (sys.executable, "-P", "-m", "legation", "run", str(path), "--due", str(weekly))
    folder = path if path.is_dir() else path.parent
    return Task(name_of(path), str(folder), command, weekly)


def name_of(path: Path) -> str:
    """What schedulers call the task of a chronology: after its folder, and a hash of its path.

    Args:
        path: The chronology, as an absolute path; it need not be there any more.
    """
    named = path.parent if path.suffix in (".yaml", ".yml") else path
    plain = unicodedata.normalize("NFKD", named.name.casefold())
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode())[:_STEM].strip("-")
    digest = sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()
    return f"legation-{slug or 'chronology'}-{digest[:8]}"


def due_of(told: str) -> Weekly | None:
    """When a task is due, from what a scheduler tells of it; None where that is no task of ours."""
    found = _DUE.search(told)
    try:
        return Weekly.read(found[1]) if found else None
    except TimingError:
        return None


def refuse(text: str, holds: bool, what: str) -> None:
    """Refuse a path that holds what a scheduler would take for something else.

    Raises:
        LegationError: It holds that.
    """
    if holds:
        shown = "".join(sign if sign.isprintable() else "?" for sign in text)
        message = f"the path has {what} in it, with which nothing can be scheduled"
        raise fail(Position(shown), "schedule", message, "rename that file or folder")


def failure(message: str, hint: str = "") -> LegationError:
    """An error of the schedule, which no file is to blame for."""
    return fail(None, "schedule", message, hint)


def _unprintable(sign: str) -> bool:
    """Whether a sign is not seen, or no letter of Unicode's at all; the joiners belong to some scripts."""
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in _JOINERS
