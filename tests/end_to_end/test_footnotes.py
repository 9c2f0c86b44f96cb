"""The sample with its sources at the feet of pages: the same in both formats, and sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.judging import failures, faults
from documents import of_inlines
from editions import MEETINGS, OTHERS, Edition, build, others_of_sample
from extraction import of_document
from legation.model.document import Heading
from pdf_files import pages
from tools import validate_word
from word import entries

BRIEFS = ("azerbaijan", "azerbaijan-pakistan", "azerbaijan-uzbekistan", *MEETINGS, *OTHERS)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    folder = tmp_path_factory.mktemp("footnotes")
    path = others_of_sample(folder)
    # The meetings' two pages are full already.
    text = path.read_text(encoding="utf-8").replace("    pages: 2\n    for:", "    for:")
    path.write_text(text, encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "theme.yaml").write_text("notes: foot\n", encoding="utf-8")
    return build(path, folder)


@pytest.fixture(params=BRIEFS)
def edition(request: pytest.FixtureRequest, editions: dict[str, Edition]) -> Edition:
    """Each of the briefs in turn."""
    return editions[request.param]


def test_sources_are_notes_and_no_longer_listed(edition: Edition) -> None:
    headings = [each for each in edition.document.blocks if isinstance(each, Heading)]
    assert "Sources" not in [of_inlines(heading.inlines) for heading in headings]
    assert "word/footnotes.xml" in entries(edition.docx)
    assert not any("[1]" in page for page in pages(edition.pdf))


def test_word_says_what_the_document_does(edition: Edition) -> None:
    assert edition.word_pieces == of_document(edition.document)


@pytest.mark.tools
def test_the_pdf_is_sound_and_says_what_the_document_does(edition: Edition) -> None:
    assert failures(edition.pdf) == []
    assert faults(edition.pdf, edition.document) == []


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_the_word_file_is_valid(edition: Edition, tool: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(edition.docx)
    validate_word(tool, path)
