"""From a path to the files of a chronology: one YAML file, or a folder's, and the texts of its briefs.

Those of a folder are read in the order of their names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from legation.diagnostics import Position, Report, reason
from legation.reading.texts import TEXT_ENDINGS, Text, read_text, unread
from legation.reading.yaml import MAX_BYTES, Mapping, load

ENDINGS = (".yaml", ".yml")
TEXTS = "briefs"
"""The folder of the texts of briefs."""

DELIVERY = "deliver.yaml"
"""The file that says how issued briefs are sent; in a folder it is no part of the chronology."""

MAX_TEXT = 2**20

_NEARLY = (".md.txt", ".markdown", ".txt")  # the first is what Notepad makes of `.md`


def read_files(path: Path, named: str, report: Report) -> list[Mapping]:
    """Read the file, or every `*.yaml` and `*.yml` of the folder, and report what is wrong with them.

    Args:
        path: A file or folder.
        named: The path as the user gave it, for messages.
        report: Where problems go.

    Returns:
        The top-level mapping of each file that has one.
    """
    roots = (_read(file, name, report) for file, name in _files(path, named, report))
    return [root for root in roots if root is not None]


def read_texts(path: Path, named: str, report: Report) -> list[Text]:
    """Read the texts of briefs: every `*.md` of the folder `briefs` beside the file, or in the folder.

    Args:
        path: The chronology, a file or folder.
        named: The path as the user gave it, for messages.
        report: Where it goes when the folder cannot be read; what is wrong with a file is kept with it.
    """
    folder, name = beside(path, named, TEXTS)
    if not folder.is_dir():
        return []
    endings = (*TEXT_ENDINGS, *_NEARLY)
    files = _listed(folder, name, endings, report)
    return [_read_text(file, name) for file, name in files]


def beside(path: Path, named: str, name: str) -> tuple[Path, str]:
    """What lies beside a chronology's file, or in its folder: where, and as messages name it."""
    if path.is_dir():
        return path / name, _join(named, name)
    return path.parent / name, _join(os.path.dirname(named), name)  # noqa: PTH120


def _read_text(file: Path, named: str) -> Text:
    own = Report()
    name = file.name[: -len(_ending(file, (*TEXT_ENDINGS, *_NEARLY)))]
    if _ending(file, _NEARLY):
        message = "the file of a brief's text ends in .md alone"
        there = file.with_name(f"{name}.md").exists()
        hint = f"move it away: {name}.md is there too" if there else f"rename it to {name}.md"
        own.error(Position(named), "file", message, hint)
        return unread(name, named, own)
    data = _bytes(file, named, MAX_TEXT, own)
    if data is not None and len(data) > MAX_TEXT:
        message = f"the text of a brief has at most {MAX_TEXT // 2**20} MiB"
        hint = "keep what is to be printed, and move the rest elsewhere"
        own.error(Position(named), "file-size", message, hint)
    return unread(name, named, own) if data is None or own.failed else read_text(name, named, data)


def _read(file: Path, named: str, report: Report) -> Mapping | None:
    data = _bytes(file, named, MAX_BYTES, report)
    return None if data is None else load(data, named, report)


def _bytes(file: Path, named: str, most: int, report: Report) -> bytes | None:
    """What a file holds; of a larger one than is read, one byte more, so that it is refused."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as failure:
        message = f"the file cannot be read: {reason(failure)}"
        report.error(Position(named), "file", message, _mend(failure))
        return None


def _files(path: Path, named: str, report: Report) -> Iterator[tuple[Path, str]]:
    """The files to read, each with its name for messages: a folder's as the folder was named."""
    if not path.is_dir():
        yield path, named
        return
    own = Report()
    listed = _listed(path, named, ENDINGS, own)
    files = [(file, name) for file, name in listed if file.name != DELIVERY]
    if not files and not own.failed:
        hint = "name the chronology, or put events.yaml there"
        own.error(Position(named), "file", "the folder holds no .yaml file", hint)
    report.extend(own)
    yield from files


def _listed(
    folder: Path, named: str, endings: tuple[str, ...], report: Report
) -> Iterator[tuple[Path, str]]:
    """The files of a folder with these endings, in the order of their names."""
    try:
        files = sorted((f for f in folder.iterdir() if _is_ours(f, endings)), key=lambda f: f.name)
    except OSError as failure:
        message = f"the folder cannot be read: {reason(failure)}"
        report.error(Position(named), "file", message, _mend(failure))
        return
    for file in files:
        yield file, _join(named, file.name)


def _join(folder: str, name: str) -> str:
    return os.path.join(folder, name)  # noqa: PTH118 (a Path would drop a leading ./)


def _is_ours(file: Path, endings: tuple[str, ...]) -> bool:
    hidden = file.name.startswith(".")
    return bool(_ending(file, endings)) and not hidden and not file.is_dir()


def _ending(file: Path, endings: tuple[str, ...]) -> str:
    """Which of the endings a file has, or nothing."""
    return next((ending for ending in endings if file.name.lower().endswith(ending)), "")


def _mend(failure: OSError) -> str:
    if isinstance(failure, FileNotFoundError):
        return "name the chronology: legation build PATH; or start one: legation init DIR"
    if isinstance(failure, PermissionError):
        return "ask for the right to read it, or copy it to a folder of your own"
    return ""
