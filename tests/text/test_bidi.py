"""The bidirectional algorithm, judged by Unicode's own tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from legation.text.bidi import base_level, levels, line_levels, turns, visual_order

CONFORMANCE = Path(os.environ.get("LEGATION_UNICODE", "/usr/share/unicode")) / "BidiCharacterTest.txt"
"""Unicode's conformance test, as Debian's package unicode-data has it."""

REMOVED = {"LRE", "RLE", "LRO", "RLO", "PDF", "BN"}


def ordered(text: str, base: int | None = None) -> str:
    """A line as it is seen, its letters from left to right."""
    base = base_level(text) if base is None else base
    found = line_levels(text, levels(text, base), base)
    return "".join(text[index] for index in visual_order(found))


def test_every_case_of_unicodes_conformance_test() -> None:
    if not CONFORMANCE.exists():
        missed("unicode-data is not installed")
    cases = 0
    for line in CONFORMANCE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            check(line)
            cases += 1
    assert cases > 90_000


def check(line: str) -> None:
    """Check one case: characters; direction, 2 for the text's own; base; levels; order."""
    typed, direction, wanted_base, wanted_levels, wanted_order = line.split(";")
    text = "".join(chr(int(code, 16)) for code in typed.split())
    base = base_level(text) if direction == "2" else int(direction)
    found = line_levels(text, levels(text, base), base)
    wanted = wanted_levels.split()
    shown = ["x" if each == "x" else str(level) for level, each in zip(found, wanted, strict=True)]
    order = [place for place in visual_order(found) if wanted[place] != "x"]
    assert str(base) == wanted_base, line
    assert shown == wanted, line
    assert order == [int(place) for place in wanted_order.split()], line
