"""Printing: diagnostics to stderr, results to stdout, in colour only where a person looks on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

import click

from legation.diagnostics import Diagnostic, Severity, counted, render

if TYPE_CHECKING:
    from legation.building.outcome import Build

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def on_terminal(stream: TextIO) -> bool:
    """Whether the stream is a terminal that a person looks at."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics to stderr, in the order given."""
    colour = on_terminal(sys.stderr) and not os.environ.get("NO_COLOR")
    lines = [_coloured(d) if colour else render(d) for d in diagnostics]
    if lines:
        click.echo("\n".join(lines), err=True, color=colour)


def _coloured(diagnostic: Diagnostic) -> str:
    label = f"{diagnostic.severity}[{diagnostic.code}]"
    styled = click.style(label, fg=_COLOURS[diagnostic.severity], bold=True)
    return render(diagnostic).replace(label, styled, 1)


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings there are, in words: `2 errors, 1 warning`; empty for none."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = [(s, severities.count(s)) for s in (Severity.ERROR, Severity.WARNING)]
    return ", ".join(f"{n} {s}{'s' if n > 1 else ''}" for s, n in counts if n)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table to stdout, where that is a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings)
    for row in rows:
        table.add_row(*map(Text, row))  # as Text, for what is typed is not rich's markup
    Console().print(table)


def print_build(build: Build) -> None:
    """Say what was written: a table on a terminal, else a line for each file."""
    if on_terminal(sys.stdout):
        print_table(("Brief", "Files", "Pages", "Warnings"), list(_rows(build)))
        return
    for written in build.written:
        pages = f" ({counted(written.pages, 'page')})" if written.pages else ""
        click.echo(f"{written.path}{pages}")
    for name in build.failed:
        click.echo(f"{name}: not built", err=True)


def _rows(build: Build) -> Iterable[tuple[str, ...]]:
    for name in dict.fromkeys([w.brief for w in build.written] + list(build.failed)):
        files = [w for w in build.written if w.brief == name]
        pages = next((str(w.pages) for w in files if w.pages), "")
        paths = "\n".join(str(w.path) for w in files) or "not built"
        yield name, paths, pages, str(build.warnings.get(name, 0) or "")
