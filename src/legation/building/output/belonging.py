"""Which of the briefs that were built into a folder are a chronology's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legation.building.output.record import Entry


class Belonging:
    """A chronology, as it is known in the folder that it is built to.

    Args:
        path: The chronology, a file or a folder.
        folder: Where it is built to.

    Attributes:
        origin: The chronology, as a path from that folder: what the two lie in may move.
    """

    def __init__(self, path: str, folder: str) -> None:
        self._folder = folder
        try:
            self.origin = Path(os.path.relpath(path, folder)).as_posix()
        except ValueError:  # another drive
            self.origin = Path(path).as_posix()

    def has(self, entry: Entry) -> bool:
        """Whether a brief was built from this chronology, or from one that is not there any more."""
        return entry.chronology == self.origin or not Path(self._folder, entry.chronology).exists()
