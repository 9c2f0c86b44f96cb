"""Chronologies that nobody wrote for us: three of the US Office of the Historian, made into YAML.

They lie outside the project, in `../shared/data`; tests that want them are skipped where it is absent.
Dates keep the precision of the data: a month that it gives as its first and last day is a month.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"

_TEI = "{http://www.tei-c.org/ns/1.0}"
_SEASONS = {(3, 5): "spring", (6, 8): "summer", (9, 11): "autumn"}
_SENTENCE_END = re.compile(r"(?<=[a-z)”]\.) (?=[A-Z“])")
_SHORTEST, _LONGEST = 25, 120  # of titles made from a text's first sentence, in characters


class When(NamedTuple):
    """A date.

    Attributes:
        typed: As the chronology has it.
        words: As briefs print it.
        first, last: The days that it may be; none when it is not known.
    """

    typed: str
    words: str
    first: date | None = None
    last: date | None = None


class Entry(NamedTuple):
    """An entry as it goes into a chronology; its parties by their names."""

    when: When
    title: str
    summary: str = ""
    parties: tuple[str, ...] = ()


class Record(NamedTuple):
    """A chronology to be."""

    title: str
    entries: list[Entry]

    def yaml(self) -> str:
        """The chronology as YAML."""
        parties = dict.fromkeys(party for entry in self.entries for party in entry.parties)
        named = [f"  {slug(party)}:\n    name: {quoted(party)}" for party in parties]
        lines = [
            f"title: {quoted(self.title)}",
            *(["parties:", *named] if named else []),
            "sources:",
            f"  record:\n    title: {quoted(self.title)}\n    publisher: Office of the Historian",
            "events:",
            *(line for entry in self.entries for line in _event(entry)),
        ]
        return "\n".join(lines) + "\n"

    def in_order(self) -> list[Entry]:
        """The entries as briefs sort them: by first day, the longer first, those without a date last."""
        return sorted(self.entries, key=_place)


def _place(entry: Entry) -> tuple[bool, date, int, str]:
    first, last = entry.when.first or date.max, entry.when.last or date.max
    return entry.when.first is None, first, -last.toordinal(), entry.when.typed


def _event(entry: Entry) -> Iterator[str]:
    yield f"  - date: {quoted(entry.when.typed)}"
    yield f"    title: {quoted(entry.title)}"
    if entry.summary:
        yield f"    summary: {quoted(entry.summary)}"
    if entry.parties:
        yield "    parties:"
        yield from (f"      - {slug(party)}" for party in entry.parties)
    yield "    sources: record"


def quoted(text: str) -> str:
    """The text as a YAML scalar in double quotes, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


