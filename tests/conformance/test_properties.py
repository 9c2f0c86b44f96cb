"""The properties of a file: the same in both places whatever they hold, and nothing that nobody typed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from tools import require_package

pytestmark = pytest.mark.tools
require_package("pikepdf")

import pikepdf

from conformance.judging import failures, faults
from conformance.samples import document
from documents import paragraph
from legation.text.fonts import PACKAGED
from pdf_files import pages, pdf
from word import entries

HOSTILE = (
    "]]> <![CDATA[ <!-- --> <?xpacket end='w'?> </rdf:RDF>",
    "&amp; &#0; &lt;script&gt; <b>bold</b>",
    ")(\\ \\) endobj endstream %PDF-1.7 %%EOF \\101 (unbalanced",
    "<feff> /Title >> stream trailer startxref",
    "Əliyev, Oʻzbekiston, Баку, باکو, 北京, \U0001f600",
    "abc\u202egnp.exe\u202c and \u2066isolated\u2069, zero\u200bwidth\u200d",
    "\ufeffmark, \ufffe, \uffff, \x00\x01\x1f\x7f\x85",
    "tab\tand\nline\r\nend\rs\u2028",
    "half a character: \ud800",
    "a" * 5000,
)


@pytest.mark.parametrize("told", HOSTILE, ids=range(len(HOSTILE)))
def test_both_places_say_the_same_of_hostile_text(told: str) -> None:
    made = document(paragraph("Words"), title=told)
    made = replace(made, author=told, subject=told, keywords=(told, "x"))
    data = pdf(made)
    assert failures(data) == []
    assert [fault for fault in faults(data, made) if fault[0].startswith("xmp")] == []
    typed = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", told).replace("\ud800", "\ufffd")
    assert str(pikepdf.open(BytesIO(data)).docinfo.Title) == typed


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"author": "Another"},
        {"subject": "Another"},
        {"keywords": ("Another",)},
        {"language": "en-US"},
        {"as_of": date(2026, 2, 23)},
        {"made_from": "cd" * 32},
        {"marking": "SECRET"},
        {"blocks": (paragraph("Other words"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_differs_the_identifiers_do(change: dict[str, object]) -> None:
    def identifier(made: bytes) -> bytes:
        return bytes(pikepdf.open(BytesIO(made)).trailer.ID[0])

    made = document(paragraph("Words"))
    assert identifier(pdf(made)) == identifier(pdf(document(paragraph("Words"))))
    assert identifier(pdf(made)) != identifier(pdf(replace(made, **change)))


# --- nothing else is there -----------------------------------------------------------------------

SECRETS = {
    "folder": "Geheimordner7",
    "user": "ttuomi83",
    "host": "desk-4711",
    "home": "heimweg9",
    "zone": "Kiritimati",
    "artist": "Photographer5",
    "unprinted": "Remark6",
    "font": "Schriftdatei2",
}
CHRONOLOGY = f"""\
title: Visits
events:
  - {{id: visit, date: 2024, parties: [AZ, UZ], title: A visit, sources: s}}
  - {{id: other, date: 2024, parties: [AZ, PK], title: {SECRETS["unprinted"]}, sources: s}}
sources:
  s: {{title: A report, note: {SECRETS["unprinted"]}}}
briefs:
  brief: {{parties: [AZ, UZ]}}
"""
BUILD = """
import legation
from datetime import date
build = legation.build("events.yaml", formats=["docx", "pdf"], as_of=date(2025, 1, 2))
assert build.status == 0, [*map(legation.render, build.report)]
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the files of a brief built where everything around it is a secret."""
    folder = tmp_path_factory.mktemp("x") / SECRETS["folder"] / "Ä & B"
    templates = folder / "templates"
    templates.mkdir(parents=True)
    faces = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold-italic": "BoldItalic"}
    for face in faces.values():
        name = f"{SECRETS['font']}-{face}.ttf"
        shutil.copyfile(PACKAGED / f"IBMPlexSerif-{face}.ttf", templates / name)
    fonts = ", ".join(f"{key}: {SECRETS['font']}-{face}.ttf" for key, face in faces.items())
    exif = Image.Exif()
    exif[0x013B] = SECRETS["artist"]
    logo = f"{SECRETS['font']}.jpg"
    Image.new("RGB", (40, 20), "navy").save(templates / logo, exif=exif)
    theme = f"logo: {logo}\nfonts: {{{fonts}}}\n"
    (templates / "theme.yaml").write_text(theme, encoding="utf-8")
    (folder / "events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    names = dict.fromkeys(("USER", "LOGNAME", "USERNAME", "EMAIL", "NAME"), SECRETS["user"])
    hosts = dict.fromkeys(("HOSTNAME", "HOST", "COMPUTERNAME"), SECRETS["host"])
    around = {"HOME": f"/{SECRETS['home']}", "TZ": f"Pacific/{SECRETS['zone']}"}
    subprocess.run(
        [sys.executable, "-c", BUILD],
        cwd=folder,
        env={**os.environ, **names, **hosts, **around},
        check=True,
    )
    return folder / "output"


def inside(data: bytes) -> Iterator[bytes]:
    """Every object of a PDF, and every stream decoded."""
    with pikepdf.open(BytesIO(data)) as file:
        for each in file.objects:
            yield each.unparse(resolved=True)
            if isinstance(each, pikepdf.Stream):
                images = each.get("/Filter") == "/DCTDecode"
                yield each.read_raw_bytes() if images else each.read_bytes()
                yield repr(dict(each)).encode()
    yield "\n".join(pages(data)).encode()


def forms(secret: str) -> list[bytes]:
    """How a file may hold a text, in small letters."""
    wide = secret.encode("utf-16-be")
    return [each.lower() for each in (secret.encode(), wide, wide.hex().encode())]


@pytest.mark.parametrize("what", SECRETS)
def test_neither_file_knows_the(what: str, output: Path) -> None:
    found = b"\n".join(inside((output / "brief.pdf").read_bytes())).lower()
    packed = entries((output / "brief.docx").read_bytes())
    found += b"\n".join(packed.values()).lower()
    assert [each for each in forms(SECRETS[what]) if each in found] == []


def test_neither_file_knows_the_clock_or_the_computer(output: Path) -> None:
    found = b"\n".join(inside((output / "brief.pdf").read_bytes()))
    packed = entries((output / "brief.docx").read_bytes())
    found += b"\n".join(packed.values())
    today = date.today()  # noqa: DTZ011 (as the machine has it)
    for told in (f"{today:%Y%m%d}", today.isoformat(), str(Path.cwd()), str(output)):
        assert told.encode() not in found
    assert len(socket.gethostname()) < 5 or socket.gethostname().encode() not in found
    assert b"20250102" in found
