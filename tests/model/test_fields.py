"""Entries of a chronology: where they were typed goes with them, and is none of their fields."""

from __future__ import annotations

from legation.diagnostics import Position
from legation.model.chronology import Source


class Typed:
    def position(self, *path: str | int) -> Position:
        return Position("events.yaml", 3, 5)


def test_a_copy_stands_where_the_entry_was_typed() -> None:
    source = Source.model_validate({"title": "A report"}, context=Typed())

    assert source.position("title") == Position("events.yaml", 3, 5)
    assert source.model_copy(update={"note": "New"}).position() == Position("events.yaml", 3, 5)
    assert Source(title="A report").position() is None


def test_where_it_stands_is_none_of_its_fields() -> None:
    source = Source.model_validate({"title": "A report"}, context=Typed())

    assert "_node" not in source.model_dump() | dict(source)
    assert "_node" not in repr(source)
    assert source == Source(title="A report")
