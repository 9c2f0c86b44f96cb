"""A Word template's own text, with what is filled in between: its look, its neighbours, its identifiers."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

import legation
from letterheads import german
from tools import validate_word
from word import entries, find, paragraphs, png, style, text, tree, values
from word_faults import faults
from word_templates import Content, box, opened, saved, template

YAML = """title: Test
sources:
  gazette: {title: Gazette}
events:
  - {id: a, date: 2024, title: First, parties: [AZ, UZ], sources: gazette}
  - {id: b, date: 2025, title: Second, parties: [AZ, UZ], sources: gazette}
briefs:
  ours:
    template: our-brief.docx
    bottom-line: All is well.
    marking: OFFICIAL
"""


class Build:
    """Builds the brief with a template."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "events.yaml"
        self.path.write_text(YAML, encoding="utf-8")
        (folder / "templates").mkdir()

    def of(self, *content: Content) -> bytes:
        return self.of_file(template(*content))

    def of_file(self, data: bytes, yaml: str = YAML) -> bytes:
        self.path.write_text(yaml, encoding="utf-8")
        (self.path.parent / "templates" / "our-brief.docx").write_bytes(data)
        done = legation.build(self.path)
        assert [d.message for d in done.report if d.severity == "error"] == []
        (written,) = done.written
        return written.path.read_bytes()


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return Build(tmp_path)


def described(content: bytes) -> list[str]:
    """Its faults, but that tables of the template's own are not described."""
    return [each for each in faults(content) if "has no tbl" not in each]


def said(content: bytes) -> list[str]:
    return [words for _, words in paragraphs(content)]


# --- within a line -----------------------------------------------------------------------------------


def test_a_value_looks_like_its_tag(build: Build) -> None:
    document = opened("Of ")
    run_ = document.paragraphs[0].add_run("{{ brief.marking }}")
    run_.bold, run_.font.size, run_.font.color.rgb = True, Pt(14), RGBColor(200, 0, 0)
    run_.style = document.styles["Emphasis"]
    content = build.of_file(saved(document))
    (found,) = [each for each in find(tree(content), "//w:r") if "OFFICIAL" in text(each)]
    names = [str(each.tag).rpartition("}")[2] for each in find(found, "w:rPr/*")]
    assert names == ["rStyle", "b", "color", "sz"]
    assert values(found, "w:rPr/w:rStyle/@w:val") == ["Emphasis"]
    assert described(content) == []


def test_lines_tabs_and_signs_are_kept(build: Build) -> None:
    content = build.of("Of {{ 'a\\n\\tb & <c> \\u0007' }}!")
    assert said(content) == ["Of a\n\tb & <c> \ufffd!"]


def test_a_value_from_right_to_left_is_marked_so(build: Build) -> None:
    content = build.of("Of {{ 'سلام' }}!")
    assert len(find(tree(content), "//w:r[w:rPr/w:rtl]")) == 1


def test_a_citation_has_its_style_and_leads_to_the_source(build: Build) -> None:
    content = build.of(("So", " {{ cite(events[0]) }}"), "{{ sources() }}")
    assert values(tree(content), "//w:fldSimple/w:r/w:rPr/w:rStyle/@w:val") == ["SourceNumber"]
    assert len(find(tree(content), "//w:fldSimple/w:r/w:rPr/w:b")) == 1
    assert described(content) == []


def test_a_raised_number_stands_by_the_word_before(build: Build) -> None:
    (build.path.parent / "templates" / "theme.yaml").write_text("notes: foot\n", encoding="utf-8")
    content = build.of("So {{ cite(events[0]) }}, so {{ cite(events[1]) }}.", "{{ sources() }}")
    assert said(content) == ["So 1, so 1."]
    (first, *_) = find(tree(content), "//w:body/w:p")
    assert [each.text for each in find(first, ".//w:t")] == ["So", ", so", "1", "."]
    assert described(content) == []


