"""Briefs of the sample in letterheads, from the command's own entry to what LibreOffice prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import legation
from editions import AS_OF, SAMPLE
from letterheads import (
    ALL,
    NORMAL,
    PLACE,
    document,
    german,
    letterhead,
    numbered,
    paragraph,
    styles,
)
from tools import pdf_text, require_font, to_pdf, validate_word
from word import entries, paragraphs
from word_faults import faults

if TYPE_CHECKING:
    from pathlib import Path

BRIEF = "azerbaijan-uzbekistan"


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_bytes(SAMPLE.read_bytes())
    (tmp_path / "templates").mkdir()
    return path


def built(path: Path, reference: str | None = None) -> bytes:
    done = legation.build(path, briefs=[BRIEF], formats=["docx"], as_of=AS_OF, reference=reference)
    assert [d for d in done.report if d.severity == "error"] == []
    (written,) = done.written
    return written.path.read_bytes()


@pytest.mark.tools
@pytest.mark.parametrize("kind", ALL)
def test_a_brief_is_valid_and_says_the_same(kind: str, chronology: Path) -> None:
    (chronology.parent / "templates" / "reference.docx").write_bytes(ALL[kind]())
    content = built(chronology)
    described = [fault for fault in faults(content) if "heading of level" not in fault]
    assert described == []
    for tool in ("openxml-audit", "ooxml-validator"):
        validate_word(tool, chronology.parent / "output" / f"{BRIEF}.docx")
    verification = legation.verify(path=chronology, briefs=[BRIEF])
    (word,) = [each for each in verification.files if each.path.suffix == ".docx"]
    assert word.same


@pytest.mark.tools
@pytest.mark.parametrize("kind", ["German", "landscape"])
def test_libreoffice_prints_it_with_the_letterhead_on_every_page(
    kind: str, chronology: Path, tmp_path: Path
) -> None:
    (chronology.parent / "templates" / "reference.docx").write_bytes(ALL[kind]())
    pages = pdf_text(to_pdf(built(chronology), tmp_path)).split("\f")[:-1]
    if kind == "German":
        assert "MINISTERIUM DES ÄUSSEREN" in pages[0]
        assert all("Ministerium" in page or "Gerade Seite" in page for page in pages[1:])
        assert all(f"Seite {number}" in page for number, page in enumerate(pages[1:], 2))
        assert "UzDaily" in pages[-1].partition("Hochachtungsvoll")[0] + pages[-2]
    else:
        numbers = [re.findall(r"Page \d+ of \d+", page) for page in pages]
        wanted = [[f"Page {number} of {len(pages)}"] for number in range(1, len(pages) + 1)]
        assert numbers == wanted
    assert all("Azerbaijan and Uzbekistan" in page for page in pages)


def test_a_letterhead_that_is_named_wins(chronology: Path, tmp_path: Path) -> None:
    (chronology.parent / "templates" / "reference.docx").write_bytes(german())
    other = tmp_path / "other.dotx"
    other.write_bytes(numbered())
    first, second = built(chronology), built(chronology, reference=str(other))
    assert "word/header3.xml" in entries(first)
    assert "word/header3.xml" not in entries(second)
    assert built(chronology) == first


def test_the_pdf_is_the_same_with_and_without(chronology: Path) -> None:
    def pdf() -> bytes:
        done = legation.build(chronology, briefs=[BRIEF], formats=["pdf"], as_of=AS_OF, force=True)
        return done.written[0].path.read_bytes()

    without = pdf()
    (chronology.parent / "templates" / "reference.docx").write_bytes(b"not a letterhead")
    assert pdf() == without


def test_a_refused_one_fails_what_has_a_word_file_and_earlier_files_stay(chronology: Path) -> None:
    earlier = built(chronology)
    (chronology.parent / "templates" / "reference.docx").write_bytes(german()[:-9])
    done = legation.build(chronology, briefs=[BRIEF], as_of=AS_OF)
    assert done.failed == (BRIEF,)
    (error,) = [d for d in done.report if d.severity == "error"]
    assert (error.code, error.message) == (
        "letterhead-damaged",
        "the letterhead is damaged: it cannot be unpacked",
    )
    assert (chronology.parent / "output" / f"{BRIEF}.docx").read_bytes() == earlier
    told = [d.code for d in legation.check(chronology) if d.severity == "error"]
    assert told == ["letterhead-damaged"]


MEETING = "azerbaijan-pakistan-meeting"


def digest(content: bytes, name: str = "word/footer") -> str:
    """The digest at the foot of a Word file."""
    parts = [each for each in entries(content) if each.startswith(name)]
    found = (
        re.search(r"\b[0-9a-f]{8}\b", words) for p in parts for _, words in paragraphs(content, p)
    )
    return next(match[0] for match in found if match)


@pytest.mark.tools
@pytest.mark.parametrize("kind", ["German", "LibreOffice", "tall"])
def test_what_is_held_to_its_pages_keeps_to_them_in_the_letterhead(
    kind: str, chronology: Path, tmp_path: Path
) -> None:
    require_font("Liberation Sans", "fonts-liberation")
    tall = letterhead(
        {
            "word/document.xml": document(paragraph("To the Minister") * 4 + PLACE),
            "word/styles.xml": styles(NORMAL, font="Liberation Sans", size=21),
        }
    )
    data = tall if kind == "tall" else ALL[kind]()
    (chronology.parent / "templates" / "reference.docx").write_bytes(data)
    done = legation.build(chronology, briefs=[MEETING], as_of=AS_OF)
    assert [d for d in done.report if d.severity == "error"] == []
    content = done.written[0].path.read_bytes()
    pages = pdf_text(to_pdf(content, tmp_path)).split("\f")
    assert [n for n, page in enumerate(pages) if "\nAnnex\n" in f"\n{page}"][:1] == [2]
    # The PDF says as much, whether it is built with the Word file or alone.
    both = done.written[1].path.read_bytes()
    assert digest(content) in pdf_text(done.written[1].path)
    legation.build(chronology, briefs=[MEETING], as_of=AS_OF, formats=["pdf"], force=True)
    assert done.written[1].path.read_bytes() == both
    assert legation.verify(path=chronology, briefs=[MEETING]).status == 0


def test_what_does_not_fit_the_letterhead_is_told_and_nothing_is_written(chronology: Path) -> None:
    narrow = letterhead({"word/styles.xml": styles(NORMAL, font="DejaVu Sans", size=24)})
    path = chronology.parent / "templates" / "reference.docx"
    path.write_bytes(narrow)
    done = legation.build(chronology, briefs=[MEETING], as_of=AS_OF)
    (error,) = [d for d in done.report if d.severity == "error"]
    assert error.code == "page-limit"
    told = rf"the brief does not fit its 2 pages in the letterhead {re.escape(str(path))}: .* by \d+ line"
    assert re.match(told, error.message)
    assert error.position is not None
    line = chronology.read_text(encoding="utf-8").split("\n")[error.position.line - 2]
    assert line == f"  {MEETING}:"
    assert done.written == ()


def test_a_letterhead_that_cannot_be_used_keeps_no_pdf_from_its_pages(chronology: Path) -> None:
    (chronology.parent / "templates" / "reference.docx").write_bytes(b"none")
    done = legation.build(chronology, briefs=[MEETING], as_of=AS_OF, formats=["pdf"])
    assert [each.format for each in done.written] == ["pdf"]


def test_markings_stand_on_every_page(chronology: Path) -> None:
    text = chronology.read_text(encoding="utf-8")
    marked = text.replace(f"  {BRIEF}:\n", f"  {BRIEF}:\n    marking: OFFICIAL\n", 1)
    assert marked != text
    chronology.write_text(marked, encoding="utf-8")
    (chronology.parent / "templates" / "reference.docx").write_bytes(german())
    content = built(chronology)
    for name in entries(content):
        if re.match(r"word/(header|footer)\d\.xml", name):
            assert [words for _, words in paragraphs(content, name)].count("OFFICIAL") == 1
