"""Reading YAML in tests: the mapping, and every diagnostic as it is printed."""

from __future__ import annotations

from legation.diagnostics import Report, render
from legation.reading.yaml import Mapping, load


def read(text: str | bytes) -> tuple[Mapping | None, list[str]]:
    """The mapping that a text, as UTF-8, or bytes hold, and what is reported, without `e.yaml:`."""
    report = Report()
    mapping = load(text if isinstance(text, bytes) else text.encode(), "e.yaml", report)
    return mapping, [render(d).removeprefix("e.yaml:").lstrip() for d in report]


def told(text: str | bytes) -> list[str]:
    """What is reported of a text: each diagnostic without its hint."""
    return [line.partition("\n")[0] for line in read(text)[1]]


def clean(text: str | bytes) -> Mapping:
    """The mapping of a text of which nothing is reported."""
    mapping, diagnostics = read(text)
    assert not diagnostics
    assert mapping is not None
    return mapping
