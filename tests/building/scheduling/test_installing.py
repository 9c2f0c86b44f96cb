"""Schedules as they are installed, asked after and taken away, by whichever scheduler answers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from building.scheduling.tasks import FOLDERS
from legation.building.scheduling.installing import plan
from legation.cli import main
from legation.diagnostics import LegationError

ENVIRONMENT = {"COLUMNS": "80", "LEGATION_DEBUG": None, "SOURCE_DATE_EPOCH": "1771936800"}
"""It is 24 February 2026, 12:40 UTC."""

SYSTEMCTL = """\
#!/bin/sh
case "$*" in *.timer*) echo ActiveState=active; echo "LastTriggerUSec=Mon 2026-02-23 02:00:04 UTC" ;; esac
"""
CRONTAB = """\
#!/bin/sh
if [ "$1" = -l ]; then /bin/cat "$TABLE"; else /bin/cat > "$TABLE"; fi
"""

CHRONOLOGY = """\
title: An example
timezone: Asia/Baku
events:
  - {date: 2026-02-03, title: Ministers met, parties: [GB, NO], sources: The Example Gazette}
briefs:
  norway: {parties: [GB, NO]}
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a chronology, where no scheduler of this computer's can be called."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "table").write_text("15 4 * * * backup\n", encoding="utf-8")
    (tmp_path / "events.yaml").write_text("title: An example\ntimezone: Asia/Baku\n", "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("TABLE", str(tmp_path / "table"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def has(home: Path, program: str, text: str) -> None:
    (home / "bin" / program).write_text(text, encoding="utf-8")
    (home / "bin" / program).chmod(0o755)


def legation(*arguments: str) -> Result:
    return CliRunner(env=ENVIRONMENT).invoke(main, ["schedule", *arguments], prog_name="legation")


def units(home: Path) -> list[str]:
    return sorted(path.suffix for path in home.glob("config/systemd/user/*"))


def test_a_schedule_is_installed_told_of_and_removed_with_cron(home: Path) -> None:
    has(home, "crontab", CRONTAB)
    absent = legation("status")
    assert (absent.exit_code, absent.output) == (1, "nothing is scheduled for events.yaml\n")
    installed = legation("install", "--weekly", "mon", "6:00")
    assert re.fullmatch(
        r"mon 06:00 Asia/Baku, by cron \(legation-[\w-]+\)\nnext: Monday 2 March 2026 at 06:00\n",
        installed.output,
    )
    again = legation("install", "--weekly", "fri", "17:45", "--timezone", "Europe/London")
    assert again.output.endswith("\nnext: Friday 27 February 2026 at 17:45\n")
    status = legation("status", str(home / "events.yaml"))
    assert (status.exit_code, status.output) == (0, again.output)
    (home / "events.yaml").unlink()  # and still it can be removed
    removed = legation("remove")
    assert (removed.exit_code, removed.output) == (
        0,
        "nothing is scheduled any more for events.yaml\n",
    )
    assert (home / "table").read_text("utf-8") == "15 4 * * * backup\n"
    none = legation("remove")
    assert (none.exit_code, none.output) == (0, "nothing was scheduled for events.yaml\n")


def test_what_the_last_run_came_to_is_told_from_the_log(home: Path) -> None:
    has(home, "crontab", CRONTAB)
    legation("install", "--weekly", "mon", "06:00")
    (home / "events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    begun = legation("status").output
    ran = CliRunner(env=ENVIRONMENT).invoke(main, ["run", "--due", "mon 06:00 Asia/Baku"])
    assert ran.exit_code == 0, ran.output
    logged = "logged: events.yaml, week from 23 February 2026: 1 issued\n"
    assert legation("status").output == begun + logged


def test_systemd_is_taken_where_it_answers_and_cron_then_forgets(home: Path) -> None:
    has(home, "crontab", CRONTAB)
    legation("install", "--weekly", "mon", "06:00")
    has(home, "systemctl", "#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")
    assert ", by cron (" in legation("status").output
    has(home, "systemctl", SYSTEMCTL)
    installed = legation("install", "--weekly", "mon", "06:00")
    assert re.fullmatch(
        r"mon 06:00 Asia/Baku, by systemd \(legation-[\w-]+\.timer\)\n"
        r"next: Monday 2 March 2026 at 06:00\nlast: Monday 23 February 2026 at 06:00\n",
        installed.output,
    )
    assert units(home) == [".service", ".timer"]
    assert (home / "table").read_text("utf-8") == "15 4 * * * backup\n"
    assert legation("remove").exit_code == 0
    assert units(home) == []


def test_without_a_scheduler_it_is_said_what_to_do() -> None:
    refused = legation("install", "--weekly", "mon", "06:00")
    assert (refused.exit_code, refused.output) == (
        1,
        "error[schedule]: this computer has no scheduler that you may use\n"
        "  hint: give your administrator what `legation schedule install --print` prints\n",
    )


def test_without_a_scheduler_nothing_is_scheduled_or_left_to_remove() -> None:
    why = "for events.yaml: this computer has no scheduler that you may use\n"
    status, removed = legation("status"), legation("remove")
    assert (status.exit_code, status.output) == (1, f"nothing is scheduled {why}")
    assert (removed.exit_code, removed.output) == (0, f"nothing was scheduled {why}")


@pytest.mark.parametrize("scheduler", ["systemd", "cron", "windows"])
def test_every_letter_is_printed_whatever_the_console_lacks(home: Path, scheduler: str) -> None:
    folder = home / "Bakı Ərəb 外交"
    folder.mkdir()
    (folder / "events.yaml").write_text("title: An example\n", encoding="utf-8")
    arguments = ["install", "--weekly", "mon", "06:00", "--print", "--for", scheduler]
    command = [sys.executable, "-m", "legation", "schedule", *arguments, str(folder)]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    if scheduler == "windows":
        assert done.stdout.isascii()
        assert f"<WorkingDirectory>{folder.resolve()}</WorkingDirectory>" in unescape(
            done.stdout.decode()
        )
    else:
        assert folder.name in done.stdout.decode("utf-8")


@pytest.mark.parametrize("scheduler", ["systemd", "cron", "windows"])
def test_what_is_printed_is_not_installed(home: Path, scheduler: str) -> None:
    has(home, "crontab", CRONTAB)
    has(home, "systemctl", SYSTEMCTL)
    printed = legation("install", "--weekly", "mon", "06:00", "--print", "--for", scheduler)
    assert printed.exit_code == 0, printed.output
    assert f"-P -m legation run {home.resolve() / 'events.yaml'} --due" in printed.stdout
    assert units(home) == []
    assert (home / "table").read_text("utf-8") == "15 4 * * * backup\n"
    if scheduler == "systemd":
        assert legation("install", "--weekly", "mon", "06:00", "--print").stdout == printed.stdout


def test_every_chronology_has_a_name_of_its_own_that_every_scheduler_takes(home: Path) -> None:
    names = set()
    for folder in FOLDERS:
        for file in ("events.yaml", "others.yaml"):
            path = home / folder / file
            path.parent.mkdir(exist_ok=True)
            path.write_text("title: An example\n", encoding="utf-8")
            names.add(plan(str(path), "mon", "06:00").name)
    assert len(names) == 2 * len(FOLDERS)
    assert all(re.fullmatch(r"legation(-[a-z0-9]+)+", name) for name in names)


def test_a_link_to_a_chronology_is_that_chronology(home: Path) -> None:
    (home / "link.yaml").symlink_to("events.yaml")
    assert plan("link.yaml", "mon", "06:00") == plan("events.yaml", "mon", "06:00")


@pytest.mark.parametrize(
    "sign", ["\n", "\t", "\x07", "\x7f", "\u2028", "\u200b", "\u202e", "\udcff"]
)
def test_an_invisible_character_is_refused(home: Path, sign: str) -> None:
    path = os.fsdecode(os.fsencode(str(home))) + f"/a{sign}b"
    Path(path).mkdir()
    with pytest.raises(LegationError) as refused:
        plan(path, "mon", "06:00", "UTC")
    (told,) = refused.value.diagnostics
    assert str(told.position) == f"{home.resolve()}/a?b"
    assert told.message.startswith("the path has a line break or another invisible character in it")


def test_a_module_beside_the_chronology_is_not_taken_for_one_of_ours(home: Path) -> None:
    (home / "legation.py").write_text("raise SystemExit('not this one')\n", encoding="utf-8")
    program, *arguments = plan("events.yaml", "mon", "06:00").command
    assert program == sys.executable
    assert arguments[:3] == ["-P", "-m", "legation"]
    done = subprocess.run(
        [program, *arguments[:3], "--version"],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
    )
    assert (done.returncode, done.stderr) == (0, "")
