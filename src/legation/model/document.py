"""The document: a format-neutral tree of blocks and inlines, the same for every writer.

It holds all that a reader will see, in reading order, and nothing about how a format sets it. What both
formats must agree on and only a layout can tell (column widths, the timeline's geometry) is settled in
it before the writers run: `Timeline` blocks become `Figure` blocks, and columns get their widths.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from legation.model.dates import Date
from legation.model.drawing import Align, Drawing, Mark
from legation.model.letterhead import Letterhead
from legation.model.template import Look

# --- inlines -------------------------------------------------------------------------------------


class Text(Struct, frozen=True):
    """A run of text, exactly as it is to be read.

    Attributes:
        text: The characters. Never markup.
        bold, italic: Its style.
        struck: Whether it is struck through: what an earlier wording said.
        origin: Where in the chronology it was typed, as `item-id/field`; empty for our own words.
        language: Its BCP 47 language, where it is not the document's.
        apart: Whether it keeps its order in a paragraph that runs both ways, and leaves what is around it
            theirs, as a name in a list. Neighbours that do are one. What has an origin does so anyway.
    """

    text: str
    bold: bool = False
    italic: bool = False
    origin: str = ""
    language: str = ""
    struck: bool = False
    apart: bool = False


class Break(Struct, frozen=True):
    """A new line within a paragraph."""


class Link(Struct, frozen=True):
    """Text that leads to an address on an allowed scheme (`http`, `https`, `mailto`)."""

    url: str
    children: tuple[Text, ...]


class Cite(Struct, frozen=True):
    """A source number, printed `[3]`, that leads to its entry in the list of sources."""

    number: int
    target: str


class Footnote(Struct, frozen=True):
    """A footnote's number, raised, that leads to what it says at the foot of the page.

    Attributes:
        number: From 1, in the order of reading.
        anchor: The footnote's name.
        says: What it says, where its number comes first; empty where it comes again.
    """

    number: int
    anchor: str
    says: tuple[Text | Break | Link, ...] = ()


Inline = Text | Break | Link | Cite | Footnote
Inlines = tuple[Inline, ...]

# --- blocks --------------------------------------------------------------------------------------


class Role(StrEnum):
    """What a paragraph is, which sets its style."""

    BODY = "body"
    SUBTITLE = "subtitle"
    FRONT = "front"  # the lines of the title block: as-of date, contact, drafted by
    LEAD = "lead"  # the bottom line, set to be seen first
    NOTE = "note"  # remarks in smaller type: whose account it is, what was inferred or is disputed
    QUOTE = "quote"
    ATTRIBUTION = "attribution"  # beneath a quotation: whose words, and on what


class Title(Struct, frozen=True):
    """The document's title, once, at its head."""

    inlines: Inlines


class Heading(Struct, frozen=True):
    """A section's heading: level 1 for the sections of the document, 2 for theirs, without gaps."""

    level: int
    inlines: Inlines
    anchor: str


class Paragraph(Struct, frozen=True):
    """A paragraph; `changed` as of a row, for one outside of tables."""

    inlines: Inlines
    role: Role = Role.BODY
    changed: bool = False


class ListKind(StrEnum):
    """How the items of a list are labelled."""

    BULLET = "bullet"  # •
    NUMBER = "number"  # 1.
    POINT = "point"  # 1., points to make, in larger type
    SOURCE = "source"  # [1], the list of sources


class ListItem(Struct, frozen=True):
    """An item: its blocks (paragraphs, or lists within), and its anchor where something leads to it."""

    blocks: tuple[Paragraph | List, ...]
    anchor: str = ""


class List(Struct, frozen=True):
    """A list; numbered ones count from `start`."""

    kind: ListKind
    items: tuple[ListItem, ...]
    start: int = 1


class Column(Struct, frozen=True):
    """A table column: its header, its alignment, and its width in points once the layout settled it."""

    header: str
    align: Align = Align.START
    width: float = 0.0


Cell = tuple[Paragraph, ...]


class Row(Struct, frozen=True):
    """A table row, one cell a column; a row that fits a page is never split.

    Attributes:
        cells: As many as there are columns.
        changed: Whether it is to be seen that it has changed: by a bar beside it, in the margin. A word in
            its text says so too.
    """

    cells: tuple[Cell, ...]
    changed: bool = False


