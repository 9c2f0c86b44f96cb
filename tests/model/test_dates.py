"""Dates: EDTF's own sample lists, bounds by rules of their own, the order, and the `edtf` library."""

from __future__ import annotations

import calendar
import json
import pickle
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.model.dates import Date, DateError, Form, Point, Precision, parse_edtf

DATA = Path(__file__).parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the folder ../shared/data is absent")


def refusal(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    return caught.value


def outcome(text: str) -> Date | DateError:
    try:
        return parse_edtf(text)
    except DateError as error:
        return error


def bounds(text: str) -> tuple[str | None, str | None]:
    when = parse_edtf(text)
    first, last = (day.isoformat() if day else None for day in (when.earliest, when.latest))
    return first, last


# --- Bounds, by hand -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-08-23", "2024-08-23", "2024-08-23", Precision.DAY),
        ("2024-02-29", "2024-02-29", "2024-02-29", Precision.DAY),
        ("1900-02", "1900-02-01", "1900-02-28", Precision.MONTH),
        ("2000-02", "2000-02-01", "2000-02-29", Precision.MONTH),
        ("2024-08-XX", "2024-08-01", "2024-08-31", Precision.MONTH),
        ("2024-21", "2024-03-01", "2024-05-31", Precision.SEASON),
        ("2024-22", "2024-06-01", "2024-08-31", Precision.SEASON),
        ("2024-23", "2024-09-01", "2024-11-30", Precision.SEASON),
        ("2024-24", "2024-12-01", "2025-02-28", Precision.SEASON),
        ("2023-24", "2023-12-01", "2024-02-29", Precision.SEASON),
        ("2024-33", "2024-01-01", "2024-03-31", Precision.QUARTER),
        ("2024-36", "2024-10-01", "2024-12-31", Precision.QUARTER),
        ("2024", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-XX", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-XX-XX", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("202X", "2020-01-01", "2029-12-31", Precision.DECADE),
        ("20XX", "2000-01-01", "2099-12-31", Precision.CENTURY),
        ("0001", "0001-01-01", "0001-12-31", Precision.YEAR),
        ("000X", "0001-01-01", "0009-12-31", Precision.DECADE),
        ("00XX", "0001-01-01", "0099-12-31", Precision.CENTURY),
        ("9999-12-31", "9999-12-31", "9999-12-31", Precision.DAY),
        ("9999-12", "9999-12-01", "9999-12-31", Precision.MONTH),
        ("9999-24", "9999-12-01", "9999-12-31", Precision.SEASON),
        ("99XX", "9900-01-01", "9999-12-31", Precision.CENTURY),
        ("1984/2004-06", "1984-01-01", "2004-06-30", Precision.YEAR),
        ("2024-01-05/2024-03", "2024-01-05", "2024-03-31", Precision.MONTH),
        ("2017/..", "2017-01-01", None, Precision.YEAR),
        ("2017/", "2017-01-01", None, Precision.YEAR),
        ("../2017", None, "2017-12-31", Precision.YEAR),
        ("/2017", None, "2017-12-31", Precision.YEAR),
        ("[2025-01..2025-12-14]", "2025-01-01", "2025-12-14", Precision.MONTH),
        ("unknown", None, None, None),
    ],
)
def test_bounds_and_precision(
    text: str, first: str | None, last: str | None, precision: Precision | None
) -> None:
    assert bounds(text) == (first, last)
    assert parse_edtf(text).precision is precision


def test_a_year_is_never_the_first_of_january() -> None:
    assert parse_edtf("2024") != parse_edtf("2024-01-01")
    assert parse_edtf("2024").latest == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("1992", False, False), ("1992~", True, False), ("1992?", False, True), ("1992%", True, True)],
)
def test_marks_leave_the_bounds(text: str, approximate: bool, uncertain: bool) -> None:
    point = Point(
        Precision.YEAR,
        date(1992, 1, 1),
        date(1992, 12, 31),
        approximate=approximate,
        uncertain=uncertain,
    )
    assert parse_edtf(text) == Date(text, Form.SINGLE, point, point)


def test_each_end_of_a_range_has_its_own_mark() -> None:
    when = parse_edtf("1984-06-02?/2004-08~")
    assert when.begin
    assert when.end
    assert (when.begin.uncertain, when.begin.approximate) == (True, False)
    assert (when.end.uncertain, when.end.approximate) == (False, True)
    assert (when.begin.precision, when.end.precision) == (Precision.DAY, Precision.MONTH)


def test_only_seasons_have_a_season() -> None:
    texts = ("2024-21", "2024-24?", "2024-33", "2024-12", "2024")
    assert [p.season for t in texts if (p := parse_edtf(t).begin)] == [21, 24, 0, 0, 0]


