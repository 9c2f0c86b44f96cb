"""From a path to the YAML files of a chronology: one file, or a folder's in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from legation.diagnostics import Position, Report
from legation.reading.yaml import Mapping, load

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
    roots = []
    for file, name in _files(path, named, report):
        try:
            data = file.read_bytes()
        except OSError as error:
            reason = (error.strerror or "it cannot be read").lower()
            report.error(Position(name), "file", f"the file cannot be read: {reason}", _mend(error))
            continue
        root = load(data, name, report)
        if root is not None:
            roots.append(root)
    return roots


def _files(path: Path, named: str, report: Report) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, named
        return
    try:
        files = sorted(
            (
                f
                for f in path.iterdir()
                if f.suffix.lower() in ENDINGS and not f.name.startswith(".")
            ),
            key=lambda f: f.name,
        )
    except OSError as error:
        report.error(
            Position(named), "file", f"the folder cannot be read: {(error.strerror or '').lower()}"
        )
        return
    if not files:
        report.error(
            Position(named),
            "file",
            "the folder holds no .yaml file",
            "name the chronology, or put events.yaml there",
        )
    for file in files:
        yield file, str(Path(named) / file.name)


def _mend(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "name the chronology: legation build PATH; or start one: legation init DIR"
    if isinstance(error, PermissionError):
        return "ask for the right to read it, or copy it to a folder of your own"
    return ""
