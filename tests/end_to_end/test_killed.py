"""kill -9 at any moment leaves no damaged file, no mixed pair, and nothing lying about.

`before_each_call` is every moment there is, one after the other; then come moments at random.
"""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import legation
from faults import in_child, kill, killed_at, needs_fork
from legation.building.output.status import NAME as STATUS
from legation.building.plan import Job
from legation.building.rendering.render import File, Renderer
from legation.diagnostics import LegationError, Report
from legation.model.brief import Format
from stand_ins import BRIEF, FORMATS, content, files_of, kept_for_itself, outputs_of, pair, put

pytestmark = needs_fork

DAY = date(2026, 2, 24)
HERS = b"what the ambassador wrote"


# --- before each call, one after the other -------------------------------------------------------------


def nothing(folder: Path) -> None:
    folder.mkdir()


def both(folder: Path) -> None:
    put(folder, "one")


def beside_hers(folder: Path) -> None:
    put(folder, "zero")
    (folder / "norway.docx").write_bytes(HERS)
    put(folder, "one")
    assert files_of(folder) == pair("one", "norway (2).docx") | {"norway.docx": HERS}


def to_its_plain_name_again(folder: Path) -> None:
    beside_hers(folder)
    (folder / "norway.docx").unlink()


def one_deleted(folder: Path) -> None:
    put(folder, "one")
    (folder / "norway.docx").unlink()


def cut_off(folder: Path) -> None:
    put(folder, "one")
    (folder / "norway.pdf").write_bytes(content("pdf", "one")[:100])


def without_record(folder: Path) -> None:
    put(folder, "one")
    shutil.rmtree(folder / ".legation")


BEFORE = [
    nothing,
    both,
    beside_hers,
    to_its_plain_name_again,
    one_deleted,
    cut_off,
    without_record,
]


def whole_or_old(folder: Path, old: dict[str, bytes]) -> None:
    """Each file under its own name is as it was, or as it is to be."""
    for name, data in files_of(folder).items():
        assert data in (old.get(name), content(name.rsplit(".", 1)[1], "two")), name
    assert {name for name in old if "(" not in name} <= files_of(folder).keys()


def one_pair(folder: Path) -> str:
    """That the record knows a pair of one time, or no file at all, and that it is there; which time."""
    with outputs_of(folder) as outputs:
        known = outputs.record.briefs[BRIEF].outputs if outputs.record.briefs else {}
        assert all(outputs.intact(output) for output in known.values())
        assert set(known) in (set(), set(FORMATS))
        (version,) = {output.made_from for output in known.values()} or {""}
        assert all((folder / o.name).read_bytes() == content(f, version) for f, o in known.items())
    assert kept_for_itself(folder) <= {"lock", "record.json", "journal.jsonl"}
    return version


@pytest.mark.parametrize("before", BEFORE, ids=lambda before: before.__name__)
def test_before_each_call(tmp_path: Path, before: Callable[[Path], None]) -> None:
    fresh = tmp_path / "fresh"
    before(fresh)
    old = files_of(fresh)
    hers = {name: data for name, data in old.items() if data == HERS}
    damaged = before in (one_deleted, cut_off, without_record)
    seen: set[str] = set()
    number = 0
    while True:
        folder = tmp_path / str(number)
        shutil.copytree(fresh, folder)
        killed = killed_at(number, partial(put, folder, "two"))
        whole_or_old(folder, old)
        if not damaged or not killed:
            seen.add(one_pair(folder))
        put(folder, "two")
        expected = pair("two", "norway (2).docx" if before is beside_hers else "norway.docx")
        if before is without_record:
            expected = pair("two", "norway (2).docx", "norway (2).pdf") | old
        assert files_of(folder) == expected | hers, number
        assert kept_for_itself(folder) == {"lock", "record.json"}
        shutil.rmtree(folder)
        if not killed:
            break
        number += 1
    assert number > 20
    assert damaged or seen == {"" if before is nothing else "one", "two"}


def test_before_each_call_of_putting_right_what_was_killed(tmp_path: Path) -> None:
    both(fresh := tmp_path / "fresh")
    old = files_of(fresh)
    moved = 0
    while True:
        shutil.copytree(fresh, half := tmp_path / f"half {moved}")
        killed_at(moved, lambda: put(half, "two"))
        if len({*files_of(half).values()} & {*old.values()}) == 1:
            break  # one of the two is moved
        moved += 1
    number = 0
    while True:
        shutil.copytree(half, folder := tmp_path / str(number))
        killed = killed_at(number, partial(one_pair, folder))
        whole_or_old(folder, old)
        assert one_pair(folder) == "two"
        assert files_of(folder) == pair("two")
        if not killed:
            break
        number += 1
    assert number > 3


