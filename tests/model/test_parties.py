"""Parties by ISO 3166-1 code and by English name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from legation.model.parties import ISO_3166, code_for_alpha3, country_code, state_name

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "country-codes.csv"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("AZ", "AZ"),
        ("NO", "NO"),
        ("NA", "NA"),
        ("Pakistan", "PK"),
        ("pakistan", "PK"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("the Netherlands", "NL"),
        ("United States of America", "US"),
        ("Republic of Azerbaijan", "AZ"),
        ("the Islamic Republic of Pakistan", "PK"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Saint Lucia", "LC"),
        ("People's Republic of China", "CN"),
        ("Republic of China", None),
        ("Congo", None),
        ("Korea", None),
        ("no", None),
        ("Atlantis", None),
        ("XX", None),
        ("EU", None),
        ("", None),
    ],
)
def test_a_party_is_known_by_code_or_english_name(typed: str, code: str | None) -> None:
    assert country_code(typed) == code


@pytest.fixture(scope="module")
def listed() -> list[dict[str, str]]:
    """The states and territories of a public list, with their names."""
    if not DATA.is_file():
        pytest.skip("the folder ../shared/data is absent")
    with DATA.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["ISO3166-1-Alpha-2"]]


def test_there_are_249_codes() -> None:
    assert len(ISO_3166) == 249


def test_the_codes_are_those_of_iso_3166(listed: list[dict[str, str]]) -> None:
    assert {row["ISO3166-1-Alpha-2"] for row in listed} == ISO_3166


@pytest.mark.parametrize("kind", ["Short", "Formal"])
def test_the_names_that_the_united_nations_use_are_known(
    listed: list[dict[str, str]], kind: str
) -> None:
    names = {row[f"UNTERM English {kind}"].rstrip(" *"): row["ISO3166-1-Alpha-2"] for row in listed}
    del names[""]
    names.pop("Congo (the)", None)  # there are two
    assert {name: country_code(name) for name in names} == names


def test_the_three_letter_code_of_a_state_leads_to_its_own(listed: list[dict[str, str]]) -> None:
    for row in listed:
        assert code_for_alpha3(row["ISO3166-1-Alpha-3"]) == row["ISO3166-1-Alpha-2"]
    assert code_for_alpha3("SUN") is None
    assert code_for_alpha3("Oslo") is None


def test_a_state_has_a_name() -> None:
    assert [state_name(code) for code in ("AZ", "TR")] == ["Azerbaijan", "Türkiye"]
