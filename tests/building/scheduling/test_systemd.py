"""systemd's units: what systemd itself reads in them, and what it is told."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from building.scheduling.tasks import FOLDERS, NOW, a_task
from legation.building.scheduling.systemd import Systemd, folder
from legation.building.scheduling.task import Task, due_of
from legation.diagnostics import LegationError
from tools import require_file, require_tool, run

STAND_IN = """\
#!/bin/sh
echo "$(basename "$0") $*" >> "$SAID"
case "$*" in
    *--property=Linger*) echo "${LINGER:-yes}" ;;
    *"show legation"*.timer*) echo "ActiveState=${TIMER:-active}"; echo "LastTriggerUSec=$LAST" ;;
    *"show legation"*.service*) printf '%b' "$SERVICE" ;;
    *$REFUSED*) [ -z "$REFUSED" ] || { echo "Failed: no such thing" >&2; exit 1; } ;;
esac
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where units are kept, with programs that write down what they are told in place of systemd's."""
    for program in ("systemctl", "loginctl"):
        file = tmp_path / "bin" / program
        file.parent.mkdir(exist_ok=True)
        file.write_text(STAND_IN, encoding="utf-8")
        file.chmod(0o755)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SAID", str(tmp_path / "said"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def said(home: Path) -> list[str]:
    lines = (home / "said").read_text(encoding="utf-8").splitlines()
    (home / "said").unlink()
    return lines


def test_a_timer_is_written_and_started_and_replaced_and_taken_away(home: Path) -> None:
    task = a_task(home / "briefs" / "events.yaml")
    timer = f"{task.name}.timer"
    Systemd().install(task, NOW)
    started = [
        f"systemctl --user {c}" for c in ("daemon-reload", f"enable {timer}", f"restart {timer}")
    ]
    assert said(home) == started
    Systemd().install(a_task(home / "briefs" / "events.yaml", "fri 17:45 Europe/London"), NOW)
    assert said(home) == started
    assert sorted(path.name for path in folder().iterdir()) == [f"{task.name}.service", timer]
    assert "\nOnCalendar=Fri *-*-* 17:45:00 Europe/London\n" in (folder() / timer).read_text(
        "utf-8"
    )
    assert Systemd().remove(task.name)
    assert said(home) == [
        f"systemctl --user disable --now {timer}",
        f"systemctl --user clean --what=state {timer}",
        "systemctl --user daemon-reload",
    ]
    assert list(folder().iterdir()) == []
    assert not Systemd().remove(task.name)


