"""Where a "#" cuts a text short, and where it does not."""

from __future__ import annotations

import pytest

from yamltext import read, told

PUT_A_SPACE = 'if it is a remark, put a space after the "#"'


@pytest.mark.parametrize(
    ("text", "at", "rest", "shown"),
    [
        ("title: trade #2 adopted\n", "1:14", "#2 adopted", 'title: "trade #2 adopted"'),
        ("a: b\ntitle: 😀\t#2\n", "2:10", "#2", 'title: "😀\t#2"'),
        ("title: #2 in trade\n", "1:8", "#2 in trade", 'title: "#2 in trade"'),
        ("topics:\n  - trade #2\n", "2:11", "#2", '"trade #2"'),
        (
            'title: the "best" #2 # a remark\n',
            "1:19",
            "#2 # a remark",
            "title: 'the \"best\" #2' # a remark",
        ),
        ("parties: [AZ, UZ] #PK\n", "1:19", "#PK", None),
        ('title: "trade" #2 adopted\n', "1:16", "#2 adopted", None),
        ('title: "trade"#2 adopted\n', "1:15", "#2 adopted", None),
        ("parties: #who\n  - AZ\n", "1:10", "#who", 'parties: "#who"'),
        ("note: a\n  second #2\n", "2:10", "#2", '"second #2"'),
    ],
)
def test_a_text_cut_short_is_warned_of(text: str, at: str, rest: str, shown: str | None) -> None:
    _, diagnostics = read(text)
    hint = f"put the text in quotes: {shown}; {PUT_A_SPACE}" if shown else PUT_A_SPACE
    assert diagnostics == [
        f'{at}: warning[yaml-comment]: "{rest}" is not read: after a space, "#" begins a remark\n'
        f"  hint: {hint}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "#id: a remark\ntitle: x\n",
        "  #id\ntitle: x\n",
        "title: x # remark #2\n",
        "title: x #\n",
        "title: x #\n#y\n",
        "title: C# and a#b\n",
        'title: "trade #2 adopted"\n',
        "title: 'trade #2\n  and #3'\n",
        "note: |\n  trade #2\n  #3 too\ntitle: x\n",
        "note: >- # remark\n  trade #2\n",
        "url: http://example.org/#top\n",
        "parties: [AZ, # the first\n  UZ]\n",
    ],
)
def test_remarks_and_texts_are_let_be(text: str) -> None:
    assert told(text) == []


def test_every_line_is_told_once_in_order() -> None:
    assert [
        line[:4] for line in told("a: b #1 #2\nc:\n  - d #3\n  - e\n  - 'f #4'\n  - g #5\n")
    ] == [
        "1:6:",
        "3:7:",
        "6:7:",
    ]


def test_quoted_text_before_the_place_where_the_parser_stopped_is_let_be() -> None:
    assert [line[:10] for line in told('x: y\n"a #b" @z: y\n')] == ["2:8: error"]


def test_remarks_before_the_place_where_the_parser_stopped_are_told() -> None:
    assert [line.partition(": ")[0] for line in told("a: b #1\nc: {\nd: e #2\n")] == [
        "1:6",
        "2:4",
        "3:6",
    ]
