"""Word and PDF say the same: every heading, date, event, figure and source, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from lxml import etree
from msgspec.structs import replace

from editions import MEETINGS, OTHERS, SAMPLE, Edition, Hostile
from extraction import Piece, difference, folded, furniture, of_document, of_pdf, of_word
from legation.model.document import Document, Table
from legation.model.theme import Theme
from legation.text.fonts import Fonts
from legation.writing import pdf
from pdf_files import bookmarks, objects, squeezed
from realdata import printed_point
from tools import pdf_text
from word import entries, find, tree

BRIEFS = ("azerbaijan-pakistan", "azerbaijan-uzbekistan", "azerbaijan")
CHRONOLOGY: dict[str, Any] = yaml.load(SAMPLE.read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(params=[*BRIEFS, *MEETINGS, *OTHERS, "annex", "hostile"])
def edition(
    request: pytest.FixtureRequest,
    sample: dict[str, Edition],
    others: dict[str, Edition],
    annex: Edition,
    hostile_brief: Hostile,
) -> Edition:
    """Each of the briefs in turn."""
    return ({"annex": annex, "hostile": hostile_brief.edition} | others | sample)[request.param]


# --- both files and the document -----------------------------------------------------------------


def test_word_says_what_the_document_does(edition: Edition) -> None:
    assert edition.word_pieces == of_document(edition.document)


def test_pdf_says_what_word_does(edition: Edition) -> None:
    assert not difference(edition.word_pieces, edition.pages)


@pytest.mark.tools
def test_another_reader_of_pdf_finds_the_same(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(edition.pdf)
    text, place = squeezed(pdf_text(tmp_path / "brief.pdf")), 0
    for piece in edition.word_pieces:
        if piece.kind in ("title", "heading 1", "heading 2", "column"):
            place = text.find(squeezed(piece.words), place)
            assert place >= 0, piece
        elif len(piece.words) < 60:  # a longer one may go on behind the foot of a page
            assert squeezed(piece.words) in text, piece


def test_bookmarks_are_the_headings(edition: Edition) -> None:
    headings = [piece for piece in edition.word_pieces if piece.kind.startswith("heading")]
    levels = [(int(piece.kind[-1]) - 1, folded(piece.words)) for piece in headings]
    assert [(level, folded(title)) for level, title, _ in bookmarks(edition.pdf)] == levels


def test_every_page_has_the_same_head_and_foot(edition: Edition) -> None:
    parts = furniture(edition.docx)
    pieces = [*parts["header"], *re.split("[\t\u2003]", "\t".join(parts["footer"]))]
    for number, page in enumerate(edition.pages, 1):
        expected = [words for words in map(folded, pieces) if words != "Page 1 of 1"]
        expected.append(f"Page {number} of {len(edition.pages)}")
        wanted = sorted(" ".join(expected).split())  # a long title has several lines in the PDF
        assert sorted(" ".join(page.repeated).split()[: len(wanted)]) == wanted


# --- what the chronology says --------------------------------------------------------------------


def items(section: str, brief: str) -> Iterator[dict[str, Any]]:
    """The items of a section that belong in a brief."""
    parties = CHRONOLOGY["briefs"][brief]["parties"]
    wanted = {parties} if isinstance(parties, str) else set(parties)
    return (item for item in CHRONOLOGY[section] if wanted <= set(item["parties"]))


def worded(edtf: str) -> str:
    """A date of the sample as a table prints it."""
    if edtf == "unknown":
        return "Date not known"
    if edtf.endswith("/.."):
        return f"Since {printed_point(edtf[:-3])}"
    if found := re.fullmatch("between (.*) and (.*)", edtf):
        return f"Between {printed_point(found[1])} and {printed_point(found[2])}"
    return printed_point(edtf)


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_event_is_there_with_its_date(brief: str, sample: dict[str, Edition]) -> None:
    words = [folded(piece.words) for piece in sample[brief].word_pieces]
    events = {(worded(event["date"]), event["title"]) for event in items("events", brief)}
    assert len(events) > 6
    assert events <= set(pairwise(words))


@pytest.mark.parametrize("brief", BRIEFS)
@pytest.mark.parametrize(
    ("section", "heading"),
    [("instruments", "Agreements"), ("mechanisms", "Mechanisms"), ("indicators", "Key figures")],
)
def test_every_other_item_is_there_once(
    brief: str, section: str, heading: str, sample: dict[str, Edition]
) -> None:
    pieces = sample[brief].word_pieces
    titles = [item["title"] for item in items(section, brief)]
    if not titles:
        assert ("heading 1", heading) not in pieces
        return
    rest = pieces[pieces.index(Piece("heading 1", heading)) + 1 :]
    inside = [p.words for p in takewhile(lambda piece: piece.kind != "heading 1", rest)]
    assert [title for title in titles if inside.count(title) != 1] == []
    others = {item["title"] for item in CHRONOLOGY[section]} - set(titles)
    assert not others & set(inside)


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_figure_is_there_behind_its_title(brief: str, sample: dict[str, Edition]) -> None:
    text = folded("\n".join(piece.words for piece in sample[brief].word_pieces))
    figures = text[text.index("Key figures") :]
    for indicator in items("indicators", brief):
        place = figures.index(folded(indicator["title"]))
        for value in indicator.get("values", ()):
            place = figures.index(re.sub("^(about|more than) ", "", value["value"]), place)
        for claim in indicator.get("claims", ()):
            said = str(claim.get("times") or claim.get("per-year") or claim.get("change"))
            place = figures.index(re.split("[- ]", said)[0], place)


@pytest.mark.parametrize("brief", BRIEFS)
def test_quotations_and_sources_are_there(brief: str, sample: dict[str, Edition]) -> None:
    words = [folded(piece.words) for piece in sample[brief].word_pieces]
    for statement in items("statements", brief):
        assert f"“{statement['quote']}”" in words
    cited = {key for event in items("events", brief) for key in [event["sources"]]}
    for key, source in CHRONOLOGY["sources"].items():
        assert (key in cited) == any(source["title"] in each for each in words)


def test_what_belongs_to_pakistan_alone_is_not_in_the_brief_on_uzbekistan(
    sample: dict[str, Edition],
) -> None:
    edition = sample["azerbaijan-uzbekistan"]
    parts = (part.decode("latin-1") for part in entries(edition.docx).values())
    inside = objects(edition.pdf).decode("latin-1")
    everything = "".join([*parts, inside, edition.printed, repr(edition.pages)])
    assert "Uzbekistan" in everything
    assert "Pakistan" not in everything
    assert "recognis" not in everything


# --- a damaged file is noticed -------------------------------------------------------------------


def rewritten(content: bytes, body: etree._Element) -> bytes:
    """The Word file with another body."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, part in entries(content).items():
            archive.writestr(name, etree.tostring(body) if name == "word/document.xml" else part)
    return stream.getvalue()


