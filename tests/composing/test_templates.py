"""Templates: values are never markup, names are strict, nothing leads out, and all work is bounded."""

from __future__ import annotations

from datetime import date

import pytest

from legation.composing import compose
from legation.diagnostics import LegationError, render
from legation.model.chronology import Chronology
from legation.model.document import (
    Cite,
    Document,
    Heading,
    Link,
    List,
    ListKind,
    Paragraph,
    Table,
    Text,
    Title,
)
from legation.model.drawing import Align
from legation.model.template import Template
from legation.writing.directions import plain_text

HOSTILE = [
    "R&D <Baku> & Co",
    "{{ 7 * 7 }} {% raw %}",
    "*not emphasis* _nor this_ `nor this` [nor](this)",
    "1991. Treaty",
    "- a dash, # a hash, > a quotation, + a plus",
    "]]> &amp; &#65; <!-- -->",
    "a\\*b \\n ~~c~~ | d ^e^ $f$ ![g](h)",
    "tab\there",
    "https://example.org/a_b_c?d=*e*",
    "x" * 100,
    "two\nlines",
    "***",
    "=====",
]


def composed(source: str, *, others: dict[str, str] | None = None, **brief: object) -> Document:
    """A document of a chronology with hostile titles, through the given template."""
    events = [
        {
            "id": f"e{n}",
            "date": str(2000 + n),
            "title": title,
            "kind": "visit",
            "parties": ["AZ"],
            "sources": ["gazette"],
        }
        for n, title in enumerate(HOSTILE)
    ]
    chronology = Chronology.model_validate(
        {
            "title": "Test",
            "sources": {"gazette": {"title": "Gazette"}},
            "events": events,
            "briefs": {"test": {"title": "Test brief", **brief}},
        }
    )
    files = {"country-brief": source, **(others or {})}

    def find(name: str) -> Template | None:
        return Template(files[name], f"templates/{name}.md.j2") if name in files else None

    return compose(chronology, "test", date(2026, 3, 1), find)


def words(block: object) -> str:
    assert isinstance(block, Paragraph | Heading | Title)
    return "".join(i.text if isinstance(i, Text) else "\n" for i in block.inlines)


def mistake(source: str, **more: object) -> str:
    with pytest.raises(LegationError) as caught:
        composed(source, **more)  # type: ignore[arg-type]
    return render(caught.value.diagnostics[0])


class TestValues:
    def test_come_out_whole_letter_for_letter(self) -> None:
        document = composed("{% for e in events %}\n\n{{ e.title }}\n{% endfor %}")
        assert [words(block) for block in document.blocks] == HOSTILE

    @pytest.mark.parametrize(
        "expression",
        [
            "{{ e.title }}",
            "{{ e.title ~ '' }}",
            "{{ '' ~ e.title }}",
            "{{ [e.title, e.title] | join('') }}",
            "{% set kept %}{{ e.title }}{% endset %}{{ kept }}",
            "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(e.title) }}",
            "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(e.title) ~ e.title }}",
            "{% macro m(x) %}{{ x }}{% endmacro %}{{ [m(e.title), e.title] | join('') }}",
            "{{ e.title | upper | lower }}",
            "{{ e.title | default('x') }}",
        ],
    )
    def test_stay_text_whatever_a_template_does_with_them(self, expression: str) -> None:
        for event in range(4):
            document = composed(f"{{% set e = events[{event}] %}}x {expression} x")
            text = words(document.blocks[0]).removeprefix("x ").removesuffix(" x")
            title = HOSTILE[event]
            expected = title.lower() if "upper" in expression else title
            assert text in {expected, expected * 2}
            (block,) = document.blocks
            assert isinstance(block, Paragraph)
            styles = {(i.bold, i.italic) for i in block.inlines if isinstance(i, Text)}
            assert styles == {(False, False)}

    def test_take_the_style_of_the_template(self) -> None:
        (block,) = composed("before **{{ events[2].title }}** after").blocks
        assert isinstance(block, Paragraph)
        bold = [i for i in block.inlines if isinstance(i, Text) and i.bold]
        assert [i.text for i in bold] == [HOSTILE[2]]

    def test_go_into_headings_lists_and_tables(self) -> None:
        head, item = "# {{ events[3].title }}\n\n", "- {{ events[4].title }}\n\n"
        source = f"{head}{item}| a |\n|---|\n| {{{{ events[6].title }}}} |\n"
        title, bullets, table = composed(source).blocks
        assert words(title) == HOSTILE[3]
        assert isinstance(bullets, List)
        assert words(bullets.items[0].blocks[0]) == HOSTILE[4]
        assert isinstance(table, Table)
        assert words(table.rows[0].cells[0][0]) == HOSTILE[6]


