"""`legation.verify` on what somebody put into a Word file beside its words, tracked, or took from sight."""

from __future__ import annotations

import pytest

from documents import sample_document
from legation.building.verifying import word
from legation.building.verifying.pieces import Oddity
from legation.layout import settle
from legation.model.document import Cite, List, ListItem, ListKind, Paragraph, Text
from legation.model.theme import Theme
from legation.writing import docx
from letterheads import packed
from pdf_files import FONTS, THEME, bare
from word import entries

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
CHANGE = 'w:id="5" w:author="A" w:date="2026-01-01T00:00:00Z"'
PLAIN = docx.write(bare(Paragraph((Text("All is well."),))), THEME)
TABLES = docx.write(sample_document(), THEME)


def odd(content: bytes, part: str, old: str, new: str) -> list[tuple[Oddity, str]]:
    """What is odd in a file, in whose part a text was replaced once."""
    parts = entries(content)
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new, 1).encode()
    return [(each.how, each.words) for each in word.read(packed(parts)).odd]


def in_text(old: str, new: str) -> list[tuple[Oddity, str]]:
    return odd(PLAIN, "word/document.xml", old, new.replace("<w:pict>", f"<w:pict {SPACES}>"))


@pytest.mark.parametrize("content", [PLAIN, TABLES], ids=["plain", "tables"])
def test_nothing_is_odd_about_what_was_built(content: bytes) -> None:
    assert word.read(content).odd == ()


SAID = "".join(f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>" for word in ("Not", "agreed"))
BOX = f"<w:txbxContent>{SAID}</w:txbxContent>"


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (f"<w:pict><v:rect><v:textbox>{BOX}</v:textbox></v:rect></w:pict>", "Not agreed"),
        ('<w:pict><v:shape><v:textpath string="CANCELLED"/></v:shape></w:pict>', "CANCELLED"),
        (f'<w:drawing><wp:inline {SPACES}><wp:docPr id="1" descr="A map"/></wp:inline></w:drawing>', "A map"),
        ("<w:object/>", "a picture"),
    ],
    ids=["text box", "letters", "picture", "object"],
)  # fmt: skip
def test_a_drawing_of_somebody_s_is_told(held: str, words: str) -> None:
    assert in_text("All is well.</w:t>", f"All is well.</w:t>{held}") == [(Oddity.ADDED, words)]


def test_another_file_that_is_put_in_is_told() -> None:
    assert in_text("<w:sectPr>", "<w:altChunk/><w:sectPr>") == [(Oddity.ADDED, "another file")]


def test_a_symbol_is_a_sign_of_the_text() -> None:
    parts = entries(PLAIN)
    text = parts["word/document.xml"].decode()
    held = text.replace("</w:t>", '</w:t><w:sym w:font="Symbol" w:char="F0D8"/>', 1)
    said = word.read(packed(parts | {"word/document.xml": held.encode()})).pieces
    assert [each.words for each in said] == ["All is well.\ufffd"]  # for private use


@pytest.mark.parametrize(
    ("start", "held", "how"),
    [
        ("<w:p><w:pPr>", f"<w:rPr><w:del {CHANGE}/></w:rPr>", Oddity.DELETED),
        ("<w:p><w:pPr>", f"<w:rPr><w:ins {CHANGE}/></w:rPr>", Oddity.INSERTED),
        ("<w:p><w:pPr>", f"<w:pPrChange {CHANGE}><w:pPr/></w:pPrChange>", Oddity.RESTYLED),
        ("<w:r>", f"<w:rPr><w:rPrChange {CHANGE}><w:rPr/></w:rPrChange></w:rPr>", Oddity.RESTYLED),
    ],
)
def test_what_is_tracked_of_a_paragraph_is_told(start: str, held: str, how: Oddity) -> None:
    assert in_text(start, start + held) == [(how, "All is well.")]


@pytest.mark.parametrize(
    ("start", "held", "how"),
    [
        ("<w:trPr>", f"<w:del {CHANGE}/>", Oddity.DELETED),
        ("<w:trPr>", f"<w:ins {CHANGE}/>", Oddity.INSERTED),
        ("<w:tblPr>", f"<w:tblPrChange {CHANGE}><w:tblPr/></w:tblPrChange>", Oddity.RESTYLED),
        ("<w:tcPr>", f"<w:cellDel {CHANGE}/>", Oddity.DELETED),
    ],
)
def test_what_is_tracked_of_a_table_is_told(start: str, held: str, how: Oddity) -> None:
    ((found, words),) = odd(TABLES, "word/document.xml", start, start + held)
    assert found is how
    assert words


