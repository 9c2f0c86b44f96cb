"""Building again: what others have changed stays, and nothing old looks new, whatever goes wrong."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

import legation
from faults import at_call
from legation.building.output.status import NAME as STATUS
from legation.building.rendering.render import File, Renderer
from legation.cli import main
from legation.diagnostics import render
from stand_ins import content, files_of, kept_for_itself

TEXT = """\
title: Hers
sources:
  report: {title: A report}
events:
  - {date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO], sources: report}
  - {date: 2024-08-24, title: Visit to Rome, parties: [GB, IT], sources: report}
  - {date: 2024-08-25, title: Visit to Bonn, parties: [GB, DE], sources: report}
briefs:
  norway: {parties: [GB, NO], as-of: 2026-02-24}
  italy: {parties: [GB, IT], as-of: 2026-02-24}
  germany: {parties: [GB, DE], as-of: 2026-02-24}
"""
ALL = {
    f"{brief}.{format_}" for brief in ("norway", "italy", "germany") for format_ in ("docx", "pdf")
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The output folder of a chronology of three briefs, which has been built."""
    monkeypatch.chdir(tmp_path)
    Path("events.yaml").write_text(TEXT, encoding="utf-8")
    assert run("build").exit_code == 0
    assert files_of(Path("output")).keys() == ALL | {STATUS}
    return Path("output")


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "80", "LEGATION_DEBUG": None}).invoke(main, arguments)


def edit(before: str, after: str, path: str = "events.yaml") -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(before) == 1
    Path(path).write_text(text.replace(before, after), encoding="utf-8")


def status(folder: Path, brief: str) -> str:
    """What STATUS.txt says of a brief, in one line."""
    text = (folder / STATUS).read_text(encoding="utf-8")
    found = re.search(rf"^{brief} .*\n(?: .*\n)*", text, re.MULTILINE)
    assert found, text
    return " ".join(found[0].split())


def changed(folder: Path, before: Mapping[str, bytes]) -> set[str]:
    now = files_of(folder)
    return {name for name in now.keys() | before if now.get(name) != before.get(name)} - {STATUS}


# --- what somebody has changed ---------------------------------------------------------------------------


def test_a_word_file_that_was_saved_by_hand(folder: Path) -> None:
    document = docx.Document(str(folder / "norway.docx"))
    document.add_paragraph("The ambassador's own words.")
    document.save(str(folder / "norway.docx"))
    hers = (folder / "norway.docx").read_bytes()
    kept, beside = folder / "norway.docx", folder / "norway (2).docx"

    done = run("build")  # nothing else has changed
    assert done.exit_code == 0
    assert f"{kept}: note[kept]: this was changed since it was built, and stays" in done.stderr
    assert f"the new one is {beside}; to have it here: legation build --replace" in done.stderr
    assert f"norway: built {beside}, {folder / 'norway.pdf'} (1 page)\n" in done.stdout
    assert "italy: unchanged" in done.stdout
    assert "“norway (2).docx”" in status(folder, "norway")
    for title in ("Visit to Bergen", "Visit to Bodø"):
        edit(re.search(r"Visit to \w+", Path("events.yaml").read_text("utf-8"))[0], title)  # type: ignore[index]
        assert str(beside) in run("build").stderr
        assert kept.read_bytes() == hers
        assert title in words(beside)
    done = run("build")
    assert f"norway: unchanged {beside}, " in done.stdout

    done = run("build", "--replace")
    said = (
        r"warning\[replaced\]: this was changed by hand, last on .* at \d\d:\d\d .* it is replaced"
    )
    assert re.search(said, done.stderr)
    assert files_of(folder).keys() == ALL | {STATUS}
    assert kept.read_bytes() != hers
    assert "norway: unchanged" in run("build", "--replace").stdout


def words(path: Path) -> str:
    """All that a Word file says."""
    return "".join(docx.Document(str(path)).element.itertext())


def test_why_a_file_moves_to_another_name(folder: Path) -> None:
    (folder / "norway.docx").write_bytes(b"hers")
    run("build")
    (folder / "norway.docx").unlink()
    assert ": norway (2).docx can have a better name now" in run("build", "--explain").stdout


