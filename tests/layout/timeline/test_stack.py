"""A timeline as a picture: its panels beneath one another, and what each mark stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from layout.timelines import entry, timeline, uzbekistan
from legation.layout.timeline import lay_out
from legation.layout.timeline.stack import stacked, told
from legation.model.drawing import Drawing, Label, Marker

if TYPE_CHECKING:
    from legation.model.document import Timeline
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

WIDTH = 450.0


def panels() -> list[Timeline]:
    early = timeline([entry("1992", "Recognition"), entry("1993-06", "First visit")])
    late = timeline([entry("2023", "Council set up"), entry("2024", "Treaty signed")])
    return [replace(early, caption="1992–1993"), replace(late, caption="2023–2024")]


def captions(drawing: Drawing) -> list[Label]:
    shapes = (s for s in drawing.shapes if isinstance(s, Label) and s.name.endswith("caption"))
    return sorted(shapes, key=lambda label: label.y)


def test_one_panel_is_drawn_as_it_is(theme: Theme, fonts: Fonts) -> None:
    only = uzbekistan()
    assert stacked([only], WIDTH, theme, fonts) == lay_out(only, WIDTH, theme, fonts)


def test_several_panels_stand_beneath_their_captions(theme: Theme, fonts: Fonts) -> None:
    drawing = stacked(panels(), WIDTH, theme, fonts)
    first, second = captions(drawing)
    assert (first.lines, second.lines) == (("1992–1993",), ("2023–2024",))
    assert (first.bold_lines, first.size, first.y) == (1, theme.sizes.caption, 0)
    names = [[s for s in drawing.shapes if s.name.startswith(f"panel {n} event")] for n in (1, 2)]
    upper, lower = ([s for s in part if isinstance(s, Label)] for part in names)
    assert first.height < min(s.y for s in upper)
    assert max(s.y + s.height for s in upper) < second.y < min(s.y for s in lower)


def test_a_stack_is_as_high_as_its_panels_and_what_parts_them(theme: Theme, fonts: Fonts) -> None:
    heights = [lay_out(panel, WIDTH, theme, fonts).height for panel in panels()]
    parted = stacked(panels(), WIDTH, theme, fonts).height - sum(heights)
    assert 0 < parted < 6 * theme.sizes.caption


def test_a_long_caption_is_broken(theme: Theme, fonts: Fonts) -> None:
    long = [replace(panel, caption="Timeline of what happened " * 6) for panel in panels()]
    first, _ = captions(stacked(long, WIDTH, theme, fonts))
    assert len(first.lines) == first.bold_lines == 2


def test_from_the_right_all_is_mirrored(theme: Theme, fonts: Fonts) -> None:
    plain = stacked(panels(), WIDTH, theme, fonts)
    turned = stacked(panels(), WIDTH, theme, fonts, from_right=True)
    for one, other in zip(plain.shapes, turned.shapes, strict=True):
        if isinstance(one, Marker):
            assert isinstance(other, Marker)
            assert one.x + other.x == WIDTH
    assert captions(turned)[0].x == 0


def test_marks_are_told_by_the_whole_of_what_they_stand_for(theme: Theme, fonts: Fonts) -> None:
    same = [entry("2024", "First"), entry("2024", "Second " * 30), entry("unknown", "Third")]
    only = timeline(same)
    drawing = stacked([only], WIDTH, theme, fonts)
    known = told([only], drawing)
    assert known["event 2 label"] == f"2024: {'Second ' * 30}"
    assert known["event 3 marker"].endswith(": Third")
    assert all(name.startswith("event ") for name in known)
    marks = {shape.name for shape in drawing.shapes if isinstance(shape, Marker)}
    assert {name for name in marks if name.startswith("event")} <= set(known)


def test_the_marks_of_each_panel_are_told_by_its_own_events(theme: Theme, fonts: Fonts) -> None:
    known = told(panels(), stacked(panels(), WIDTH, theme, fonts))
    labels = {name: words for name, words in known.items() if name.endswith("label")}
    assert labels == {
        "panel 1 event 1 label": "1992: Recognition",
        "panel 1 event 2 label": "1993-06: First visit",
        "panel 2 event 1 label": "2023: Council set up",
        "panel 2 event 2 label": "2024: Treaty signed",
    }