class TestTables:
    def test_have_the_columns_aligned_as_markdown_says(self) -> None:
        (table,) = composed("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n").blocks
        assert isinstance(table, Table)
        aligned = [column.align for column in table.columns]
        assert aligned == [Align.START, Align.START, Align.CENTRE, Align.END]


class TestLinks:
    def test_keep_their_words_in_the_head_of_a_table(self) -> None:
        (table,) = composed("| the [text](https://example.org/a) |\n|---|\n| a |\n").blocks
        assert isinstance(table, Table)
        assert [column.header for column in table.columns] == ["the text"]

    def test_lead_to_web_addresses_only(self) -> None:
        source = (
            "[here](https://example.org/a) [there](javascript:alert(1)) [file](file:///etc/passwd)"
        )
        (block,) = composed(source).blocks
        assert isinstance(block, Paragraph)
        assert [i.url for i in block.inlines if isinstance(i, Link)] == ["https://example.org/a"]
        rest = "".join(i.text for i in block.inlines if isinstance(i, Text))
        assert rest == "  there file".replace("  ", " ")

    @pytest.mark.parametrize("said", ["", " ", "\u00a0", "{{ '' }}"])
    @pytest.mark.parametrize("url", ["https://example.org/a", "ftp://example.org/a"])
    def test_that_say_nothing_say_their_address(self, said: str, url: str) -> None:
        (block,) = composed(f"See [{said}]({url}).").blocks
        assert isinstance(block, Paragraph)
        assert plain_text(block.inlines) == f"See {url}."
        assert [i.url for i in block.inlines if isinstance(i, Link)] == [url] * (url[0] == "h")

    def test_may_take_a_value_as_address(self) -> None:
        (block,) = composed("[{{ events[0].title }}]({{ events[8].title }})").blocks
        assert isinstance(block, Paragraph)
        (link,) = block.inlines
        assert isinstance(link, Link)
        assert (link.url, link.children[0].text) == (HOSTILE[8], HOSTILE[0])


