"""A template of one's own with a timeline on a turned page, built to both formats as users build it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

import legation
from conformance.judging import failures, faults
from editions import AS_OF, SAMPLE, Edition, build
from extraction import difference, of_document
from pdf_files import pages
from tools import to_pdf, validate_word
from word import find, tree, values

BRIEF = "azerbaijan-uzbekistan"
TEMPLATE = """# {{ brief.title }}

{{ title_block() }}

## How it began

Relations were established in 1995.

## All events

{{ timeline(events + upcoming, landscape=true) }}

## What is next

The next round of talks.
"""


def own(folder: Path, template: str = TEMPLATE, theme: str = "", pages: str = "") -> Path:
    """A copy of the sample with a brief in a template of one's own."""
    items = SAMPLE.read_text(encoding="utf-8").partition("\nbriefs:\n")[0]
    brief = f"\nbriefs:\n  {BRIEF}:\n    parties: [AZ, UZ]\n    template: own\n{pages}"
    (folder / "templates").mkdir()
    (folder / "templates" / "own.md.j2").write_text(template, encoding="utf-8")
    (folder / "templates" / "theme.yaml").write_text(theme or "{}\n", encoding="utf-8")
    (folder / "events.yaml").write_text(items + brief, encoding="utf-8")
    return folder / "events.yaml"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("own")
    return build(own(folder), folder)[BRIEF]


def turned(data: bytes) -> list[bool]:
    """Of every page, whether it is wider than high."""
    sizes = (page.get_size() for page in pypdfium2.PdfDocument(data))
    return [width > height for width, height in sizes]


@pytest.mark.tools
def test_the_timeline_and_its_heading_have_a_turned_page_in_both_formats(
    edition: Edition, tmp_path: Path
) -> None:
    word = to_pdf(edition.docx, tmp_path).read_bytes()
    for data in (edition.pdf, word):
        assert turned(data)[:3] == [False, True, False]
        assert sum(turned(data)) == 1
        first, second, third = pages(data)[:3]
        assert "How it began" in first
        assert "All events" in second
        assert "What is next" in third
    assert len(pages(word)) == len(pages(edition.pdf))


def test_both_say_the_same(edition: Edition) -> None:
    assert edition.word_pieces == of_document(edition.document)
    assert not difference(edition.word_pieces, edition.pages)


@pytest.mark.tools
def test_both_are_without_fault(edition: Edition, tmp_path: Path) -> None:
    assert failures(edition.pdf) == []
    assert faults(edition.pdf, edition.document) == []
    (tmp_path / "brief.docx").write_bytes(edition.docx)
    for tool in ("openxml-audit", "ooxml-validator"):
        validate_word(tool, tmp_path / "brief.docx")


def test_the_word_file_has_three_sections(edition: Edition) -> None:
    sections = find(tree(edition.docx), "//w:sectPr")
    found = ["".join(values(section, "w:pgSz/@w:orient")) for section in sections]
    assert found == ["", "landscape", ""]


def test_it_counts_among_the_pages_that_a_brief_may_have(tmp_path: Path) -> None:
    path = own(tmp_path, pages="    pages: 2\n")
    built = legation.build(path, formats=["pdf"], output=tmp_path, as_of=AS_OF)
    (told,) = built.report
    assert told.message == "the brief does not fit its 2 pages: What is next by 3 lines"


@pytest.mark.tools
def test_behind_a_cover_and_at_the_end(tmp_path: Path) -> None:
    template = TEMPLATE.partition("## How it began")[0] + (
        "## All events\n\n{{ timeline(events, landscape=true) }}\n"
    )
    edition = build(own(tmp_path, template, "cover: true\n"), tmp_path)[BRIEF]
    assert turned(edition.pdf) == [False, True]
    assert turned(to_pdf(edition.docx, tmp_path).read_bytes()) == [False, True]
