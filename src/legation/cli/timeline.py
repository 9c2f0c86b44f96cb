"""`legation timeline`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from legation.cli.options import (
    PlaceType,
    as_of_option,
    brief_option,
    in_words,
    path_argument,
    unknown_brief,
)
from legation.cli.printing import print_diagnostics


class PictureType(PlaceType):
    """The path of a picture, whose name says of which kind it is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path as typed.

        Raises:
            click.BadParameter: Its name has no ending that is known, or it is empty.
        """
        from legation.building.picture import WRITERS

        place = super().convert(value, param, ctx)
        if Path(place).suffix.lower() not in WRITERS:
            stem = Path(place).stem or "timeline"
            *written, last = (f"{stem}{ending}" for ending in WRITERS)
            self.fail(f"a picture is named {', '.join(written)} or {last}", param, ctx)
        return place


@click.command("timeline")
@path_argument
@brief_option("The brief whose events are drawn. May be left out where there is only one.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=PictureType("a file, such as timeline.svg"),
    help="The picture to write: its name ends in .svg, .png or .pdf.",
)
@as_of_option("The day it speaks from. Default: the brief's own `as-of`, else today.")
@click.option(
    "--lanes",
    type=click.Choice(["party", "kind", "mechanism"]),
    help="Give each party, kind or mechanism a lane of its own.",
)
@click.option("--landscape", is_flag=True, help="Make it as wide as a page that is turned.")
@click.option("--strip", is_flag=True, help="Only the turning points, at most 45 mm high.")
@click.option("--no-breaks", is_flag=True, help="Cut no long empty stretches out of the axis.")
def command(
    path: str,
    brief: str | None,
    output: str,
    as_of: date | None,
    lanes: Literal["party", "kind", "mechanism"] | None,
    landscape: bool,
    strip: bool,
    no_breaks: bool,
) -> None:
    """Draw the timeline of a brief as a picture.

    PATH is a YAML file, or a folder of them read as one; events.yaml by default. All events of the brief
    are drawn, whatever its template shows. If it fails, an earlier picture stays as it was.
    """
    from legation.building.picture import timeline
    from legation.building.plan import UnknownBriefError

    if strip and (lanes or landscape or no_breaks):
        raise click.UsageError("--strip goes with none of --lanes, --landscape and --no-breaks")
    try:
        done = timeline(
            path,
            output=output,
            brief=brief,
            as_of=as_of,
            lanes=lanes or "",
            breaks=not no_breaks,
            landscape=landscape,
            strip=strip,
        )
    except UnknownBriefError as error:
        if brief is None:
            raise click.UsageError(in_words(error)) from None
        raise unknown_brief(error) from None
    print_diagnostics(done.report)
    if done.path is None:
        click.echo(f"{output}: not written", err=True)
        sys.exit(1)
    click.echo(output)
