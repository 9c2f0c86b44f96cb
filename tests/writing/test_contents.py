"""The list of contents, which leads to headings and tells their pages, in every format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from documents import paragraph, text
from legation.model.document import (
    Contents,
    ContentsEntry,
    Document,
    Heading,
    PageBreak,
    Title,
)
from legation.writing import docx
from legation.writing.text import dump
from pdf_files import THEME, Node, bare, leaps, outside_structure, pages, pdf, spots, structure
from word import find, paragraphs, tree, values

if TYPE_CHECKING:
    from lxml import etree

LONG = "What was said, by whom and of what, in the order in which it was written down " * 2
ENTRIES = (
    ContentsEntry(1, "Country brief", "brief", 2),
    ContentsEntry(2, "Figures & <facts>", "figures", 2),
    ContentsEntry(2, LONG, "long", 12),
    ContentsEntry(1, "Annex", "annex", 13),
)


def document(*entries: ContentsEntry) -> Document:
    """A list of contents on a page of its own, and the headings that it names."""
    return bare(
        Title(text("Visit")),
        Contents(entries or ENTRIES),
        PageBreak(),
        Heading(1, text("Country brief"), "brief"),
        Heading(2, text("Figures & <facts>"), "figures"),
        paragraph("word " * 5000),
        Heading(2, text(LONG), "long"),
        PageBreak(annex=True),
        Heading(1, text("Annex"), "annex"),
    )


def roles(nodes: list[Node]) -> list[object]:
    return [(node.role, *roles(node.kids)) for node in nodes]


# --- text ----------------------------------------------------------------------------------------


def test_text_indents_titles_and_tells_pages_once_they_are_settled() -> None:
    unsettled = ContentsEntry(2, "Figures", "figures")
    lines = dump(bare(Contents((ENTRIES[0], unsettled)))).splitlines()
    assert lines[:2] == ["Country brief | 2", "  Figures"]


# --- PDF -----------------------------------------------------------------------------------------


def test_pdf_counts_its_own_pages() -> None:
    data = pdf(document())
    printed = pages(data)
    numbers = re.findall(r" (\d+)\s*$", printed[0], re.MULTILINE)
    heads = ("Country brief", "Figures & <facts>", "What was said", "Annex")
    where = [
        next(number for number, page in enumerate(printed[1:], 2) if head in page) for head in heads
    ]
    assert list(map(int, numbers)) == where
    assert where[-1] == len(printed) > where[-2] > 2


def test_pdf_sets_pages_at_the_right_and_indents_levels() -> None:
    found = spots(pdf(document()))
    right = THEME.page.width - 25 * 72 / 25.4
    numbers = [spot for spot in found if spot.text.isdigit()]
    assert len(numbers) == len(ENTRIES)
    # Each with the blank behind it, which keeps it from the words of the next entry.
    assert all(0 < spot.right - right < THEME.sizes.body / 2 for spot in numbers)
    first, second = (next(s for s in found if s.text.startswith(w)) for w in ("Country", "Figures"))
    assert second.left - first.left == pytest.approx(18, abs=1)
    assert all(spot.right < right - 24 for spot in found if not spot.text.isdigit())


def test_pdf_leads_to_the_headings() -> None:
    data = pdf(document())
    numbers = [int(n) for n in re.findall(r" (\d+)\s*$", pages(data)[0], re.MULTILINE)]
    led = [leap.to[0] + 1 for leap in leaps(data) if leap.to]
    assert sorted(set(led)) == sorted(set(numbers))


def test_pdf_tells_what_it_is() -> None:
    (root,) = structure(pdf(document()))
    entry = ("TOCI", ("Reference", ("Link",)))
    assert roles(root.kids[1:2]) == [("TOC", entry, ("TOC", entry, entry), entry)]
    links = [node for node in root.kids[1].kids if node.role == "TOCI"]
    assert [re.sub(r"\s+", " ", n.kids[0].kids[0].text) for n in links] == [
        "Country brief 2",
        f"Annex {len(pages(pdf(document())))}",
    ]
    assert outside_structure(pdf(document())).strip() == ""


def test_pdf_gives_an_entry_for_what_is_not_there_neither_link_nor_page() -> None:
    data = pdf(document(ContentsEntry(1, "Nowhere", "nowhere")))
    assert pages(data)[0].split() == ["Visit", "Nowhere"]
    assert leaps(data) == []


def test_pdf_without_entries_shows_nothing() -> None:
    assert pages(pdf(bare(Contents(()), paragraph("Words"))))[0].strip() == "Words"


# --- Word ----------------------------------------------------------------------------------------

CONTENT = docx.write(document(), THEME)


def entries() -> list[etree._Element]:
    return find(tree(CONTENT), '//w:p[starts-with(w:pPr/w:pStyle/@w:val, "TOC")]')


def test_word_has_the_entries_in_the_built_in_styles() -> None:
    assert [each for each in paragraphs(CONTENT) if each[0].startswith("TOC")] == [
        ("TOC1", "Country brief\t2"),
        ("TOC2", "Figures & <facts>\t2"),
        ("TOC2", f"{LONG}\t12"),
        ("TOC1", "Annex\t13"),
    ]
    names = values(tree(CONTENT, "word/styles.xml"), "//w:style/w:name/@w:val")
    assert {"toc 1", "toc 2", "toc 3"} <= set(names)


def test_word_leads_to_the_headings() -> None:
    names = [name for entry in entries() for name in values(entry, "w:hyperlink/@w:anchor")]
    headings = find(tree(CONTENT), '//w:p[starts-with(w:pPr/w:pStyle/@w:val, "Heading")]')
    assert names == [
        name for heading in headings for name in values(heading, "w:bookmarkStart/@w:name")
    ]


@pytest.mark.parametrize("count", [1, 4])
def test_word_can_make_the_list_anew_but_is_not_told_to(count: int) -> None:
    content = docx.write(document(*ENTRIES[:count]), THEME)
    body = tree(content)
    marks = values(body, "//w:fldChar/@w:fldCharType")
    assert marks == ["begin", "separate", "end"]
    found = find(body, '//w:p[starts-with(w:pPr/w:pStyle/@w:val, "TOC")]')
    assert len(found) == count
    assert values(found[0], "w:r[1]/w:fldChar/@w:fldCharType") == ["begin"]
    assert values(found[-1], "w:r[last()]/w:fldChar/@w:fldCharType") == ["end"]
    code = find(body, "//w:instrText")[0].text
    assert code == f' TOC \\o "1-{min(count, 2)}" \\h \\z \\u '
    assert values(body, "//@w:dirty") == []
    assert find(tree(content, "word/settings.xml"), "//w:updateFields") == []


def test_word_leaves_out_pages_that_are_not_settled() -> None:
    content = docx.write(document(ContentsEntry(1, "Annex", "annex")), THEME)
    assert ("TOC1", "Annex") in paragraphs(content)


def test_word_sets_deep_levels_in_the_deepest_style() -> None:
    content = docx.write(document(ContentsEntry(5, "Annex", "annex", 2)), THEME)
    assert ("TOC3", "Annex\t2") in paragraphs(content)


def test_word_without_entries_shows_nothing() -> None:
    assert paragraphs(docx.write(bare(Contents(())), THEME)) == []
