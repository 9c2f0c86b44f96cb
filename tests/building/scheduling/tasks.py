"""Tasks and paths that the tests of all schedulers use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from legation.building.scheduling.task import Task, task
from legation.building.scheduling.timing import Weekly

NOW = datetime(2026, 2, 24, 12, 40, tzinfo=UTC)

FOLDERS = (
    "plain",
    "two words",
    "ends in a blank ",
    "“Бакы” 巴库 باكو",
    'it\'s "so" `called`',
    "100% of %i and %%",
    "$HOME ${HOME} $$ $(echo no)",
    "a;b#c&d|e>f",
    "back\\slash\\",
    "-dash ~ * ? [x] !",
)
"""Names of folders that some scheduler or shell would take for more than names."""


def a_task(path: Path, weekly: str = "mon 06:00 Asia/Baku") -> Task:
    """The task of a chronology, which is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("title: An example\n", encoding="utf-8")
    return task(path, Weekly.read(weekly))
