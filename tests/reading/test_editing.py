"""Edits in place: the keys are set, and every other byte of the file is as it was."""

from __future__ import annotations

import codecs
import re
from typing import Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from legation.diagnostics import Report, Severity
from legation.reading.editing import Unfit, Values, set_in_brief
from legation.reading.texts import read_text
from legation.reading.yaml import load

RECORD = "0d3f5b12 91bc27aa uz-trade=1a2b3c4d"
CLEARED: Values = {"name": "Jane Doe", "on": "2026-02-24"}
VALUES: Values = {"cleared-by": CLEARED, "cleared-facts": RECORD}
BLOCK = "    cleared-by: {name: Jane Doe, on: 2026-02-24}\n    cleared-facts: " + RECORD + "\n"


def edit(text: str, values: Values = VALUES, file: str = "e.yaml") -> str:
    return set_in_brief(text.encode(), file, "b", values).data.decode()


class TestChronology:
    def test_new_keys_go_below_the_last_and_above_what_follows(self) -> None:
        before = "title: T\nbriefs:\n  b:\n    points:\n      - One\n      - Two # really\n"
        after = "\n    # of the desk\n\n  c:\n    title: C\nevents: []\n"
        assert edit(before + after) == before + BLOCK + after

    def test_the_last_line_need_not_end(self) -> None:
        assert (
            edit("briefs:\n  b:\n    points: One")
            == f"briefs:\n  b:\n    points: One\n{BLOCK[:-1]}"
        )

    @pytest.mark.parametrize("last", ["|\n      One\n\n      Two\n", ">-\n      One  \n", "\n"])
    def test_block_scalars_and_blank_values_end_where_their_text_does(self, last: str) -> None:
        before = f"briefs:\n  b:\n    points: One\n    background: {last}"
        after = "\n\n  c: {title: C}\n"
        assert edit(before + after) == before + BLOCK + after

    def test_in_braces_the_keys_go_within_them(self) -> None:
        added = f", cleared-by: {{name: Jane Doe, on: 2026-02-24}}, cleared-facts: {RECORD}"
        before, after = "briefs: {b: {points: [One]", "}, c: {title: C}} # braces\r\n"
        assert edit(before + after) == before + added + after
        before, after = "briefs:\n  b: {points: [\n    One,  # first\n  ]", ",\n  }\n"
        assert edit(before + after) == before + added + after

    def test_values_are_replaced_where_they_stand(self) -> None:
        before = (
            "briefs:\n  b:\n    cleared-by: {on: '2020-01-01', name: \"X\"} # who\n"
            "    points: One\n    cleared-facts: >-\n      abc\n      def\n\n    # more\n    title: B\n"
        )
        assert edit(before) == (
            "briefs:\n  b:\n    cleared-by: {on: '2026-02-24', name: \"Jane Doe\"} # who\n"
            f"    points: One\n    cleared-facts: {RECORD}\n\n    # more\n    title: B\n"
        )

    def test_a_clearance_on_lines_of_its_own_stays_so(self) -> None:
        before = (
            "briefs:\n  b:\n    cleared-by:\n      name:   X  # who\n      on: 2020\n    title: B\n"
        )
        assert edit(before) == (
            "briefs:\n  b:\n    cleared-by:\n      name:   Jane Doe  # who\n      on: 2026-02-24\n"
            f"    cleared-facts: {RECORD}\n    title: B\n"
        )

    def test_blank_keys_are_filled(self) -> None:
        before = (
            "briefs:\n  b:\n    cleared-by:   # whom to ask?\n    cleared-facts:\n    title: B\n"
        )
        assert edit(before) == (
            "briefs:\n  b:\n    cleared-by: {name: Jane Doe, on: 2026-02-24}   # whom to ask?\n"
            f"    cleared-facts: {RECORD}\n    title: B\n"
        )

    def test_only_what_is_given_is_set(self) -> None:
        before = (
            "briefs:\n  b:\n    cleared-by: {name: X, on: 1 May 2020}\n    cleared-facts: abc\n"
        )
        assert edit(before, {"cleared-facts": "def"}) == before.replace("abc", "def")
        assert edit(before, {"cleared-by": {"name": "Joe"}}) == before.replace("X", "Joe")
        assert edit(before, {}) == before

    def test_other_briefs_of_like_names_are_left_alone(self) -> None:
        before = "b: 1\nbriefs:\n  bb: &x\n    b: {}\n".replace(" &x", "") + "  b:\n    title: B\n"
        assert edit(before + "  c:\n    b: x\n") == before + BLOCK + "  c:\n    b: x\n"

    def test_signs_that_the_parser_is_not_shown_are_kept(self) -> None:
        before = "briefs:\n  b:\n    points: One\u2028line, \u202eturned\n"
        assert edit(before) == before + BLOCK

    def test_an_edit_that_would_say_something_else_is_refused(self) -> None:
        with pytest.raises(Unfit):
            edit("briefs:\n  b:\n    title: B\n", {"cleared-facts": "two\nlines: here"})
        with pytest.raises(Unfit):
            edit("briefs:\n  c:\n    title: C\n")
        with pytest.raises(Unfit):
            edit("title: 'left open\n")

    def test_the_node_says_where_the_keys_stand(self) -> None:
        edited = set_in_brief(b"briefs:\n  b:\n    points: One\n", "e.yaml", "b", VALUES)
        assert str(edited.node.key_position("cleared-by")) == "e.yaml:4:5"


