"""What officers slip on: each with its own message at its place, and the line mended.

The cases are in traps.txt.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from legation.reading.yaml import parsing
from yamltext import read


class Case(NamedTuple):
    """What is typed, what is read from it as Python writes it, and what is told."""

    typed: str
    value: str
    told: str


def _cases() -> dict[str, Case]:
    text = Path(__file__).with_name("traps.txt").read_text(encoding="utf-8")
    text = re.sub(r"<U\+(\w{4})>", lambda sign: chr(int(sign[1], 16)), text)
    cases = {}
    for block in text.split("\n== ")[1:]:
        name, _, rest = block.partition("\n")
        typed, value, told = rest.split("=>\n")
        cases[name] = Case(typed, value.strip(), told.strip("\n"))
    return cases


CASES = _cases()
_PARTIAL = ("for a list", "write one", "name it", "if it goes on")
every_case = pytest.mark.parametrize("name", CASES)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test with the parser of libyaml, and with that in Python where it is not to be had."""
    monkeypatch.setattr(parsing, "Loader", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
@every_case
def test_what_is_told_and_read(name: str) -> None:
    mapping, diagnostics = read(CASES[name].typed)
    assert "\n".join(diagnostics) == CASES[name].told
    assert str(mapping) == CASES[name].value


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@every_case
def test_line_ends_make_no_difference(name: str, ending: str) -> None:
    typed = CASES[name].typed
    assert read(typed.replace("\n", ending)) == read(typed)


@every_case
def test_what_stands_around_makes_no_difference(name: str) -> None:
    """The same among keys above and below, and in a file with a mark."""
    case = CASES[name]
    if case.value == "None" or case.typed.startswith(("%", "---", "  ")):
        pytest.skip("nothing could stand around it")
    mapping, diagnostics = read(f"\ufeffabove: a\n{case.typed}below: b\n")
    assert str(mapping) == f"{{'above': 'a', {case.value[1:-1]}, 'below': 'b'}}"
    moved = re.sub(r"^(\d+)", lambda line: str(int(line[1]) + 1), case.told)
    assert "\n".join(diagnostics) == moved


@every_case
def test_what_the_hint_shows_is_right(name: str) -> None:
    """With the line that the hint shows in its place, the text is read without complaint."""
    case = CASES[name]
    line, _, hint = case.told.partition("\n  hint: ")
    advice, _, shown = hint.partition(": ")
    if not shown or "\n" in shown or advice.startswith(_PARTIAL) or "several" in name:
        pytest.skip("the hint does not show all that is to be done")
    lines = case.typed.splitlines()
    number = int(line.partition(":")[0]) - 1
    spaces = re.search(r"(\d+|no) spaces", advice)
    indent = re.sub(r"\S.*", "", lines[number]).replace("\u3000", "  ")
    before = " " * int(spaces[1].replace("no", "0")) if spaces else re.sub(r"\s", " ", indent)
    if lines[number].strip().startswith("- ") and not shown.startswith("- "):
        before += "- "
    lines[number] = before + shown
    mapping, diagnostics = read("\n".join(lines) + "\n")
    assert not diagnostics
    assert str(mapping) == case.value or case.value == "None"
