"""A chronology that is run at times of the test's choosing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from legation.building.running.attend import Attended, run
from legation.building.running.telling import told

TEXT = """\
title: Our relations
timezone: Europe/Berlin
sources:
  report: {title: A report}
events:
  - id: visit
    date: 2024-08-23
    title: Visit to Oslo
    parties: [GB, NO]
    sources: report
  - id: forum
    date: 2027-03-10
    title: Forum in Bergen
    status: planned
    parties: [GB, NO]
    sources: report
briefs:
  norway: {parties: [GB, NO], formats: text}
  britain: {parties: GB, formats: text}
"""


DAY = date(2026, 11, 23)
"""A Monday."""


class Desk:
    """A chronology, and the clock of the computer that runs it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.path = folder / "events.yaml"
        self.path.write_text(TEXT, encoding="utf-8")
        self.day = DAY
        self._monkeypatch = monkeypatch

    def at(self, time: str) -> None:
        """Set the clock: `2026-11-23T06:00+04:00`."""
        moment = datetime.fromisoformat(time)
        self.day = moment.date()
        self._monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))

    def edit(self, old: str, new: str) -> None:
        text = self.path.read_text("utf-8")
        assert old in text
        self.path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def run(self, time: str = "", due: str | None = None, **options: bool | str) -> Attended:
        if time:
            self.at(time)
        return run(self.path, due=due, as_of=self.day, **options)  # type: ignore[arg-type]

    def states(self, time: str = "", due: str | None = None, **options: bool | str) -> str:
        """What became of the briefs, in the order of the chronology."""
        fates = self.run(time, due, **options).run.briefs.values()
        return " ".join(fate.state for fate in fates)

    def told(self, done: Attended) -> list[str]:
        folder = f"{self.folder}/"
        return [line.replace(folder, "") for line in told(done.run)]

    @property
    def log(self) -> Path:
        return self.folder / "issued" / "runs.jsonl"

    def numbers(self, brief: str = "norway") -> list[str]:
        folder = self.folder / "issued" / "register" / brief
        return sorted(path.stem for path in folder.glob("*.json"))