@pytest.mark.parametrize(
    "look", ['<w:sz w:val="2"/>', '<w:w w:val="1"/>', '<w:spacing w:val="-600"/>']
)
def test_letters_that_none_can_read_are_hidden(look: str) -> None:
    assert in_text("<w:r>", f"<w:r><w:rPr>{look}</w:rPr>") == [(Oddity.HIDDEN, "All is well.")]


@pytest.mark.parametrize(
    ("spacing", "is_hidden"),
    [
        ('w:line="20" w:lineRule="exact"', True),
        ('w:line="240" w:lineRule="exact"', False),
        ('w:line="20" w:lineRule="atLeast"', False),
    ],
)
def test_so_are_lines_without_height(spacing: str, is_hidden: bool) -> None:
    found = in_text("<w:p><w:pPr>", f"<w:p><w:pPr><w:spacing {spacing}/>")
    assert found == ([(Oddity.HIDDEN, "All is well.")] if is_hidden else [])


def test_what_is_hidden_wherever_nothing_else_is_said_is_told() -> None:
    found = odd(
        PLAIN, "word/styles.xml", "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"
    )
    assert (Oddity.HIDDEN, "All is well.") in found


def test_so_is_what_the_style_of_a_table_hides() -> None:
    style = '<w:tblStylePr w:type="firstRow">'
    found = odd(TABLES, "word/styles.xml", style, f"{style}<w:rPr><w:vanish/></w:rPr>")
    assert found
    assert {how for how, _ in found} == {Oddity.HIDDEN}


# --- references ------------------------------------------------------------------------------------------


CITED = docx.write(
    bare(
        Paragraph((Text("Said"), Cite(1, "source-1"), Text("."))),
        List(ListKind.SOURCE, (ListItem((Paragraph((Text("The Gazette"),)),), "source-1"),)),
    ),
    THEME,
)


def test_a_reference_to_what_is_there_is_no_fault() -> None:
    assert b" REF " in entries(CITED)["word/document.xml"]
    assert word.read(CITED).odd == ()


def test_a_reference_to_what_is_not_there_is_told() -> None:
    ((how, words),) = odd(CITED, "word/document.xml", "<w:bookmarkStart", "<w:bookmarkStarted")
    assert (how, words[:4]) == (Oddity.ASTRAY, "Said")


def test_a_reference_to_another_number_than_it_shows_is_told() -> None:
    ((how, words),) = odd(CITED, "word/document.xml", "[1]", "[2]")
    assert (how, words[:4]) == (Oddity.MISLED, "Said")
    cut = "[</w:t></w:r><w:r><w:t>1]"
    assert odd(CITED, "word/document.xml", "[1]", cut) == []


def test_so_is_one_to_another_note_whatever_marks_stand_beside_it() -> None:
    theme = Theme(notes="foot")
    cited = Paragraph((Text("Said"), Cite(1, "source-1"), Text(", said"), Cite(1, "source-1")))
    listed = List(ListKind.SOURCE, (ListItem((Paragraph((Text("The Gazette"),)),), "source-1"),))
    content = docx.write(settle(bare(cited, listed), theme, FONTS), theme)
    mark = '<w:bookmarkStart w:id="99" w:name="_GoBack"/><w:bookmarkEnd w:id="99"/>'
    run = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference'
    assert odd(content, "word/document.xml", run, mark + run) == []
    shown = entries(content)["word/document.xml"].decode()
    old = shown[(start := shown.index(" NOTEREF ")) : shown.index("1</w:t>", start) + 1]
    ((how, _),) = odd(content, "word/document.xml", old, f"{old[:-1]}2")
    assert how is Oddity.MISLED


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" QUOTE never "/>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUO</w:instrText></w:r>'
        '<w:r><w:instrText>TE  never </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_a_field_that_would_show_something_else_is_told(field: str) -> None:
    assert in_text("</w:p>", f"{field}</w:p>") == [(Oddity.ADDED, "a field: QUOTE never")]
