"""The lines of a crontab: what a shell makes of them, when they come, and whose lines stay."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from building.scheduling.tasks import FOLDERS, NOW, a_task
from legation.building.scheduling import cron
from legation.building.scheduling.cron import Cron, lines
from legation.building.scheduling.task import Task
from legation.building.scheduling.timing import Weekly
from legation.diagnostics import LegationError

STAND_IN = """\
#!/bin/sh
case "$1" in
    -l) [ -z "$BROKEN" ] || { echo "you may not use this program" >&2; exit 1; }
        [ -f "$TABLE" ] || { echo "no crontab for you" >&2; exit 1; }
        cat "$TABLE" ;;
    -) cat > "$TABLE" ;;
esac
"""
OTHERS = b"""\
# my own, in Latin-1: caf\xe9
MAILTO=me
\f
15 4 * * * backup # Legation, every week: not this (legation)
@reboot echo "100\\% here"\
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The crontab that a program in place of `crontab` reads and writes; it is not there at first."""
    program = tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(STAND_IN, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("TABLE", str(tmp_path / "table"))
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(cron, "system_zone", lambda: ZoneInfo("Europe/Berlin"))
    return tmp_path / "table"


def test_no_other_line_of_a_crontab_is_touched(table: Path, tmp_path: Path) -> None:
    task = a_task(tmp_path / "briefs" / "events.yaml")
    other = a_task(tmp_path / "others" / "events.yaml")
    table.write_bytes(OTHERS)
    Cron().install(other, NOW)
    before = table.read_bytes()
    assert before.startswith(OTHERS + b"\n")
    Cron().install(task, NOW)
    once = table.read_bytes()
    assert once.startswith(before)
    Cron().install(task, NOW)
    assert table.read_bytes() == once
    Cron().install(replace(task, weekly=Weekly.read("fri 17:45 Europe/London")), NOW)
    standing = Cron().standing(task.name)
    assert standing is not None
    assert (str(standing.weekly), standing.by) == ("fri 17:45 Europe/London", "cron")
    assert table.read_bytes().count(task.name.encode()) == 2
    assert Cron().remove(task.name)
    assert table.read_bytes() == before
    assert not Cron().remove(task.name)
    assert Cron().standing(task.name) is None


def test_a_crontab_that_is_not_there_yet_is_made(table: Path, tmp_path: Path) -> None:
    task = a_task(tmp_path / "briefs" / "events.yaml")
    assert Cron().standing(task.name) is None
    Cron().install(task, NOW)
    assert table.read_text("utf-8") == Cron().printed(task, NOW)


def test_a_crontab_with_a_zone_of_its_own_is_refused(table: Path, tmp_path: Path) -> None:
    table.write_text("CRON_TZ=Asia/Tokyo\n", encoding="utf-8")
    with pytest.raises(LegationError, match="your crontab sets CRON_TZ, which crons read in two"):
        Cron().install(a_task(tmp_path / "briefs" / "events.yaml"), NOW)
    assert table.read_text("utf-8") == "CRON_TZ=Asia/Tokyo\n"


def test_a_crontab_that_cannot_be_read_is_not_written(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.write_bytes(OTHERS)
    monkeypatch.setenv("BROKEN", "1")
    with pytest.raises(LegationError, match="your crontab cannot be read: you may not use"):
        Cron().install(a_task(tmp_path / "briefs" / "events.yaml"), NOW)
    assert table.read_bytes() == OTHERS


# --- what the shell makes of a line ---------------------------------------------------------------------


def command_of(line: str) -> str:
    """The command of a line as cron hands it to the shell (`crontab(5)`)."""
    fields = 1 if line.startswith("@") else 5
    command = line.rstrip("\n").split(None, fields)[fields]
    assert not re.search(r"(?<!\\)%", command), "a bare % ends the command"
    return command.replace(r"\%", "%")


def shell(command: str, bin_: Path) -> list[str]:
    """What a shell runs, with programs of the test's own first."""
    path = f"{bin_}{os.pathsep}/usr/bin{os.pathsep}/bin"
    done = subprocess.run(
        ["/bin/sh", "-c", command], env={"PATH": path}, capture_output=True, check=False
    )
    assert done.stderr == b""
    return os.fsdecode(done.stdout).split("\0")


