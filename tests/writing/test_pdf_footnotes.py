"""Footnotes in PDF: where they stand, what is carried on, how they are tagged and linked."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from documents import columns, paragraph, rows, text
from legation.model.document import (
    Block,
    Break,
    Document,
    Footnote,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Role,
    Table,
    Text,
)
from legation.model.theme import Theme
from legation.writing import pdf as writing
from legation.writing.pdf.pages import SEPARATOR, paginate, room
from legation.writing.pdf.strips import Strip
from pdf_files import (
    FONTS,
    THEME,
    WIDTH,
    Node,
    bare,
    bookmarks,
    boxes,
    descent,
    leaps,
    objects,
    outside_structure,
    pages,
    pdf,
    spots,
    squeezed,
    structure,
)
from tools import require_package

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from legation.writing.pdf.pages import Page

FOOT = 25 * 72 / 25.4
"""How far the foot of the column is from the sheet's."""


def noted(*inlines: Inline | str, role: Role = Role.BODY) -> Paragraph:
    """A paragraph of these inlines and words."""
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), role)


def note(number: int, words: str = "") -> Footnote:
    """The footnote of that number, where it comes first."""
    return Footnote(number, f"note-{number}", (Text(words or f"Said{number}."),))


def again(number: int) -> Footnote:
    return Footnote(number, f"note-{number}")


def filler(lines: int) -> Paragraph:
    """A paragraph of so many short lines."""
    return paragraph("\u200b".join(["w" * 50] * lines))


# --- where they stand ----------------------------------------------------------------------------


def test_a_note_stands_at_the_foot_of_the_page_beneath_a_rule() -> None:
    data = pdf(bare(noted("Word", note(1), " and more."), paragraph("Next.")))
    (said,) = [spot for spot in spots(data) if "Said1." in spot.text]
    assert said.bottom == pytest.approx(FOOT, abs=6)
    assert squeezed(pages(data)[0]) == "Word1andmore.Next.1Said1."


def test_numbers_and_words_are_apart_for_who_copies_them() -> None:
    data = pdf(bare(noted("in 2024", note(1), " and", again(1), " ", note(2), ".")))
    assert pages(data)[0].split() == "in 2024 1 and 1 2 . 1 Said1. 2 Said2.".split()


def test_the_number_is_smaller_and_raised() -> None:
    found = spots(pdf(bare(noted("xxx", note(1)))))
    (word,) = [spot for spot in found if spot.text == "xxx"]
    (raised,) = [s for s in found if s.text == "1" and s.left > word.right]
    assert raised.top > word.top
    assert raised.bottom > word.bottom
    assert raised.left - word.right < 3.0


def test_it_stands_where_it_is_cited_first_and_only_there() -> None:
    document = bare(filler(60), noted("Word", note(1)), filler(60), noted("Again", again(1)))
    assert [page.count("Said1.") for page in pages(pdf(document))] == [0, 1, 0]


@pytest.mark.parametrize("lines", range(34, 46))
def test_a_line_stands_on_a_page_only_with_its_note(lines: int) -> None:
    for page in pages(pdf(bare(filler(lines), noted("Word", note(1)), filler(3)))):
        assert ("Word" in page) == ("Said1." in page)


@pytest.mark.parametrize("lines", range(24, 46, 2))
def test_a_row_and_a_bottom_line_stand_on_a_page_only_with_all_their_notes(lines: int) -> None:
    row = ((noted("Row", note(1)), noted("Next", note(2))), (noted("Cell", note(3)),))
    table = Table(columns(("A", "B"), (0.5, 0.5), WIDTH), rows([row]))
    lead = noted("Bottom", note(4), " line" * 40, note(5), role=Role.LEAD)
    for page in pages(pdf(bare(filler(lines), table, lead))):
        assert ("Row" in page) == all(f"Said{n}." in page for n in (1, 2, 3))
        assert ("Bottom" in page) == all(f"Said{n}." in page for n in (4, 5))


