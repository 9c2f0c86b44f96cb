"""Links, citations and bookmarks: where they lead, and where they may not."""

from __future__ import annotations

from io import BytesIO

import pytest

from documents import SOURCES, paragraph, sample_document, text
from legation.model.document import (
    Cite,
    Contents,
    ContentsEntry,
    Heading,
    Link,
    PageBreak,
    Paragraph,
    Text,
    Title,
)
from pdf_files import bare, bookmarks, leaps, objects, pages, pdf, spots
from tools import require_package


def linked(url: str, words: str = "here") -> Paragraph:
    return Paragraph((Text("See "), Link(url, (Text(words),)), Text(".")))


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://example.org/a?b=1&c=2#d", None),
        ("http://example.org", None),
        ("HTTPS://EXAMPLE.ORG", "https://example.org"),
        ("mailto:desk@example.org", None),
        ("https://example.org/(a)\\b", "https://example.org/(a)%5Cb"),
        ("https://example.org/Əliyev ş", "https://example.org/%C6%8Fliyev%20%C5%9F"),
        ("https://example.org/100%25", None),
    ],
)
def test_an_address_is_linked(url: str, leads_to: str | None) -> None:
    (leap,) = leaps(pdf(bare(linked(url))))
    assert leap.url == (leads_to or url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "example.org",
        "//example.org",
        "https://good.example@evil.example/",
        "",
        "https",
    ],
)
def test_any_other_address_is_plain_text(url: str) -> None:
    data = pdf(bare(linked(url)))
    assert leaps(data) == []
    assert pages(data)[0].strip() == "See here."
    assert b"/URI" not in objects(data)


def test_the_area_of_a_link_is_over_its_words() -> None:
    data = pdf(bare(linked("https://example.org")))
    left, bottom, right, top = leaps(data)[0].rectangle
    words = next(spot for spot in spots(data) if "here" in spot.text)
    assert (left, right) == pytest.approx((words.left, words.right), abs=1)
    assert bottom <= words.bottom
    assert top >= words.top - 1


def test_a_link_over_two_lines_has_an_area_on_each() -> None:
    data = pdf(bare(linked("https://example.org", "many words " * 20)))
    found = leaps(data)
    assert len(found) == len(pages(data)[0].strip().splitlines()) > 2
    assert {leap.url for leap in found} == {"https://example.org"}


def test_a_citation_leads_to_its_source() -> None:
    cite = Paragraph((Text("Trade grew"), Cite(2, "source-2"), Text(".")))
    data = pdf(bare(cite, PageBreak(), Heading(1, text("Sources"), "sources"), SOURCES))
    leap = next(leap for leap in leaps(data) if not leap.url)
    (source,) = [spot for spot in spots(data, 1) if spot.text.startswith("[2]")]
    assert leap.to is not None
    page, height = leap.to
    assert page == 1
    assert source.top <= height <= source.top + 8


def _described(data: bytes) -> list[str]:
    """What the links of a file say of themselves, in their order."""
    with require_package("pikepdf").open(BytesIO(data)) as file:
        return [str(each.Contents) for page in file.pages for each in page.get("/Annots", [])]


@pytest.mark.tools
@pytest.mark.parametrize("words", ["وقّع الوزيران الاتفاقية 12 (2024)", "Signed اتفاقية at"])
def test_a_link_that_turns_is_one_area_and_described_whole(words: str) -> None:
    cite = Paragraph((Text(f"{words} "), Cite(2, "source-2"), Text(" ثم")))
    link = Paragraph(
        (
            Text("قال "),
            Link("https://example.org", (Text("اتفاقية OTS (12)"),)),
        )
    )
    data = pdf(bare(cite, link, Heading(1, text("Sources"), "sources"), SOURCES))
    assert _described(data)[:2] == ["[2]", "https://example.org"]
    inner = [leap for leap in leaps(data) if leap.url == "https://example.org"]
    assert len(inner) == 1


@pytest.mark.tools
def test_a_link_over_lines_is_described_whole_on_each() -> None:
    words = "Talks on trade and transport " * 8 + "نمو +10% – 12.5%"
    entry = ContentsEntry(1, words, "one", 1)
    described = _described(pdf(bare(Contents((entry,)), Heading(1, text("One"), "one"))))
    assert len(described) > 2
    assert {each for each in described if not each.isdigit()} == {words}


def test_a_citation_without_a_target_is_plain_text() -> None:
    data = pdf(bare(Paragraph((Text("Trade grew"), Cite(9, "source-9")))))
    assert leaps(data) == []
    assert pages(data)[0].strip() == "Trade grew[9]"


def test_of_two_places_by_one_name_the_first_counts() -> None:
    cite = Paragraph((Cite(1, "twice"),))
    first, second = Heading(1, text("One"), "twice"), Heading(1, text("Two"), "twice")
    (leap,) = leaps(pdf(bare(first, PageBreak(), second, cite)))
    assert leap.to is not None
    assert leap.to[0] == 0


def test_a_repeated_header_is_linked_no_more() -> None:
    document = sample_document()
    wanted = sum(
        len(row.cells[3][0].inlines)
        for block in document.blocks
        if getattr(block, "caption", "").startswith("Table: sixty")
        for row in getattr(block, "rows", ())
    )
    found = leaps(pdf(document))
    assert wanted == 60
    in_contents = 2 * 3  # the words and the page of each entry
    assert len([leap for leap in found if not leap.url]) == wanted + 2 + in_contents
    assert len([leap for leap in found if "/events/" in leap.url]) == wanted


def test_bookmarks_mirror_the_headings() -> None:
    document = bare(
        Title(text("Title")),
        Heading(1, (Text("One "), Text("& <bold>", bold=True)), "one"),
        Heading(2, text("Əliyev (a) \\"), "one-a"),
        Heading(2, text("One b"), "one-b"),
        PageBreak(),
        Heading(1, text("Two"), "two"),
        Heading(1, text("Two"), "two"),
    )
    assert bookmarks(pdf(document)) == [
        (0, "One & <bold>", 0),
        (1, "Əliyev (a) \\", 0),
        (1, "One b", 0),
        (0, "Two", 1),
        (0, "Two", 1),
    ]


def test_a_document_may_begin_with_a_lower_heading() -> None:
    document = bare(Heading(2, text("Low"), "low"), Heading(1, text("High"), "high"))
    assert bookmarks(pdf(document)) == [(0, "Low", 0), (0, "High", 0)]


def test_without_headings_there_are_no_bookmarks() -> None:
    assert bookmarks(pdf(bare(paragraph("Words")))) == []
