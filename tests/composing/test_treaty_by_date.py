"""A treaty with a date of signature makes its event, and says nothing twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from legation.composing import compose
from legation.diagnostics import Report
from legation.model.document import List, Paragraph, Text
from legation.model.template import Template
from legation.reading.chronology import read_chronology

TYPED = """\
title: T
instruments:
  - title: Pact
    signed: 2024-05-01
    inferred: The day.
    disputed: The place.
    sources: Gazette of 2024
"""


def test_its_doubts_are_listed_once(tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    path.write_text(TYPED, encoding="utf-8")
    report = Report()
    chronology = read_chronology(path, "events.yaml", report).chronology
    assert chronology is not None
    template = Template("{{ doubts(items) }}", "t")
    (block,) = compose(chronology, "events", date(2026, 3, 1), lambda _: template).blocks
    assert isinstance(block, List)
    first = [item.blocks[0] for item in block.items]
    said = [
        "".join(i.text for i in p.inlines if isinstance(i, Text))
        for p in first
        if isinstance(p, Paragraph)
    ]
    assert said == ["Disputed: Pact signed. The place.", "Inferred: Pact signed. The day."]
