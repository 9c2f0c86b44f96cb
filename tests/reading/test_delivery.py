"""Whom issued briefs are sent to: the section of the chronology, or the file beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.building.run import check
from legation.diagnostics import Report, render
from legation.model.brief import Format
from legation.model.delivery import Mailbox, Mailing, Security, has_controls, read_address
from legation.reading.chronology import read_chronology
from legation.reading.delivery import read_delivery

CHRONOLOGY = """\
title: Our relations
events:
  - {date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO], sources: The Example Gazette}
briefs:
  norway: {parties: [GB, NO]}
"""
SETTINGS = """\
server: mail.mfa.example
from: "Nordic Desk <nordic@MFA.example>"
to:
  - address: minister@élysée.example
    name: The Minister
    briefs: norway
    formats: [pdf, docx]
    nil-returns: yes
"""


def read(path: Path) -> tuple[Mailing | None, list[str]]:
    report, own = Report(), Report()
    reading = read_chronology(path, path.name, report)
    assert reading.chronology is not None
    assert not report.failed
    mailing = read_delivery(path, path.name, reading.chronology, reading.faults, own)
    return mailing, [render(problem) for problem in own]


def files(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "events.yaml"


def test_the_section_and_the_file_say_the_same(tmp_path: Path) -> None:
    section = "deliver:\n" + "".join(f"  {line}\n" for line in SETTINGS.splitlines())
    (tmp_path / "other").mkdir()
    within, told = read(files(tmp_path, events=CHRONOLOGY + section))
    beside, told_too = read(files(tmp_path / "other", events=CHRONOLOGY, deliver=SETTINGS))
    assert (told, told_too) == ([], [])
    assert within is not None
    assert within == beside
    assert within.from_ == Mailbox("nordic@mfa.example", "Nordic Desk")
    (minister,) = within.to
    assert minister.address == "minister@xn--lyse-9oad.example"
    assert minister.formats == (Format.PDF, Format.DOCX)
    assert minister.nil_returns
    assert within.security is Security.STARTTLS


def test_in_a_folder_the_file_is_no_part_of_the_chronology(tmp_path: Path) -> None:
    files(tmp_path, events=CHRONOLOGY, deliver=SETTINGS)
    mailing, told = read(tmp_path)
    assert (mailing is not None, told) == (True, [])


def test_nothing_need_be_said(tmp_path: Path) -> None:
    assert read(files(tmp_path, events=CHRONOLOGY)) == (None, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "deliver.yaml: error[empty-file]: the file is empty\n  hint: write for example:"),
        ("- a\n", "deliver.yaml:1:1: error[yaml-mapping]: the file begins with a list"),
        (
            SETTINGS + "port: x\n",
            "deliver.yaml:9:7: error[wrong-value]: `port` takes a whole number",
        ),
        (SETTINGS.replace("norway", "norwy"), "deliver.yaml:6:13: error[unknown-brief]"),
        (
            SETTINGS + "password: hunter2\n",
            "deliver.yaml:9:1: error[password]: a password is not kept",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_by_check(
    text: str, said: str, tmp_path: Path
) -> None:
    path = files(tmp_path, events=CHRONOLOGY, deliver=text)
    mailing, (told,) = read(path)
    assert mailing is None
    assert told.startswith(said)
    assert "hunter2" not in told
    (error,) = [each for each in check(str(path)) if each.severity == "error"]
    assert render(error).endswith(told)


def test_what_is_wrong_there_keeps_no_brief_from_being_built(tmp_path: Path) -> None:
    import legation

    path = files(tmp_path, events=CHRONOLOGY + "deliver: {server: x, from: y}\n")
    done = legation.build(str(path), formats=["text"])
    assert (len(done.written), done.status) == (1, 0)
    assert {each.code for each in done.report.errors} == {"address", "missing-key"}


@pytest.mark.parametrize(
    ("security", "given", "port"),
    [
        ("starttls", "", 587),
        ("tls", "", 465),
        ("tls", "port: 587\n", 587),
        ("none", "port: 25\n", 25),
    ],
)
def test_the_port(security: str, given: str, port: int, tmp_path: Path) -> None:
    text = f"{SETTINGS}security: {security}\n{given}"
    mailing, _ = read(files(tmp_path, events=CHRONOLOGY, deliver=text))
    assert mailing is not None
    assert mailing.at_port == port


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("anna@mfa.example", "anna@mfa.example"),
        (" Anna.Ek+x@MFA.Example ", "Anna.Ek+x@mfa.example"),
        ("o'neill@мид.example", "o'neill@xn--d1ahl.example"),
        ("root@localhost", "root@localhost"),
        ("anna", ""),
        ("@mfa.example", ""),
        ("anna@", ""),
        ("a b@mfa.example", ""),
        ("a@b@mfa.example", ""),
        (".anna@mfa.example", ""),
        ("anna@mfa..example", ""),
        ("anna@-mfa.example", ""),
        ("änna@mfa.example", ""),
        ("anna@mfa.example>", ""),
        ("a" * 65 + "@mfa.example", ""),
        ("anna@" + "a" * 64 + ".example", ""),
        ("anna@mfa.example,bo@mfa.example", ""),
    ],
)
def test_an_address(typed: str, address: str) -> None:
    assert read_address(typed) == address


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_address_holds_what_a_mail_s_head_cannot(local: str, host: str) -> None:
    found = read_address(f"{local}@{host}")
    assert found.isascii()
    assert not has_controls(found)
    assert not set(found) & set(' <>,;:"\\()[]')
