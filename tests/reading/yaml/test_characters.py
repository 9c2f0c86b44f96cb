"""Characters that no text should hold: refused by name, at their place; direction marks warned of."""

from __future__ import annotations

import pytest

from yamltext import read, told

COPIED = "delete it; such characters come with text copied from a PDF or a web page"


@pytest.mark.parametrize(
    ("sign", "hint"),
    [
        ("\x01", COPIED),
        ("\x0b", COPIED),
        ("\x0c", COPIED),
        ("\x1b", COPIED),
        ("\x7f", COPIED),
        ("\x81", COPIED),
        ("\x85", 'in old Windows files it stood for "…": type that in its place'),
        ("\x96", 'in old Windows files it stood for "–": type that in its place'),
        ("\ufdd0", COPIED),
        ("\ufffe", COPIED),
        ("\U0001ffff", COPIED),
        ("\U0010ffff", COPIED),
    ],
)
def test_a_control_character_is_refused_at_its_place(sign: str, hint: str) -> None:
    mapping, diagnostics = read(f"title: Visit\nplace: 😀 Ba{sign}ku\n")
    assert diagnostics == [
        "2:12: error[control-character]: "
        f"an invisible control character (U+{ord(sign):04X}) stands in the text\n  hint: {hint}"
    ]
    assert mapping == {"title": "Visit", "place": "😀 Ba\ufffdku"}


@pytest.mark.parametrize(
    ("escape", "name"),
    [
        ("\\x07", "U+0007"),
        ("\\0", "U+0000"),
        ("\\N", "U+0085"),
        ("\\uFFFE", "U+FFFE"),
        ("\\U0001FFFE", "U+1FFFE"),
    ],
)
def test_so_is_one_made_by_an_escape_at_the_scalar(escape: str, name: str) -> None:
    text = f'a:\n  - "é"\n  - "Ba{escape}ku"\n"k{escape}": c\n'
    mapping, diagnostics = read(text)
    message = (
        f"error[control-character]: an invisible control character ({name}) stands in the text"
    )
    assert [line.partition("\n")[0] for line in diagnostics] == [
        f"3:5: {message}",
        f"4:1: {message}",
    ]
    assert mapping == {"a": ["é", "Ba\ufffdku"], "k\ufffd": "c"}


def test_an_escaped_surrogate_is_refused_at_its_place() -> None:
    mapping, diagnostics = read('a: "x \\ud83d\\n"\nb: c: d\n')
    assert diagnostics == [
        "1:7: error[control-character]: an invisible half of a character (U+D83D) stands in the text\n"
        "  hint: delete \\ud83d",
        "2:5: error[yaml-colon]: a text with a colon and a space in it needs quotes\n"
        '  hint: put the text in quotes: b: "c: d"',
    ]
    assert mapping == {"a": "x \n", "b": "c: d"}


def test_escapes_of_good_characters_are_text() -> None:
    assert read('a: "\\t\\n\\xe9\\u20ac\\U0001F600\\_"\n') == ({"a": "\t\né€😀\xa0"}, [])


def test_a_direction_mark_is_warned_of_and_kept() -> None:
    mapping, diagnostics = read('a: x\u202etxt.exe\nb: "\u2067y"\nc: "\\u2066z"\n')
    hint = "\n  hint: delete it: the direction of a text is found without it"
    assert diagnostics == [
        "1:5: warning[bidi-control]: an invisible right-to-left override (U+202E) "
        "turns the order of the letters that follow" + hint,
        "2:5: warning[bidi-control]: an invisible right-to-left isolate (U+2067) "
        "turns the order of the letters that follow" + hint,
        "3:4: warning[bidi-control]: an invisible left-to-right isolate (U+2066) "
        "turns the order of the letters that follow" + hint,
    ]
    assert mapping == {"a": "x\u202etxt.exe", "b": "\u2067y", "c": "\u2066z"}


def test_a_direction_mark_among_escapes_is_warned_of_once() -> None:
    assert [line[:4] for line in told('a: "\u2067\\ty\\u2066"\n')] == ["1:4:", "1:5:"]


def test_marks_within_scripts_are_no_direction_marks() -> None:
    text = "a: \u200fاردو\u200c\u200d\u200e\n"
    assert read(text) == ({"a": "\u200fاردو\u200c\u200d\u200e"}, [])


@pytest.mark.parametrize(
    ("sign", "name"),
    [("\u2028", "line separator (U+2028)"), ("\u2029", "paragraph separator (U+2029)")],
)
def test_a_separator_is_read_as_a_space_and_begins_no_line(sign: str, name: str) -> None:
    mapping, diagnostics = read(f"a: x{sign}y\nb: c: d\n")
    assert diagnostics[0] == (
        f"1:5: warning[control-character]: an invisible {name} stands in the text; "
        "it is read as a space\n  hint: delete it, and type a space"
    )
    assert diagnostics[1].startswith("2:5: error[yaml-colon]")
    assert mapping == {"a": "x y", "b": "c: d"}


def test_a_byte_order_mark_within_the_text() -> None:
    text = "title: x\n\ufeffplace: y\nnote: a\ufeffb\n"
    hint = "\n  hint: delete it: it belongs at the start of a file only"
    mapping, diagnostics = read(text)
    assert diagnostics == [
        "2:1: error[yaml-space]: an invisible byte order mark (U+FEFF) stands in the indent" + hint,
        "3:8: error[control-character]: an invisible byte order mark (U+FEFF) stands in the text"
        + hint,
    ]
    assert mapping == {"title": "x", "place": "y", "note": "a\u2060b"}


def test_of_very_many_a_hundred_are_told_and_the_rest_counted() -> None:
    lines = told("a: " + "\x01" * 1234 + "\u202e" * 101 + "\n")
    assert len(lines) == 202
    assert lines[:2] == [
        "note[too-many]: 1 more of warning[bidi-control] are not shown",
        "note[too-many]: 1,134 more of error[control-character] are not shown",
    ] or lines[:2] == [
        "note[too-many]: 1,134 more of error[control-character] are not shown",
        "note[too-many]: 1 more of warning[bidi-control] are not shown",
    ]