def test_a_note_longer_than_a_page_goes_on_and_loses_nothing() -> None:
    words = [f"word{number}" for number in range(2000)]
    document = bare(filler(30), noted("Cited", note(1, " ".join(words))), paragraph("After."))
    data = pdf(document)
    printed = pages(data)
    assert [w for page in printed for w in page.split() if w.startswith("word")] == words
    assert len(printed) > 3
    assert "word0 " in next(page for page in printed if "Cited" in page)
    for page in range(len(printed)):
        assert min(bottom for _, bottom, _, _ in boxes(data, page)[0]) > FOOT - 6


def test_notes_that_go_on_end_before_a_page_break() -> None:
    long = note(1, "word " * 1500 + "end.")
    printed = pages(pdf(bare(noted("Cited", long), PageBreak(annex=True), paragraph("Annex"))))
    assert "Annex" in printed[-1]
    assert "word" not in printed[-1]
    assert "end." in printed[-2]


def test_a_table_of_two_hundred_sources_says_each_once() -> None:
    cells = [
        (str(n), (noted("Event", note(n, f"Said{n}. " + "Of it " * 20)),)) for n in range(1, 201)
    ]
    data = pdf(bare(Table(columns(("N", "Event"), (0.2, 0.8), WIDTH), rows(cells))))
    printed = pages(data)
    for page in printed:
        there = set(re.findall(r"Event (\d+)", page))
        assert set(re.findall(r"Said(\d+)\.", page)) == there
    assert [n for page in printed for n in re.findall(r"Said(\d+)\.", page)] == [
        str(n) for n in range(1, 201)
    ]


def test_a_cell_of_two_hundred_sources_says_each_once() -> None:
    inlines: Iterable[Footnote | str] = chain.from_iterable((" ", note(n)) for n in range(1, 201))
    table = Table(columns(("A", "B"), (0.8, 0.2), WIDTH), rows([("x", (noted(*inlines),))]))
    printed = pages(pdf(bare(filler(20), table, paragraph("After."))))
    assert [n for page in printed for n in re.findall(r"Said(\d+)\.", page)] == [
        str(n) for n in range(1, 201)
    ]
    assert "After." in printed[-1]


def test_a_row_taller_than_a_page_has_notes_by_its_lines() -> None:
    words: Iterable[Footnote | str] = chain.from_iterable(
        (f" {'w' * 40}{n}", note(n)) for n in range(1, 101)
    )
    table = Table(columns(("A", "B"), (0.5, 0.5), WIDTH), rows([("x", (noted(*words),))]))
    printed = pages(pdf(bare(table)))
    assert len(printed) > 3
    for page in printed:
        assert set(re.findall(r"Said(\d+)\.", page)) == set(re.findall(r"w(\d+)\b", page))


def test_a_note_keeps_its_breaks_italics_and_links() -> None:
    says = (
        Text("Title", italic=True),
        Text(", Gazette"),
        Break(),
        Link("https://example.org/", (Text("example.org"),)),
    )
    data = pdf(bare(noted("Word", Footnote(1, "n", says))))
    assert "https://example.org/" in [leap.url for leap in leaps(data)]
    assert "Title, Gazette" in pages(data)[0].replace("\n", " ")
    assert b"IBMPlexSerif-Italic" in objects(data)


def test_a_note_from_right_to_left_has_its_number_at_the_right() -> None:
    data = pdf(bare(noted("Word", note(1, "دیدار وزیران امور خارجه در باکو"))))
    label, *_ = sorted((s for s in spots(data) if s.bottom < FOOT + 15), key=lambda s: -s.right)
    assert label.right > THEME.page.width - FOOT - 15
    assert re.search(r"دیدار\s+وزیران", pages(data)[0])


def test_the_rule_of_a_document_from_right_to_left_ends_at_the_right() -> None:
    document = bare(noted("واژه", note(1, "منبع")))
    for language, right in (("en-GB", 144.0), ("fa", WIDTH)):
        book = writing.lay_out(replace(document, language=language), THEME, FONTS)
        (rule,) = [s.strip for s in book.pages[0] if s.note and not s.strip.texts]
        assert rule.shapes[0].x2 == pytest.approx(right)  # type: ignore[union-attr]