def test_how_it_stands(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = a_task(home / "briefs" / "events.yaml")
    assert Systemd().standing(task.name) is None
    Systemd().install(task, NOW)
    never = Systemd().standing(task.name)
    assert never is not None
    assert (never.weekly, never.active, never.last, never.outcome) == (task.weekly, True, None, "")
    monkeypatch.setenv("LAST", "Mon 2026-02-23 02:00:04 UTC")
    ended = "ActiveState=inactive\\nExecMainExitTimestamp=Mon 2026-02-23 02:00:09 UTC\\n"
    for service, outcome in {
        f"{ended}Result=success\\nExecMainStatus=0\\n": "done",
        f"{ended}Result=exit-code\\nExecMainStatus=3\\n": "exit status 3",
        f"{ended}Result=timeout\\nExecMainStatus=15\\n": "failed (timeout)",
        "ActiveState=activating\\nResult=success\\n": "under way",
        "ActiveState=inactive\\nResult=success\\nExecMainExitTimestamp=\\n": "",
    }.items():
        monkeypatch.setenv("SERVICE", service)
        ran = Systemd().standing(task.name)
        assert ran is not None
        assert (ran.last, ran.outcome) == (datetime(2026, 2, 23, 2, 0, 4, tzinfo=UTC), outcome)
    monkeypatch.setenv("TIMER", "inactive")
    stopped = Systemd().standing(task.name)
    assert stopped is not None
    assert not stopped.active


def test_lingering_is_told_of_where_it_is_off(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = a_task(home / "briefs" / "events.yaml")
    assert Systemd().notes(task, NOW) == []
    monkeypatch.setenv("LINGER", "no")
    assert [note.hint for note in Systemd().notes(task, NOW)] == [
        "to have it run at all times: loginctl enable-linger"
    ]


def test_what_systemd_refuses_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUSED", "daemon-reload")
    with pytest.raises(
        LegationError, match="`systemctl --user daemon-reload` failed: Failed: no such"
    ):
        Systemd().install(a_task(home / "briefs" / "events.yaml"), NOW)


# --- what systemd makes of it ---------------------------------------------------------------------------


def written(task: Task, home: Path) -> dict[str, Path]:
    """The units of a task, in a folder of their own; what is printed is what is installed."""
    units = home / "units"
    units.mkdir()
    files = {}
    for part in re.split(r"^# (?=/)", Systemd().printed(task, NOW), flags=re.MULTILINE)[1:]:
        name, _, text = part.partition("\n")
        path = units / Path(name).name
        path.write_text(text.partition("\n# systemctl")[0].rstrip("\n") + "\n", encoding="utf-8")
        files[path.suffix] = path
    Systemd().install(task, NOW)
    for path in files.values():
        assert path.read_text("utf-8") == (folder() / path.name).read_text("utf-8")
        assert due_of(path.read_text("utf-8")) == task.weekly
    return files


@pytest.mark.tools
@pytest.mark.parametrize("name", FOLDERS)
def test_systemd_verifies_the_units_and_reads_back_every_path(name: str, tmp_path: Path) -> None:
    analyze = require_tool("systemd-analyze")
    task = a_task(tmp_path / name / "my events.yaml")
    files = written(task, tmp_path)
    run(analyze, "verify", "--user", *files.values(), XDG_RUNTIME_DIR=str(tmp_path))
    read = read_back(files[".service"], tmp_path)
    assert read["WorkingDirectory"] == task.folder
    assert read["ReadWritePaths"] == f"{task.folder} -/tmp -/var/tmp"
    assert read["ProtectSystem"] == "strict"
    assert arguments(read["Command Line"]) == list(task.command)


@pytest.mark.tools
def test_an_interpreter_with_a_dollar_in_its_path_is_called_all_the_same(tmp_path: Path) -> None:
    task = a_task(tmp_path / "briefs" / "events.yaml")
    task = replace(task, command=("/opt/my $HOME 5%/python", *task.command[1:]))
    read = read_back(written(task, tmp_path)[".service"], tmp_path)
    assert arguments(read["Command Line"]) == ["/bin/sh", "-c", 'exec "$0" "$@"', *task.command]


def read_back(service: Path, home: Path) -> dict[str, str]:
    """What a manager that only shows what it would do has read in a service."""
    require_tool("systemd-analyze")
    manager = require_file(Path("/usr/lib/systemd/systemd"), "systemd")
    command = [str(manager), "--user", "--test", f"--unit={service.name}"]
    if os.getuid() == 0:  # which the manager does not let test
        for path in (home, *home.parents[:3]):
            path.chmod(path.stat().st_mode | 0o055)
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
    runtime = home / "runtime"
    runtime.mkdir()
    runtime.chmod(0o777)
    places = {"XDG_RUNTIME_DIR": runtime, "HOME": runtime, "XDG_CONFIG_HOME": runtime}
    shown = subprocess.run(
        command,
        env={
            **os.environ,
            **{key: str(path) for key, path in places.items()},
            "SYSTEMD_UNIT_PATH": f"{service.parent}:",
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    unit = shown.partition(f"-> Unit {service.name}:\n")[2].partition("-> Unit ")[0]
    return dict(re.findall(r"^\t+([^:\n]+): (.*)$", unit, re.MULTILINE))


def arguments(line: str) -> list[str]:
    """The words of a command line as systemd shows them, with its variables replaced."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    return [re.sub(r"\\(.)", r"\1", quoted or bare).replace("$$", "$") for quoted, bare in words]


@pytest.mark.tools
@pytest.mark.parametrize(
    "weekly", ["mon 06:00 Asia/Baku", "sun 01:30 Europe/Berlin", "fri 23:59 America/New_York"]
)
def test_systemd_has_it_due_when_we_have(weekly: str, tmp_path: Path) -> None:
    analyze = require_tool("systemd-analyze")
    task = a_task(tmp_path / "events.yaml", weekly)
    calendar = re.findall(r"OnCalendar=(.*)", Systemd().printed(task, NOW))
    base = f"--base-time={NOW:%Y-%m-%d %H:%M:%S} UTC"
    shown = run(analyze, "calendar", "--iterations=60", base, *calendar, TZ="UTC", LC_ALL="C")
    elapses = re.findall(r"(?:Next elapse|Iter\. #\d+|\(in UTC\)): \w+ (.*) UTC", shown)
    ours = [due.astimezone(UTC) for due, _ in zip(task.weekly.ahead(NOW), range(60), strict=False)]
    assert elapses == [f"{due:%Y-%m-%d %H:%M:%S}" for due in ours]
    assert len(elapses) > 52
    assert ours[0] - NOW < timedelta(days=7)