def slug(name: str) -> str:
    """A name as a key: `siam-thailand`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


# --- what there is -------------------------------------------------------------------------------


def recognition() -> Record:
    """The recognition of, and relations with, six states: years mostly, some without a date."""
    entries = [entry for path in _files("hsg-rdcr/*.xml") for entry in _recognition(path)]
    return Record("Recognition and relations", entries)


def visits() -> Record:
    """Visits of foreign leaders to the United States: days, and days to days."""
    found = (visit for path in _files("hsg-visits/*.xml") for visit in _root(path).iter("visit"))
    return Record("Visits by foreign leaders", list(map(_visit, found)))


def timeline() -> Record:
    """The administrative timeline of the Department of State: long texts, months, years, a season."""
    (path,) = _files("hsg-administrative-timeline.xml")
    divisions = _root(path).iter(f"{_TEI}div")
    entries = [
        _entry(div, head)
        for div in divisions
        if (head := div.find(f"{_TEI}head/{_TEI}date")) is not None
    ]
    return Record("Administrative timeline", entries)


def _files(pattern: str) -> list[Path]:
    found = sorted(DATA.glob(pattern))
    if not found:
        pytest.skip(f"there is no {DATA.parent.name}/{DATA.name}/{pattern} beside the project")
    return found


def _root(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()


def _said(*elements: ElementTree.Element | None) -> str:
    texts = ("".join(element.itertext()) for element in elements if element is not None)
    return " ".join(" ".join(texts).split())


def _recognition(path: Path) -> Iterator[Entry]:
    root = _root(path)
    country = _said(root.find(f".//{_TEI}title[@type='short']")).rstrip("*")
    for div in root.iter(f"{_TEI}div"):
        if div.get("type") == "timeline":
            when = _coarse(div.iter(f"{_TEI}date"))
            title = _said(div.find(f"{_TEI}head")).rstrip(".")
            yield Entry(when, title, _said(*div.iter(f"{_TEI}p")), ("United States", country))


def _visit(visit: ElementTree.Element) -> Entry:
    when = _lasting(_said(visit.find("start-date")), _said(visit.find("end-date")))
    title = f"{_said(visit.find('visitor'))} visited the United States"
    return Entry(when, title, _said(visit.find("description")), (_said(visit.find("from")),))


def _entry(div: ElementTree.Element, given: ElementTree.Element) -> Entry:
    if "notBefore" in given.attrib:
        when = _within(given.attrib["notBefore"], given.attrib["notAfter"])
    else:
        first = given.get("when") or given.attrib["from"]
        when = _lasting(first, given.get("to", first))
    return Entry(when, *_titled(_said(*div.iter(f"{_TEI}p"))))


def _titled(text: str) -> tuple[str, str]:
    """A title and a summary: the first sentence and the rest, or its start and all of it."""
    first = _SENTENCE_END.split(text, maxsplit=1)[0]
    if _SHORTEST <= len(first) <= _LONGEST:
        return first.rstrip("."), text[len(first) :].strip()
    return f"{text[:_LONGEST].rpartition(' ')[0]} …", text


# --- dates ---------------------------------------------------------------------------------------


def _coarse(dates: Iterable[ElementTree.Element]) -> When:
    """Years or months or days: one, or the first and the last of something."""
    ends = [end for each in dates for name in ("when", "from", "to") if (end := each.get(name))]
    if not ends:
        return When("unknown", "Date not known")
    dash = "–" if all(map(str.isdigit, ends)) else " – "
    first, last = _days(ends[0]), _days(ends[-1])
    return When("/".join(ends), dash.join(map(printed_point, ends)), first[0], last[1])


def _days(point: str) -> tuple[date, date]:
    year, month, day = _numbers(point)
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def printed_point(point: str) -> str:
    """A day, month or year in EDTF as briefs print it."""
    year, month, day = _numbers(point)
    name = f"{date(year, month, 1):%B} " if month else ""
    return f"{day} {name}{year}" if day else f"{name}{year}"


def _numbers(point: str) -> tuple[int, int, int]:
    year, month, day, *_ = map(int, f"{point}-0-0".split("-"))
    return year, month, day


def _lasting(first: str, last: str) -> When:
    """One day, or from a day to a day."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if begin == end:
        return When(first, printed_point(first), begin, end)
    words = f"{printed_point(first)} – {printed_point(last)}"
    if begin.year == end.year:
        words = f"{begin.day} {begin:%B} – {printed_point(last)}"
    if (begin.year, begin.month) == (end.year, end.month):
        words = f"{begin.day}–{printed_point(last)}"
    return When(f"{first}/{last}", words, begin, end)


def _within(first: str, last: str) -> When:
    """One day from a day to a day: a year, season or month where they are its first and last."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if end.day == 1 or begin.day != 1 or _days(last[:7])[1] != end:
        return _between(first, last, begin, end)
    months = (begin.month, end.month)
    if months == (1, 12):
        first, last = first[:4], last[:4]
    else:
        first, last = first[:7], last[:7]
    if first == last:
        return When(first, printed_point(first), begin, end)
    if begin.year == end.year and months in _SEASONS:
        season = f"{_SEASONS[months]} {begin.year}"
        return When(season, season.capitalize(), begin, end)
    return _between(first, last, begin, end)


def _between(first: str, last: str, begin: date, end: date) -> When:
    return When(
        f"[{first}..{last}]",
        f"Between {printed_point(first)} and {printed_point(last)}",
        begin,
        end,
    )
