"""`legation build`."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from legation.building.disk.inputs import output_folder
from legation.building.output.unchanged import asking, said_last
from legation.cli.clustering import cluster_options
from legation.cli.options import (
    SPOKEN_FROM,
    ShardType,
    SinceType,
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
from legation.cli.printing import print_build, print_diagnostics, repeat
from legation.cli.progress import shown_progress

if TYPE_CHECKING:
    from legation.building.rendering.joining import Cluster


@click.command("build")
@path_argument
@briefs_option("Build")
@formats_option("Write this format, whatever the brief says. May be given several times.")
@output_option("Where to write. Default: the folder `output` beside the chronology.")
@as_of_option(SPOKEN_FROM)
@reference_option
@strict_option
@click.option(
    "--draft",
    is_flag=True,
    help="Build in spite of errors: what is wrong is left out, and a box names it.",
)
@click.option("--force", is_flag=True, help="Build what has not changed, too.")
@click.option(
    "--replace",
    is_flag=True,
    help="Write over files that somebody has changed, after saying which. Default: write beside them.",
)
@click.option("--explain", is_flag=True, help="Say of each brief why it was built, or was not.")
@jobs_option
@click.option(
    "--shard",
    metavar="K/N",
    type=ShardType(),
    help="Build the K-th of N parts of the briefs only, as for one of N computers.",
)
@click.option(
    "--since",
    metavar="ISSUE",
    type=SinceType(),
    help="Say what has changed since this issue (2026-03), since the last one of a day (2026-02-12), or "
    "nothing (none). Default: since the last.",
)
@cluster_options
def command(
    path: str,
    briefs: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    as_of: date | None,
    reference: str | None,
    strict: bool,
    draft: bool,
    force: bool,
    replace: bool,
    explain: bool,
    jobs: int,
    shard: tuple[int, int] | None,
    since: str | date | None,
    cluster: Cluster | None,
) -> None:
    """Build briefs from a chronology.

    PATH is a YAML file, or a folder of them read as one; events.yaml by default. Each brief is written as
    ID.docx, ID.pdf or ID.text, unless it is there already and nothing that it is made from has changed.
    One that fails leaves its earlier files as they were, and does not stop the others. A file that
    somebody has changed stays: the new one goes beside it, as "ID (2).docx".
    """
    folder = output_folder(path, output)
    day = as_of.isoformat() if as_of else None
    held = str(since) if since else None
    asked = asking(path, briefs, formats, folder, day, reference, strict, draft, shard, held)
    said = None if force or replace or explain else said_last(folder, asked)
    if said is not None:
        repeat(said)
        return
    from legation.building.plan import UnknownBriefError
    from legation.building.run import build

    try:
        with shown_progress() as progress:
            done = build(
                path,
                briefs=briefs,
                formats=formats,
                output=output,
                as_of=as_of,
                reference=reference,
                strict=strict,
                draft=draft,
                force=force,
                replace=replace,
                jobs=jobs,
                shard=shard,
                cluster=cluster,
                since=since,
                progress=progress,
                tell=lambda diagnostic: print_diagnostics([diagnostic]),
            )
    except UnknownBriefError as error:
        raise unknown_brief(error) from None
    except KeyboardInterrupt:
        click.echo(
            "\nStopped: what was finished is in its place; the next build does the rest.", err=True
        )
        sys.exit(130)
    print_diagnostics(done.report)
    print_build(done, explain=explain)
    sys.exit(done.status)
