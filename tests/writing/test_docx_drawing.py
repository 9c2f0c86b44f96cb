"""Drawings in a Word file: native shapes in the theme's colours, described in words."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from documents import sample_document
from legation.model.document import Document, Figure
from legation.model.drawing import Align, Box, Drawing, Ink, Label, Line, Mark, Marker, Shape
from legation.model.theme import Theme
from legation.text.fonts import Fonts
from legation.writing.docx import write
from word import entries, find, paragraphs, png, tree, values

SAMPLE = tree(write(sample_document(), Theme()))

DRAWN = "//wps:wsp[position() > 1]"
"""The shapes of a group behind its frame."""


def written(*drawings: Drawing, theme: Theme | None = None) -> bytes:
    figures = tuple(Figure(each, "Caption", "What it shows") for each in drawings)
    return write(Document("x", "X", "en", date(2026, 2, 22), figures), theme or Theme())


def shapes(*drawn: Shape) -> bytes:
    return written(Drawing(400, 100, drawn))


def test_a_group_asks_for_what_libreoffice_knows() -> None:
    (choice,) = find(SAMPLE, "//mc:AlternateContent/mc:Choice")
    assert choice.get("Requires") == "wpg"


def test_its_fallback_is_a_picture_as_large_that_says_the_same() -> None:
    for path in ("//wp:inline/wp:extent/@cx", "//wp:inline/wp:extent/@cy", "//wp:docPr/@descr"):
        shown, instead = (values(SAMPLE, f"//mc:{each}{path}") for each in ("Choice", "Fallback"))
        assert shown == instead != []


def test_the_picture_is_what_the_group_shows() -> None:
    drawn = Drawing(200, 100, (Box(0, 0, 100, 100, Ink.TEXT), Marker(150, 50, 10)))
    content = written(drawn)
    (relationship,) = values(tree(content), "//mc:Fallback//a:blip/@r:embed")
    related = tree(content, "word/_rels/document.xml.rels")
    (target,) = values(related, f"//*[@Id='{relationship}']/@Target")
    image = Image.open(BytesIO(entries(content)[f"word/{target}"]))
    assert image.size == (400, 200)
    assert image.info["dpi"] == pytest.approx((144, 144), abs=0.1)
    shades = image.convert("L")
    dark, light = range(100), range(200, 256)
    assert shades.getpixel((100, 100)) in dark
    assert shades.getpixel((300, 100)) in dark
    assert shades.getpixel((250, 20)) in light


def test_pictures_stand_beside_a_logo(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(60, 20))
    drawings = [Drawing(200, 100, (Marker(150, y, 10),)) for y in (20, 60)]
    content = written(*drawings, theme=Theme(logo=str(logo)))
    used = values(tree(content), "//a:blip/@r:embed")
    related = tree(content, "word/_rels/document.xml.rels")
    targets = {values(related, f"//*[@Id='{each}']/@Target")[0] for each in used}
    assert len(targets) == len(used) == 3
    types = values(tree(content, "[Content_Types].xml"), "//@PartName")
    assert sorted(types) == sorted(set(types))
    assert {f"/word/{target}" for target in targets} <= set(types)


def test_a_picture_is_made_with_the_fonts_given_or_the_themes() -> None:
    figure = Figure(Drawing(90, 20, (Label(0, 0, 90, 9, ("Təbriz",), 7.5, 9),)), "", "What")
    document = Document("x", "X", "en", date(2026, 2, 22), (figure,))
    theme = Theme()
    assert write(document, theme, Fonts.load(theme.fonts)) == write(document, theme)


def test_a_group_is_as_large_as_the_drawing() -> None:
    extent = "//mc:Choice//wp:inline/wp:extent"
    assert values(tree(shapes()), f"{extent}/@cx | {extent}/@cy") == [
        str(400 * 12700),
        str(100 * 12700),
    ]


def test_a_group_and_its_labels_are_described() -> None:
    assert values(SAMPLE, "//mc:Choice//wp:docPr/@descr") == ["Events from 1991 to 2026"]
    descriptions = values(SAMPLE, "//wps:cNvPr/@descr")
    assert "14 December 2025 Visit <to> Baku & Ganja" in descriptions
    assert len(descriptions) == len(find(SAMPLE, "//wps:wsp[wps:txbx]"))


def test_what_says_nothing_is_marked_as_decorative() -> None:
    silent = "//wps:cNvPr[not(@descr)]"
    assert set(values(SAMPLE, f"{silent}//adec:decorative/@val")) == {"1"}
    assert find(SAMPLE, silent) == find(SAMPLE, "//wps:cNvPr[.//adec:decorative]") != []
    assert "As-of date" in values(SAMPLE, f"{silent}/@name")


def test_shapes_fill_the_whole_of_their_group() -> None:
    """LibreOffice moves a group so that its shapes begin where it does."""
    first = find(tree(shapes(Box(100, 50, 10, 10, Ink.TEXT))), "//wps:wsp")[0]
    assert values(first, ".//a:off/@*") == ["0", "0"]
    assert values(first, ".//a:ext/@cx | .//a:ext/@cy") == [str(400 * 12700), str(100 * 12700)]
    assert len(find(first, ".//a:noFill")) == 2


def test_every_shape_has_an_id_of_its_own() -> None:
    ids = values(SAMPLE, "//wp:docPr/@id | //wps:cNvPr/@id")
    assert len(set(ids)) == len(ids) == 19
    assert all(values(SAMPLE, "//wps:cNvPr/@name"))


@pytest.mark.parametrize(
    ("mark", "outline"),
    [
        (Mark.CIRCLE, "ellipse"),
        (Mark.SQUARE, "rect"),
        (Mark.DIAMOND, "diamond"),
        (Mark.TRIANGLE, "triangle"),
    ],
)
def test_a_marker_has_its_outline_about_its_point(mark: Mark, outline: str) -> None:
    body = tree(shapes(Marker(100, 50, 4, mark)))
    assert values(body, f"{DRAWN}//a:prstGeom/@prst") == [outline]
    left, top = (int(length) / 12700 for length in values(body, f"{DRAWN}//a:off/@*"))
    width, height = (int(length) / 12700 for length in values(body, f"{DRAWN}//a:xfrm/a:ext/@*"))
    assert left + width / 2 == pytest.approx(100)
    assert top < 50 < top + height
    assert 3 * 4**2 < width * height < 6.5 * 4**2


@pytest.mark.parametrize(
    ("ink", "slot"),
    [
        (Ink.TEXT, "tx1"),
        (Ink.PAPER, "bg1"),
        (Ink.MUTED, "tx2"),
        (Ink.SHADE, "bg2"),
        (Ink.ACCENT, "accent1"),
        (Ink.RULE, "accent3"),
    ],
)
def test_colours_are_the_themes(ink: Ink, slot: str) -> None:
    body = tree(shapes(Box(0, 0, 10, 10, fill=ink, stroke=ink)))
    assert values(body, "//wps:spPr//a:schemeClr/@val") == [slot, slot]
    assert find(body, "//wps:spPr//a:srgbClr") == []


def test_a_box_without_fill_and_stroke_has_neither() -> None:
    body = tree(shapes(Box(0, 0, 10, 10)))
    fills = find(body, f"{DRAWN}//wps:spPr/a:noFill")
    assert len(fills) == len(find(body, f"{DRAWN}//a:ln/a:noFill")) == 1


@pytest.mark.parametrize(
    ("line", "flipped"),
    [
        (Line(0, 0, 10, 20), []),
        (Line(10, 20, 0, 0), []),
        (Line(0, 20, 10, 0), ["1"]),
        (Line(10, 0, 0, 20), ["1"]),
    ],
)
def test_a_rising_line_is_flipped(line: Line, flipped: list[str]) -> None:
    body = tree(shapes(line))
    assert values(body, "//wps:wsp//a:xfrm/@flipV") == flipped
    assert values(body, f"{DRAWN}//a:xfrm/a:ext/@*") == [str(10 * 12700), str(20 * 12700)]


def test_a_dash_is_measured_in_the_lines_thickness() -> None:
    body = tree(shapes(Line(0, 0, 10, 0, width=0.5, dash=2)))
    assert values(body, "//a:ds/@d | //a:ds/@sp") == ["400000", "400000"]
    assert find(tree(shapes(Line(0, 0, 10, 0))), "//a:custDash") == []


def test_a_label_is_set_as_it_was_broken() -> None:
    label = Label(10, 20, 90, 30, ("one & two", "three <3>"), 7.5, 9, Ink.MUTED, Align.END, 1, True)
    content = shapes(label)
    assert paragraphs(content)[1:] == [("DrawingText", "one & two"), ("DrawingText", "three <3>")]
    body = tree(content)
    assert len(find(body, "//wps:txbx//w:b")) == 1
    assert len(find(body, "//wps:txbx//w:strike")) == 2
    assert values(body, "//wps:txbx//w:jc/@w:val") == ["right", "right"]
    assert values(body, "//wps:txbx//w:spacing/@w:line") == ["180", "180"]
    assert values(body, "//wps:txbx//w:sz/@w:val") == ["15", "15"]
    assert values(body, "//wps:txbx//w:color/@w:themeColor") == ["text2", "text2"]
    insets = values(body, "//wps:bodyPr/@lIns | //wps:bodyPr/@tIns")
    assert insets == ["0", "0"]


def test_a_label_shows_the_hyphen_that_a_line_of_it_ends_with() -> None:
    content = shapes(Label(0, 0, 50, 20, ("co\u00ad", "operation"), 8, 10))
    assert [words for style, words in paragraphs(content) if style == "DrawingText"] == [
        "co-",
        "operation",
    ]


def test_a_label_is_no_larger_than_it_was_measured() -> None:
    for size, half_points in ((7.5, "15"), (7.9, "15"), (7.4999, "14"), (8, "16")):
        body = tree(shapes(Label(0, 0, 90, 9, ("x",), size, 9)))
        assert values(body, "//wps:txbx//w:sz/@w:val") == [half_points]


def test_a_label_without_lines_can_be_written() -> None:
    assert find(tree(shapes(Label(0, 0, 10, 10, (), 8, 10))), "//wps:txbx//w:p")
