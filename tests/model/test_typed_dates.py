"""Dates as officers type them: what is read, what is refused and in which words, what is warned of."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.model.dates import Date, DateError, Form, parse_edtf
from legation.model.typed_dates import date_warning, read_date


def refusal(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        read_date(text)
    return caught.value


def outcome(text: str) -> Date | DateError:
    try:
        return read_date(text)
    except DateError as error:
        return error


READ = {
    # days
    "14 December 2025": "2025-12-14",
    "14 Dec 2025": "2025-12-14",
    "14 DEC. 2025": "2025-12-14",
    "14th December, 2025": "2025-12-14",
    "the 14th of December 2025": "2025-12-14",
    "1st july 2025": "2025-07-01",
    "14-Dec-2025": "2025-12-14",
    "December 14, 2025": "2025-12-14",
    "Sept 3 2025": "2025-09-03",
    "Sunday, 14 December 2025": "2025-12-14",
    "Sun 14 Dec 2025": "2025-12-14",
    "sunday, december 14, 2025": "2025-12-14",
    "19.02.2026": "2026-02-19",
    "19.2.2026": "2026-02-19",
    "03.04.2025": "2025-04-03",
    "13/04/2025": "2025-04-13",
    "04/13/2025": "2025-04-13",
    "05/05/2025": "2025-05-05",
    "29 February 2024": "2024-02-29",
    # months, seasons, quarters, decades
    "December 2025": "2025-12",
    "dec 2025": "2025-12",
    "May 2025": "2025-05",
    "spring 2024": "2024-21",
    "Summer of 2024": "2024-22",
    "autumn 2024": "2024-23",
    "fall 2024": "2024-23",
    "winter 2024": "2024-24",
    "2024 Q3": "2024-35",
    "Q3 2024": "2024-35",
    "2024-Q3": "2024-35",
    "third quarter of 2024": "2024-35",
    "the 1st quarter of 2024": "2024-33",
    "1990s": "199X",
    "the 1990s": "199X",
    "199x": "199X",
    # marks
    "about 1992": "1992~",
    "c. 1992": "1992~",
    "c.1992": "1992~",
    "ca 1992": "1992~",
    "circa 1992": "1992~",
    "around March 1992": "1992-03~",
    "about 1992-03-04": "1992-03-04~",
    "1992?": "1992?",
    "March 1992 ?": "1992-03?",
    "possibly 1992": "1992?",
    "about 1992?": "1992%",
    "possibly about the 1990s": "199X%",
    "about 1992~": "1992~",
    # ranges
    "2025–2027": "2025/2027",
    "2025-2027": "2025/2027",
    "2025 – 2027": "2025/2027",
    "2025 - 2027": "2025/2027",
    "2025—2027": "2025/2027",
    "2025 to 2027": "2025/2027",
    "from March 2025 until 2027": "2025-03/2027",
    "2025-12-14 – 2026-01-03": "2025-12-14/2026-01-03",
    "2025-12-14 - 2026-01-03": "2025-12-14/2026-01-03",
    "1-3 July 2025": "2025-07-01/2025-07-03",
    "1–3 July 2025": "2025-07-01/2025-07-03",
    "1 to 3 July 2025": "2025-07-01/2025-07-03",
    "July 1–3, 2025": "2025-07-01/2025-07-03",
    "Tuesday 1 – Thursday 3 July 2025": "2025-07-01/2025-07-03",
    "30 June - 2 July 2025": "2025-06-30/2025-07-02",
    "30 June-2 July 2025": "2025-06-30/2025-07-02",
    "June 30 – July 2, 2025": "2025-06-30/2025-07-02",
    "30 June 2025 - 2 July 2025": "2025-06-30/2025-07-02",
    "June - August 2025": "2025-06/2025-08",
    "June-August 2025": "2025-06/2025-08",
    "Q1–Q3 2024": "2024-33/2024-35",
    "spring – autumn 2024": "2024-21/2024-23",
    "14 December 2025 - 3 January 2026": "2025-12-14/2026-01-03",
    "c. 1992 – 1995?": "1992~/1995?",
    "19.02.2026 - 21.02.2026": "2026-02-19/2026-02-21",
    # open ends, one of a set, unknown
    "from 2017": "2017/..",
    "since 2017": "2017/..",
    "since about March 2017": "2017-03~/..",
    "until 2019": "../2019",
    "between 2025-01 and 2025-12-14": "[2025-01..2025-12-14]",
    "between 1 and 3 July 2025": "[2025-07-01..2025-07-03]",
    "Between June and August 2025": "[2025-06..2025-08]",
    "undated": "unknown",
    "Unknown": "unknown",
    # blanks and hyphens of other kinds
    "  14\u00a0December\u202f2025 ": "2025-12-14",
    "2024\u201108\u201123": "2024-08-23",
    "2024-08\n": "2024-08",
}


@pytest.mark.parametrize(("typed", "edtf"), READ.items())
def test_read(typed: str, edtf: str) -> None:
    assert read_date(typed) == parse_edtf(edtf)


def test_between_is_one_day_among_many_and_not_a_time_that_lasted() -> None:
    assert read_date("between 2025-01 and 2025-12-14").form is Form.ONE_OF
    assert read_date("2025-01 to 2025-12-14").form is Form.RANGE


# What is refused: the code, the message and the hint, whose mended text is in angle brackets.
REFUSED = {
    "03/04/2025": (
        "date-ambiguous",
        '"03/04/2025": which is the month?',
        "write <2025-04-03> (3 April) or <2025-03-04> (4 March)",
    ),
    "2023/24": (
        "date-ambiguous",
        '"2023/24" can be read in two ways',
        "write <2023/2024> if it lasted, or <[2023..2024]> for one day in those years",
    ),
    "2001–05": (
        "date-ambiguous",
        '"2001–05" can be read in two ways',
        "write <2001-05> for the month, or <2001/2005> for the years 2001 to 2005",
    ),
    "2024/08": (
        "date-ambiguous",
        '"2024/08" can be read in two ways',
        "write <2024-08> for the month",
    ),
    "2000s": (
        "date-ambiguous",
        '"2000s" may be ten years or a hundred',
        "write <200X> for 2000 to 2009, or <20XX> for 2000 to 2099",
    ),
    "before 2019": (
        "date-ambiguous",
        '"before 2019" may be one day or a time that lasted',
        "write <until 2019> if it lasted, or between ... and 2019 if it was one day",
    ),
    "2024/08/23": (
        "date",
        '"2024/08/23" has another sign than a hyphen between year, month and day',
        "write <2024-08-23>",
    ),
    "2024–8–3": (
        "date",
        '"2024–8–3" has another sign than a hyphen between year, month and day',
        "write <2024-08-03>",
    ),
    "Monday, 14 December 2025": (
        "date-weekday",
        "14 December 2025 is a Sunday, not a Monday",
        "write <Sunday, 14 December 2025>, or mend the day",
    ),
    "Febuary 2023": (
        "date",
        '"Febuary 2023" is not a date: "Febuary" is probably February',
        "write <February 2023> or <2023-02>",
    ),
    "Wensday, 10 Decembr 2025": (
        "date",
        '"Wensday, 10 Decembr 2025" is not a date: "Wensday" is probably Wednesday, '
        '"Decembr" is probably December',
        "write <Wednesday, 10 December 2025> or <2025-12-10>",
    ),
    "30 Febuary 2023": (
        "date",
        "February 2023 has 28 days",
        "write <2023-02-28>, or <2023-02> for the month",
    ),
    "31 June 1976": (
        "date",
        "June 1976 has 30 days",
        "write <1976-06-30>, or <1976-06> for the month",
    ),
    "13/13/2025": (
        "date",
        "there is no month 13",
        "write <2025> for the year, or a month from 01 to 12",
    ),
    "August 2024 to March 2024": (
        "date-order",
        "the end (2024-03) is before the start (2024-08)",
        "write <2024-03/2024-08>, or mend a year",
    ),
    "14 Dec 25": (
        "date",
        '"14 Dec 25" has no year of four digits',
        "write the year in full, as in <14 December 2025>",
    ),
    "14.12.25": (
        "date",
        '"14.12.25" has no year of four digits',
        "write the year in full, as in <14 December 2025>",
    ),
    "Sunday, 14 December": (
        "date",
        '"Sunday, 14 December" has no year of four digits',
        "write the year in full, as in <14 December 2025>",
    ),
    "today": (
        "date",
        '"today" moves with the day on which it is read',
        "write the day itself, as in <2025-12-14>, or <unknown>",
    ),
    "ongoing": (
        "date",
        '"ongoing" says no start',
        "write the start and an open end, as in <2017/..>, or <unknown>",
    ),
    "2017–present": (
        "date",
        '"2017–present" moves with the day on which it is read',
        "write <since 2017>",
    ),
    "March 2017 –": ("date", '"March 2017 –" says no end', "write <since March 2017>"),
    "late March 2024": (
        "date",
        '"late March 2024" has no bounds that everyone would agree on',
        "write <about March 2024>, or a season, a quarter or a range of months",
    ),
    "14 December 2025, 10:30": (
        "date",
        "a time of day is not part of a date here",
        "write <14 December 2025>",
    ),
    "10:30": (
        "date",
        "a time of day is not part of a date here",
        "write the day, as in <2025-12-14>",
    ),
    "12/2025": ("date", '"12/2025" has the year last', "write <2025-12>"),
    "2024-08/09": ("date", '"2024-08/09" leaves out a part of its end', "write <2024-08/2024-09>"),
    "2024-1-5": (
        "date",
        '"2024-1-5" needs two digits for the month and the day',
        "write <2024-01-05>",
    ),
    "": ("date", "the date is empty", "write <unknown> if none is given"),
    "\u200e2024": (
        "date",
        '" 2024" holds an invisible character',
        "type the date afresh instead of pasting it",
    ),
    "on 2024-01-05": (
        "date",
        '"on 2024-01-05" is not a date',
        "write it as <2024-08-23>, <23 August 2024>, <2024-08> or <2024>, or write <unknown>",
    ),
    **{
        typed: ("date", f'"{typed}" is not a date', "write <unknown>")
        for typed in ("TBC", "tbd", "n/a", "?", "-", "to be confirmed", "none")
    },
}


@pytest.mark.parametrize(("typed", "expected"), REFUSED.items())
def test_refused(typed: str, expected: tuple[str, str, str]) -> None:
    error = refusal(typed)
    code, message, hint = expected
    assert (error.code, error.message) == (code, message)
    assert error.hint == re.sub("[<>]", "", hint)


@pytest.mark.parametrize("typed", REFUSED)
def test_what_a_hint_tells_to_write_is_read(typed: str) -> None:
    for mended in re.findall("<(.+?)>", REFUSED[typed][2]):
        assert read_date(mended).edtf


def test_misspelt_words_without_end_are_refused() -> None:
    words = "janury januray feburary marhc apirl augst octobr novembr".split()
    assert refusal(" ".join(words * 2)).code == "date"


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        (
            "2024-21",
            "2024-21 is spring 2024 in EDTF",
            "write spring 2024 if that is meant; a month is 01 to 12",
        ),
        (
            " 2023-24~ ",
            "2023-24 is winter 2023 in EDTF",
            "write winter 2023 if that is meant, 2023/2024 for two years; a month is 01 to 12",
        ),
        (
            "2017/2024-23",
            "2024-23 is autumn 2024 in EDTF",
            "write autumn 2024 if that is meant; a month is 01 to 12",
        ),
    ],
)
def test_a_season_in_digits_is_warned_of(typed: str, message: str, hint: str) -> None:
    assert read_date(typed)
    assert date_warning(typed) == ("date-season", message, hint)


@pytest.mark.parametrize(
    "typed", ["spring 2024", "2024-12", "2024-12-21", "2024-33", "unknown", "?"]
)
def test_nothing_else_is_warned_of(typed: str) -> None:
    assert date_warning(typed) is None


# --- Laws ----------------------------------------------------------------------------------------

STYLES = (
    "{d} {month} {y}",
    "{d} {mon} {y}",
    "{month} {d}, {y}",
    "{weekday}, {d} {month} {y}",
    "{d}.{m}.{y}",
    "{d:02}.{m:02}.{y}",
    "{y}-{m:02}-{d:02}",
)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(STYLES), st.sampled_from([str, str.upper]))
def test_a_day_is_read_in_every_style(day: date, style: str, case: type[str]) -> None:
    typed = style.format(
        d=day.day,
        m=day.month,
        y=day.year,
        month=f"{day:%B}",
        mon=f"{day:%b}",
        weekday=f"{day:%A}",
    )
    assert read_date(case(typed)).edtf == day.isoformat()


@given(st.dates(date(1000, 1, 1)), st.integers(1, 6))
def test_only_the_right_weekday_is_read(day: date, off: int) -> None:
    wrong = day - timedelta(days=off) if off < day.toordinal() else day
    error = refusal(f"{wrong:%A}, {day.day} {day:%B} {day.year}")
    assert error.code == "date-weekday"
    assert read_date(error.hint.removeprefix("write ").removesuffix(", or mend the day"))


@given(
    st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)), st.sampled_from([" – ", " to ", "–"])
)
def test_a_range_of_days_is_read_unless_it_is_reversed(one: date, two: date, sign: str) -> None:
    typed = f"{one.day} {one:%B} {one.year}{sign}{two.day} {two:%B} {two.year}"
    if one <= two:
        assert read_date(typed).edtf == f"{one}/{two}"
    else:
        assert refusal(typed).message == f"the end ({two}) is before the start ({one})"


@given(st.integers(1, 31), st.integers(1, 31), st.sampled_from("/-"))
def test_numbers_are_read_where_only_one_reading_is_a_date(one: int, two: int, sign: str) -> None:
    readings = {
        f"2025-{month:02}-{day:02}"
        for day, month in ((one, two), (two, one))
        if isinstance(outcome(f"2025-{month:02}-{day:02}"), Date)
    }
    result = outcome(f"{one}{sign}{two}{sign}2025")
    if len(readings) == 1:
        assert result == parse_edtf(readings.pop())
    else:
        assert isinstance(result, DateError)
        assert result.code == ("date-ambiguous" if readings else "date")


EDTF = st.from_regex(
    r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]|XX))?|-2[1-4]|-3[3-6]|-XX)?[~?%]?"
    r"|[12][0-9]{2}X[~?%]?|[12][0-9]XX",
    fullmatch=True,
)


@given(EDTF)
def test_edtf_is_read_as_edtf(text: str) -> None:
    assert read_date(text) == read_date(f" {text}\n") == parse_edtf(text)
    assert read_date(f"since {text}") == parse_edtf(f"{text}/..")


WORDS = st.sampled_from(
    "14 3rd December Dec. 2025 2024-08 Q3 of the about c. since until between and to from – - / "
    "Sunday, spring 1990s ? % .. unknown 03/04/2025 febuary present 99 0000 10:30 XX".split()
)


@given(
    st.text(max_size=120)
    | st.lists(WORDS, max_size=8).map(" ".join)
    | st.lists(WORDS, max_size=5).map("".join)
)
@settings(max_examples=400)
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    result = outcome(text)
    if isinstance(result, Date):
        assert parse_edtf(result.edtf) == result
    else:
        assert result.code in ("date", "date-order", "date-ambiguous", "date-weekday")
        assert result.message
        assert result.hint
        assert len(result.message) < 200
    date_warning(text)


def test_a_huge_text_is_refused() -> None:
    for text in ("1 - " * 250_000, "about " * 100_000, "9" * 1_000_000, "–" * 1_000_000):
        assert refusal(text).code == "date"
