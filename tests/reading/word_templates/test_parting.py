"""Word templates parted at their tags, however Word has parted these; and refused where one would be lost."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.diagnostics import Diagnostic, LegationError
from legation.model.template import Outline, Own, Site, Tag, WordPart
from legation.reading.templates import Folder, Templates
from legation.reading.word_templates import read_word_template
from letterheads import document as main_part
from letterheads import german, letterhead, paragraph, relationships
from word_templates import Content, box, opened, saved, template


def parts(data: bytes, folder: Path) -> tuple[WordPart, ...]:
    path = folder / "our-brief.docx"
    path.write_bytes(data)
    word = read_word_template(path, "templates/our-brief.docx").word
    assert word is not None
    return word.parts


def tags(data: bytes, folder: Path) -> list[Tag]:
    return [each for part in parts(data, folder) for each in part.pieces if isinstance(each, Tag)]


def refused(folder: Path, *content: Content) -> tuple[str, str]:
    return refusal(template(*content), folder)


def refusal(data: bytes, folder: Path) -> tuple[str, str]:
    diagnostic = _diagnostic(data, folder)
    assert diagnostic.code == "template-syntax"
    return diagnostic.message, diagnostic.hint


def _diagnostic(data: bytes, folder: Path) -> Diagnostic:
    path = folder / "our-brief.docx"
    path.write_bytes(data)
    with pytest.raises(LegationError) as caught:
        read_word_template(path, "templates/our-brief.docx")
    (diagnostic,) = caught.value.diagnostics
    assert str(diagnostic.position) == "templates/our-brief.docx"
    return diagnostic


# --- what a tag is -----------------------------------------------------------------------------------


def test_a_tag_is_one_however_its_runs_are_parted(tmp_path: Path) -> None:
    data = template(("To {", "{ brief", ".title }", "} of", " it"))
    (tag,) = tags(data, tmp_path)
    assert (tag.code, tag.site, tag.alone) == ("{{ brief.title }}", Site.BODY, None)
    before, _, behind, *_ = parts(data, tmp_path)[0].pieces
    assert isinstance(before, Own)
    assert isinstance(behind, Own)
    assert (before.said, behind.said) == ("To ", " of it\n")
    assert '<w:b/></w:rPr><w:t xml:space="preserve"> of</w:t>' in behind.xml
    assert "{" not in before.xml + behind.xml


def test_it_looks_like_its_first_letter(tmp_path: Path) -> None:
    (plain,) = tags(template(("{", "{ brief.title }}")), tmp_path)
    (bold,) = tags(template(("", "{{ brief", ".title }}")), tmp_path)
    assert plain.look == ()
    assert bold.look == (("b", "<w:b/>"),)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("{{brief.title}}", "{{ brief.title }}"),
        ("{{ brief.parties | join(“, ”) }}", '{{ brief.parties | join(", ") }}'),
        ("{{ brief.parties | join(‘, ’) }}", "{{ brief.parties | join(', ') }}"),
        ('{{ "a ’quoted’ word" }}', '{{ "a ’quoted’ word" }}'),
        ("{{\u00a0brief.title\u202f}}", "{{ brief.title }}"),
        ("{{ brief\n.title\t}}", "{{ brief .title }}"),
        ("{{ bri\u00adef.title }}", "{{ brief.title }}"),
        ("{{r brief.title }}", "{{ brief.title }}"),
        ("{{p timeline(events) }}", "{{ timeline(events) }}"),
        ("{{ p }}", "{{ p }}"),
    ],
)
def test_signs_that_word_puts_in_a_tag_are_as_typed(typed: str, code: str, tmp_path: Path) -> None:
    (tag,) = tags(template(typed), tmp_path)
    assert tag.code == code


def test_a_remark_goes_and_its_paragraph_where_it_is_alone(tmp_path: Path) -> None:
    (part,) = parts(template("One{# two #}", "{# three #}", "four"), tmp_path)
    assert [each.said for each in part.pieces if isinstance(each, Own)] == ["One\nfour\n"]


def test_a_tag_alone_has_its_paragraph(tmp_path: Path) -> None:
    (tag,) = tags(template("# {{ brief.title }}"), tmp_path)
    assert tag.alone is not None
    assert [own.xml for own in tag.alone] == [
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>',
        "</w:p>",
    ]


def test_statements_alone_stand_for_their_paragraph(tmp_path: Path) -> None:
    for first, last in (("{% if a %}", "{% endif %}"), ("{%p if a %}", "{%p endif %}")):
        (part,) = parts(template(first, "yes", last), tmp_path)
        begin, own, end = part.pieces
        assert isinstance(own, Own)
        assert own.xml == "<w:p><w:r><w:t>yes</w:t></w:r></w:p>"
        assert isinstance(begin, Tag)
        assert isinstance(end, Tag)
        assert (begin.code, end.code) == ("{% if a %}", "{% endif %}")


def test_rows_are_repeated_by_tags_in_rows_of_their_own(tmp_path: Path) -> None:
    rows = [["When"], ["{%tr for e in events %}"], ["{{ e.when }}"], ["{%tr endfor %}"]]
    (part,) = parts(template(rows), tmp_path)
    _, begin, own, tag, _, end, rest = part.pieces
    assert isinstance(begin, Tag)
    assert isinstance(end, Tag)
    assert isinstance(own, Own)
    assert isinstance(rest, Own)
    assert (begin.code, end.code) == ("{% for e in events %}", "{% endfor %}")
    assert own.xml.startswith("<w:tr>")
    assert own.xml.count("<w:tr>") == 1
    assert rest.xml.startswith("</w:tbl>")
    assert isinstance(tag, Tag)
    assert tag.site is Site.CELL


def test_headings_of_the_page_are_marked(tmp_path: Path) -> None:
    data = template("# One", "text", "{%p if a %}", "# {{ b }}", "{%p endif %}")
    (part,) = parts(data, tmp_path)
    levels = [each.level for each in part.pieces if isinstance(each, Outline)]
    assert levels == [1, 0, 1, 0]


def test_headers_footers_and_text_boxes_have_tags(tmp_path: Path) -> None:
    document = opened("{{ a }}")
    document.paragraphs[0].runs[0]._r.addnext(box("{{ b }}"))
    document.sections[0].header.paragraphs[0].text = "{{ c }}"
    document.sections[0].footer.paragraphs[0].text = "{{ d }}"
    found = {tag.code[3]: (tag.site, tag.where) for tag in tags(saved(document), tmp_path)}
    assert found == {
        "a": (Site.BODY, "paragraph 1, “{{ a }}”: "),
        "b": (Site.BOX, "paragraph 2, “{{ b }}”: "),
        "c": (Site.EDGE, "in a header, paragraph 1, “{{ c }}”: "),
        "d": (Site.EDGE, "in a footer, paragraph 1, “{{ d }}”: "),
    }


def test_the_end_of_a_section_stays_behind_a_paragraph_that_goes(tmp_path: Path) -> None:
    document = opened("{% if a %}", "{{ timeline(events) }}", "{% endif %}", "end")
    section = document.element.body.sectPr
    for number in (1, 2):
        document.paragraphs[number]._p.get_or_add_pPr().append(deepcopy(section))
    (part,) = parts(saved(document), tmp_path)
    xml = "".join(each.xml for each in part.pieces if isinstance(each, Own))
    assert xml.count("<w:sectPr") == 2
    assert xml.count('w:lineRule="exact"/><w:sectPr') == 2


def test_other_prefixes_are_made_the_usual(tmp_path: Path) -> None:
    data = letterhead({"word/document.xml": main_part(paragraph("{{ a }}"))})
    other = main_part(paragraph("{{ a }}")).replace("<w:", "<x:").replace("</w:", "</x:")
    other = other.replace("xmlns:w=", "xmlns:x=").replace(" w:", " x:")
    assert tags(letterhead({"word/document.xml": other}), tmp_path) == tags(data, tmp_path)


def test_a_letterhead_s_text_is_all_there(tmp_path: Path) -> None:
    main, *_ = parts(german(), tmp_path)
    said = "".join(each.said for each in main.pieces if isinstance(each, Own))
    assert "Hochachtungsvoll" in said


def test_a_template_of_word_s_own_kind_will_do(tmp_path: Path) -> None:
    main = main_part(paragraph("{{ a }}"))
    data = letterhead({"word/document.xml": main}, "template.main")
    (tag,) = tags(data, tmp_path)
    assert tag.code == "{{ a }}"


# --- what is refused ---------------------------------------------------------------------------------


def test_a_tag_that_does_not_end(tmp_path: Path) -> None:
    assert refused(tmp_path, "Dear", "By {{ brief.title of today") == (
        "paragraph 2, “By {{ brief.title of today”: a tag does not end: `{{ brief.title of today`",
        "close it in the same paragraph: {{ ... }}",
    )
    assert refused(tmp_path, "{{ brief.title {{ x }}")[0].endswith(
        "a tag does not end: `{{ brief.title {{ x }}`"
    )
    assert refused(tmp_path, "{% if x }", "%}")[0].endswith("a tag does not end: `{% if x }`")
    assert refused(tmp_path, "title }} here") == (
        "paragraph 1, “title }} here”: `}}` ends a tag, and none begins",
        "write {{ ... }}, or take it out",
    )
    assert refused(tmp_path, "{ { brief.title } }")[0].endswith(
        "the braces of a tag stand apart: `{ { brief.title } }`"
    )


def test_a_statement_that_does_not_end(tmp_path: Path) -> None:
    assert refused(tmp_path, "{%p if events %}", "yes") == (
        "paragraph 1, “{%p if events %}”: `{%p if events %}` does not end",
        "write {%p endif %} behind what it holds",
    )
    assert refused(tmp_path, "no{% endif %}") == (
        "paragraph 1, “no{% endif %}”: `{% endif %}` goes with nothing before it",
        "take it out, or write what it ends before it",
    )
    assert refused(tmp_path, "{% for e in events %}{% if e.key %}x{% endfor %}") == (
        "paragraph 1, “{% for e in events %}{% if e.key %}x{% endfor %}”: `{% endfor %}` stands where "
        "`{% if e.key %}` should end",
        "write {% endif %} first",
    )


def test_a_long_paragraph_is_quoted_around_the_tag(tmp_path: Path) -> None:
    message, _ = refused(tmp_path, f"{'long ' * 30}so {{% if events %}} and {'on ' * 30}")
    near = "…long long long so {% if events %} and on on on on on on on …"
    assert message == f"paragraph 1, “{near}”: `{{% if events %}}` does not end"


def test_a_statement_that_ends_elsewhere(tmp_path: Path) -> None:
    assert refused(tmp_path, "Events: {% for e in events %}", "{{ e.title }}", "{% endfor %}") == (
        "paragraph 3, “{% endfor %}”: `{% endfor %}` stands elsewhere than `{% for e in events %}`, which "
        "it goes with",
        "put each in a paragraph of its own: {%p for e in events %}, and below {%p endfor %}",
    )
    cells = [["{% for e in events %}{{ e.when }}", "{{ e.title }}{% endfor %}"]]
    assert refused(tmp_path, cells)[1] == (
        "put each in a row of its own: {%tr for e in events %}, and below {%tr endfor %}"
    )
    assert refused(tmp_path, [["{% if a %}"], ["{% endif %}"]])[1].startswith("put each in a row")


def test_a_tag_for_a_paragraph_or_row_that_is_not_its_own(tmp_path: Path) -> None:
    assert refused(tmp_path, "Yes: {%p if events %}", "{%p endif %}") == (
        "paragraph 1, “Yes: {%p if events %}”: `{%p if events %}` shares its paragraph with other text",
        "in Word, put it in a paragraph of its own: press Enter before and after it",
    )
    assert refused(tmp_path, [["{%tr for e in events %}", "{{ e.title }}"]]) == (
        "paragraph 1, “{%tr for e in events %}”: `{%tr for e in events %}` shares its row with other text",
        "in Word, put it in a row of its own",
    )
    assert refused(tmp_path, "{%tr for e in events %}") == (
        "paragraph 1, “{%tr for e in events %}”: `{%tr for e in events %}` stands outside of tables",
        "write {%p for e in events %}",
    )
    assert refused(tmp_path, "{{p a }}{{ b }}")[0].endswith(
        "several tags share a paragraph with one that stands for it"
    )


@pytest.mark.parametrize(
    "tag", ["{%tc for e in events %}", "{{tr chronology(events) }}", "{{tc e.title }}"]
)
def test_a_tag_for_what_cannot_be_repeated(tag: str, tmp_path: Path) -> None:
    message, hint = refused(tmp_path, [[tag, ""]])
    assert message == f"paragraph 1, “{tag}”: `{tag}` is not for Word templates"
    assert hint.startswith("repeat rows: {%tr for event in events %}")


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ('{% include "other" %}', "Word templates take for, if, else, elif, set and with"),
        ("{% macro m() %}", "Word templates take for, if, else, elif, set and with"),
        ("{% vm %}", "Word templates take for, if, else, elif, set and with"),
        ("{% For e in events %}", "write it in small letters: for"),
        ("{% set x %}", "write it so: {% set name = ... %}"),
        ("{% raw %}", 'to print braces, write {{ "{{" }}'),
        ("{% for e in a recursive %}", "Word templates take for, if, else, elif, set and with"),
    ],
)
def test_a_statement_that_word_templates_have_not_got(tag: str, hint: str, tmp_path: Path) -> None:
    message = f"paragraph 1, “{tag}”: `{tag}` is not for Word templates"
    assert refused(tmp_path, tag) == (message, hint)


def test_a_sign_beside_the_braces(tmp_path: Path) -> None:
    assert refused(tmp_path, "Dear {{- brief.title }}") == (
        "paragraph 1, “Dear {{- brief.title }}”: a sign stands beside the braces: `{{- brief.title }}`",
        "take it out: {{ ... }}",
    )


def test_a_tag_where_no_text_is(tmp_path: Path) -> None:
    document = opened("text")
    run = box("text")
    run.xpath(".//wp:docPr")[0].set("descr", "{{ brief.title }}")
    document.paragraphs[0].runs[0]._r.addnext(run)
    assert refusal(saved(document), tmp_path) == (
        "a tag stands in a field, a formula or the description of a picture",
        "write it in the text; it is this one: {{ brief.title }}",
    )


def test_a_tag_in_words_with_a_phonetic_guide(tmp_path: Path) -> None:
    said = "<w:r><w:t>{}</w:t></w:r>"
    guide = f"<w:rt>{said.format('Oslo')}</w:rt><w:rubyBase>{said.format('{{ x }}')}</w:rubyBase>"
    content = f"<w:p><w:r><w:ruby>{guide}</w:ruby></w:r></w:p>"
    assert refusal(letterhead({"word/document.xml": main_part(content)}), tmp_path) == (
        "a tag stands in words with a phonetic guide",
        "write it in the text; it is this one: {{ x }}",
    )


@pytest.mark.parametrize("target", ["https://x.org/{{ x }}", "https://x.org/%7B%7B%20x%20%7D%7D"])
def test_a_tag_in_the_address_of_a_link(target: str, tmp_path: Path) -> None:
    content = '<w:p><w:hyperlink r:id="h"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>'
    links = relationships(("h", "hyperlink", target), external="h")
    parts = {"word/document.xml": main_part(content), "word/_rels/document.xml.rels": links}
    assert refusal(letterhead(parts), tmp_path) == (
        "a tag stands in the address of a link",
        "write it in the text; it is this one: https://x.org/{{ x }}",
    )


def fielded(code: str, *content: str, begin: int = 0, end: int = -1) -> bytes:
    """A template with a field that begins behind one paragraph's text and ends behind another's."""
    from docx.oxml import OxmlElement

    document = opened(*content)
    first, last = document.paragraphs[begin], document.paragraphs[end]
    for within, kind in ((first, "begin"), (first, code), (first, "separate"), (last, "end")):
        mark = OxmlElement("w:instrText" if kind == code else "w:fldChar")
        if kind == code:
            mark.text = code
        else:
            mark.set(qn("w:fldCharType"), kind)
        within.add_run()._r.append(mark)
    return saved(document)


@pytest.mark.parametrize(
    ("content", "number", "tag"),
    [
        (("Dear", "{{ brief.title }}", "Yours"), 2, "{{ brief.title }}"),
        (("Dear {{ brief.title }}", "Yours"), 1, "Dear {{ brief.title }}"),
        (("Dear", "Yours", "{%p for e in events %}", "x", "{%p endfor %}", "Sent"), 3, ""),
        (("Dear", "", "{{ brief.title }} sent"), 2, "{{ brief.title }} sent"),
    ],
)
def test_a_tag_within_a_field_over_paragraphs(
    content: tuple[str, ...], number: int, tag: str, tmp_path: Path
) -> None:
    said = tag or "{%p for e in events %}"
    typed = said.removeprefix("Dear ").removesuffix(" sent")
    assert refusal(fielded(" REF there ", *content), tmp_path) == (
        f"paragraph {number}, “{said}”: `{typed}` stands within a field, or beside a piece of one",
        "take out the field that runs over several paragraphs, or have it begin and end before them or "
        "behind; in Word, Alt+F9 shows fields",
    )


@pytest.mark.parametrize(
    ("code", "content"),
    [
        (" DATE ", ("On {{ brief.title }} of",)),
        (" DATE ", ("Dear", "Yours")),
        (r' TOC \o "1-2" ', ("Contents", "{{ brief.title }}, page 2", "Yours")),
        (r" toc \o ", ("Contents", "Talks", "{{ brief.title }}")),
        (" INDEX ", ("Names", "{{ brief.title }}", "Yours")),
        (" BIBLIOGRAPHY ", ("Works", "{{ brief.title }}", "Yours")),
        (" TOA ", ("Cases", "{{ brief.title }}", "Yours")),
        (" TOC ", ("Contents", "Talks{% if events %} held{% endif %}", "Yours")),
    ],
)
def test_a_field_in_a_paragraph_or_around_none_or_a_list_of_contents_is_no_fault(
    code: str, content: tuple[str, ...], tmp_path: Path
) -> None:
    assert parts(fielded(code, *content), tmp_path)


@pytest.mark.parametrize(
    ("number", "begin", "end", "first", "second"),
    [
        (4, 0, 2, "{%p if events|length > 99 %}", "{%p endif %}"),
        (4, 2, -1, "{%p for e in events %}", "{%p endfor %}"),
        (4, 2, 4, "{%p if events %}", "{%p else %}"),
    ],
)
def test_a_statement_around_one_end_of_a_list_of_contents(
    number: int, begin: int, end: int, first: str, second: str, tmp_path: Path
) -> None:
    behind = ("x", "{%p endif %}") if "else" in second else ()
    data = fielded(
        " TOC ", "Contents", first, "Talks", second, *behind, "Yours", begin=begin, end=end
    )
    assert refusal(data, tmp_path) == (
        f"paragraph {number}, “{second}”: a field begins or ends behind `{first}`, and not both",
        "have it begin and end between the two, or outside of them; in Word, Alt+F9 shows fields",
    )


def test_a_statement_around_a_whole_list_of_contents_or_within_is_no_fault(tmp_path: Path) -> None:
    content = ("{%p if events %}", "Contents", "Talks", "{%p endif %}", "Yours")
    assert parts(fielded(" TOC ", *content, begin=1, end=2), tmp_path)
    assert parts(fielded(" TOC ", "Contents", *content), tmp_path)


def test_something_else_than_text_within_a_tag(tmp_path: Path) -> None:
    document = opened("{{ brief")
    document.paragraphs[0].runs[0].add_break(WD_BREAK.PAGE)
    document.paragraphs[0].add_run(".title }}")
    message, hint = refusal(saved(document), tmp_path)
    assert message.endswith("a picture, field or page break stands within a tag")
    assert hint == "delete the tag, and type it anew at one go"


def test_what_a_letterhead_cannot_be(tmp_path: Path) -> None:
    diagnostic = _diagnostic(b"%PDF-1.7", tmp_path)
    assert (diagnostic.code, diagnostic.message) == (
        "word-template",
        "the template is a PDF file, not a Word file",
    )


# --- among the templates -----------------------------------------------------------------------------


def test_they_are_found_by_their_whole_name_and_a_letterhead_is_none(tmp_path: Path) -> None:
    for name in ("our-brief.docx", "reference.docx", "~$r-brief.docx", "plain.md.j2", "note.odt"):
        (tmp_path / name).write_bytes(template("x") if name.endswith("docx") else b"x")
    found = Templates([Folder(tmp_path, "templates")])
    assert found.names == ["our-brief.docx", "plain"]
    word = found("our-brief.docx")
    assert word is not None
    assert word.word is not None
    assert word.file == "templates/our-brief.docx"
    assert "our-brief" not in found
    assert "../our-brief.docx" not in found


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_cuts_anywhere_between_runs_change_nothing(data: st.DataObject) -> None:
    text = "To {{ brief.title }} of {% if x %}this{% endif %}{# no #} day"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1))))
    document = opened(tuple(text[a:b] for a, b in pairwise([0, *cuts, len(text)])))
    with TemporaryDirectory() as folder:
        (part,) = parts(saved(document), Path(folder))
    said = [
        each.said if isinstance(each, Own) else getattr(each, "code", "") for each in part.pieces
    ]
    assert said == [
        "To ",
        "{{ brief.title }}",
        " of ",
        "{% if x %}",
        "this",
        "{% endif %}",
        " day\n",
    ]