# --- by the rule ---------------------------------------------------------------------------------

HEIGHT = 100.0
HEIGHTS = st.one_of(st.floats(1, 60), st.floats(90, 130))


def lines(heights: list[float]) -> tuple[Strip, ...]:
    return tuple(Strip(height, before=2.0 * (not n)) for n, height in enumerate(heights))


STRIPS = st.lists(
    st.builds(
        lambda height, keep, notes, new_page: Strip(
            height, before=3.0, after=2.0, keep=keep, notes=lines(notes), new_page=new_page
        ),
        HEIGHTS,
        st.booleans(),
        st.lists(st.sampled_from([5.0, 12.0, 25.0, 40.0, 120.0]), max_size=8) | st.just([]),
        st.sampled_from([False] * 9 + [True]),
    ),
    min_size=1,
    max_size=40,
)


@given(STRIPS)
def test_every_strip_and_note_is_there_once_in_order(strips: list[Strip]) -> None:
    paged = paginate(strips, HEIGHT)
    assert [strip for page in paged for strip in of_text(page)] == strips
    said = [line for strip in strips for line in strip.notes]
    assert [line for page in paged for line in of_notes(page)] == said
    assert all(page for page in paged)


@given(STRIPS)
def test_no_page_is_over_its_height_but_of_one_strip_alone(strips: list[Strip]) -> None:
    for page in paginate(strips, HEIGHT):
        text = [standing for standing in page if not standing.note]
        end = text[-1].y + text[-1].strip.height if text else 0.0
        notes = [standing for standing in page if standing.note]
        if end > HEIGHT + 0.02:
            assert len(page) == 1
        if notes:
            assert notes[0].strip is SEPARATOR
            # A line that is itself too high for a page has one to itself.
            assert notes[0].y >= end - 0.02 or (len(notes) == 2 and not text)
            assert notes[-1].y + notes[-1].strip.height == pytest.approx(HEIGHT)


@given(STRIPS)
def test_a_note_is_on_the_page_of_its_strip_or_carried_on_directly(strips: list[Strip]) -> None:
    paged = paginate(strips, HEIGHT)
    where = {id(strip): n for n, page in enumerate(paged) for strip in of_text(page)}
    noted = {id(line): n for n, page in enumerate(paged) for line in of_notes(page)}
    kept = [strip for before, strip in pairwise(strips) if before.keep]
    for strip in strips:
        own = where[id(strip)]
        together = strip.before + strip.height + SEPARATOR.height
        if strip not in kept and together + room(strip.notes) <= HEIGHT / 4:
            assert {noted[id(line)] for line in strip.notes} <= {own}
        if strip.height + SEPARATOR.height + room(strip.notes[:2]) <= HEIGHT:
            assert {noted[id(line)] for line in strip.notes[:2]} <= {own}
        for line in strip.notes:
            assert noted[id(line)] >= own
            if noted[id(line)] > own:
                assert of_text(paged[own])[-1] is strip
            for number in range(own, noted[id(line)]):
                # There is no room for what comes next, and no text comes between.
                (following, *_) = of_notes(paged[number + 1])
                assert used(paged[number]) + SEPARATOR.height + room([following]) > HEIGHT
                assert number == own or not of_text(paged[number])


def of_text(page: Page) -> list[Strip]:
    return [standing.strip for standing in page if not standing.note]


def of_notes(page: Page) -> list[Strip]:
    return [s.strip for s in page if s.note and s.strip is not SEPARATOR]


def used(page: Page) -> float:
    """The height that text and notes of a page take."""
    text = [standing for standing in page if not standing.note]
    end = text[-1].y + text[-1].strip.height if text else 0.0
    return end + room(of_notes(page))


