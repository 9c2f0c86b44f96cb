"""Parties by ISO 3166-1 code and by English name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from legation.model.parties import ISO_3166, country_code

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
        ("no", None),
        ("Atlantis", None),
        ("XX", None),
        ("EU", None),
        ("", None),
    ],
)
def test_a_party_is_known_by_code_or_english_name(typed: str, code: str | None) -> None:
    assert country_code(typed) == code


def test_the_codes_are_those_of_iso_3166() -> None:
    assert len(ISO_3166) == 249
    if not DATA.is_file():
        pytest.skip("the folder ../shared/data is absent")
    with DATA.open(encoding="utf-8", newline="") as file:
        listed = {row["ISO3166-1-Alpha-2"] for row in csv.DictReader(file)}
    assert listed - {""} == ISO_3166
