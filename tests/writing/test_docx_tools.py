"""Word files judged by programs from outside: two validators, and LibreOffice, which prints them."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree
from msgspec.structs import replace
from pypdfium2 import raw

from documents import paragraph, sample_document, texts
from legation.layout import settle
from legation.model.document import Contents, ContentsEntry, Figure
from legation.model.drawing import Align, Box, Drawing, Ink, Label, Marker
from legation.model.theme import Colours, Page, Theme
from legation.writing.docx import write
from pdf_files import FONTS, bare, pdf, spots
from tools import TAGGED, pdf_text, require_package, to_pdf, validate_word
from word import entries, find, png, tree

pytestmark = pytest.mark.tools

if TYPE_CHECKING:
    from pathlib import Path

VALIDATORS = ("openxml-audit", "ooxml-validator")


def repack(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def unwrapped(content: bytes, branch: str = "mc:Choice") -> bytes:
    """The file with one branch of every `mc:AlternateContent` for it: validators do not look into it."""
    body = tree(content)
    for alternate in find(body, "//mc:AlternateContent"):
        parent = alternate.getparent()
        assert parent is not None
        parent.replace(alternate, find(alternate, f"{branch}/*")[0])
    return repack(entries(content) | {"word/document.xml": etree.tostring(body)})


def variants(folder: Path) -> dict[str, bytes]:
    """The sample, plain and with all that it can be written with or without."""
    logo = folder / "logo.png"
    logo.write_bytes(png(60, 20))
    theme = Theme(logo=str(logo), page=Page(size="Letter"), colours=Colours(accent="7A0019"))
    least = replace(
        sample_document(), blocks=(paragraph("Only this"),), marking="", digest="", author=""
    )
    entry = ContentsEntry(1, "At a glance", "at-a-glance", page=2)
    contents = replace(least, blocks=(Contents((entry,)), *sample_document().blocks))
    sample = write(sample_document(), Theme())
    return {
        "sample": sample,
        "unwrapped": unwrapped(sample),
        "unwrapped to pictures": unwrapped(sample, "mc:Fallback"),
        "with a logo": write(sample_document(theme), theme),
        "bare": write(least, Theme()),
        "with a list of contents": write(contents, Theme()),
    }


@pytest.mark.parametrize("tool", VALIDATORS)
def test_validators_find_no_fault(tool: str, tmp_path: Path) -> None:
    for name, content in variants(tmp_path).items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        validate_word(tool, path)


@pytest.mark.parametrize("tool", VALIDATORS)
def test_validators_would_find_one(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    parts = entries(unwrapped(write(sample_document(), Theme())))
    body = parts["word/document.xml"].replace(b"<wps:bodyPr ", b"<wps:bodyPr bogus='1' ", 1)
    path.write_bytes(repack(parts | {"word/document.xml": body}))
    with pytest.raises(AssertionError, match="bogus"):
        validate_word(tool, path)


def squeezed(words: str) -> str:
    """Words as two extractions can be compared: without space, soft hyphens and ligatures."""
    folded = unicodedata.normalize("NFKC", words).replace("\u2010", "-")
    return re.sub(r"[\s\u00ad\u200b]", "", folded)


def test_libreoffice_prints_every_word_in_order(tmp_path: Path) -> None:
    document = sample_document()
    printed = squeezed(pdf_text(to_pdf(write(document, Theme()), tmp_path)))
    labels = {
        line
        for block in document.blocks
        if isinstance(block, Figure)
        for shape in block.drawing.shapes
        if isinstance(shape, Label)
        for line in shape.lines
    }
    place = 0
    for words in texts(document):
        found = printed.find(squeezed(words), 0 if words in labels else place)
        assert found >= 0, words
        place = place if words in labels else found + len(squeezed(words))


def test_libreoffice_prints_page_numbers_marking_and_labels(tmp_path: Path) -> None:
    printed = to_pdf(write(sample_document(), Theme()), tmp_path)
    pages = pdf_text(printed).split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("OFFICIAL & <SENSITIVE>") == 2
    assert "[3] Publisher 3" in pages[-1]
    assert "7. Counts from seven" in pages[0]
    with_rows = [page for page in pages if re.search(r"Event \d+\.", page)]
    assert len(with_rows) > 2
    assert all("Date What happened With Source" in page for page in with_rows)


def test_libreoffice_draws_shapes_where_the_pdf_does_and_no_picture(tmp_path: Path) -> None:
    labels = (
        Label(60, 40, 90, 9, ("Təbriz",), 8, 9),
        Label(200, 60, 90, 9, ("Lahore",), 8, 9, align=Align.CENTRE),
        Label(300, 80, 90, 9, ("Samarkand",), 8, 9, align=Align.END, struck=True),
    )
    shapes = (Box(60, 20, 40, 10, Ink.ACCENT), Marker(120, 25, 4), *labels)
    document = bare(Figure(Drawing(440, 140, shapes), "", "Three cities"))
    printed = to_pdf(write(document, Theme()), tmp_path).read_bytes()
    ours, theirs = ({spot.text: spot for spot in spots(data)} for data in (pdf(document), printed))
    for label in labels:
        (words,) = label.lines
        assert ours[words].left == pytest.approx(theirs[words].left, abs=0.5), words
        assert ours[words].right == pytest.approx(theirs[words].right, abs=0.5), words
        below = [each[label.lines[0]].bottom - each["Təbriz"].bottom for each in (ours, theirs)]
        assert below[0] == pytest.approx(below[1], abs=0.5), words
    drawn = pypdfium2.PdfDocument(printed)[0].get_objects([raw.FPDF_PAGEOBJ_IMAGE])
    assert list(drawn) == []


STANDARD = {"Document", "H1", "Table", "TR", "TH", "TD", "L", "LI", "LBody", "Figure", "Link"}


@pytest.mark.parametrize("notes", ["end", "foot", "endnotes"])
def test_libreoffice_tags_every_word(notes: str, tmp_path: Path) -> None:
    theme = Theme.model_validate({"notes": notes})
    document = settle(sample_document(), theme, FONTS)
    require_package("pikepdf")
    from conformance.tagged import Tagged

    file = Tagged(to_pdf(write(document, theme), tmp_path, TAGGED).read_bytes())
    for number, pieces in enumerate(file.pieces, 1):
        bare = [piece.text for piece in pieces if piece.number is None and not piece.artifact]
        assert "".join(bare) == "", number  # what it leaves out are the rules around paragraphs
    assert str(file.root.Lang) == document.language
    assert {tag.role for tag in file.tags} >= STANDARD
    described = [bool(tag.text("/Alt")) for tag in file.tags if tag.role == "Figure"]
    assert described