class TestMistakes:
    @pytest.mark.parametrize(
        ("template", "expected"),
        [
            (
                "# T\n\n{{ brief.titel }}",
                "templates/country-brief.md.j2:3:1: error[template-name]: the brief has no `titel`\n"
                "  hint: write `title`",
            ),
            (
                "{{ evnts }}",
                "templates/country-brief.md.j2:1:1: error[template-name]: there is no `evnts` here\n"
                "  hint: write `events`",
            ),
            (
                "\n\n{% for e in events %}{{ e.titles }}{% endfor %}",
                "templates/country-brief.md.j2:3:1: error[template-name]: an event has no `titles`\n"
                "  hint: write `title`",
            ),
            (
                "a\n{% if brief.title %}b",
                "templates/country-brief.md.j2:2:1: error[template-syntax]: ",
            ),
            (
                "{{ timeline('nonsense') }}",
                "templates/country-brief.md.j2:1:1: error[template]: "
                "timeline() cannot show what it was given",
            ),
            (
                "{{ brief }}",
                "templates/country-brief.md.j2:1:1: error[template]: the brief is no text to print\n"
                "  hint: name what of it: {{ brief.title }}",
            ),
            (
                "a\n{{ events }}",
                "templates/country-brief.md.j2:2:1: error[template]: this is no text to print",
            ),
            (
                "{{ chronology }}",
                "templates/country-brief.md.j2:1:1: error[template]: this is no text to print",
            ),
            (
                "{{ cite(3) }}",
                "templates/country-brief.md.j2:1:1: error[template]: cite() takes an item",
            ),
            (
                "{{ 9 ** 9 }}",
                "templates/country-brief.md.j2:1:1: error[template]: the sign ** is not for templates",
            ),
            (
                "{% include 'nowhere' %}",
                "templates/country-brief.md.j2:1:1: error[template]: there is no template `nowhere`",
            ),
            (
                "text {{ timeline(events) | trim }} text",
                "templates/country-brief.md.j2: error[template]: "
                "a table, list or timeline stands in the middle of a line",
            ),
            (
                "- a\n\n  ## b",
                "templates/country-brief.md.j2:3:1: error[template]: a list holds text and lists only",
            ),
            (
                "- b\n  | c |\n  |---|\n",
                "templates/country-brief.md.j2:2:1: error[template]: a list holds text and lists only",
            ),
            (
                "| a |\n|---|\n\n1. b\n2. | c |\n   |---|\n",
                "templates/country-brief.md.j2:5:1: error[template]: a list holds text and lists only",
            ),
            (
                "  | a |\n  |---|\n\n  ## A\n\n- b\n{% if true %}\n\n  c\n  ## d\n{% endif %}\n",
                "templates/country-brief.md.j2:10:1: error[template]: a list holds text and lists only",
            ),
            (
                "  | a |\n  |---|\n\n1. b\n2. c\n   - | d |\n     |---|\n",
                "templates/country-brief.md.j2:6:1: error[template]: a list holds text and lists only",
            ),
            (
                "# T\n\nx ![a](b.png)",
                "templates/country-brief.md.j2:3:3: error[template]: "
                "a picture has no place in a template",
            ),
            (
                "{#\n---\n#}\nx\n\n---\n",
                "templates/country-brief.md.j2:6:1: error[template]: "
                "a rule (---) has no place in a brief",
            ),
            (
                "{% if brief.title %}\n#### Deep\n{% endif %}",
                "templates/country-brief.md.j2:2:1: error[template]: "
                "headings go no deeper than ###, and this is ####",
            ),
        ],
    )
    def test_name_the_file_the_line_and_the_mend(self, template: str, expected: str) -> None:
        assert mistake(template).startswith(expected)

    @pytest.mark.parametrize(
        "wrong",
        [
            "{{ events | sum }}",
            "{{ events | sort }}",
            "{{ events | groupby }}",
            "{{ 1 / 0 }}",
            "{{ brief() }}",
            "{{ brief.title | round }}",
            "{% for event in 5 %}{% endfor %}",
            "{% set a, b = events %}",
        ],
    )
    def test_a_wrong_use_is_told_in_plain_words(self, wrong: str) -> None:
        assert mistake(f"# T\n\n{wrong}") == (
            "templates/country-brief.md.j2:3:1: error[template]: "
            "this cannot be worked out with what it was given\n"
            "  hint: see the guide for what templates can name, "
            "and give each sign and filter what fits"
        )

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ("{{ events.titel }}", "template-name]: a list has no `titel`"),
            ("{{ [] | first }}", "template]: there is nothing to take an entry from\n  hint: ask "),
            ("{{ {}[events] }}", "template]: what stands in the brackets is no name and no number"),
        ],
    )
    def test_what_is_not_there_is_told_in_plain_words(self, wrong: str, message: str) -> None:
        place = "templates/country-brief.md.j2:1:1: error["
        assert mistake(wrong).startswith(f"{place}{message}")

    def test_in_an_included_template_are_placed_there(self) -> None:
        part = {"part": "\n{{ brief.nothing }}"}
        assert mistake("{% include 'part' %}", others=part).startswith("templates/part.md.j2:2:1: ")

        part = {"part": "One.\n\n***\n"}
        assert mistake("{% include 'part' %}", others=part).startswith("templates/part.md.j2:3:1: ")

    @pytest.mark.parametrize(
        "row",
        [
            "| {{ timeline(events) }} | x |",
            "| x | {{ timeline(events) }} |",
            "| {{ brief.title }} | {{ chronology(events) }}{{ sources() }} |",
            "x | {{ timeline(events) }}",
            "{{ timeline(events) }} | x",
        ],
    )
    def test_a_block_in_a_cell_of_a_table(self, row: str) -> None:
        assert mistake(f"| a | b |\n| --- | --- |\n{row}\n") == (
            "templates/country-brief.md.j2:3:1: error[template]: "
            "a table, list or timeline stands in a cell of a table\n"
            "  hint: put {{ ... }} on a line of its own, with an empty line before and after"
        )

    @pytest.mark.parametrize(
        "source",
        [
            "| a | b |\n| --- | --- |\n| {{ cite(events[0]) }} | x |\n{{ timeline(events) }}\n",
            "{{ timeline(events) -}}\n\n| a | b |\n| --- | --- |\n| c | d |\n",
            "| a | b |\n| --- | --- |\n| c | d |\n\n{{- timeline(events) }}\n",
            "One | two: {{ timeline(events) }} three\n",
        ],
    )
    def test_a_block_beside_a_table_is_fine(self, source: str) -> None:
        assert composed(source).blocks

    def test_a_table_is_described_by_the_names_of_its_columns(self) -> None:
        blocks = composed("| When | **What** | |\n| --- | --- | --- |\n| a | b | c |\n").blocks
        assert [each.description for each in blocks if isinstance(each, Table)] == ["When, What"]

    def test_a_missing_template_is_placed_in_the_chronology(self) -> None:
        assert "there is no template `other`" in mistake("x", template="other")

    @pytest.mark.parametrize(
        "template",
        [
            "{{ ''.__class__ }}",
            "{{ brief._brief }}",
            "{{ brief.__init__.__globals__ }}",
            "{{ events.append(1) }}",
            "{{ '{:99999999}'.format(1) }}",
            "{{ 'a'.center(999999999) }}",
            "{{ lipsum() }}",
            "{{ 10 ** 10 ** 10 }}",
            "{{ events | random }}",
            "{% autoescape false %}x{% endautoescape %}",
            "{{ 1 / 0 }}",
            "{% include '../../etc/passwd' %}",
        ],
    )
    def test_nothing_leads_out_of_the_sandbox(self, template: str) -> None:
        assert mistake(template).startswith("templates/country-brief.md.j2:1:1: error[")


