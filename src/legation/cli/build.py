"""`legation build`."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date

import click

from legation.cli.options import DayType, PlaceType, complete_brief, path_argument, strict_option
from legation.cli.printing import on_terminal, print_build, print_diagnostics
from legation.cli.progress import ProgressBar


@click.command("build")
@path_argument
@click.option(
    "--brief",
    "briefs",
    metavar="ID",
    multiple=True,
    shell_complete=complete_brief,
    help="Build this brief only. May be given several times.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["docx", "pdf", "text"]),
    help="Write this format, whatever the brief says. May be given several times.",
)
@click.option(
    "--output",
    metavar="FOLDER",
    type=PlaceType("a folder"),
    help="Where to write. Default: the folder `output` beside the chronology.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    type=DayType(),
    help="The day the briefs speak from. Default: the brief's own `as-of`, else today.",
)
@click.option(
    "--reference",
    metavar="FILE",
    type=PlaceType("a Word file"),
    help="Put Word files into this letterhead (.docx, .dotx). Default: reference.docx among the templates.",
)
@strict_option
@click.option(
    "--draft",
    is_flag=True,
    help="Build in spite of errors: what is wrong is left out, and a box names it.",
)
def command(
    path: str,
    briefs: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    as_of: date | None,
    reference: str | None,
    strict: bool,
    draft: bool,
) -> None:
    """Build briefs from a chronology.

    PATH is a YAML file, or a folder of them read as one; events.yaml by default. Each brief is written as
    ID.docx, ID.pdf or ID.text. One that fails leaves its earlier files as they were, and does not stop
    the others.
    """
    from legation.building.plan import UnknownBriefError
    from legation.building.run import build

    try:
        with ProgressBar() if on_terminal(sys.stderr) else nullcontext() as progress:
            done = build(
                path,
                briefs=briefs,
                formats=formats,
                output=output,
                as_of=as_of,
                reference=reference,
                strict=strict,
                draft=draft,
                progress=progress,
            )
    except UnknownBriefError as error:
        wrong = error.diagnostics[0]
        raise click.BadParameter(f"{wrong.message}: {wrong.hint}", param_hint="--brief") from None
    print_diagnostics(done.report)
    print_build(done)
    sys.exit(done.status)
