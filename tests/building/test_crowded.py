"""Tables that have no room for their words are told, with the columns that break them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import legation
from editions import AS_OF

if TYPE_CHECKING:
    from pathlib import Path

HINT = (
    "give it fewer columns or shorter words; or make room in templates/theme.yaml: "
    "a smaller `table` under `sizes`, smaller `left` and `right` under `page`"
)
YEARS = [str(year) for year in range(2000, 2016)]
HEADERS = "No Date Title Place Kind Level Status Sources Parties Priority".split()
TEN = [
    *("2", "7 July 2001", "Humanitarian committee", "Islamabad", "meeting"),
    *("minister", "held", "[10] [11]", "AZ, PK", "False"),
]


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def table(headers: list[str], cells: list[str]) -> str:
    return row(*headers) + row(*("---" for _ in cells)) + row(*cells)


def told(folder: Path, template: str, theme: str = "") -> list[str]:
    """What a build tells of tables."""
    (folder / "templates").mkdir()
    (folder / "templates" / "country-brief.md.j2").write_text(template, encoding="utf-8")
    if theme:
        (folder / "templates" / "theme.yaml").write_text(theme, encoding="utf-8")
    (folder / "events.yaml").write_text("title: T\nbriefs:\n  b: {title: B}\n", encoding="utf-8")
    built = legation.build(folder / "events.yaml", output=folder / "output", as_of=AS_OF)
    found = [each for each in built.report if each.code == "broken-words"]
    assert {each.hint for each in found} <= {HINT}
    return [f"{each.position}: {each.message}".removeprefix(f"{folder}/") for each in found]


SMALL = "sizes: {table: 6}\npage: {left: 15, right: 15}\n"


@pytest.mark.parametrize(
    ("headers", "cells", "columns"),
    [(HEADERS, TEN, "columns 3 and 4"), (YEARS, YEARS, "all of them")],
)
def test_a_table_with_too_many_columns_is_told(
    headers: list[str], cells: list[str], columns: str, tmp_path: Path
) -> None:
    twice = f"{table(headers, cells)}\n\nAgain:\n\n{table(headers, cells)}"
    assert told(tmp_path, f"# T\n\n## How they met\n\n{twice}") == [
        f"events.yaml:3:6: a table of {len(cells)} columns in `b`, under “How they met”, has no room for "
        f"its words or figures: it breaks some in {columns}"
    ]


@pytest.mark.parametrize(
    ("headers", "cells", "theme"),
    [
        (HEADERS, TEN, SMALL),
        (YEARS, YEARS, SMALL),
        (["Date", "Where"], ["2024", "https://example.org/" + "a-long-address/" * 20], ""),
        (["Date", "Word"], ["2024", "a" * 200], ""),
    ],
)
def test_one_that_has_room_or_an_address_is_not(
    headers: list[str], cells: list[str], theme: str, tmp_path: Path
) -> None:
    assert told(tmp_path, f"# T\n\n{table(headers, cells)}", theme) == []
