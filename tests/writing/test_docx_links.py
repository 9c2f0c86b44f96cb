"""What leads elsewhere in a Word file: links out, source numbers, bookmarks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import paragraph, sample_document, text
from legation.model.addresses import address
from legation.model.document import Cite, Document, Heading, Link, Paragraph, Text
from legation.model.theme import Theme
from legation.writing.docx import write
from legation.writing.docx.links import Bookmarks
from word import find, tree, values
from word import text as said

SAMPLE = write(sample_document(), Theme())

REFERENCE = re.compile(
    r"(https?://[0-9A-Za-z_.-]+(:\d+)?|mailto:)[0-9A-Za-z%/:@!$&'()*+,;=~?#._-]*"
)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("HTTP://Example.org:8080/", "http://example.org:8080/"),
        ("mailto:desk@example.org?subject=Visit", "mailto:desk@example.org?subject=Visit"),
        (
            "https://example.org/Баку «1»",
            "https://example.org/%D0%91%D0%B0%D0%BA%D1%83%20%C2%AB1%C2%BB",
        ),
        ("https://mfa.gov.az/%C9%99?q=100%", "https://mfa.gov.az/%C9%99?q=100%25"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/a\\b[1]", "https://example.org/a%5Cb%5B1%5D"),
    ],
)
def test_addresses_are_made_into_what_a_uri_can_hold(url: str, target: str) -> None:
    assert address(url) == target


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "",
        "https://",
        "https:///path",
        "https://exa mple.org/",
        "https://example..org/",
        "https://user@evil.example/",
        "https://good.example@evil.example/",
        "https://example.org:port/",
        "https://[::1",
        "https://example.org/\ud800",
        "https://" + "a" * 70 + "é.example/",
        "mailto:nobody",
        "https://example.org/" + "a" * 2083,
    ],
)
def test_what_may_not_or_cannot_be_a_link_is_plain_text(url: str) -> None:
    assert address(url) == ""
    document = Document(
        "x", "X", "en", date(2026, 2, 22), (Paragraph((Link(url, (Text("words"),)),)),)
    )
    content = write(document, Theme())
    assert [said(each) for each in find(tree(content), "//w:p")] == ["words"]
    assert find(tree(content), "//w:hyperlink") == []
    assert "hyperlink" not in str(values(tree(content, "word/_rels/document.xml.rels"), "//@Type"))


@given(
    st.text() | st.text().map("https://example.org/".__add__) | st.text().map("https://".__add__)
)
def test_an_address_is_a_uri_or_nothing(url: str) -> None:
    target = address(url)
    assert not target or REFERENCE.fullmatch(target)


FIT = r"http://[0-9a-z-]+\.[0-9a-z-]+/[0-9A-Za-z_.~/:@!$&'()*+,;=-]*(\?[/?=&a-z!-]+)?"


@given(st.from_regex(FIT, fullmatch=True))
def test_an_address_that_is_as_it_should_be_stays_so(url: str) -> None:
    assert address(url) == address(url.replace("http", "HTTP", 1)) == url


def test_links_have_a_relationship_each_made_once() -> None:
    relationships = tree(SAMPLE, "word/_rels/document.xml.rels")
    identifiers = values(relationships, '//*[@TargetMode="External"]/@Id')
    targets = values(relationships, '//*[@TargetMode="External"]/@Target')
    outside = dict(zip(identifiers, targets, strict=True))
    used = values(tree(SAMPLE), "//w:hyperlink/@r:id")
    assert set(used) == set(outside)
    assert len(set(outside.values())) == len(outside)
    link = find(tree(SAMPLE), "//w:hyperlink[@r:id]")[0]
    assert said(link) == "the record"
    assert outside[values(link, "@r:id")[0]] == "https://example.org/a?b=1&c=2"


def test_source_numbers_lead_to_their_source() -> None:
    body = tree(SAMPLE)
    fields = find(body, "//w:fldSimple[w:r/w:rPr/w:rStyle/@w:val = 'SourceNumber']")
    for number in (1, 2, 3):
        code = rf" REF source_{number} \r \h \* MERGEFORMAT "
        assert f"[{number}]" in {
            said(each) for each in fields if values(each, "@w:instr") == [code]
        }
    (target,) = find(body, '//w:p[w:bookmarkStart/@w:name="source_3"]')
    assert said(target).startswith("Publisher 3")


def test_a_source_number_that_leads_nowhere_is_plain_text() -> None:
    document = Document("x", "X", "en", date(2026, 2, 22), (Paragraph((Cite(4, "absent"),)),))
    content = write(document, Theme())
    assert find(tree(content), "//w:fldSimple") == []
    assert said(find(tree(content), "//w:p")[0]) == "[4]"


def test_bookmarks_start_and_end_once_and_have_unique_names() -> None:
    body = tree(SAMPLE)
    starts = values(body, "//w:bookmarkStart/@w:id")
    assert sorted(starts) == sorted(set(starts)) == sorted(values(body, "//w:bookmarkEnd/@w:id"))
    names = values(body, "//w:bookmarkStart/@w:name")
    assert len({each.lower() for each in names}) == len(names)
    assert set(values(body, "//w:hyperlink/@w:anchor")) <= set(names)
    assert "at_a_glance" in names


@given(st.lists(st.text(min_size=1) | st.sampled_from(["a-b", "a_b", "A.B", "x" * 50, "x" * 51])))
def test_bookmark_names_are_words_names(anchors: list[str]) -> None:
    bookmarks = Bookmarks([Heading(1, text("H"), anchor) for anchor in anchors])
    names = [bookmarks.name(anchor) for anchor in dict.fromkeys(anchors)]
    assert len({each.lower() for each in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][0-9A-Za-z_]{0,39}", each) for each in names)


def test_an_anchor_borne_twice_is_set_once() -> None:
    blocks = (Heading(1, text("A"), "same"), Heading(1, text("B"), "same"), paragraph("c"))
    content = write(Document("x", "X", "en", date(2026, 2, 22), blocks), Theme())
    (marked,) = find(tree(content), "//w:p[w:bookmarkStart]")
    assert said(marked) == "A"
