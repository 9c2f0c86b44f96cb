"""Several processes at once: the same files, an end within a second, and nothing lost with a process."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import legation
from legation.building.plan import Job
from legation.building.rendering import workers
from legation.building.rendering.render import Renderer
from legation.building.rendering.workers import Rendered, render, render_all
from legation.building.surveying.survey import survey
from legation.model.brief import Format

DAY = date(2026, 2, 24)
STATES = ("NO", "IT", "DE", "FR", "ES", "PT", "GR", "PL")
CHRONOLOGY = "\n".join(
    [
        "title: Our relations",
        "sources: {gazette: {title: A report}}",
        "events:",
        *(
            f"  - {{date: 202{n % 5}, title: Visit {n}, parties: [GB, {s}], sources: gazette}}"
            for n, s in enumerate(STATES * 3)
        ),
        "briefs:",
        *(f"  brief-{s}: {{parties: [GB, {s}]}}" for s in STATES),
        "  broken: {parties: [GB, NO], template: broken}",
        "",
    ]
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text(CHRONOLOGY, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "broken.md.j2").write_text("{{ nothing }}", encoding="utf-8")
    return path


def renderer(path: Path) -> Renderer:
    found = survey(path, path.name)
    assert found.chronology is not None
    assert found.templates is not None
    return Renderer(found.chronology, found.theme, found.templates, found.reference)


def jobs(*names: str) -> list[Job]:
    return [Job(name, DAY, (Format.TEXT,)) for name in names]


def test_the_files_are_the_same_however_many_processes_there_are(path: Path) -> None:
    made = {}
    for number in (1, 2, 5):
        folder = path.with_name(f"by-{number}")
        build = legation.build(path, output=folder, as_of=DAY, jobs=number)
        assert build.failed == ("broken",)
        assert [file.brief for file in build.written[::2]] == [f"brief-{s}" for s in STATES]
        told = [legation.render(problem) for problem in build.report]
        files = {file.path.name: file.path.read_bytes() for file in build.written}
        made[number] = files, told
    assert made[1] == made[2] == made[5]
    assert len(made[1][0]) == 2 * len(STATES)


def test_each_brief_is_told_of_as_its_turn_comes(path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    legation.build(path, formats=["text"], as_of=DAY, jobs=2, progress=lambda *t: told.append(t))
    names = [*(f"brief-{s}" for s in STATES), "broken"]
    assert told == [(n, len(names), name) for n, name in enumerate(names)]


def test_what_processes_are_handed_renders_the_same(path: Path) -> None:
    """Where processes cannot be forked."""
    here = renderer(path)
    (job,) = jobs("brief-NO")
    pdf = Job(job.brief, DAY, (Format.PDF, Format.DOCX))
    here.origins.parts("brief-NO")
    there = pickle.loads(pickle.dumps(here))
    files, same = render(here, pdf).files, render(there, pdf).files
    assert {f: files[f].data for f in files} == {f: same[f].data for f in same}
    assert len(files) == 2


def test_processes_that_are_spawned_render_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "elsewhere")
    asked = jobs(*(f"brief-{s}" for s in STATES[:3]))
    done = list(render_all(renderer(path), asked, 2, lambda job: None))
    assert sorted(rendered.job.brief for rendered in done) == sorted(job.brief for job in asked)
    assert all(rendered.files for rendered in done)


def killing(
    renderer: Renderer, job: Job, real: Callable[[Renderer, Job], Rendered], lives: Path
) -> Rendered:
    """Renders, but is killed at one brief as long as there are lives to take."""
    if job.brief == "brief-IT" and (left := sorted(lives.iterdir())):
        left[0].unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    return real(renderer, job)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are not forked here")
@pytest.mark.parametrize(("lives", "lost"), [(1, False), (50, True)])
def test_a_process_that_is_killed_loses_no_other_brief(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lives: int, lost: bool
) -> None:
    folder = tmp_path / "lives"
    folder.mkdir()
    for number in range(lives):
        (folder / str(number)).touch()
    real = workers.render
    monkeypatch.setattr(workers, "render", lambda given, job: killing(given, job, real, folder))
    names = [f"brief-{s}" for s in STATES]
    done = {r.job.brief: r for r in render_all(renderer(path), jobs(*names), 2, lambda job: None)}
    assert sorted(done) == sorted(names)
    assert not done["brief-IT"].files if lost else done["brief-IT"].files
    assert all(done[name].files for name in names if name != "brief-IT")
    if lost:
        (problem,) = done["brief-IT"].report
        assert legation.render(problem) == (
            "error[worker-lost]: the process that was building `brief-IT` was ended from outside, "
            "twice\n"
            "  hint: see whether the computer has enough memory, or build with fewer --jobs"
        )
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
@pytest.mark.parametrize("number", [1, 2])
def test_ctrl_c_ends_it_and_leaves_what_is_finished(tmp_path: Path, number: int) -> None:
    states = ["AZ", "UZ", "KZ", "KG", "TJ", "TM", *STATES]
    lines = [CHRONOLOGY.partition("briefs:")[0], "briefs:"]
    lines += [f"  b{n}: {{parties: [GB, {states[n % len(states)]}]}}" for n in range(400)]
    (tmp_path / "events.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "legation", "build", "--as-of", "2026-02-24", "--jobs"]
    silent = subprocess.DEVNULL
    process = subprocess.Popen([*command, str(number)], cwd=tmp_path, stdout=silent, stderr=silent)
    output = tmp_path / "output"
    end = time.monotonic() + 60
    while len(list(output.glob("*.pdf"))) < 3 and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) != 0  # a second, on a machine that is not busy
    finished = {file.stem for file in output.glob("*.pdf")}
    assert finished == {file.stem for file in output.glob("*.docx")}
    assert 3 <= len(finished) < 400
    status = (output / "STATUS.txt").read_text(encoding="utf-8")
    assert all(f"\n{name} " in status for name in finished)
    again = legation.build(tmp_path / "events.yaml", briefs=sorted(finished), as_of=DAY)
    assert {file.brief for file in again.unchanged} == finished


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has started is asked of Linux")
def test_no_process_outlives_its_parent(tmp_path: Path) -> None:
    lines = [CHRONOLOGY.partition("briefs:")[0], "briefs:"]
    lines += [f"  b{n}: {{parties: GB}}" for n in range(400)]
    (tmp_path / "events.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "legation", "build", "--as-of", "2026-02-24", "--jobs", "3"]
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=tmp_path, stdout=silent, stderr=silent) as process:
        started = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not started.exists():
            process.kill()
            pytest.skip("this Linux does not tell what a process has started")
        while process.poll() is None and len(children := started.read_text().split()) < 3:
            time.sleep(0.05)
        process.kill()
    end = time.monotonic() + 30
    while any(Path("/proc", child).exists() for child in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not [child for child in children if Path("/proc", child).exists()]