@pytest.mark.parametrize("freed", ["deleted", "renamed", "equal"])
def test_the_plain_name_is_taken_again_though_nothing_else_has_changed(
    folder: Path, freed: str
) -> None:
    before = files_of(folder)
    (folder / "norway.docx").write_bytes(b"hers")
    for _ in range(3):  # the last of which is the quick one
        run("build")
    if freed == "deleted":
        (folder / "norway.docx").unlink()
    elif freed == "renamed":
        (folder / "norway.docx").rename(folder / "hers.docx")
    else:
        (folder / "norway.docx").write_bytes(before["norway.docx"])
    done = run("build")
    if freed != "equal":  # which stays, as it was, until there is something new
        assert f"norway: built {folder / 'norway.docx'}" in done.stdout
        assert changed(folder, before) == ({"hers.docx"} if freed == "renamed" else set())
    edit("Visit to Oslo", "Visit to Bergen")
    run("build")
    assert (folder / "norway.docx").read_bytes() != b"hers" or freed == "renamed"


@pytest.mark.parametrize("name", ["norway.docx", "norway.pdf"])
@pytest.mark.parametrize("length", [None, 0, 1, 300, -1])
def test_what_was_deleted_or_cut_off_is_built_anew(
    folder: Path, name: str, length: int | None
) -> None:
    before = files_of(folder)
    run("build")
    if length is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(before[name][:length])
    done = run("build", "--explain")
    assert f": {name} is not as it was built, or not there\n" in done.stdout
    assert done.stderr == ""
    assert changed(folder, before) == set()


def test_one_format_alone_leaves_the_other_to_be_built(folder: Path) -> None:
    """The file of the other format is old: the next build of both must see it."""
    before = files_of(folder)
    edit("Visit to Oslo", "Visit to Bergen")
    run("build", "--format", "docx")
    assert changed(folder, before) == {"norway.docx"}
    done = run("build", "--explain")
    assert re.search(r"norway: built .*: .+\n", done.stdout)
    assert changed(folder, before) == {"norway.docx", "norway.pdf"}


def test_a_file_of_the_same_size_and_times_is_seen_to_be_another(folder: Path) -> None:
    run("build")
    path = folder / "norway.docx"
    before, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "note[kept]" in run("build").stderr
    assert path.read_bytes() == data


# --- nothing old looks new -------------------------------------------------------------------------------


def test_one_of_three_fails(folder: Path) -> None:
    before = files_of(folder)
    edit(
        "  - {date: 2024-08-24, title: Visit to Rome", "  - {date: 2024-08-44, title: Visit to Rome"
    )
    edit("Visit to Oslo", "Visit to Bergen")
    done = run("build")
    assert done.exit_code == 3
    assert [line.split(" ")[:2] for line in done.stdout.splitlines()] == [
        ["norway:", "built"],
        ["italy:", "failed"],
        ["germany:", "unchanged"],
    ]
    assert changed(folder, before) == {"norway.docx", "norway.pdf"}
    assert "NOT REFRESHED: ../events.yaml:6: " in status(folder, "italy") or (
        "NOT REFRESHED: events.yaml:6: " in status(folder, "italy")
    )
    assert "built on " in status(folder, "italy")
    for other in ("norway", "germany"):
        assert "NOT REFRESHED" not in status(folder, other)
    # Once more: it is not forgotten that it failed.
    assert run("build").exit_code == 3
    assert "NOT REFRESHED" in status(folder, "italy")
    edit("2024-08-44", "2024-08-24")
    assert run("build").exit_code == 0
    assert "NOT REFRESHED" not in (folder / STATUS).read_text("utf-8")


@pytest.mark.parametrize("text", ["title: [", "", "\x00", None])
def test_a_chronology_that_cannot_be_read(folder: Path, text: str | None) -> None:
    before = files_of(folder)
    good = Path("events.yaml").read_text(encoding="utf-8")
    if text is None:
        Path("events.yaml").unlink()
    else:
        Path("events.yaml").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert run("build").exit_code == 1
        assert changed(folder, before) == set()
        for brief in ("norway", "italy", "germany"):
            assert "NOT REFRESHED: events.yaml" in status(folder, brief)
    Path("events.yaml").write_text(good, encoding="utf-8")
    assert run("build").exit_code == 0
    assert changed(folder, before) == set()
    assert "NOT REFRESHED" not in (folder / STATUS).read_text("utf-8")


