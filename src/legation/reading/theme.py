"""The theme from `theme.yaml`: the user's, key by key over the one that comes with legation.

Paths of fonts and of the logo are relative to the theme file. They may lead anywhere on this computer,
for a theme is trusted as its author is, but nothing is ever fetched.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from legation.diagnostics import Diagnostic, Position, Report, reason
from legation.model.date_refusals import quoted
from legation.model.theme import DEFAULT_THEME, Theme
from legation.reading.problems import error
from legation.reading.templates import Folder
from legation.reading.validation import validate
from legation.reading.yaml import Mapping, load

NAME = "theme.yaml"
_EXAMPLE = """write for example:
    colours:
      accent: 1F3A5F"""
FACES = ("regular", "bold", "italic", "bold-italic")
_PICTURE = "a PNG or JPEG picture"


def read_theme(folders: Iterable[Folder], report: Report) -> Theme | None:
    """The theme that the folders' files make, the first folder's keys over the later ones'.

    Args:
        folders: Where to look for `theme.yaml`; it may be absent.
        report: Where problems go, each with its position.

    Returns:
        The theme, or None when one of the files is wrong.
    """
    given: dict[str, Any] = {}
    own = Report()
    places: dict[str, Position] = {}
    for folder in reversed(list(folders)):
        path = folder.path / NAME
        if path.exists():
            given = _over(given, _read(path, folder.file(NAME), own, places))
    report.extend(own)
    if own.failed:
        return None
    if not given:
        return DEFAULT_THEME
    from legation.reading.contrasts import contrast_warnings

    theme = Theme.model_validate(given)
    report.extend(contrast_warnings(theme.colours, places))
    return theme


def named_files(folder: Folder) -> Iterator[Path]:
    """The files that a folder's theme names, fonts and a logo, even where they or the theme are wrong."""
    path = folder.path / NAME
    try:
        root = load(path.read_bytes(), folder.file(NAME), Report())
    except OSError:
        return
    fonts = root.get("fonts") if root is not None else None
    faces = [fonts.get(face) for face in FACES] if isinstance(fonts, Mapping) else []
    for value in [*faces, root.get("logo") if root is not None else None]:
        if isinstance(value, str) and value and "\0" not in value:
            yield Path(os.path.normpath(path.resolve().parent / value))


def _read(path: Path, named: str, report: Report, places: dict[str, Position]) -> dict[str, Any]:
    """What one file sets, with absolute paths; what it does not set is left out.

    Args:
        path: The file.
        named: As messages name it.
        report: Where problems go.
        places: Where the place of each colour that it sets goes.
    """
    own = Report()
    try:
        root = load(path.read_bytes(), named, own)
    except OSError as failure:
        report.error(Position(named), "file", f"the theme cannot be read: {reason(failure)}")
        return {}
    # A theme in which every line is a remark sets nothing, and that is fine.
    report.extend(_of_a_theme(found) for found in own if found.code != "empty-file")
    if root is None:
        return {}
    report.extend(_make_absolute(root, path.resolve().parent))
    colours = root.get("colours")
    if isinstance(colours, Mapping):
        places |= {key: colours.position(key) for key, value in colours.items() if value}
    theme, found = validate(Theme, root)
    report.extend(found)
    return theme.model_dump(exclude_unset=True) if theme is not None else {}


def _of_a_theme(found: Diagnostic) -> Diagnostic:
    """What is said of a file that is no mapping, without the advice for a chronology."""
    if found.code != "yaml-mapping":
        return found
    return replace(found, message="a theme is made of keys with values", hint=_EXAMPLE)


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = below | above
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            merged[key] = _over(below[key], value)
    return merged


def _make_absolute(root: Mapping, folder: Path) -> Iterator[Diagnostic]:
    """Put absolute paths for those in the theme; say what is wrong with them."""
    fonts = root.get("fonts")
    if isinstance(fonts, Mapping):
        from legation.text.acceptance import WANTED

        for face in FACES:
            yield from _path(fonts, face, folder, WANTED, _font_fault)
        yield from _missing_faces(fonts)
    if root.get("logo"):
        from legation.reading.pictures import picture_fault

        height = _height(root)
        yield from _path(root, "logo", folder, _PICTURE, lambda path: picture_fault(path, height))


def _missing_faces(fonts: Mapping) -> Iterator[Diagnostic]:
    """A font of one's own comes whole: a page must not mix two."""
    named = [face for face in FACES if fonts.get(face)]
    missing = [f"`{face}`" for face in FACES if face not in named]
    if named and missing:
        message = (
            f"a font has four files: {', '.join(missing)} {'are' if missing[1:] else 'is'} missing"
        )
        hint = "add a line for each; the file of another face will do"
        yield _error(fonts.key_position(named[0]), message, hint)


def _height(root: Mapping) -> float:
    """The logo's height, as far as it is given and a number."""
    try:
        height = float(str(root.get("logo-height")))
    except ValueError:
        return DEFAULT_THEME.logo_height
    return height if 5 <= height <= 60 else DEFAULT_THEME.logo_height


def _font_fault(path: Path) -> tuple[str, str] | None:
    """What is wrong with a font, and what to do about it."""
    from legation.text.acceptance import text_font_fault

    return text_font_fault(path.name, path.read_bytes())


def _path(
    node: Mapping,
    key: str,
    folder: Path,
    kind: str,
    fault: Callable[[Path], tuple[str, str] | None],
) -> Iterator[Diagnostic]:
    """Put an absolute path for the one at a key; say what is wrong with the file."""
    value = node.get(key)
    if not isinstance(value, str) or not value:
        return
    position, path = node.position(key), folder / value
    node[key] = str(path)
    if "://" in value:
        hint = f"save {kind} beside theme.yaml, and name it"
        yield _error(position, "a file on this computer is wanted here", hint)
        return
    try:
        found = fault(path) if path.is_file() else _missing(value, kind)
    except (OSError, ValueError):  # closed to us, or a name that no system takes
        found = _missing(value, kind)
    if found is not None:
        yield _error(position, *found)


def _missing(value: str, kind: str) -> tuple[str, str]:
    hint = f"name {kind}; paths begin at the theme's own folder"
    return f"there is no file {quoted(value)} to read here", hint


def _error(position: Position, message: str, hint: str) -> Diagnostic:
    return error(position, "theme-file", message, hint)