def test_headers_footers_and_text_boxes(build: Build) -> None:
    document = opened("x")
    document.paragraphs[0].runs[0]._r.addnext(box("Box {{ brief.title }}"))
    document.sections[0].header.paragraphs[0].text = "Head {{ brief.title }}"
    document.sections[0].footer.paragraphs[0].text = "{{ brief.marking }}"
    content = build.of_file(saved(document))
    assert said(content).count("Box Test") == 2
    assert "Head Test" in [words for _, words in paragraphs(content, "word/header1.xml")]
    foot = [words for _, words in paragraphs(content, "word/footer1.xml")]
    assert foot.count("OFFICIAL") == 1  # the marking is there already
    assert described(content) == []


# --- among neighbours --------------------------------------------------------------------------------


def test_tables_are_parted_and_text_stands_clear_of_them(build: Build) -> None:
    call = "{{ chronology(events) }}"
    content = build.of([["own"]], call, [["own"]], call, "text", "# Heading", call)
    body = find(tree(content), "//w:body/*[self::w:p or self::w:tbl]")
    kinds = [str(each.tag).rpartition("}")[2] for each in body]
    assert "tbl tbl" not in " ".join(kinds)
    (behind,) = [each for each in body if text(each) == "text"]
    assert values(behind, "w:pPr/w:spacing/@w:before") != []
    (heading,) = [each for each in body if style(each) == "Heading1"]
    assert values(heading, "w:pPr/w:spacing/@w:before") == []
    assert described(content) == []


def test_a_new_page_begins_with_the_paragraph_behind(build: Build) -> None:
    content = build.of("one", "{{ page_break() }}", "two", "{{ page_break() }}", "# three")
    pages = [text(each) for each in find(tree(content), "//w:p[w:pPr/w:pageBreakBefore]")]
    assert pages == ["two", "three"]
    assert described(content) == []


def test_a_turned_page_stands_between_upright_ones(build: Build) -> None:
    content = build.of("one", "{{ timeline(events, landscape=true) }}", "two")
    lies = [values(each, "w:pgSz/@w:orient") for each in find(tree(content), "//w:sectPr")]
    assert lies == [[], ["landscape"], []]
    assert described(content) == []


def test_a_turned_page_may_be_the_last(build: Build) -> None:
    content = build.of("one", "{{ timeline(events, landscape=true) }}")
    lies = [values(each, "w:pgSz/@w:orient") for each in find(tree(content), "//w:sectPr")]
    assert lies == [[], ["landscape"]]


def test_a_cell_keeps_a_paragraph(build: Build) -> None:
    content = build.of([["{{ brief.subtitle }}", "{{ bottom_line() }}"]])
    cells = find(tree(content), "//w:tc")
    assert [text(each) for each in cells] == ["", "All is well."]
    assert all(find(each, "w:p") for each in cells)
    assert described(content) == []


def test_a_table_without_rows_goes(build: Build) -> None:
    rows = [["{%tr for e in mechanisms %}"], ["{{ e.title }}"], ["{%tr endfor %}"]]
    assert find(tree(build.of("one", rows, "two")), "//w:tbl") == []


def test_what_is_repeated_has_identifiers_of_its_own(build: Build) -> None:
    document = opened("{%p for e in events %}", "{{ e.title }}", "{%p endfor %}")
    paragraph = document.paragraphs[1]
    paragraph.runs[0]._r.addnext(box("Box of {{ e.title }}"))
    _bookmark(paragraph)
    content = build.of_file(saved(document))
    assert [words for words in said(content) if "Box" in words] == [
        *(["Box of First"] * 2),
        *(["Box of Second"] * 2),
    ]
    assert values(tree(content), "//w:bookmarkStart[@w:name='mine']/@w:name") == ["mine"]
    assert described(content) == []