NO_TEXT = [
    "{{ %s }}",
    "{{ %s ~ '' }}",
    "{{ 'x' ~ %s }}",
    "{{ 'x' + %s }}",
    "{{ %s | string }}",
    "{{ %s | upper }}",
    "{{ %s | title }}",
    "{{ %s | trim }}",
    "{{ %s | wordcount }}",
    "{{ %s | int }}",
    "{{ %s | replace('a', 'b') }}",
    "{{ 'a' | replace('a', %s) }}",
    "{{ %s | default('x') }}",
    "{{ [%s] | join }}",
    "{{ ['a', 'b'] | join(%s) }}",
    "{{ [%s] | map('upper') | list }}",
    "{{ [%s] | map('string') | join }}",
    "{{ events | map(%s) | list }}",
    "{{ events | select(%s) | list }}",
    "{{ {'a': %s}.values() | join }}",
    "{% set x %}{{ %s }}{% endset %}",
    "{% set x | upper %}{{ %s }}{% endset %}",
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(%s) }}",
    "{% for x in [%s] %}{{ x }}{% endfor %}",
    "{% import %s as x %}",
]


class TestWhatIsNoText:
    """However it would be made into text, it is told as where it is printed."""

    @pytest.mark.parametrize("source", NO_TEXT)
    def test_an_event(self, source: str) -> None:
        assert mistake("# T\n\n" + source.replace("%s", "events[0]")) == (
            "templates/country-brief.md.j2:3:1: error[template]: an event is no text to print\n"
            "  hint: name what of it: {{ brief.title }}"
        )

    @pytest.mark.parametrize("source", NO_TEXT)
    def test_a_call_without_its_brackets(self, source: str) -> None:
        assert mistake(source.replace("%s", "cite")) == (
            "templates/country-brief.md.j2:1:1: error[template]: this is no text to print\n"
            "  hint: write {{ cite(item) }}"
        )

    @pytest.mark.parametrize(
        "source",
        [
            "{{ events | join(', ') }}",
            "{{ events | map('upper') | join }}",
            "{% include events %}",
        ],
    )
    def test_the_events_of_a_list(self, source: str) -> None:
        assert "error[template]: an event is no text to print\n" in mistake(source)

    @pytest.mark.parametrize(
        "source",
        [
            "{{ events ~ '' }}",
            "{{ events | string }}",
            "{{ events | truncate(5) }}",
            "{{ events | groupby('kind') | join(',') }}",
            "{{ dict(a=events[0]) | items | join }}",
            "{{ dict(a=events[0]) | string }}",
            "{{ events | map('upper') ~ '' }}",
            "{{ events | map(attribute='people') | join }}",
            "{{ range ~ '' }}",
            "{{ 'a'.upper ~ '' }}",
            "{{ namespace(a=1) | string }}",
            "{% for e in events %}{{ loop ~ '' }}{% endfor %}",
            "{% macro m() %}{% endmacro %}{{ m ~ '' }}",
        ],
    )
    def test_lists_mappings_and_what_is_jinjas_own(self, source: str) -> None:
        assert "error[template]: this is no text to print\n" in mistake(source)

    def test_nothing_is_printed_as_nothing(self) -> None:
        source = (
            "a{{ none }}{{ none ~ 'b' }}{{ ['c', none] | join }}{{ none | upper }}{{ 1 ~ 2.5 }}"
        )
        assert [words(b) for b in composed(source).blocks] == ["abc12.5"]


