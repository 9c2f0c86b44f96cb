"""No fault in a PDF whatever is in it and however it looks: every block, every script, every theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from conformance.judging import failures, faults
from conformance.samples import SCRIPTS, document, every_block, every_script
from documents import columns, long_table, paragraph, points, rows, sample_document
from legation.model.document import (
    Document,
    Heading,
    Link,
    ListKind,
    Paragraph,
    Table,
    Text,
    Title,
)
from legation.model.theme import Page, Theme
from pdf_files import WIDTH, pdf
from revised import revised_blocks

pytestmark = pytest.mark.tools


def of_script(line: str, language: str) -> Document:
    """A document in one language: its line in every place that takes text, its marking among them."""
    text = (Text(line),)
    cells = [(line, line), ("12", line)]
    blocks = (
        Title(text),
        Heading(1, text, "one"),
        Paragraph(text),
        Paragraph((Text(line), Link("https://example.org", text), Text(line, language="en"))),
        points(ListKind.NUMBER, line, line),
        Table(columns((line, line), (0.5, 0.5), WIDTH), rows(cells), line, line, row_headers=True),
    )
    made = document(*blocks, language=language, title=line)
    return replace(made, marking=line, running_title=line, author=line)


DOCUMENTS = {
    "every block": every_block(),
    "every script": every_script(),
    "long": sample_document(),
    "table over pages": document(paragraph("Events"), long_table(WIDTH)),
    "header over pages": document(
        Table(columns(("Long words " * 700, "Other"), (0.5, 0.5), WIDTH), rows([("a", "b")]))
    ),
    "accents": document(
        Title((Text("Донау\u00adдампф"),)),
        Heading(1, (Text("Ташке\u0301нт"),), "one"),
        paragraph(
            "Ọlúṣẹ\u0301gun, V\u0323\u0306iệt, g\u0303uarani, r\u0304\u0323ta, Зеле\u0301нский"
        ),
    ),
    "nothing": document(),
    "what has changed": document(*revised_blocks()),
    "what has changed from right to left": document(*revised_blocks(), language="fa"),
} | {f"in {language}": of_script(line, language) for language, line in SCRIPTS.items()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_has_a_fault(name: str) -> None:
    made = DOCUMENTS[name]
    data = pdf(made)
    assert failures(data) == []
    assert faults(data, made) == []


@pytest.fixture
def theme(request: pytest.FixtureRequest, tmp_path: Path) -> Theme:
    """A theme; where it wants a logo, with one."""
    given = dict(request.param)
    if "logo" in given:
        path = tmp_path / given["logo"]
        Image.effect_noise((60, 30), 9).convert("RGB").save(path)
        given["logo"] = str(path)
    return Theme(**given)


THEMES = {
    "Letter": {"page": Page(size="Letter")},
    "PNG logo": {"logo": "logo.png"},
    "JPEG logo": {"logo": "logo.jpg"},
    "justified": {"align": "justify", "page": Page(left=50, right=50)},
    "narrow": {"page": Page(left=60, right=60, top=5, bottom=5)},
}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES, indirect=True)
def test_no_theme_makes_one(theme: Theme) -> None:
    for made in (every_block(), every_script()):
        data = pdf(made, theme)
        assert failures(data) == []
        assert faults(data, made) == []
