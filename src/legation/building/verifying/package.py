"""A Word file's package (ECMA-376 Part 2), opened with care: whoever sent it may have made it to harm.

Nothing is unpacked to disk, nothing outside is fetched, and what is too large is refused before it is read.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from legation.building.verifying.pieces import UnreadableError

MOST = 256 * 2**20
"""The bytes that all parts together may unpack to."""

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PACKED = (ZIP_STORED, ZIP_DEFLATED)  # as Part 2, annex B, has it
_MAIN = "word/document.xml"


class Related(NamedTuple):
    """What a part is related to: of which type, the last word of it, and where, or which address."""

    type: str
    target: str
    external: bool


class Package:
    """The parts of a file, by name.

    Args:
        data: The file.

    Raises:
        UnreadableError: It is no such package, or a larger one than is read.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableError("it is locked with a password, or is of an old Word (.doc)")
        try:
            self._archive = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise UnreadableError("it is damaged, or is no Word file") from error
        if any(entry.compress_type not in _PACKED for entry in self._archive.infolist()):
            raise UnreadableError("it is packed as no Word file is")
        if sum(entry.file_size for entry in self._archive.infolist()) > MOST:
            raise UnreadableError(f"it unpacks to more than {MOST // 2**20} MiB")
        self._names = set(self._archive.namelist())
        related = self.related("").values()
        office = (each.target for each in related if each.type == "officeDocument")
        self.main = next(office, _MAIN)

    def tree(self, name: str) -> ElementTree.Element | None:
        """A part as a tree; None where there is no such part.

        Raises:
            UnreadableError: It is damaged.
        """
        if name not in self._names:
            return None
        data = self._read(name)
        if b"<!DOCTYPE" in data:  # which no part may have (Part 2, 8.1.4), and bombs need
            raise UnreadableError(f"its part {name} defines entities")
        try:
            return ElementTree.fromstring(data)  # noqa: S314 (bounded, and without entities)
        except ElementTree.ParseError as error:
            raise UnreadableError(f"its part {name} is damaged") from error

    def related(self, name: str) -> dict[str, Related]:
        """What a part is related to, by the relationships' ids; the package itself is the part ``."""
        folder, base = posixpath.split(name)
        tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        return dict(_relations(tree, folder)) if tree is not None else {}

    def _read(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as file:
                data = file.read(MOST + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise UnreadableError(f"its part {name} is damaged") from error
        if len(data) > MOST:
            raise UnreadableError(f"its part {name} unpacks to more than it says")
        return data


def _relations(tree: ElementTree.Element, folder: str) -> Iterator[tuple[str, Related]]:
    for each in tree.iter(_RELATIONSHIPS):
        target, external = each.get("Target", ""), each.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = each.get("Type", "").rpartition("/")[2]
        yield each.get("Id", ""), Related(kind, target, external)
