"""Reading chronologies from text, in tests."""

from __future__ import annotations

import tempfile
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from msgspec.structs import replace

from legation.diagnostics import Report, render
from legation.model.chronology import Chronology, Fault
from legation.reading.chronology import read_chronology

HEAD = "title: Norway\n"


class Result(NamedTuple):
    """What a reading gave: the chronology, what was said, and what is left out, less its problems."""

    chronology: Chronology
    said: list[str]
    faults: tuple[Fault, ...]


def read(*texts: str | bytes, head: str = HEAD) -> Result:
    """Read a chronology from the texts of its files: `e.yaml`, or `a.yaml`, `b.yaml` ... of a folder.

    Args:
        texts: They may be indented as a whole.
        head: What stands before the first.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "e.yaml" if len(texts) == 1 else "folder")
        if len(texts) > 1:
            path.mkdir()
        for name, text in zip("abcdefgh", texts, strict=False):
            data = text if isinstance(text, bytes) else (head + dedent(text)).encode()
            (path if len(texts) == 1 else path / f"{name}.yaml").write_bytes(data)
            head = ""
        report = Report()
        reading = read_chronology(path, path.name, report)
    said = [render(diagnostic) for diagnostic in report]
    faults = tuple(replace(fault, problems=()) for fault in reading.faults)
    return Result(reading.chronology or Chronology.model_construct(), said, faults)