@pytest.mark.parametrize("lines", range(6, 60, 3))
def test_notes_leave_no_more_than_a_quarter_of_a_page_blank(lines: int) -> None:
    header = Strip(20.0, keep=True)
    body = [
        Strip(45.0, notes=tuple(Strip(14.0) for _ in range(lines)), header=(header,))
        for _ in range(20)
    ]
    for page in paginate([header, *body], 700.0)[:-1]:
        blank = 700.0 - SEPARATOR.height - used(page)
        assert blank <= 700 / 4 or not of_text(page)


def test_a_repeated_header_repeats_no_note() -> None:
    header = Strip(10.0, keep=True, notes=lines([5.0]))
    body = [Strip(30.0, header=(header,)) for _ in range(6)]
    paged = paginate([header, *body], HEIGHT)
    assert len(paged) == 3
    assert [len(of_notes(page)) for page in paged] == [1, 0, 0]


# --- a document's limit --------------------------------------------------------------------------


def over(limit: int, *blocks: Block) -> list[tuple[str, int]]:
    """What is beyond so many pages: the sections, and by how many lines."""
    measured = writing.measure(replace(bare(*blocks), pages=limit), THEME, FONTS)
    return [(each.section, each.lines) for each in measured.over]


def test_notes_count_among_the_pages_that_a_document_may_have() -> None:
    heading = Heading(1, text("One"), "one")
    most = next(n for n in range(50, 0, -1) if not over(1, heading, noted("Word"), filler(n)))
    assert most > 35
    # The rule, a quarter of a line and the line of the note itself take two lines of text.
    assert over(1, heading, noted("Word", note(1)), filler(most)) == [("One", 2)]
    assert over(1, heading, noted("Word", note(1)), filler(most - 2)) == []


def test_a_section_is_blamed_for_the_notes_that_it_cites() -> None:
    one, two = Heading(1, text("One"), "one"), Heading(1, text("Two"), "two")
    long = note(1, "word " * 1500)
    cited = noted("Word", long)
    ((section, lines),) = over(1, one, filler(5), two, cited)
    measured = writing.measure(replace(bare(one, cited), pages=1), THEME, FONTS)
    assert [each.noted for each in measured.over] == [True]
    measured = writing.measure(replace(bare(one, filler(60)), pages=1), THEME, FONTS)
    assert [each.noted for each in measured.over] == [False]
    assert (section, lines > 40) == ("Two", True)
    for limit in (1, 2):
        assert [each for each, _ in over(limit, one, cited, two, filler(3))] == ["One", "Two"]
    assert over(3, one, cited, two, filler(3)) == []
    assert [each for each, _ in over(3, one, cited, PageBreak(), two, filler(3))] == ["One"]
    assert over(4, one, cited, PageBreak(), two, filler(3)) == []


# --- tags and links ------------------------------------------------------------------------------


def outline(node: Node) -> tuple[object, ...]:
    """An element's role, its own words, and its kids."""
    words = (squeezed(node.text),) if node.text else ()
    return (node.role, *words, *map(outline, node.kids))


REFERENCE = ("Reference", ("Link", "1"))
NOTE = ("Note", ("Lbl", ("Link", "1")), ("P", "Said1."))


def test_a_note_comes_behind_the_paragraph_that_refers_to_it() -> None:
    (root,) = structure(pdf(bare(noted("Word", note(1), " more"), noted("Next", again(1)))))
    assert list(map(outline, root.kids)) == [
        ("P", "Wordmore", REFERENCE),
        NOTE,
        ("P", "Next", REFERENCE),
    ]


def test_a_note_of_a_cell_or_an_item_is_within_it() -> None:
    table = Table(columns(("A", "B"), (0.5, 0.5), WIDTH), rows([((noted("Cell", note(1)),), "b")]))
    (root,) = structure(pdf(bare(table)))
    (cell,) = [node for node in descent([root]) if node.role == "TD" and "P" in roles(node)]
    assert outline(cell) == ("TD", ("P", "Cell", REFERENCE), NOTE)
    items = List(ListKind.BULLET, (ListItem((noted("Item", note(1)), noted("more"))),))
    (root,) = structure(pdf(bare(items)))
    (body,) = [node for node in descent([root]) if node.role == "LBody"]
    assert outline(body) == ("LBody", ("P", "Item", REFERENCE), NOTE, ("P", "more"))


