"""A small chronology of one's own to start from, with templates to change."""

from __future__ import annotations

import os
from pathlib import Path

from legation.building.disk.files import join, write_together
from legation.building.schema import schema_text
from legation.diagnostics import Position, fail
from legation.reading.templates import packaged

_STARTER = Path(__file__).with_name("starter")

# Those that one changes first; legation's own stand in for every other, and for these if they are deleted.
_TEMPLATES = ("country-brief.md.j2", "theme.yaml")


def start(folder: Path, named: str) -> list[str]:
    """Write the files of a new chronology to a folder, which is made if it is not there.

    Args:
        folder: Where.
        named: The folder as messages name it.

    Returns:
        The files written, as messages name them.

    Raises:
        LegationError: One of the files is there already, or cannot be written; nothing was.
    """
    contents = {
        "events.yaml": (_STARTER / "events.yaml").read_bytes(),
        "events.schema.json": schema_text().encode(),
        ".gitignore": (_STARTER / "gitignore").read_bytes(),
    }
    contents |= {f"templates/{name}": (packaged() / name).read_bytes() for name in _TEMPLATES}
    for name in contents:
        if os.path.lexists(folder / name):
            hint = "name a folder that does not have it, or go on with the one that is there"
            message = "this is there already, and stays as it is"
            raise fail(Position(join(named, name)), "init", message, hint)
    write_together(folder, named, contents, "legation init FOLDER")
    return [join(named, name) for name in contents]
