"""Measure legation against its peers: run.py --peers FOLDER [--work DIR] [--runs N].

Every command is a whole process, its CPU time user and system together. Commands take turns, so that a
change in the machine's speed falls on all of them; the middle of the runs counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PEERS = {
    "typst": ["typst==0.15.2"],
    "docxtpl": ["docxtpl==0.20.2", "pyyaml==6.0.3", "pillow==13.0.0"],
}
SIZES = (15, 1000, 10000)
Commands = dict[str, tuple[list[str], Path]]


def main() -> None:
    """Set up, measure, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = (options.work or Path(temporary)).resolve()
        setting = Setting(options.peers.resolve(), work)
        setting.make()
        compare(setting, options.runs)


class Setting:
    """The virtual environments and the inputs."""

    def __init__(self, peers: Path, work: Path) -> None:
        self.peers = work / "peers"
        self.source = peers
        self.work = work

    def make(self) -> None:
        """Make what is not there yet."""
        self.work.mkdir(parents=True, exist_ok=True)
        if not self.peers.exists():
            shutil.copytree(self.source, self.peers)
            subprocess.run(["chmod", "-R", "u+w", self.peers], check=True)
        for name, packages in PEERS.items():
            self._environment(name, packages)
        self._environment("legation", [str(PROJECT)])
        (self.peers / "out").mkdir(exist_ok=True)
        self._run("docxtpl", "make_docxtpl_template.py", "out/template.docx")
        for size in SIZES:
            self._run("docxtpl", "generate.py", str(size), f"out/brief-{size}.yaml")
            folder = self.work / f"events-{size}"
            folder.mkdir(exist_ok=True)
            code = "import json, sys, yaml; print(json.dumps(yaml.load(open(sys.argv[1]), yaml.CSafeLoader)))"
            brief = json.loads(self._run("docxtpl", "-c", code, f"out/brief-{size}.yaml"))
            (folder / "events.yaml").write_text(chronology(brief), encoding="utf-8")

    def python(self, name: str) -> str:
        """The interpreter of an environment."""
        return str(self.work / name / "bin" / "python")

    def _environment(self, name: str, packages: list[str]) -> None:
        if not (self.work / name).exists():
            subprocess.run([sys.executable, "-m", "venv", self.work / name], check=True)
            install = [self.python(name), "-m", "pip", "install", "--quiet", *packages]
            subprocess.run(install, check=True)

    def _run(self, name: str, *arguments: str) -> str:
        command = [self.python(name), *arguments]
        done = subprocess.run(command, cwd=self.peers, check=True, capture_output=True, text=True)
        return done.stdout


def chronology(brief: dict[str, list[dict[str, str]]]) -> str:
    """The peers' brief as a chronology: the same events, sources and figures."""
    q = json.dumps
    lines = [f"title: {q(brief['title'])}", "sources:"]
    for source in brief["sources"]:
        lines += [f"  {source['key']}:", f"    title: {q(source['title'])}"]
        lines += [f"    publisher: {q(source['publisher'])}", f"    published: {source['date']}"]
        lines += [f"    url: {q(source['url'])}"]
    lines.append("events:")
    for event in brief["events"]:
        lines += [f"  - date: {event['date']}", f"    title: {q(event['title'])}"]
        lines += [f"    summary: {q(event['summary'])}", f"    kind: {q(event['category'])}"]
        lines += [f"    place: {q(event['location'])}", f"    sources: {event['source']}"]
    lines += ["briefs:", "  brief:", f"    title: {q(brief['title'])}"]
    lines.append(f"    bottom-line: {q(' '.join(brief['key_points']))}")
    return "\n".join(lines) + "\n"


def compare(setting: Setting, runs: int) -> None:
    """Measure everything in turns and print the ratios."""
    legation = [setting.python("legation"), "-m", "legation"]
    build = [*legation, "build", "--as-of", "2026-01-01"]
    peers = setting.peers
    small = measure(
        {
            "python -c pass": ([setting.python("legation"), "-c", "pass"], peers),
            "legation --help": ([*legation, "--help"], peers),
            "legation": (build, setting.work / "events-15"),
            "typst": (
                [setting.python("typst"), "peer_typst.py", "out/brief-15.yaml", "out/t.pdf"],
                peers,
            ),
            "docxtpl": (
                [setting.python("docxtpl"), "peer_docxtpl.py", "out/brief-15.yaml", "out/d.docx"],
                peers,
            ),
        },
        runs,
    )
    large = measure(
        {str(size): (build, setting.work / f"events-{size}") for size in SIZES[1:]},
        max(1, runs // 4),
    )
    for name, seconds in (small | large).items():
        print(f"{name:>16} {seconds:8.3f} s")
    ratio = small["legation"] / (small["typst"] + small["docxtpl"])
    print(f"cold build of 15 events over typst and docxtpl: {ratio:.2f} (at most 1.5)")
    print(
        f"--help over bare Python: {small['legation --help'] - small['python -c pass']:.3f} s (at most 0.15)"
    )
    print(f"10,000 events over 1,000: {large['10000'] / large['1000']:.1f} times (at most 13)")


def measure(commands: Commands, runs: int) -> dict[str, float]:
    """The median CPU seconds of each command, after one run that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, (command, folder) in commands.items():
            spent = cpu_seconds(command, folder)
            if turn:
                seconds[name].append(spent)
    return {name: statistics.median(times) for name, times in seconds.items()}


def cpu_seconds(command: list[str], folder: Path) -> float:
    """User and system seconds of a process and its children; it must succeed."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
