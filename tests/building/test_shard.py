"""`--shard K/N`: the briefs divided among several computers."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import legation
from legation.building.plan import Shard
from legation.cli import main

DAY = date(2026, 2, 24)
IDS = [f"brief-{number}" for number in range(12)]
CHRONOLOGY = "title: Our relations\nbriefs:\n" + "".join(f"  {i}: {{formats: text}}\n" for i in IDS)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    return tmp_path


def legation_build(*arguments: str) -> tuple[int, list[str], str]:
    """The status, the briefs that are told of, and the last line of what is wrong."""
    done = CliRunner().invoke(main, ["build", "--as-of", "2026-02-24", *arguments])
    wrong = (done.stderr.splitlines() or [""])[-1]
    return done.exit_code, [line.partition(":")[0] for line in done.stdout.splitlines()], wrong


@given(st.from_regex(r"[a-z0-9][a-z0-9._-]{0,99}", fullmatch=True), st.integers(1, 300))
def test_a_brief_is_in_one_shard_exactly(brief: str, of: int) -> None:
    assert sum(Shard(number, of).has(brief) for number in range(1, of + 1)) == 1


def test_shards_are_of_like_size() -> None:
    for number in range(1, 9):
        assert 2_300 < sum(Shard(number, 8).has(f"brief-{n}") for n in range(20_000)) < 2_700


def test_a_brief_stays_in_its_shard_on_every_computer_and_as_others_come() -> None:
    """It depends on the id alone: a change here would have every computer build all anew."""
    assert [n for n in range(1, 9) if Shard(n, 8).has("norway")] == [2]
    code = "from legation.building.plan import Shard; print(Shard(2, 8).has('norway'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_the_shards_together_are_all_briefs() -> None:
    built: list[str] = []
    for number in (1, 2, 3):
        status, briefs, _ = legation_build("--shard", f"{number}/3", "--output", f"out{number}")
        assert status == 0
        assert 0 < len(briefs) < len(IDS)
        assert briefs == [brief for brief in IDS if brief in briefs]
        assert {file.stem for file in Path(f"out{number}").glob("*.text")} == set(briefs)
        built += briefs
    assert sorted(built) == sorted(IDS)


def test_shards_one_after_the_other_fill_one_folder() -> None:
    for number in (1, 2, 3):
        legation_build("--shard", f"{number}/3")
    assert {file.stem for file in Path("output").glob("*.text")} == set(IDS)
    assert "12 briefs: all in order." in legation.status()
    for number in (1, 2, 3):
        for _ in range(2):  # the second time nothing at all has changed, and none of it is read
            done = CliRunner().invoke(
                main, ["build", "--as-of", "2026-02-24", "--shard", f"{number}/3"]
            )
            assert all(": unchanged " in line for line in done.stdout.splitlines())
            assert len(done.stdout.splitlines()) < len(IDS)


def test_what_is_asked_for_by_name_is_narrowed() -> None:
    arguments = [word for brief in IDS[3:9] for word in ("--brief", brief)]
    built = [legation_build(*arguments, "--shard", f"{n}/2")[1] for n in (1, 2)]
    assert sorted(built[0] + built[1]) == sorted(IDS[3:9])
    assert all(built)
    status, _, wrong = legation_build("--brief", "brief-99", "--shard", "1/2")
    assert (status, "there is no brief `brief-99`" in wrong) == (2, True)


def test_a_shard_without_briefs_is_no_failure() -> None:
    Path("events.yaml").write_text("title: One\n", encoding="utf-8")
    found = [legation_build("--format", "text", "--shard", f"{n}/4") for n in (1, 2, 3, 4)]
    assert [status for status, _, _ in found] == [0, 0, 0, 0]
    assert sorted(len(briefs) for _, briefs, _ in found) == [0, 0, 0, 1]
    Path("events.yaml").write_text("titel: One\n", encoding="utf-8")
    assert legation_build("--shard", "1/4")[0] == 1


@pytest.mark.parametrize(
    "typed", ["9/8", "0/8", "0/0", "x", "2", "2/", "/8", "-1/8", "2/8/9", "1.5/8", "² / 8", ""]
)
def test_what_is_no_shard_is_refused_in_plain_words(typed: str) -> None:
    status, _, wrong = legation_build("--shard", typed)
    assert status == 2
    assert wrong == (
        f"Error: Invalid value for '--shard': `{typed}` is no part of the briefs: write 2/8 for the "
        "second of eight; the first is 1/8, the last 8/8"
    )
    assert not Path("output").exists()


@pytest.mark.parametrize("shard", [(9, 8), (0, 8), (0, 0), (-1, 2)])
def test_nor_is_it_taken_from_python(shard: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="there is no part"):
        legation.build(shard=shard)


def test_from_python(folder: Path) -> None:
    built = [legation.build(as_of=DAY, shard=(number, 2)).written for number in (1, 2)]
    assert sorted(file.brief for files in built for file in files) == sorted(IDS)
