"""Documents for the tests of conformance: one of every kind of block, one in every script."""

from __future__ import annotations

from datetime import date

from documents import (
    CONTENTS,
    FRONT,
    NESTED,
    PROSE,
    SOURCES,
    chronology_row,
    columns,
    drawing,
    headless_table,
    paragraph,
    points,
    rows,
    text,
)
from legation.model.document import (
    Block,
    Document,
    Figure,
    Footnote,
    Heading,
    Link,
    ListKind,
    PageBreak,
    Paragraph,
    Role,
    Table,
    Text,
    Title,
)
from legation.model.drawing import Drawing, Label
from pdf_files import WIDTH

SCRIPTS = {
    "az": "Əlimərdan Ağayeva Gəncədə, Şəkidə və İsmayıllıda görüşdü: 12 qış günü, ı ilə i.",
    "tr": "Dışişleri Bakanı İğdır’da çağrıldı; ışık, ğ, ş, ç, ö ve ü harfleri doğru basıldı.",
    "uz": "Oʻzbekiston tashqi ishlar vaziri gʻoyani maʼqulladi; shoʻba yigʻilishi boʻldi.",
    "uz-Cyrl": "Ўзбекистон ташқи ишлар вазири ғояни маъқуллади; ҳамкорлик қўмитаси йиғилди.",
    "ru": "Министры встретились в Баку 14 декабря 2025 г. (№ 3) и подписали «дорожную карту».",
    "ar": "قال الرئيس: «نعم» في 14 ديسمبر 2025 (باكو)، ثُمَّ وَقَّعَ الوزيران [3].",
    "ur": "وزرائے خارجہ کی ملاقات 14 دسمبر 2025 کو باکو (آذربائیجان) میں ہوئی؛ ٹیکسٹ پڑھیں۔",
    "fa": "دیدار وزیران امور خارجه (۲۰۲۵) در باکو؛ می‌خواهیم «گفتگو» ادامه یابد: ۱۲٪ رشد.",
    "en": "The minister said «نعم» (yes) to باکو and to Баку, in that order: [3], 12 %, 5–7.",
}
"""A line in each script that briefs can have, by its language; the last mixes them."""

_PAPER = (Text("A paper, "), Link("https://example.org/paper", (Text("example.org/paper"),)))
_NOTED = Paragraph((Text("One said so"), Footnote(1, "note-1", _PAPER), Text(", and another.")))
_TABLE = Table(
    columns(("Date", "What happened", "With", "Source"), (0.2, 0.5, 0.18, 0.12), WIDTH),
    rows(chronology_row(number) for number in range(16)),
    caption="Table: sixteen events & more",
    description="Date, event, partner and source of each event",
    row_headers=True,
)


def document(*blocks: Block, language: str = "en-GB", title: str = "Every block") -> Document:
    """A document of these blocks, with all that stands around pages."""
    return Document(
        name="sample",
        title=title,
        language=language,
        as_of=date(2026, 2, 22),
        blocks=blocks,
        marking="OFFICIAL",
        running_title="Azerbaijan and Uzbekistan",
        digest="3f9a1c27",
        made_from="ab" * 32,
        author="Eurasia desk",
        subject="Country brief",
        keywords=("Azerbaijan", "Uzbekistan"),
    )


def every_block() -> Document:
    """Every kind of block and inline; its table goes over a page's end."""
    return document(
        *FRONT,
        CONTENTS,
        Heading(1, text("At a glance"), "at-a-glance"),
        PROSE,
        _NOTED,
        NESTED,
        points(ListKind.POINT, "A point to make", "Another"),
        paragraph("What follows rests on one account.", Role.NOTE),
        paragraph("The best possible level", Role.QUOTE),
        Heading(2, text("Figures"), "figures"),
        headless_table(WIDTH),
        Figure(drawing(WIDTH), "Figure: at a <glance> & more", "Events from 1991 to 2026"),
        _TABLE,
        PageBreak(),
        Heading(1, text("Sources"), "sources"),
        SOURCES,
    )


def every_script() -> Document:
    """A line of each script in a title, headings, paragraphs, a table, a list, captions and links."""
    lines = list(SCRIPTS.items())
    blocks: list[Block] = [Title((Text("Scripts: "), Text(SCRIPTS["ar"], language="ar")))]
    for language, line in lines:
        named = (Text(line, language=language),)
        blocks += [
            Heading(1, named, f"heading-{language}"),
            Paragraph(named),
            Paragraph((Text(line), Link("https://example.org/a?b=1", (Text(line),)))),
        ]
    words = [line for _, line in lines]
    cells = [(str(number), line) for number, line in enumerate(words, start=1)]
    shares = columns((SCRIPTS["ur"][:11], SCRIPTS["ru"]), (0.3, 0.7), WIDTH)
    labels = tuple(Label(0, 30 * n, 300, 20, (line,), 8, 10) for n, line in enumerate(words))
    blocks += [
        points(ListKind.BULLET, *words),
        points(ListKind.NUMBER, *words),
        Table(shares, rows(cells), caption=SCRIPTS["fa"], description=SCRIPTS["ru"]),
        Figure(Drawing(WIDTH, 300, labels), SCRIPTS["ur"], SCRIPTS["az"]),
    ]
    return document(*blocks, title=SCRIPTS["ar"])
