"""Word templates filled in: all names of Markdown templates, strictly, and nothing lost without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.composing import compose
from legation.composing.draft import Omitted
from legation.composing.parts import Part
from legation.composing.room import Room
from legation.composing.scope import scope
from legation.composing.tokens import Tokens
from legation.diagnostics import Diagnostic, LegationError, Report
from legation.model.chronology import Chronology
from legation.model.document import (
    Cite,
    Contents,
    Document,
    List,
    PageBreak,
    Paragraph,
    Passage,
    Table,
    Text,
    Timeline,
)
from legation.model.letterhead import PLACE
from legation.model.template import Template
from legation.reading.chronology import read_chronology
from legation.reading.word_templates import read_word_template
from word_templates import Content, box, opened, saved, template

DAY = date(2026, 3, 1)
EVENTS = [
    {
        "id": "a",
        "date": "2024-01-02",
        "title": "First & <last>",
        "place": "Baku",
        "priority": "key",
    },
    {"id": "b", "date": "2025", "title": "Two\nlines\tand a tab"},
    {"id": "c", "date": "2026-05", "title": "Next", "status": "planned"},
]
SOURCED = {"parties": ["AZ", "UZ"], "sources": ["gazette"]}


@pytest.fixture
def chronology() -> Chronology:
    return Chronology.model_validate(
        {
            "title": "Test",
            "sources": {"gazette": {"title": "Gazette"}},
            "events": [event | SOURCED for event in EVENTS],
            "briefs": {
                "test": {
                    "title": "Test brief",
                    "template": "our-brief.docx",
                    "bottom-line": "All is well [a].",
                    "drafted-by": "Desk",
                }
            },
        }
    )


class Templates:
    """Makes a template of some content, and composes with it."""

    def __init__(self, chronology: Chronology, folder: Path) -> None:
        self._chronology = chronology
        self._folder = folder

    def of(self, *content: Content) -> Document:
        return self.of_file(template(*content))

    def of_file(self, data: bytes, *, omitted: list[Omitted] | None = None) -> Document:
        path = self._folder / "our-brief.docx"
        path.write_bytes(data)
        read = read_word_template(path, "templates/our-brief.docx")
        return compose(self._chronology, "test", DAY, lambda _: read, omitted=omitted)

    def mistake(self, *content: Content) -> Diagnostic:
        return self.mistake_of(template(*content))

    def mistake_of(self, data: bytes) -> Diagnostic:
        with pytest.raises(LegationError) as caught:
            self.of_file(data)
        (diagnostic,) = caught.value.diagnostics
        assert str(diagnostic.position) == "templates/our-brief.docx"
        return diagnostic


@pytest.fixture
def made(chronology: Chronology, tmp_path: Path) -> Templates:
    return Templates(chronology, tmp_path)


def said(document: Document) -> str:
    return "\n".join(block.said for block in document.blocks if isinstance(block, Passage))


def xml(document: Document) -> str:
    """The body of the frame."""
    assert document.frame is not None
    text = document.frame.parts[0].data.decode()
    return text[text.index("<w:body>") : text.index("<w:sectPr")]


# --- values ------------------------------------------------------------------------------------------


def test_values_are_filled_in_and_never_xml(made: Templates) -> None:
    document = made.of("Of {{ events[0].title }}, {{ events[1].title }}!")
    assert said(document) == "Of First & <last>, Two\nlines\tand a tab!"
    (passage,) = document.blocks
    assert isinstance(passage, Passage)
    assert [fill.inlines for fill in passage.fills] == [
        (Text("First & <last>"),),
        (Text("Two\nlines\tand a tab"),),
    ]
    assert "First" not in xml(document)
    assert xml(document).count(f"<?{PLACE}?>") == 4


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7 * 7 }}",
        "{% raw %}",
        "\ufdd20\ufdd3",
        "<?brief?>",
        "</w:t></w:r></w:p>",
        "<?own?>",
        "&amp; \\ ]]>",
    ],
)
def test_a_value_that_looks_like_a_tag_is_text(typed: str, made: Templates) -> None:
    read = _read(made, "A {{ brief.title }} b")
    assert said(compose(_titled(made, typed), "test", DAY, lambda _: read)) == f"A {typed} b"


def test_what_looks_like_a_token_is_refused_should_it_ever_be_read(made: Templates) -> None:
    read = _read(made, "A {{ brief.title }} b")
    with pytest.raises(LegationError, match="does not work on what is printed already"):
        compose(_titled(made, "\ufdd0" + "0\ufdd1"), "test", DAY, lambda _: read)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ events[0] }}",
        "{{ events | join(', ') }}",
        "{{ events[0] | string }}",
        "{{ 'x' ~ events[0] }}",
        "{{ events | map('upper') | join }}",
        "{%p for x in events %}{{ x ~ '' }}{%p endfor %}",
    ],
)
def test_what_is_no_text_is_told_so_however_it_would_become_some(tag: str, made: Templates) -> None:
    paragraphs = tag.replace("%}{{", "%}\n{{").replace("}}{%", "}}\n{%").split("\n")
    mistake = made.mistake("Of words", *paragraphs)
    number = 3 if len(paragraphs) > 1 else 2
    printed = paragraphs[number - 2]
    expected = f"paragraph {number}, “{printed}”: an event is no text to print"
    assert (mistake.message, mistake.hint) == (expected, "name what of it: {{ brief.title }}")


@pytest.mark.parametrize(
    ("tag", "use"),
    [
        ("{{ cite(events[0]) | replace('[', '(') }}", "the filter `replace`"),
        ("{{ cite(events[0]) | upper }}", "the filter `upper`"),
        ("{{ cite(events[0])[1:-1] }}", "`[...]`"),
    ],
)
def test_a_citation_stays_whole_or_is_refused(tag: str, use: str, made: Templates) -> None:
    mistake = made.mistake(tag)
    message = "does not work on what is printed already, such as a citation or a table"
    assert mistake.message == f"paragraph 1, “{tag}”: {use} {message}"


def _titled(made: Templates, title: str) -> Chronology:
    chronology = made._chronology
    brief = chronology.briefs["test"].model_copy(update={"title": title})
    return chronology.model_copy(update={"briefs": {"test": brief}})


def _read(made: Templates, *content: Content) -> Template:
    path = made._folder / "other.docx"
    path.write_bytes(template(*content))
    return read_word_template(path, "templates/other.docx")


def test_loops_and_choices_take_the_text_that_they_hold(made: Templates) -> None:
    document = made.of(
        "{%p for event in events %}",
        "{{ loop.index }}: {{ event.title }}{% if event.place %} in {{ event.place }}{% endif %}",
        "{%p else %}",
        "nothing",
        "{%p endfor %}",
        "{% set n = events | length %}",
        "{% if n > 5 %}many{% elif n > 1 %}some{% else %}few{% endif %}",
    )
    assert said(document) == "1: First & <last> in Baku\n2: Two\nlines\tand a tab\nsome"
    assert xml(document).count("<w:p>") == 3


def test_rows_repeat(made: Templates) -> None:
    rows = [["When", "What"], ["{%tr for e in events %}", ""], ["{{ e.when }}", "{{ e.title }}"]]
    document = made.of([*rows, ["{%tr endfor %}", ""]])
    assert xml(document).count("<w:tr>") == 3
    assert said(document).startswith("When\nWhat\n2 January 2024\nFirst")


def test_a_paragraph_of_a_value_that_is_empty_goes(made: Templates) -> None:
    document = made.of("one", "{{ brief.subtitle }}", "two", "{{ quotations(statements) }}", "end")
    assert said(document) == "one\ntwo\nend"
    assert xml(document).count("<w:p>") == 3


def test_a_citation_in_a_sentence_leads_to_its_source(made: Templates) -> None:
    document = made.of("So it is {{ cite(events[0]) }}.", "{{ sources() }}")
    passage, sources = document.blocks
    assert isinstance(passage, Passage)
    assert passage.fills[0].inlines == (Cite(1, "source-1"),)
    assert isinstance(sources, List)


def test_headers_and_footers_are_filled_in(made: Templates) -> None:
    data = template("x", header="Of {{ brief.title }}", footer="{{ as_of }}")
    document = made.of_file(data)
    assert [fills[0].inlines for _, fills in document.beside] == [
        (Text("Test brief"),),
        (Text("1 March 2026"),),
    ]
    assert [name for name, _ in document.beside] == ["/word/header1.xml", "/word/footer1.xml"]


# --- blocks ------------------------------------------------------------------------------------------


def test_blocks_stand_where_their_tags_stood(made: Templates) -> None:
    document = made.of(
        "one", "{{ timeline(events) }}", "two", "{{ chronology(events) }}", "{{ sources() }}"
    )
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Passage, Timeline, Passage, Paragraph, Table, List]
    assert xml(document).count(f"<?{PLACE}?>") == 3
    assert xml(document).count("<w:p>") == 2


def test_they_stand_in_loops_and_choices(made: Templates) -> None:
    document = made.of(
        "{%p for e in events %}", "# {{ e.title }}", "{{ chronology([e]) }}", "{%p endfor %}", "end"
    )
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Passage", "Table", "Passage", "Table", "Passage"]


def test_text_and_lists_stand_in_cells_too(made: Templates) -> None:
    document = made.of([["Line", "{{ bottom_line() }}"]])
    before, block, behind = document.blocks
    assert isinstance(block, Paragraph)
    assert isinstance(before, Passage)
    assert isinstance(behind, Passage)
    assert xml(document).count("<w:p>") == 1


def test_headings_of_the_template_are_in_the_list_of_contents(made: Templates) -> None:
    document = made.of(
        "{{ contents() }}", "# Past", "{{ chronology(events) }}", "# {{ brief.title }}", "x"
    )
    (contents,) = [block for block in document.blocks if isinstance(block, Contents)]
    entries = [(entry.level, entry.text, entry.anchor) for entry in contents.entries]
    assert entries[0] == (1, "Past", "section-past")
    assert entries[-1] == (1, "Test brief", "section-test-brief")


def test_a_draft_says_so_before_all_else(made: Templates) -> None:
    document = made.of_file(template("one"), omitted=[Omitted("", "something")])
    box_, table, passage = document.blocks
    assert isinstance(box_, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(passage, Passage)
    assert xml(document).startswith(f"<w:body><?{PLACE}?><w:p>")


def test_every_name_is_there_and_every_call_prints(tmp_path: Path) -> None:
    path = Path(__file__).resolve().parents[2] / "events.yaml"
    chronology = read_chronology(path, "events.yaml", Report()).chronology
    assert chronology is not None
    name = "azerbaijan-uzbekistan-meeting"
    own = Part(chronology, name, DAY, Room(None))
    names = scope(own, [])(Tokens())
    takes = {
        "timeline": "events", "turning_points": "events", "chronology": "events",
        "agreements": "instruments", "bodies": "mechanisms", "figures": "indicators", "people": "items",
        "quotations": "statements", "doubts": "items", "disputed": "items",
    }  # fmt: skip
    calls = [each for each in names if callable(names[each]) and each not in ("cite", "chosen")]
    content: list[Content] = [f"{{{{ {call}({takes.get(call, '')}) }}}}" for call in calls]
    lists = [each for each in names if isinstance(names[each], list)]
    content += [f"{each}: {{{{ {each} | length }}}}" for each in lists]
    content.append(
        "{{ brief.title }}, {{ as_of }}, {{ cite(events[0]) }}, {{ chosen(events) | length }}"
    )
    assert {*calls, *lists, "brief", "as_of", "cite", "chosen"} == set(names)
    file = tmp_path / "all.docx"
    file.write_bytes(template(*content))
    read = read_word_template(file, "templates/all.docx")
    document = compose(chronology, name, DAY, lambda _: read)
    kinds = {type(block) for block in document.blocks}
    assert {Passage, Timeline, Table, List, Paragraph, Contents, PageBreak} <= kinds


# --- mistakes ----------------------------------------------------------------------------------------


def test_an_unknown_name_is_told_with_its_paragraph(made: Templates) -> None:
    found = made.mistake("one", "Dear {{ breif.title }} and all", "two")
    assert (found.code, found.message, found.hint) == (
        "template-name",
        "paragraph 2, “Dear {{ breif.title }} and all”: there is no `breif` here",
        "write `brief`",
    )
    found = made.mistake([["a", "{{ brief.titel }}"]])
    assert found.message == "paragraph 2, “{{ brief.titel }}”: the brief has no `titel`"
    assert found.hint == "write `title`"


def test_so_it_is_in_a_header_and_in_a_statement(made: Templates) -> None:
    found = made.mistake_of(template("one", header="{{ nobody }}"))
    assert found.message == "in a header, paragraph 1, “{{ nobody }}”: there is no `nobody` here"
    found = made.mistake("a", "{%p for e in evnts %}", "{{ e.title }}", "{%p endfor %}")
    assert found.message == "paragraph 2, “{%p for e in evnts %}”: there is no `evnts` here"


def test_a_mistake_of_grammar_is_told_with_its_paragraph(made: Templates) -> None:
    found = made.mistake("a", "b {{ brief title }}")
    assert found.code == "template-syntax"
    assert found.message == (
        "paragraph 2, “b {{ brief title }}”: expected token 'end of print statement', got 'title'"
    )
    assert made.mistake("{{ brief.title | shout }}").message == (
        "paragraph 1, “{{ brief.title | shout }}”: no filter named 'shout'"
    )


def test_a_block_within_a_line(made: Templates) -> None:
    hint = "in Word, put it in a paragraph of its own: press Enter before and after it"
    for text in ("See {{ timeline(events) }}.", "{% if events %}{{ timeline(events) }}{% endif %}"):
        found = made.mistake("a", text)
        where = f"paragraph 2, “{text}”: "
        said = f"{where}a table, list or timeline stands within a line"
        assert (found.code, found.message, found.hint) == ("template", said, hint)


@pytest.mark.parametrize("call", ["timeline(events)", "chronology(events)", "page_break()"])
def test_a_block_in_a_cell(call: str, made: Templates) -> None:
    found = made.mistake([["{{ %s }}" % call]])  # noqa: UP031
    assert found.message.endswith("what this makes has no place in a table or content control")
    assert found.hint == "move it to a paragraph of the page, outside of tables"


def test_a_block_or_citation_in_a_header_or_text_box(made: Templates) -> None:
    found = made.mistake_of(template("x", header="{{ bottom_line() }}"))
    assert found.message == (
        "in a header, paragraph 1, “{{ bottom_line() }}”: what this makes has no place in a header or footer"
    )
    found = made.mistake_of(template("x", footer="See {{ cite(events[0]) }}"))
    assert found.message.endswith("a source’s number has no place in a header or footer")
    document = opened("text")
    document.paragraphs[0].runs[0]._r.addnext(box("{{ bottom_line() }}"))
    found = made.mistake_of(saved(document))
    assert found.message.endswith("what this makes has no place in a text box")


def test_a_turned_page_in_a_template_of_several_sections(made: Templates) -> None:
    document = opened("a")
    document.add_section()
    document.add_paragraph("{{ timeline(events, landscape=true) }}")
    found = made.mistake_of(saved(document))
    assert found.message.endswith("a turned page has no place in a template of several sections")


def test_what_is_no_text(made: Templates) -> None:
    found = made.mistake("{{ brief }}")
    assert (found.message, found.hint) == (
        "paragraph 1, “{{ brief }}”: the brief is no text to print",
        "name what of it: {{ brief.title }}",
    )


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("bottom_line", "bottom_line()"),
        ("sources", "sources()"),
        ("timeline", "timeline(events)"),
        ("cite", "cite(item)"),
    ],
)
def test_a_call_without_its_brackets(name: str, call: str, made: Templates) -> None:
    found = made.mistake(f"{{{{ {name} }}}}")
    assert found.message.endswith("this is no text to print")
    assert found.hint == f"write {{{{ {call} }}}}"


@pytest.mark.parametrize("tag", ["{{ range }}", "{{ brief.title.upper }}"])
def test_what_is_no_call_of_ours_has_the_usual_hint(tag: str, made: Templates) -> None:
    assert made.mistake(tag).hint == "name what of it: {{ brief.title }}"


@pytest.mark.parametrize(
    "tag", ["{{ brief.__class__ }}", "{{ brief._names }}", "{{ ''.__class__.__mro__ }}"]
)
def test_nothing_leads_out(tag: str, made: Templates) -> None:
    assert made.mistake(tag).code in ("template", "template-name")


def test_work_without_end_is_stopped(made: Templates) -> None:
    found = made.mistake(
        "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}"
    )
    assert found.code == "template-limit"
    assert found.message.endswith("”: the template goes on and on: stopped after 300,000 steps")
    long = "x" * 30_000
    found = made.mistake("{%p for i in range(9999) %}", long, "{%p endfor %}")
    assert (found.code, found.message) == (
        "template-limit",
        "the template makes too much text: stopped at 20,000,000 characters",
    )


def test_a_markdown_template_cannot_take_one_in(made: Templates) -> None:
    word = _read(made, "text")
    chronology = made._chronology
    brief = chronology.briefs["test"].model_copy(update={"template": "plain"})
    chronology = chronology.model_copy(update={"briefs": {"test": brief}})
    plain = Template('{% include "our-brief.docx" %}', "templates/plain.md.j2")
    with pytest.raises(LegationError) as caught:
        compose(chronology, "test", DAY, lambda name: plain if name == "plain" else word)
    assert "was written in Word, and cannot be taken into another template" in str(caught.value)