class Table(Struct, frozen=True):
    """A table with a repeated header row.

    Attributes:
        columns: At least one.
        rows: Each with a cell for every column.
        caption: What a reader sees above it; may be empty.
        description: What a screen reader says of it (OOXML `w:tblDescription`, PDF `/Summary`).
        row_headers: Whether the first column's cells head their rows.
        header_row: Whether the columns' headers are shown; without it every header is empty.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    description: str = ""
    row_headers: bool = False
    header_row: bool = True


class Entry(Struct, frozen=True):
    """An event on a timeline: what a layout needs of it.

    Attributes:
        date: When, as precisely as known.
        when: The same, as the document prints it.
        title: Its title.
        kind: Its kind, as the legend names it; may be empty.
        mark: The marker of its kind.
        key: Whether it is a turning point, labelled before others where room is short.
        planned, cancelled: Its status; neither when held.
        lanes: The names of the lanes that it stands in, where its timeline has any.
    """

    date: Date
    when: str
    title: str
    kind: str = ""
    mark: Mark = Mark.CIRCLE
    key: bool = False
    planned: bool = False
    cancelled: bool = False
    lanes: tuple[str, ...] = ()


class Timeline(Struct, frozen=True):
    """A timeline still to be laid out.

    Attributes:
        entries: Its events.
        as_of: The day that it is seen from, drawn as a dashed line.
        caption: What a reader sees above it; may be empty.
        description: What it shows, for those who cannot see it.
        until: The last day that is shown: what lasts beyond it is drawn to the edge. None for all the
            days of its events.
        strip: Whether it is at most 45 mm high, and names the turning points only.
        overview: Whether it is of too many events to name: then the turning points are, and all counted.
        lanes: The names of its lanes, from top to bottom; empty for a timeline without.
        breaks: Whether long empty stretches are cut out of its axis.
        landscape: Whether it has a page of its own, which is wider than high.
    """

    entries: tuple[Entry, ...]
    as_of: date
    caption: str
    description: str
    until: date | None = None
    strip: bool = False
    overview: bool = False
    lanes: tuple[str, ...] = ()
    breaks: bool = True
    landscape: bool = False


class Figure(Struct, frozen=True):
    """A drawing with its caption and, for those who cannot see it, what it shows."""

    drawing: Drawing
    caption: str
    description: str


class PageBreak(Struct, frozen=True):
    """What follows starts on a new page.

    Attributes:
        annex: Whether what follows is the annex, before which a limit of pages ends.
        cover: Whether what comes before is the cover, with which a limit of pages does not begin.
        landscape: Whether what follows, up to the next break, stands on sheets turned to be wider than high.
    """

    annex: bool = False
    cover: bool = False
    landscape: bool = False


class ContentsEntry(Struct, frozen=True):
    """A heading in the list of contents; its page is 0 until it is settled."""

    level: int
    text: str
    anchor: str
    page: int = 0


class Contents(Struct, frozen=True):
    """The list of the document's headings with their pages."""

    entries: tuple[ContentsEntry, ...]


class Fill(Struct, frozen=True):
    """What is filled in within a paragraph of a Word template, and how it is to look there."""

    inlines: Inlines
    look: Look


class Passage(Struct, frozen=True):
    """A stretch of a Word template's own text, which its letterhead holds; only a Word file can.

    Attributes:
        fills: What is filled in within it, in order.
        said: What it says, filled in.
        level: Of the heading that it is, if it is one; 0 otherwise.
        anchor: The heading's name.
    """

    fills: tuple[Fill, ...]
    said: str
    level: int
    anchor: str = ""


Block = (
    Title | Heading | Paragraph | List | Table | Timeline | Figure | PageBreak | Contents | Passage
)


class Document(Struct, frozen=True):
    """A brief, composed.

    Attributes:
        name: The brief's id, which names its files.
        title: For the file's properties and the window's title.
        language: BCP 47, such as `en-GB`.
        as_of: The day it speaks from; also the files' creation date.
        marking: The handling line for the head and foot of every page; empty for none.
        running_title: What the foot of every page says beside the page number.
        pages: How many pages may stand before the annex; 0 for no limit.
        digest: A short hash of the content, printed at the foot of every page.
        made_from: A hash of what it was made from, for the PDF's properties; empty where none was taken.
        page_label: The foot's page number with `{page}` and `{pages}` to fill in, in its language.
        author, subject, keywords: The files' properties.
        blocks: The content in reading order.
        frame: The Word template that it was made with, its own text in place, with a place for each stretch
            of blocks and each fill; None for other templates.
        beside: What is filled in within the headers and footers of that, by the names of their parts.
    """

    name: str
    title: str
    language: str
    as_of: date
    blocks: tuple[Block, ...]
    marking: str = ""
    pages: int = 0
    running_title: str = ""
    digest: str = ""
    made_from: str = ""
    page_label: str = "Page {page} of {pages}"
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    frame: Letterhead | None = None
    beside: tuple[tuple[str, tuple[Fill, ...]], ...] = ()
