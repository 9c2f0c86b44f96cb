"""A document that shows what has changed: bars in the margin, and words struck through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from documents import cell, columns, paragraph, rows, text
from legation.model.document import (
    Break,
    Cite,
    Heading,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
)
from pdf_files import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legation.model.document import Block

LONG = (
    "what an earlier wording said over the end of one line and well into the next, for it is long"
)
STRUCK = ("USD 1 million", "bold and italic words", LONG, "this", "سفر وزیر")
"""What is struck through in `REVISED`, in order; what stands together as one."""

REVISED = Paragraph(
    (
        Text("Trade grew to "),
        Text("USD 1 million", struck=True),
        Text(" "),
        Text("USD 2 million", bold=True),
        Text(", as "),
        Text("bold", bold=True, struck=True),
        Text(" and ", struck=True),
        Text("italic words", italic=True, struck=True),
        Cite(1, "source-1"),
        Text(" say. Here stands "),
        Text(LONG, struck=True),
        Text("."),
        Break(),
        Link("https://example.org", (Text("See "), Text("this", struck=True), Text(" that"))),
        Text(", and "),
        Text("سفر وزیر", struck=True, language="fa"),
        Text("."),
    ),
    changed=True,
)


def changed(words: str, role: Role = Role.BODY) -> Paragraph:
    """A paragraph that has changed."""
    return replace(paragraph(words, role), changed=True)


def items(*paragraphs: Paragraph) -> List:
    """A list with an item of each paragraph, the last of which is one more of its item."""
    *others, last = paragraphs
    *first, end = others
    return List(
        ListKind.BULLET,
        (*(ListItem((each,)) for each in first), ListItem((end, last))),
    )


def table(marked: Iterable[int], count: int = 8, tall: int = 0) -> Table:
    """A table of numbered events of which some have changed, one of them with many paragraphs."""
    made = list(rows((f"{number} May 2025", f"Event {number}") for number in range(count)))
    for number in marked:
        made[number] = replace(made[number], changed=True)
    if tall:
        said = tuple(paragraph(f"Sentence {number}.") for number in range(tall))
        made.append(Row((cell("The tall one"), said), changed=True))
    return Table(columns(("Date", "Event"), (0.3, 0.7), WIDTH), tuple(made), row_headers=True)


def revised_blocks() -> tuple[Block, ...]:
    """Every kind of block that can have a bar, and words struck through in each."""
    return (
        changed("The bottom line has changed.", Role.LEAD),
        Heading(1, text("Prose"), "prose"),
        REVISED,
        paragraph("This has not changed."),
        changed("But this quotation has.", Role.QUOTE),
        items(changed("A point"), paragraph("Another"), changed("and more of it")),
        Heading(1, text("Events"), "events"),
        table((1, 2, 5), tall=80),
    )
