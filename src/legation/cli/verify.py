"""`legation verify`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from legation.cli.options import PlaceType, briefs_option, unknown_brief
from legation.cli.printing import on_terminal, print_diagnostics, print_table

if TYPE_CHECKING:
    from legation.building.verifying.outcome import Verified


@click.command("verify")
@click.argument("output", required=False, type=PlaceType("a folder, or a file in it"))
@click.option(
    "--chronology",
    "path",
    metavar="PATH",
    type=PlaceType("a file or folder, such as events.yaml"),
    help="The chronology. Default: events.yaml, beside the folder where it is there.",
)
@briefs_option("Verify")
def command(output: str | None, path: str | None, briefs: tuple[str, ...]) -> None:
    """Show that Word files and PDFs say the same.

    OUTPUT is the folder that was built to, or one file in it: `output` beside the chronology by default.
    Each file is opened anew and held against its document: headings, events, dates, figures, sources,
    markings, every word in order, and that all of it can be seen. The exit status is 1 where any differs; the
    first difference is told, and how many there are.
    """
    from legation.building.plan import UnknownBriefError
    from legation.building.verifying.run import verify

    try:
        done = verify(output, path=path, briefs=briefs)
    except UnknownBriefError as error:
        raise unknown_brief(error) from None
    if on_terminal(sys.stdout) and done.files:
        rows = [(file.path.name, _counted(file), _verdict(file)) for file in done.files]
        print_table(("File", "In their place", ""), rows)
    else:
        for file in done.files:
            click.echo(f"{file.path}: {_verdict(file)}: {_counted(file)}")
    print_diagnostics(done.report)
    sys.exit(done.status)


def _counted(file: Verified) -> str:
    """How much of the document is in the file, of how much, leaving out what the document has none of."""
    counts = ((name, count) for name, count in file.counts.items() if count.of)
    return ", ".join(f"{name} {count.found:,}/{count.of:,}" for name, count in counts)


def _verdict(file: Verified) -> str:
    return ("same" if file.same else "differs") + (" (draft)" if file.draft else "")