def drop(parent: etree._Element) -> None:
    parent.remove(parent[-1])


def swap(parent: etree._Element) -> None:
    parent.insert(len(parent) - 2, parent[-1])


def misprint(parent: etree._Element) -> None:
    words = find(parent, ".//w:t[contains(., '2')]")[-1]
    words.text = (words.text or "").replace("2", "3")


@pytest.mark.parametrize("damage", [drop, swap, misprint])
def test_a_damaged_word_file_is_noticed(damage: Any, sample: dict[str, Edition]) -> None:
    edition = sample["azerbaijan-uzbekistan"]
    body = tree(edition.docx)
    damage(max(find(body, "//w:tbl"), key=len))
    pieces = of_word(rewritten(edition.docx, body))
    assert difference(pieces, edition.pages)
    assert pieces != of_document(edition.document)


def damaged(document: Document, *rows: int) -> Document:
    """The document with its longest table made of these of its rows."""
    longest = max((b for b in document.blocks if isinstance(b, Table)), key=lambda b: len(b.rows))
    other = replace(longest, rows=tuple(longest.rows[row] for row in rows))
    blocks = tuple(other if block is longest else block for block in document.blocks)
    return replace(document, blocks=blocks)


@pytest.mark.parametrize("rows", [(0,), (1, 0)])
def test_a_damaged_pdf_is_noticed(rows: tuple[int, ...], sample: dict[str, Edition]) -> None:
    edition = sample["azerbaijan-pakistan"]
    table = max(
        (b for b in edition.document.blocks if isinstance(b, Table)), key=lambda b: len(b.rows)
    )
    theme, rest = Theme(), range(len(rows) + (rows == (0,)), len(table.rows))
    written = pdf.write(
        damaged(edition.document, *rows, *rest), theme, Fonts.load(theme.fonts)
    ).data
    assert difference(edition.word_pieces, of_pdf(written))


def test_a_label_missing_from_a_drawing_is_noticed(sample: dict[str, Edition]) -> None:
    edition = sample["azerbaijan-uzbekistan"]
    body = tree(edition.docx)
    box = find(body, "//wps:txbx/w:txbxContent")[-1]
    drop(box)
    assert difference(of_word(rewritten(edition.docx, body)), edition.pages)
