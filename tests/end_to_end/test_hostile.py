"""Hostile text comes out whole, as typed, and is never obeyed: no link, no file, no network, no markup."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import hostile
import legation
from conformance.judging import failures, faults
from editions import AS_OF, Edition, Hostile, build
from extraction import folded, furniture, joined
from legation.reading.templates import packaged
from pdf_files import leaps, objects
from realdata import quoted
from word import entries, find, tree, values

REACHED = ("http://", "https://", "mailto:")


def test_every_text_is_in_word_as_typed(hostile_brief: Hostile) -> None:
    said = "\n".join(folded(piece.words) for piece in hostile_brief.edition.word_pieces)
    assert [words for words in hostile_brief.words if folded(words) not in said] == []


def test_every_text_is_in_pdf_as_typed(hostile_brief: Hostile) -> None:
    printed = hostile_brief.edition.printed
    assert [words for words in hostile_brief.words if joined([words]) not in printed] == []


@pytest.mark.parametrize("address", [*hostile.ADDRESSES, *hostile.LINKED])
def test_every_address_is_printed(address: str, hostile_brief: Hostile) -> None:
    edition = hostile_brief.edition
    assert any(folded(address) in folded(piece.words) for piece in edition.word_pieces)
    assert joined([address]) in edition.printed


def test_the_marking_heads_and_ends_every_page(hostile_brief: Hostile) -> None:
    edition = hostile_brief.edition
    marking = folded(edition.document.marking)
    assert marking
    parts = furniture(edition.docx)
    assert marking in map(folded, parts["header"])
    assert marking in map(folded, parts["footer"])
    for page in edition.pages:
        assert [folded(words) for words in page.repeated].count(marking) == 2


# --- links ---------------------------------------------------------------------------------------


def word_links(edition: Edition) -> set[str]:
    """Where the Word file leads, outside itself."""
    parts = [name for name in entries(edition.docx) if name.endswith(".rels")]
    found = [
        values(tree(edition.docx, part), "//@Target[../@TargetMode='External']") for part in parts
    ]
    return {address for addresses in found for address in addresses}


def pdf_links(edition: Edition) -> set[str]:
    """Where the PDF leads, outside itself."""
    return {leap.url for leap in leaps(edition.pdf) if leap.url}


def test_only_web_and_mail_addresses_are_linked(hostile_brief: Hostile) -> None:
    edition = hostile_brief.edition
    assert len(word_links(edition)) == len(hostile.LINKED)
    for address in word_links(edition) | pdf_links(edition):
        assert address.startswith(REACHED), address


def test_both_files_lead_to_the_same(hostile_brief: Hostile) -> None:
    assert word_links(hostile_brief.edition) == pdf_links(hostile_brief.edition)


FIELDS = (
    r'PAGE|NUMPAGES|TOC \\o "1-\d" \\h \\z( \\u)?|(PAGEREF|NOTEREF) \w+( \\f)? \\h|'
    r"REF \w+ \\r \\h \\\* MERGEFORMAT"
)
"""The fields that Word files may have: numbers of pages, notes and sources, and the list of contents."""


def test_word_has_nothing_that_acts(hostile_brief: Hostile) -> None:
    content = hostile_brief.edition.docx
    kinds = {
        kind.rsplit("/", 1)[-1]
        for part in entries(content)
        if part.endswith(".rels")
        for kind in values(tree(content, part), "//@Type")
    }
    assert kinds <= {
        *("officeDocument", "core-properties", "extended-properties", "styles", "settings"),
        *("fontTable", "font", "numbering", "theme", "header", "footer", "hyperlink", "image"),
    }
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        body = tree(content, part)
        assert not find(body, "//w:object | //w:altChunk")
        codes = [code.text or "" for code in find(body, "//w:instrText")]
        for field in (*values(body, "//w:fldSimple/@w:instr"), *codes):
            assert re.fullmatch(FIELDS, field.strip()), field


def test_pdf_has_nothing_that_acts(hostile_brief: Hostile) -> None:
    inside = re.sub(
        rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f]*>", b"", objects(hostile_brief.edition.pdf)
    )
    for name in (b"JavaScript", b"JS", b"Launch", b"SubmitForm", b"GoToR", b"EmbeddedFile", b"AA"):
        assert not re.search(rb"/%b\b" % name, inside), name


# --- nothing read, nothing fetched ---------------------------------------------------------------

WATCHED = """
import json, os, sys
from datetime import date

OUTSIDE = ("socket.", "subprocess.", "urllib.", "http.", "webbrowser.",
           "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.startfile")
seen = []

def watch(event, given):
    if event == "open" and not isinstance(given[0], int):
        seen.append((event, os.fsdecode(given[0])))
    elif event.startswith(OUTSIDE):
        seen.append((event, ""))

