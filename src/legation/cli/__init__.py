"""The command line: arguments, printing and exit statuses; all work is `building`'s.

Each command lives in a module of its own, imported when it is called, so that `legation --help` is quick.
Exit statuses: 0 done; 1 nothing could be built, or there are errors; 2 usage; 3 some briefs were built
and some failed.
"""

from __future__ import annotations

import click

from legation.cli.group import Commands
from legation.version import __version__

COMPLETION = (
    'For the shell to complete commands and briefs: eval "$(_LEGATION_COMPLETE=bash_source legation)"; '
    "in zsh with zsh_source, in fish with fish_source."
)


@click.group(
    cls=Commands, epilog=COMPLETION, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Country briefs in Word and PDF from a chronology of diplomatic events.

    The chronology is a YAML file, or a folder of them: events.yaml in the current folder unless another
    PATH is given. `legation init FOLDER` starts one.
    """
    from legation.building.cycles import uncollected

    context.with_resource(uncollected())  # from here on, for much is imported
