"""Styles of ours in a letterhead: its own where it has them, and the missing ones grafted.

A style is the same by its name, whatever its case, by an alias, or by its id where that is a built-in one:
Word translates ids, and other programs spell names otherwise. A grafted one keeps our spaces and sizes,
and takes fonts and colours from what it is based on.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from legation.writing.docx.trees import W, insert, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

MEASURED = "DrawingText"
"""The style of text in drawings, which was measured in our font, and so keeps it."""

_LINKS = ("basedOn", "next", "link")
_SPACING = (
    "ind contextualSpacing mirrorIndents suppressOverlap jc textDirection outlineLvl rPr".split()
)
_INDENT = _SPACING[1:]
_ORDINARY = "BodyText"  # which may be indented as the letterhead has it
_FLUSH = {"left": "0", "right": "0", "firstLine": "0"}
_STANDARD = frozenset(
    "normal|standard|default paragraph font|normal table|table normal|no list".split("|")
)
_ELSEWHERE = {
    "quote": "quotations",
    "body text": "text body",
    "footnote text": "footnote",
    "hyperlink": "internet link",
    "toc heading": "contents heading",
} | {f"toc {level}": f"contents {level}" for level in range(1, 4)}
"""What LibreOffice calls a style, where it is not what Word does."""


class Styles:
    """The styles of a part.

    Args:
        root: Its tree, `w:styles`.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self._all = {_id(style): style for style in root.iterfind(f"{W}style")}
        self._named: dict[tuple[str, str], Element] = {}
        for style in self._all.values():
            for name in _names(style):
                self._named.setdefault((_kind(style), name), style)

    def with_id(self, identifier: str) -> Element | None:
        """The style of an id."""
        return self._all.get(identifier)

    def like(self, other: Element) -> Element | None:
        """The style that is the same as one of another part."""
        kind, (name, *_) = _kind(other), _names(other)
        if other.get(f"{W}default") == "1":
            return self.default(kind)
        found = self.called(name, kind)
        if found is None and other.get(f"{W}customStyle") is None:
            same = {key.lower(): style for key, style in self._all.items()}
            found = same.get(_id(other).lower())
        return found if found is not None and _kind(found) == kind else None

    def called(self, name: str, kind: str = "paragraph") -> Element | None:
        """The style of a name, in small letters, or of that which LibreOffice has for it."""
        found = self._named.get((kind, name))
        return self._named.get((kind, _ELSEWHERE.get(name, ""))) if found is None else found

    def default(self, kind: str) -> Element | None:
        """The style of what has none."""
        of_kind = [style for style in self._all.values() if _kind(style) == kind]
        marked = [style for style in of_kind if style.get(f"{W}default") in ("1", "true")]
        named = [style for style in of_kind if not _STANDARD.isdisjoint(_names(style))]
        return next(iter(marked + named), None)

    def chain(self, style: Element | None) -> Iterator[Element]:
        """A style, what it is based on, and so on."""
        seen = set()
        while style is not None and _id(style) not in seen:
            seen.add(_id(style))
            yield style
            style = self._all.get(value(style, f"{W}basedOn"))

    def add(self, style: Element) -> str:
        """Add a style, under an id and a name that are free.

        Returns:
            The id.
        """
        wanted, (name, *_) = _id(style), _names(style)
        taken = {key.lower() for key in self._all}
        free = (f"{wanted}{number or ''}" for number in count())
        identifier = next(each for each in free if each.lower() not in taken)
        style.set(f"{W}styleId", identifier)
        if any(known == name for _, known in self._named):
            called = style.find(f"{W}name")
            assert called is not None
            called.set(f"{W}val", f"Brief {name}")
        self.root.append(style)
        self._all[identifier] = style
        for each in _names(style):
            self._named[_kind(style), each] = style
        return identifier