@pytest.mark.parametrize("name", [name for name in FOLDERS if "\\" not in name])
def test_a_shell_reads_every_path_back(name: str, tmp_path: Path) -> None:
    program = tmp_path / "python 5% $HOME it's"
    program.write_text('#!/bin/sh\npwd; printf "%s\\0" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    task = a_task(tmp_path / name / "my events.yaml", "mon 06:00 UTC")
    task = replace(task, command=(str(program), *task.command[1:]))
    weekly, boot = lines(task, NOW, UTC)
    assert weekly.startswith("0 6 * * 1 cd ")
    assert boot.startswith("@reboot cd ")
    for line in (weekly, boot):
        here, *arguments = "\0".join(shell(command_of(line), tmp_path)).split("\n", 1)
        assert here == task.folder
        missed = ["--if-missed"] if line == boot else []
        assert arguments[0].split("\0") == [*task.command[1:], *missed, ""]


def test_a_backslash_is_refused_for_crons_differ_on_it(tmp_path: Path) -> None:
    with pytest.raises(LegationError, match="the path has a backslash in it"):
        list(lines(a_task(tmp_path / "a\\b" / "events.yaml"), NOW, UTC))


@pytest.mark.parametrize("zone", ["Asia/Baku", "Europe/Berlin", "Asia/Kathmandu"])
def test_the_shell_asks_whether_it_is_due(zone: str, tmp_path: Path) -> None:
    task = a_task(tmp_path / "briefs" / "events.yaml", f"mon 06:00 {zone}")
    task = replace(task, command=("echo", "runs"))
    line = next(lines(task, NOW, ZoneInfo("America/New_York")))
    clock = tmp_path / "bin" / "date"
    clock.parent.mkdir()
    due = task.weekly.next(NOW)
    for moment, runs in {
        due: True,
        due + timedelta(seconds=59): True,
        due - timedelta(hours=1): False,
        due + timedelta(hours=1): False,
        due + timedelta(days=1): False,
    }.items():
        clock.write_text(f'#!/bin/sh\nexec /bin/date -d @{moment.timestamp():.0f} "$@"\n', "utf-8")
        clock.chmod(0o755)
        assert shell(command_of(line), clock.parent) == (["runs\n"] if runs else [""])


# --- when the lines come --------------------------------------------------------------------------------

SYSTEMS = ("UTC", "Asia/Baku", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    "weekly",
    ["mon 06:00 Asia/Baku", "sun 04:15 Europe/Berlin", "sun 06:30 UTC", "sat 00:00 Asia/Kathmandu"],
)
def test_it_is_run_once_at_each_time_over_every_change_of_clocks(
    weekly: str, system: str, tmp_path: Path
) -> None:
    task = a_task(tmp_path / "events.yaml", weekly)
    line = next(lines(task, NOW, ZoneInfo(system)))
    assert runs(task, line, ZoneInfo(system)) == [
        due.astimezone(UTC) for due, _ in zip(task.weekly.ahead(NOW), range(105), strict=False)
    ]


def runs(task: Task, line: str, system: ZoneInfo) -> list[datetime]:
    """When cron has a line's shell run the command, in the two years after NOW.

    A line whose hour is `*` comes whenever the clock shows its time. Any other comes by vixie-cron's rule:
    once, too, where the clock shows its time twice, or at the end of what it skips.
    """
    minutes, hours, _, _, days = line.split()[:5]
    guard = re.search(r"= (\d{5}) \]", line)
    found, shown = [], set()
    first = task.weekly.next(NOW).astimezone(UTC) - timedelta(days=3)
    for minute in range(0, 105 * 7 * 24 * 60, 15):
        moment = first + timedelta(minutes=minute)
        local = moment.astimezone(system)
        matches = str(local.minute) in minutes.split(",") and hours in ("*", str(local.hour))
        if not matches or str(local.isoweekday() % 7) not in days.split(","):
            continue
        asked = moment.astimezone(ZoneInfo(task.weekly.zone))
        if guard and f"{asked.isoweekday()}{asked:%H%M}" != guard[1]:
            continue
        if hours == "*" or local.replace(tzinfo=None, fold=0) not in shown:
            found.append(moment)
        shown.add(local.replace(tzinfo=None, fold=0))
    return found
