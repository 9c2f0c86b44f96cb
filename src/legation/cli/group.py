"""The group of commands: each imported when called, and no exception ever shown raw."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "build": "Build briefs from a chronology.",
    "check": "Say what is amiss in a chronology.",
    "clear": "Record that the text of a brief was cleared.",
    "run": "Do all that is due: issue and deliver what says anything new.",
    "issue": "Number briefs that say anything new, and keep them for good.",
    "diff": "Tell what two issues, files or git revisions differ by.",
    "deliver": "Send what was issued by mail, to each recipient once.",
    "history": "List what was issued.",
    "show": "Tell all of an issue.",
    "watch": "Build again whenever something changes, until Ctrl-C.",
    "schedule": "Have briefs issued every week, by this computer's own scheduler.",
    "stale": "Say what to look at again, and what is soon to come.",
    "status": "Say what was built, when, and what is old or was changed.",
    "verify": "Show that Word files and PDFs say the same.",
    "timeline": "Draw the timeline of a brief as a picture.",
    "list": "List the briefs of a chronology.",
    "init": "Start a chronology of your own in a folder.",
    "schema": "Print the JSON Schema of chronologies, for editors.",
}
"""The commands, with what `legation --help` says of each."""


class Commands(click.Group):
    """A group whose commands are the modules of this package, each with a `command`."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, on consoles that lack letters too: those are printed as `?`."""
        # No other package's plugin may change how a chronology is validated, nor be searched for.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        # One command makes little garbage and much that lasts: cycles are looked for only where there is
        # as much as would fill a gigabyte, not as soon as a long brief is built.
        gc.set_threshold(10_000_000, 20, 50)
        # Nor when the process ends, which takes all with it: a fifth of a build's time.
        atexit.register(gc.freeze)
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"legation.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; the nearest is named where there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from legation.diagnostics import nearest

            near = nearest(args[0], COMMANDS) or "legation --help"
            ctx.fail(f"there is no command `{args[0]}`: write {near}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; say what is wrong in one line, whatever it is."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click's own to handle
        except Exception as error:
            from legation.building.internal import debugging, internal
            from legation.cli.printing import print_diagnostics
            from legation.diagnostics import LegationError

            if debugging():
                raise
            print_diagnostics(
                error.diagnostics if isinstance(error, LegationError) else [internal(error)]
            )
            ctx.exit(1)