def test_forms() -> None:
    assert parse_edtf("2024").form is Form.SINGLE
    assert parse_edtf("2024").begin is parse_edtf("2024").end
    assert parse_edtf("2024/2025").form is Form.RANGE
    assert parse_edtf("[2024..2025]").form is Form.ONE_OF
    assert parse_edtf("unknown") == Date("unknown", Form.UNKNOWN, None, None)


def test_open_ends_are_told_from_unknown_ones() -> None:
    openness = {t: (parse_edtf(t).open_start, parse_edtf(t).open_end) for t in OPEN_OR_UNKNOWN}
    assert openness == OPEN_OR_UNKNOWN


OPEN_OR_UNKNOWN = {
    "../2017": (True, False),
    "2017/..": (False, True),
    "/2017": (False, False),
    "2017/": (False, False),
    "2017/2018": (False, False),
    "[2017..2018]": (False, False),
    "unknown": (False, False),
}


# --- Refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        (
            "2023-02-29",
            "date",
            "February 2023 has 28 days",
            "write 2023-02-28, or 2023-02 for the month",
        ),
        (
            "1976-06-31",
            "date",
            "June 1976 has 30 days",
            "write 1976-06-30, or 1976-06 for the month",
        ),
        (
            "2024-01-00",
            "date",
            "January 2024 has 31 days",
            "write 2024-01-31, or 2024-01 for the month",
        ),
        (
            "2024-13",
            "date",
            "there is no month 13",
            "write 2024 for the year, or a month from 01 to 12",
        ),
        ("2024-13-05", "date", "there is no month 13", "write 2024-05-13 if 13 is the day"),
        (
            "2024-00",
            "date",
            "there is no month 00",
            "write 2024 for the year, or a month from 01 to 12",
        ),
        (
            "2024-21-05",
            "date",
            "2024-21 is a season or a quarter, which has no days",
            "write 2024-21 without the day",
        ),
        (
            "2024-21-XX",
            "date",
            "2024-21 is a season or a quarter, which has no days",
            "write 2024-21 without the day",
        ),
        (
            "2001-25",
            "date",
            "2001-25 is a season of one hemisphere, or a third or half of a year",
            "write its months, as in 2001-01/2001-04",
        ),
        ("0000", "date", "there is no year 0000", "write a year from 0001 to 9999"),
        (
            "2024-08/2024-03",
            "date-order",
            "the end (2024-03) is before the start (2024-08)",
            "write 2024-03/2024-08, or mend a year",
        ),
        (
            "[2025..2024]",
            "date-order",
            "the end (2024) is before the start (2025)",
            "write [2024..2025], or mend a year",
        ),
        (
            "1985-04-12T23:20:30",
            "date",
            "a time of day is not part of a date here",
            "write 1985-04-12",
        ),
        (
            "2024-1-5",
            "date",
            '"2024-1-5" needs two digits for the month and the day',
            "write 2024-01-05",
        ),
        ("2024-1", "date", '"2024-1" needs two digits for the month and the day', "write 2024-01"),
        ("20240105", "date", '"20240105" lacks its hyphens', "write 2024-01-05"),
        ("٢٠٢٤", "date", '"٢٠٢٤" has digits other than 0 to 9', "write 2024"),
        ("２０２４-08", "date", '"２０２４-08" has digits other than 0 to 9', "write 2024-08"),
        (" 2024", "date", '" 2024" has a blank where none belongs', "write 2024"),
        ("", "date", "the date is empty", "write unknown if none is given"),
        ("../..", "date", "a range has a date at one end at least", "write unknown"),
        (
            "2004?-06-~11",
            "date",
            '"2004?-06-~11" marks a part of the date: one mark stands after the whole',
            "write 2004-06-11%",
        ),
        (
            "1984-1X",
            "date",
            '"1984-1X" has an X where none is read: it stands for a year\'s last digits, '
            "a month or a day",
            "write 1984-XX",
        ),
        ("unknown/2006", "date", 'an unknown start is left blank, not "unknown"', "write /2006"),
        ("2004/open", "date", 'an open end is written "..", not "open"', "write 2004/.."),
    ],
)
def test_refusals_are_plain(text: str, code: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert (error.code, error.message, error.hint) == (code, message, hint)
    assert str(error) == message


@pytest.mark.parametrize("text", ["2024\n", "2024-08-23 ", "x2024", "2024x", "(2024)", "Unknown"])
def test_nothing_may_stand_around_a_date(text: str) -> None:
    assert refusal(text).code == "date"


def test_a_long_text_is_quoted_short_and_on_one_line() -> None:
    assert refusal("a\x1b[2J\n" + "b" * 100_000).message == f'"a [2J {"b" * 33}…" is not a date'


def test_an_error_survives_the_way_between_processes() -> None:
    error = refusal("2024-13")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.code, copy.message, copy.hint) == (error.code, error.message, error.hint)