CITED = "{{ cite(events[0]) | %s }}"
SET = "{% set x %}said: {{ events[0].title }}{% endset %}"


class TestWhatIsPrintedAlready:
    """A citation stays whole, whatever is done with it, or is refused: what stands for it is never seen."""

    @pytest.mark.parametrize(
        "source",
        [
            "{{ cite(events[0]) }}",
            "{{ cite(events[0]) | trim }}",
            "{{ cite(events[0]) | string }}",
            "{{ cite(events[0]) | default('x') }}",
            "{{ nothing | default(cite(events[0])) }}",
            "{{ cite(events[0]).strip() }}",
            "{{ cite(events[0]) ~ '' }}",
            "{{ '' + cite(events[0]) }}",
            "{{ [cite(events[0])] | first }}",
            "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}"
            "{{ cite(events[0]) if [n.x] | max }}",
            "{% for k, v in {'b': cite(events[0]), 'a': ''} | dictsort %}{{ v }}{% endfor %}",
            "{% for k, v in {cite(events[0]): 1} | dictsort(by='value') %}{{ k }}{% endfor %}",
            "{{ ['', ''] | join(cite(events[0])) }}",
            "{% set x %}{{ cite(events[0]) }}, {% endset %}{{ x | trim(', ') }}",
            "{% set x = cite(events[0]) %}{% if x != '' %}{{ x }}{% endif %}",
        ],
    )
    def test_stays_whole(self, source: str) -> None:
        (block,) = composed(source).blocks
        assert isinstance(block, Paragraph)
        assert [i for i in block.inlines if i != Text("")] == [Cite(1, "source-1")]

    @pytest.mark.parametrize(
        ("source", "use"),
        [
            *(
                (CITED % use, f"the filter `{use.partition('(')[0]}`")
                for use in (
                    "upper|lower|capitalize|title|replace('[', '(')|truncate(2)|reverse|list|first|"
                    "last|length|count|wordcount|int|float|abs|round|join|join(',')|map('upper')|"
                    "select|sort|unique|max|min|sum|items|dictsort|attr('upper')|groupby('a')"
                ).split("|")
            ),
            ("{{ 'a' | replace('a', cite(events[0])) }}", "the filter `replace`"),
            ("{{ 'a' | truncate(1, end=cite(events[0])) }}", "the filter `truncate`"),
            ("{{ [cite(events[0])] | map('upper') | list }}", "the filter `upper`"),
            ("{{ [cite(events[0])] | map('length') | list }}", "the filter `length`"),
            ("{% filter upper %}{{ cite(events[0]) }}{% endfilter %}", "the filter `upper`"),
            (f"{SET}{{{{ x | upper }}}}", "the filter `upper`"),
            (f"{SET}{{{{ x | length }}}}", "the filter `length`"),
            ("{{ timeline(events) | replace('a', 'b') }}", "the filter `replace`"),
            ("{{ sources() | upper }}", "the filter `upper`"),
            ("{{ cite(events[0]).upper() }}", "`.upper()`"),
            ("{{ cite(events[0]).split('0') }}", "`.split()`"),
            ("{{ cite(events[0]).count('1') }}", "`.count()`"),
            ("{{ cite(events[0])[1:-1] }}", "`[...]`"),
            ("{{ cite(events[0])[::-1] }}", "`[...]`"),
            ("{{ cite(events[0])[0] }}", "`[...]`"),
            ("{% for a in cite(events[0]) %}{{ a }}{% endfor %}", "a loop"),
            ("{% set a, b, c = cite(events[0]) %}{{ b }}", "taking a piece"),
            ("{{ '\\ufdd00\\ufdd1' }}", "taking a piece"),
            ("{{ cite(events[0]) == '[1]' }}", "a comparison"),
            ("{{ '1' in cite(events[0]) }}", "a comparison"),
            ("{{ cite(events[0]) < cite(events[1]) }}", "a comparison"),
            ("{{ cite(events[0]) is eq '[1]' }}", "a comparison"),
            ("{{ [cite(events[0])] | reject('equalto', '[1]') | list }}", "a comparison"),
            ("{{ cite(events[0]) is lower }}", "a comparison"),
            ("{{ ['b', cite(events[0])] | sort | join }}", "the filter `sort`"),
            ("{{ [cite(events[0])] | select | unique | join }}", "the filter `unique`"),
            ("{{ (cite(events[0]), cite(events[1])) | max }}", "the filter `max`"),
            ("{{ [cite(events[0]), ''] | min }}", "the filter `min`"),
            ("{{ {cite(events[0]): 1} | dictsort }}", "the filter `dictsort`"),
            ("{{ {1: cite(events[0])} | dictsort(by='value') }}", "the filter `dictsort`"),
            ("{{ {1: cite(events[0])} | dictsort(false, 'value') }}", "the filter `dictsort`"),
            ("{{ {cite(events[0]): 1} | sort }}", "the filter `sort`"),
            ("{{ [[cite(events[0])], ['x']] | sort }}", "the filter `sort`"),
            ("{{ [(1, [cite(events[0])])] | max }}", "the filter `max`"),
            ("{{ {1: cite(events[0])}.items() | sort }}", "the filter `sort`"),
            ("{{ [{'a': [cite(events[0])]}] | sort(attribute='a') }}", "the filter `sort`"),
            ("{{ [{'a': cite(events[0])}] | sort(attribute='a') }}", "the filter `sort`"),
            ("{{ [{'a': cite(events[0])}] | groupby('a') }}", "the filter `groupby`"),
            ("{% include cite(events[0]) %}", "taking in a template"),
        ],
    )
    def test_is_refused_to_what_would_damage_or_misjudge_it(self, source: str, use: str) -> None:
        assert mistake(f"# T\n\n{source}") == (
            f"templates/country-brief.md.j2:3:1: error[template]: {use} does not work on what is "
            "printed already, such as a citation or a table\n"
            "  hint: print it as it is, and apply filters to text: {{ brief.title | upper }}"
        )

    @pytest.mark.parametrize("use", ["center", "indent", "wordwrap", "striptags", "e", "urlize"])
    def test_meets_no_filter_that_is_not_there(self, use: str) -> None:
        assert f"error[template-syntax]: no filter named '{use}'" in mistake(CITED % use)

    def test_is_no_name(self) -> None:
        expected = "error[template]: what stands in the brackets is no name and no number"
        assert expected in mistake("{{ brief[cite(events[0])] }}")

    def test_what_a_template_says_itself_is_text(self) -> None:
        source = "{% set x %}abc{% endset %}{{ x | upper }}{{ x[:2] }}{{ x | length }}"
        assert [words(b) for b in composed(source).blocks] == ["ABCab3"]


