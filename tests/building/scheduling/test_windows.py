"""Tasks for Windows, judged by their schema, and read back by the rules by which Windows reads them."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from building.scheduling.tasks import NOW, a_task
from legation.building.scheduling.task import Task, due_of
from legation.building.scheduling.timing import Weekly
from legation.building.scheduling.windows import NAMESPACE, Windows, xml
from legation.diagnostics import LegationError

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "task.xsd"))
STAND_IN = """\
#!/bin/sh
case "$1" in
    /create) cp "$5" "$TASKS/$3" ;;
    /query) [ -f "$TASKS/$3" ] || exit 1; iconv -f utf-16 -t utf-8 "$TASKS/$3" ;;
    /delete) rm "$TASKS/$3" ;;
esac
"""


def on_windows(folder: str, weekly: str = "mon 06:00 Asia/Baku") -> Task:
    program = r"C:\Program Files\Python & Co\python.exe"
    words = ("-P", "-m", "legation", "run", rf"{folder}\events.yaml", "--due", weekly)
    return Task("legation-briefs-0123abcd", folder, (program, *words), Weekly.read(weekly))


def read(task: Task) -> etree._Element:
    root = etree.fromstring(xml(task, NOW).encode())
    SCHEMA.assertValid(root)
    return root


def text(root: etree._Element, tag: str) -> str:
    found = root.findtext(f".//{{{NAMESPACE}}}{tag}")
    assert found is not None
    return found


@pytest.mark.parametrize(
    "folder",
    [
        r"C:\briefs",
        r"C:\Users\A. Head\My briefs & <drafts>",
        r"\\server\Бакы 巴库\it's 100% so",
        r"C:\$HOME ^!;,= [x]",
        "C:\\two  blanks",
    ],
)
def test_windows_reads_every_path_back(folder: str) -> None:
    task = on_windows(folder)
    root = read(task)
    assert text(root, "WorkingDirectory") == folder
    assert text(root, "Command") == task.command[0]
    assert split(text(root, "Arguments")) == list(task.command[1:])
    assert due_of(text(root, "Description")) == task.weekly


@given(st.lists(st.text(st.sampled_from('ab \\"&<>\t'), min_size=1), max_size=4))
def test_arguments_of_every_kind_are_read_back(words: list[str]) -> None:
    words = [word for word in words if "\t" not in word or " " not in word]
    task = replace(on_windows(r"C:\x"), command=("python.exe", *words))
    assert split(text(read(task), "Arguments") if words else "") == words


def split(line: str) -> list[str]:
    """The words of a command line by the rules of Microsoft's C run-time."""
    words: list[str] = []
    word, quoted, begun, position = "", False, False, 0
    while position < len(line):
        sign = line[position]
        slashes = len(line[position:]) - len(line[position:].lstrip("\\"))
        position += slashes or 1
        if slashes and line[position : position + 1] == '"':
            word, begun = word + "\\" * (slashes // 2), True
            if slashes % 2:
                word, position = word + '"', position + 1
        elif slashes:
            word, begun = word + "\\" * slashes, True
        elif sign == '"':
            quoted, begun = not quoted, True
        elif sign in " \t" and not quoted:
            words += [word] * begun
            word, begun = "", False
        else:
            word, begun = word + sign, True
    return words + [word] * begun


@pytest.mark.parametrize("folder", [r"C:\%TEMP% x", r"C:\a $(Arg0)"])
def test_what_windows_would_replace_is_refused(folder: str) -> None:
    with pytest.raises(LegationError, match="the path has two `%` or a `\\$\\(` in it"):
        xml(on_windows(folder), NOW)


def test_a_zone_without_daylight_saving_is_told_as_it_is() -> None:
    root = read(on_windows(r"C:\briefs"))
    start = datetime.fromisoformat(text(root, "StartBoundary"))
    assert start == datetime.fromisoformat("2026-03-02T06:00:00+04:00")
    assert text(root, "DaysInterval") == "7"
    assert Windows().notes(on_windows(r"C:\briefs"), NOW) == []


def test_of_a_zone_with_daylight_saving_the_computer_must_keep_the_time() -> None:
    task = on_windows(r"C:\briefs", "fri 17:45 Europe/London")
    root = read(task)
    assert text(root, "StartBoundary") == "2026-02-27T17:45:00"
    days = root.find(f".//{{{NAMESPACE}}}DaysOfWeek")
    assert days is not None
    assert [etree.QName(day).localname for day in days] == ["Friday"]
    assert [note.hint for note in Windows().notes(task, NOW)] == [
        "see that the computer’s time zone is that of Europe/London"
    ]


def test_the_schema_refuses_what_is_wrong() -> None:
    for right, wrong in {
        "IgnoreNew": "Ignore",
        "PT2H": "2 hours",
        "InteractiveToken": "Interactive",
        "ScheduleByDay": "ScheduleByDays",
        'Context="Author"': 'Context="Other"',
    }.items():
        told = xml(on_windows(r"C:\briefs"), NOW)
        assert right in told
        assert not SCHEMA.validate(etree.fromstring(told.replace(right, wrong).encode()))


def test_what_is_printed_is_xml_in_any_encoding() -> None:
    printed = Windows().printed(on_windows(r"C:\Бакы"), NOW)
    assert printed.startswith(
        "<!-- schtasks /create /tn legation-briefs-0123abcd /xml FILE /f -->\n"
    )
    for encoding in ("utf-8", "utf-16"):
        SCHEMA.assertValid(etree.fromstring(printed.encode(encoding)))


def test_a_task_is_given_to_windows_and_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "schtasks"
    program.parent.mkdir()
    program.write_text(STAND_IN, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("TASKS", str(tmp_path))
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    task = a_task(tmp_path / "Бакы" / "events.yaml")
    assert Windows().standing(task.name) is None
    Windows().install(task, NOW)
    given = (tmp_path / task.name).read_bytes()
    assert given.startswith(b"\xff\xfe<\x00")
    SCHEMA.assertValid(etree.fromstring(given))
    standing = Windows().standing(task.name)
    assert standing is not None
    assert standing.weekly == task.weekly
    assert Windows().remove(task.name)
    assert not Windows().remove(task.name)