@pytest.mark.parametrize(
    "text", ["2024/2024-03", "2024-03/2024", "2024-01-05/2024-01", "2024/2024"]
)
def test_ends_that_overlap_are_in_order(text: str) -> None:
    assert str(parse_edtf(text)) == text


# --- EDTF's own lists ----------------------------------------------------------------------------

# The refusals that the docstring of the module documents: a pattern of the texts, words of the
# message. The first pattern that is found in a text decides.
DOCUMENTED = (
    (r"unknown|open", "is left blank|is written"),
    (r"(^|[/\[{,])[?%]?-", "years before 0001|there is no year 0000"),
    (r"^[Yy]", "four digits"),
    (r"0000", "there is no year 0000"),
    (r"[0-9][ES][0-9]", "four digits"),
    (r"[Tt][0-9]", "a time of day"),
    (r"^\{", "several dates"),
    (r"^\[.*,", "lists dates to choose from"),
    (r"^\[\.\.|\.\.\]$", "lacks the first or the last day"),
    (r"^(\.\.)?/(\.\.)?$", "a date at one end at least"),
    (r"/.*/", "more than one /"),
    (r"^[u?X]{4}$|X[0-9]|[0-9]X-[0-9X]|XX-[0-9]|[0-9]{4}-[0-9]X|-[0-9]X(/|$)|[0-9]XXX", "has an X"),
    (r"[~?%][0-9-]|\?~$|\(", "marks a part of the date"),
    (r"^[0-9]{4}-(2[5-9]|3[0-2]|3[7-9]|4[01])$", "season of one hemisphere"),
    (r"u|[0-9]x", "has an X"),
)
# What no EDTF is at all: refused, and each for its own reason.
MALFORMED = {
    **dict.fromkeys(
        ("1863- 03-29", " 1863-03-29", "1863-03 -29", "1863-03- 29", "1863-03-29 "), "has a blank"
    ),
    **dict.fromkeys(("18 63-03-29", "1863-0 3-29"), "has a blank"),
    "1960-06-31": "June 1960 has 30 days",
    "NONE/": "is not a date",
    "2012\\2013": "a range is written with /",
    "": "the date is empty",
    **dict.fromkeys(("20067890%", "+2006%", "2000/12-12"), "is not a date"),
    **dict.fromkeys(("2001-21^southernHemisphere", "2001-02-03^xyz"), "is not a date"),
    **dict.fromkeys(("xyz", "x2009", "2004-04-(1)?1"), "is not a date"),
    "2012-24/2012-21": "the end (2012-21) is before the start (2012-24)",
    "2012-23/2012-22": "the end (2012-22) is before the start (2012-23)",
}
# The one text that the lists call invalid and this subset reads: EDTF says that an end such as
# 2004-06 lies "sometime in" that month, and the lists themselves allow 1984-11-12/1984-11-XX.
OVERLAPPING = "2004-06-11%/2004-06~"


def documented(text: str) -> str | None:
    """What the refusal of a text must say, by the subset's documentation; None if it must read."""
    if text in MALFORMED:
        return re.escape(MALFORMED[text])
    return next((words for pattern, words in DOCUMENTED if re.search(pattern, text)), None)


def days_that_match(point: str) -> tuple[date, date]:
    """The first and last day whose ISO text begins with a point's: slow, and a rule of its own."""
    text = point.rstrip("~?%")
    thirds = {21 + n: (3, 4, 5) for n in range(1)} | {22: (6, 7, 8), 23: (9, 10, 11)}
    quarters = {33 + n: tuple(range(3 * n + 1, 3 * n + 4)) for n in range(4)}
    months = (thirds | quarters).get(int(text[5:7]) if text[5:7].isdigit() else 0)
    if text[5:7] == "24":
        year = int(text[:4])
        return date(year, 12, 1), date(year + 1, 2, calendar.monthrange(year + 1, 2)[1])
    pattern = re.compile((text[:4] if months else text).replace("X", "[0-9]"))
    first_year, last_year = int(text[:4].replace("X", "0")), int(text[:4].replace("X", "9"))
    day, hits = date(first_year, 1, 1), []
    while day.year <= last_year:
        if pattern.match(day.isoformat()) and (not months or day.month in months):
            hits.append(day)
        day += timedelta(days=1)
    return hits[0], hits[-1]


