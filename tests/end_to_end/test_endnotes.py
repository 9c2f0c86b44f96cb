"""The sample with its sources as Word's endnotes: the same in both formats, and sound."""

from __future__ import annotations

from pathlib import Path

import pytest

import legation
from editions import OTHERS, Edition, build, others_of_sample
from extraction import difference, of_document
from tools import validate_word
from word import entries
from word_faults import faults

BRIEFS = ("azerbaijan", "azerbaijan-pakistan-meeting", *OTHERS)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    folder = tmp_path_factory.mktemp("endnotes")
    path = others_of_sample(folder)
    (folder / "templates").mkdir()
    (folder / "templates" / "theme.yaml").write_text("notes: endnotes\n", encoding="utf-8")
    return build(path, folder, briefs=BRIEFS)


@pytest.fixture(params=BRIEFS)
def edition(request: pytest.FixtureRequest, editions: dict[str, Edition]) -> Edition:
    """Each of the briefs in turn."""
    return editions[request.param]


def test_word_has_endnotes_and_both_files_say_what_the_document_does(edition: Edition) -> None:
    assert "word/endnotes.xml" in entries(edition.docx)
    assert edition.word_pieces == of_document(edition.document)
    assert not difference(edition.word_pieces, edition.pages)


def test_they_are_verified(editions: dict[str, Edition]) -> None:
    folder = next(iter(editions.values())).path.parent
    assert legation.verify(folder, path=folder / "events.yaml").status == 0


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_the_word_file_is_valid(edition: Edition, tool: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(edition.docx)
    validate_word(tool, path)
    assert faults(edition.docx) == []
