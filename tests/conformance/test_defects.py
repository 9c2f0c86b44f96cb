"""Each single defect planted in a sound file is found: by a validator, by our own checks, or by both."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tools import require_package

pytestmark = pytest.mark.tools
require_package("pikepdf")

from conformance.defects import DEFECTS, saved
from conformance.guide import Told, sentence
from conformance.judging import STANDARDS, failures, faults, report
from conformance.samples import every_block
from conformance.tagged import Tagged
from pdf_files import pdf

DOCUMENT = every_block()
SOUND = pdf(DOCUMENT)


@cache
def notice(name: str) -> tuple[bool, ...]:
    """Whether the validator's two standards, and our own checks, notice a defect."""
    spoilt = DEFECTS[name](SOUND)
    assert spoilt != SOUND
    found = [bool(report(spoilt, standard).failures) for standard in STANDARDS]
    return (*found, bool(faults(spoilt, DOCUMENT)))


def test_the_file_is_sound_as_it_is_and_when_it_is_only_saved() -> None:
    for data in (SOUND, saved(Tagged(SOUND).pdf)):
        assert failures(data) == []
        assert faults(data, DOCUMENT) == []


@pytest.mark.parametrize("name", DEFECTS)
def test_it_is_found_that(name: str) -> None:
    assert any(notice(name))


def test_the_guide_says_who_notices_which(told: Told) -> None:
    found = {name: notice(name) for name in DEFECTS}
    heads = [*(f"the validator, {standard}" for standard in STANDARDS), "our own checks"]
    rows = [
        f"| {sentence(name)} | {' | '.join('yes' if each else '' for each in by)} |"
        for name, by in found.items()
    ]
    counts = [sum(column) for column in zip(*found.values(), strict=True)]
    every = f"| **{len(DEFECTS)} defects** | {' | '.join(map(str, counts))} |"
    lines = [f"| Defect | {' | '.join(heads)} |", "| --- | --- | --- | --- |", *rows, every]
    told("defects", "".join(f"{re.sub('  +', ' ', line)}\n" for line in lines))
