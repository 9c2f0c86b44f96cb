"""cron: lines of the user's own crontab, where there is no systemd.

Each line ends in a remark of the shell's that names its task: by that it is found, and no other is touched.
They go to the end, so that what the crontab sets (MAILTO, LEGATION_HEARTBEAT) holds for them. CRON_TZ must
not be set: some crons take their times in that zone, and others do not.

cron keeps the computer's time. For another zone its lines come at every hour of the days on which the task
may be due, and ask `date` whether it is: an hour that the computer's own zone has twice, or skips, makes no
difference. `@reboot` makes up for what was missed while the computer was off, and for that only.
"""

from __future__ import annotations

import re
import shlex
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from legation.building.scheduling.programs import ask, tell, there
from legation.building.scheduling.task import Standing, Task, due_of, failure, refuse
from legation.building.scheduling.timing import Weekly
from legation.diagnostics import Diagnostic

_NONE = re.compile(r"no crontab|no such file", re.IGNORECASE)
_OWN_ZONE = re.compile(r"^\s*CRON_TZ\s*=", re.MULTILINE)
_LOCALTIME = Path("/etc/localtime")


class Cron:
    """The user's own crontab."""

    def available(self) -> bool:
        """Whether there is a crontab to be written."""
        return there("crontab")

    def printed(self, task: Task, moment: datetime) -> str:
        """The lines for the crontab."""
        return "".join(lines(task, moment, system_zone()))

    def install(self, task: Task, moment: datetime) -> None:
        """Put the lines into the crontab, in place of earlier ones."""
        others = "".join(_without(_crontab(), task.name))
        if _OWN_ZONE.search(others):
            message = "your crontab sets CRON_TZ, which crons read in two ways"
            raise failure(message, "take that line out with `crontab -e`")
        tell("crontab", "-", given=others + self.printed(task, moment))

    def remove(self, name: str) -> bool:
        """Take the lines out of the crontab."""
        before = _crontab()
        others = "".join(_without(before, name))
        if others == before:
            return False
        tell("crontab", "-", given=others)
        return True

    def standing(self, name: str) -> Standing | None:
        """When the lines have it due; cron does not tell when it ran."""
        found = (line for line in _crontab().split("\n") if _is_of(line, name))
        weekly = next(filter(None, map(due_of, found)), None)
        return Standing(name, "cron", weekly) if weekly else None

    def notes(self, task: Task, moment: datetime) -> list[Diagnostic]:
        """Nothing."""
        return []


def lines(task: Task, moment: datetime, system: tzinfo) -> Iterator[str]:
    """The lines of a task, each with its line end.

    Args:
        task: What is to be done.
        moment: A time; the lines are right for the ten years that follow.
        system: The computer's own time zone, which cron keeps.

    Raises:
        LegationError: The path has a backslash in it: crons disagree on what that means before a `%`.
    """
    for word in task.command:
        refuse(word, "\\" in word, "a backslash")
    command = f"cd {shlex.quote(task.folder)} && {shlex.join(task.command)}"
    remark = f" # {task.about} ({task.name})\n"
    times, guard = _times(task.weekly, moment, system)
    yield f"{times} {_escaped(guard + command + remark)}"
    yield f"@reboot {_escaped(f'{command} --if-missed{remark}')}"


def _times(weekly: Weekly, moment: datetime, system: tzinfo) -> tuple[str, str]:
    """The five fields of a line, and what the shell is to ask before it does anything."""
    ahead = [due.astimezone(system) for due in weekly.ahead(moment)]
    days = ",".join(sorted({str(due.isoweekday() % 7) for due in ahead}))
    minutes = ",".join(map(str, sorted({due.minute for due in ahead})))
    if all((due.weekday(), due.time()) == (weekly.day, weekly.at) for due in ahead):
        return f"{minutes} {weekly.at.hour} * * {days}", ""
    due = f"{weekly.day + 1}{weekly.at:%H%M}"
    # Of every hour, not of those alone in which it may be due: such lines cron does not run twice in an
    # hour that comes twice, and it may be due in the second.
    return f"{minutes} * * * {days}", f'[ "$(TZ={weekly.zone} date +%u%H%M)" = {due} ] && '


def _escaped(command: str) -> str:
    """A command as a crontab has it, in which a bare `%` would end the line."""
    return command.replace("%", r"\%")


def system_zone() -> tzinfo:
    """The time zone of the computer, whatever the user's own; UTC where it has none (`localtime(5)`)."""
    try:
        with _LOCALTIME.open("rb") as file:
            return zoneinfo.ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return UTC


def _crontab() -> str:
    """The crontab as it is; empty where there is none.

    Raises:
        LegationError: It cannot be read: it would be lost if it were then written.
    """
    said = ask("crontab", "-l")
    if not said.status:
        return said.printed
    if _NONE.search(said.complaint):
        return ""
    reason = next(iter(said.complaint.strip().splitlines()), f"exit status {said.status}")
    raise failure(f"your crontab cannot be read: {reason}")


def _without(crontab: str, name: str) -> Iterator[str]:
    """The lines of a crontab that are not of a task, each with its line end."""
    for line in crontab.removesuffix("\n").split("\n") if crontab else ():
        if not _is_of(line, name):
            yield f"{line}\n"


def _is_of(line: str, name: str) -> bool:
    return line.rstrip().endswith(f" ({name})") and due_of(line) is not None