class TestTextFiles:
    def test_a_head_is_made_where_there_is_none(self) -> None:
        before = "## Points\n\n- One\n"
        lines = re.sub("(?m)^    ", "", BLOCK)
        assert edit(before, file="b.md") == f"---\n{lines}---\n{before}"

    @pytest.mark.parametrize("head", ["", "# remark\n\n", "contact: The desk # phone\n"])
    def test_the_head_is_added_to(self, head: str) -> None:
        after = "---\r\n## Points\n\n- One\n".replace("\r", "")
        lines = re.sub("(?m)^    ", "", BLOCK)
        assert edit(f"---\n{head}{after}", file="b.md") == f"---\n{head}{lines}{after}"

    def test_sections_keep_what_they_are(self) -> None:
        before = (
            "---\ncontact: The desk\n---\n# Cleared by\nname: 'X'\non: 2020-01-01 # then\n\n"
            "## Points\n- One\n\n### Cleared facts ###\n\nabc\ndef\n\n## Press line\nNone.\n"
        )
        assert edit(before, file="b.md") == (
            "---\ncontact: The desk\n---\n# Cleared by\nname: 'Jane Doe'\non: 2026-02-24 # then\n\n"
            f"## Points\n- One\n\n### Cleared facts ###\n\n{RECORD}\n\n## Press line\nNone.\n"
        )

    def test_blank_sections_are_filled(self) -> None:
        before, after = "## Points\n- One\n\n## Cleared by", "\n\n## Press line\nNone.\n"
        filled = "\n\nname: Jane Doe\non: 2026-02-24"
        assert edit(before + after, {"cleared-by": CLEARED}, "b.md") == before + filled + after

    def test_a_section_that_holds_something_else_is_refused(self) -> None:
        with pytest.raises(Unfit):
            edit("## Points\n- One\n\n## Cleared by\n\nJane Doe\n", file="b.md")


# --- whatever the file looks like ----------------------------------------------------------------

ODD_NAMES = (
    'Jane Doe|O\'Neil: x|She "J" Doe|a #b|null|No|-|[x]|{x}|a, b|Əliyev \\ İlham|1992|C:\\d|a: b'
    "|'|\"|'\"'|é|&a|!b|%|@x|?|x:|: x|>|a\u0301"
).split("|")
NAMES = st.one_of(
    st.sampled_from(ODD_NAMES),
    st.text(
        st.characters(exclude_categories=["C", "Z"], include_characters=" "),
        min_size=1,
        max_size=20,
    ).map(lambda text: " ".join(text.split())),
).filter(bool)


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("old", ["X", "'X'", '"X"', "|\n        X"])
def test_any_name_can_be_written_for_any_other(name: str, old: str) -> None:
    before = f"briefs:\n  b:\n    cleared-by:\n      name: {old}\n      on: 2020\n"
    edited = edit(before, {"cleared-by": {"name": name}})
    mapping = load(edited.encode(), "e.yaml", Report())
    assert simple(mapping) == {"briefs": {"b": {"cleared-by": {"name": name, "on": "2020"}}}}
    if old[0] in "'\"":
        assert re.search(f"name: {old[0]}.*{old[0]}\n", edited)


# What may stand after a key, here with an indent of one step.
TEXTS = (
    "One",
    "'One: a # b'",
    '"a\\tb \\u00e9"',
    "One\n  more",
    "|\n  One\n\n   Two\n",
    ">+\n  One\n\n\n",
    "[One,\n  Two]",
    "{text: One, cites: [x]} # x",
    "\n- One\n- text: Two\n  cites:\n  - x\n",
    "\n- |\n  One\n- >-\n  Two",
    "",
    " # blank",
    "One 🎉 two",
    "\n# remark\n- 'It''s'",
)
OLD = (
    "",
    "cleared-by:",
    "cleared-by: # to do",
    "cleared-by: {name: X, on: 2020-01-01}",
    "cleared-by: { on: '2020-01-01' , name: \"X: y\", } # x",
    "cleared-by:\n  name: X # x\n  on: 2020",
    "cleared-by:\n    on:   2020-01-01\n\n    # x\n    name: >-\n      X\n      Y\n",
)
FACTS = (
    "",
    "cleared-facts:",
    "cleared-facts: abc # x",
    "cleared-facts: 'abc'",
    "cleared-facts: >\n  a\n  b",
)


