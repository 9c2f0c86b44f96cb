"""A mail is the same bytes each time, and nobody's name or title can put a line into its head."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from legation.building.delivering.message import Attached, Mail, message_id, one_line, written
from legation.model.delivery import Mailbox, has_controls

SENDER = Mailbox("desk@mfa.example", "Desk")
ANNA = Mailbox("anna@mfa.example")
DATE = datetime(2026, 2, 12, 6, tzinfo=UTC)
HEADS = [
    *["Date", "From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted"],
    *["MIME-Version", "Content-Type"],
]


def mail(**what: object) -> Mail:
    about = {"key": "norway/2026-01", "subject": "Norway", "body": "Text\n", "date": DATE}
    return Mail(**(about | what))  # type: ignore[arg-type]


def parsed(data: bytes) -> EmailMessage:
    found = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(found, EmailMessage)
    return found


def unfolded(text: str) -> str:
    return str(make_header(decode_header(text.replace("\r\n", ""))))


def test_a_mail_to_the_letter() -> None:
    files = (Attached("norway-2026-01.pdf", "pdf", b"%PDF-1.7\n"),)
    told = mail(subject="Norway: “the rest”", body="Söme text.\n.\nFrom us\n", files=files)
    data = written(told, SENDER, None, Mailbox("anna@mfa.example", "Anna Ek"))
    lines = data.decode("ascii").replace("\r\n", "\n").replace("\n ", " ")
    boundary = re.search(r'boundary="(.*)"', lines)
    assert boundary is not None
    assert lines.replace(boundary[1], "BOUNDARY") == (
        "Date: Thu, 12 Feb 2026 06:00:00 +0000\n"
        "From: Desk <desk@mfa.example>\n"
        "To: Anna Ek <anna@mfa.example>\n"
        "Subject: =?utf-8?b?Tm9yd2F5OiDigJx0aGUgcmVzdOKAnQ==?=\n"
        "Message-ID: <legation.96f6fe83ccaf71d818097ffb5800c664@mfa.example>\n"
        "Auto-Submitted: auto-generated\n"
        "MIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="BOUNDARY"\n'
        "\n"
        "--BOUNDARY\n"
        "Content-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n"
        "Content-Disposition: inline\n"
        "\n"
        "S=C3=B6me text.\n"
        "=2E\n"
        "From us\n"
        "\n"
        "--BOUNDARY\n"
        "Content-Type: application/pdf\n"
        "Content-Transfer-Encoding: base64\n"
        'Content-Disposition: attachment; filename="norway-2026-01.pdf"\n'
        "\n"
        "JVBERi0xLjcK\n"
        "--BOUNDARY--\n"
    )


def test_the_same_mail_is_the_same_bytes_and_another_recipient_s_is_another() -> None:
    told = mail()
    bo = Mailbox("bo@mfa.example")
    assert written(told, SENDER, None, ANNA) == written(told, SENDER, None, ANNA)
    assert message_id(told, SENDER, ANNA.address) != message_id(told, SENDER, bo.address)
    assert message_id(told, SENDER, "Anna@mfa.example") == message_id(told, SENDER, ANNA.address)


NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('\r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029=?"<>,;:@\\ éÄ中🇦🇿\u202e'),
    ),
    max_size=120,
)


@given(subject=NASTY, name=NASTY, body=NASTY, file=NASTY)
@example("A\r\nBcc: x@y.example", "B\nBcc: x@y.example", "C\r\n.\r\nMAIL FROM:<x>", "D\r\n\r\nE")
@example("=?utf-8?q?A=0D=0ABcc:_x@y.example?=", '"B" <x@y.example>,', "--legation-", '"; x="')
@example("e" * 300, "é" * 100, "=" * 300, "ü" * 200)
@example("x " * 60, "=?utf-8?b?DQpCY2M6IHg=?=", "\udc80", "\udc80")
def test_no_text_can_put_a_line_into_the_head(
    subject: str, name: str, body: str, file: str
) -> None:
    attached = Attached(file or "a", "pdf", b"data")
    told = mail(subject=subject or "x", body=body, files=(attached,))
    data = written(told, Mailbox(SENDER.address, name), ANNA, Mailbox(ANNA.address, name))
    assert data.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    head = data.partition(b"\r\n\r\n")[0]
    assert re.findall(r"(?m)^([^\s:]+):", head.decode()) == HEADS
    found = parsed(data)
    assert list(found.keys()) == HEADS
    assert found["To"].addresses[0].addr_spec == ANNA.address
    assert len(found["To"].addresses) == len(found["From"].addresses) == 1
    raw = BytesParser().parsebytes(data)
    for shown in (raw["Subject"], raw["To"].rpartition("<")[0].strip()):
        assert not has_controls(unfolded(shown)), "nor is one hidden in what is encoded"
    text, file_ = found.iter_parts()
    assert file_.get_payload(decode=True) == b"data"
    assert text.get_content_type() == "text/plain"


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=80))
def test_a_subject_and_a_name_come_out_as_they_were(text: str) -> None:
    data = written(mail(subject=text), SENDER, None, Mailbox(ANNA.address, text))
    raw = BytesParser().parsebytes(data)
    assert unfolded(raw["Subject"]) == text
    assert unfolded(raw["To"].rpartition("<")[0].strip()) == text


@pytest.mark.parametrize("name", ["a.pdf", "été-2026-01.pdf", "å" * 90 + ".pdf", "b" * 200])
def test_a_file_keeps_its_name(name: str) -> None:
    data = written(mail(files=(Attached(name, "pdf", b"x"),)), SENDER, None, ANNA)
    (file,) = parsed(data).iter_attachments()
    assert file.get_filename() == name


def test_one_line() -> None:
    assert one_line(" a\r\nb\u2028c\x00 d  ") == "a b c d"
