"""`legation.verify` on words that are struck through: where the document has them so, and nowhere else."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from legation.building.verifying import pdf as read_pdf
from legation.building.verifying import word
from legation.building.verifying.apart import apart
from legation.building.verifying.document import told
from legation.building.verifying.pieces import together
from legation.model.document import Footnote, Link, Paragraph, Text
from legation.writing import docx
from pdf_files import THEME, bare, pdf
from revised import REVISED, STRUCK, revised_blocks
from tools import require_package

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.building.verifying.pieces import Said
    from legation.model.document import Document, Inline

NOTED = Paragraph(
    (
        Text("before", struck=True),
        Footnote(1, "note-1", (Text("A "), Text("note", struck=True))),
        Text("behind", struck=True),
    )
)
READERS: dict[str, Callable[[Document], Said]] = {
    "PDF": lambda document: read_pdf.read(pdf(document)),
    "Word": lambda document: word.read(docx.write(document, THEME)),
}
EACH = pytest.mark.parametrize("read", READERS.values(), ids=READERS)
LINE = rb"\n[\d.]+ [\d.]+ m [\d.]+ [\d.]+ l S(?=\n)"


def differences(document: Document, said: Said) -> list[str]:
    """What differs of a file: what the document says, and the file."""
    return [f"{each.said}; {each.found}" for each in apart(document, said, told(document))]


def plain(inline: Inline) -> Inline:
    """The inline with nothing struck through."""
    match inline:
        case Text():
            return replace(inline, struck=False)
        case Link(_, children):
            return replace(inline, children=tuple(replace(each, struck=False) for each in children))
    return inline


PLAIN = replace(REVISED, inlines=tuple(map(plain, REVISED.inlines)))


# --- what is as it should be ---------------------------------------------------------------------


@EACH
@pytest.mark.parametrize("language", ["en-GB", "fa"])
def test_a_file_that_has_struck_through_what_the_document_has_so_is_right(
    read: Callable[[Document], Said], language: str
) -> None:
    document = replace(bare(*revised_blocks(), NOTED), language=language)
    assert differences(document, read(document)) == []
    assert told(document).struck == (*STRUCK, "before", "behind", "note")


def test_what_stands_together_is_one() -> None:
    parts = [("a ", True), (" ", False), ("b", True), ("c", False), ("d", True), ("e", False)]
    assert list(together(parts)) == ["a b", "d"]


# --- what is not ---------------------------------------------------------------------------------


@EACH
def test_what_has_lost_its_line_is_told(read: Callable[[Document], Said]) -> None:
    found = differences(bare(REVISED), read(bare(PLAIN)))
    assert len(found) == len(STRUCK)
    assert found[0] == "“USD 1 million” struck through; has it plainly"
    assert found[2] == (
        "“what an earlier wording said over the end…” struck through; has it plainly"
    )


@EACH
def test_what_someone_struck_through_is_told(read: Callable[[Document], Said]) -> None:
    found = differences(bare(PLAIN), read(bare(REVISED)))
    assert len(found) == len(STRUCK)
    assert found[0] == "“USD 1 million” plainly; strikes it through"


@EACH
def test_what_is_struck_through_otherwise_is_told_as_one(
    read: Callable[[Document], Said],
) -> None:
    less = bare(Paragraph((Text("one "), Text("two", struck=True))))
    more = bare(Paragraph((Text("one two", struck=True),)))
    assert differences(less, read(more)) == ["“two” struck through; “one two”"]


def edited(old: bytes, new: bytes, *, content: bool) -> Said:
    """A PDF with words struck through in which someone edited a page's content, or an element."""
    pikepdf = require_package("pikepdf")
    with pikepdf.open(BytesIO(pdf(bare(Paragraph((Text("old words", struck=True),)))))) as file:
        if content:
            stream = file.pages[0].Contents
            changed, count = re.subn(old, new, stream.read_bytes())
            stream.write(changed)
        else:
            spans = [each for each in file.objects if _is_span(each)]
            count = len(spans)
            for each in spans:
                each.A.TextDecorationType = pikepdf.Name(new.decode())
        assert count
        buffer = BytesIO()
        file.save(buffer)
    return read_pdf.read(buffer.getvalue())


def _is_span(found: object) -> bool:
    get = getattr(found, "get", None)
    return get is not None and str(get("/S", "")) == "/Span"


LOST = ["“old words” struck through; has it plainly"]


@pytest.mark.tools
def test_a_line_that_is_not_drawn_is_told() -> None:
    document = bare(Paragraph((Text("old words", struck=True),)))
    assert differences(document, edited(LINE, b"", content=True)) == LOST


@pytest.mark.tools
def test_a_line_that_is_drawn_elsewhere_is_told() -> None:
    document = bare(Paragraph((Text("old words", struck=True),)))
    said = edited(LINE, b"\n70 500 m 500 500 l S", content=True)
    assert differences(document, said) == LOST


@pytest.mark.tools
def test_a_line_that_a_screen_reader_is_not_told_of_is_told() -> None:
    document = bare(Paragraph((Text("old words", struck=True),)))
    assert differences(document, edited(b"", b"/Underline", content=False)) == LOST
    assert differences(document, edited(b"", b"/LineThrough", content=False)) == []
