"""Timelines to lay out: made by hand, and random ones of every form of date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from legation.model.dates import parse_edtf
from legation.model.document import Entry, Timeline
from legation.model.drawing import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

AS_OF = date(2026, 11, 22)
KINDS = {
    Mark.CIRCLE: "meeting",
    Mark.SQUARE: "treaty",
    Mark.DIAMOND: "forum",
    Mark.TRIANGLE: "body",
    Mark.CROSS: "visit",
    Mark.WEDGE: "talks",
}


class EvenFonts:
    """Fonts in which every character is half as wide as high, and a little wider in bold."""

    def width(self, text: str, size: float, bold: bool = False, italic: bool = False) -> float:
        return len(text) * size * (0.55 if bold else 0.5)


def entry(
    when: str,
    title: str = "Ministers met",
    mark: Mark = Mark.CIRCLE,
    **more: Any,
) -> Entry:
    """An event on an EDTF date, which its label shows as it is."""
    return Entry(parse_edtf(when), when, title, KINDS[mark], mark, **more)


def timeline(entries: Iterable[Entry], as_of: date = AS_OF) -> Timeline:
    """A timeline of events."""
    return Timeline(tuple(entries), as_of, "Timeline", "What happened when.")


def uzbekistan() -> Timeline:
    """Relations of Azerbaijan and Uzbekistan: years, months, a day, open ranges, undated forums."""
    body, treaty, forum = Mark.TRIANGLE, Mark.SQUARE, Mark.DIAMOND
    return timeline(
        [
            entry("2017/..", "Change from strategic partnership to alliance begins", body),
            entry("2020/..", "Joint Business Council operating", body),
            entry("2023", "Supreme Interstate Council established", body, key=True),
            entry("2023-02", "Agreement on a joint investment fund of US$500 million", treaty),
            entry("2024", "Treaty on Allied Relations signed", treaty, key=True),
            entry("2024", "Cooperation between the secretariats of the security councils", body),
            entry("2024-08", "First meeting of the Supreme Interstate Council"),
            entry("2025", "First Interparliamentary Forum; Khiva Declaration adopted", forum),
            entry("2025", "First Forum of University Rectors, with 130 delegations", forum),
            entry("2025-07", "Second meeting of the Supreme Interstate Council"),
            entry("2026-02-19", "Round table on the architecture of allied cooperation"),
            entry("unknown", "First Forum of Regions, Tashkent", forum),
            entry("unknown", "Second Forum of Regions, Guba", forum),
            entry("unknown", "Third Forum of Regions, Baku", forum),
            entry("unknown", "Diplomatic relations established", body),
        ]
    )


def of_every_form() -> Timeline:
    """Each form of date, each status and each mark."""
    return timeline(
        [
            entry("198X", "First contacts"),
            entry("1991~", "Recognition", Mark.SQUARE),
            entry("1992-06-09", "Diplomatic relations established", Mark.SQUARE),
            entry("1993-10-02?", "Visit of which the day is disputed", Mark.DIAMOND),
            entry("1994/1997", "Commission at work", Mark.TRIANGLE),
            entry("../1996", "Representation open", Mark.TRIANGLE),
            entry("/1996", "Office closed", Mark.TRIANGLE),
            entry("1996-08/", "Consulate opened", Mark.TRIANGLE),
            entry("1998-21", "Round of talks"),
            entry("[1999-02..1999-12-14]", "Agreement in principle", Mark.SQUARE),
            entry("1999-07-01/1999-07-30", "Training course"),
            entry("2000/..", "Hotline in service", Mark.TRIANGLE),
            entry("2001-09-14", "Summit", cancelled=True),
            entry("2003-05", "Visit", Mark.DIAMOND, planned=True),
            entry("unknown", "Twinning of two cities"),
        ],
        date(2002, 3, 1),
    )


@st.composite
def edtf(draw: st.DrawFn, first_year: int, last_year: int) -> str:
    """An EDTF text of any form between two years; now and then `unknown`."""
    day = st.dates(date(first_year, 1, 1), date(last_year, 12, 31)).map(date.isoformat)
    year = st.integers(first_year, last_year).map("{:04}".format)
    month = day.map(lambda text: text[:7])
    season = st.builds("{}-{}".format, year, st.integers(21, 24))
    decade = year.map(lambda text: text[:3] + "X")
    mark = st.sampled_from(["", "", "", "~", "?", "%"])
    point = st.one_of(day, month, year, season, decade, st.builds("{}{}".format, day, mark))
    pair = st.tuples(day, day).map(sorted)
    forms = st.one_of(
        point,
        day,
        st.builds("{}{}".format, year, mark),
        pair.map("/".join),
        pair.map(lambda ends: f"[{ends[0]}..{ends[1]}]"),
        st.builds("{}{}".format, point, st.sampled_from(["/..", "/"])),
        st.builds("{}{}".format, st.sampled_from(["../", "/"]), point),
        st.just("unknown"),
    )
    text: str = draw(forms)
    return text


@st.composite
def timelines(draw: st.DrawFn, most: int = 25) -> Timeline:
    """A timeline of up to `most` events, over one day's year or a thousand years."""
    first = draw(st.sampled_from([1, 988, 1875, 1992, 2025, 9000]))
    last = first + draw(st.sampled_from([0, 1, 9, 35, 150, 999]))
    words = st.text("abcdeiou əşıЖ漢-/", min_size=1, max_size=12)
    titles = st.lists(words, min_size=1, max_size=12).map(
        lambda parts: " ".join(parts).strip() or "a"
    )
    entries = st.builds(
        lambda when, *rest: Entry(parse_edtf(when), when, *rest),
        edtf(first, last),
        titles,
        st.sampled_from(["", "meeting", "treaty"]),
        st.sampled_from(list(Mark)),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    )
    as_of = draw(st.dates(date(first, 1, 1), date(last, 12, 31)))
    return timeline(draw(st.lists(entries, min_size=1, max_size=most)), as_of)
