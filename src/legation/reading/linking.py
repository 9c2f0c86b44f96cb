"""Events that other items name by their ids, and the events that instruments make by a date."""

from __future__ import annotations

from collections.abc import Iterator

from legation.diagnostics import Diagnostic
from legation.model.chronology import Event, Instrument, Item, Mechanism
from legation.model.dates import Date
from legation.model.quantities import shorten
from legation.reading.problems import Guess, error
from legation.reading.shape import Path


class EventIds:
    """The ids that events have: those that were read, and those of events that are bad.

    Args:
        good: Of events that were read.
        bad: Of events that were left out.
    """

    def __init__(self, good: set[str], bad: set[str]) -> None:
        self._good = good
        self._bad = bad - good
        self._guess = Guess()

    def unknown(self, item: Item) -> Iterator[Diagnostic]:
        """The problems of an item that names an event that there is not."""
        for path, name in _names(item):
            if name in self._good or name in self._bad:
                continue
            near = self._guess(name, self._good)
            hint = f"write `{near}`" if near else _how_to_name(path[0], name)
            message = f"there is no event `{shorten(name)}`"
            yield error(item.position(*path), "unknown-event", message, hint)

    def names_bad(self, item: Item) -> bool:
        """Whether the item names an event that was left out."""
        return any(name in self._bad for _, name in _names(item))


def made_twice(item: Item, ids: set[str]) -> Iterator[Diagnostic]:
    """The problem of an instrument whose date would make an event of an id that there is.

    Args:
        item: Any item.
        ids: The ids of all items.
    """
    made = signing(item)
    if made is not None and made.id in ids:
        message = f"this date makes an event `{shorten(made.id)}`, and there is such an id already"
        hint = f"write `signed: {made.id}`, if it is the same event; if not, change one of the ids"
        yield error(item.position("signed"), "duplicate-id", message, hint)


def signing(item: Item) -> Event | None:
    """The event that an instrument with a date of signature makes; None of everything else."""
    if not isinstance(item, Instrument) or not isinstance(item.signed, Date):
        return None
    # Without validation: what is made of good parts is good, and an id may come out long.
    event = Event.model_construct(
        id=f"{item.id}-signed" if item.id else None,
        date=item.signed,
        title=f"{item.title} signed",
        kind="signature",
        parties=item.parties,
        place=item.place,
        topics=item.topics,
        priority=item.priority,
        sources=item.sources,
        attribution=item.attribution,
        inferred=item.inferred,
        disputed=item.disputed,
    )
    event.model_post_init(item._node)  # it stands where the instrument does
    return event


def _names(item: Item) -> Iterator[tuple[Path, str]]:
    """The events that an item names, each with the path to its name."""
    if isinstance(item, Instrument) and isinstance(item.signed, str):
        yield ("signed",), item.signed
    if isinstance(item, Mechanism):
        if isinstance(item.established, str):
            yield ("established",), item.established
        for index, meeting in enumerate(item.meetings):
            yield ("meetings", index), meeting


def _how_to_name(key: str | int, name: str) -> str:
    if key == "meetings":
        return f"write the id of an event, or give it this one: id: {shorten(name)}"
    return f"write a date here, or give the event this id: id: {shorten(name)}"
