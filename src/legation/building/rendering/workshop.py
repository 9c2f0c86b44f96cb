"""Rendering on another computer: what it takes is packed here, unpacked there, and kept there for a while.

All that briefs are made from goes along: the chronology as it was read, the templates, the theme with the
bytes of its fonts and logo, the letterhead. Nothing is looked for on the other computer but Legation.
"""

from __future__ import annotations

import pickle
import shutil
import sys
import threading
import zlib
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from uuid import uuid4
from weakref import finalize

from msgspec import Struct

from legation.building.cycles import uncollected
from legation.building.rendering.render import Renderer
from legation.building.rendering.workers import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from legation.building.plan import Job
    from legation.model.chronology import Chronology
    from legation.model.theme import Theme
    from legation.reading.templates import Templates

MAKERS = (
    "legation",
    "babel",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "msgspec",
    "pendulum",
    "pillow",
    "pydantic",
    "pypdfium2",
    "python-docx",
    "reportlab",
    "uharfbuzz",
)
"""The packages that have a say in the bytes of a brief: they must be the same everywhere."""

Versions = tuple[tuple[str, str], ...]
"""The version of Python, and of each of `MAKERS` that is installed."""

_FACES = ("regular", "bold", "italic", "bold_italic")

# Threads share what is kept of fonts, and PDFium may only be called by one.
_TURN = threading.Lock()


class OtherVersionsError(Exception):
    """What is to render is not what packed: its files might differ."""


class Answer(Struct, frozen=True):
    """What a workshop gives back.

    Attributes:
        data: A pickle of what came of each brief of the batch.
        name: Or the name of the file, in the folder that was named, which holds that; its SHA-256 in
            hexadecimal digits.
        failure: Or what went wrong.
    """

    data: bytes = b""
    name: str = ""
    failure: str = ""


class _Sent(Struct, frozen=True):
    """A file as it goes along: the path by which it is known, its name, and its bytes if it was there."""

    path: str
    name: str
    data: bytes | None


class _Contents(Struct, frozen=True):
    chronology: Chronology
    theme: Theme
    templates: Templates
    reference: tuple[str, str] | None
    files: tuple[_Sent, ...]


class _Packed(Struct, frozen=True):
    """What pickles to a call of `opened`."""

    contents: bytes
    versions: Versions

    def __reduce__(self) -> tuple[object, ...]:
        return opened, (self.contents, self.versions)


def versions() -> Versions:
    """What is installed on this computer."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = {"python": python, **{name: _version(name) for name in MAKERS}}
    return tuple(found.items())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # run from its sources
        return ""


def pack(renderer: Renderer) -> bytes:
    """What renders as the renderer does: a pickle, which becomes a `Workshop` where it is loaded."""
    renderer.templates.read_all()
    reference = renderer.reference
    paths = [*renderer.theme.files, *([str(reference[0])] if reference else [])]
    contents = _Contents(
        renderer.chronology,
        renderer.theme,
        renderer.templates,
        (str(reference[0]), reference[1]) if reference else None,
        tuple(_sent(Path(path)) for path in dict.fromkeys(paths)),
    )
    return pickle.dumps(_Packed(zlib.compress(pickle.dumps(contents), 1), versions()))


def _sent(path: Path) -> _Sent:
    try:
        return _Sent(str(path), path.name, path.read_bytes())
    except OSError:  # it is missing there too then, and rendering says so
        return _Sent(str(path), path.name, None)


# --- on the other computer -----------------------------------------------------------------------------


@lru_cache(maxsize=2)  # two builds may share the workers
def opened(contents: bytes, made_by: Versions) -> Workshop:
    """The workshop that was packed, unpacked once in a process.

    Raises:
        OtherVersionsError: Other versions are installed than where it was packed.
    """
    if made_by != versions():
        raise OtherVersionsError
    return Workshop(pickle.loads(zlib.decompress(contents)))  # noqa: S301 (as all that tasks are given)


class Workshop:
    """Renders briefs far from the files that they are made from; those lie in a folder of its own.

    Args:
        contents: What was packed.
    """

    def __init__(self, contents: _Contents) -> None:
        folder = Path(mkdtemp(prefix="legation-"))
        finalize(self, shutil.rmtree, folder, ignore_errors=True)
        places = {
            file.path: _put(file, folder / str(number))
            for number, file in enumerate(contents.files)
        }
        reference = None
        if contents.reference is not None:
            path, named = contents.reference
            reference = (places[path], named)
        theme = _moved(contents.theme, places)
        self._renderer = Renderer(contents.chronology, theme, contents.templates, reference)

    def render(self, jobs: bytes, folder: str) -> Answer:
        """Render a batch of briefs, which is given as a pickle.

        Nothing is raised: some errors would be lost on the way, and the batch waited for in vain.

        Args:
            jobs: The batch.
            folder: Where to leave what comes of it; empty to give it back.
        """
        try:
            batch: Sequence[Job] = pickle.loads(jobs)  # noqa: S301 (as all that tasks are given)
            with _TURN, uncollected():
                data = pickle.dumps([render(self._renderer, job) for job in batch])
            return Answer(name=_left(data, Path(folder))) if folder else Answer(data)
        except Exception as error:
            return Answer(failure=f"{type(error).__name__}: {error}"[:1000])


def _put(file: _Sent, folder: Path) -> Path:
    """Write a file under its own name, which messages give."""
    folder.mkdir()
    place = folder / file.name
    if file.data is not None:
        place.write_bytes(file.data)
    return place


def _moved(theme: Theme, places: Mapping[str, Path]) -> Theme:
    """The theme with its files in other places."""
    named = {face: getattr(theme.fonts, face) for face in _FACES}
    moved = {face: str(places[path]) for face, path in named.items() if path}
    logo = str(places[theme.logo]) if theme.logo else ""
    fonts = theme.fonts.model_copy(update=moved)
    return theme.model_copy(update={"fonts": fonts, "logo": logo})


def _left(data: bytes, folder: Path) -> str:
    """Leave something in a folder, whole under its name or not at all.

    Raises:
        OSError: It cannot be left there.
    """
    name = sha256(data).hexdigest()
    part = folder / f"{uuid4().hex}.part"
    part.write_bytes(data)
    part.replace(folder / name)
    return name
