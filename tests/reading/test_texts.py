"""The text of a brief in a Markdown file: what is read, that it is what YAML would give, and that
whatever a file holds, reading says what is wrong and where, and nothing worse."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.diagnostics import Position, Report, Severity, render
from legation.model.brief import Brief
from legation.model.chronology import Chronology
from legation.reading.chronology import Reading, read_chronology
from legation.reading.files import MAX_TEXT
from legation.reading.texts import AUTHORED, read_text

HEAD = """\
title: Norway and its partners
people:
  eide: {name: Espen Barth Eide}
events:
  - {id: visit, date: 2025-12-14, title: Visit to Oslo}
briefs:
  norway: {template: meeting-brief}
"""
DOCS = Path(__file__).parents[2] / "docs"


def read(folder: Path, text: str | bytes, head: str = HEAD, name: str = "norway") -> Reading:
    """A chronology with the text of a brief beside it; nothing may be amiss."""
    reading, report = look(folder, text, head, name)
    assert list(map(render, report)) == []
    return reading


def look(
    folder: Path, text: str | bytes, head: str = HEAD, name: str = "norway"
) -> tuple[Reading, Report]:
    (folder / "briefs").mkdir(exist_ok=True)
    data = text.encode() if isinstance(text, str) else text
    (folder / "briefs" / f"{name}.md").write_bytes(data)
    (folder / "events.yaml").write_bytes(head.encode())
    report = Report()
    return read_chronology(folder / "events.yaml", "events.yaml", report), report


def brief(reading: Reading, name: str = "norway") -> Brief:
    assert reading.chronology is not None
    return reading.chronology.briefs[name]


ALL = """\
---
contact: North Sea desk
for: {who: The Minister, date: 2026-02-26}
---

# Bottom line

Talks are **to be held**
every year [visit].

Ask for:
- a day
  in March
- a place

## Objectives
1. Peace
2. Trade

## POINTS TO MAKE:
- One
  goes on
  <!-- a remark -->
  and on
* Two <!-- a remark
over two lines --> ends

  in two

## **If raised**
- They: Why
  not?
  We: Because.
- **They:** When?
- **We:** Soon,
  we hope.

They: Where?

We: Here.

### press_line
None.

## Sensitivities ##
The fisheries
agreement.

The islands.

## Background

