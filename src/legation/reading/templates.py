"""Templates by name: the user's own folder first, file by file, then those that come with legation.

A name is looked up in a listing of the folder, so that none leads out of it, and one is found alike on
systems that mind the case of letters and on those that do not.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from msgspec import Struct

from legation.diagnostics import Diagnostic, LegationError, Position, Report, fail, reason
from legation.model.template import WORD_ENDINGS, Template
from legation.reading.reference import NAMES as LETTERHEADS
from legation.reading.word_templates import read_word_template
from legation.reading.yaml.decoding import decode

ENDING = ".md.j2"
MAX_BYTES = 1_000_000


class Folder(Struct, frozen=True):
    """A folder of templates, and what messages call it."""

    path: Path
    named: str

    def file(self, name: str) -> str:
        """A file of the folder, as messages name it."""
        return os.path.join(self.named, name)  # noqa: PTH118 (a Path would drop a leading ./)


@cache
def packaged() -> Path:
    """The folder of the templates and theme that come with legation.

    In an installed package it lies inside; in a source tree it is the project's own `templates/`.
    """
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def folders(chronology: Path, named: str) -> tuple[Folder, ...]:
    """Where the templates of a chronology are looked for, in turn.

    Args:
        chronology: The file, or folder, that holds the chronology.
        named: The same as messages name it.
    """
    inside = chronology.is_dir()
    beside = (chronology if inside else chronology.parent) / "templates"
    ours = Folder(packaged(), str(packaged()))
    if not os.path.lexists(beside):  # what is there and is no folder is refused when it is read
        return (ours,)
    theirs = Folder(beside, os.path.join(named if inside else os.path.dirname(named), "templates"))  # noqa: PTH118, PTH120
    same = beside.is_dir() and beside.samefile(ours.path)
    return (theirs,) if same else (theirs, ours)


class Templates:
    """Finds templates by name; each file is read once.

    Once all are read, what is found can be taken to another computer, pickled.
    """

    def __init__(self, folders: Iterable[Folder]) -> None:
        self._files: dict[str, tuple[Folder, str]] = {}
        self._read: dict[str, Template | tuple[Diagnostic, ...]] = {}
        for folder in folders:
            for name in _listing(folder):
                if name.endswith(ENDING) or _is_word(name):
                    self._files.setdefault(_plain(name), (folder, name))

    @property
    def names(self) -> list[str]:
        """Every name there is, in order."""
        return sorted(self._files)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._files

    def __call__(self, name: str) -> Template | None:
        """The template of a name such as `country-brief`, or None when there is none.

        Raises:
            LegationError: There is one, but it cannot be read as text, or as a Word file that can be used.
        """
        name = _plain(name)
        if name not in self._files:
            return None
        if name not in self._read:
            folder, file = self._files[name]
            try:
                self._read[name] = _read(folder.path / file, folder.file(file))
            except LegationError as error:
                self._read[name] = error.diagnostics
        found = self._read[name]
        if isinstance(found, Template):
            return found
        raise LegationError(*found)

    def read_all(self) -> None:
        """Read every template; one that cannot be read is refused when it is asked for."""
        for name in self._files:
            with suppress(LegationError):
                self(name)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name.removesuffix(ENDING))


def _is_word(name: str) -> bool:
    """Whether a file is a Word template: no letterhead, and none of the files that Word keeps beside one."""
    return (
        name.endswith(WORD_ENDINGS) and name not in LETTERHEADS and not name.startswith((".", "~"))
    )


def _read(path: Path, named: str) -> Template:
    if not _is_word(path.name):
        return Template(_text(path, named), named)
    try:
        return read_word_template(path, named)
    except OSError as error:
        raise _unreadable(named, error) from error


def _listing(folder: Folder) -> list[str]:
    try:
        return sorted(os.listdir(folder.path))  # noqa: PTH208 (names are all that is wanted)
    except OSError as error:
        raise _unreadable(folder.named, error) from error


def _text(path: Path, named: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(named, error) from error
    if len(data) > MAX_BYTES:
        message = f"the template is larger than {MAX_BYTES // 1_000_000} MB"
        raise fail(
            Position(named),
            "template",
            message,
            "keep text out of it: it belongs in the chronology",
        )
    report = Report()
    text = decode(data, named, report)
    if text is None:
        raise LegationError(*report)
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a character, as UTF-16 can hold
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(named: str, error: OSError) -> LegationError:
    if isinstance(error, NotADirectoryError):
        message = "this is a file, where the folder of your templates is wanted"
        rename = "give it another name; if it is a template, put it into a folder"
        hint = f"{rename}: templates/country-brief{ENDING}"
        return fail(Position(named), "template", message, hint)
    return fail(Position(named), "template", f"this cannot be read: {reason(error)}")