class TestSigns:
    @pytest.mark.parametrize(
        ("expression", "expected"),
        [
            ("1 < 2 < 3", True),
            ("1 < 3 <= 2", False),
            ("2 >= 2 > 1 != 2", True),
            ("events[0].kind == 'visit'", True),
            ("'a' in 'abc' and 'x' not in ['a']", True),
            ("not 1 == 1", False),
        ],
    )
    def test_compare_as_ever(self, expression: str, expected: bool) -> None:
        assert [words(b) for b in composed(f"{{{{ {expression} }}}}").blocks] == [str(expected)]


class TestLimits:
    @pytest.mark.parametrize(
        "template",
        [
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(90) }}",
            "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "{{ 'a' * 999999999 }}",
            "{{ [1] * 999999999 }}",
            "{% for i in range(99999) %}" + "x" * 1000 + "{% endfor %}",
            "{% set n = namespace(x='a') %}{% for i in range(60) %}"
            "{% set n.x = n.x | replace('a', 'aa') %}{% endfor %}",
            "{% set n = namespace(x='a') %}{% for i in range(60) %}"
            "{% set n.x = [n.x, n.x] | join %}{% endfor %}",
            "{% set n = namespace(x='a') %}{% for i in range(60) %}"
            "{% set n.x %}{{ n.x }}x{{ n.x }}{% endset %}{% endfor %}",
            "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
            "{% include 'country-brief' %}",
        ],
    )
    def test_a_template_without_end_or_measure_is_stopped(self, template: str) -> None:
        assert "error[template-limit]" in mistake(template)


class TestSources:
    @pytest.mark.parametrize("listed", ["{{ sources() }}", "- {{ sources() }}"])
    def test_may_be_listed_before_they_are_cited(self, listed: str) -> None:
        cited = "\n\n{% for e in events %}{{ cite(e) }}{% endfor %}"
        blocks = composed(listed + cited).blocks
        (sources,) = [b for b in blocks if isinstance(b, List) and b.kind is ListKind.SOURCE]
        assert [words(item.blocks[0]) for item in sources.items] == ["Gazette"]


class TestSections:
    def test_an_empty_section_vanishes_with_its_heading(self) -> None:
        source = (
            "# T\n\n## Empty\n\n{{ timeline(upcoming) }}\n\n## Full\n\nx\n\n## Also\n\n### Empty\n"
        )
        assert [words(b) for b in composed(source).blocks] == ["T", "Full", "x"]

    def test_headings_have_anchors_of_their_own(self) -> None:
        document = composed("## Same\n\na\n\n## Same\n\nb")
        anchors = [b.anchor for b in document.blocks if isinstance(b, Heading)]
        assert anchors == ["section-same", "section-same-2"]
