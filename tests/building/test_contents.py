"""Long briefs are given a list of contents: which ones, where, and with which pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import legation
from legation.building.plan import Job
from legation.building.rendering.render import LONG, Laid, Renderer
from legation.building.surveying.survey import survey
from legation.model.brief import Format
from legation.model.document import Contents, Heading, Paragraph, Role
from legation.writing.pdf.pages import Page, paginate
from legation.writing.pdf.strips import Strip
from pdf_files import bookmarks, pages, structure
from word import paragraphs

AS_OF = date(2026, 2, 24)
HEAD = """\
title: Our relations
sources:
  gazette: {{title: A report}}
briefs:
  norway:
    title: Norway
    parties: [GB, NO]
    bottom-line: So it is.
    {brief}
events:
"""
EVENT = """\
  - date: {year}-0{month}-03
    title: Visit {number} to Oslo
    summary: {summary}
    parties: [GB, NO]
    sources: gazette
"""


def chronology(folder: Path, events: int = 40, brief: str = "contact: Desk") -> Path:
    """A chronology of so many events, with a brief that says this of itself too."""
    text = HEAD.format(brief=brief) + "".join(
        EVENT.format(
            year=1990 + number // 8, month=1 + number % 8, number=number, summary="Talks. " * 60
        )
        for number in range(events)
    )
    path = folder / "events.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def laid(path: Path) -> Laid:
    found = survey(path, str(path))
    assert found.chronology is not None
    assert found.templates is not None
    renderer = Renderer(found.chronology, found.theme, found.templates)
    return renderer.lay_out(Job("norway", AS_OF, (Format.PDF,)))


def headings(brief: Laid) -> list[str]:
    return [
        block.inlines[0].text  # type: ignore[union-attr]
        for block in brief.book.document.blocks
        if isinstance(block, Heading) and block.level == 1
    ]


def test_a_long_brief_has_a_list_behind_its_bottom_line(tmp_path: Path) -> None:
    brief = laid(chronology(tmp_path))
    assert brief.measure.pages > LONG
    assert headings(brief)[:3] == ["Bottom line", "Contents", "Timeline"]
    blocks = brief.book.document.blocks
    (place,) = [n for n, block in enumerate(blocks) if isinstance(block, Contents)]
    before, after = blocks[place - 2], blocks[place + 1]
    assert isinstance(before, Paragraph)
    assert before.role is Role.LEAD
    assert isinstance(after, Heading)


def test_without_a_bottom_line_it_stands_behind_the_title_block(tmp_path: Path) -> None:
    path = chronology(tmp_path)
    path.write_text(path.read_text("utf-8").replace("    bottom-line: So it is.\n", ""), "utf-8")
    brief = laid(path)
    assert headings(brief)[:2] == ["Contents", "Timeline"]


@pytest.mark.parametrize(("events", "listed"), [(3, False), (22, False), (28, True), (60, True)])
def test_only_a_long_one_has_it(events: int, listed: bool, tmp_path: Path) -> None:
    brief = laid(chronology(tmp_path, events))
    without = sum(not isinstance(block, Contents) for block in brief.book.document.blocks)
    assert ("Contents" in headings(brief)) == listed
    assert without == len(brief.settled.blocks) + listed
    assert brief.measure.pages <= LONG or listed


def test_one_that_is_held_to_its_pages_has_none(tmp_path: Path) -> None:
    brief = laid(chronology(tmp_path, 40, "pages: 40"))
    assert brief.measure.pages > LONG
    assert "Contents" not in headings(brief)


@pytest.mark.parametrize("heading", ["## Contents\n\n{{ contents() }}\n\n", "{{ contents() }}\n\n"])
def test_a_template_that_calls_for_one_says_where_it_stands(heading: str, tmp_path: Path) -> None:
    own = f"# T\n\n## First\n\nWords.\n\n{heading}## Chronology\n\n{{{{ chronology(events) }}}}\n"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.md.j2").write_text(own, encoding="utf-8")
    brief = laid(chronology(tmp_path, 40, "template: own"))
    assert brief.measure.pages > LONG
    assert headings(brief) == ["First", *(["Contents"] if "##" in heading else []), "Chronology"]


def test_a_document_of_one_section_has_none(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    own = "# T\n\n## Chronology\n\n{{ chronology(events) }}\n"
    (tmp_path / "templates" / "own.md.j2").write_text(own, encoding="utf-8")
    brief = laid(chronology(tmp_path, 40, "template: own"))
    assert brief.measure.pages > LONG
    assert headings(brief) == ["Chronology"]


def test_a_cover_does_not_make_a_brief_long(tmp_path: Path) -> None:
    path = chronology(tmp_path, 24)
    assert laid(path).measure.pages == LONG
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "theme.yaml").write_text("cover: true\n", encoding="utf-8")
    brief = laid(path)
    assert brief.measure.pages == LONG + 1
    assert "Contents" not in headings(brief)


def test_both_formats_tell_the_pages_of_the_pdf(tmp_path: Path) -> None:
    path = chronology(tmp_path, 60)
    built = legation.build(path, formats=["pdf", "docx"], output=tmp_path, as_of=AS_OF)
    assert built.status == 0
    data = (tmp_path / "norway.pdf").read_bytes()
    where = {title: page + 1 for _, title, page in bookmarks(data) if page is not None}
    printed = dict(re.findall(r"^(\D[^\n]*?|[\d–]+) (\d+)\s*$", pages(data)[0], re.MULTILINE))
    word = dict(
        words.split("\t")
        for style, words in paragraphs((tmp_path / "norway.docx").read_bytes())
        if style.startswith("TOC") and "\t" in words
    )
    assert len(word) > 8
    assert {title: int(page) for title, page in word.items()} == {t: where[t] for t in word}
    assert word.items() <= printed.items()


def test_its_heading_is_no_entry_of_it_in_word_either(tmp_path: Path) -> None:
    path = chronology(tmp_path)
    legation.build(path, formats=["docx"], output=tmp_path, as_of=AS_OF)
    found = paragraphs((tmp_path / "norway.docx").read_bytes())
    assert ("TOCHeading", "Contents") in found
    assert not [words for style, words in found if style == "TOC1" and "Contents" in words]


def test_it_is_tagged_in_its_place(tmp_path: Path) -> None:
    path = chronology(tmp_path)
    legation.build(path, formats=["pdf"], output=tmp_path, as_of=AS_OF)
    (root,) = structure((tmp_path / "norway.pdf").read_bytes())
    roles = [node.role for node in root.kids]
    assert roles[: roles.index("TOC") + 1] == ["H1", "P", "H2", "P", "H2", "TOC"]


def test_the_text_and_its_hash_are_as_without(tmp_path: Path) -> None:
    brief = laid(chronology(tmp_path))
    assert not any(isinstance(block, Contents) for block in brief.document.blocks)
    assert brief.book.document.digest == brief.document.digest


@pytest.mark.parametrize(("events", "most"), [(3, 1), (26, 2), (200, 1)])
def test_it_costs_no_more_than_parting_a_short_brief_into_pages_again(
    events: int, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heights: list[float] = []

    def counted(strips: Sequence[Strip], height: float, *others: Strip) -> list[Page]:
        heights.append(height)
        return paginate(strips, height, *others)

    monkeypatch.setattr("legation.writing.pdf.book.paginate", counted)
    assert laid(chronology(tmp_path, events)).measure.pages
    assert 0 < len(heights) <= most
