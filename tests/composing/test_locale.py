"""Dates in words: never more precise than they are known."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton

from legation.composing.locale import Wording
from legation.model.chronology import Chronology
from legation.model.typed_dates import read_date


def wording(language: str = "en-GB") -> Wording:
    parties = {"OTS": {"name": "Organization of Turkic States", "kind": "organisation"}}
    content = {"title": "T", "language": language, "parties": parties}
    return Wording(Chronology.model_validate(content), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-12-14", "14 December 2025"),
        ("2024-08", "August 2024"),
        ("2024", "2024"),
        ("1992~", "about 1992"),
        ("1992?", "1992 (uncertain)"),
        ("1992%", "about 1992 (uncertain)"),
        ("202X", "2020s"),
        ("19XX", "1900–1999"),
        ("2024-21", "spring 2024"),
        ("2024-24", "winter 2024–25"),
        ("2024-35", "Q3 2024"),
        ("2017/..", "since 2017"),
        ("2031/..", "from 2031"),
        ("../2019", "until 2019"),
        ("1985/", "from 1985, end not known"),
        ("/1985", "to 1985, start not known"),
        ("2025/2027", "2025–2027"),
        ("2025-07-01/2025-07-03", "1–3 July 2025"),
        ("2025-06-30/2025-07-02", "30 June – 2 July 2025"),
        ("2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026"),
        ("2025-07-01/2025-07-01", "1 July 2025"),
        ("2024-08/2025", "August 2024 – 2025"),
        ("2024~/2025-07", "about 2024 – July 2025"),
        ("[2025-01..2025-12-14]", "between January 2025 and 14 December 2025"),
        ("unknown", "date not known"),
    ],
)
def test_a_date_is_worded_at_its_own_precision(edtf: str, expected: str) -> None:
    assert wording().date(read_date(edtf)) == expected


def test_american_english_has_its_own_order() -> None:
    assert wording("en-US").date(read_date("2025-12-14")) == "December 14, 2025"


def test_parties_are_named_by_the_house_first_then_by_cldr() -> None:
    words = wording()
    assert [words.party(key) for key in ("AZ", "TR", "OTS")] == [
        "Azerbaijan",
        "Türkiye",
        "Organization of Turkic States",
    ]
    assert words.listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize("language", ["de", "ja", "lv", "sl", "fa", "th", "hu"])
def test_days_and_months_are_worded_as_cldr_has_it(language: str) -> None:
    words, locale = wording(language), Locale.parse(language)
    for day in (date(2026, month, 2 * month) for month in range(1, 13)):
        assert words.day(day) == format_date(day, "long", locale)
        assert words.month(day) == format_skeleton("yMMMM", day, locale=locale)
