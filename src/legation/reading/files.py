"""From a path to the YAML files of a chronology: one file, or a folder's in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from legation.diagnostics import Position, Report
from legation.reading.yaml import MAX_BYTES, Mapping, load

ENDINGS = (".yaml", ".yml")


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


def _read(file: Path, named: str, report: Report) -> Mapping | None:
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)  # one more, so that `load` refuses a larger file
    except OSError as failure:
        message = f"the file cannot be read: {_reason(failure)}"
        report.error(Position(named), "file", message, _mend(failure))
        return None
    return load(data, named, report)


def _files(path: Path, named: str, report: Report) -> Iterator[tuple[Path, str]]:
    """The files to read, each with its name for messages: a folder's as the folder was named."""
    if not path.is_dir():
        yield path, named
        return
    try:
        files = sorted((file for file in path.iterdir() if _is_ours(file)), key=lambda f: f.name)
    except OSError as failure:
        message = f"the folder cannot be read: {_reason(failure)}"
        report.error(Position(named), "file", message, _mend(failure))
        return
    if not files:
        hint = "name the chronology, or put events.yaml there"
        report.error(Position(named), "file", "the folder holds no .yaml file", hint)
    for file in files:
        yield file, os.path.join(named, file.name)  # noqa: PTH118 (a Path would drop a leading ./)


def _is_ours(file: Path) -> bool:
    hidden = file.name.startswith(".")
    return file.suffix.lower() in ENDINGS and not hidden and not file.is_dir()


def _reason(failure: OSError) -> str:
    return (failure.strerror or "the system does not say why").lower()


def _mend(failure: OSError) -> str:
    if isinstance(failure, FileNotFoundError):
        return "name the chronology: legation build PATH; or start one: legation init DIR"
    if isinstance(failure, PermissionError):
        return "ask for the right to read it, or copy it to a folder of your own"
    return ""
