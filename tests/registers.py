"""Issues made by hand, and put in a register."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from legation.building.issues.register import Filed, Issue, Register
from legation.model.edition import Edition, Entry

BRIEF = "norway"


def register(folder: Path) -> Register:
    return Register(folder / "issued", "issued")


def content(format_: str, number: str) -> bytes:
    return f"{format_} of {number}\n".encode() * 100


def issue(
    number: str, brief: str = BRIEF, formats: tuple[str, ...] = ("docx", "pdf"), said: str = ""
) -> tuple[Issue, dict[str, bytes]]:
    """An issue, and the bytes of its files."""
    year, ordinal = number.split("-")
    contents = {format_: content(format_, number) for format_ in formats}
    files = {
        f: Filed(f"{year}/{brief}-{ordinal}.{f}", sha256(data).hexdigest(), len(data))
        for f, data in contents.items()
    }
    day = date(int(year), 2, min(int(ordinal), 28))
    entries = (Entry("events", said or "Visit to Oslo", "oslo"),)
    made = Issue(
        brief=brief,
        number=number,
        title="Norway",
        as_of=day,
        issued=f"{day}T06:00:00+00:00",
        version="0",
        since="",
        files=files,
        inputs={"events.yaml": sha256(b"").hexdigest()},
        edition=Edition(brief, "Norway", day, entries),
    )
    return made, contents


def put(folder: Path, brief: str = BRIEF, year: int = 2026) -> Issue:
    """Issue a brief once more, as a process does."""
    into = register(folder)
    with into.locked():
        made, contents = issue(into.next_number(brief, year), brief)
        into.put(made, contents)
    return made


def files_of(folder: Path) -> dict[str, bytes]:
    """What there is in the folder `issued` but for what Legation keeps for itself."""
    root = folder / "issued"
    paths = (path for path in root.rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix(): path for path in paths}
    own = (".legation/", ".gitattributes")
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith(own)}


def kept_for_itself(folder: Path) -> set[str]:
    return {path.name for path in (folder / "issued" / ".legation").glob("*")}
