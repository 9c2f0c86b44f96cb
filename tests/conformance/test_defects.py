"""Each single defect planted in a sound file is found: by a validator, by our own checks, or by both."""

from __future__ import annotations

import pytest

from tools import require_package

require_package("pikepdf")

from conformance.defects import DEFECTS, saved
from conformance.judging import failures, faults
from conformance.samples import every_block
from conformance.tagged import Tagged
from pdf_files import pdf

DOCUMENT = every_block()
SOUND = pdf(DOCUMENT)


def test_the_file_is_sound_as_it_is_and_when_it_is_only_saved() -> None:
    for data in (SOUND, saved(Tagged(SOUND).pdf)):
        assert failures(data) == []
        assert faults(data, DOCUMENT) == []


@pytest.mark.parametrize("name", DEFECTS)
def test_it_is_found_that(name: str) -> None:
    spoilt = DEFECTS[name](SOUND)
    assert spoilt != SOUND
    assert failures(spoilt) or faults(spoilt, DOCUMENT)