def test_a_brief_that_the_chronology_has_no_more(folder: Path) -> None:
    before = files_of(folder)
    line = "  italy: {parties: [GB, IT], as-of: 2026-02-24}\n"
    edit(line, "")
    assert run("build").exit_code == 0
    assert "NOT REFRESHED: ../events.yaml has this brief no more" in status(folder, "italy")
    assert changed(folder, before) == set()
    edit("  germany:", f"{line}  germany:")
    assert run("build").exit_code == 0
    assert "NOT REFRESHED" not in (folder / STATUS).read_text("utf-8")


def test_a_status_file_that_is_not_ours_stays(folder: Path) -> None:
    for text in ("My own notes.\n", "x"):
        (folder / STATUS).write_text(text, encoding="utf-8")
        done = run("build", "--force")
        assert done.exit_code == 0
        assert (
            f"{folder / STATUS}: warning[kept]: this holds what Legation did not write"
            in done.stderr
        )
        assert (folder / STATUS).read_text(encoding="utf-8") == text
    for damaged in ("", None):
        (folder / STATUS).unlink()
        if damaged is not None:
            (folder / STATUS).write_text(damaged, encoding="utf-8")
        done = run("build")
        assert done.stderr == ""
        assert "Times are those of " in (folder / STATUS).read_text(encoding="utf-8")


def test_a_status_file_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("Times are those of old", encoding="utf-8")
    (folder / STATUS).unlink()
    (folder / STATUS).symlink_to(tmp_path / "outside")
    done = run("build")
    assert done.exit_code == 0
    assert f"{folder / STATUS}: warning[" in done.stderr
    assert (tmp_path / "outside").read_text(encoding="utf-8") == "Times are those of old"
    assert (folder / STATUS).is_symlink()


@pytest.mark.parametrize("goal", ["last.json", ".legation"])
def test_what_was_said_last_is_not_read_from_elsewhere(
    folder: Path, tmp_path: Path, goal: str
) -> None:
    run("build")
    path = folder / goal if goal == ".legation" else folder / ".legation" / goal
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    done = run("build")
    if goal == ".legation":
        assert done.exit_code == 1
        assert "this is a link to somewhere else" in done.stderr
    else:
        assert done.exit_code == 0
        assert not path.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="Windows has none")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / ".legation" / "last.json").unlink()
    os.mkfifo(folder / ".legation" / "last.json")
    assert run("build").exit_code == 0


def test_a_record_with_times_that_are_none(folder: Path) -> None:
    path = folder / ".legation" / "record.json"
    path.write_bytes(re.sub(rb'"built":"[^"]*"', b'"built":"yesterday"', path.read_bytes()))
    edit("Visit to Oslo", "Visit to Bergen")
    done = run("build")
    assert done.exit_code == 0
    assert "internal" not in done.stderr


# --- where nothing can be written ------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rendering takes no time; what it makes tells the chronology's title."""

    def stand_in(self: Renderer, job: object, report: object) -> dict[str, File]:
        formats = job.formats  # type: ignore[attr-defined]
        return {format_: File(content(format_, self.chronology.title)) for format_ in formats}

    monkeypatch.setattr(Renderer, "render", stand_in)


def is_of(folder: Path, title: str) -> bool:
    files = {n: d for n, d in files_of(folder).items() if n != STATUS}
    return files == {name: content(name.split(".")[1], title) for name in ALL}


def whole_pairs(folder: Path) -> set[str]:
    """Which versions there are, each file whole and the two of a brief of one version."""
    found = set()
    for brief in ("norway", "italy", "germany"):
        pair = {(folder / f"{brief}.{f}").read_bytes() for f in ("docx", "pdf")}
        (version,) = (
            v for v in ("Hers", "Theirs") if pair == {content(f, v) for f in ("docx", "pdf")}
        )
        found.add(version)
    return found


def claims_nothing_false(folder: Path, done: legation.Build) -> None:
    """STATUS.txt is not there, or says of each brief that failed that it did."""
    if (folder / STATUS).exists():
        for brief in done.failed:
            assert "NOT REFRESHED" in status(folder, brief)


