"""Measure legation against its peers: run.py --peers FOLDER [--work DIR] [--runs N].

Every command is a whole process, its CPU time user and system together. Commands take turns, so that a
change in the machine's speed falls on all of them; the middle of the runs counts.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from setting import SIZES, Setting

MIB = 1024  # a process's peak is told in KiB
STACK = "import jinja2, reportlab.pdfgen.canvas, yaml"  # without which no PDF is made


class Spent(NamedTuple):
    """What a process took: CPU seconds, and at its peak MiB."""

    seconds: float
    peak: float


class Command(NamedTuple):
    """A command and the folder it runs in."""

    words: list[str]
    folder: Path


def main() -> None:
    """Set up, measure, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        setting = Setting(options.peers.resolve(), (options.work or Path(temporary)).resolve())
        setting.make()
        both_formats(setting, options.runs)
        pdf_alone(setting, options.runs)
        word_alone(setting, max(1, options.runs // 4))
        many_in_one_process(setting, max(1, options.runs // 4))
        many_of_one_chronology(setting, max(1, options.runs // 4))


def both_formats(setting: Setting, runs: int) -> None:
    """Word and PDF, over those who make one of them."""
    python = setting.python("legation")
    small = measure(
        {
            "python -c pass": Command([python, "-c", "pass"], setting.work),
            "python -c import": Command([python, "-c", STACK], setting.work),
            "legation --help": Command([python, "-m", "legation", "--help"], setting.work),
            "legation": build(setting, SIZES[0]),
            "typst": typst(setting, SIZES[0]),
            "docxtpl": docxtpl(setting, SIZES[0]),
        },
        runs,
    )
    large = measure(
        {f"{size} events": build(setting, size) for size in SIZES[1:]}, max(1, runs // 4)
    )
    show(small | large)
    peers = small["typst"].seconds + small["docxtpl"].seconds
    tell("cold build of 15 events over typst and docxtpl", small["legation"].seconds / peers, 1.5)
    floor = small["python -c import"].seconds / small["typst"].seconds
    tell(f"'{STACK}' over typst's PDF of 15 events", floor, 2)
    starting = small["legation --help"].seconds - small["python -c pass"].seconds
    tell("--help over bare Python, in seconds", starting, 0.15)
    growth = large["10000 events"].seconds / large["1000 events"].seconds
    tell("10,000 events over 1,000, in both formats", growth, 13)


def pdf_alone(setting: Setting, runs: int) -> None:
    """Tagged PDF, over typst's."""
    bounds = dict(zip(SIZES, (2, 0.7, 0.5), strict=True))
    ours = {}
    for size, bound in bounds.items():
        commands = {
            f"legation, {size}": build(setting, size, "--format", "pdf"),
            f"typst, {size}": typst(setting, size),
        }
        found = measure(commands, runs if size == SIZES[0] else max(1, runs // 4))
        show(found)
        ours[size], theirs = found.values()
        tell(f"PDF of {size} events over typst", ours[size].seconds / theirs.seconds, bound)
    exponent = math.log10(ours[10000].seconds / ours[1000].seconds)
    tell("exponent of growth from 1,000 to 10,000 events", exponent, 1.05)
    tell("peak at 10,000 events, in MiB", ours[10000].peak, 300)
    sizes = [
        size_of(setting.folder(10000) / "output" / "brief.pdf"),
        size_of(pdf_of(setting, 10000)),
    ]
    tell("size of the PDF of 10,000 events over typst's", sizes[0] / sizes[1], 0.8)


def word_alone(setting: Setting, runs: int) -> None:
    """Word, over docxtpl's."""
    ours, theirs = {}, {}
    for size in SIZES[1:]:
        commands = {
            f"legation, {size}": build(setting, size, "--format", "docx"),
            f"docxtpl, {size}": docxtpl(setting, size),
        }
        found = measure(commands, runs)
        show(found)
        ours[size], theirs[size] = found.values()
    few, many = SIZES[1:]
    tell(f"Word file of {many} events over docxtpl", ours[many].seconds / theirs[many].seconds, 0.8)
    exponent = math.log10(ours[many].seconds / ours[few].seconds)
    tell(f"exponent of growth from {few} to {many} events in Word", exponent, 1.05)
    tell("peak of the Word file over docxtpl's", ours[many].peak / theirs[many].peak, 1)


def many_in_one_process(setting: Setting, runs: int) -> None:
    """Small chronologies, one after the other, over the peers doing the same."""
    peers = {
        "pdf": ("typst", "peer_typst.py", 0.7),
        "docx": ("docxtpl", "peer_docxtpl.py", 0.5),
    }
    many = Path(__file__).with_name("many.py")
    folders = [str(setting.small(n)) for n in setting.many]
    for format_, (peer, script, bound) in peers.items():
        ours = [setting.python("legation"), str(many), format_, *folders]
        found = measure(
            {
                f"legation, many {format_}": Command(ours, setting.work),
                f"{peer}, many": peers_many(setting, peer, script, format_),
            },
            runs,
        )
        show(found)
        mine, other = found.values()
        what = f"{format_} of {len(folders)} chronologies of 15 events over {peer}"
        tell(what, mine.seconds / other.seconds, bound)


def many_of_one_chronology(setting: Setting, runs: int) -> None:
    """As many small briefs as a registry has, from one chronology, in both formats, over both peers."""
    found = measure(
        {
            "legation, many briefs": Command(building(setting), setting.registry),
            "typst, many": peers_many(setting, "typst", "peer_typst.py", "pdf"),
            "docxtpl, many": peers_many(setting, "docxtpl", "peer_docxtpl.py", "docx"),
        },
        runs,
    )
    show(found)
    mine, *others = found.values()
    what = f"{len(setting.many)} briefs of one chronology over typst and docxtpl"
    tell(what, mine.seconds / sum(other.seconds for other in others), 0.5)


def peers_many(setting: Setting, peer: str, script: str, ending: str) -> Command:
    """Another tool, all small briefs in one process."""
    words = [setting.python(peer), script]
    for seed in setting.many:
        words += [f"out/small-{seed}.yaml", f"out/small-{seed}.{ending}"]
    return Command(words, setting.peers)


def build(setting: Setting, size: int, *options: str) -> Command:
    """Legation, as its users call it."""
    return Command([*building(setting), *options], setting.folder(size))


def building(setting: Setting) -> list[str]:
    """The command that builds, whether anything has changed or not."""
    words = [setting.python("legation"), "-m", "legation", "build"]
    return [*words, "--as-of", "2026-01-01", "--force"]


def typst(setting: Setting, size: int) -> Command:
    """Typst's tagged PDF."""
    words = [setting.python("typst"), "peer_typst.py", f"out/brief-{size}.yaml"]
    return Command([*words, str(pdf_of(setting, size))], setting.peers)


def docxtpl(setting: Setting, size: int) -> Command:
    """Docxtpl's Word file."""
    words = [setting.python("docxtpl"), "peer_docxtpl.py", f"out/brief-{size}.yaml", "out/d.docx"]
    return Command(words, setting.peers)


def pdf_of(setting: Setting, size: int) -> Path:
    """Where typst writes its PDF."""
    return setting.peers / "out" / f"typst-{size}.pdf"


def size_of(path: Path) -> int:
    """In bytes."""
    return path.stat().st_size


def measure(commands: Mapping[str, Command], runs: int) -> dict[str, Spent]:
    """The middle of what each command took, after one run that does not count."""
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            taken = run(command)
            if turn:
                spent[name].append(taken)
    return {
        name: Spent(*map(statistics.median, zip(*runs_of_it, strict=True)))
        for name, runs_of_it in spent.items()
    }


def run(command: Command) -> Spent:
    """What the command takes, with its children; it must succeed."""
    process = subprocess.Popen(command.words, cwd=command.folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command.words)} failed")
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB)


def show(found: Mapping[str, Spent]) -> None:
    """Print what was measured."""
    for name, spent in found.items():
        print(f"{name:>16} {spent.seconds:8.3f} s {spent.peak:6.0f} MiB")


def tell(what: str, figure: float, bound: float) -> None:
    """Print a figure beside its bound."""
    print(f"{what}: {figure:.2f} (at most {bound:g})", flush=True)


if __name__ == "__main__":
    main()