def assert_bounds_by_the_rule(text: str) -> None:
    when = parse_edtf(text)
    begin, _, end = text.partition("/") if "/" in text else (text, "", text)
    assert when.earliest == (None if begin in ("", "..") else days_that_match(begin)[0])
    assert when.latest == (None if end in ("", "..") else days_that_match(end)[1])
    assert str(when) == text


def sample_lists() -> dict[str, list[str]]:
    lists = json.loads((DATA / "edtf-validate-lists.json").read_text())["lists"]
    return {name: entry["strings"] for name, entry in lists.items()}


@needs_data
def test_every_valid_sample_is_read_or_refused_for_a_documented_reason() -> None:
    samples = [t for name, ts in sample_lists().items() if "invalid" not in name for t in ts]
    read = [text for text in samples if documented(text) is None]
    for text in read:
        assert_bounds_by_the_rule(text)
    for text in set(samples) - set(read):
        assert re.search(documented(text) or "", refusal(text).message), text
    assert (len(samples), len(read)) == (206, 59)


@needs_data
def test_every_invalid_sample_is_refused_but_for_one_that_overlaps() -> None:
    samples = [t for name, ts in sample_lists().items() if "invalid" in name for t in ts]
    assert len(samples) == 56
    for text in set(samples) - {OVERLAPPING}:
        assert re.search(documented(text) or "no reason", refusal(text).message), text
    assert bounds(OVERLAPPING) == ("2004-06-11", "2004-06-30")


def feature_strings() -> list[str]:
    """The strings that the features of edtf-ruby parse or print: quoted, or in a table's column."""
    strings: set[str] = set()
    for path in sorted((DATA / "edtf-ruby-features").glob("*.feature")):
        column = -1
        for line in path.read_text().splitlines():
            strings.update(re.findall(r'(?:parse the string|string should be) "([^<]*?)"', line))
            if line.lstrip().startswith("#"):
                continue
            cells = [cell.strip() for cell in line.strip(" \t|").split("|")]
            if not line.strip().startswith("|"):
                column = -1
            elif "string" in cells:
                column = cells.index("string")
            elif len(cells) == 1 or column >= 0:
                strings.add(cells[column])
    return sorted(strings)


@needs_data
def test_every_string_of_edtf_ruby_is_read_or_refused_for_a_documented_reason() -> None:
    strings = feature_strings()
    read = [text for text in strings if documented(text) is None]
    assert (len(strings), len(read)) == (176, 43)
    for text in read:
        assert_bounds_by_the_rule(text)
    for text in set(strings) - set(read):
        assert re.search(documented(text) or "", refusal(text).message), text


@needs_data
def test_marks_are_those_that_edtf_ruby_expects() -> None:
    expected = {
        "1992?": (True, False),
        "2004-06-11?": (True, False),
        "1984~": (False, True),
        "2004-06-01": (False, False),
    }
    assert set(expected) <= set(feature_strings())
    for text, (uncertain, approximate) in expected.items():
        point = parse_edtf(text).begin
        assert point
        assert (point.uncertain, point.approximate) == (uncertain, approximate)
    assert refusal("1984?~").hint == "write 1984%"
    assert refusal("199u").hint == "write 199X"
    assert refusal("1999-uu").hint == "write 1999-XX"


# --- The `edtf` library as an oracle -------------------------------------------------------------

years = st.integers(1, 9998).map("{:04}".format)
real_days = st.dates(date(1, 1, 1), date(9998, 12, 31)).map(date.isoformat)
marks = st.sampled_from(["", "~", "?", "%"])
plain_points = st.one_of(
    real_days,
    real_days.map(lambda day: day[:7]),
    years,
    years.map(lambda year: year[:3] + "X").filter(lambda year: year != "000X"),
    years.map(lambda year: year[:2] + "XX").filter(lambda year: year != "00XX"),
    real_days.map(lambda day: day[:7] + "-XX"),
    years.map(lambda year: year + "-XX"),
    years.map(lambda year: year + "-XX-XX"),
    st.builds("{}-{}".format, years, st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36])),
)
points = st.builds("{}{}".format, plain_points, marks)


def ordered(template: str) -> st.SearchStrategy[str]:
    """Texts of two points in a template, of which the second does not end before the first."""
    pairs = st.tuples(points, points).map(lambda p: sorted(p, key=lambda t: parse_edtf(t).sort_key))
    return pairs.map(lambda pair: template.format(*pair))


