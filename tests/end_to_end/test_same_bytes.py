"""Same input, same bytes: on any day, in any folder, time zone, language, hash seed and environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from reportlab import rl_settings

from editions import AS_OF, SAMPLE
from legation.reading.templates import packaged

# A clock that is set and runs. The classes stand in for those that everything imports from datetime.
BUILD = """
import datetime, sys, time

now, day = float(sys.argv[1]), datetime.date.fromisoformat(sys.argv[4])
if now:
    class Moved(type):
        def __instancecheck__(cls, value):
            return isinstance(value, cls.__mro__[1])
    class date(datetime.date, metaclass=Moved):
        @classmethod
        def today(cls):
            return cls.fromtimestamp(now)
    class datetime_(datetime.datetime, metaclass=Moved):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(now, tz)
        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(now)
    really_local, really_global = time.localtime, time.gmtime
    time.time, time.time_ns = lambda: now, lambda: int(now * 10**9)
    time.localtime = lambda seconds=None: really_local(now if seconds is None else seconds)
    time.gmtime = lambda seconds=None: really_global(now if seconds is None else seconds)
    datetime.date, datetime.datetime = date, datetime_
import legation
build = legation.build(sys.argv[2], output=sys.argv[3], as_of=day, briefs=sys.argv[5:],
                       formats=["docx", "pdf", "text"])
assert build.status == 0, [legation.render(found) for found in build.report]
"""


def built(
    chronology: str,
    output: Path,
    *briefs: str,
    as_of: date = AS_OF,
    now: int = 0,
    cwd: Path | None = None,
    environment: dict[str, str] | None = None,
) -> dict[str, bytes]:
    """The files that a build makes in a process of its own, whose clock says `now` unless that is 0."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    keep.pop("SOURCE_DATE_EPOCH", None)
    arguments = [str(now), chronology, str(output), as_of.isoformat(), *briefs]
    done = subprocess.run(
        [sys.executable, "-c", BUILD, *arguments],
        cwd=cwd,
        env=keep | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(output.glob("[!.S]*"))}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample's files, built here and now."""
    environment = {"PYTHONHASHSEED": "0", "TZ": "UTC"}
    files = built(str(SAMPLE), tmp_path_factory.mktemp("first"), environment=environment)
    assert len(files) == 15
    return files


def differing(some: dict[str, bytes], others: dict[str, bytes]) -> list[str]:
    return [name for name in some.keys() | others.keys() if some.get(name) != others.get(name)]


def test_on_another_day_in_another_time_zone(first: dict[str, bytes], tmp_path: Path) -> None:
    files = built(
        str(SAMPLE), tmp_path, now=1_900_000_000, environment={"TZ": "Pacific/Kiritimati"}
    )
    assert differing(first, files) == []


def test_elsewhere_under_other_names(first: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "Дела & events"
    folder.mkdir()
    shutil.copyfile(SAMPLE, folder / "events.yaml")
    shutil.copytree(packaged(), folder / "templates")
    os.utime(folder / "events.yaml", (0, 0))
    output = folder / "out"
    environment = {
        "PYTHONHASHSEED": "4242",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
    }
    files = built("events.yaml", output, cwd=folder, environment=environment)
    assert differing(first, files) == []


def test_each_brief_by_itself_and_backwards(first: dict[str, bytes], tmp_path: Path) -> None:
    names = "azerbaijan-uzbekistan", "azerbaijan-pakistan"
    files = built(str(SAMPLE), tmp_path, *names, environment={"PYTHONUTF8": "1"})
    assert differing({name: first[name] for name in files}, files) == []
    assert len(files) == 6


def test_whatever_the_epoch_of_the_source(first: dict[str, bytes], tmp_path: Path) -> None:
    environment = {"SOURCE_DATE_EPOCH": "86400", "RL_invariant": "0"}
    files = built(str(SAMPLE), tmp_path, "azerbaijan-pakistan", environment=environment)
    assert differing({name: first[name] for name in files}, files) == []


def test_whatever_the_environment_would_have_of_reportlab(
    first: dict[str, bytes], tmp_path: Path
) -> None:
    environment = {f"RL_{name}": str(value) for name, value in contrary_settings().items()}
    assert {"RL_invariant", "RL_pageCompression", "RL_canvas_baseColor"} <= environment.keys()
    files = built(str(SAMPLE), tmp_path, "azerbaijan-pakistan", environment=environment)
    assert differing({name: first[name] for name in files}, files) == []


@pytest.mark.parametrize("where", ["path", "home"])
def test_whatever_files_of_settings_would_have_of_reportlab(
    where: str, first: dict[str, bytes], tmp_path: Path
) -> None:
    settings = "".join(f"{name} = {value!r}\n" for name, value in contrary_settings().items())
    modifications = "from reportlab import rl_config\nrl_config.invariant = rl_config.debug = 0\n"
    names = ("reportlab_settings.py", "reportlab_mods.py")
    if where == "home":
        names = (".reportlab_settings", ".reportlab_mods")
    for name, text in zip(names, (settings, modifications), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    environment = {"HOME": str(tmp_path)} if where == "home" else {"PYTHONPATH": path}
    output = tmp_path / "output"
    files = built(str(SAMPLE), output, "azerbaijan-pakistan", environment=environment)
    assert differing({name: first[name] for name in files}, files) == []


def contrary_settings() -> dict[str, object]:
    """Every setting of reportlab that is on or off or a number, as it is not by default; and some others."""
    usual = vars(rl_settings).items()
    numbers = {name: value for name, value in usual if type(value) in (bool, int, float)}
    others = {
        "canvas_baseColor": "red",
        "defaultEncoding": "MacRomanEncoding",
        "defaultGraphicsFontName": "Courier",
        "documentLang": "fr",
        "decimalSymbol": ",",
    }
    return {name: type(value)(not value) for name, value in numbers.items()} | others


def test_another_day_makes_another_brief(first: dict[str, bytes], tmp_path: Path) -> None:
    files = built(str(SAMPLE), tmp_path, "azerbaijan-pakistan", as_of=AS_OF + timedelta(days=1))
    assert len(differing({name: first[name] for name in files}, files)) == len(files) == 3
