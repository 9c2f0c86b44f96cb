"""A tagged PDF read for what it is: its structure tree, and the content of its pages piece by piece.

Independent of the writer: it knows ISO 32000-1 and nothing of how our files are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf

Object = Any
"""A pikepdf object: a dictionary, array, name, string or number."""


class Piece(NamedTuple):
    """What one operator shows or paints, and the marked content that it stands in (14.6).

    Attributes:
        number: Of its marked content (MCID), or None.
        artifact: Whether it stands in an artifact.
        tag: The tag of its marked content, such as `P`; empty outside all.
        text: What it says; empty for what is painted.
        codes: Whether each of its codes stands for text.
    """

    number: int | None
    artifact: bool
    tag: str
    text: str
    codes: bool = True


class Content(NamedTuple):
    """Marked content as a structure element's kid: a page, from 0, and its number there."""

    page: int
    number: int


class Reference(NamedTuple):
    """An object as a structure element's kid (14.7.4.3): the page, from 0, and the object."""

    page: int
    target: Object


@dataclass
class Tag:
    """A structure element (14.7.2).

    Attributes:
        role: Its type, such as `P`.
        source: The object itself.
        parent: None for the root.
        kids: Elements, marked content, and references to annotations.
    """

    role: str
    source: Object
    parent: Tag | None = None
    kids: list[Tag | Content | Reference] = field(default_factory=list)

    def text(self, key: str) -> str:
        """A text of its dictionary, such as `/Alt`; empty where it has none."""
        return str(self.source.get(key, ""))

    def attribute(self, key: str) -> Object | None:
        """An attribute (14.7.5), or None."""
        found = self.source.get("/A", {})
        owners = [found] if isinstance(found, pikepdf.Dictionary) else list(found)
        return next((owner[key] for owner in owners if key in owner), None)

    @property
    def tags(self) -> list[Tag]:
        """The elements among its kids."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def descent(self) -> Iterator[Tag]:
        """The element and all beneath it, each before its kids."""
        yield self
        for tag in self.tags:
            yield from tag.descent()

    def contents(self) -> Iterator[Content]:
        """Its marked content and that of what is beneath it, in the order of reading."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.contents()
            elif isinstance(kid, Content):
                yield kid


