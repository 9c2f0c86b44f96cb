"""Files that stand in for rendered ones, which take a thousand times as long to make."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legation.building.disk.home import FOLDER
from legation.building.output.outputs import Outputs, opened
from legation.building.output.places import Made
from legation.building.output.record import Entry, Output
from legation.diagnostics import Diagnostic, render

BRIEF = "norway"
FORMATS = ("docx", "pdf")


def content(format_: str, version: str) -> bytes:
    """The bytes of a file of a brief, as it was at one time; whole, and of a length of its own."""
    words = f"What was known of Norway at the time called {version}. ".encode()
    words *= 20 + sum(version.encode()) % 40
    if format_ == "docx":
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name in ("[Content_Types].xml", "word/document.xml", "docProps/core.xml"):
                archive.writestr(zipfile.ZipInfo(name), words)
        return file.getvalue()
    if format_ == "pdf":
        return b"%PDF-1.7\n" + words + b"\nstartxref\n9\n%%EOF\n"
    return words + b"\n"


def made(format_: str, version: str) -> Made:
    about = Output(version, "0", "2026-02-24", "2026-02-24T12:00:00+00:00")
    return Made(format_, content(format_, version), about)


@contextmanager
def outputs_of(folder: Path, told: list[str] | None = None, **options: bool) -> Iterator[Outputs]:
    """The outputs of a folder called `output`; what is told is added to the list."""

    def tell(diagnostic: Diagnostic) -> None:
        if told is not None:
            told.append(render(diagnostic))

    with opened(folder, "output", tell, **options) as outputs:
        yield outputs


def put(folder: Path, version: str, *, override: bool = False) -> list[str]:
    """Put both files of the brief in their places, as a build does, and return what is told."""
    told: list[str] = []
    with outputs_of(folder, told, override=override) as outputs:
        files = [made(format_, version) for format_ in FORMATS]
        outputs.put(BRIEF, files, Entry("../events.yaml", {}, {"items": version}))
        outputs.record.save()
    return told


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder but for those that Legation keeps for itself."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != FOLDER}


def pair(version: str, docx: str = "norway.docx", pdf: str = "norway.pdf") -> dict[str, bytes]:
    """Both files of a brief under their names."""
    return {docx: content("docx", version), pdf: content("pdf", version)}


def kept_for_itself(folder: Path) -> set[str]:
    return {path.name for path in (folder / FOLDER).glob("*")}
