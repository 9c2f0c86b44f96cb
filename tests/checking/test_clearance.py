"""Warnings of text that changed, or whose facts did, after it was cleared."""

from __future__ import annotations

from legation.checking import clearance
from legation.diagnostics import Report, render
from legation.model.clearing import record
from readings import read

TEXT = """\
title: Norway
events:
  - {id: visit, date: 2025, title: Visit, sources: A report}
  - {id: call, date: 2025, title: Call, sources: A report}
  - {id: talks, date: 2025, title: Talks, sources: A report}
briefs:
  norway:
    bottom-line: All is well.
    points:
      - They met [visit].
      - {text: They met again., cites: [visit, call, talks]}
    if-raised:
      - they: Why so late?
        we: It was not [visit].
    cleared-by: {name: Jane Doe, on: 2026-02-24}
"""


def warnings(text: str) -> list[str]:
    chronology, said, _ = read(text, head="")
    assert not said
    report = Report()
    clearance.check(chronology, report)
    return [render(diagnostic) for diagnostic in report]


def cleared(text: str = TEXT) -> str:
    chronology, said, _ = read(text, head="")
    assert not said
    return f"{text}    cleared-facts: {record(chronology, chronology.briefs['norway'])}\n"


def test_what_was_cleared_and_is_unchanged_is_fine() -> None:
    assert warnings(cleared()) == []


def test_a_fact_that_changed_is_told_at_each_text_that_cites_it() -> None:
    hint = "\n  hint: look at it again, then: legation clear norway"
    words = "`visit` has changed since this was cleared on 24 February 2026"
    assert warnings(cleared().replace("title: Visit", "title: No visit")) == [
        f"e.yaml:{place}: warning[not-re-cleared]: {words}{hint}"
        for place in ("10:9", "11:9", "14:13")
    ]


def test_several_facts_are_told_at_once() -> None:
    later = cleared().replace("title: Visit", "title: V").replace("date: 2025", "date: 2024")
    assert warnings(later)[1].startswith(
        "e.yaml:11:9: warning[not-re-cleared]: `visit`, `call` and `talks` have changed since "
    )


def test_a_text_that_changed_is_told_once_whatever_else_did() -> None:
    later = cleared().replace("It was not", "It was never").replace("title: Visit", "title: V")
    assert warnings(later)[2] == (
        "e.yaml:14:13: warning[not-re-cleared]: this was written or changed after it was cleared on "
        "24 February 2026\n  hint: look at it again, then: legation clear norway"
    )


def test_a_clearance_without_a_record_is_told() -> None:
    assert warnings(TEXT) == [
        "e.yaml:15:17: warning[clearance-record]: the clearance has no record, so that changes since "
        "cannot be told\n  hint: record it: legation clear norway"
    ]


def test_a_record_that_cannot_be_read_is_told() -> None:
    assert warnings(f"{TEXT}    cleared-facts: as before\n") == [
        "e.yaml:16:20: warning[clearance-record]: this record cannot be read, so that changes since "
        "the clearance cannot be told\n  hint: record it: legation clear norway"
    ]


def test_a_brief_that_was_not_cleared_or_has_no_text_is_fine() -> None:
    head, _, clearing = TEXT.rpartition("    cleared-by")
    assert warnings(head) == []
    assert warnings(f"briefs:\n  norway:\n    marking: M\n    cleared-by{clearing}title: N\n") == []


def test_what_heads_the_brief_is_told_where_it_stands() -> None:
    text = TEXT.replace("briefs:\n", "people:\n  eide: {name: Espen Eide}\nbriefs:\n").replace(
        "    bottom", "    subtitle: New\n    for: {place: Oslo}\n    counterpart: eide\n    bottom"
    )
    later = cleared(text).replace("New", "Old").replace("Oslo", "Bergen").replace("Espen", "E.")
    end = "24 February 2026\n  hint: look at it again, then: legation clear norway"
    assert warnings(later) == [
        "e.yaml:10:5: warning[not-re-cleared]: the title or subtitle has changed since it was cleared "
        f"on {end}",
        "e.yaml:11:10: warning[not-re-cleared]: what the brief is for has changed since it was cleared "
        f"on {end}",
        "e.yaml:12:18: warning[not-re-cleared]: who will be met, or what is said of them, has changed "
        f"since it was cleared on {end}",
    ]


def test_a_text_that_is_gone_is_told_at_the_record() -> None:
    later = cleared().replace("    bottom-line: All is well.\n", "")
    assert warnings(later) == [
        "e.yaml:15:20: warning[not-re-cleared]: a text is gone that was cleared on 24 February 2026\n"
        "  hint: look at it again, then: legation clear norway"
    ]


def test_where_no_text_is_left_there_is_nothing_to_clear() -> None:
    head, _, rest = cleared().partition("    bottom-line")
    (told,) = warnings(f"{head}    cleared-by{rest.partition('    cleared-by')[2]}")
    assert told.endswith(
        "a text is gone that was cleared on 24 February 2026\n"
        "  hint: delete `cleared-by` and `cleared-facts`: the brief has no text of its own"
    )
