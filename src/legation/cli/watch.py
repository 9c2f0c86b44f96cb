"""`legation watch`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from legation.cli.build import command as build_command
from legation.cli.options import unknown_brief
from legation.cli.printing import print_diagnostics, print_news
from legation.cli.progress import shown_progress

_OPTIONS = "path briefs formats output as_of reference strict draft jobs".split()
_MOST = 3


@click.command("watch", params=[each for each in build_command.params if each.name in _OPTIONS])
def command(path: str, **options: Any) -> None:
    """Build again whenever something changes, until Ctrl-C.

    PATH is a YAML file, or a folder of them read as one; events.yaml by default. Builds as `legation build`
    does, then waits. When the chronology, a text in the folder briefs, a template, the theme, a font, the
    logo or the letterhead is saved, the briefs that it touches are built anew.
    """
    try:
        _watch(path, options)
    except KeyboardInterrupt:
        click.echo(err=True)  # after what the terminal shows for Ctrl-C
    sys.exit(0)


def _watch(path: str, options: Mapping[str, Any]) -> None:
    from legation.building.internal import debugging, internal
    from legation.building.plan import UnknownBriefError
    from legation.building.watch import bursts
    from legation.diagnostics import LegationError

    reference = options["reference"]
    for changed in bursts(Path(path), Path(reference) if reference else None):
        try:
            if changed:
                click.echo(_heading(changed))
            _build(path, options)
        except UnknownBriefError as error:
            if not changed:
                raise unknown_brief(error) from None
            print_diagnostics(error.diagnostics)
        except Exception as error:  # the next save may mend it
            if debugging():
                raise
            known = error.diagnostics if isinstance(error, LegationError) else [internal(error)]
            print_diagnostics(known)
        if not changed:
            click.echo(f"watching {path}: what you save is built; Ctrl-C ends it")
        gc.collect()  # a build leaves little behind, but there may be many


def _heading(changed: Sequence[Path]) -> str:
    """`14:05:12 events.yaml, briefs/norway.md`."""
    names = [_shown(file) for file in changed[:_MOST]]
    more = [f"and {len(changed) - _MOST} more"] if len(changed) > _MOST else []
    return f"{datetime.now().astimezone():%H:%M:%S} {', '.join([*names, *more])}"


def _shown(file: Path) -> str:
    """A file as seen from the current folder, if it lies within."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _build(path: str, options: Mapping[str, Any]) -> None:
    """Build once, and say what was built and what is wrong."""
    from legation.building.run import build

    with shown_progress() as progress:
        done = build(
            path,
            **options,
            progress=progress,
            tell=lambda diagnostic: print_diagnostics([diagnostic]),
        )
    print_diagnostics(done.report)
    print_news(done)
