"""Printing: diagnostics to stderr, results to stdout, in colour only where a person looks on.

Nothing is imported here but click until it is needed: what is printed again, as it was, takes no time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from legation.building.outcome import Build, Written
    from legation.diagnostics import Diagnostic

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def on_terminal(stream: TextIO) -> bool:
    """Whether the stream is a terminal that a person looks at."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics to stderr, in the order given."""
    from legation.diagnostics import render

    _print_rendered((d.severity, d.code, render(d)) for d in diagnostics)


def _print_rendered(rendered: Iterable[Sequence[str]]) -> None:
    """Print diagnostics, each as its severity, its code, and all of it in words."""
    colour = on_terminal(sys.stderr) and not os.environ.get("NO_COLOR")
    lines = [_coloured(*each) if colour else each[2] for each in rendered]
    if lines:
        click.echo("\n".join(lines), err=True, color=colour)


def _coloured(severity: str, code: str, rendered: str) -> str:
    label = f"{severity}[{code}]"
    return rendered.replace(label, click.style(label, fg=_COLOURS[severity], bold=True), 1)


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings there are, in words: `2 errors, 1 warning`; empty for none."""
    from legation.diagnostics import counted

    severities = [str(diagnostic.severity) for diagnostic in diagnostics]
    counts = [(s, severities.count(s)) for s in ("error", "warning")]
    return ", ".join(counted(number, severity) for severity, number in counts if number)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table to stdout, where that is a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings)
    for row in rows:
        table.add_row(*map(Text, row))  # as Text, for what is typed is not rich's markup
    Console().print(table)


def print_build(build: Build, *, explain: bool) -> None:
    """Say what became of each brief: a table on a terminal where any was built, else a line for each."""
    if on_terminal(sys.stdout) and build.written and not explain:
        print_table(("Brief", "", "Files", "Pages", "Warnings"), list(_rows(build)))
        return
    for name, state, files in _lots(build):
        why = f": {build.reasons[name]}" if explain and build.reasons[name] else ""
        click.echo(_line(name, state, ((str(f.path), f.pages) for f in files)) + why)


def print_news(build: Build) -> None:
    """Say which briefs were built or failed, a line for each; then how many, and how many are unchanged."""
    counts: dict[str, int] = {}
    for name, state, files in _lots(build):
        counts[state] = counts.get(state, 0) + 1
        if state != "unchanged":
            click.echo(_line(name, state, ((str(f.path), f.pages) for f in files)))
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    click.echo(f"briefs: {told or 'none built'}")


def repeat(said: Mapping[str, Any]) -> None:
    """Say again what a build had to say, of which nothing has changed since."""
    _print_rendered(said["report"])
    files: dict[str, list[tuple[str, int | None]]] = {}
    for name, path, pages in said["briefs"]:
        files.setdefault(name, []).append((path, pages))
    for name, found in files.items():
        click.echo(_line(name, "unchanged", found))


def _line(name: str, state: str, files: Iterable[tuple[str, int | None]]) -> str:
    """`norway: built output/norway.docx, output/norway.pdf (2 pages)`."""
    told = (
        path + (f" ({pages} page{'' if pages == 1 else 's'})" if pages else "")
        for path, pages in files
    )
    return f"{name}: {state} {', '.join(told)}".rstrip()


def _lots(build: Build) -> Iterator[tuple[str, str, list[Written]]]:
    """What became of each brief, with its files."""
    states = dict.fromkeys(build.written, "built") | dict.fromkeys(build.unchanged, "unchanged")
    lots: dict[str, tuple[str, list[Written]]] = {}
    for file, state in states.items():
        lots.setdefault(file.brief, (state, []))[1].append(file)
    for name in build.reasons:
        state, files = lots.get(name, ("failed", []))
        yield name, state, files


def _rows(build: Build) -> Iterator[tuple[str, ...]]:
    for name, state, files in _lots(build):
        pages = next((str(file.pages) for file in files if file.pages), "")
        paths = "\n".join(str(file.path) for file in files)
        yield name, state, paths, pages, str(build.warnings.get(name, 0) or "")