@pytest.mark.usefixtures("quick")
def test_a_disk_that_is_full_for_a_moment(tmp_path: Path) -> None:
    """At each single write in turn: what can be built is, and the rest is as it was."""
    path, folder = tmp_path / "events.yaml", tmp_path / "output"
    path.write_text(TEXT, encoding="utf-8")
    assert legation.build(path).status == 0

    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    builds: list[legation.Build] = []
    number = failed = 0
    while True:
        path.write_text(TEXT.replace("Hers", "Theirs"), encoding="utf-8")
        calls = {"write", "link", "mkdir", "flush"}
        hit = at_call(number, full, lambda: builds.append(legation.build(path)), calls)
        done = builds[-1]
        problems = [d for d in done.report if d.code == "disk-full"]
        assert all(d.code == "disk-full" for d in done.report), list(map(render, done.report))
        assert done.status == (3 if 0 < len(done.failed) < 3 else 1 if done.failed else 0)
        assert not done.failed or problems
        failed += bool(done.failed)
        assert whole_pairs(folder) <= {"Hers", "Theirs"}
        assert ("Hers" in whole_pairs(folder)) == bool(done.failed)
        claims_nothing_false(folder, done)
        # There is room again.
        assert legation.build(path).status == 0
        assert is_of(folder, "Theirs")
        assert "NOT REFRESHED" not in (folder / STATUS).read_text("utf-8")
        assert kept_for_itself(folder) <= {"record.json", "lock", "last.json"}
        path.write_text(TEXT, encoding="utf-8")
        assert legation.build(path).status == 0
        if not hit:
            break
        number += 1
    assert failed > 5


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A small disk of 100 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=100k", "none", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip(f"disks cannot be mounted here: {done.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.usefixtures("quick")
def test_a_disk_that_is_really_full(tmp_path: Path, mounted: Path) -> None:
    path, folder = tmp_path / "events.yaml", mounted / "output"
    path.write_text(TEXT, encoding="utf-8")
    assert legation.build(path, output=folder).status == 0
    seen = set()
    for free in range(0, 60 * 1024, 4096):
        ballast = mounted / "ballast"
        room = shutil.disk_usage(mounted).free
        ballast.write_bytes(b"x" * max(0, room - free))
        path.write_text(TEXT.replace("Hers", "Theirs"), encoding="utf-8")
        done = legation.build(path, output=folder)
        seen.add(done.status)
        assert done.status == (3 if 0 < len(done.failed) < 3 else 1 if done.failed else 0)
        assert {d.code for d in done.report} <= {"disk-full"}, list(map(render, done.report))
        assert done.report or not done.failed
        assert ("Hers" in whole_pairs(folder)) == bool(done.failed)
        claims_nothing_false(folder, done)
        ballast.unlink()
        assert legation.build(path, output=folder).status == 0
        assert is_of(folder, "Theirs")
        assert "NOT REFRESHED" not in (folder / STATUS).read_text("utf-8")
        assert kept_for_itself(folder) <= {"record.json", "lock", "last.json"}
        path.write_text(TEXT, encoding="utf-8")
        assert legation.build(path, output=folder).status == 0
    assert seen == {0, 1, 3}


@pytest.mark.usefixtures("quick")
def test_a_disk_that_may_only_be_read(tmp_path: Path, mounted: Path) -> None:
    path, folder = tmp_path / "events.yaml", mounted / "output"
    path.write_text(TEXT, encoding="utf-8")
    assert legation.build(path, output=folder).status == 0
    before = files_of(folder)
    path.write_text(TEXT.replace("Hers", "Theirs"), encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    for _ in range(2):
        done = legation.build(path, output=folder)
        assert (done.status, len(done.failed)) == (1, 3)
        (told,) = done.report
        assert (told.code, told.message) == ("output", "this cannot be written")
        assert told.hint == "name a folder that you may write to: --output FOLDER"
        assert files_of(folder) == before
    subprocess.run(["mount", "-o", "remount,rw", str(mounted)], check=True)
    assert legation.build(path, output=folder).status == 0
    assert is_of(folder, "Theirs")


@pytest.mark.parametrize("kind", ["file", "dangling"])
def test_an_output_that_is_no_folder(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("events.yaml").write_text(TEXT, encoding="utf-8")
    if kind == "file":
        Path("output").write_bytes(b"a file")
    else:
        Path("output").symlink_to("gone")
    done = run("build")
    assert done.exit_code == 1
    assert done.stderr.startswith("output: error[output]: ")
    assert done.stdout.splitlines() == ["norway: failed", "italy: failed", "germany: failed"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.yaml", "output"]