dates = st.one_of(
    points,
    ordered("{}/{}"),
    ordered("[{}..{}]"),
    points.map("{}/..".format),
    points.map("../{}".format),
    points.map("{}/".format),
    points.map("/{}".format),
    st.just("unknown"),
)


def oracle_bounds(text: str) -> tuple[date, date]:
    """The bounds by the `edtf` library, which reads no marked season and ends winter in December."""
    from edtf import parse_edtf as parse

    part_of_year = re.fullmatch(r"([0-9]{4}-[23][0-9])[~?%]?", text)
    parsed: Any = parse(part_of_year[1] if part_of_year else text)
    first, last = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    if part_of_year and part_of_year[1].endswith("-24"):
        last = date(first.year + 1, 3, 1) - timedelta(days=1)
    return first, last


@given(points)
@settings(max_examples=150, deadline=None)
def test_bounds_are_those_of_the_edtf_library(text: str) -> None:
    when = parse_edtf(text)
    assert (when.earliest, when.latest) == oracle_bounds(text)


@given(ordered("{}/{}"))
@settings(max_examples=50, deadline=None)
def test_bounds_of_ranges_are_those_of_the_edtf_library(text: str) -> None:
    when, (begin, end) = parse_edtf(text), text.split("/")
    assert (when.earliest, when.latest) == (oracle_bounds(begin)[0], oracle_bounds(end)[1])


# --- Laws ----------------------------------------------------------------------------------------


@given(dates)
def test_the_text_of_a_date_is_read_as_the_same_date(text: str) -> None:
    when = parse_edtf(text)
    assert when.edtf == str(when) == text
    parse_edtf.__globals__["read_edtf"].cache_clear()
    assert parse_edtf(str(when)) == when


@given(dates)
def test_no_date_begins_after_its_end(text: str) -> None:
    when = parse_edtf(text)
    for point in (when.begin, when.end):
        assert point is None or point.first <= point.last
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(st.lists(dates, min_size=2, max_size=6))
def test_the_order_is_total(texts: list[str]) -> None:
    whens = sorted(map(parse_edtf, texts), key=lambda when: when.sort_key)
    for one, other in pairwise(whens):
        assert (one.sort_key == other.sort_key) == (one == other)
    assert whens == sorted(map(parse_edtf, reversed(texts)), key=lambda when: when.sort_key)
    known = [when.known for when in whens]
    assert known == sorted(known, reverse=True)


def test_the_order_is_the_documented_one() -> None:
    texts = (
        "../2030 /2024 2023-12-31 2024/.. 2024 2024-XX 2024-33 2024-01 2024-01-01 2024-01-02 "
        "2024-02 unknown"
    ).split()
    whens = [parse_edtf(text) for text in texts[::-1]]
    assert [str(when) for when in sorted(whens, key=lambda when: when.sort_key)] == texts


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2024", "2024-08", True),
        ("2024-08", "2024-09", False),
        ("2017/..", "2030", True),
        ("2017/..", "2016", False),
        ("2017/", "2030", True),
        ("../2017", "0001", True),
        ("../2017", "2018-01-01", False),
        ("../2017", "2017-12-31/..", True),
        ("[2025-01..2025-12-14]", "2025-12-15", False),
        ("[2025-01..2025-12-14]", "2025-06", True),
        ("2024-24", "2025-02-28", True),
        ("unknown", "2024", False),
        ("unknown", "unknown", False),
    ],
)
def test_overlap(one: str, other: str, overlap: bool) -> None:
    assert parse_edtf(one).overlaps(parse_edtf(other)) is overlap
    assert parse_edtf(other).overlaps(parse_edtf(one)) is overlap


@pytest.mark.parametrize(
    ("text", "past", "upcoming"),
    [
        ("2026-02-18", True, False),
        ("2026-02-19", True, False),
        ("2026-02-20", False, True),
        ("2026-02", False, False),
        ("2026-01", True, False),
        ("2026-03", False, True),
        ("2017/..", False, False),
        ("2017/", False, False),
        ("../2017", True, False),
        ("2027/..", False, True),
        ("2017/2025", True, False),
        ("unknown", False, False),
    ],
)
def test_past_and_upcoming(text: str, past: bool, upcoming: bool) -> None:
    as_of = date(2026, 2, 19)
    when = parse_edtf(text)
    assert (when.is_past(as_of), when.is_upcoming(as_of)) == (past, upcoming)


@given(st.text(max_size=60) | st.text("0123456789-/X~?%.[]{}u TZ:", max_size=30))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    result = outcome(text)
    if isinstance(result, Date):
        assert result.edtf == text
    else:
        assert result.code in ("date", "date-order", "date-ambiguous")
        assert result.message
        assert result.hint
        assert "\n" not in result.message
