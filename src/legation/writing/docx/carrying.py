"""What a brief leads to, carried into its letterhead: links, pictures, notes, the font of its drawings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part

from legation.writing.docx import trees
from legation.writing.docx.trees import R, W

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.opc.part import XmlPart

NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
"""The relationships to what is written as text beside the body."""

_RELATION = re.compile(r'( r:(?:id|embed)=")([^"]*)')
_OBFUSCATED = "/word/fonts/brief%s.odttf"
_FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_CARRIED = {
    RELATIONSHIP_TYPE.HYPERLINK: "",
    RELATIONSHIP_TYPE.IMAGE: "/word/media/brief%s.png",
    RELATIONSHIP_TYPE.FOOTNOTES: "/word/footnotes%s.xml",
    RELATIONSHIP_TYPE.ENDNOTES: "/word/endnotes%s.xml",
}
"""What is carried, with the name of its part in the letterhead."""


class Carrier:
    """Carries from the main part of a brief to that of a letterhead.

    Args:
        source: The brief's.
        target: The letterhead's.
        ready: Puts the letterhead's styles into what is written with ours.
    """

    def __init__(self, source: Part, target: XmlPart, ready: Callable[[str], str]) -> None:
        self._source = source
        self._target = target
        self._ready = ready
        self._prefix = "brief"
        while any(str(name).startswith(self._prefix) for name in target.rels):
            self._prefix += "-"

    def named(self, text: str) -> str:
        """A text that names relationships of the brief, by the names that they have in the letterhead."""
        return _RELATION.sub(rf"\1{self._prefix}\2", text)

    def carry(self) -> None:
        """Carry what the text leads to; and the theme, where the letterhead has none.

        Where it has no list of fonts, it gets an empty one, as validators want it.
        """
        for identifier, rel in self._source.rels.items():
            name = _CARRIED.get(rel.reltype)
            if name is None:
                continue
            target = rel.target_ref if rel.is_external else self._copy(rel.target_part, name)
            self._target.rels.add_relationship(
                rel.reltype, target, self._prefix + identifier, is_external=rel.is_external
            )
        if trees.tree(self._target, RELATIONSHIP_TYPE.THEME) is None:
            theme = next(trees.related(self._source, RELATIONSHIP_TYPE.THEME))
            copied = self._copy(theme, "/word/theme/theme%s.xml")
            self._target.relate_to(copied, RELATIONSHIP_TYPE.THEME)
        self._font_table()

    def carry_fonts(self) -> None:
        """Carry the fonts that the brief embeds, which its drawings were measured in."""
        source = next(trees.related(self._source, RELATIONSHIP_TYPE.FONT_TABLE))
        target = self._font_table()
        table = trees.root(target)
        known = {font.get(f"{W}name") for font in table}
        for font in [f for f in trees.parse(source.blob) if f.get(f"{W}name") not in known]:
            table.append(font)
            for face in font.iter("*"):
                if identifier := face.get(f"{R}id"):
                    new = self._copy(source.rels[identifier].target_part, _OBFUSCATED)
                    face.set(f"{R}id", target.relate_to(new, _FONT))

    def _font_table(self) -> XmlPart:
        return trees.made(
            self._target,
            RELATIONSHIP_TYPE.FONT_TABLE,
            CONTENT_TYPE.WML_FONT_TABLE,
            "/word/fontTable%s.xml",
            "fonts",
        )

    def _copy(self, part: Part, name: str) -> Part:
        """A part of the brief in the letterhead's package, with what it leads to elsewhere."""
        package, data = trees.package_of(self._target), part.blob
        if part.content_type in (CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES):
            data = self._ready(data.decode()).encode()
        new = Part(trees.free_name(package, name), part.content_type, data, package)
        for identifier, rel in part.rels.items():
            new.rels.add_relationship(rel.reltype, rel.target_ref, identifier, is_external=True)
        return new
