"""The head of a chronology: format, title, time zone and language."""

from __future__ import annotations

import pytest

from legation.model.chronology import Fault
from readings import read

EVENT = "events: [{date: 2025, title: Visit}]\n"


def test_it_is_read_as_typed() -> None:
    head = "legation: 1\ntitle: 1992\ntimezone: Asia/Baku\nlanguage: en-US\n"
    chronology, said, _ = read(EVENT, head=head)
    assert said == []
    assert (chronology.legation, chronology.title) == (1, "1992")
    assert (chronology.timezone, chronology.language) == ("Asia/Baku", "en-US")


@pytest.mark.parametrize(
    ("typed", "language"),
    [("en", "en-GB"), ("English", "en-GB"), ("EN-us", "en-US"), ("en_AU", "en-AU"), ("", "en-GB")],
)
def test_english_goes_by_several_names(typed: str, language: str) -> None:
    chronology, said, _ = read(EVENT, head=f"title: Norway\nlanguage: {typed}\n")
    assert said == []
    assert chronology.language == language


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("legation: 01", '2:11: error[format-version]: "01" is no version of the format'),
        ("legation: 1.0", '2:11: error[format-version]: "1.0" is no version of the format'),
        ("legation: 0", '2:11: error[format-version]: "0" is no version of the format'),
        ("legation: -1", '2:11: error[format-version]: "-1" is no version of the format'),
        ("legation: ١", '2:11: error[format-version]: "١" is no version of the format'),
        ("legation: [1]", "2:11: error[wrong-type]: `legation` takes text, not a list"),
        ("timezone: asia/baku", '2:11: error[timezone]: "asia/baku" is no time zone'),
        ("timezone: ../../etc/hosts", '2:11: error[timezone]: "../../etc/hosts" is no time zone'),
        ("timezone: Europe", '2:11: error[timezone]: "Europe" is no time zone'),
        ("timezone: '  '", "2:11: error[empty-text]: `timezone` is empty"),
        ("language: az", '2:11: error[language]: briefs cannot be written in "az" yet'),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_read(line: str, said: str) -> None:
    chronology, diagnostics, faults = read(EVENT, head=f"title: Norway\n{line}\n")
    assert len(diagnostics) == 1
    assert diagnostics[0].startswith(f"e.yaml:{said}")
    assert faults == (Fault(),)
    assert (chronology.timezone, chronology.language) == ("UTC", "en-GB")
    assert len(chronology.events) == 1


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("", "1:1: error[missing-key]: `title` is missing"),
        ("title:\n", "1:1: error[missing-key]: `title` is left blank"),
        ('title: ""\n', "1:8: error[empty-text]: `title` is empty"),
        ("title: [Norway]\n", "1:8: error[wrong-type]: `title` takes text, not a list"),
        ("Title: Norway\n", "1:1: error[unknown-key]: there is no key `Title` here"),
    ],
)
def test_a_chronology_has_a_title(head: str, said: str) -> None:
    chronology, diagnostics, faults = read(EVENT, head=head)
    assert len(diagnostics) == 1
    assert diagnostics[0].startswith(f"e.yaml:{said}")
    assert faults == (Fault(),)
    assert len(chronology.events) == 1


def test_any_file_of_a_folder_may_hold_it() -> None:
    chronology, said, _ = read(EVENT, "title: Norway\n", "timezone: Europe/Oslo\n", head="")
    assert said == []
    assert (chronology.title, chronology.timezone) == ("Norway", "Europe/Oslo")


def test_files_of_a_folder_may_say_the_same_but_not_differ() -> None:
    _, said, _ = read(
        "title: Norway\ntimezone: UTC\n", "title: Norway\ntimezone: Asia/Baku\n", head=""
    )
    assert said == [
        "folder/b.yaml:2:1: error[duplicate-key]: `timezone` is given twice: "
        "first at folder/a.yaml:2:11\n  hint: keep it in one file of the folder"
    ]
