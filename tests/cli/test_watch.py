"""`legation watch`, as a process of its own, while files are saved, moved and deleted beside it.

Nothing here is timed: each wait has an end, far beyond what the slowest machine should need.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from legation.reading.templates import packaged

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as a signal")

PATIENCE = 60.0
HEADING = re.compile(r"^\d\d:\d\d:\d\d (.*)")
CHRONOLOGY = """\
title: Our relations
events:
  - date: 2024-08-23
    title: Visit to Oslo
    parties: [GB, NO]
    sources: The Example Gazette
  - date: 2024-09-23
    title: Visit to Stockholm
    parties: [GB, SE]
    sources: The Example Gazette
briefs:
  norway: {parties: [GB, NO], formats: text}
  sweden: {parties: [GB, SE], formats: text}
"""
BUILT = ["norway: built output/norway.text", "sweden: built output/sweden.text"]


class Watching:
    """A process that watches, and what it has said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._read = 0
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.lines.append(line.rstrip("\n"))
                self._news.notify()

    def hear(self, wanted: str) -> list[str]:
        """Wait for a line that matches; return it with those before it that were not heard yet."""
        end = time.monotonic() + PATIENCE
        with self._news:
            while True:
                for number in range(self._read, len(self.lines)):
                    if re.search(wanted, self.lines[number]):
                        begin, self._read = self._read, number + 1
                        return self.lines[begin : number + 1]
                assert self._news.wait(end - time.monotonic()), "\n".join([wanted, *self.lines])

    def stop(self) -> int:
        """Press Ctrl-C; return the exit status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status


@contextmanager
def watching(folder: Path, *arguments: str, first: str = "") -> Iterator[Watching]:
    """A process that watches in a folder.

    Args:
        folder: Where.
        arguments: What is typed after `legation watch`.
        first: What Python is to run before.
    """
    code = f"{first}\nfrom legation.cli import main\nmain({['watch', *arguments]!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Watching(process)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    return tmp_path


def edited(file: Path, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


# --- what is built anew ---------------------------------------------------------------------------------


def test_what_a_save_touches_is_built_anew(folder: Path) -> None:
    with watching(folder) as watch:
        assert watch.hear("^watching")[:-1] == [*BUILT, "briefs: 2 built"]
        file = folder / "events.yaml"
        file.write_text(edited(file, "to Oslo", "to Bergen"), encoding="utf-8")
        heading, *told = watch.hear("^briefs: ")
        assert HEADING.fullmatch(heading)
        assert HEADING.sub(r"\1", heading) == "events.yaml"
        assert told == [BUILT[0], "briefs: 1 built, 1 unchanged"]
        assert "Visit to Bergen" in (folder / "output" / "norway.text").read_text(encoding="utf-8")
        assert watch.stop() == 0


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def by_rename(file: Path, text: str) -> None:
    """As most editors, and our own `clear`."""
    beside = file.with_name("tmp4711")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def as_vim(file: Path, text: str) -> None:
    """As vim with `backup`: a probe, a swap file, the old one moved aside and kept."""
    file.with_name("4913").touch()
    file.with_name("4913").unlink()
    file.with_name(f".{file.name}.swp").write_bytes(b"b0VIM")
    file.replace(file.with_name(f"{file.name}~"))
    file.write_text(text, encoding="utf-8")
    file.with_name(f".{file.name}.swp").unlink()


def by_deleting(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text, encoding="utf-8")


def bit_by_bit(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as opened:
        for line in text.splitlines(keepends=True):
            opened.write(line)
            opened.flush()
            time.sleep(0.01)


def of_the_same_size_and_time(file: Path, text: str) -> None:
    before = file.stat()
    in_place(file, text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


SAVES: list[Callable[[Path, str], None]] = [
    in_place,
    by_rename,
    as_vim,
    by_deleting,
    bit_by_bit,
    of_the_same_size_and_time,
]


def test_a_file_may_be_saved_in_any_way(folder: Path) -> None:
    file, town = folder / "events.yaml", "Oslo"
    with watching(folder) as watch:
        watch.hear("^watching")
        for save in [*SAVES, *SAVES]:
            new = "Moss" if town == "Oslo" else "Oslo"
            save(file, edited(file, f"to {town}", f"to {new}"))
            told = watch.hear("^briefs: ")
            assert told[1:] == [BUILT[0], "briefs: 1 built, 1 unchanged"], save
            assert HEADING.sub(r"\1", told[0]) == "events.yaml", save
            town = new


def test_a_burst_is_one_build(folder: Path) -> None:
    file = folder / "events.yaml"
    with watching(folder) as watch:
        watch.hear("^watching")
        (folder / "briefs").mkdir()
        for number in range(20):
            text = edited(file, "Visit to", f"{number} Visit to")
            file.write_text(text, encoding="utf-8")
            (folder / "briefs" / "norway.md").write_text(f"# Bottom line\n\n{number}\n", "utf-8")
            time.sleep(0.01)
        heading, *built = watch.hear("sweden: built")
        assert HEADING.sub(r"\1", heading) == "briefs, briefs/norway.md, events.yaml"
        assert built == BUILT
        assert "19" in (folder / "output" / "norway.text").read_text(encoding="utf-8")


# --- what is wrong in between ---------------------------------------------------------------------------


def test_what_is_wrong_is_told_and_may_be_mended(folder: Path) -> None:
    file = folder / "events.yaml"
    template = folder / "templates" / "country-brief.md.j2"
    wrong = [
        (file, edited(file, "title: Visit to O", "title: Visit: O"), r"error\[yaml-colon\]"),
        (file, "", r"error\[empty-file\]"),
        (file, None, r"error\[file\]"),
        (file, "\0\ufffe", r"error\["),
        (file, "events: [", r"error\["),
        (template, "{{ nobody }}", r"error\[template-name\]"),
        (template, "{% if %}", r"error\[template-syntax\]"),
        (template.with_name("theme.yaml"), "colours: {accent: red}", r"error\["),
    ]
    with watching(folder) as watch:
        watch.hear("^watching")
        for place, text, told in wrong:
            place.parent.mkdir(exist_ok=True)
            right = file.read_text(encoding="utf-8") if place == file else None
            if text is None:
                place.unlink()
            else:
                place.write_text(text, encoding="utf-8")
            watch.hear(told)
            if right is None:
                place.unlink()
            else:
                place.write_text(right, encoding="utf-8")
            watch.hear(BUILT[1])
        assert watch.process.poll() is None
        assert "internal" not in "\n".join(watch.lines)
        assert watch.stop() == 0


def test_a_brief_that_is_not_there_is_a_mistake_at_first_only(folder: Path) -> None:
    with watching(folder, "--brief", "norwy") as watch:
        watch.hear("there is no brief `norwy`: write `norway`")
        assert watch.process.wait(PATIENCE) == 2
    file = folder / "events.yaml"
    right = file.read_text(encoding="utf-8")
    with watching(folder, "--brief", "norway") as watch:
        assert watch.hear("^watching")[:-1] == [BUILT[0], "briefs: 1 built"]
        file.write_text(edited(file, "  norway:", "  norge:"), encoding="utf-8")
        watch.hear(r"error\[unknown-brief\]: there is no brief `norway`")
        file.write_text(right.replace("to Oslo", "to Moss"), encoding="utf-8")
        watch.hear(BUILT[0])


# --- what comes and goes --------------------------------------------------------------------------------


def test_all_that_briefs_are_made_from_is_watched(folder: Path) -> None:
    templates, elsewhere = folder / "templates", folder / "elsewhere"
    elsewhere.mkdir()
    faces = "".join(f"  {face}: ../elsewhere/x.ttf\n" for face in ("regular", "bold", "italic"))
    theme = f"fonts:\n{faces}  bold-italic: ../elsewhere/x.ttf\n"
    font = next(packaged().parent.rglob("IBMPlexSerif-Regular.ttf"))
    with watching(folder, "--reference", "elsewhere/house.docx", "--format", "docx") as watch:
        watch.hear("^watching")

        def heard(changed: str) -> str:
            """What is said of a change, to the end of the build."""
            watch.hear(rf"^\d\d:\d\d:\d\d {changed}")
            return "\n".join(watch.hear("^briefs: "))

        shutil.copytree(packaged(), folder / "copied")
        (folder / "copied" / "theme.yaml").unlink()
        (folder / "copied").rename(templates)
        heard("templates, templates/chronology.md.j2, .* more$")
        (templates / "theme.yaml").write_text(theme, encoding="utf-8")
        assert "error[theme-file]: there is no file" in heard("templates/theme.yaml$")
        shutil.copyfile(font, elsewhere / "x.ttf")
        assert "theme-file" not in heard("elsewhere/x.ttf$")
        (elsewhere / "house.docx").write_bytes(b"no Word file")
        assert "error[letterhead]" in heard("elsewhere/house.docx$")
        (folder / "briefs").mkdir()
        heard("briefs$")
        (folder / "briefs" / "norway.md").write_text("# Bottom line\n\nGo.\n", encoding="utf-8")
        heard("briefs/norway.md$")
        (folder / "briefs").rename(folder / "texts")
        heard("briefs, briefs/norway.md$")
        (folder / "texts").rename(folder / "briefs")
        heard("briefs, briefs/norway.md$")
        shutil.rmtree(templates)
        heard("templates, ")
        assert watch.stop() == 0


def test_the_whole_folder_may_come_and_go(tmp_path: Path) -> None:
    home = tmp_path / "desk" / "norway"
    home.mkdir(parents=True)
    (home / "one.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    with watching(tmp_path, str(home), "--output", str(tmp_path / "built")) as watch:
        assert len(watch.hear("^watching")) == 4
        (tmp_path / "desk").rename(tmp_path / "away")
        watch.hear(r"error\[file\]")
        (tmp_path / "away").rename(tmp_path / "desk")
        watch.hear("sweden: built")
        shutil.rmtree(tmp_path / "desk")
        watch.hear(r"error\[file\]")
        home.mkdir(parents=True)
        (home / "two.yml").write_text(CHRONOLOGY, encoding="utf-8")
        watch.hear("sweden: built")
        (home / "three.yaml").write_text("people: {x: {name: X}}\n", encoding="utf-8")
        watch.hear("three.yaml$")
        watch.hear("^briefs: 2 unchanged")


def test_what_a_link_leads_to_is_watched(folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "events.yaml").rename(folder / "kept" / "real.yaml")
    (folder / "events.yaml").symlink_to(Path("kept", "real.yaml"))
    with watching(folder) as watch:
        watch.hear("^watching")
        file = folder / "kept" / "real.yaml"
        file.write_text(edited(file, "to Oslo", "to Moss"), encoding="utf-8")
        watch.hear(BUILT[0])


def test_what_is_written_or_lies_about_is_not_watched(folder: Path) -> None:
    with watching(folder) as watch:
        watch.hear("^watching")
        (folder / "output" / "norway.text").unlink()
        (folder / "output" / "mine.txt").write_text("x", encoding="utf-8")
        for name in ("notes.txt", ".events.yaml.swp", "events.yaml~", "other.yaml"):
            (folder / name).write_text("x", encoding="utf-8")
        time.sleep(2)  # in which it would have been seen
        file = folder / "events.yaml"
        file.write_text(edited(file, "to Stockholm", "to Uppsala"), encoding="utf-8")
        assert len(watch.hear("sweden: built")) == 3
        time.sleep(1.5)
        assert watch.stop() == 0
        assert watch.lines[-1] == ""
        assert sum(bool(HEADING.match(line)) for line in watch.lines) == 1


# --- its end --------------------------------------------------------------------------------------------


def test_ctrl_c_ends_it_in_the_midst_of_a_build(folder: Path) -> None:
    file = folder / "events.yaml"
    more = "".join(f"  brief-{n}: {{formats: [docx, pdf]}}\n" for n in range(200))
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    with watching(folder) as watch:
        end = time.monotonic() + PATIENCE
        while not list((folder / "output").glob("brief-*")) and time.monotonic() < end:
            time.sleep(0.05)
        assert watch.stop() == 0
        assert "Traceback" not in "\n".join(watch.lines)
    assert 2 <= len(list((folder / "output").glob("brief-*"))) < 400
    assert not (folder / "output" / ".legation" / "journal.jsonl").exists()


SIGNS_ONLY = "import legation.building.watch as watch; watch.LOOK = 3600"
LOOKS_ONLY = """
import watchfiles
def watch(*_, **__):
    raise OSError("OS file watch limit reached")
    yield
watchfiles.watch = watch
"""


@pytest.mark.parametrize("first", [SIGNS_ONLY, LOOKS_ONLY], ids=["signs only", "looks only"])
def test_either_way_of_noticing_is_enough(folder: Path, first: str) -> None:
    """What the system tells, at once; and the looks that are taken where it tells nothing."""
    file, text = folder / "events.yaml", CHRONOLOGY
    with watching(folder, first=first) as watch:
        watch.hear("^watching")
        for number, save in enumerate(SAVES[:4]):
            time.sleep(1)  # so that it waits by now
            save(file, text.replace("Visit to Oslo", f"Visit {number} to Oslo"))
            watch.hear(BUILT[0])
        time.sleep(1)
        (folder / "templates").mkdir()
        watch.hear("^briefs: 2 unchanged")
        time.sleep(1)
        (folder / "templates" / "theme.yaml").write_text("accent: red\n", encoding="utf-8")
        watch.hear("^briefs: 2 failed")
        assert watch.stop() == 0
