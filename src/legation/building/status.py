"""What is in an output folder, in words: `STATUS.txt`, and what `legation status` prints.

For each brief, when its files were built, of which day they speak, and from what. A brief that failed the
last time is NOT REFRESHED: its files are those of an earlier build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from legation.model.date_points import spelt

if TYPE_CHECKING:
    from datetime import tzinfo

    from legation.building.record import Entry, Output

NAME = "STATUS.txt"

_HEAD = "What Legation built into this folder. Times are of {zone}.\n"
_FROM = 12
"""The digits that are shown of a hash."""


def status_text(
    briefs: Mapping[str, Entry],
    zone: tzinfo,
    amiss: Callable[[Output], str] = lambda _: "",
) -> str:
    """What is known of each brief, a paragraph for each.

    Args:
        briefs: As the record has them.
        zone: In which times are told.
        amiss: What is wrong with a file as it is now, in words; empty for nothing.
    """
    paragraphs = (_paragraph(name, briefs[name], zone, amiss) for name in sorted(briefs))
    return "\n".join([_HEAD.format(zone=zone), *paragraphs])


def _paragraph(name: str, entry: Entry, zone: tzinfo, amiss: Callable[[Output], str]) -> str:
    return "".join(f"{line}\n" for line in (name, *_lines(entry, zone, amiss)))


def _lines(entry: Entry, zone: tzinfo, amiss: Callable[[Output], str]) -> Iterator[str]:
    failure = entry.failure
    if failure is not None:
        place = f"{failure.place}: " if failure.place else ""
        yield f"  NOT REFRESHED: {place}{failure.message} (tried {_time(failure.tried, zone)})"
    if entry.gone:
        yield f"  NOT REFRESHED: {entry.chronology} has this brief no more"
    for output in entry.outputs.values():
        said = (
            f"built {_time(output.built, zone)}",
            f"as of {spelt(datetime.fromisoformat(output.as_of).date())}",
            f"from {entry.chronology}, {output.made_from[:_FROM]}",
            f"by Legation {output.version}",
        )
        wrong = amiss(output)
        yield f"  {output.name}: {', '.join(said)}{f' - {wrong}' if wrong else ''}"
    if not entry.outputs:
        yield "  there are no files of it"


def _time(stated: str, zone: tzinfo) -> str:
    """A time in words: `22 November 2026, 16:38`."""
    time = datetime.fromisoformat(stated).astimezone(zone)
    return f"{spelt(time.date())}, {time:%H:%M}"
