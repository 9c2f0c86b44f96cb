"""The package: opened from the parts in `base/`, closed to the same bytes every time.

`base/` is a Word package unzipped; the `$names` in its parts stand for its content and for what the
theme says. It is small (python-docx's own template takes six times as long to open) and says nothing
of anyone but us.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from docx.opc.package import Unmarshaller
from docx.opc.part import Part, PartFactory
from docx.opc.pkgreader import PackageReader
from docx.package import Package

from legation.model.letterhead import PLACE, SEAM
from legation.writing.docx.archive import archive
from legation.writing.xml import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docx.document import Document as Opened
    from docx.opc.packuri import PackURI
    from docx.opc.rel import Relationships
    from docx.parts.document import DocumentPart

_BASE = Path(__file__).with_name("base")
_TYPES = "[Content_Types].xml"
_PLACE = re.compile(rb"<\?%s ?\?>" % PLACE.encode())
_NAME = re.compile(r"\$(\w+)")
_PART = 1 << 18  # characters
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
# What python-docx need not make trees of: to parse them takes as long as to write all the text.
_HELD = (
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
)
_OUTSIDE = ' TargetMode="External"'
# Fonts shrink by half, and would take as long as all the rest of the file.
_STORED = (".odttf", ".png", ".jpg", ".jpeg")


def open_base(values: Mapping[str, str]) -> Opened:
    """The base package, filled in and opened.

    Raises:
        KeyError: A part has a name that `values` lacks.
    """

    def part(name: PackURI, kind: str, relation: str, text: bytes, package: Package) -> Part:
        held = relation in _HELD
        filled = (_form(text, compact=held) % values).encode()
        if held:
            return Part(name, kind, filled, package)
        return cast("Part", PartFactory(name, kind, relation, filled, package))

    package = Package()
    Unmarshaller.unmarshal(_base(), package, part)  # type: ignore[no-untyped-call]
    main = cast("DocumentPart", package.main_document_part)
    return cast("Opened", main.document)


@cache
def _base() -> PackageReader:
    """The base package as python-docx reads it, once in a process: before it is filled in."""
    read = PackageReader.from_file(str(_BASE))  # type: ignore[no-untyped-call]
    return cast("PackageReader", read)


@cache
def _form(text: bytes, *, compact: bool) -> str:
    """A part of `base/` as a form for Python's `%`, which fills it in at once.

    Args:
        text: The part.
        compact: Whether it is to be as python-docx would write it: without the blanks that its lines begin
            with.
    """
    form = text.decode().replace("%", "%%")
    if compact:
        _, *lines = form.splitlines()
        form = _DECLARATION + "".join(map(str.strip, lines))
    return _NAME.sub(r"%(\1)s", form)


def pack(main: Part, body: Iterable[str]) -> bytes:
    """The package of a main part as the bytes of a .docx file (ECMA-376 Part 2).

    Only its content counts: entries are sorted behind the content types, and carry no date.

    Args:
        main: The main part.
        body: What goes in place of the processing instruction in it, in pieces; with a seam between, if
            there are several.
    """
    package = main.package
    assert package is not None
    parts = list(package.iter_parts())
    entries: dict[str, bytes | Iterable[bytes]] = {"_rels/.rels": _bytes(package.rels)}
    for part in parts:
        entries[part.partname.membername] = part.blob
        if part is main:  # parsing the body would take as long as all the rest
            entries[part.partname.membername] = _filled(part.blob, body)
        if part.rels:
            entries[part.partname.rels_uri.membername] = _bytes(part.rels)
    return archive({_TYPES: _content_types(parts), **dict(sorted(entries.items()))}, _STORED)


def _filled(main: bytes, body: Iterable[str]) -> Iterator[bytes]:
    """The main part with the body in its place, or places."""
    first, *others, last = _PLACE.split(main)
    yield first
    between = iter(others)
    for piece in body:
        text, *more = piece.split(SEAM)
        yield from map(str.encode, parted(text))
        for each in more:
            yield next(between)
            yield from map(str.encode, parted(each))
    yield last


def parted(text: str) -> Iterator[str]:
    """The text, part by part: a body is too long to be there twice."""
    return (text[start : start + _PART] for start in range(0, len(text), _PART))


def _bytes(relationships: Relationships) -> bytes:
    """What python-docx would write, which takes time to make an element of each."""
    each = "".join(
        f'<Relationship Id="{rel.rId}" Type="{rel.reltype}" Target="{escape(rel.target_ref)}"'
        f"{_OUTSIDE if rel.is_external else ''}/>"
        for rel in relationships.values()
    )
    return (
        f'{_DECLARATION}<Relationships xmlns="{NAMESPACE.OPC_RELATIONSHIPS}">{each}</Relationships>'
    ).encode()


def _content_types(parts: Iterable[Part]) -> bytes:
    overrides = "".join(
        f'<Override PartName="{escape(name)}" ContentType="{escape(content_type)}"/>'
        for name, content_type in sorted((part.partname, part.content_type) for part in parts)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{CONTENT_TYPE.XML}"/>{overrides}</Types>'
    ).encode()
