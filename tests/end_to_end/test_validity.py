"""Programs from outside find no fault in what is built of the sample; nor do we in the PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from socket import gethostname

import docx
import pytest
from PIL import Image

import legation
from conformance.judging import failures, faults
from editions import AS_OF, MEETINGS, OTHERS, Edition, Hostile, build, others_of_sample
from pdf_files import pages
from tools import validate_word
from word import entries
from word_faults import faults as word_faults

BRIEFS = ("azerbaijan", "azerbaijan-pakistan", "azerbaijan-uzbekistan", *MEETINGS, *OTHERS)


@pytest.mark.tools
@pytest.mark.parametrize("brief", BRIEFS)
def test_the_pdf_is_accessible_and_archival(brief: str, others: dict[str, Edition]) -> None:
    assert failures(others[brief].pdf) == []
    assert faults(others[brief].pdf, others[brief].document) == []


@pytest.mark.tools
def test_so_is_the_annex(annex: Edition) -> None:
    assert failures(annex.pdf) == []
    assert faults(annex.pdf, annex.document) == []


@pytest.mark.tools
def test_so_is_what_is_made_of_hostile_text(hostile_brief: Hostile) -> None:
    edition = hostile_brief.edition
    assert failures(edition.pdf) == []
    assert faults(edition.pdf, edition.document) == []


THEMES = {
    "cover": "cover: true\nlogo: logo.png\n",
    "Letter": "page: {size: Letter, left: 50}\nnotes: foot\ncover: true\n",
    "justified": "align: justify\n",
}


@pytest.mark.tools
@pytest.mark.parametrize("theme", THEMES)
def test_so_it_is_with_every_option_of_a_theme(theme: str, tmp_path: Path) -> None:
    path, templates = others_of_sample(tmp_path), tmp_path / "templates"
    templates.mkdir()
    (templates / "theme.yaml").write_text(THEMES[theme], encoding="utf-8")
    Image.effect_noise((60, 30), 9).save(templates / "logo.png")
    for edition in build(path, tmp_path, briefs=("azerbaijan", "factsheet", "book")).values():
        assert word_faults(edition.docx) == []
        assert failures(edition.pdf) == []
        assert faults(edition.pdf, edition.document) == []


ODD = {
    "signs of numbers": "\u0600١٢ \u06dd٣ \u0605٤ \u0890 \ufff9",
    "private use": "\uf0b7 First \U000f0000 and \U00100000",
    "invisible": "a\u3164b \u115f c\ufe0f d\U000e0101 e\u034f \u180b \uffa0 ب\ufe00",
}


@pytest.mark.tools
@pytest.mark.parametrize("name", ODD)
def test_so_is_what_is_made_of_odd_characters(name: str, tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    event = f"  - {{date: 2024, title: 'Of {ODD[name]}', sources: A report}}\n"
    path.write_text(f"title: T\nevents:\n{event}", encoding="utf-8")
    (edition,) = build(path, tmp_path, allow=("missing-letters",)).values()
    assert failures(edition.pdf) == []


@pytest.mark.tools
def test_so_is_a_draft_that_leaves_something_out(tmp_path: Path) -> None:
    path = others_of_sample(tmp_path)
    bad = "events:\n  - {date: 2023-02-29, parties: [AZ, UZ], title: Wrong}\n"
    text = path.read_text(encoding="utf-8").replace("events:\n", bad, 1)
    path.write_text(text, encoding="utf-8")
    names = ["azerbaijan-uzbekistan"]
    built = legation.build(path, briefs=names, formats=["pdf"], draft=True, as_of=AS_OF)
    data = built.written[0].path.read_bytes()
    assert "This is a draft" in pages(data)[0]
    assert failures(data) == []


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
@pytest.mark.parametrize("brief", BRIEFS)
def test_the_word_file_is_valid(
    brief: str, tool: str, others: dict[str, Edition], tmp_path: Path
) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(others[brief].docx)
    validate_word(tool, path)


@pytest.mark.parametrize("brief", BRIEFS)
def test_nor_has_it_faults_that_validators_miss(brief: str, others: dict[str, Edition]) -> None:
    assert word_faults(others[brief].docx) == []


def test_nor_have_the_annex_and_what_is_made_of_hostile_text(
    annex: Edition, hostile_brief: Hostile
) -> None:
    assert word_faults(annex.docx) == []
    assert word_faults(hostile_brief.edition.docx) == []


def test_it_tells_of_nobody(others: dict[str, Edition]) -> None:
    edition = others["azerbaijan"]
    parts = entries(edition.docx)
    assert not {part for part in parts if part.startswith(("docProps/app", "docProps/custom"))}
    traces = {str(edition.path.parent), str(Path.home()), gethostname(), "python", "libreoffice"}
    for name, part in parts.items():
        said = part.decode("utf-8", "replace").casefold()
        if name.endswith((".xml", ".rels")):
            found = {trace for trace in traces if len(trace) > 4 and trace.casefold() in said}
            assert not found, name
    properties = docx.Document(BytesIO(edition.docx)).core_properties
    assert properties.title == edition.document.title
    assert properties.author == edition.document.author
    assert properties.keywords == ", ".join(edition.document.keywords)
    assert properties.created is not None
    assert properties.created.date() == AS_OF
    assert properties.last_modified_by == ""
