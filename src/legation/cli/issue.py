"""`legation issue`."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from legation.cli.options import (
    SPOKEN_FROM,
    as_of_option,
    briefs_option,
    formats_option,
    jobs_option,
    output_option,
    path_argument,
    reference_option,
    strict_option,
    unknown_brief,
)
from legation.cli.printing import print_diagnostics
from legation.cli.progress import shown_progress

if TYPE_CHECKING:
    from legation.building.issuing import Issuing


@click.command("issue")
@path_argument
@briefs_option("Issue")
@formats_option("Issue it in this format, whatever the brief says. May be given several times.")
@output_option("Where to build. Default: the folder `output` beside the chronology.")
@as_of_option(SPOKEN_FROM)
@reference_option
@strict_option
@click.option("--force", is_flag=True, help="Issue what says nothing new, too.")
@jobs_option
def command(
    path: str,
    briefs: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    as_of: date | None,
    reference: str | None,
    strict: bool,
    force: bool,
    jobs: int,
) -> None:
    """Number briefs that say anything new, and keep them for good.

    Each brief that says anything new since its last issue is built with its number on it, goes into the
    register in the folder "issued" beside the chronology, and its files are copied there. What says
    nothing new is not issued. PATH is as of build.
    """
    from legation.building.issuing import issue
    from legation.building.plan import UnknownBriefError

    try:
        with shown_progress() as progress:
            done = issue(
                path,
                briefs=briefs,
                formats=formats,
                output=output,
                as_of=as_of,
                reference=reference,
                strict=strict,
                force=force,
                jobs=jobs,
                progress=progress,
                tell=lambda diagnostic: print_diagnostics([diagnostic]),
            )
    except UnknownBriefError as error:
        raise unknown_brief(error) from None
    print_diagnostics(done.report)
    print_issuing(done, path)
    sys.exit(done.status)


def print_issuing(done: Issuing, path: str) -> None:
    """Say what became of each brief, a line for each."""
    from legation.building.disk.files import join
    from legation.building.disk.inputs import issued_folder

    folder = issued_folder(path)
    for issue in done.issued:
        files = ", ".join(join(folder, file.name) for file in issue.files.values())
        click.echo(f"{issue.brief}: issued {issue.reference} as {files}")
    for brief, last in done.nil.items():
        click.echo(f"{brief}: nothing new since {last.called}")
    for brief, reason in done.reasons.items():
        click.echo(f"{brief}: failed: {reason}")