sys.addaudithook(watch)
import legation
build = legation.build("events.yaml", as_of=date.fromisoformat(sys.argv[1]))
assert build.status == 0, [legation.render(found) for found in build.report]
print(json.dumps(seen))
"""


def test_nothing_is_fetched_and_no_other_file_is_opened(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    (folder / "events.yaml").write_text(hostile.chronology()[0], encoding="utf-8")
    (folder / hostile.SECRET).write_text("secret", encoding="utf-8")
    command = [sys.executable, "-c", WATCHED, AS_OF.isoformat()]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    seen = json.loads(done.stdout)
    assert {event for event, _ in seen} == {"open"}
    opened = {Path(folder, path).resolve() for _, path in seen}
    own = [path for path in opened if path.is_relative_to(folder)]
    read = {path.name for path in own if not path.is_relative_to(folder / "output")}
    assert read == {"events.yaml"}
    assert [path for path in opened if not expected(path, folder)] == []


def expected(path: Path, folder: Path) -> bool:
    """Whether it is of the chronology's folder, or of Python and what is installed with it."""
    code = [Path(place).resolve() for place in (*sys.path, sys.prefix, sys.base_prefix) if place]
    homes = (folder, packaged(), *code, Path("/usr/share/zoneinfo"), Path("/etc/localtime"))
    of_reportlab = path.name in (".reportlab_settings", ".reportlab_mods")  # which it asks for
    return of_reportlab or any(path.is_relative_to(home) for home in homes)


# --- characters that nobody sees -----------------------------------------------------------------

TROJAN = (
    "Paid \u202e000,1\u202c dollars",
    "\u202atreaty\u202c \u202bsigned\u202c \u202dby force\u202c",
    "\u2066left\u2069 \u2067right\u2069 \u2068first\u2069 visit.\u202egnp.exe",
    "\u2067not ended, \u202enor this",
    "ze\u200bro wi\u200cdth joi\u200dned bo\u2060und le\u200eft ri\u200fght al\u061cm in\u2062vis",
)


@pytest.mark.tools
@pytest.mark.parametrize("title", TROJAN, ids=range(len(TROJAN)))
def test_what_nobody_sees_turns_no_meaning_and_loses_no_letter(title: str, tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    events = f"events:\n  - {{date: 2024, title: {quoted(title)}, sources: s}}\n"
    brief = f"briefs:\n  b: {{title: {quoted(title)}}}\n"
    head = f"title: T\nsources:\n  s: {{title: {quoted(title)}}}\n"
    path.write_text(head + events + brief, encoding="utf-8")
    edition = build(path, tmp_path, allow=("bidi-control",))["b"]
    assert [piece.words for piece in edition.word_pieces if title in piece.words]
    found = legation.check(path)
    marks = re.findall("[\u202a-\u202e\u2066-\u2069]", title)
    assert sum(problem.code == "bidi-control" for problem in found) == 3 * len(marks)
    assert failures(edition.pdf) == []
    assert faults(edition.pdf, edition.document) == []


# --- letters that the font lacks -----------------------------------------------------------------

FOREIGN = {
    "arabic": "اللقاء الثاني بين الوزيرين، 14 ديسمبر",
    "urdu": "پاکستان اور آذربائیجان",
    "hebrew": "פגישה שנייה",
    "chinese": "阿塞拜疆与乌兹别克斯坦建立外交关系",
    "japanese": "東京での第二回会合",
    "korean": "서울 회의",
    "hindi": "द्विपक्षीय बैठक",
    "georgian": "საქართველო და აზერბაიჯანი",
    "armenian": "Հայաստան",
    "thai": "การประชุมทวิภาคี",
    "emoji": "agreed 🤝 in 🇦🇿🇺🇿 by 👩🏽‍⚖️",
    "mathematics": "𝔘𝔷𝔟𝔢𝔨 ≥ 3 ⅔",
    "marks": "i\u0307stanbul q\u0307\u0323 a\u0328\u0301",
    "mixed": "Wazir وزير met 部长 in Баку",
}


TURNED = str.maketrans(")>]}»”", "(<[{«“")


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A brief in scripts that the font does not have."""
    folder = tmp_path_factory.mktemp("foreign")
    texts = tuple(f"{words} ({name})" for name, words in FOREIGN.items())
    (folder / "events.yaml").write_text(hostile.chronology(texts)[0], encoding="utf-8")
    return build(folder / "events.yaml", folder, allow=("missing-letters", "url"))["hostile"]


def letters(text: str) -> str:
    """The characters of a text whatever their order, without what is not seen.

    PDFium turns text that runs from right to left, with brackets and quotation marks, and beside it
    too; and № it takes for two letters.
    """
    seen = re.sub("[\\s\u200b-\u200f\u2060\u2066-\u2069\ufe0f]", "", text)
    return "".join(sorted(seen.replace("№", "No").translate(TURNED)))


@pytest.mark.parametrize("script", FOREIGN)
def test_no_letter_of_another_script_is_lost(script: str, foreign: Edition) -> None:
    pieces = [piece for piece in foreign.word_pieces if f"({script}) №" in piece.words]
    assert pieces
    for piece in pieces:
        if piece.kind != "drawn":
            assert FOREIGN[script] in piece.words
    everything = letters(foreign.printed)
    assert set(letters(FOREIGN[script])) <= set(everything)


def test_pdf_has_every_letter_as_often_as_word(foreign: Edition) -> None:
    said = "".join(piece.words for piece in foreign.word_pieces if piece.kind != "drawn")
    assert letters(foreign.printed) == letters(said)
