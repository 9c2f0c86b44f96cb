"""When something is due every week, over the changes of clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.scheduling.tasks import NOW
from legation.building.scheduling.timing import TimingError, Weekly, assure

ZONES: tuple[str, ...] = ("UTC", "Asia/Baku", "Asia/Kathmandu", "Europe/Berlin", "America/New_York")
ZONES += ("Africa/Casablanca", "Australia/Lord_Howe", "America/Nuuk", "Pacific/Kiritimati")

weeklies = st.builds(
    lambda day, at, zone: Weekly(day, at.replace(second=0, microsecond=0), zone),
    st.integers(0, 6),
    st.times(),
    st.sampled_from(ZONES),
)
moments = st.integers(0, 14 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@pytest.mark.parametrize("day", ["mon", "MON", "Monday", "mond"])
def test_a_moment_is_read_as_it_is_typed_and_written_in_one_way(day: str) -> None:
    assert str(Weekly.of(day, "6:00", "Asia/Baku")) == "mon 06:00 Asia/Baku"


@given(weeklies)
def test_what_is_written_is_read(weekly: Weekly) -> None:
    assert Weekly.read(str(weekly)) == weekly


@given(weeklies, moments)
def test_the_last_and_the_next_are_around_the_moment(weekly: Weekly, moment: datetime) -> None:
    last, coming = weekly.last(moment), weekly.next(moment)
    assert last.astimezone(UTC) <= moment < coming.astimezone(UTC)
    assert coming.date() - last.date() == timedelta(days=7)
    assert {last.weekday(), coming.weekday()} == {weekly.day}
    assert {last.time(), coming.time()} == {weekly.at}


@given(weeklies)
def test_what_is_accepted_comes_once_in_each_of_its_days(weekly: Weekly) -> None:
    try:
        assure(weekly, NOW)
    except TimingError as refused:
        hint = refused.diagnostics[0].hint
        for better in hint.removeprefix("write ").split(" or "):
            assure(Weekly.read(f"{better} {weekly.zone}"), NOW)
        return
    shown = [minute_by_minute(due) for due in weekly.ahead(NOW)]
    assert set(shown) == {1}


def minute_by_minute(due: datetime) -> int:
    """How often the clocks of a zone show a time within a day of it."""
    zone, around = due.tzinfo, due.astimezone(UTC)
    wanted = due.replace(tzinfo=None)
    distances = {
        (around + timedelta(hours=h)).astimezone(zone).utcoffset() for h in (-26, -3, 3, 26)
    }
    instants = {wanted - d for d in distances if d is not None}
    shown = [i.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) for i in instants]
    return shown.count(wanted)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "sun 02:30 Europe/Berlin",
            "02:30 on Sundays does not exist in Europe/Berlin on 29 March 2026, when clocks go forward"
            "\n  hint: write sun 01:30 or sun 03:30",
        ),
        (
            "sun 01:30 America/New_York",
            "01:30 on Sundays comes twice in America/New_York on 1 November 2026, when clocks go back"
            "\n  hint: write sun 00:30 or sun 03:30",
        ),
        (
            "fri 00:00 Africa/Cairo",
            "00:00 on Fridays does not exist in Africa/Cairo on 24 April 2026, when clocks go forward"
            "\n  hint: write fri 01:00",
        ),
    ],
)
def test_a_time_that_is_skipped_or_comes_twice_is_refused(typed: str, told: str) -> None:
    with pytest.raises(TimingError) as refused:
        assure(Weekly.read(typed), NOW)
    assert str(refused.value) == f"error[schedule]: {told}"


@pytest.mark.parametrize(
    "typed", ["mon 02:30 Europe/Berlin", "sun 02:30 Asia/Baku", "sun 03:00 Europe/Berlin"]
)
def test_a_time_that_no_change_of_clocks_meets_is_accepted(typed: str) -> None:
    assure(Weekly.read(typed), NOW)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("mom 06:00 UTC", '"mom" is no day of the week|write mon'),
        ("Wendesday 06:00 UTC", '"Wendesday" is no day of the week|write wed'),
        ("x 06:00 UTC", '"x" is no day of the week|write mon, tue, wed, thu, fri, sat or sun'),
        ("mon 6am UTC", '"6am" is no time of day|write 06:00'),
        ("mon 6:30pm UTC", '"6:30pm" is no time of day|write 18:30'),
        ("mon 0630 UTC", '"0630" is no time of day|write 06:30'),
        ("mon 6.30 UTC", '"6.30" is no time of day|write 06:30'),
        ("mon 24:00 UTC", '"24:00" is no time of day|write 00:00, and the next day'),
        ("mon 6:75 UTC", '"6:75" is no time of day|write hours and minutes, from 00:00 to 23:59'),
        ("mon 06:00 Asia/Bakku", '"Asia/Bakku" is no time zone|write Asia/Baku'),
        ("mon 06:00 Baku", '"Baku" is no time zone|write Asia/Baku'),
        (
            "mon 06:00 xyzzy",
            '"xyzzy" is no time zone|write a continent and a city, such as Asia/Baku',
        ),
        ("monday", '"monday" is no time of a week|write it as `mon 06:00 Asia/Baku`'),
    ],
)
def test_what_is_no_time_is_told_with_the_nearest_that_is(typed: str, told: str) -> None:
    message, hint = told.split("|")
    with pytest.raises(TimingError) as refused:
        Weekly.read(typed)
    assert str(refused.value) == f"error[schedule]: {message}\n  hint: {hint}"
    assert refused.value.timezone == ("zone" in message)


def test_a_period_begins_at_its_moment() -> None:
    weekly = Weekly.read("mon 06:00 Asia/Baku")
    begun = datetime(2026, 2, 23, 2, 0, tzinfo=UTC)
    assert weekly.last(begun) == begun
    assert weekly.last(begun - timedelta(seconds=1)) == begun - timedelta(days=7)
    assert str(weekly.last(begun).tzinfo) == str(ZoneInfo("Asia/Baku"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Factory", ""),
        ("localtime", ""),
        ("posixrules", ""),
        ("UTC+4", "write Asia/Baku"),
        ("+05:45", "write Asia/Kathmandu"),
        ("UTC+0545", "write Asia/Kathmandu"),
        ("GMT-3", "write America/Araguaina"),
    ],
)
def test_a_zone_is_of_a_place_or_utc(typed: str, told: str) -> None:
    with pytest.raises(TimingError) as refused:
        Weekly.of("mon", "06:00", typed)
    (wrong,) = refused.value.diagnostics
    assert wrong.message == f'"{typed}" is no time zone'
    assert wrong.hint.startswith(told or "write ")
    assert Weekly.of("mon", "06:00", "Etc/GMT-4").zone == "Etc/GMT-4"
