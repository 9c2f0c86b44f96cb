"""Windows Task Scheduler: a task as XML, version 1.2 of its schema ([MS-TSCH] 2.5), given to `schtasks`.

It is started late where the computer was off (`StartWhenAvailable`), and not while it runs. It runs as the
user, while logged on: at other times Windows would want the user's password, or an administrator.

Task Scheduler knows no time zone but the computer's. A zone without daylight saving is given as a distance
from UTC; then the task comes every seventh day, for it is nowhere written whether a weekday would be meant in
UTC. For any other zone the computer must keep that zone's time, which is said.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from legation.building.scheduling.programs import ask, tell, there
from legation.building.scheduling.task import Standing, Task, due_of, refuse
from legation.building.scheduling.timing import DAYS
from legation.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"

_SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "ExecutionTimeLimit": "PT2H",
    "Enabled": "true",
}
_EXPANDED = re.compile(r"%.*%|\$\(")
"""What Task Scheduler would put something else in place of; nothing escapes it."""


class Windows:
    """Windows Task Scheduler."""

    def available(self) -> bool:
        """Whether this is Windows."""
        return sys.platform == "win32" and there("schtasks")

    def printed(self, task: Task, moment: datetime) -> str:
        """The XML, and how it is given to Task Scheduler.

        It is of ASCII alone, other letters as numbers, and so right in whatever encoding a shell keeps it.
        """
        how = f"schtasks /create /tn {task.name} /xml FILE /f"
        plain = xml(task, moment).encode("ascii", "xmlcharrefreplace").decode()
        return f"<!-- {how} -->\n{plain}"

    def install(self, task: Task, moment: datetime) -> None:
        """Give the XML to Task Scheduler, in place of an earlier task."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, f"{task.name}.xml")
            text = '<?xml version="1.0" encoding="UTF-16"?>\n' + xml(task, moment)
            file.write_bytes(text.encode("utf-16"))
            tell("schtasks", "/create", "/tn", task.name, "/xml", str(file), "/f")

    def remove(self, name: str) -> bool:
        """Have Task Scheduler delete the task."""
        if self.standing(name) is None:
            return False
        tell("schtasks", "/delete", "/tn", name, "/f")
        return True

    def standing(self, name: str) -> Standing | None:
        """When the task is due; when it ran, Task Scheduler tells in the language of the computer."""
        said = ask("schtasks", "/query", "/tn", name, "/xml")
        weekly = due_of(said.printed) if not said.status else None
        return Standing(name, "Windows Task Scheduler", weekly) if weekly else None

    def notes(self, task: Task, moment: datetime) -> list[Diagnostic]:
        """That the computer must keep the zone's time, where it must."""
        if _shifts(task, moment):
            zone = task.weekly.zone
            message = f"Windows keeps no time but the computer’s, and {zone} has daylight saving"
            hint = f"see that the computer’s time zone is that of {zone}"
            return [Diagnostic(None, Severity.NOTE, "schedule", message, hint)]
        return []


def xml(task: Task, moment: datetime) -> str:
    """A task as XML without a declaration, to be encoded as UTF-8 or UTF-16.

    Args:
        task: What is to be done.
        moment: A time after which it is due first.

    Raises:
        LegationError: A path has in it what Task Scheduler would put something else in place of.
    """
    from lxml import etree

    program, *arguments = task.command
    for path in (*task.command, task.folder):
        refuse(path, bool(_EXPANDED.search(path)), "two `%` or a `$(`")
    root = etree.fromstring(f'<Task version="1.2" xmlns="{NAMESPACE}"/>')
    _add(_add(root, "RegistrationInfo"), "Description", task.about)
    _trigger(_add(_add(root, "Triggers"), "CalendarTrigger"), task, moment)
    principal = _add(_add(root, "Principals"), "Principal", id="Author")
    _fill(principal, {"LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"})
    _fill(_add(root, "Settings"), _SETTINGS)
    action = _add(_add(root, "Actions", Context="Author"), "Exec")
    words = subprocess.list2cmdline(arguments)  # the rules of Microsoft's C, which Python reads by
    _fill(action, {"Command": program, "Arguments": words, "WorkingDirectory": task.folder})
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _trigger(trigger: _Element, task: Task, moment: datetime) -> None:
    """When it starts, from its next time on."""
    first = task.weekly.next(moment)
    if not _shifts(task, moment):
        _fill(trigger, {"StartBoundary": first.isoformat()})
        _add(_add(trigger, "ScheduleByDay"), "DaysInterval", "7")
        return
    _fill(trigger, {"StartBoundary": first.replace(tzinfo=None).isoformat()})
    week = _add(trigger, "ScheduleByWeek")
    _add(week, "WeeksInterval", "1")
    _add(_add(week, "DaysOfWeek"), DAYS[task.weekly.day])


def _shifts(task: Task, moment: datetime) -> bool:
    """Whether the zone's distance from UTC changes in the ten years after a moment."""
    return len({due.utcoffset() for due in task.weekly.ahead(moment)}) > 1


def _fill(parent: _Element, texts: Mapping[str, str]) -> None:
    for tag, text in texts.items():
        _add(parent, tag, text)


def _add(parent: _Element, tag: str, text: str | None = None, **attributes: str) -> _Element:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = text
    return child
