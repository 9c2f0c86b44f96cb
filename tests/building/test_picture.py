"""A brief's timeline as a file of its own."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image

import legation

AS_OF = date(2026, 2, 24)
SVG = "{http://www.w3.org/2000/svg}"
EVENTS = """\
title: Our relations
sources:
  s: {title: S}
events:
  - {date: 2024, title: Treaty signed, kind: treaty, parties: [GB, NO], sources: s}
  - {date: 2026-02-03, title: Ministers met, kind: meeting, parties: [GB, NO], sources: s}
  - {date: 2026-05, title: State visit, parties: [GB, NO], status: planned, sources: s}
  - {date: unknown, title: First call, parties: [GB, NO], sources: s}
  - {date: 2025, title: Elsewhere, parties: [GB, IT], sources: s}
briefs:
  norway:
    parties: [GB, NO]
    template: meeting-brief
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text(EVENTS, encoding="utf-8")
    return path


def draw(path: Path, name: str, **options: object) -> bytes:
    """The bytes of a picture that is drawn without an error."""
    done = legation.timeline(
        path,
        output=path.with_name(name),
        as_of=AS_OF,
        **options,  # type: ignore[arg-type]
    )
    assert done.path == path.with_name(name), [legation.render(told) for told in done.report]
    return done.path.read_bytes()


def texts(svg: bytes) -> str:
    return " ".join(text.text or "" for text in ElementTree.fromstring(svg).iter(SVG + "text"))


def test_all_events_of_the_brief_are_drawn_whatever_its_template_shows(path: Path) -> None:
    said = texts(draw(path, "norway.svg"))
    for title in ("Treaty signed", "Ministers met", "State visit", "First call", "planned"):
        assert title in said
    assert "Elsewhere" not in said


def test_the_picture_says_what_it_is(path: Path) -> None:
    root = ElementTree.fromstring(draw(path, "norway.svg"))
    assert root.findtext(f"{SVG}title") == "United Kingdom and Norway: timeline"
    assert "3 dated events" in (root.findtext(f"{SVG}desc") or "")
    pointed = {
        title.text for group in root.iter(f"{SVG}g") for title in group.findall(f"{SVG}title")
    }
    assert "3 February 2026: Ministers met" in pointed


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_same_events_give_the_same_bytes(path: Path, ending: str) -> None:
    assert draw(path, f"one.{ending}") == draw(path, f"two.{ending}")


def test_the_kinds_of_picture_are_equally_large(path: Path) -> None:
    root = ElementTree.fromstring(draw(path, "norway.svg"))
    size = [float((root.get(side) or "").removesuffix("pt")) for side in ("width", "height")]
    with pypdfium2.PdfDocument(draw(path, "norway.pdf")) as file:
        assert len(file) == 1
        assert file[0].get_size() == pytest.approx(size, abs=0.01)
    pixels = Image.open(BytesIO(draw(path, "norway.png"))).size
    assert pixels == pytest.approx([4 * length for length in size], abs=1)


def test_a_turned_picture_is_wider_and_a_strip_low(path: Path) -> None:
    def size(**options: bool) -> list[float]:
        root = ElementTree.fromstring(draw(path, "norway.svg", **options))
        return [float((root.get(side) or "").removesuffix("pt")) for side in ("width", "height")]

    assert size(landscape=True)[0] > size()[0] + 200
    assert size(strip=True)[1] <= 45 / 25.4 * 72 + 24


def test_lanes_are_named(path: Path) -> None:
    assert "Treaty" not in texts(draw(path, "norway.svg")).replace("Treaty signed", "")
    assert "Treaty" in texts(draw(path, "norway.svg", lanes="kind")).replace("Treaty signed", "")


def test_many_events_are_on_panels_beneath_one_another(path: Path) -> None:
    event = "  - {{date: {}, title: Call, parties: [GB, NO], sources: s}}\n"
    many = "".join(event.format(f"{1980 + n}-05-0{n % 9 + 1}") for n in range(40))
    path.write_text(EVENTS.replace("briefs:", f"{many}briefs:"), encoding="utf-8")
    said = texts(draw(path, "norway.svg"))
    assert "(1 of 2)" in said
    assert "(2 of 2)" in said


def test_letters_that_no_font_has_are_warned_of_where_the_font_is_inside(path: Path) -> None:
    path.write_text(EVENTS.replace("Treaty signed", "Treaty 条约 signed"), encoding="utf-8")
    codes = {}
    for ending in ("svg", "png", "pdf"):
        done = legation.timeline(path, output=path.with_name(f"n.{ending}"), as_of=AS_OF)
        codes[ending] = [told.code for told in done.report]
    assert codes == {"svg": [], "png": ["missing-letters"], "pdf": ["missing-letters"]}


def test_an_error_leaves_the_earlier_picture(path: Path) -> None:
    before = draw(path, "norway.svg")
    path.write_text(EVENTS.replace("2026-02-03", "2026-02-30"), encoding="utf-8")
    done = legation.timeline(path, output=path.with_name("norway.svg"), as_of=AS_OF)
    assert done.path is None
    assert [told.code for told in done.report] == ["date"]
    assert path.with_name("norway.svg").read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["events.yaml", "norway.svg"]


def test_an_error_elsewhere_spoils_nothing(path: Path) -> None:
    path.write_text(EVENTS.replace("date: 2025,", "date: 2025-13,"), encoding="utf-8")
    assert draw(path, "norway.svg")


def test_a_brief_that_is_not_there_is_told(path: Path) -> None:
    with pytest.raises(legation.UnknownBriefError, match="norwy"):
        legation.timeline(path, output="norway.svg", brief="norwy")


def test_the_name_must_say_what_it_is(path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends in \.svg, \.png, \.pdf: norway\.jpeg"):
        legation.timeline(path, output="norway.jpeg")
