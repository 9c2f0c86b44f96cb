"""Chronologies that nobody wrote for us: every entry comes out in both files, in order."""

from __future__ import annotations

from itertools import pairwise

import pytest

from conformance.judging import failures, faults
from editions import Real
from extraction import difference, folded, joined
from realdata import Entry

pytestmark = pytest.mark.tools  # not of every test, but one building is for all

COUNTS = {
    "Recognition and relations": 52,
    "Visits by foreign leaders": 3264,
    "Administrative timeline": 1488,
}


def dated_titles(entries: list[Entry]) -> list[tuple[str, str]]:
    """What each entry's row begins with."""
    return [(entry.when.words, folded(entry.title)) for entry in entries]


def test_the_data_is_all_there(real: Real) -> None:
    assert len(real.record.entries) == COUNTS[real.record.title]


def test_word_has_every_entry_in_order(real: Real) -> None:
    wanted = dated_titles(real.record.in_order())
    cells = [folded(piece.words) for piece in real.edition.word_pieces if piece.kind == "cell"]
    known = set(wanted)
    assert [pair for pair in pairwise(cells) if pair in known] == wanted


def test_pdf_has_every_entry_in_order(real: Real) -> None:
    printed, place = real.edition.printed, 0
    for entry in real.record.in_order():
        words = joined([entry.when.words, entry.title, entry.summary])
        place = printed.find(words, place)
        assert place >= 0, words


def test_both_files_say_the_same(real: Real) -> None:
    assert not difference(real.edition.word_pieces, real.edition.pages)


def test_every_page_says_something(real: Real) -> None:
    assert [n for n, page in enumerate(real.edition.pages, 1) if not page.content.strip()] == []


def test_the_pdf_is_accessible_and_archival(real: Real) -> None:
    assert failures(real.edition.pdf) == []


def test_the_pdf_says_in_its_structure_what_its_document_does(real: Real) -> None:
    assert faults(real.edition.pdf, real.edition.document) == []
