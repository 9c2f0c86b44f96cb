"""A letterhead: a ministry's own Word file, read and found fit, as the parts that a brief is put into.

It is what is left when all that is private, active or elsewhere was taken out: the main part, and what that
part leads to. In the body of the main part stands one processing instruction, `PLACE`: the brief goes there.
In a Word template that was filled in there are several, each for a stretch of the brief.
"""

from __future__ import annotations

from msgspec import Struct

PLACE = "brief"
"""The target of the processing instruction in whose place the brief goes."""

SEAM = "<?own?>"
"""In what is written of a brief, where a stretch of a Word template's own text comes between."""


class Relation(Struct, frozen=True):
    """What a part leads to (ECMA-376 Part 2, 9.3).

    Attributes:
        identifier: Its id, by which the part names it.
        kind: The type of the relationship, a URI.
        target: The name of a part, such as `/word/header1.xml`; or a web address, where it is `outside`.
        outside: Whether it leads out of the package.
    """

    identifier: str
    kind: str
    target: str
    outside: bool


class Part(Struct, frozen=True):
    """A part of the package.

    Attributes:
        name: Its name, which begins with a slash.
        content_type: Its media type.
        data: Its bytes.
        relations: What it leads to.
    """

    name: str
    content_type: str
    data: bytes
    relations: tuple[Relation, ...] = ()

    @property
    def is_xml(self) -> bool:
        """Whether it is a tree of elements."""
        return self.content_type.endswith(("+xml", "/xml"))


class Letterhead(Struct, frozen=True):
    """The parts, the main one first."""

    parts: tuple[Part, ...]
