"""A long chronology is built whole, in no absurd amount of memory. How long it takes, benchmarks tell."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from conformance.judging import failures
from editions import AS_OF
from realdata import quoted

pytestmark = pytest.mark.tools  # not of every test, but one building is for all

LONG = 10_000
MEMORY = 1_000  # MB at most

MEASURED = r"""
import os
import re
import sys
from datetime import date
import legation
build = legation.build(sys.argv[2], as_of=date.fromisoformat(sys.argv[1]))
assert build.status == 0 and not len(build.report), [*map(legation.render, build.report)][:3]
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
except ImportError:
    peak = 0
if os.path.exists("/proc/self/status"):  # the other figure may be of what it was forked from
    peak = int(re.search(r"VmHWM:\s*(\d+)", open("/proc/self/status").read())[1]) / 2**10
print(peak)
"""

KINDS = ("meeting", "visit", "treaty", "forum", "consultations", "statement")
PARTIES = ("AZ", "PK", "UZ", "TR", "KZ", "KG")
SUBJECTS = ("trade", "transport along the middle corridor", "energy", "schools and universities")


def chronology(count: int) -> str:
    """So many events, from 1992 on, spread as evenly whatever their number."""
    days = (AS_OF - date(1992, 1, 1)).days
    lines = [
        "title: A long chronology",
        "sources:",
        *(
            f"  paper-{n}:\n    title: Paper {n}\n    url: https://example.org/{n}"
            for n in range(20)
        ),
        "events:",
    ]
    for n in range(count):
        day = date(1992, 1, 1) + timedelta(days=n * days // count)
        subject = SUBJECTS[n % len(SUBJECTS)]
        lines += [
            f"  - date: {day if n % 5 else day.strftime('%Y-%m')}",
            f"    title: {quoted(f'Event {n}: the ministers spoke of {subject}')}",
            f"    kind: {KINDS[n % len(KINDS)]}",
            f"    parties: [{PARTIES[n % 5]}, {PARTIES[5]}]",
            f"    sources: paper-{n % 20}",
        ]
        if n % 2:
            lines.append(f"    summary: {quoted(f'Both sides said that {subject} mattered. ' * 3)}")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, Path]:
    """The peak of memory, in MB, in which a long chronology was built, and its PDF."""
    folder = tmp_path_factory.mktemp("long")
    path = folder / "long.yaml"
    path.write_text(chronology(LONG), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, AS_OF.isoformat(), str(path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return float(done.stdout), folder / "output" / "long.pdf"


def test_ten_thousand_events_are_built(long: tuple[float, Path]) -> None:
    assert long[0] <= MEMORY


def test_their_pdf_is_accessible_and_archival(long: tuple[float, Path]) -> None:
    assert failures(long[1].read_bytes()) == []
