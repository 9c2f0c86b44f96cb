"""The document as plain text: to be read anywhere, compared in tests, and hashed.

Nothing is marked up or escaped: text stands letter for letter. A table row is one line with ` | ` between
cells and ` / ` between the lines of a cell; a source's number is `[3]`, an address `<https://...>`. What is
struck through is `[-so-]`, and `| ` stands in front of what has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain

from legation.model.document import (
    Block,
    Break,
    Cell,
    Cite,
    Contents,
    ContentsEntry,
    Document,
    Entry,
    Figure,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Passage,
    Role,
    Table,
    Text,
    Timeline,
    Title,
)
from legation.model.drawing import Label, Mark

_MARKS = {
    Mark.CIRCLE: "●",
    Mark.SQUARE: "■",
    Mark.DIAMOND: "◆",
    Mark.TRIANGLE: "▲",
    Mark.CROSS: "✚",
    Mark.WEDGE: "▼",
}
_LABELS = {
    ListKind.BULLET: "• ",
    ListKind.NUMBER: "{}. ",
    ListKind.POINT: "{}. ",
    ListKind.SOURCE: "[{}] ",
}
_QUOTE = Role.QUOTE
_CHANGED = "| "  # in front of what has a bar in the margin
_UNDERLINES = {0: "=", 1: "-", 2: "~"}


def write(document: Document) -> bytes:
    """The document as a UTF-8 text file."""
    return _encoded(dump(document))


def dump(document: Document) -> str:
    """The document as text: its blocks in reading order, then what every page and its file say."""
    parts = [f"[{document.marking}]"] if document.marking else []
    before: Block | None = None
    for block in document.blocks:
        if parts and not (_is_front(before) and _is_front(block)):
            parts.append("")
        parts.extend(_lines(block))
        before = block
    parts += (_flow(fill.inlines) for _, fills in document.beside for fill in fills)
    return "\n".join([*parts, "", "--", *_properties(document)]) + "\n"


def digest(said: str) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of what a document says.

    Args:
        said: Its `dump`; made before the document has a `digest`, it can hold the result.
    """
    return hashlib.sha256(_encoded(said)).hexdigest()[:8]


def _encoded(said: str) -> bytes:
    # A surrogate is half a character, which no encoding has; the other formats replace it too.
    return said.encode("utf-8", "replace")


def _is_front(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.FRONT


def _properties(document: Document) -> Iterator[str]:
    properties = {
        "Title": document.title,
        "Foot": document.running_title,
        "Pages": document.page_label,
        "As of": document.as_of.isoformat(),
        "Language": document.language,
        "Author": document.author,
        "Subject": document.subject,
        "Keywords": ", ".join(document.keywords),
        "Content": document.digest,
    }
    return (f"{name}: {value}" for name, value in properties.items() if value)


# --- blocks --------------------------------------------------------------------------------------


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Title() | Heading():
            level = block.level if isinstance(block, Heading) else 0
            return _underlined(_flow(block.inlines), _UNDERLINES.get(level, "."))
        case Paragraph():
            return _paragraph(block)
        case List():
            return _list(block)
        case Table():
            return _table(block)
        case Timeline():
            return chain(_captioned(block.caption, block.description), map(_entry, block.entries))
        case Figure():
            labels = (shape for shape in block.drawing.shapes if isinstance(shape, Label))
            lines = ("  " + " ".join(label.lines) for label in labels)
            return chain(_captioned(block.caption, block.description), lines)
        case PageBreak():
            return ("\f",)
        case Contents(entries):
            return map(_contents_entry, entries)
        case Passage():
            return block.said.split("\n")


def _underlined(text: str, line: str) -> Iterator[str]:
    yield text
    yield line * max(map(len, text.split("\n")))


def _paragraph(paragraph: Paragraph) -> list[str]:
    lines = _flow(paragraph.inlines).split("\n")
    indent = _CHANGED if paragraph.changed else ""
    indent += "    " if paragraph.role is _QUOTE else ""
    return [indent + line for line in lines] if indent else lines


def _list(block: List) -> Iterator[str]:
    label = _LABELS[block.kind]
    for number, item in enumerate(block.items, block.start):
        before = label.format(number)
        for line in _item(item):
            yield before + line
            before = " " * len(before)


def _item(item: ListItem) -> Iterator[str]:
    for block in item.blocks:
        yield from _list(block) if isinstance(block, List) else _paragraph(block)


def _table(table: Table) -> Iterator[str]:
    yield from _captioned(table.caption, table.description)
    if table.header_row:
        yield from _underlined(" | ".join(column.header for column in table.columns), "-")
    for row in table.rows:
        line = " | ".join(map(_cell, row.cells))
        yield _CHANGED + line if row.changed else line


def _cell(cell: Cell) -> str:
    if len(cell) == 1:
        return _flow(cell[0].inlines, " / ")
    return " / ".join([_flow(paragraph.inlines, " / ") for paragraph in cell])


def _contents_entry(entry: ContentsEntry) -> str:
    page = f" | {entry.page}" if entry.page else ""
    return f"{'  ' * (entry.level - 1)}{entry.text}{page}"


def _captioned(caption: str, description: str) -> Iterator[str]:
    """What is seen above a table or figure, and what a screen reader says of it."""
    if caption:
        yield caption
    if description:
        yield f"[{description}]"


def _entry(entry: Entry) -> str:
    remarks = entry.kind
    if entry.key or entry.planned or entry.cancelled:
        states = "key" * entry.key, "planned" * entry.planned, "cancelled" * entry.cancelled
        remarks = ", ".join(filter(None, (entry.kind, *states)))
    line = f"{_MARKS[entry.mark]} {entry.when} | {entry.title}"
    return f"{line} ({remarks})" if remarks else line


# --- inlines -------------------------------------------------------------------------------------


def _flow(inlines: Inlines, new_line: str = "\n") -> str:
    if len(inlines) == 1:  # as nearly everywhere
        inline = inlines[0]
        if type(inline) is Text and not inline.struck:
            return inline.text
        return _inline(inline, new_line)
    # Nearly all is text, and a comprehension joins quicker than a generator.
    return "".join(
        [i.text if type(i) is Text and not i.struck else _inline(i, new_line) for i in inlines]
    )


def _inline(inline: Inline, new_line: str) -> str:
    if isinstance(inline, Text):  # as nearly all are
        return f"[-{inline.text}-]" if inline.struck else inline.text
    match inline:
        case Cite() | Footnote():
            return f"[{inline.number}]"
        case Break():
            return new_line
        case Link(url, children):
            words = _flow(children, new_line)
            return f"<{url}>" if words == url else f"{words} <{url}>"
