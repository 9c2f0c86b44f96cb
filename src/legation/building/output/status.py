"""What is in an output folder, in words: `STATUS.txt`, and what `legation status` prints.

For each brief, when its files were built, of which day they speak, and from what. A brief that failed the
last time is NOT REFRESHED: its files are those of an earlier build. What is the same of all briefs is said
once, and what calls for somebody comes first.

`STATUS.txt` says what was so when the build ended. `status` looks at the files again. It reads the record
without the folder's lock, so that a build may be under way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from legation.building.disk.files import join
from legation.building.disk.home import FOLDER, RECORD
from legation.building.disk.inputs import DEFAULT_PATH, StrPath, output_folder, stamp
from legation.building.output.outputs import Outputs
from legation.diagnostics import Diagnostic, Position, fail
from legation.model.date_points import spelt

if TYPE_CHECKING:
    from datetime import tzinfo

    from legation.building.output.record import Entry, Output

NAME = "STATUS.txt"

Remarks = Callable[[str, str, "Output"], Iterable[str]]
"""What there is to say of a file of a brief, given the brief's id and the format."""

TIMES = ". Times are those of "
"""What the first line has in it, whatever else it says: by that the file is known for Legation's."""

_STATES = ("NOT REFRESHED", "with a remark", "in order")
_DATES = """\
A brief is built anew only when something that it is made from has changed: an old date is no fault.
"""
_UNDER_WAY = "A build is under way, or one was cut short: what is said here may change."
_WIDEST = 32
_TRIES = 5


def status(path: StrPath = DEFAULT_PATH, *, output: StrPath | None = None) -> str:
    """What is in the folder that a chronology is built to, and what is wrong with its files now, in words.

    The chronology is not read: whether it has changed is for a build to find.

    Args:
        path: The chronology, a file or a folder.
        output: The folder, if it is another than `output` beside the chronology.

    Raises:
        LegationError: Nothing was built into the folder.
    """
    named = output_folder(os.fspath(path), output)
    outputs = _outputs(Path(named), named)
    record = outputs.record
    briefs = {n: e for n, e in record.briefs.items() if not e.gone or outputs.any_there(e)}
    if not briefs:
        hint = "build first: legation build; or name the folder: legation status --output FOLDER"
        raise fail(
            Position(named), "not-built", "Legation has built nothing into this folder", hint
        )

    def remarks(brief: str, format_: str, file: Output) -> Iterator[str]:
        yield from _of_old(file)
        if os.path.lexists(join(named, f"{brief}.{format_}")):
            yield from _beside(brief, format_, file)
        yield from _amiss(outputs, named, file)

    text = status_text(briefs, record.zone, remarks)
    return f"{text}\n{_UNDER_WAY}\n" if record.interrupted else text


def _outputs(folder: Path, named: str) -> Outputs:
    """The outputs as the record has them; it is read anew where a build has ended in between."""
    for _ in range(_TRIES):
        before = _stamp(join(named, FOLDER))
        outputs = Outputs(folder, named, _tell_nobody, override=False)
        if _stamp(join(named, FOLDER)) == before:
            break
    return outputs


def _stamp(home: str) -> list[int]:
    try:
        return stamp(join(home, RECORD))
    except OSError:
        return []


def _tell_nobody(_: Diagnostic) -> None:
    pass


def _amiss(outputs: Outputs, named: str, file: Output) -> Iterator[str]:
    """What is wrong with a file as it is now."""
    record = outputs.record
    put = record.moves.put.items() if record.moves else ()
    if any(name == file.name and (record.home / staged).exists() for staged, name in put):
        yield f"{file.name} is not in its place yet: build again, unless a build is under way"
    elif not os.path.lexists(join(named, file.name)):
        yield f"{file.name} is not there"
    elif not outputs.intact(file):
        yield f"{file.name} was changed since it was built"


def as_recorded(brief: str, format_: str, file: Output) -> Iterator[str]:
    """What the record alone says of a file."""
    yield from _of_old(file)
    yield from _beside(brief, format_, file)


def _of_old(file: Output) -> Iterator[str]:
    """That a file is not what one may take it for."""
    if file.draft:
        yield f"{file.name} is a draft"
    if file.older:
        yield f"{file.name} is older than the others: it was not built again with them"


