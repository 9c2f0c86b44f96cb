"""Documents to write: one that uses every block and inline, and what it says, in order."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from legation.model.document import (
    Block,
    Break,
    Cell,
    Cite,
    Column,
    Contents,
    ContentsEntry,
    Document,
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
    Role,
    Row,
    Table,
    Text,
    Timeline,
    Title,
)
from legation.model.drawing import Align, Box, Drawing, Ink, Label, Line, Mark, Marker, Shape
from legation.model.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HOSTILE = (
    "Ampersand & angle <Baku> end",
    "]]> ends no section, <![CDATA[ begins none, <!-- nor does this",
    "Entities: &amp; &lt; &#65; &nbsp; &quot;quoted&quot; 'single' \"double\"",
    "Jinja: {{ 7 * 7 }} {% include 'secret' %} {# gone? #}",
    "Markdown: **bold** _italic_ `code` [link](https://example.org) ![x](y) # heading",
    "1991. Treaty",
    "- not a bullet",
    "10) not a number",
    "    four spaces, two  inside, one after ",
    "tab\there\tand there",
    "Word " + "w" * 100 + " of a hundred letters",
    "https://example.org/" + "long-address/" * 20,
    "javascript:alert(1)",
    '<w:p/><script>alert("x")</script><img src="/etc/passwd"/>',
    "Percent %s %(name)s {page} {0} $accent ${accent} \\n \\textbf{x} \\1",
    "Əliyev, Muxtorjon oʻgʻli, İstanbul, Ğ ş ç ö ü ı; Отношения; №1; “quotes” – — … €",
    "Soft\u00adhyphen, zero\u200bwidth, no\u00a0break, non\u2011breaking",
)
"""Text that a careless writer loses, alters or obeys; each must come out whole."""

PARTIES = ("Azerbaijan", "Pakistan", "Uzbekistan")
WHAT = (
    "Ministers of foreign affairs met in the margins of the General Assembly",
    "Memorandum on cooperation in customs matters signed",
    "Joint commission on trade and economic cooperation held its session",
    "Presidents spoke by telephone & agreed on the next visit",
)


def text(words: str) -> Inlines:
    """The words as a single run."""
    return (Text(words),)


def paragraph(words: str, role: Role = Role.BODY) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(text(words), role)


def cell(words: str) -> Cell:
    """A cell of plain words; none for an empty one."""
    return (paragraph(words),) if words else ()


def columns(headers: Sequence[str], shares: Sequence[float], width: float) -> tuple[Column, ...]:
    """Settled columns: they take `shares` of `width` points, and all of it."""
    widths = [share * width for share in shares[:-1]]
    widths.append(width - sum(widths))
    return tuple(map(Column, headers, (Align.START for _ in headers), widths))


def rows(values: Iterable[Sequence[str | Cell]]) -> tuple[Row, ...]:
    """Rows of cells, made of words where they are no cells yet."""
    return tuple(Row(tuple(cell(c) if isinstance(c, str) else c for c in row)) for row in values)


def chronology_row(number: int) -> tuple[str | Cell, ...]:
    """The event of that number: date, title with a link, parties, source."""
    day = date(1992 + number // 2, 1 + number % 12, 1 + number % 28)
    url = f"https://example.org/events/{number}?a=1&b=2"
    what: Inlines = (
        Text(f"Event {number}. ", bold=True, origin=f"event-{number}/title"),
        Text(WHAT[number % len(WHAT)], origin=f"event-{number}/summary"),
        Text(" ("),
        Link(url, (Text("record"),)),
        Text(")"),
    )
    source: Inlines = (Cite(1 + number % 3, f"source-{1 + number % 3}"),)
    return (
        f"{day.day} {day:%B %Y}",
        (Paragraph(what), *cell("A remark beneath." if number % 7 == 0 else "")),
        PARTIES[number % 3],
        (Paragraph(source),),
    )


def drawing(width: float) -> Drawing:
    """A small timeline by hand: every shape, marker, colour and alignment."""
    axis = 60.0
    shapes: list[Shape] = [
        Box(0, 20, width * 0.4, 24, fill=Ink.SHADE, name="1991 to 2005"),
        Box(width * 0.5, 20, width * 0.3, 24, stroke=Ink.MUTED, name="A frame"),
        Line(0, axis, width, axis, Ink.ACCENT, 1.5, name="Axis"),
        Line(width * 0.55, 10, width * 0.55, 110, Ink.MUTED, 0.75, dash=3, name="As-of date"),
        Line(30, axis, 60, 84, Ink.RULE, 0.5, name="Leader down"),
        Line(150, axis, 130, 84, Ink.RULE, 0.5, name="Leader back"),
    ]
    shapes += [
        Marker(30 + 75 * number, axis, 4, mark, Ink.PAPER if number == 3 else Ink.ACCENT)
        for number, mark in enumerate(Mark)
    ]
    shapes += [
        Label(0, 84, 118, 30, ("14 December 2025", "Visit <to> Baku & Ganja"), 8, 10, bold_lines=1),
        Label(124, 84, 100, 20, ("cancelled", "Second round"), 8, 10, Ink.MUTED, struck=True),
        Label(230, 84, 90, 20, ("2026–", "Centre"), 8, 10, Ink.ACCENT, Align.CENTRE, 1),
        Label(width - 90, 84, 90, 10, ("End",), 8, 10, align=Align.END, name="Last"),
    ]
    return Drawing(width, 120, tuple(shapes))


FRONT: tuple[Block, ...] = (
    Title(text("Azerbaijan and Uzbekistan: R&D <draft>")),
    paragraph("Country brief for the Minister", Role.SUBTITLE),
    Paragraph(
        (Text("As of 22 February 2026"), Break(), Text("Latest source: 19 February 2026")),
        Role.FRONT,
    ),
    paragraph("Drafted by the Eurasia desk", Role.FRONT),
    paragraph("The bottom line: relations are at the best possible level; ask.", Role.LEAD),
)

PROSE = Paragraph(
    (
        Text("Trade grew "),
        Text("9.5 times", bold=True),
        Text(" between 2017 and 2025, "),
        Text("by one account", italic=True),
        Text(", and "),
        Text("both", bold=True, italic=True),
        Text(" sides say so"),
        Cite(1, "source-1"),
        Cite(3, "source-3"),
        Text("; see "),
        Link("https://example.org/a?b=1&c=2", (Text("the "), Text("record", bold=True))),
        Text(" or write to "),
        Link("mailto:desk@example.org", (Text("the desk"),)),
        Text(", never "),
        Link("javascript:alert(1)", (Text("this"),)),
        Text(". "),
        Text("Dövlət başçıları görüşdü.", language="az", origin="summit/title"),
        Text(" "),
        Text("Главы государств встретились.", language="ru"),
    )
)


def points(kind: ListKind, *words: str, start: int = 1) -> List:
    """A list of one paragraph an item."""
    return List(kind, tuple(ListItem((paragraph(each),)) for each in words), start)


CONTENTS = Contents(
    (
        ContentsEntry(1, "At a glance", "at-a-glance"),
        ContentsEntry(2, "Figures & <more>", "figures"),
        ContentsEntry(1, "Sources", "sources"),
    )
)

NESTED = List(
    ListKind.BULLET,
    (
        ListItem((paragraph("First point"),), "first-point"),
        ListItem(
            (
                paragraph("Second point"),
                points(ListKind.NUMBER, "Inner one", "Inner two"),
                paragraph("Second point, continued"),
            )
        ),
        ListItem((points(ListKind.BULLET, "Only within"),)),
    ),
)

SOURCES = List(
    ListKind.SOURCE,
    tuple(
        ListItem(
            (
                Paragraph(
                    (
                        Text(f"Publisher {n}, "),
                        Text("A title", italic=True),
                        Text(", February 2026. "),
                        Link(f"https://example.org/{n}", (Text(f"example.org/{n}"),)),
                    )
                ),
            ),
            f"source-{n}",
        )
        for n in (1, 2, 3)
    ),
)


def long_table(width: float) -> Table:
    """Sixty events, over several pages."""
    return Table(
        columns(("Date", "What happened", "With", "Source"), (0.2, 0.5, 0.18, 0.12), width),
        rows(chronology_row(number) for number in range(60)),
        caption="Table: sixty events & more",
        description="Date, event, partner and source of each event",
        row_headers=True,
    )


def headless_table(width: float) -> Table:
    """Two columns without headers, an empty cell among them."""
    return Table(
        columns(("", ""), (0.4, 0.6), width),
        rows((("Relations established", "2 October 1995"), ("Last met", ""))),
        description="Two facts",
        row_headers=True,
        header_row=False,
    )


def sample_blocks(width: float) -> tuple[Block, ...]:
    """Every block and inline, settled to a text width in points."""
    hostile_rows = rows((str(number), words) for number, words in enumerate(HOSTILE))
    return (
        *FRONT,
        CONTENTS,
        Heading(1, text("At a glance"), "at-a-glance"),
        PROSE,
        NESTED,
        points(ListKind.NUMBER, "Again a", "Again b"),
        points(ListKind.NUMBER, "Counts from seven", start=7),
        points(ListKind.POINT, "A point to make", "Another"),
        paragraph("What follows rests on one account.", Role.NOTE),
        paragraph("The best possible level", Role.QUOTE),
        paragraph("A minister, in Baku", Role.ATTRIBUTION),
        Heading(2, text("Figures"), "figures"),
        headless_table(width),
        Heading(1, text("Timeline"), "timeline"),
        Figure(drawing(width), "Figure: at a <glance> & more", "Events from 1991 to 2026"),
        Heading(1, text("Chronology"), "chronology"),
        paragraph("Sixty events, newest last."),
        long_table(width),
        Table(columns(("Next",), (1.0,), width), rows([("One table after another",)])),
        PageBreak(),
        Heading(1, text("Hostile text"), "hostile-text"),
        *map(paragraph, HOSTILE),
        Heading(2, text("The same in cells"), "hostile-cells"),
        Table(columns(("N & <o>", "Text"), (0.1, 0.9), width), hostile_rows),
        Heading(1, text("Sources"), "sources"),
        SOURCES,
    )


def sample_document(theme: Theme | None = None) -> Document:
    """A settled document that uses every block and inline, with hostile text and a long table."""
    width = (theme or Theme()).page.text_width
    return Document(
        name="azerbaijan-uzbekistan",
        title="Azerbaijan and Uzbekistan: R&D <draft>",
        language="en-GB",
        as_of=date(2026, 2, 22),
        blocks=sample_blocks(width),
        marking="OFFICIAL & <SENSITIVE>",
        running_title="Azerbaijan and Uzbekistan",
        digest="3f9a1c27",
        author="Eurasia desk",
        subject="Country brief",
        keywords=("Azerbaijan", "Uzbekistan"),
    )


def texts(document: Document) -> list[str]:
    """What the document's body says, in reading order: one entry a paragraph, cell header or label.

    Labels of lists are left out, for formats draw them in different ways; breaks are newlines.
    """
    return [words for block in document.blocks for words in _of_block(block) if words]


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Title() | Heading() | Paragraph():
            yield of_inlines(block.inlines)
        case List():
            for item in block.items:
                yield from chain.from_iterable(map(_of_block, item.blocks))
        case Table():
            yield block.caption
            yield from (column.header for column in block.columns)
            for row in block.rows:
                yield from chain.from_iterable(map(_of_block, chain.from_iterable(row.cells)))
        case Figure():
            yield block.caption
            for shape in block.drawing.shapes:
                yield from shape.lines if isinstance(shape, Label) else ()
        case Contents():
            yield from (entry.text for entry in block.entries)
        case Timeline():
            raise TypeError("a settled document has no timeline still to be laid out")


def of_inlines(inlines: Sequence[Inline]) -> str:
    """What the inlines say."""
    return "".join(map(_of_inline, inlines))


def _of_inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Break():
            return "\n"
        case Link():
            return of_inlines(inline.children)
        case Cite():
            return f"[{inline.number}]"
        case Footnote():
            return f" {inline.number}"
