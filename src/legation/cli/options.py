"""What commands take: paths, a day, the ids of briefs."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from legation.diagnostics import LegationError

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Decorator = Callable[[Callable[..., None]], Callable[..., None]]
"""What gives a command an option."""

_BARE = re.compile(r"\d{1,3}", re.ASCII)
_BRIEF = re.compile(r"^[^/]+/")
_SHARD = re.compile(r"(\d{1,4})/(\d{1,4})", re.ASCII)


class PlaceType(click.Path):
    """A path, which is not empty: to the system that would be the current folder.

    Args:
        wanted: What to name, in words.
    """

    def __init__(self, wanted: str) -> None:
        # What cannot be read is told later, as what is wrong in a file is.
        super().__init__(readable=False)
        self._wanted = wanted

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path as typed.

        Raises:
            click.BadParameter: It is empty.
        """
        if not value:
            self.fail(f"it is empty: name {self._wanted}", param, ctx)
        return super().convert(value, param, ctx)


path_argument = click.argument(
    "path", default="events.yaml", type=PlaceType("a file or folder, such as events.yaml")
)
strict_option = click.option("--strict", is_flag=True, help="Take warnings for errors.")


class DayType(click.ParamType[date]):
    """A single day, in any of the ways in which a chronology may give one."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day that was typed.

        Raises:
            click.BadParameter: It is none; the message says what to type.
        """
        if isinstance(value, str) and _PLAIN.fullmatch(value):
            with suppress(ValueError):  # as of 30 February, which is then refused in words
                return date.fromisoformat(value)
        from pydantic import TypeAdapter, ValidationError

        from legation.model.fields import Day

        try:
            day: date = TypeAdapter(Day).validate_python(value)
        except ValidationError as error:
            context = error.errors(include_url=False)[0]["ctx"]
            self.fail(f"{context['text']}: {context['hint']}", param, ctx)
        return day


class ShardType(click.ParamType[tuple[int, int]]):
    """A part of the briefs: `2/8` for the second of eight."""

    name = "shard"

    def convert(
        self,
        value: str | tuple[int, int],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int]:
        """Which part, and of how many.

        Raises:
            click.BadParameter: There is no such part.
        """
        if isinstance(value, tuple):
            return value
        if found := _SHARD.fullmatch(value):
            number, of = int(found[1]), int(found[2])
            if 1 <= number <= of:
                return number, of
        hint = "write 2/8 for the second of eight; the first is 1/8, the last 8/8"
        raise click.BadParameter(f"`{value}` is no part of the briefs: {hint}", ctx, param)


class SinceType(click.ParamType["str | date"]):
    """What to hold briefs against: the number of an issue, or of one of a brief, a day, or `none`."""

    name = "issue"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | date:
        """The number, the day or `none`.

        Raises:
            click.BadParameter: It is none of them.
        """
        from legation.building.issues.register import is_number
        from legation.building.issues.since import NONE

        if isinstance(value, date) or value == NONE or is_number(re.sub(_BRIEF, "", value)):
            return value
        if _BARE.fullmatch(value):
            self.fail(f"`{value}` lacks its year: write it as 2026-{int(value):02}", param, ctx)
        try:
            return DayType().convert(value, param, ctx)
        except click.BadParameter:
            hint = "write 2026-03 for an issue, 2026-02-12 for a day, or none"
            self.fail(f"`{value}` is neither an issue, nor a day, nor none: {hint}", param, ctx)


def briefs_option(does: str) -> Decorator:
    """`--brief`, which may be given several times; `does` says what is done with them: `Build`."""
    return click.option(
        "--brief",
        "briefs",
        metavar="ID",
        multiple=True,
        shell_complete=complete_brief,
        help=f"{does} this brief only. May be given several times.",
    )


def brief_option(text: str) -> Decorator:
    """`--brief`, for one, with its help."""
    return click.option("--brief", metavar="ID", shell_complete=complete_brief, help=text)


def formats_option(text: str) -> Decorator:
    """`--format`, which may be given several times, with its help."""
    return click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(["docx", "pdf", "text"]),
        help=text,
    )


def output_option(text: str) -> Decorator:
    """`--output`, with its help."""
    return click.option("--output", metavar="FOLDER", type=PlaceType("a folder"), help=text)


def as_of_option(text: str) -> Decorator:
    """`--as-of`, with its help."""
    return click.option("--as-of", metavar="DATE", type=DayType(), help=text)


reference_option = click.option(
    "--reference",
    metavar="FILE",
    type=PlaceType("a Word file"),
    help="Put Word files into this letterhead (.docx, .dotx). Default: reference.docx among the templates.",
)
jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 256),
    default=1,
    help="Build so many briefs at once.",
)
SPOKEN_FROM = "The day the briefs speak from. Default: the brief's own `as-of`, else today."


def in_words(error: LegationError) -> str:
    """What is wrong with what was typed, and what to type instead, in a line."""
    wrong = error.diagnostics[0]
    return f"{wrong.message}: {wrong.hint}"


def unknown_brief(error: LegationError) -> click.BadParameter:
    """The mistake in the command that asks for a brief which is not there."""
    return click.BadParameter(in_words(error), param_hint="--brief")


def complete_brief(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The ids of the chronology's briefs that begin as typed, for the shell to complete."""
    from pathlib import Path

    from legation.diagnostics import Report
    from legation.reading.chronology import read_chronology

    # The option still lacks its value, so that click has not yet told arguments from the rest.
    path = ctx.args[0] if ctx.args else ctx.params["path"]
    chronology = read_chronology(Path(path), path, Report()).chronology
    names = chronology.briefs if chronology is not None else ()
    return [name for name in names if name.startswith(incomplete)]
