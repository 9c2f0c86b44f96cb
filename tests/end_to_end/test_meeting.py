"""A meeting brief as its officer makes it: two pages in both formats, clearance, what is too long."""

from __future__ import annotations

import re
from ctypes import c_float
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

import legation
from editions import AS_OF, MEETINGS, SAMPLE, Edition
from extraction import folded
from pdf_files import pages
from tools import to_pdf

UZBEKISTAN = "azerbaijan-uzbekistan-meeting"
FRONT = ("Bottom line", "Objectives", "Points to make", "If raised")
BACK = ("At a glance", "Turning points", "Counterpart", "Contact and clearance")
ANNEX = ("Annex", "Press line", "Sensitivities", "Background", "Chronology")


def headings(page: str) -> list[str]:
    known = {*FRONT, *BACK, *ANNEX, "Disputed"}
    return [line.strip() for line in page.splitlines() if line.strip() in known]


def judge(pdf: bytes) -> None:
    """The front is on two pages, and the annex begins on the third."""
    first, second, third = (headings(page) for page in pages(pdf)[:3])
    assert first == list(FRONT)
    assert [heading for heading in second if heading != "Disputed"] == list(BACK)
    assert third[0] == "Annex"


@pytest.mark.parametrize("brief", MEETINGS)
def test_the_pdf_keeps_the_promise(brief: str, sample: dict[str, Edition]) -> None:
    judge(sample[brief].pdf)


@pytest.mark.tools
@pytest.mark.parametrize("brief", MEETINGS)
def test_the_word_file_keeps_the_promise(
    brief: str, sample: dict[str, Edition], tmp_path: Path
) -> None:
    judge(to_pdf(sample[brief].docx, tmp_path).read_bytes())


# --- too long ------------------------------------------------------------------------------------


def edited(folder: Path, old: str, new: str) -> Path:
    """A copy of the sample, with one thing changed."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = folder / "events.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def line_of(path: Path, words: str) -> int:
    return path.read_text(encoding="utf-8").split("\n").index(words) + 1


def test_what_is_too_long_is_told_and_the_old_files_stay(tmp_path: Path) -> None:
    path = edited(tmp_path, "meeting: Bilateral, 45 minutes", "meeting: Bilateral")
    assert legation.build(path, briefs=[UZBEKISTAN], as_of=AS_OF).status == 0
    old = {file.name: file.read_bytes() for file in (tmp_path / "output").glob("*.[dp]*")}
    more = "".join(f"      - And point number {n} to be made as well.\n" for n in range(9))
    point = "      - Trade has grown more than ninefold since 2017"
    edited(tmp_path, point, more + point)
    build = legation.build(path, briefs=[UZBEKISTAN], as_of=AS_OF)
    (problem,) = [found for found in build.report if found.code == "page-limit"]
    assert problem.position is not None
    brief = path.read_text(encoding="utf-8").split("\n")[problem.position.line - 1]
    assert problem.position.line == line_of(path, f"  {UZBEKISTAN}:") + 1, brief
    told = (
        r"the brief does not fit its 2 pages: Points to make by \d+ lines?, If raised by \d+ lines"
    )
    assert re.fullmatch(told, problem.message)
    assert problem.hint == "shorten what the brief says there, or allow it more pages"
    assert (build.status, build.failed) == (1, (UZBEKISTAN,))
    assert old == {file.name: file.read_bytes() for file in (tmp_path / "output").glob("*.[dp]*")}


def test_the_lines_told_are_those_to_be_cut(tmp_path: Path) -> None:
    """Without as many one-line points as it is lines too long, the brief fits."""
    point = "      - Trade has grown more than ninefold since 2017"
    more = [f"      - Point {n}.\n" for n in range(12)]

    def over(count: int) -> int:
        path = edited(tmp_path, point, "".join(more[:count]) + point)
        report = legation.build(path, briefs=[UZBEKISTAN], formats=["pdf"], as_of=AS_OF).report
        found = [problem.message for problem in report if problem.code == "page-limit"]
        return sum(map(int, re.findall(r"by (\d+) line", found[0]))) if found else 0

    first = next(count for count in range(12) if over(count))
    assert first > 0
    # A point of one line takes a line and the space behind it.
    assert over(12) >= 12 - first


def test_what_there_is_no_room_for_is_named_in_the_annex(sample: dict[str, Edition]) -> None:
    text = folded("\n".join(piece.words for piece in sample[MEETINGS[0]].word_pieces))
    front, _, annex = text.partition("Annex")
    (left,) = re.findall(r"Left out for want of room: (.*?)\.", annex)
    disputed = front.partition("Disputed")[2]
    for title in left.split("; "):
        assert title not in disputed
    key = "Pakistan recognised Azerbaijan’s independence"  # `priority: key`
    assert key in disputed
    assert key not in left


def test_no_text_is_set_smaller_to_save_room(tmp_path: Path) -> None:
    path = edited(tmp_path, "meeting: Bilateral, 45 minutes", "meeting: Bilateral")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "theme.yaml").write_text("sizes:\n  body: 8\n  lead: 8\n  table: 8\n")
    legation.build(path, briefs=[UZBEKISTAN, "azerbaijan-uzbekistan"], as_of=AS_OF)
    limited, free = (
        sizes((tmp_path / "output" / f"{name}.pdf").read_bytes())
        for name in (UZBEKISTAN, "azerbaijan-uzbekistan")
    )
    assert min(free - AROUND) == 8
    assert min(limited - AROUND) == 11


AROUND = {8.5, 7.225}
"""The sizes at the head and foot of every page."""


def sizes(data: bytes) -> set[float]:
    """The sizes of the text of the first page, in points."""
    found = set()
    for item in pypdfium2.PdfDocument(data)[0].get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        size = c_float()
        raw.FPDFTextObj_GetFontSize(item, size)
        found.add(round(size.value, 3))
    return found


# --- clearance -----------------------------------------------------------------------------------

CHANGED = ("value: more than 300 million", "value: more than 310 million")


def test_a_fact_that_changes_takes_the_clearance_from_its_points(tmp_path: Path) -> None:
    path = edited(tmp_path, *CHANGED)
    report = legation.check(path)
    point = (
        "      - Trade has grown more than ninefold since 2017, to over US$300 million [uz-trade]."
    )
    found = {p.position.line: p.code for p in report if p.position}
    assert found[line_of(path, point)] == "not-re-cleared"
    assert set(found.values()) == {"not-re-cleared"}
    assert "not re-cleared" in printed(path)
    legation.clear(UZBEKISTAN, path, on=AS_OF)
    assert not list(legation.check(path))
    assert "not re-cleared" not in printed(path)


def printed(path: Path) -> str:
    legation.build(path, briefs=[UZBEKISTAN], formats=["text"], as_of=AS_OF)
    return (path.parent / "output" / f"{UZBEKISTAN}.text").read_text(encoding="utf-8")


def test_renewing_a_clearance_changes_nothing_else(tmp_path: Path) -> None:
    path = edited(tmp_path, *CHANGED)
    before = path.read_text(encoding="utf-8").split("\n")
    legation.clear(UZBEKISTAN, path, on=AS_OF)
    after = path.read_text(encoding="utf-8").split("\n")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.partition(":")[0].strip() for line in changed] == ["on", "cleared-facts"]
