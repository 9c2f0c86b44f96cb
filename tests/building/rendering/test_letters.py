"""Letters that no font has are told with the place where they were typed, and each place but once."""

from __future__ import annotations

from pathlib import Path

import legation
from editions import AS_OF
from font_files import without_letters

HINT = "name a font that has them under `fonts:` in templates/theme.yaml"

BULLET = (
    "U+F0B7 is a sign from another program's own font, such as a bullet copied from Word: "
    "type • or take it out"
)


def told(
    folder: Path, chronology: str, files: dict[str, str] | None = None, *, draft: bool = False
) -> list[str]:
    """The warnings of missing letters, less what all of them say."""
    for name, text in {"events.yaml": chronology, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built = legation.build(
        folder / "events.yaml",
        formats=["pdf"],
        output=folder / "output",
        as_of=AS_OF,
        draft=draft,
    )
    found = [each for each in built.report if each.code == "missing-letters"]
    assert {each.hint for each in found} <= {HINT, BULLET}
    lacks = "the PDF of `b` lacks letters that its font does not have: "
    start = f"{folder}/"
    return [
        f"{each.position or ''}: {each.message}".replace(lacks, "").removeprefix(start)
        for each in found
    ]


def chronology(*events: str, brief: str = "bottom-line: So.", more: str = "") -> str:
    """A chronology of these events, whose only brief is `b`."""
    listed = "".join(f"  - {{{event}, sources: s}}\n" for event in events)
    source = "sources:\n  s: {title: A report}\n"
    return f"title: T\n{source}{more}events:\n{listed}briefs:\n  b:\n    {brief}\n"


def test_letters_are_told_where_they_stand_first(tmp_path: Path) -> None:
    events = ("date: 2024, title: A 東京 visit", "date: 2025, title: To 京, summary: In 京 and 北")
    assert told(tmp_path, chronology(*events)) == [
        "events.yaml:5:25: 京 (U+4EAC), 東 (U+6771); they stand in 2 more places",
        "events.yaml:6:40: 北 (U+5317)",
    ]


def test_a_letter_is_told_once_however_often_it_comes(tmp_path: Path) -> None:
    events = [f"date: {1900 + n}, title: In 京" for n in range(100)]
    assert told(tmp_path, chronology(*events)) == [
        "events.yaml:5:25: 京 (U+4EAC); they stand in 99 more places"
    ]


def test_a_text_in_a_script_that_no_font_has_is_told_in_a_few_lines(tmp_path: Path) -> None:
    events = [f"date: {1900 + n}, title: 'In {chr(0x4E00 + n)}'" for n in range(100)]
    found = told(tmp_path, chronology(*events))
    assert len(found) == 8
    assert found[0] == "events.yaml:5:25: 一 (U+4E00)"
    assert found[6] == "events.yaml:11:25: 丆 (U+4E06)"
    assert found[7] == (
        ": the PDF of `b` lacks letters that its font does not have, in 93 more places: "
        "万 (U+4E07), 丈 (U+4E08), 三 (U+4E09), 上 (U+4E0A), 下 (U+4E0B), "
        "丌 (U+4E0C), 不 (U+4E0D), 与 (U+4E0E) and 85 more"
    )


def test_whatever_a_brief_prints_is_looked_through(tmp_path: Path) -> None:
    brief = "{title: 甲, marking: 乙, subtitle: 丙, contact: 丁, bottom-line: 戊, parties: XA}"
    more = "parties:\n  XA: {name: The 己 land}\npeople:\n  p: {name: 庚 Person}\n"
    text = chronology("date: 2024, title: E, parties: XA, people: p", brief="x").replace(
        "b:\n    x", f"b: {brief}"
    )
    text = text.replace("{title: A report}", "{title: A 辛 report}").replace(
        "events:", f"{more}events:"
    )
    assert told(tmp_path, text) == [
        "events.yaml:3:14: 辛 (U+8F9B)",
        "events.yaml:5:14: 己 (U+5DF1)",
        "events.yaml:7:13: 庚 (U+5E9A)",
        "events.yaml:11:14: 甲 (U+7532)",
        "events.yaml:11:26: 乙 (U+4E59)",
        "events.yaml:11:39: 丙 (U+4E19)",
        "events.yaml:11:51: 丁 (U+4E01)",
        "events.yaml:11:67: 戊 (U+620A)",
    ]


def test_what_is_not_printed_is_not_told(tmp_path: Path) -> None:
    text = chronology("date: 2024, title: E").replace("A report", "A report, note: 京")
    assert told(tmp_path, text) == []


def test_a_source_described_in_place(tmp_path: Path) -> None:
    text = chronology("date: 2024, title: E").replace("sources: s}", "sources: The 京 report}")
    assert told(tmp_path, text) == ["events.yaml:5:37: 京 (U+4EAC)"]


def test_a_template(tmp_path: Path) -> None:
    template = "# {{ brief.title }}\n\nThe 京 desk\n{% include 'end' %}\n"
    files = {"templates/own.md.j2": template, "templates/end.md.j2": "{# 東 #}\n\nAnd 北.\n"}
    text = chronology("date: 2024, title: E", brief="template: own")
    assert told(tmp_path, text, files) == [
        "templates/end.md.j2:3:5: 北 (U+5317)",
        "templates/own.md.j2:3:5: 京 (U+4EAC)",
    ]


def test_a_text_in_a_file_of_its_own(tmp_path: Path) -> None:
    files = {"briefs/b.md": "# Points to make\n\n1. First\n2. The 京 point\n"}
    text = chronology("date: 2024, title: E", brief="template: meeting-brief")
    assert told(tmp_path, text, files) == ["briefs/b.md:4:4: 京 (U+4EAC)"]


def test_a_draft_names_letters_in_what_it_leaves_out(tmp_path: Path) -> None:
    text = chronology("date: 2024, title: E", "date: 京, title: Wrong")
    (found,) = told(tmp_path, text, draft=True)
    assert found == "events.yaml:6:12: 京 (U+4EAC)"


def test_the_title_of_the_chronology(tmp_path: Path) -> None:
    text = chronology("date: 2024, title: E").replace("title: T", "title: 京")
    assert told(tmp_path, text) == ["events.yaml: 京 (U+4EAC)"]


def hints(folder: Path, text: str) -> list[str]:
    """What to do about missing letters."""
    path = folder / "events.yaml"
    path.write_text(text, encoding="utf-8")
    built = legation.build(path, formats=["pdf"], output=folder / "output", as_of=AS_OF)
    return [each.hint for each in built.report if each.code == "missing-letters"]


def test_a_bullet_from_another_program_is_to_be_typed_anew(tmp_path: Path) -> None:
    events = ("date: 2024, title: \uf0b7 First", "date: 2025, title: 京 \uf0b7")
    assert hints(tmp_path, chronology(*events)) == [BULLET, HINT]
    assert hints(tmp_path, chronology("date: 2024, title: 京 \uf0b7")) == [f"{BULLET}; {HINT}"]


def test_what_stands_for_the_number_of_a_page_is_no_letter(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name, without in {"house": "{}", "full": ""}.items():
        font = without_letters(without)
        (tmp_path / "templates" / f"{name}.ttf").write_bytes(font)
    faces = "regular: house.ttf, bold: full.ttf, italic: full.ttf, bold-italic: full.ttf"
    theme = f"fonts: {{{faces}}}\n"
    files = {"templates/theme.yaml": theme}
    assert told(tmp_path, chronology("date: 2024, title: E"), files) == []
    (found,) = told(tmp_path, chronology("date: 2024, title: 'A } and {page}'"), files)
    assert found.startswith("events.yaml:5:25: { (U+007B), } (U+007D)")
