"""Drafts: what has an error is left out and named, all else is built, and every page says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

import legation

AS_OF = date(2026, 2, 24)
HEAD = """\
title: Our relations
sources:
  gazette: {title: A report}
  broken: {publisher: Nobody}
events:
  - id: bad
    date: 2023-02-29
    title: On no day
    parties: [GB, NO]
    sources: gazette
  - id: good
    date: 2023-02-28
    title: On a good day
    parties: [GB, NO]
    sources: gazette
  - id: early
    date: 2030
    title: Held before its time
    parties: [GB, NO]
    sources: gazette
  - id: dangling
    date: 2024
    title: On a bad source
    parties: [GB, NO]
    sources: [gazette, broken]
  - date: 2024
    title: Rome
    parties: [GB, IT]
    sources: gazette
instruments:
  - id: treaty
    title: Signed on no day
    signed: bad
    parties: [GB, NO]
    sources: gazette
briefs:
  norway:
    title: Norway
    parties: [GB, NO]
    bottom-line: So it is [good]. So it will be [early].
    objectives:
      - One [nothing]
      - Two
  italy:
    title: Italy
    parties: [GB, IT]
    template: italian
"""


def drafted(
    tmp_path: Path,
    chronology: str,
) -> tuple[legation.Build, str]:
    path = tmp_path / "events.yaml"
    path.write_text(dedent(chronology), encoding="utf-8")
    build = legation.build(path, briefs=["norway"], formats=["text"], as_of=AS_OF, draft=True)
    text = tmp_path / "output" / "norway.text"
    said = text.read_text(encoding="utf-8") if text.exists() else ""
    return build, said.replace("\u00a0", " ")


def boxed(text: str, tmp_path: Path) -> list[str]:
    """The rows of a draft's box."""
    box = text.split("Left out, and why")[1].split("\n\n")[0].splitlines()[2:]
    return [line.replace(f"{tmp_path}/", "") for line in box]


def test_a_box_names_all_that_is_left_out_and_where(tmp_path: Path) -> None:
    build, text = drafted(tmp_path, HEAD)
    assert boxed(text, tmp_path) == [
        "events.yaml:4 | source `broken`: `title` is missing",
        "events.yaml:7 | event `bad`: February 2023 has 28 days",
        "events.yaml:17 | “Held before its time”: this is after the as-of day (24 February 2026), "
        "and the event is not marked as planned",
        "events.yaml:31 | instrument `treaty`: it names an event that is left out",
        "events.yaml:42 | objectives, entry 1: there is no item `nothing`",
    ]
    assert text.startswith("[DRAFT]\n\nNorway\n")
    assert (build.status, build.failed) == (0, ())


def test_what_is_left_out_is_nowhere_else(tmp_path: Path) -> None:
    _, text = drafted(tmp_path, HEAD)
    body = text.partition("Bottom line")[2]
    for gone in ("On no day", "Signed on no day", "Held before its time", "One", "Rome", "Nobody"):
        assert gone not in body
    for kept in ("So it is [1]. So it will be (left out).", "On a good day", "On a bad source"):
        assert kept in body


def test_a_box_names_the_cause_and_what_it_takes_out_of_the_text(tmp_path: Path) -> None:
    _, text = drafted(
        tmp_path,
        """\
        title: Talks
        people:
          eide: {nam: Espen Barth Eide}
        briefs:
          norway:
            for: {date: 2026-02-29}
            counterpart: eide
            objectives: [One, Two, Three, Four, Five]
            points:
              - One
              - Two [nope]
        """,
    )
    assert boxed(text, tmp_path) == [
        "events.yaml:3 | person `eide`: there is no key `nam` here",
        "events.yaml:6 | for: February 2026 has 28 days",
        "events.yaml:7 | counterpart: `eide`, which it names, is left out",
        "events.yaml:8 | objectives, entries 4 to 5: a meeting has up to 3 objectives, not 5",
        "events.yaml:11 | points, entry 2: there is no item `nope`",
    ]