@st.composite
def chronologies(draw: st.DrawFn) -> str:
    """A chronology with a brief `b`, in many manners."""
    step = draw(st.sampled_from([1, 2, 4]))
    points, background, old, facts = map(draw, map(st.sampled_from, (TEXTS, TEXTS, OLD, FACTS)))
    keys = [f"points: {points}", f"background: {background}", old, facts]
    keys = draw(st.permutations([key for key in keys if key]))
    gap = draw(st.sampled_from(["", "\n", "\n# remark\n", "  # odd\n\n"]))
    brief = gap.join(f"{key}\n" for key in keys)
    body = draw(st.permutations([f"b:\n{indented(brief, step)}", "c: {title: C, b: {}}\n"]))
    parts = ["title: T\n", f"briefs:\n{indented(''.join(body), step)}", "events:\n- {date: 2024}\n"]
    text = gap.join(draw(st.permutations(parts)))
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def indented(text: str, step: int) -> str:
    return re.sub("(?m)^(?=.)", " " * step, text)


@st.composite
def braces(draw: st.DrawFn) -> str:
    """A chronology in braces."""
    points = draw(st.sampled_from(["One", "[One, Two]", "{text: One}", '""', ""]))
    old, facts = draw(st.sampled_from(OLD)), draw(st.sampled_from(FACTS))
    keys = [f"points: {points}", *(key for key in (old, facts) if not re.search("[>#\n]|^$", key))]
    brief = draw(st.sampled_from([", ", ",", " ,\n "])).join(draw(st.permutations(keys)))
    end = draw(st.sampled_from(["", " ", ",", "\n", " # x\n"]))
    return f"title: T\nbriefs: {{c: {{}}, b: {{{brief}{end}}} }}\nevents: []\n"


def simple(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: simple(inner) for key, inner in value.items()}
    return [simple(inner) for inner in value] if isinstance(value, list) else value


def kept(before: str, after: str) -> bool:
    """Whether the lines of one text are those of the other, in order, but for the clearance's."""
    rest = iter(after.splitlines(keepends=True))
    return all(
        any(line.rstrip("\r\n") == other.rstrip("\r\n") for other in rest)
        for line in before.splitlines(keepends=True)
    )


CODINGS = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@given(st.one_of(chronologies(), braces()), NAMES, st.sampled_from(CODINGS))
def test_the_keys_are_set_and_nothing_else_is(
    text: str, name: str, coding: tuple[bytes, str]
) -> None:
    mark, encoding = coding
    data = mark + text.encode(encoding)
    report = Report()
    before = load(data, "e.yaml", report)
    assume(before is not None and not report.failed)
    values: Values = {"cleared-by": {"name": name, "on": "2026-02-24"}, "cleared-facts": RECORD}
    edited = set_in_brief(data, "e.yaml", "b", values).data
    after = load(edited, "e.yaml", Report())
    assert before is not None
    assert after is not None
    expected = simple(before)
    expected["briefs"]["b"] |= values
    assert simple(after) == expected
    assert edited.startswith(mark)
    written = edited[len(mark) :].decode(encoding)
    event("replaced" if "cleared" in text else "added")
    if "cleared" not in text:
        assert kept(text, written) or "b: {points" in text
        assert ("\r\n" in written) == ("\r\n" in text)
        assert written.endswith("\n") == text.endswith("\n")
    assert set_in_brief(edited, "e.yaml", "b", values).data == edited


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A brief's text file, in many manners."""
    head = draw(st.sampled_from(["", "---\n---\n", "\n---\n# x\n---\n", "---\ncontact: x\n...\n"]))
    clearance = draw(
        st.sampled_from(["", "## Cleared by\n", "# Cleared by\n\nname: X\non: 2020\n"])
    )
    facts = draw(st.sampled_from(["", "## Cleared facts\n\nabc\n", "### Cleared facts"]))
    parts = ["## Points to make\n\n- One\n- Two <!-- no -->\n\n", "## Background\n\nA\nb.\n"]
    body = draw(st.permutations([*parts, *(part for part in (clearance, facts) if part)]))
    text = head + "\n".join(body)
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(texts(), NAMES)
def test_the_keys_are_set_in_a_text_file_and_nothing_else_is(text: str, name: str) -> None:
    values: Values = {"cleared-by": {"name": name, "on": "2026-02-24"}, "cleared-facts": RECORD}
    before = read_text("b", "b.md", text.encode())
    assert not [p for p in before.problems if p.severity is Severity.ERROR]
    edited = set_in_brief(text.encode(), "b.md", "b", values).data
    after = read_text("b", "b.md", edited)
    assert simple(after.node) == simple(before.node) | values
    assert ("\r\n" in edited.decode()) == ("\r\n" in text)
    assert kept(text.replace("abc", RECORD), edited.decode()) or "name: X" in text
    assert set_in_brief(edited, "b.md", "b", values).data == edited
