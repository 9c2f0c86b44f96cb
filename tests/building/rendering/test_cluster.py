"""Building on a cluster: the same files as here, and nothing lost with a worker."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clusters import Machines, certificates, until
from tools import require_package

pytestmark = pytest.mark.tools
require_package("distributed")

STATES = ("NO", "IT", "DE", "FR", "ES", "PT", "GR", "PL")
HEAD = "\n".join(
    [
        "title: Our relations",
        "sources: {gazette: {title: A report}}",
        "events:",
        "  - {date: 2024, title: Visit of 新, parties: [GB, PL], sources: gazette}",
        *(
            f"  - {{date: 202{n % 5}, title: Visit {n}, parties: [GB, {s}], sources: gazette}}"
            for n, s in enumerate(STATES * 3)
        ),
        "briefs:",
        *(f"  brief-{s}: {{parties: [GB, {s}]}}" for s in STATES),
        "",
    ]
)

MANY = [f"  b{n}: {{parties: [GB, {STATES[n % 8]}]}}" for n in range(400)]
"""Briefs that it takes long to build."""


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler that has no Legation, and two workers that are started anew when they are killed."""
    with Machines(tmp_path_factory.mktemp("machines")) as machines:
        machines.worker()
        machines.worker()
        yield machines


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return chronology(tmp_path / "desk", "  wrong: {parties: [GB, NO], template: wrong}")


def chronology(desk: Path, *briefs: str) -> Path:
    """A folder with a chronology, which has these briefs too."""
    (desk / "templates").mkdir(parents=True)
    (desk / "templates" / "wrong.md.j2").write_text("{{ nothing }}", encoding="utf-8")
    (desk / "events.yaml").write_text(HEAD + "\n".join([*briefs, ""]), encoding="utf-8")
    return desk


def build(desk: Path, output: str, *options: str | Path, before: str = "") -> tuple[int, str, str]:
    """Build to a folder, with a line of Python before: the status, and what is printed and told."""
    with begun(desk, output, *options, before=before) as process:
        printed, told = process.communicate(timeout=180)
    named = f"{output}{os.sep}"
    return process.returncode, printed.replace(named, ""), told.replace(named, "")


@contextmanager
def begun(
    desk: Path, output: str, *options: str | Path, before: str = ""
) -> Iterator[subprocess.Popen[str]]:
    command = f"{before}\nfrom legation.cli import main\nmain()"
    asked = ["build", "--as-of", "2026-02-24", "--output", output, *map(str, options)]
    with subprocess.Popen(
        [sys.executable, "-c", command, *asked],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONWARNINGS": "error"},
    ) as process:
        yield process


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.[dp][od][cf]*")}


def test_files_and_messages_are_the_same_as_here(
    machines: Machines, desk: Path, tmp_path: Path
) -> None:
    here = build(desk, "here")
    assert here[0] == 3
    assert "missing-letters" in here[2]
    assert "brief-PL: built" in here[1]
    assert "wrong: failed" in here[1]
    shared = tmp_path / "shared"
    shared.mkdir()
    assert build(desk, "there", "--cluster", machines.address) == here
    through = ("--cluster-folder", shared)
    assert build(desk, "through", "--cluster", machines.address, *through) == here
    expected = files(desk / "here")
    assert len(expected) == 2 * len(STATES)
    assert files(desk / "there") == files(desk / "through") == expected
    assert not list(shared.iterdir())
    until(lambda: not list(machines.temporary.glob("legation-*")), "workers keep what they had")