def test_so_it_has_in_headers_and_with_old_shapes(build: Build) -> None:
    document = opened("{%p for e in events %}", "{{ e.title }}", "{%p endfor %}")
    kind = (
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" path="m,l,21600r21600,l21600,xe"/>'
    )
    shape = (
        '<v:shape id="Box" o:spid="_x0000_s1026" type="#_x0000_t202" style="width:9pt;height:9pt"/>'
    )
    document.paragraphs[1].runs[0]._r.append(_drawn(kind + shape))
    header = document.sections[0].header
    header.paragraphs[0].text = "{%p for e in events %}"
    repeated = header.add_paragraph("{{ e.title }}")
    repeated.add_run().add_picture(BytesIO(png(2, 2)))
    _bookmark(repeated)
    header.add_paragraph("{%p endfor %}")
    content = build.of_file(saved(document))
    assert described(content) == []
    assert values(tree(content), "//v:shapetype/@id") == ["_x0000_t202"]
    shapes = values(tree(content), "//v:shape/@id")
    assert len(shapes) == len(set(shapes)) == 2
    (name,) = [each for each in entries(content) if re.match(r"word/header\d*\.xml", each)]
    assert len(find(tree(content, name), "//w:drawing")) == 2
    assert values(tree(content, name), "//w:bookmarkStart/@w:name") == ["mine"]


def _drawn(shapes: str) -> Any:
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    return parse_xml(f"<w:pict {spaces}>{shapes}</w:pict>")


def _bookmark(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), "5")
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), "mine")
        paragraph._p.append(mark)


def test_a_table_is_as_wide_as_the_section_that_it_is_in(build: Build) -> None:
    from docx.enum.section import WD_ORIENT

    document = opened("{{ chronology(events) }}")
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("{{ chronology(events) }}")
    content = build.of_file(saved(document))
    wide = [
        sum(int(each) for each in values(table, "w:tblGrid/w:gridCol/@w:w"))
        for table in find(tree(content), "//w:tbl")
    ]
    assert wide[0] == pytest.approx(8640, abs=20)
    assert wide[1] == pytest.approx(12240, abs=20)
    # The marking heads the pages of both.
    assert len(find(tree(content), "//w:sectPr[w:headerReference]")) == 2


def test_headings_are_listed_with_links_to_them(build: Build) -> None:
    content = build.of(
        "{{ contents() }}", "# Past", "{{ chronology(events) }}", "# Of {{ brief.title }}", "x"
    )
    assert values(tree(content), "//w:hyperlink/@w:anchor") == ["section_past", "section_of_test"]
    assert {"section_past", "section_of_test"} <= set(values(tree(content), "//@w:name"))
    assert described(content) == []


# --- whole files -------------------------------------------------------------------------------------


def test_a_letterhead_s_own_styles_and_language_are_kept(build: Build) -> None:
    parts = entries(german())
    main = parts["word/document.xml"].replace(b"{{ brief }}", b"{{ chronology(events) }}")
    content = build.of_file(_packed(parts | {"word/document.xml": main}))
    assert "Hochachtungsvoll" in said(content)
    assert described(content) == []
    assert {"de-DE"} <= set(values(tree(content), "//w:r/w:rPr/w:lang/@w:val"))


def _packed(parts: dict[str, bytes]) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_validators_find_no_fault(tool: str, build: Build, tmp_path: Path) -> None:
    document = opened(
        "# {{ brief.title }}",
        "{{ contents() }}",
        "# Timeline",
        "{{ timeline(events) }}",
        "{%p for e in events %}",
        ("On {{ e.", "when }}", ": {{ e.title }} {{ cite(e) }}"),
        "{%p endfor %}",
        [["When"], ["{%tr for e in events %}"], ["{{ e.when }}"], ["{%tr endfor %}"]],
        "{{ chronology(events) }}",
        [["{{ bottom_line() }}"]],
        "{{ page_break() }}",
        "{{ sources() }}",
    )
    document.paragraphs[2].runs[0]._r.addnext(box("{{ brief.title }}"))
    document.sections[0].header.paragraphs[0].text = "{{ brief.title }}"
    file = tmp_path / "brief.docx"
    file.write_bytes(build.of_file(saved(document)))
    validate_word(tool, file)


def test_tables_told_in_parts_are_as_wide_in_their_columns_as_one(build: Build) -> None:
    told = template(
        "{%p for event in events %}",
        "{{ event.when }}:",
        "{{ chronology([event]) }}",
        "{%p endfor %}",
    )
    content = build.of_file(told, YAML.replace("2025, title: Second", "2025-12-17, title: Second"))
    first, second = (
        values(table, "w:tblGrid/w:gridCol/@w:w") for table in find(tree(content), "//w:tbl")
    )
    assert first == second
