"""`legation diff`."""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from legation.cli.options import (
    PlaceType,
    as_of_option,
    brief_option,
    formats_option,
    output_option,
    unknown_brief,
)
from legation.cli.printing import on_terminal, print_diagnostics

if TYPE_CHECKING:
    from legation.building.differing.addenda import Added
    from legation.building.differing.outcome import Compared, Difference, Side

_MARKED = re.compile(r"\[-(.+?)-\]|\{\+(.+?)\+\}")


@click.command("diff")
@click.argument("a", type=PlaceType("an issue, a file or folder, or a revision in git"))
@click.argument("b", required=False, type=PlaceType("an issue, a file or folder, or a revision"))
@click.argument("path", required=False, type=PlaceType("a file or folder, such as events.yaml"))
@brief_option("Compare this brief only.")
@as_of_option("The day that chronologies speak from. Default: the brief's own `as-of`, else today.")
@click.option("--json", "as_json", is_flag=True, help="Tell it to programs, as a JSON object.")
@click.option(
    "--addendum",
    is_flag=True,
    help="Write the differences as documents; those from an issue are numbered, and kept beside it.",
)
@formats_option("Write addenda in this format. May be given several times. Default: docx and pdf.")
@output_option(
    "Write addenda there, without a number. Default, for those to no issue: `output` beside PATH."
)
def command(
    a: str,
    b: str | None,
    path: str | None,
    brief: str | None,
    as_of: date | None,
    as_json: bool,
    addendum: bool,
    formats: tuple[str, ...],
    output: str | None,
) -> None:
    """Tell what two issues, files or git revisions differ by.

    A and B are each an issue, as norway/2026-03; a chronology, a file or folder; or a revision in git, as
    HEAD~1, of which the chronology PATH is read as it was then. Without B, A is compared with events.yaml
    as it is now. PATH is B or A where that is a chronology, else events.yaml. What was taken out is marked as
    [-old-], what was put in as {+new+}; on a terminal it is struck and in colour. The exit status is 0
    whether there are differences or not, and 1 where something cannot be read.
    """
    from legation.building.differing.run import diff
    from legation.building.plan import UnknownBriefError

    if (formats or output) and not addendum:
        raise click.UsageError("--format and --output are of addenda: add --addendum")
    try:
        found = diff(a, b, path=path, brief=brief, as_of=as_of)
    except UnknownBriefError as error:
        raise unknown_brief(error) from None
    written = _written(found, formats, output) if addendum else ()
    print_diagnostics(found.report)
    if as_json:
        told = found.plain | ({"addenda": [each.plain for each in written]} if addendum else {})
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        click.echo(_told(found), nl=False)
        for each in written:
            click.echo(f"\n{_line(each)}")
    sys.exit(found.status)


def _written(found: Difference, formats: tuple[str, ...], output: str | None) -> tuple[Added, ...]:
    """The addenda; what keeps them from being written is reported."""
    from legation.building.differing.addenda import FORMATS, addenda
    from legation.diagnostics import LegationError

    try:
        return addenda(found, formats=formats or FORMATS, output=output)
    except LegationError as error:
        found.report.extend(error.diagnostics)
        return ()


def _line(added: Added) -> str:
    """`norway: norway/2026-03/Add.1 as issued/2026/norway-03-add-1.docx, …`."""
    files = ", ".join(map(str, added.files))
    if added.new:
        return f"{added.brief}: addendum {f'{added.symbol} ' if added.symbol else ''}as {files}"
    return f"{added.brief}: {added.symbol or 'an addendum'} says this already: {files}"


def _told(found: Difference) -> str:
    """The difference in words, brief by brief."""
    parts = [_brief(each, found.before, found.after) for each in found.compared]
    lone = [(found.before, name) for name in found.only_before]
    lone += [(found.after, name) for name in found.only_after]
    parts += [f"{name}: only in {side.called}\n" for side, name in lone]
    return "".join(parts).rstrip("\n") + "\n" if parts else ""


def _brief(compared: Compared, before: Side, after: Side) -> str:
    from legation.building.issues.showing import clean
    from legation.composing.telling import summary, told
    from legation.model.date_points import spelt

    days = compared.before.as_of, compared.after.as_of
    if before.issue or after.issue:
        sides = f"{_dated(before, days[0])} and {_dated(after, days[1])}"
    else:
        sides = f"{before.called} and {after.called}, as of {spelt(days[1])}"
    head = f"{compared.brief}: {sides}: {summary(compared.changes) or 'no difference'}\n"
    text = clean(told(compared.changes))
    if on_terminal(sys.stdout) and not os.environ.get("NO_COLOR"):
        text = _MARKED.sub(_styled, text)
    return f"{head}{text}\n" if text else head


def _dated(side: Side, as_of: date) -> str:
    """What a side is called; of a chronology with the day that it is made to speak from."""
    from legation.model.date_points import spelt

    return side.called if side.issue else f"{side.called} as of {spelt(as_of)}"


def _styled(marked: re.Match[str]) -> str:
    removed, added = marked.groups()
    if removed:
        return click.style(removed, fg="red", strikethrough=True)
    return click.style(added, fg="green", bold=True)