class Grafter:
    """Finds our styles in a letterhead, or grafts them.

    Args:
        ours: The styles that a brief is written with.
        theirs: The letterhead's, which grow.
        font: The name of the font of drawings, and of that of scripts that run from right to left.

    Attributes:
        grafted: What was grafted, by our id.
    """

    def __init__(self, ours: Styles, theirs: Styles, font: tuple[str, str]) -> None:
        self.grafted: dict[str, Element] = {}
        self._ours = ours
        self._theirs = theirs
        self._font = font
        self._ids: dict[str, str] = {}

    def of(self, identifier: str) -> str:
        """The letterhead's id of the style that has this one with us."""
        if identifier not in self._ids:
            ours = self._ours.with_id(identifier)
            if ours is None:
                return identifier
            found = self._theirs.like(ours)
            if found is None:
                self._graft(ours)
            else:
                self._ids[identifier] = _id(found)
        return self._ids[identifier]

    def found(self, identifier: str) -> Element | None:
        """The letterhead's own style for one of ours; None where it has none. Nothing is grafted."""
        ours = self._ours.with_id(identifier)
        if ours is None or identifier in self.grafted:
            return None
        return self._theirs.like(ours)

    def _graft(self, ours: Element) -> None:
        identifier, style = _id(ours), deepcopy(ours)
        self._ids[identifier] = self._theirs.add(style)
        self.grafted[identifier] = style
        for name in _LINKS:
            for link in style.iterfind(W + name):
                link.set(f"{W}val", self.of(link.get(f"{W}val", "")))
        for colour in style.findall(f"{W}rPr/{W}color"):
            colour.getparent().remove(colour)  # type: ignore[union-attr]
        base = value(ours, f"{W}basedOn")
        if _kind(style) == "paragraph" and base and base not in self.grafted:
            self._stand_alone(style, identifier)
        if identifier == MEASURED:
            self._keep_font(style)

    def _stand_alone(self, style: Element, identifier: str) -> None:
        """Say in a style what its base said with us, and does not in the letterhead."""
        said: dict[str, str] = {}
        for each in self._ours.chain(self._ours.with_id(identifier)):
            spacing = each.find(f"{W}pPr/{W}spacing")
            if spacing is not None:
                said = {str(k): str(v) for k, v in spacing.attrib.items()} | said
        properties = style.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            insert(style, properties, ("rPr",))
        _set(properties, "spacing", said, _SPACING)
        listed = properties.find(f"{W}numPr") is not None
        if not listed and identifier != _ORDINARY and self._indents():
            indent = properties.find(f"{W}ind")
            own = {} if indent is None else {str(k): str(v) for k, v in indent.attrib.items()}
            flush = {W + name: zero for name, zero in _FLUSH.items()}
            if f"{W}hanging" in own:
                del flush[f"{W}firstLine"]
            _set(properties, "ind", flush | own, _INDENT)

    def _indents(self) -> bool:
        """Whether the letterhead indents ordinary paragraphs, which is not meant for tables and such."""
        chain = self._theirs.chain(self._theirs.default("paragraph"))
        return any(style.find(f"{W}pPr/{W}ind") is not None for style in chain)

    def _keep_font(self, style: Element) -> None:
        properties = style.find(f"{W}rPr")
        assert properties is not None
        name, complex_ = self._font
        names = {"ascii": name, "hAnsi": name, "eastAsia": name, "cs": complex_ or name}
        fonts = etree.Element(f"{W}rFonts", {W + key: font for key, font in names.items()})
        properties.insert(0, fonts)


def _set(properties: Element, name: str, said: dict[str, str], after: list[str]) -> None:
    element = properties.find(W + name)
    if element is None:
        element = etree.Element(W + name)
        insert(properties, element, after)
    for key, text in said.items():
        element.set(key, text)


def _id(style: Element) -> str:
    return str(style.get(f"{W}styleId", ""))


def _kind(style: Element) -> str:
    return str(style.get(f"{W}type", "paragraph"))


def _names(style: Element) -> list[str]:
    """A style's name and aliases, in small letters."""
    names = [value(style, f"{W}name"), *value(style, f"{W}aliases").split(",")]
    return [" ".join(names[0].lower().split())] + [
        n.strip().lower() for n in names[1:] if n.strip()
    ]
