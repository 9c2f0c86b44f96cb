"""A long chronology takes no more time an event than a short one, and no absurd amount of memory."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from editions import AS_OF
from realdata import quoted

SHORT, LONG = 1_000, 10_000
RATIO = 13  # 10 were there nothing but the events, less what any build takes; the rest is for noise
MEMORY = 1_000  # MB at most

MEASURED = """
import json, sys, time
from datetime import date
import legation
day, taken = date.fromisoformat(sys.argv[1]), []
for path in sys.argv[2:]:
    start = time.process_time()
    build = legation.build(path, as_of=day)
    taken.append(time.process_time() - start)
    assert build.status == 0 and not len(build.report), [*map(legation.render, build.report)][:3]
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
except ImportError:
    peak = 0
print(json.dumps([taken, peak]))
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


def test_time_grows_with_the_events_and_memory_stays_sane(tmp_path: Path) -> None:
    paths = []
    for name, count in (("first", 50), ("short", SHORT), ("long", LONG)):
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(chronology(count), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, AS_OF.isoformat(), *map(str, paths)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    (_, short, long), peak = json.loads(done.stdout)
    assert long <= RATIO * short, f"{SHORT} events took {short:.1f} s of CPU, {LONG} {long:.1f} s"
    assert peak <= MEMORY
    print(f"{short:.2f} s, {long:.2f} s: {long / short:.1f} times; {peak:.0f} MB")