def test_a_box_names_what_the_parts_lack(tmp_path: Path) -> None:
    build, text = drafted(
        tmp_path,
        """\
        title: Talks
        events:
          - {date: 2025-13, title: Visit, parties: [GB, FR]}
          - {date: 2030, title: Early, parties: [GB, FR], sources: A report}
        briefs:
          norway: {template: visit-book, parties: NO, parts: [france, lost]}
          france:
            parties: FR
            points:
              - Say [nope].
          lost: {formats: odt}
        """,
    )
    assert build.status == 0
    assert boxed(text, tmp_path) == [
        "events.yaml:3 | an entry of `events`: there is no month 13",
        "events.yaml:4 | “Early”: this is after the as-of day (24 February 2026), and the event is not "
        "marked as planned",
        "events.yaml:6 | `lost`, which it names, is left out",
        "events.yaml:10 | brief `france`: points, entry 1: there is no item `nope`",
        'events.yaml:11 | brief `lost`: "odt" is none of the values of `formats`',
    ]


def test_a_box_names_what_is_wrong_with_the_theme(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    theme = tmp_path / "templates" / "theme.yaml"
    theme.write_text("colour: {accent: bluish}\n", encoding="utf-8")
    _, text = drafted(tmp_path, "title: T\nbriefs: {norway: {}}\n")
    assert boxed(text, tmp_path) == ["templates/theme.yaml:1 | there is no key `colour` here"]


def test_what_names_an_event_that_lies_ahead_goes_without_its_date(tmp_path: Path) -> None:
    body = """\
mechanisms:
  - {title: Council, established: early, meetings: early, parties: [GB, NO], sources: gazette}
instruments:
  - {title: Agreement, signed: early, parties: [GB, NO], sources: gazette}
"""
    _, text = drafted(
        tmp_path,
        HEAD.partition("instruments:")[0] + body + "briefs: {norway: {parties: [GB, NO]}}\n",
    )
    assert "Agreement | not stated" in text
    assert "Council | not stated" in text
    assert "2030" not in text


def test_without_an_error_nothing_is_left_out(tmp_path: Path) -> None:
    build, text = drafted(tmp_path, "title: T\nbriefs: {norway: {marking: OFFICIAL}}\n")
    assert text.startswith("[DRAFT · OFFICIAL]\n")
    assert "This is a draft, not for use. Nothing is left out." in text
    assert build.status == 0


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_is_written_in_every_format(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "events.yaml"
    path.write_text(HEAD, encoding="utf-8")
    build = legation.build(path, briefs=["norway"], formats=[format_], as_of=AS_OF, draft=True)
    assert [written.format for written in build.written] == [format_]


@pytest.mark.parametrize("mistake", ["parties: [GB, NO, Atlantis]", "partys: [GB, NO]"])
def test_is_not_built_where_it_might_show_too_much(tmp_path: Path, mistake: str) -> None:
    build, text = drafted(
        tmp_path, HEAD.replace("parties: [GB, NO]\n    bottom", f"{mistake}\n    bottom")
    )
    assert (build.failed, text) == (("norway",), "")


def test_without_being_asked_for_nothing_with_an_error_is_built(tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    path.write_text(HEAD, encoding="utf-8")
    assert legation.build(path, as_of=AS_OF).written == ()


def test_is_held_to_no_number_of_pages(tmp_path: Path) -> None:
    points = "".join(f"      - Point {n}, which takes a line or two.\n" for n in range(60))
    brief = f"title: T\nbriefs:\n  norway:\n    template: meeting-brief\n    pages: 1\n    points:\n{points}"
    path = tmp_path / "events.yaml"
    path.write_text(brief, encoding="utf-8")
    assert legation.build(path, formats=["pdf"], as_of=AS_OF).status == 1
    (written,) = legation.build(path, formats=["pdf"], as_of=AS_OF, draft=True).written
    assert (written.pages or 0) > 1
