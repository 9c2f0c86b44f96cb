"""Drawings as SVG: what a strict parser, a reader and a screen reader find in the file."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import HOSTILE, drawing
from legation.model.drawing import (
    MARGIN,
    Align,
    Box,
    Drawing,
    Ink,
    Label,
    Line,
    Mark,
    Marker,
    Shape,
)
from legation.model.theme import Colours, Theme
from legation.model.theme import Fonts as Named
from legation.text.fonts import Fonts
from legation.writing.svg import write
from legation.writing.xml import clean

SVG = "{http://www.w3.org/2000/svg}"
XML = "{http://www.w3.org/XML/1998/namespace}"
THEME = Theme()
FONTS = Fonts.load(THEME.fonts)


def picture(*shapes: Shape, title: str = "T", about: str = "A", theme: Theme = THEME) -> Element:
    """The root of a drawing's file, of which all but the paper is the drawing's."""
    return ElementTree.fromstring(
        write(Drawing(400, 100, shapes), title, about, theme, FONTS, "en-GB")
    )


def only(kind: str, *shapes: Shape) -> dict[str, str]:
    """The attributes of the only element of a kind, the paper aside."""
    found = [each for each in picture(*shapes).iter(SVG + kind) if each.get("x") != "-12"]
    assert len(found) == 1
    return dict(found[0].attrib)


def label(*lines: str, align: Align = Align.START, **more: object) -> Label:
    box = (10.0, 20.0, 120.0, 24.0, lines, 8.0, 10.0)
    return Label(*box, align=align, **more)  # type: ignore[arg-type]


def texts(root: Element) -> list[str]:
    return [each.text or "" for each in root.iter(SVG + "text")]


# --- the document ---------------------------------------------------------------------------------------


def test_the_picture_is_as_large_as_the_drawing_and_its_margin() -> None:
    root = picture()
    assert (root.get("width"), root.get("height")) == ("424pt", "124pt")
    assert root.get("viewBox") == "-12 -12 424 124"
    assert MARGIN == 12


def test_a_screen_reader_gets_title_description_and_language() -> None:
    root = picture(title="A & B", about="From <1991> on")
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == ("A & B", "From <1991> on")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (root.get("role"), root.get("lang"), root.get(f"{XML}lang")) == ("img", "en-GB", "en-GB")


def test_the_ids_of_two_pictures_on_a_page_differ() -> None:
    ids = [picture(title=title).get("aria-labelledby") for title in ("Norway", "Italy")]
    assert ids[0] != ids[1]


def test_the_paper_comes_first() -> None:
    theme = Theme(colours=Colours(paper="102030"))
    first = next(iter(picture(*drawing(400).shapes, theme=theme).iter(SVG + "rect")))
    box = [first.get(name) for name in ("x", "y", "width", "height", "fill")]
    assert box == ["-12", "-12", "424", "124", "#102030"]


def test_the_same_drawing_gives_the_same_text_a_shape_a_line() -> None:
    drawn = drawing(400)
    texts = {write(drawn, "T", "A", THEME, FONTS, "en-GB") for _ in range(2)}
    (text,) = texts
    shapes = ("<line ", "<rect ", "<circle ", "<polygon ", "<text ")
    count = sum(line.startswith(shapes) for line in text.splitlines())
    assert count == sum(len(s.lines) if isinstance(s, Label) else 1 for s in drawn.shapes) + 1
    assert all(text.count(shape) == text.count(f"\n{shape}") for shape in shapes)


# --- shapes ---------------------------------------------------------------------------------------------


def test_a_line_has_its_ends_thickness_and_dashes() -> None:
    assert only("line", Line(1, 2.004, 3.456, -0.001, Ink.ACCENT, 1.5, dash=2)) == {
        "x1": "1",
        "y1": "2",
        "x2": "3.46",
        "y2": "0",
        "stroke": "#1F3A5F",
        "stroke-width": "1.5",
        "stroke-dasharray": "2",
    }
    assert "stroke-dasharray" not in only("line", Line(1, 2, 3, 4))


def test_a_box_is_filled_or_hollow() -> None:
    place = {"x": "1", "y": "2", "width": "3", "height": "4"}
    filled, framed = Box(1, 2, 3, 4, fill=Ink.SHADE), Box(1, 2, 3, 4, stroke=Ink.MUTED)
    assert only("rect", filled) == {**place, "fill": "#EEF1F5"}
    assert only("rect", framed) == {**place, "fill": "none", "stroke": "#595959"}


@pytest.mark.parametrize("mark", [mark for mark in Mark if mark is not Mark.CIRCLE])
def test_a_marker_stands_about_its_point(mark: Mark) -> None:
    points = only("polygon", Marker(100, 50, 4, mark))["points"].split()
    xs, ys = zip(*(map(float, point.split(",")) for point in points), strict=True)
    assert (min(xs) + max(xs)) / 2 == pytest.approx(100)
    assert min(ys) < 50 < max(ys)


def test_a_circle_is_a_circle() -> None:
    marker = Marker(100, 50, 4, Mark.CIRCLE, Ink.PAPER)
    colours = {"fill": "#FFFFFF", "stroke": "#1F3A5F"}
    assert only("circle", marker) == {"cx": "100", "cy": "50", "r": "4", **colours}


def test_neighbours_of_a_name_are_a_group_which_says_it() -> None:
    root = picture(
        Line(0, 0, 1, 1, name="axis"), Line(2, 0, 2, 1, name="axis"), Marker(5, 5, 2, name="<oslo>")
    )
    groups = [group for group in root.iter(SVG + "g") if group.get("data-name")]
    assert [(g.get("data-name"), len(g)) for g in groups] == [
        ("paper", 1),
        ("axis", 2),
        ("<oslo>", 1),
    ]


def test_who_points_at_a_shape_is_told_what_it_stands_for() -> None:
    drawn = Drawing(400, 100, (Marker(5, 5, 2, name="event 1 marker"), Line(0, 0, 1, 1)))
    told = {"event 1 marker": "2024: Visit <to> Oslo"}
    root = ElementTree.fromstring(write(drawn, "T", "A", THEME, FONTS, "en-GB", told))
    assert [
        (each.text, group.get("data-name"))
        for group in root.iter(SVG + "g")
        for each in group.findall(SVG + "title")
    ] == [("2024: Visit <to> Oslo", "event 1 marker")]


# --- text -----------------------------------------------------------------------------------------------


def test_all_text_is_there_in_order() -> None:
    drawn = drawing(400)
    lines = [line for shape in drawn.shapes if isinstance(shape, Label) for line in shape.lines]
    assert texts(picture(*drawn.shapes)) == lines


def test_lines_stand_beneath_one_another_the_first_in_bold() -> None:
    root = picture(label("2024", "Visit", bold_lines=1, ink=Ink.MUTED))
    first, second = root.iter(SVG + "text")
    assert (first.get("font-weight"), second.get("font-weight")) == ("bold", None)
    assert float(second.get("y", 0)) - float(first.get("y", 0)) == pytest.approx(10)
    # Letters stand in the middle of their line, as in the PDF.
    middle = 20 + (10 + (FONTS.bold.ascent - FONTS.bold.descent) * 8) / 2
    assert float(first.get("y", 0)) == pytest.approx(middle, abs=0.01)
    assert (first.get("font-size"), first.get("fill")) == ("8", "#595959")


@pytest.mark.parametrize(
    ("align", "anchor", "x"),
    [(Align.START, None, "10"), (Align.CENTRE, "middle", "70"), (Align.END, "end", "130")],
)
def test_text_is_aligned_in_its_box(align: Align, anchor: str | None, x: str) -> None:
    text = only("text", label("Oslo", align=align))
    assert (text.get("text-anchor"), text["x"]) == (anchor, x)


def test_another_font_keeps_to_the_measured_width() -> None:
    text = only("text", label("Visit to Oslo"))
    assert float(text["textLength"]) == pytest.approx(FONTS.width("Visit to Oslo", 8), abs=0.01)
    assert text["lengthAdjust"] == "spacingAndGlyphs"


def test_the_font_is_named_with_what_stands_in_for_it() -> None:
    named = Theme(fonts=Named(name="O'Brien \\ Sons", fallback="Times, New"))
    (family,) = {each for g in picture(theme=named).iter() if (each := g.get("font-family"))}
    assert family == r"'O\'Brien \\ Sons', 'Times, New', serif"


def test_a_cancelled_event_is_struck_through() -> None:
    assert only("text", label("Oslo", struck=True))["text-decoration"] == "line-through"


def test_what_runs_from_right_to_left_says_so_and_stands_where_it_is_measured() -> None:
    (text,) = picture(label("دیدار در باکو (سوم)")).iter(SVG + "text")
    width = float(text.get("textLength", 0))
    assert (text.get("direction"), text.get("unicode-bidi")) == ("rtl", "embed")
    # About its middle, since programs disagree on where such text starts.
    assert text.get("text-anchor") == "middle"
    assert float(text.get("x", 0)) == pytest.approx(10 + width / 2, abs=0.01)
    assert "'Noto Naskh Arabic', serif" in (text.get("font-family") or "")


def test_a_line_that_ends_at_a_soft_hyphen_shows_it() -> None:
    assert texts(picture(label("Soft\u00ad", "hyphen"))) == ["Soft-", "hyphen"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_whole(text: str) -> None:
    root = picture(label(text, name=text), title=text, about=text)
    assert texts(root) == [text]
    assert [root.findtext(SVG + name) for name in ("title", "desc")] == [text, text]
    assert not list(root.iter(SVG + "script"))


def test_spaces_are_kept() -> None:
    (text,) = picture(label("two  spaces")).iter(SVG + "text")
    assert text.get(f"{XML}space") == "preserve"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_characters="\r\u00ad"), min_size=1))
def test_any_text_makes_a_document_that_is_well_formed(text: str) -> None:
    root = picture(label(text, name=text), title=text)
    assert texts(root) == [clean(text)]
    assert set(names(root)) <= {"svg", "title", "desc", "g", "rect", "text"}


def names(root: Element) -> Iterator[str]:
    return (each.tag.removeprefix(SVG) for each in root.iter())
