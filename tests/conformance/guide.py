"""The page of the guide on conformance, parts of which programs write."""

from __future__ import annotations

import re
from collections.abc import Callable

from editions import ROOT

GUIDE = ROOT / "docs" / "conformance.md"

Told = Callable[[str, str], None]
"""Compares a part of the page, between its remarks, with what it should be."""


def part_of(page: str, part: str) -> slice:
    """Where a part stands in the page."""
    found = re.search(rf"(?<=<!-- {part} -->\n).*?(?=<!-- end -->)", page, re.DOTALL)
    assert found
    return slice(*found.span())


def sentence(name: str) -> str:
    """The name of a function, or of a defect, as a sentence."""
    words = name.replace("_", " ")
    words = words[0].upper() + words[1:]
    return re.sub(r"\bXmp\b", "XMP", words)
