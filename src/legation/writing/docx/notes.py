"""Footnotes and endnotes: native ones, counted by Word, in a part of their own (OOXML Part 1, 17.11).

Word counts from 1 in the order of the text, as the document does. A note cited again is a field that shows
its number and leads to the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from legation.model.citing import citations, takes_notes
from legation.model.document import List, ListKind, Paragraph
from legation.writing.docx import fields
from legation.writing.docx.links import Links
from legation.writing.docx.runs import Runs, paragraph, properties
from legation.writing.docx.sections import LOW

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from legation.model.document import Document, Inlines
    from legation.model.theme import Theme
    from legation.writing.docx.controls import Controls
    from legation.writing.docx.links import Bookmarks

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FLUSH = '<w:ind w:left="0" w:firstLine="0"/>'
# As high as between text and notes of the PDF.
_PLACING = '<w:spacing w:before="0" w:line="200" w:lineRule="exact"/>' + _FLUSH
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


class Kind(NamedTuple):
    """Notes at the foot of the page, or at the end of the document.

    Attributes:
        name: The element of a note; what belongs to it is called after it.
        bracketed: Whether numbers in the text stand in brackets, as listed sources' do, or are raised.
        content_type, relationship: Of the part that holds them.
    """

    name: str
    bracketed: bool
    content_type: str
    relationship: str

    @property
    def style(self) -> str:
        """How the ids of their styles begin."""
        return self.name.capitalize()

    def mark(self, content: str) -> str:
        """The content, a number as a run or a field, as it stands in the text."""
        if not self.bracketed:
            return content
        look = properties(f"{self.style}Reference")
        return f"<w:r>{look}<w:t>[</w:t></w:r>{content}<w:r>{look}<w:t>]</w:t></w:r>"

    def separators(self) -> str:
        """What parts the notes from the text: a line for those at the foot, nothing for others (17.11.23)."""
        return "".join(
            f'<w:{self.name} w:type="{kind}" w:id="{number}">{self._separator(kind)}</w:{self.name}>'
            for number, kind in _SEPARATORS.items()
        )

    def _separator(self, kind: str) -> str:
        style = f"{self.style}Text"
        if self.bracketed:
            return paragraph(style, "", placing=LOW + _FLUSH)
        return paragraph(style, f"<w:r><w:{kind}/></w:r>", placing=_PLACING)


FOOT = Kind("footnote", False, CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES)
END = Kind("endnote", True, CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES)


def sources_at_end(document: Document, theme: Theme) -> dict[str, Inlines]:
    """What the sources say that can be endnotes, by the names that lead to them; none where they cannot.

    They can where the theme wants them to, their list ends the document, it is cited no more often than
    `takes_notes` allows, and its numbers are those that Word will count. Else they stay a list.
    """
    *others, last = document.blocks or (None,)
    if theme.notes != "endnotes" or not isinstance(last, List) or last.kind is not ListKind.SOURCE:
        return {}
    blocks = [block for block in others if block is not None]
    said = {
        item.anchor: item.blocks[0].inlines
        for item in last.items
        if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph)
    }
    if len(said) < len(last.items) or not takes_notes((*blocks, last)):
        return {}
    cited = {cite.target: cite.number for cite in citations((*blocks, last))}
    counted = {anchor: number for number, anchor in enumerate(said, 1)}
    return said if list(cited.items()) == list(counted.items()) else {}


class Notes:
    """The notes of one kind in a document, set as its text comes to their numbers.

    Args:
        kind: Their kind.
        language: The document's.
        bookmarks: Its bookmarks.
        controls: Its content controls.
        directed: Whether to look for text that runs from right to left.
    """

    def __init__(
        self,
        kind: Kind,
        language: str,
        bookmarks: Bookmarks,
        controls: Controls,
        *,
        directed: bool = False,
    ) -> None:
        self._kind = kind
        self._links = Links()
        self._bookmarks = bookmarks
        self._runs = Runs(language, self._links, bookmarks, controls, directed=directed)
        self._notes: dict[int, str] = {}

    def number(self, number: int, says: Inlines) -> str:
        """A note's number in the text; where it comes first, the note is set."""
        kind, name = self._kind, self._bookmarks.of_note(number)
        style = f"{kind.style}Reference"
        if number in self._notes or not says:
            return kind.mark(fields.note_again(name, number, style, raised=not kind.bracketed))
        self._notes[number] = self._note(number, says)
        run = f'<w:r>{properties(style)}<w:{kind.name}Reference w:id="{number}"/></w:r>'
        return kind.mark(self._bookmarks.around_note(number, run))

    def _note(self, number: int, says: Inlines) -> str:
        kind, turned = self._kind, self._runs.are_turned(says)
        # First of all, as LibreOffice wants it, so without brackets.
        label = f"<w:r>{properties('SourceNumber')}<w:{kind.name}Ref/></w:r><w:r><w:tab/></w:r>"
        said = paragraph(f"{kind.style}Text", label + self._runs.of(says), turned=turned)
        return f'<w:{kind.name} w:id="{number}">{said}</w:{kind.name}>'

    @property
    def xml(self) -> str:
        """The notes set so far; empty where there are none."""
        return "".join(self._notes.values())

    @property
    def numbering(self) -> str:
        """What a section says of them: Word would count endnotes in Roman numbers (17.11.5)."""
        ends = self._notes and self._kind is END
        return '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>' if ends else ""

    @property
    def settings(self) -> str:
        """What the settings say of them: which are no notes but what parts them from the text (17.11.9)."""
        if not self._notes:
            return ""
        name = self._kind.name
        how = '<w:numFmt w:val="decimal"/>' if self._kind is END else ""
        parting = "".join(f'<w:{name} w:id="{number}"/>' for number in _SEPARATORS)
        return f"<w:{name}Pr>{how}{parting}</w:{name}Pr>"

    def relate(self, part: DocumentPart) -> None:
        """Put the notes, if there are any, in the package of the part that cites them."""
        if not self._notes:
            return
        kind, name = self._kind, f"{self._kind.name}s"
        content = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<w:{name} {_NAMESPACES}>{kind.separators()}{self.xml}</w:{name}>"
        )
        uri = PackURI(f"/word/{name}.xml")
        notes = Part(uri, kind.content_type, content.encode(), part.package)
        self._links.relate(notes.rels)
        part.rels.add_relationship(kind.relationship, notes, name)
