"""Footnotes: native ones, counted by Word, in a part of their own (OOXML Part 1, 11.3.7 and 17.11).

Word counts from 1 in the order of the text, as the document does. A note cited again is a field that shows
its number and leads to the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from legation.writing.docx import fields
from legation.writing.docx.links import Links
from legation.writing.docx.runs import Runs, paragraph, properties

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from legation.model.document import Footnote
    from legation.writing.docx.controls import Controls
    from legation.writing.docx.links import Bookmarks

SETTINGS = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
"""What the settings say of them: which are no notes but what parts them from the text (17.11.9)."""

_NAME = PackURI("/word/footnotes.xml")
_STYLE, _LABEL = properties("FootnoteReference"), properties("SourceNumber")
_ROOT = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)
# As high as between text and notes of the PDF.
_PLACING = (
    '<w:spacing w:before="0" w:line="200" w:lineRule="exact"/><w:ind w:left="0" w:firstLine="0"/>'
)
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}">'
    f"{paragraph('FootnoteText', f'<w:r><w:{kind}/></w:r>', placing=_PLACING)}</w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


class Footnotes:
    """The footnotes of one document, set as its text comes to their numbers.

    Args:
        language: The document's.
        bookmarks: Its bookmarks.
        controls: Its content controls.
        directed: Whether to look for text that runs from right to left.
    """

    def __init__(
        self, language: str, bookmarks: Bookmarks, controls: Controls, *, directed: bool = False
    ) -> None:
        self._links = Links()
        self._bookmarks = bookmarks
        self._runs = Runs(language, self._links, bookmarks, controls, directed=directed)
        self._notes: list[str] = []

    def number(self, note: Footnote) -> str:
        """A note's number in the text; where it comes first, the note is set."""
        name = self._bookmarks.of_note(note.number)
        if not note.says:
            return fields.note_again(name, note.number)
        turned = self._runs.are_turned(note.says)
        content = f"<w:r>{_LABEL}<w:footnoteRef/></w:r><w:r><w:tab/></w:r>"
        said = paragraph("FootnoteText", content + self._runs.of(note.says), turned=turned)
        self._notes.append(f'<w:footnote w:id="{note.number}">{said}</w:footnote>')
        number = f'<w:r>{_STYLE}<w:footnoteReference w:id="{note.number}"/></w:r>'
        return self._bookmarks.around_note(note.number, number)

    @property
    def xml(self) -> str:
        """The notes set so far; empty where there are none."""
        return "".join(self._notes)

    def relate(self, part: DocumentPart) -> None:
        """Put the notes, if there are any, in the package of the part that cites them."""
        if not self._notes:
            return
        declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        content = f"{declaration}{_ROOT}{_SEPARATORS}{self.xml}</w:footnotes>"
        notes = Part(_NAME, CONTENT_TYPE.WML_FOOTNOTES, content.encode(), part.package)
        self._links.relate(notes.rels)
        part.rels.add_relationship(RELATIONSHIP_TYPE.FOOTNOTES, notes, "footnotes")
