"""Word files judged by programs from outside: two validators, and LibreOffice, which prints them."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from msgspec.structs import replace

from documents import paragraph, sample_document, texts
from legation.model.document import Contents, ContentsEntry, Figure
from legation.model.drawing import Label
from legation.model.theme import Colours, Page, Theme
from legation.writing.docx import write
from tools import pdf_text, require_tool, run, to_pdf
from word import entries, find, png, tree

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
    bare = replace(
        sample_document(), blocks=(paragraph("Only this"),), marking="", digest="", author=""
    )
    entry = ContentsEntry(1, "At a glance", "at-a-glance", page=2)
    contents = replace(bare, blocks=(Contents((entry,)), *sample_document().blocks))
    sample = write(sample_document(), Theme())
    return {
        "sample": sample,
        "unwrapped": unwrapped(sample),
        "unwrapped to pictures": unwrapped(sample, "mc:Fallback"),
        "with a logo": write(sample_document(theme), theme),
        "bare": write(bare, Theme()),
        "with a list of contents": write(contents, Theme()),
    }


@pytest.mark.parametrize("tool", VALIDATORS)
def test_validators_find_no_fault(tool: str, tmp_path: Path) -> None:
    command = require_tool(tool)
    for name, content in variants(tmp_path).items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        run(command, path)


@pytest.mark.parametrize("tool", VALIDATORS)
def test_validators_would_find_one(tool: str, tmp_path: Path) -> None:
    command = require_tool(tool)
    path = tmp_path / "broken.docx"
    parts = entries(unwrapped(write(sample_document(), Theme())))
    body = parts["word/document.xml"].replace(b"<wps:bodyPr ", b"<wps:bodyPr bogus='1' ", 1)
    path.write_bytes(repack(parts | {"word/document.xml": body}))
    with pytest.raises(AssertionError, match="bogus"):
        run(command, path)


def squeezed(words: str) -> str:
    """Words as two extractions can be compared: without space, soft hyphens and ligatures."""
    folded = unicodedata.normalize("NFKC", words).replace("\u2010", "-")
    return re.sub(r"[\s\u00ad\u200b]", "", folded)


def test_libreoffice_prints_every_word_in_order(tmp_path: Path) -> None:
    document = sample_document()
    pdf = to_pdf(write(document, Theme()), tmp_path)
    printed = squeezed(pdf_text(pdf))
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
    pdf = to_pdf(write(sample_document(), Theme()), tmp_path)
    pages = pdf_text(pdf).split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("OFFICIAL & <SENSITIVE>") == 2
    assert "[3] Publisher 3" in pages[-1]
    assert "7. Counts from seven" in pages[0]
    with_rows = [page for page in pages if re.search(r"Event \d+\.", page)]
    assert len(with_rows) > 2
    assert all("Date What happened With Source" in page for page in with_rows)
