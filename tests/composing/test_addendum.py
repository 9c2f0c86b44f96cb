"""An addendum shows every change, deletions included: struck is what was, bold is what is new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from legation.composing.addendum import Addendum, addendum
from legation.composing.changes import compare
from legation.model.document import Document, Heading, List, Paragraph, Text
from legation.model.edition import Attestation, Edition, Entry, Reading, Said
from legation.writing import text

DAY = date(2026, 2, 24)
WORDS = st.lists(
    st.sampled_from("the ministers met in Oslo, again; “twice” 5 %".split()), min_size=1
)
TEXTS = WORDS.map(" ".join)

OSLO = Entry(
    "events",
    "Ministers met in Oslo",
    id="oslo",
    date="2026-02-03",
    when="3 February 2026",
    status="held",
    parties=("United Kingdom", "Norway"),
    said=(Said("Summary", "They met for an hour."), Said("Place", "Oslo")),
    sources=(Attestation("gazette", "The Example Gazette, 4 February 2026"),),
)
TRADE = Entry(
    "indicators",
    "Trade",
    id="trade",
    readings=(Reading("2024", "USD 3 million", "3000000", "2024", "USD"),),
)


def edition(*entries: Entry, said: tuple[Said, ...] = (), title: str = "Norway") -> Edition:
    return Edition("norway", title, DAY, entries, said)


def made(before: Edition, after: Edition, number: int = 0) -> Document:
    symbol = f"norway/2026-03/Add.{number}" if number else ""
    changes = compare(before, after)
    told = Addendum("norway-add", before, after, changes, "issue 3", "issue 4", number, symbol)
    return addendum(told, "en-GB")


def items(document: Document) -> list[list[tuple[Text, ...]]]:
    """The numbered paragraphs: of each, the texts of its lines."""
    lists = [block for block in document.blocks if isinstance(block, List)]
    return [[texts(block) for block in item.blocks] for each in lists for item in each.items]


def texts(block: Paragraph | List) -> tuple[Text, ...]:
    assert isinstance(block, Paragraph)
    return tuple(inline for inline in block.inlines if isinstance(inline, Text))


def said(line: tuple[Text, ...]) -> str:
    return "".join(
        f"-{each.text}-" if each.struck else f"+{each.text}+" if each.bold else each.text
        for each in line
    )


def shown(before: Edition, after: Edition) -> list[list[str]]:
    return [[said(line) for line in item] for item in items(made(before, after))]


def test_what_was_added_is_there_whole_with_its_sources() -> None:
    assert shown(edition(), edition(OSLO)) == [
        [
            "Event added:",
            "Date: +3 February 2026+",
            "Title: +Ministers met in Oslo+",
            "Status: +held+",
            "Parties: +United Kingdom, Norway+",
            "Summary: +They met for an hour.+",
            "Place: +Oslo+",
            "Source: +The Example Gazette, 4 February 2026+",
        ]
    ]


def test_so_is_what_was_removed_struck_through() -> None:
    assert shown(edition(TRADE), edition()) == [
        ["Key figure removed:", "Title: -Trade-", "Figure (2024): -USD 3 million-"]
    ]


def test_a_change_is_shown_in_its_place_with_the_whole_wording() -> None:
    later = replace(OSLO, said=(Said("Summary", "They met for an evening."), Said("Note", "Late.")))
    assert shown(edition(OSLO), edition(later)) == [
        [
            "Event, 3 February 2026: “Ministers met in Oslo”",
            "Summary: They met for an -hour- +evening+.",
            "Note: +Late.+",
            "Place: -Oslo-",
        ]
    ]


def test_what_both_say_keeps_its_order_beside_its_label() -> None:
    later = replace(OSLO, said=(Said("Summary", "They met for an evening."), Said("Note", "Late.")))
    ((_, *lines),) = items(made(edition(OSLO), edition(later)))
    assert [[text.apart for text in line] for line in lines] == [
        [False, *[True] * (len(line) - 1)] for line in lines
    ]


def test_a_figure_has_its_difference() -> None:
    later = replace(TRADE, readings=(Reading("2024", "USD 6 million", "6000000", "2024", "USD"),))
    ((_, line),) = shown(edition(TRADE), edition(later))
    assert line.startswith("Figure (2024): USD -3- +6+ million; up by USD 3 million")


def test_a_text_of_the_brief_has_its_name() -> None:
    before = edition(said=(Said("Bottom line", "Relations are close."),))
    after = edition(said=(Said("Bottom line", "Relations are very close."),))
    ((name, line),) = shown(before, after)
    assert (name, line) == ("Bottom line", "Relations are+ very+ close.")
    assert shown(edition(), after) == [["Bottom line: +Relations are very close.+"]]


def test_paragraphs_are_numbered_through_all_sections() -> None:
    document = made(
        edition(OSLO, TRADE),
        edition(replace(OSLO, title="Talks in Oslo"), said=(Said("Note", "X"),)),
    )
    lists = [block for block in document.blocks if isinstance(block, List)]
    assert [(each.start, len(each.items)) for each in lists] == [(1, 1), (2, 1), (3, 1)]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [heading.inlines for heading in headings] == [
        (Text("About this addendum"),),
        (Text("Added"),),
        (Text("Changed"),),
        (Text("Removed"),),
    ]


def test_its_symbol_stands_at_the_head_and_on_every_page() -> None:
    document = made(edition(), edition(OSLO), 2)
    assert "Symbol: norway/2026-03/Add.2" in text.dump(document)
    assert "Addendum 2 to issue 3" in text.dump(document)
    assert document.running_title == "norway/2026-03/Add.2 · Norway"
    assert "Symbol" not in text.dump(made(edition(), edition(OSLO)))


def test_both_markings_where_they_are_two() -> None:
    secret, official = (edition(said=(Said("Marking", each),)) for each in ("SECRET", "OFFICIAL"))
    assert made(secret, official).marking == "SECRET · OFFICIAL"
    assert made(secret, edition()).marking == "SECRET", "what is struck out was secret"
    assert made(official, replace(official, title="X")).marking == "OFFICIAL"


@given(TEXTS, TEXTS)
def test_without_what_is_new_it_is_the_old_text_and_the_other_way_round(old: str, new: str) -> None:
    """But for a blank that is put between an old word and a new."""
    before, after = (edition(replace(OSLO, said=(Said("Summary", each),))) for each in (old, new))
    lines = [line for item in items(made(before, after)) for line in item[1:]]
    assert len(lines) == (old != new)
    for label, *rest in lines:
        assert label == Text("Summary: ")
        assert squeezed(each.text for each in rest if not each.bold) == squeezed([old])
        assert squeezed(each.text for each in rest if not each.struck) == squeezed([new])


def squeezed(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())