def _beside(brief: str, format_: str, file: Output) -> Iterator[str]:
    """That a file went beside another, which was kept."""
    plain = f"{brief}.{format_}"
    if file.name != plain:
        yield f"the new one is “{file.name}”: {plain} was not to be written over"


# --- the text ------------------------------------------------------------------------------------------


class _Shared(Struct, frozen=True):
    """What is said once where it is the same of all files: from what, and by which version."""

    chronologies: list[str]
    versions: list[str]

    def line(self, zone: str) -> str:
        """The first line of the text."""
        source = _one("from ", self.chronologies, "from {} chronologies")
        version = _one("by Legation ", self.versions, "by {} versions of Legation")
        return f"Built{source}{version}{TIMES}{zone}."

    def apart(self, chronology: str, version: str) -> str:
        """The same of one file, where it is not said once."""
        source = f", from {chronology}" if len(self.chronologies) > 1 else ""
        return source + (f", by Legation {version}" if len(self.versions) > 1 else "")


def _one(before: str, values: Sequence[str], several: str) -> str:
    """The one value there is, or how many there are."""
    said = f"{before}{values[0]}" if len(values) == 1 else several.format(len(values))
    return f" {said}" if values else ""


def status_text(briefs: Mapping[str, Entry], zone: str, remarks: Remarks = as_recorded) -> str:
    """What is known of each brief.

    Args:
        briefs: As the record has them.
        zone: In which times are told, an IANA time zone.
        remarks: What there is to say of a file besides.
    """
    files = [file for entry in briefs.values() for file in entry.outputs.values()]
    shared = _Shared(
        sorted({entry.chronology for entry in briefs.values()}),
        sorted({file.version for file in files}),
    )
    width = min(_WIDEST, max(map(len, briefs), default=0))
    rows: dict[str, list[str]] = {state: [] for state in _STATES}
    for name in sorted(briefs):
        entry = briefs[name]
        told = [said for f, file in entry.outputs.items() for said in remarks(name, f, file)]
        lines = "\n".join([*_lines(entry, _zone(zone), shared), *told])
        row = f"{name:<{width}}  " + lines.replace("\n", f"\n{'':<{width}}  ") + "\n"
        rows[_state(entry, told)].append(row)
    counts = {state: len(found) for state, found in rows.items() if found}
    head = f"{shared.line(zone)}\n{_counted(counts)}\n"
    return "\n".join([head, *("".join(found) for found in rows.values() if found), _DATES])


def _state(entry: Entry, told: Sequence[str]) -> str:
    old = entry.gone or entry.failure is not None
    return _STATES[0] if old else _STATES[1] if told else _STATES[2]


def _counted(counts: Mapping[str, int]) -> str:
    """How many briefs there are, and how it stands with them."""
    total = sum(counts.values())
    said = [f"{count} {state}" for state, count in counts.items()]
    if len(counts) == 1:
        said = [f"{'all ' * (total > 1)}{state}" for state in counts]
    return f"{total} brief{'s' * (total != 1)}{': ' * bool(said)}{', '.join(said)}."


def _lines(entry: Entry, zone: tzinfo, shared: _Shared) -> Iterator[str]:
    failure = entry.failure
    if entry.gone:
        yield f"NOT REFRESHED: {entry.chronology} has this brief no more"
    elif failure is not None:
        place = f"{failure.place}: " if failure.place else ""
        yield f"NOT REFRESHED: {place}{failure.message}"
        yield f"last tried on {_time(failure.tried, zone)}"
    for (built, as_of, version), files in groupby(entry.outputs.items(), _of_one_build):
        day = spelt(datetime.fromisoformat(as_of).date())
        formats = ", ".join(format_ for format_, _ in files)
        apart = shared.apart(entry.chronology, version)
        yield f"built on {_time(built, zone)}, as of {day}{apart} ({formats})"
    if not entry.outputs:
        yield "there are no files of it"


def _of_one_build(item: tuple[str, Output]) -> tuple[str, str, str]:
    _, file = item
    return file.built, file.as_of, file.version


def _time(stated: str, zone: tzinfo) -> str:
    """A time in words: `22 November 2026 at 16:38`."""
    time = datetime.fromisoformat(stated).astimezone(zone)
    return f"{spelt(time.date())} at {time:%H:%M}"


def _zone(name: str) -> tzinfo:
    """A time zone; UTC where the system does not know it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