def test_a_worker_that_is_killed_loses_nothing(machines: Machines, tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk", "  fatal-1: {parties: [GB, NO]}")
    status, *_ = build(desk, "here")
    (machines.lives / "fatal-1").touch()
    assert build(desk, "there", "--cluster", machines.address)[0] == status == 0
    assert not list(machines.lives.iterdir()), "none was killed"
    assert files(desk / "there") == files(desk / "here")


def test_a_brief_that_kills_every_worker_fails_alone(machines: Machines, tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk", "  fatal-2: {parties: [GB, NO]}")
    for life in range(9):
        (machines.lives / f"fatal-2-{life}").touch()
    status, printed, told = build(desk, "there", "--cluster", machines.address)
    shutil.rmtree(machines.lives)
    machines.lives.mkdir()
    assert status == 3
    assert [line for line in printed.splitlines() if "failed" in line] == ["fatal-2: failed"]
    assert (
        "error[worker-lost]: every worker that was building `fatal-2` was ended from outside\n"
        "  hint: see whether the workers have enough memory, or build it without --cluster\n"
    ) in told
    assert len(files(desk / "there")) == 2 * len(STATES)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
def test_ctrl_c_ends_it_and_calls_off_what_is_under_way(machines: Machines, tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk", *MANY)
    folder = tmp_path / "shared"
    folder.mkdir()
    options = ("--cluster", machines.address, "--cluster-folder", folder)
    with begun(desk, "there", *options) as process:
        until(lambda: len(files(desk / "there")) > 2, "nothing came back")
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        process.communicate(timeout=60)
    took = time.monotonic() - start
    assert process.returncode != 0
    assert took < 10  # a second, on a machine that is not busy
    finished = files(desk / "there")
    assert {Path(name).stem for name in finished if name.endswith("pdf")} == {
        Path(name).stem for name in finished if name.endswith("docx")
    }
    assert len(finished) < 800
    assert not list(folder.iterdir())
    distributed = require_package("distributed")
    with distributed.Client(machines.address, set_as_default=False) as client:
        until(lambda: not any(client.processing().values()), "the rest was not called off")


# --- what cannot be -------------------------------------------------------------------------------------


def test_no_worker(tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk")
    with Machines(tmp_path / "machines") as machines:
        status, printed, told = build(
            desk,
            "there",
            "--cluster",
            machines.address,
            before="from legation.building.rendering import cluster; cluster._PATIENCE = 1",
        )
        assert (status, printed.count(": failed")) == (1, len(STATES))
        assert told == (
            f"error[cluster]: the scheduler at {machines.address} has no worker\n"
            f"  hint: start some, `dask worker {machines.address}`, then build again\n"
        )
        status_file = (desk / "there" / "STATUS.txt").read_text(encoding="utf-8")
        assert "NOT REFRESHED: the scheduler" in status_file


def test_workers_with_another_version_or_none_at_all(tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk")
    old = tmp_path / "old"
    (old / "reportlab-1.2.dist-info").mkdir(parents=True)
    (old / "reportlab-1.2.dist-info" / "METADATA").write_text("Name: reportlab\nVersion: 1.2\n")
    with Machines(tmp_path / "machines") as machines:
        machines.worker("--no-nanny", path=old)
        told = build(desk, "there", "--cluster", machines.address)[2]
        assert "has reportlab 1.2, and this computer has " in told
        assert "hint: type there: pip install reportlab==" in told
    with Machines(tmp_path / "others") as machines:
        machines.worker("--no-nanny", bare=True)
        status, _, told = build(desk, "there", "--cluster", machines.address)
        assert status == 1
        assert " has no Legation\n  hint: type there: pip install 'legation[cluster]==" in told


def test_a_worker_without_legation_that_comes_later_takes_nothing_along(tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk", *MANY)
    with Machines(tmp_path / "machines") as machines:
        machines.worker("--no-nanny")
        with begun(desk, "there", "--cluster", machines.address) as process:
            until(lambda: files(desk / "there"), "nothing came back")
            machines.worker("--no-nanny", bare=True)
            printed, told = process.communicate(timeout=120)
    assert process.returncode == 3
    assert "has no Legation\n" in told
    assert printed.count(": built") * 2 == len(files(desk / "there"))
    assert printed.count(": failed") + printed.count(": built") == 400 + len(STATES)


def test_the_scheduler_goes_away(tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk", *MANY)
    with Machines(tmp_path / "machines") as machines:
        machines.worker("--no-nanny")
        with begun(desk, "there", "--cluster", machines.address) as process:
            until(lambda: files(desk / "there"), "nothing came back")
            machines.end_scheduler()
            printed, told = process.communicate(timeout=120)
    assert process.returncode == 3
    assert told.endswith(
        f"error[cluster]: the scheduler at {machines.address} has gone away\n"
        "  hint: see why, then build again: what came back before is in its place\n"
    )
    assert printed.count(": built") * 2 == len(files(desk / "there"))


def test_a_folder_that_is_not_shared(machines: Machines, tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk")
    missing = tmp_path / "none"
    options = ("--cluster", machines.address, "--cluster-folder")
    status, _, told = build(desk, "there", *options, missing)
    assert status == 1
    assert f"{missing}: error[output]: " in told


# --- TLS ------------------------------------------------------------------------------------------------


def test_over_tls(tmp_path: Path) -> None:
    desk = chronology(tmp_path / "desk")
    made, others = tmp_path / "made", tmp_path / "others"
    certificates(made, "machine", "me")
    certificates(others, "me")
    speaking = (
        ("--tls-ca-file", made / "authority.pem"),
        ("--tls-cert", made / "machine.pem"),
        ("--tls-key", made / "machine.key"),
    )
    build(desk, "here")

    with Machines(tmp_path / "machines", *(part for pair in speaking for part in pair)) as machines:
        machines.worker()
        assert machines.address.startswith("tls://")

        def there(authority: Path, mine: Path) -> tuple[int, str, str]:
            options = ("--cluster-ca", authority / "authority.pem", "--cluster-cert")
            own = (mine / "me.pem", "--cluster-key", mine / "me.key")
            return build(desk, "there", "--cluster", machines.address, *options, *own)

        shows = f"the scheduler at {machines.address} shows a certificate that "
        assert shows in there(others, made)[2]
        breaks_off = f"the scheduler at {machines.address} breaks off\n"
        assert breaks_off in there(made, others)[2]
        plain = machines.address.replace("tls", "tcp")
        told = build(desk, "there", "--cluster", plain)[2]
        assert f"the scheduler at {plain} breaks off\n" in told
        assert "if it speaks TLS, its address begins with tls://" in told
        assert not files(desk / "there")
        assert there(made, made)[0] == 0
    assert files(desk / "there") == files(desk / "here")
