"""Bytes that are not text in a known encoding, and files that are too large or empty."""

from __future__ import annotations

import codecs

import pytest

from legation.diagnostics import Report
from legation.reading.yaml import MAX_BYTES, load
from yamltext import read, told

TITLE = "title: Vienna, München\n"
SAVE = (
    "\n  hint: save it as UTF-8: in Notepad, File > Save as, Encoding: UTF-8; "
    "in Word, Plain text (.txt), Other encoding: Unicode (UTF-8)"
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            TITLE.encode("cp1252"),
            "1:17: error[encoding]: this is not UTF-8 (byte FC): "
            "the file was saved in an old Windows code page",
        ),
        (
            b"title: x\r\nplace: " + "Баку".encode("cp1251"),
            "2:8: error[encoding]: this is not UTF-8 (byte C1): "
            "the file was saved in an old Windows code page",
        ),
        (
            codecs.BOM_UTF8 + "é: ".encode() + b"\xff",
            "1:4: error[encoding]: this is not UTF-8 (byte FF): "
            "the file was saved in an old Windows code page",
        ),
        (
            b"\xed\xa0\x80",
            "1:1: error[encoding]: this is not UTF-8 (byte ED): "
            "the file was saved in an old Windows code page",
        ),
        (TITLE.encode("utf-32"), "1:1: error[encoding]: this is UTF-32 text"),
        (
            codecs.BOM_UTF32_BE + TITLE.encode("utf-32-be"),
            "1:1: error[encoding]: this is UTF-32 text",
        ),
        (
            TITLE.encode("utf-16-le"),
            "1:2: error[encoding]: this looks like UTF-16 or UTF-32 text without the mark that says so",
        ),
        (
            TITLE.encode("utf-16-be"),
            "1:1: error[encoding]: this looks like UTF-16 or UTF-32 text without the mark that says so",
        ),
        (
            codecs.BOM_UTF16_LE + "ab\ncd".encode("utf-16-le") + b"\0",
            "2:3: error[encoding]: the file breaks off in the middle of a letter",
        ),
        (b"a: b\nc\0\xff", "2:2: error[encoding]: this is not a text file: it holds zero bytes"),
        (
            b"PK\x03\x04\x14\0",
            "1:1: error[encoding]: this is a Word, Excel or zip file, not plain text",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1",
            "1:1: error[encoding]: this is an old Word or Excel file, not plain text",
        ),
        (
            rb"{\rtf1 title: x}",
            "1:1: error[encoding]: this is a rich text (RTF) file, not plain text",
        ),
        (b"%PDF-1.7", "1:1: error[encoding]: this is a PDF file, not plain text"),
    ],
)
def test_what_is_not_text_is_refused_where_it_begins(data: bytes, expected: str) -> None:
    assert read(data) == (None, [expected + SAVE])


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_letter_cut_short_in_utf_8_is_refused(cut: int) -> None:
    mapping, (line,) = read(("a: b\n" + "😀").encode()[:-cut])
    assert mapping is None
    assert line.startswith("2:1: error[encoding]: this is not UTF-8 (byte F0)")


def test_a_lone_surrogate_in_utf_16_is_one_bad_character() -> None:
    data = (
        codecs.BOM_UTF16_LE + "a: b".encode("utf-16-le") + b"\0\xd8" + "\nc: d".encode("utf-16-le")
    )
    mapping, (line,) = read(data)
    assert mapping == {"a": "b\ufffd", "c": "d"}
    assert line.startswith(
        "1:5: error[control-character]: an invisible control character (U+D800) stands in the text"
    )


def test_a_file_over_the_limit_is_refused_unread() -> None:
    report = Report()
    assert load(b"#" * (MAX_BYTES + 1), "e.yaml", report) is None
    (found,) = report
    assert str(found.position) == "e.yaml"
    assert found.code == "file-size"
    assert found.message == "the file has 65 MiB, and 64 MiB are the most that is read"
    assert (
        found.hint == "make a folder of several .yaml files of it: they are read as one chronology"
    )


@pytest.mark.parametrize(
    "text", ["", "\n", "  \n\n", "# remark\n", "---\n", "---\n# remark\n...\n", "\ufeff"]
)
def test_an_empty_file_is_told_how_to_begin(text: str) -> None:
    mapping, (line,) = read(text)
    assert mapping is None
    assert line == (
        "error[empty-file]: the file is empty\n"
        "  hint: a first chronology is a few lines:\n"
        "    title: Our relations with Norway\n"
        "    events:\n"
        "      - date: 14 December 2025\n"
        "        title: Visit to Oslo\n"
        "        parties: [GB, NO]"
    )


def test_the_first_chronology_of_the_hint_can_be_read() -> None:
    _, (line,) = read("")
    text = line.partition("lines:\n")[2]
    assert read(text) == (
        {
            "title": "Our relations with Norway",
            "events": [
                {"date": "14 December 2025", "title": "Visit to Oslo", "parties": ["GB", "NO"]}
            ],
        },
        [],
    )


def test_a_file_without_content_for_another_reason_is_not_called_empty() -> None:
    assert told("...\n") == [
        "1:1: error[yaml-documents]: a line of three dots ends what YAML reads"
    ]


def test_an_empty_mapping_is_one() -> None:
    assert read("{}\n") == ({}, [])
    assert told("[]\n") == [
        "1:1: error[yaml-mapping]: the file begins with a list, and no key says of what"
    ]
