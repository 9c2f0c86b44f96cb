"""Fields and bookmarks of letterheads: they end, hide no brief, and lead to the web."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from legation.diagnostics import Diagnostic, LegationError
from legation.model.letterhead import Letterhead
from legation.reading.reference import read_reference
from letterheads import PLACE, document, letterhead, paragraph, part

HYPERLINK = "https://example.org/a?b=c"


def read(content: str, folder: Path, header: str = "") -> Letterhead:
    path = folder / "reference.docx"
    more = {"word/header1.xml": part("hdr", header)} if header else {}
    path.write_bytes(letterhead({"word/document.xml": document(content), **more}))
    return read_reference(path, "reference.docx")


def refused(content: str, folder: Path, header: str = "") -> Diagnostic:
    with pytest.raises(LegationError) as error:
        read(content, folder, header)
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.hint
    return diagnostic


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def code(text: str) -> str:
    return run(f"<w:instrText>{text}</w:instrText>")


BEGIN, PARTED, END = map(mark, ("begin", "separate", "end"))
SHOWN = run("<w:t>1 May  2026</w:t>")
FIELD = BEGIN + code(" DATE ") + PARTED + SHOWN + END


def p(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def box(content: str) -> str:
    return run(f"<w:pict><w:txbxContent>{content}</w:txbxContent></w:pict>")


OPEN = BEGIN + code(" DATE ") + PARTED + SHOWN


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (p(OPEN) + PLACE, "begins and does not end, at “1 May 2026”"),
        (PLACE + p(OPEN), "begins and does not end, at “1 May 2026”"),
        (p(OPEN), "begins and does not end, at “1 May 2026”"),
        (p(BEGIN + code(" IF ") + FIELD) + PLACE, "begins and does not end, at “1 May 2026”"),
        (p(BEGIN) + PLACE, "begins and does not end"),
        (p(SHOWN + END) + PLACE, "ends and has not begun, at “1 May 2026”"),
        (p(PARTED) + PLACE, "ends and has not begun"),
        # Two halves, in the text and in a text box, are no whole.
        (p(BEGIN + box(p(END))) + PLACE, "begins and does not end"),
        (p(box(p(BEGIN)) + END) + PLACE, "begins and does not end"),
    ],
)
def test_a_field_that_is_not_whole_is_refused(content: str, what: str, tmp_path: Path) -> None:
    found = refused(content, tmp_path)
    assert (found.code, found.message) == (
        "letterhead-content",
        f"the letterhead has a field that {what}",
    )


def test_so_is_one_in_a_header(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    content = PLACE + paragraph("Yours", more=section)
    assert "begins and does not end" in refused(content, tmp_path, p(OPEN)).message


@pytest.mark.parametrize(
    "content",
    [
        p(BEGIN + code(' IF 1 = 1 "')) + PLACE + p(code('" ') + PARTED + SHOWN + END),
        p(FIELD + OPEN) + PLACE + p(END),
        p(OPEN) + p(run("<w:t>{{ brief }}</w:t>") + END),
        p(OPEN.replace("1 May  2026", "{{ brief }}")) + p(END),
    ],
    ids=["around", "behind another", "ends in it", "begins in it"],
)
def test_a_brief_within_a_field_is_refused(content: str, tmp_path: Path) -> None:
    found = refused(content, tmp_path)
    assert (found.code, found.message) == (
        "letterhead-content",
        "the letterhead has `{{ brief }}` within a field, which would hide the brief",
    )


@pytest.mark.parametrize(
    "content",
    [
        p(FIELD) + PLACE + p(FIELD),
        p(BEGIN + code(" IF ") + FIELD + code(" = 1 ") + PARTED + FIELD + END) + PLACE,
        p(OPEN) + p(END) + PLACE,  # as a list of contents
        p(OPEN.replace("1 May  2026", "{{ brief }}") + END),  # which goes with the placeholder
        p(FIELD + box(p(FIELD))) + PLACE,
        p(BEGIN + box(p(FIELD)) + END) + PLACE,
    ],
)
def test_fields_that_end_are_no_fault(content: str, tmp_path: Path) -> None:
    assert read(content, tmp_path)


LINKS = {
    "file:///C:/Users/jane/x.docx": r' HYPERLINK "file:///C:/Users/jane/x.docx" ',
    "file://srv/share": r" hyperlink file://srv/share \h",
    r"C:\jane\x.docx": r' HYPERLINK \o "a tip" "C:\\jane\\x.docx" ',
    "x.docx": r' HYPERLINK "x.docx" \l "there"',
    "": r' HYPERLINK "" ',
}


@pytest.mark.parametrize("target", LINKS)
@pytest.mark.parametrize("simple", [False, True])
def test_a_link_that_is_a_field_leads_to_the_web(target: str, simple: bool, tmp_path: Path) -> None:
    told = LINKS[target].replace('"', "&quot;")
    whole = BEGIN + code(told) + PARTED + SHOWN + END
    field = f'<w:fldSimple w:instr="{told}">{SHOWN}</w:fldSimple>' if simple else whole
    found = refused(p(field) + PLACE, tmp_path)
    assert (found.code, found.message) == (
        "letterhead-links",
        f"the letterhead links to {target!r}, which is no web address",
    )


def test_nor_may_its_address_be_what_another_field_shows(tmp_path: Path) -> None:
    inner = BEGIN + code(" QUOTE file:///x ") + PARTED + SHOWN + END
    field = BEGIN + code(" HYPERLINK ") + inner + PARTED + SHOWN + END
    assert refused(p(field) + PLACE, tmp_path).code == "letterhead-links"


@pytest.mark.parametrize(
    "told",
    [
        f' HYPERLINK "{HYPERLINK}" \\o "file:///not/led/to" \\h ',
        " HYPERLINK mailto:desk@example.org ",
        r' HYPERLINK \l "there" ',
        r" HYPERLINK \l there \* MERGEFORMAT ",
        " HYPERLINK ",
    ],
)
def test_links_to_the_web_and_within_it_stay(told: str, tmp_path: Path) -> None:
    told = told.replace('"', "&quot;")
    found = read(p(BEGIN + code(told) + PARTED + SHOWN + END) + PLACE, tmp_path)
    assert told in found.parts[0].data.decode().replace('"', "&quot;")


# --- what is taken out ----------------------------------------------------------------------------------


def told(found: Letterhead) -> str:
    """The runs of its paragraphs, before its place."""
    body = found.parts[0].data.decode().partition("<w:body>")[2]
    return body.partition("<?brief")[0]


@pytest.mark.parametrize(
    "asked",
    [
        ' DOCPROPERTY "Classification" \\* MERGEFORMAT ',
        " docproperty Company ",
        " DOCVARIABLE Ref ",
        " AUTOTEXT Crest ",
        " CITATION Abc ",
    ],
)
@pytest.mark.parametrize("simple", [False, True])
def test_what_a_field_shows_of_what_is_taken_out_becomes_text(
    asked: str, simple: bool, tmp_path: Path
) -> None:
    stated = asked.replace('"', "&quot;")
    whole = BEGIN + code(asked) + PARTED + SHOWN + END
    field = f'<w:fldSimple w:instr="{stated}">{SHOWN}</w:fldSimple>' if simple else whole
    assert told(read(p(run("<w:t>a</w:t>") + field) + PLACE, tmp_path)) == (
        p(run("<w:t>a</w:t>") + SHOWN)
    )


@pytest.mark.parametrize(
    "asked", [" DOCPROPERTY Title ", ' DOCPROPERTY "Author" ', " TITLE ", " PAGE ", " STYLEREF 1 "]
)
def test_other_fields_stay(asked: str, tmp_path: Path) -> None:
    field = BEGIN + code(asked) + PARTED + SHOWN + END
    assert told(read(p(field) + PLACE, tmp_path)) == p(field)


def test_so_does_one_that_is_shown_by_another(tmp_path: Path) -> None:
    lost = BEGIN + code(" DOCVARIABLE x ") + PARTED + SHOWN + END
    outer = BEGIN + code(" HYPERLINK \\l there ") + PARTED
    found = told(read(p(outer + lost + END) + PLACE, tmp_path))
    assert found == p(outer + SHOWN + END)


def test_what_is_asked_of_such_a_field_becomes_text_with_it(tmp_path: Path) -> None:
    lost = BEGIN + code(" DOCPROPERTY Level ") + PARTED + run("<w:t>2</w:t>") + END
    field = BEGIN + code(" IF ") + lost + code(" = 2 ") + PARTED + SHOWN + END
    assert told(read(p(field) + PLACE, tmp_path)) == p(SHOWN)


def test_fields_in_one_another_may_be_as_deep_as_they_like(tmp_path: Path) -> None:
    lost = BEGIN + code(" DOCPROPERTY Level ") + PARTED + run("<w:t>2</w:t>") + END
    field = (BEGIN + code(" IF ")) * 2000 + lost + (PARTED + END) * 1999 + PARTED + SHOWN + END
    assert told(read(p(field) + PLACE, tmp_path)) == p(SHOWN)


def test_what_else_is_in_a_field_s_run_stays(tmp_path: Path) -> None:
    first = run('<w:t>Ref. </w:t><w:fldChar w:fldCharType="begin"/>')
    field = first + code(" DOCVARIABLE Ref ") + PARTED + SHOWN + END
    assert told(read(p(field) + PLACE, tmp_path)) == p(run("<w:t>Ref. </w:t>") + SHOWN)


# --- bookmarks ------------------------------------------------------------------------------------------


def starts(identifier: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>'


def ends(identifier: int) -> str:
    return f'<w:bookmarkEnd w:id="{identifier}"/>'


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (p(starts(3, "open") + SHOWN), []),
        (p(ends(3) + SHOWN), []),
        (p(ends(3) + starts(3, "turned")), []),
        (p(starts(1, "a") + starts(2, "b") + ends(1)) + PLACE + p(ends(2)), ["a", "b"]),
        (p(starts(1, "a") + SHOWN) + p(ends(1)), ["a"]),  # the last, empty paragraph goes
        (p(starts(1, "a") + starts(1, "b") + ends(1) + ends(1)), ["a"]),
        (p(starts(1, "a") + ends(1) + starts(1, "b") + ends(1)), ["a", "b"]),
    ],
)
def test_bookmarks_are_whole_or_gone(content: str, kept: list[str], tmp_path: Path) -> None:
    root = etree.fromstring(read(content, tmp_path).parts[0].data)
    space = root.nsmap["w"]
    begun = {each.get(f"{{{space}}}id"): each for each in root.iter("{*}bookmarkStart")}
    ended = [each.get(f"{{{space}}}id") for each in root.iter("{*}bookmarkEnd")]
    assert sorted(map(str, begun)) == sorted(map(str, ended))
    assert [each.get(f"{{{space}}}name") for each in begun.values()] == kept
