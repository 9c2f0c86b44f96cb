"""How a long table of events is grouped: by year where there is much, by spans of years where little.

Up to twelve events stand together. Beyond, a year with three events or more has its own group; years with
fewer join their neighbours, from the first year of the span to its last. Undated events come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from legation.composing.views import EventView

TOGETHER = 12
OWN_YEAR = 3


def periods(events: Sequence[EventView]) -> list[tuple[str, list[EventView]]]:
    """The events in the order of their dates, in named groups; one group named `all` when they are few."""
    ordered = sorted(events, key=attrgetter("_item.date.sort_key"))
    if len(ordered) <= TOGETHER:
        return [("all", ordered)] if ordered else []
    dated = [view for view in ordered if view._item.date.known]
    undated = ordered[len(dated) :]
    groups: list[tuple[int, int, list[EventView]]] = []
    for year, members in groupby(dated, key=_year):
        group = list(members)
        if groups and len(group) < OWN_YEAR and len(groups[-1][2]) < OWN_YEAR:
            first, last, earlier = groups[-1]
            groups[-1] = (min(first, year), max(last, year), earlier + group)
        else:
            groups.append((year, year, group))
    named = [
        (str(first) if first == last else f"{first}–{last}", group) for first, last, group in groups
    ]
    return [*named, ("Undated", undated)] if undated else named


def _year(view: EventView) -> int:
    when = view._item.date
    day = when.earliest or when.latest
    return day.year if day else 0
