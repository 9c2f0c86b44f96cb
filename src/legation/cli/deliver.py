"""`legation deliver`."""

from __future__ import annotations

import sys

import click

from legation.cli.options import PlaceType, path_argument
from legation.cli.printing import print_diagnostics


@click.command("deliver")
@path_argument
@click.option(
    "--issue",
    "issues",
    metavar="BRIEF/NUMBER",
    multiple=True,
    help="Send this issue, such as norway/2026-03. May be given several times. "
    "Default: the last of each brief, and those before it that did not arrive.",
)
@click.option("--dry-run", is_flag=True, help="Write the mails to files (.eml), and send none.")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=PlaceType("a folder"),
    help="With --dry-run: where to. Default: the folder `output/mail` beside the chronology.",
)
@click.option(
    "--again",
    is_flag=True,
    help="Send once more what was cut off at its end, and may have arrived.",
)
def command(
    path: str, issues: tuple[str, ...], dry_run: bool, output: str | None, again: bool
) -> None:
    """Send what was issued by mail, to each recipient once.

    PATH is the chronology; events.yaml by default. Its section `deliver`, or the file deliver.yaml beside
    it, says by which server and to whom.
    """
    from legation.building.delivering.run import deliver, mail_folder

    if output is not None and not dry_run:
        raise click.UsageError("--output goes with --dry-run: nothing else is written there")
    folder = (output or mail_folder(path)) if dry_run else None
    done = deliver(path, issues=issues or None, dry_run=folder, again=again)
    print_diagnostics(done.report)
    for post in done.posts:
        place = f": {post.file}" if post.file else ""
        click.echo(f"{post.reference}: {post.state} for {post.recipient}{place}")
    if not done.posts and not done.report.failed:
        click.echo("nothing is left to be sent")
    sys.exit(done.status)