def pdf_to_its_plain_name_again(folder: Path) -> None:
    put(folder, "zero")
    (folder / "norway.pdf").write_bytes(HERS)
    put(folder, "one")
    (folder / "norway.pdf").unlink()


@pytest.mark.parametrize("before", [both, pdf_to_its_plain_name_again], ids=lambda b: b.__name__)
def test_before_each_call_of_undoing(tmp_path: Path, before: Callable[[Path], None]) -> None:
    """The PDF cannot be moved, as on Windows where it is open: the Word file is put back."""
    before(fresh := tmp_path / "fresh")
    old = files_of(fresh)
    replace = Path.replace

    def refusing(path: Path, target: Path) -> Path:
        if target.name == "norway.pdf" and path.suffix == ".new":
            raise PermissionError(13, "in use")
        return replace(path, target)

    def putting(folder: Path) -> None:
        Path.replace = refusing  # type: ignore[method-assign, assignment] # in a process of its own
        with suppress(LegationError):
            put(folder, "two")

    number = 0
    while True:
        shutil.copytree(fresh, folder := tmp_path / str(number))
        killed = killed_at(number, partial(putting, folder))
        whole_or_old(folder, old)
        assert (folder / "norway.docx").exists()
        one_pair(folder)
        put(folder, "two")
        assert files_of(folder) == pair("two")
        if not killed:
            break
        number += 1
    assert number > 20


# --- at random moments, of whole builds ------------------------------------------------------------------

TEXT = """\
title: {title}
sources:
  report: {{title: A report}}
events:
  - {{date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO], sources: report}}
briefs:
  norway: {{parties: [GB, NO]}}
"""
TITLES = ("one", "two")


@pytest.fixture
def chronologies(tmp_path: Path) -> list[Path]:
    """Two, which are built to one folder by turns."""
    for title in TITLES:
        (tmp_path / f"{title}.yaml").write_text(TEXT.format(title=title), encoding="utf-8")
    return [tmp_path / f"{title}.yaml" for title in TITLES]


def build(path: Path, output: Path) -> None:
    done = legation.build(path, output=output, as_of=DAY)
    assert done.status == 0, list(done.report)


def builds(paths: list[Path], output: Path) -> None:
    while True:
        for path in paths:
            build(path, output)


def judged(output: Path, versions: list[dict[str, bytes]], paths: list[Path], next_: int) -> None:
    """What is to hold after a kill, before and after the next run."""
    for name, data in files_of(output).items():
        if name == STATUS:
            assert data.endswith(b"\n")
            assert b"Times are those of" in data
        else:
            assert any(data == version[name] for version in versions), f"{name} is damaged"
    for name in kept_for_itself(output) & {"record.json", "last.json"}:
        json.loads((output / ".legation" / name).read_bytes())
    with outputs_of(output):
        pass  # which puts right what was killed
    there = {name: data for name, data in files_of(output).items() if name != STATUS}
    assert there in ({}, *versions), "a mixed pair"
    build(paths[next_], output)
    there = files_of(output)
    assert b"NOT REFRESHED" not in there.pop(STATUS)
    assert there == versions[next_]
    assert kept_for_itself(output) == {"record.json", "lock", "last.json"}


def killed_at_random(paths: list[Path], tmp_path: Path, times: int, longest: float) -> None:
    versions = []
    for path in paths:
        build(path, tmp_path / path.stem)
        there = files_of(tmp_path / path.stem)
        versions.append({name: data for name, data in there.items() if name != STATUS})
    seed = time.time_ns()
    moments = random.Random(seed)
    output = tmp_path / "output"
    output.mkdir()
    for number in range(times):
        child = in_child(lambda: builds(paths, output))
        time.sleep(moments.uniform(0, longest))
        kill(child)
        try:
            judged(output, versions, paths, moments.randrange(2))
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, kill {number}: {error}") from error


def test_200_times_at_random(
    chronologies: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rendering takes no time, so that most kills meet the writing."""

    def render(self: Renderer, job: Job, report: Report) -> dict[Format, File]:
        title = self.chronology.title
        return {format_: File(content(format_, title)) for format_ in job.formats}

    monkeypatch.setattr(Renderer, "render", render)
    killed_at_random(chronologies, tmp_path, 200, 0.1)


def test_real_word_and_pdf_files(chronologies: list[Path], tmp_path: Path) -> None:
    killed_at_random(chronologies, tmp_path, 12, 0.5)
