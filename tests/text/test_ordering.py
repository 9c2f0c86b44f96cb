"""Lines put in order for display: their spans in reading order, and how these stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from legation.text.bidi import Part
from legation.text.breaking import break_lines
from legation.text.lines import Line
from legation.text.ordering import ordered


class Run(NamedTuple):
    text: str
    style: str = ""

    @property
    def measure(self) -> Callable[[str], float]:
        return lambda text: float(len(text))


def lines(*runs: Run, width: float = 100, base: int = 0) -> list[Line[Run]]:
    return ordered(break_lines(runs, width), [Part(run.text) for run in runs], base)


def seen(line: Line[Run]) -> str:
    """The line's letters from left to right."""
    spans = [line.spans[index] for index in line.order]
    return "".join(span.text[::-1] if span.turned else span.text for span in spans)


def test_spans_stay_in_reading_order_and_know_their_direction() -> None:
    (line,) = lines(Run("in אבג now"))
    assert [(span.text, span.turned) for span in line.spans] == [
        *(("in ", False), ("אבג", True), (" now", False))
    ]
    assert line.order == (0, 1, 2)
    assert not line.turned


def test_a_paragraph_from_right_to_left_stands_the_other_way_round() -> None:
    (line,) = lines(Run("אבג 2025 דה"), base=1)
    assert seen(line) == "הד 2025 גבא"
    assert line.turned


def test_lines_are_broken_in_reading_order() -> None:
    first, second = lines(Run("אב Baku 14 גד  הו"), width=10, base=1)
    assert (seen(first), seen(second)) == ("Baku 14 בא", "וה  דג")


def test_every_run_keeps_its_words() -> None:
    plain, link = Run("אב "), Run("גד (14)", "link")
    (line,) = lines(plain, link, base=1)
    found = ["".join(s.text for s in line.spans if s.run is run) for run in (plain, link)]
    assert found == [plain.text, link.text]
    assert seen(line) == ")14( דג בא"


def test_white_space_is_found_again_where_it_was_replaced() -> None:
    assert [seen(line) for line in lines(Run("אב\tגד\nהו"), width=5, base=1)] == ["דג בא", "וה"]


def test_what_stands_apart_is_not_turned_with_its_neighbour() -> None:
    runs = [Run("in אב"), Run("2", "raised"), Run(". See")]
    parts = [Part(run.text, run.style == "raised") for run in runs]
    (line,) = ordered(break_lines(runs, 100), parts, 0)
    assert seen(line) == "in בא2. See"