## Counterpart
eide
## Drafted-by
A. Officer
## Cleared by
name: A. Head   # for the Minister
on: 24 February 2026
## Distribution
- Private Office
## Pages
2
"""


def test_all_that_a_text_may_hold(tmp_path: Path) -> None:
    own = brief(read(tmp_path, ALL))
    assert own.bottom_line == (
        "Talks are **to be held** every year [visit].\n\nAsk for:\n\n- a day in March\n- a place"
    )
    assert own.objectives == ("Peace", "Trade")
    assert [point.text for point in own.points] == ["One goes on and on", "Two ends in two"]
    assert [(raised.they, raised.we) for raised in own.if_raised] == [
        ("Why not?", "Because."),
        ("When?", "Soon, we hope."),
        ("Where?", "Here."),
    ]
    assert own.press_line == "None."
    assert own.sensitivities == ("The fisheries agreement.", "The islands.")
    assert own.background is None
    assert own.for_ is not None
    assert own.for_.who == "The Minister"
    assert own.cleared_by is not None
    assert (own.cleared_by.name, own.cleared_by.on.isoformat()) == ("A. Head", "2026-02-24")
    assert (own.contact, own.drafted_by, own.counterpart) == (
        "North Sea desk",
        "A. Officer",
        "eide",
    )
    assert (own.distribution, own.pages) == (("Private Office",), 2)
    assert own.template == "meeting-brief"


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        (("contact",), "North Sea desk"),
        (("for",), "{who"),
        (("for", "date"), "2026-02-26"),
        (("bottom-line",), "Talks are"),
        (("objectives", 1), "Trade"),
        (("points", 0), "One"),
        (("points", 1), "Two"),
        (("if-raised", 0, "they"), "Why"),
        (("if-raised", 1, "we"), "Soon,"),
        (("if-raised", 2, "we"), "Here."),
        (("sensitivities", 1), "The islands."),
        (("cleared-by", "on"), "24 February 2026"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_everything_knows_where_it_stands(
    tmp_path: Path, path: tuple[str | int, ...], typed: str, line_end: str
) -> None:
    position = brief(read(tmp_path, ALL.replace("\n", line_end))).position(*path)
    assert position is not None
    assert position.file == str(Path("briefs/norway.md"))
    assert ALL.splitlines()[position.line - 1][position.column - 1 :].startswith(typed)


def test_what_stands_in_the_chronology_stands_there(tmp_path: Path) -> None:
    own = brief(read(tmp_path, ALL))
    assert own.position() == Position("events.yaml", 7, 11)
    assert own.position("template") == Position("events.yaml", 7, 22)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    text = "## Points\n\n- Tromsø\n  and Bodø\n".replace("\n", line_end)
    own = brief(read(tmp_path, text.encode(encoding)))
    assert [point.text for point in own.points] == ["Tromsø and Bodø"]
    assert own.position("points", 0) == Position(str(Path("briefs/norway.md")), 3, 3)


def test_a_list_after_a_text_and_a_text_after_a_list(tmp_path: Path) -> None:
    text = "## Points\nFirst\n- second\n\nthird\nstill\n\n- fourth\n\n\tstill\n"
    own = brief(read(tmp_path, text))
    texts = [point.text for point in own.points]
    assert texts == ["First", "second", "third still", "fourth still"]


def test_the_only_brief_of_a_chronology_has_its_text(tmp_path: Path) -> None:
    head = "title: Norway\nevents:\n  - {id: visit, date: 2025, title: Visit}\n"
    own = brief(read(tmp_path, "## Points\n- One [visit]\n", head, "events"), "events")
    assert (own.title, own.points[0].text) == ("Norway", "One [visit]")
    own = brief(read(tmp_path, "## Title\nTalks\n", head, "events"), "events")
    assert own.title == "Talks"


def test_the_texts_of_a_folder_stand_within_it(tmp_path: Path) -> None:
    look(tmp_path, "## Press line\nNone.\n")
    report = Report()
    own = brief(read_chronology(tmp_path, "mine", report))
    assert len(report) == 0
    assert own.position("press-line") == Position(str(Path("mine/briefs/norway.md")), 2, 1)


def test_a_file_is_found_whatever_its_capitals_and_accents(tmp_path: Path) -> None:
    head = HEAD.replace("norway:", "tromsø-é:")
    own = brief(read(tmp_path, "## Press line\nNone.\n", head, "Tromsø-e\u0301"), "tromsø-é")
    assert own.press_line == "None."


def test_other_files_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    look(tmp_path, "## Press line\nNone.\n")
    for name in (".norway.md", "norway.docx", "norway.md~"):
        (tmp_path / "briefs" / name).write_bytes(b"\xff")
    (tmp_path / "briefs" / "folder.md").mkdir()
    assert not read(tmp_path, "## Press line\nNone.\n").faults


@pytest.mark.parametrize("ending", ["md.txt", "MD.TXT", "markdown", "txt", "TXT"])
def test_a_file_with_nearly_the_right_ending_is_not_passed_over(
    tmp_path: Path, ending: str
) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / f"norway.{ending}").write_text("## Points\n- One\n", encoding="utf-8")
    (tmp_path / "events.yaml").write_text(HEAD, encoding="utf-8")
    report = Report()
    reading = read_chronology(tmp_path / "events.yaml", "events.yaml", report)
    assert list(map(render, report)) == [
        f"{Path('briefs', f'norway.{ending}')}: error[file]: the file of a brief's text ends in .md"
        " alone\n  hint: rename it to norway.md"
    ]
    assert [fault.key for fault in reading.faults] == ["norway"]


@pytest.mark.parametrize(
    "name", ["README.md", "readme.md", "ReadMe.markdown", "notes.txt", "norway.txt"]
)
def test_what_is_kept_beside_the_texts_is_passed_over(tmp_path: Path, name: str) -> None:
    look(tmp_path, "## Press line\nNone.\n")
    (tmp_path / "briefs" / name).write_bytes(b"# How we write\n\xff\n")
    own = brief(read(tmp_path, "## Press line\nNone.\n"))
    assert own.press_line == "None."


def test_a_readme_is_the_text_of_a_brief_of_that_name(tmp_path: Path) -> None:
    head = HEAD.replace("norway:", "readme:")
    assert brief(read(tmp_path, "## Press line\nNone.\n", head, "README"), "readme").press_line


@pytest.mark.parametrize(
    ("name", "hint", "failing"),
    [
        ("norwya.markdown", "rename it to norwya.md", ["norwya", "norway"]),
        ("tokyo.markdown", "rename it to tokyo.md", ["tokyo"]),
    ],
)
def test_of_a_misnamed_text_of_no_brief_one_thing_is_said(
    tmp_path: Path, name: str, hint: str, failing: list[str]
) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / name).write_text("## Points\n- One\n", encoding="utf-8")
    (tmp_path / "events.yaml").write_text(HEAD, encoding="utf-8")
    report = Report()
    reading = read_chronology(tmp_path / "events.yaml", "events.yaml", report)
    assert list(map(render, report)) == [
        f"{Path('briefs', name)}: error[file]: the file of a brief's text ends in .md alone\n"
        f"  hint: {hint}"
    ]
    assert [fault.key for fault in reading.faults] == failing


def test_of_two_files_the_one_with_the_right_ending_is_the_text(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "norway.markdown").write_text("## Points\n- One\n", encoding="utf-8")
    head = HEAD + "  norwegian: {parties: NO}\n"
    reading, report = look(tmp_path, "## Points\n- Two\n", head)
    assert list(map(render, report)) == [
        f"{Path('briefs/norway.markdown')}: error[file]: the file of a brief's text ends in .md alone\n"
        "  hint: move it away: norway.md is there too"
    ]
    assert [fault.key for fault in reading.faults] == ["norway"]
    assert brief(reading).points[0].text == "Two"


@pytest.mark.parametrize(
    ("mark", "sign"), [("-", "dash"), ("*", "star"), ("+", "plus sign"), ("2.", "number")]
)
def test_a_mark_with_nothing_behind_it_is_told(tmp_path: Path, mark: str, sign: str) -> None:
    text = f"## Points\n\n- One\n{mark}\n\n- Two\n-\n  Three\n"
    reading, report = look(tmp_path, text)
    assert list(map(render, report)) == [
        f"{Path('briefs/norway.md')}:4:1: warning[blank-entry]: nothing stands behind this {sign}\n"
        f"  hint: write the entry behind it, or delete the {sign}"
    ]
    assert [point.text for point in brief(reading).points] == ["One", "Two", "Three"]
    assert not reading.faults


def test_a_blank_section_is_as_good_as_none(tmp_path: Path) -> None:
    head = HEAD.replace("{template: meeting-brief}", "{background: Here}")
    sections = "".join(f"## {key}\n\n" for key in AUTHORED)
    own = brief(read(tmp_path, sections, head))
    assert dict(own) == dict(Brief(background="Here"))


def test_a_text_larger_than_is_read(tmp_path: Path) -> None:
    reading, report = look(tmp_path, b"#" * (MAX_TEXT + 1))
    assert list(map(render, report)) == [
        f"{Path('briefs/norway.md')}: error[file-size]: the text of a brief has at most 1 MiB\n"
        "  hint: keep what is to be printed, and move the rest elsewhere"
    ]
    assert [fault.key for fault in reading.faults] == ["norway"]


@pytest.mark.parametrize("piece", ["<!--", "- a\n", "a\n", "## a\n", "\n", "They: a\n", "[a] "])
@pytest.mark.parametrize("above", ["", "## Points\n", "## If raised\n", "## For\n", "---\n"])
def test_large_texts_are_read_in_a_moment(piece: str, above: str) -> None:
    text = above + piece * (100_000 // len(piece))
    assert read_text("norway", "norway.md", text.encode()).file == "norway.md"


def test_the_example_of_the_guide() -> None:
    page = (DOCS / "chronology.md").read_text(encoding="utf-8")
    found = re.search(r"```markdown\n(.*?)```", page, re.DOTALL)
    assert found is not None
    text = read_text("norway", "norway.md", found[1].encode())
    assert text.problems == ()
    assert set(text.node) < set(AUTHORED)
    assert text.node["points"] == [
        "We met in Oslo and agreed to talk every year [oslo].",
        "The memorandum on energy is in force.",
    ]


# --- the same as in YAML --------------------------------------------------------------------------

WORD = st.text(st.sampled_from("abcdeføé,.;()'\"&%"), min_size=1, max_size=8)
LINE = st.builds(lambda first, rest: " ".join([first, *rest]), st.sampled_from(["We", "It", "Ås"]),
                 st.lists(WORD | st.just("[visit]"), max_size=6))  # fmt: skip
PARAGRAPHS = st.one_of(
    st.lists(LINE, min_size=1, max_size=3).map("\n\n".join),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {x}" for x in lines)),
)
SOME = st.lists(LINE, min_size=1, max_size=3, unique=True)
BRIEFS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(["bottom-line", "press-line", "background"], PARAGRAPHS),
        **dict.fromkeys(["objectives", "points", "sensitivities", "distribution"], SOME),
        **dict.fromkeys(["contact", "drafted-by", "title", "subtitle"], LINE),
        "if-raised": st.lists(st.fixed_dictionaries({"they": LINE, "we": LINE}), min_size=1),
        "for": st.just({"who": "The Minister", "date": "2026-02-26"}),
        "cleared-by": st.just({"name": "A. Head", "on": "2026-02-24"}),
        "counterpart": st.just("eide"),
        "pages": st.just("2"),
    },
)


def as_markdown(draw: st.DrawFn, tree: dict[str, Any]) -> str:
    """The text of a brief as an officer may type it: some of it in the head, lines broken anywhere."""
    keys = list(tree)
    in_head = draw(st.integers(0, len(keys)))
    head = {key: tree[key] for key in keys[:in_head]}
    pieces = [f"---\n{typed(head)}---\n"] if head else []
    for key in keys[in_head:]:
        marks = "#" * draw(st.integers(1, 6))
        name = draw(st.sampled_from([key, key.upper(), key.replace("-", " ").title()]))
        pieces.append(f"{marks} {name}\n{section(draw, key, tree[key])}\n")
    gap = draw(st.sampled_from(["\n", "\n\n", "\n<!-- a remark -->\n\n"]))
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    return gap.join(pieces).replace("\n", line_end)


def section(draw: st.DrawFn, key: str, value: Any) -> str:
    if isinstance(value, dict):
        return typed(value)
    if isinstance(value, str):
        return broken(draw, value, "")
    if key == "if-raised":
        return "\n".join(
            f"- They: {broken(draw, x['they'], '  ')}\n  We: {broken(draw, x['we'], '    ')}"
            for x in value
        )
    if draw(st.booleans()):
        return "\n\n".join(broken(draw, x, "") for x in value)
    mark = draw(st.sampled_from(["-", "*", "1."]))
    gap = draw(st.sampled_from(["\n", "\n\n"]))
    return gap.join(f"{mark} {broken(draw, x, '   ')}" for x in value)


def broken(draw: st.DrawFn, text: str, indent: str) -> str:
    """The text with a line break in the place of one of the spaces between two words."""
    spaces = [match.start() for match in re.finditer(r"(?<=[^\s-]) (?=\S)", text)]
    if not spaces or draw(st.booleans()):
        return text
    at = draw(st.sampled_from(spaces))
    return f"{text[:at]}\n{indent}{text[at + 1 :]}"


def typed(tree: Any) -> str:
    return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_style='"'))


def read_both(folder: Path, tree: dict[str, Any], text: str) -> tuple[Brief, Brief]:
    plain = HEAD.rpartition("  norway:")[0]
    briefs = {"here": tree, "there": {"template": "country-brief"}}
    head = plain.replace("briefs:\n", "") + typed({"briefs": briefs})
    reading = read(folder, text or "<!-- -->\n## Contact\n", head, "there")
    return brief(reading, "here"), brief(reading, "there")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data(), BRIEFS)
def test_a_text_is_what_the_same_would_be_in_the_chronology(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, tree: dict[str, Any]
) -> None:
    text = data.draw(st.composite(lambda draw: as_markdown(draw, tree))())
    here, there = read_both(tmp_path_factory.mktemp("same"), tree, text)
    assert dict(here) == dict(there)


# --- whatever a file holds --------------------------------------------------------------------------

SIGNS = st.text(
    st.sampled_from("ab1-*: \n\t\r#'\"[]{},&!|>%@`\\.<=é\u00a0\u2028\ufeff\x00\ud800"), max_size=60
)
FRAGMENTS = [
    *["---\n", "...\n", "## Points\n", "## If raised\n", "## For\n", "# ", "#", "- ", "* ", "1. "],
    *["They: ", "We:", "<!--", "-->", "[visit]", "[vist]", "\\[sic]", "\n", "\n\n", "\r", "\t"],
    *[
        "who: ",
        "date: 2026-13\n",
        "name",
        ": ",
        "marking: X\n",
        "\x00",
        "\u2028",
        "{",
        "[",
        '"',
        "#x",
    ],
]


@st.composite
def edited(draw: st.DrawFn) -> str:
    """The text above after a few edits: pieces cut, doubled, put in."""
    text = ALL
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from([text[at:end], *FRAGMENTS]))
        text = text[:at] + piece + text[end if draw(st.booleans()) else at :]
    return text


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.one_of(
        st.binary(max_size=80),
        SIGNS.map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(lambda all_: "".join(all_).encode()),
        edited().map(str.encode),
        edited().map(lambda text: text.encode("utf-16")),
    )
)
def test_whatever_a_file_holds(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    reading, report = look(tmp_path_factory.mktemp("any"), data)
    assert isinstance(reading.chronology, Chronology)
    errors = [told for told in report if told.severity is Severity.ERROR]
    assert bool(reading.faults) == bool(errors)
    for told in report:
        assert told.position is not None
        assert told.position.file == str(Path("briefs/norway.md"))
        assert_within(told.position, data)
        assert "Input should" not in render(told)
        assert len(render(told)) < 2000
    for own in reading.chronology.briefs.values():
        for prose in own.prose():
            assert set(prose.cites) <= {"visit"}
            assert own.position(*prose.path) is not None


def assert_within(position: Position, data: bytes) -> None:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    lines = re.split(r"\r\n?|\n", data.decode(encoding, "replace"))
    if position.line:
        assert 1 <= position.line <= len(lines)
        assert 1 <= position.column <= len(lines[position.line - 1]) + 1