def roles(node: Node) -> list[str]:
    return [kid.role for kid in node.kids]


def test_a_bookmark_is_without_the_number_of_a_note() -> None:
    data = pdf(bare(Heading(1, (*text("Heading"), note(1)), "h")))
    assert [title for _, title, _ in bookmarks(data)] == ["Heading"]


def test_every_note_has_an_identifier_that_leads_to_it() -> None:
    data = objects(pdf(bare(*(noted("Word", note(n)) for n in (1, 2, 10)))))
    own = re.findall(rb"/S/Note/P \d+ 0 R.*?/ID\((.*?)\)", data)
    assert own == [b"note-1", b"note-2", b"note-10"]
    (names,) = re.findall(rb"/IDTree<</Names\[(.*?)\]>>", data)
    assert re.findall(rb"\((.*?)\) \d+ 0 R", names) == sorted(own)
    assert b"/IDTree" not in objects(pdf(bare(paragraph("Word"))))


def test_links_lead_to_the_note_and_back() -> None:
    document = bare(noted("Word", note(1)), filler(60), noted("Again", again(1)))
    first, back, later = leaps(pdf(document))
    assert (first.page, back.page, later.page) == (0, 0, 1)
    assert first.to == later.to
    assert first.to is not None
    assert back.to is not None
    assert first.to[0] == back.to[0] == 0
    assert first.to[1] == pytest.approx(back.rectangle[3], abs=12)
    assert back.to[1] == pytest.approx(first.rectangle[3], abs=12)


def test_nothing_of_a_note_is_outside_the_structure() -> None:
    data = pdf(bare(noted("Word", note(1, "word " * 1500)), paragraph("After")))
    assert not any(squeezed(outside_structure(data, n)) for n in range(len(pages(data))))


def telling() -> dict[str, Document]:
    """Documents with notes in every place."""
    table = Table(
        columns(("A", "B"), (0.5, 0.5), WIDTH),
        rows([((noted("Cell", note(2)), noted("more", again(1))), (noted(again(2)),))] * 1),
        "Caption",
        row_headers=True,
    )
    items = List(ListKind.POINT, (ListItem((noted("Item", note(3)),)),))
    link = Footnote(4, "n4", (Link("https://example.org", (Text("example.org"),)), Break()))
    return {
        "everywhere": bare(
            Heading(1, (*text("Heading"), note(1)), "h"), table, items, noted("Link", link)
        ),
        "over pages": bare(filler(38), noted("Word", note(1, "word " * 1500)), paragraph("End")),
        "right to left": bare(noted("دیدار", note(1, "منبع ۲۰۲۵"), " وزیران", again(1), "")),
    }


@pytest.mark.tools
@pytest.mark.parametrize("name", telling())
@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_2A"])
def test_validators_find_no_fault(name: str, standard: str, tmp_path: Path) -> None:
    page = require_package("page")
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf(telling()[name]))
    profile = page.ValidationProfile[standard]
    result = page.validate_pdf(path, profile=profile, limits=page.SafetyLimits.unlimited())
    assert [(failure.rule_id, failure.message) for failure in result.failures] == []


def test_a_narrow_column_that_breaks_a_number_has_its_note_once() -> None:
    table = Table(columns(("", ""), (0.03, 0.97), WIDTH), rows([((noted(note(1234)),), "b")]))
    assert "".join(pages(pdf(bare(table)))).count("Said1234.") == 1


def test_notes_follow_the_themes_size() -> None:
    small, large = (
        pdf(bare(noted("Word", note(1))), Theme.model_validate({"sizes": {"note": size}}))
        for size in (8, 14)
    )
    heights = []
    for data in (small, large):
        (said,) = [spot for spot in spots(data) if "Said1." in spot.text]
        heights.append(said.top - said.bottom)
    assert heights[1] / heights[0] == pytest.approx(14 / 8, rel=0.1)