class Tagged:
    """A file opened."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))
        self.pages = list(self.pdf.pages)
        self._indices = {page.obj.objgen: index for index, page in enumerate(self.pages)}
        self._maps: dict[tuple[int, int], dict[int, str]] = {}

    @property
    def root(self) -> Object:
        """The catalogue."""
        return self.pdf.Root

    @cached_property
    def tree(self) -> list[Tag]:
        """The elements under the structure tree's root."""
        top = self.root.get("/StructTreeRoot")
        if top is None:
            return []
        return [self._tag(kid, None) for kid in _listed(top.get("/K"))]

    @cached_property
    def tags(self) -> list[Tag]:
        """All elements, in the order of reading."""
        return [tag for top in self.tree for tag in top.descent()]

    @cached_property
    def pieces(self) -> list[list[Piece]]:
        """What every page shows and paints, in the order of its content."""
        return [list(self._pieces(page)) for page in self.pages]

    @cached_property
    def said(self) -> dict[Content, str]:
        """What each marked content says."""
        said: dict[Content, str] = {}
        for page, pieces in enumerate(self.pieces):
            for piece in pieces:
                if piece.number is not None:
                    place = Content(page, piece.number)
                    said[place] = said.get(place, "") + piece.text
        return said

    def words(self, tag: Tag) -> str:
        """What an element says, as a program that reads it aloud has it."""
        actual = tag.text("/ActualText")
        if actual:
            return actual
        return "".join(
            self.words(kid) if isinstance(kid, Tag) else self.said.get(kid, "")
            for kid in tag.kids
            if not isinstance(kid, Reference)
        )

    def annotations(self) -> Iterator[tuple[int, Object]]:
        """All annotations, each with its page."""
        for index, page in enumerate(self.pages):
            yield from ((index, annotation) for annotation in _listed(page.get("/Annots")))

    def parents(self) -> dict[int, Object]:
        """The parent tree (14.7.4.4) by key."""
        top = self.root.get("/StructTreeRoot", {}).get("/ParentTree", {})
        numbers = list(top.get("/Nums", []))
        return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    def outline(self) -> list[tuple[int, str, int]]:
        """The bookmarks (12.3.3): level and page, both from 0, and title."""
        with self.pdf.open_outline() as outline:
            return list(self._bookmarks(outline.root, 0))

    def page_of(self, destination: Object) -> int:
        """The page that a destination names, from 0; -1 for none."""
        names = self.root.get("/Dests", {})
        if not isinstance(destination, pikepdf.Array):
            destination = names.get(str(destination), [None])
        page = destination[0]
        return self._indices.get(page.objgen, -1) if page is not None else -1

    def _bookmarks(self, items: list[Object], level: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            yield level, item.title, self.page_of(item.destination)
            yield from self._bookmarks(item.children, level + 1)

    def _tag(self, source: Object, parent: Tag | None) -> Tag:
        tag = Tag(str(source.get("/S", ""))[1:], source, parent)
        own = source.get("/Pg")
        for kid in _listed(source.get("/K")):
            tag.kids.append(self._kid(kid, own, tag))
        return tag

    def _kid(self, kid: Object, page: Object, tag: Tag) -> Tag | Content | Reference:
        if isinstance(kid, int):
            return Content(self._index(page), int(kid))
        page = kid.get("/Pg", page)
        kind = str(kid.get("/Type", ""))
        if kind == "/MCR":
            return Content(self._index(page), int(kid.MCID))
        if kind == "/OBJR":
            return Reference(self._index(page), kid.Obj)
        return self._tag(kid, tag)

    def _index(self, page: Object) -> int:
        return self._indices.get(page.objgen, -1) if page is not None else -1

    def _pieces(self, page: Object) -> Iterator[Piece]:
        """The pieces of a page."""
        fonts = page.resources.get("/Font", {})
        stack: list[tuple[str, int | None]] = []
        codes: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                stack.append((str(operands[0])[1:], _number(operands)))
            elif name == "EMC":
                stack.pop()
            elif name == "Tf":
                codes = self.codes(fonts.get(str(operands[0])))
            elif name in _SHOWN:
                raw = b"".join(_bytes(operands))
                texts = [codes.get(code) for code in _pairs(raw)]
                yield _piece(stack, "".join(text or "\ufffd" for text in texts), None not in texts)
            elif name in _PAINTED:
                yield _piece(stack, "")

    def codes(self, font: Object) -> dict[int, str]:
        """What each code of a font stands for (9.10.3)."""
        if font is None or "/ToUnicode" not in font:
            return {}
        key = font.objgen
        if key not in self._maps:
            self._maps[key] = dict(mapping(font.ToUnicode.read_bytes()))
        return self._maps[key]


_SHOWN = {"Tj", "TJ", "'", '"'}
_PAINTED = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI", "INLINE IMAGE"}
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


def mapping(cmap: bytes) -> Iterator[tuple[int, str]]:
    """What a ToUnicode CMap maps codes to; ours has single codes only."""
    for block in _BFCHAR.findall(cmap):
        for code, text in _PAIR.findall(block):
            yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def _piece(stack: list[tuple[str, int | None]], text: str, codes: bool = True) -> Piece:
    numbers = [number for _, number in stack if number is not None]
    artifact = any(tag == "Artifact" for tag, _ in stack)
    return Piece(
        numbers[-1] if numbers else None, artifact, stack[-1][0] if stack else "", text, codes
    )


def _number(operands: Object) -> int | None:
    properties = operands[1] if len(operands) > 1 else {}
    found = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    return None if found is None else int(found)


def _bytes(operands: Object) -> Iterator[bytes]:
    for operand in operands:
        if isinstance(operand, pikepdf.String):
            yield bytes(operand)
        elif isinstance(operand, pikepdf.Array):
            yield from _bytes(operand)


def _pairs(raw: bytes) -> Iterator[int]:
    return (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))


def _listed(value: Object) -> list[Object]:
    """What a key holds, be it one or an array of several."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
