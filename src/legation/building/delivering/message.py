"""A mail as bytes (RFC 5322, MIME): the same words and files give the same bytes, on any day and machine.

It is put together here, and not by the standard library's writers, which fold headers in other places from
one version to the next. Every line of the head goes through `_head`, which takes nothing but printable
ASCII: no name or title can end a line, or begin one.
"""

from __future__ import annotations

import binascii
import re
import unicodedata
from base64 import encodebytes
from collections.abc import Iterator
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from hashlib import sha256
from textwrap import wrap
from urllib.parse import quote

from msgspec import Struct

from legation.model.delivery import Mailbox

_WORDS = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")  # what a name may be without quotes
_PLAIN = 60  # characters on a line
_LINE = re.compile(r"[\x20-\x7e]*(?:\r\n [\x20-\x7e]+)*")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "text": "text/plain; charset=utf-8",
}


class Attached(Struct, frozen=True):
    """A file that goes with a mail: its name, its format and its bytes."""

    name: str
    format: str
    data: bytes


class Mail(Struct, frozen=True):
    r"""What is told, to whomever it is sent.

    Attributes:
        key: What it is about: no two mails with one key go to one recipient.
        subject: Its subject, of any letters.
        body: Its text, in lines that `\n` ends.
        date: Its date, with the time zone.
        files: What is attached.
    """

    key: str
    subject: str
    body: str
    date: datetime
    files: tuple[Attached, ...] = ()


def message_id(mail: Mail, sender: Mailbox, recipient: str) -> str:
    """The name that a mail to this recipient has among all mails (RFC 5322, 3.6.4)."""
    told = sha256(f"{mail.key}\0{recipient.casefold()}".encode("utf-8", "replace")).hexdigest()
    return f"<legation.{told[:32]}@{sender.address.rpartition('@')[2]}>"


def written(mail: Mail, sender: Mailbox, reply_to: Mailbox | None, recipient: Mailbox) -> bytes:
    """The mail as it is sent to one recipient, in lines that CR LF end; all of it is ASCII."""
    identity = message_id(mail, sender, recipient.address)
    parts = [_text(mail.body), *map(_attached, mail.files)]
    boundary = f"legation-{sha256(identity.encode() + b''.join(parts)).hexdigest()[:40]}"
    head = [
        ("Date", format_datetime(mail.date)),
        ("From", _mailbox("From", sender)),
        ("To", _mailbox("To", recipient)),
        *([("Reply-To", _mailbox("Reply-To", reply_to))] if reply_to else []),
        ("Subject", _words("Subject", mail.subject)),
        ("Message-ID", identity),
        ("Auto-Submitted", "auto-generated"),  # so that nobody's absence answers (RFC 3834)
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/mixed;\r\n boundary="{boundary}"'),
    ]
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + part for part in parts)
    return _head(head) + b"\r\n" + body + line + b"--\r\n"


def one_line(text: str) -> str:
    """A text on one line: what ends lines or controls becomes a blank, and several blanks become one."""
    controls = {"Cc", "Cs", "Zl", "Zp"}
    plain = (" " if unicodedata.category(each) in controls else each for each in text)
    return " ".join("".join(plain).split())


def _head(fields: list[tuple[str, str]]) -> bytes:
    """The lines of a head."""
    for name, value in fields:
        assert _LINE.fullmatch(value), f"{name} would break the head"
    return "".join(f"{name}: {value}\r\n" for name, value in fields).encode("ascii")


def _words(name: str, text: str) -> str:
    """A text in a head: as it is, or, where that cannot hold it, as encoded words (RFC 2047)."""
    text = one_line(text)
    if text.isascii() and "=?" not in text and all(len(w) <= _PLAIN for w in text.split()):
        # Where a line is folded, the blank stays: it is the text again once it is unfolded.
        return "\r\n ".join(wrap(text, _PLAIN, break_on_hyphens=False))
    return Header(text, "utf-8", maxlinelen=75, header_name=name).encode(linesep="\r\n")


def _mailbox(name: str, mailbox: Mailbox) -> str:
    called = one_line(mailbox.name)
    if not called:
        return mailbox.address
    plain = _WORDS.fullmatch(called) and len(called) <= _PLAIN
    given = called if plain else Header(called, "utf-8", 75, name).encode(linesep="\r\n")
    return f"{given}\r\n <{mailbox.address}>"


def _text(body: str) -> bytes:
    """The part that is read: UTF-8, quoted-printable (RFC 2045, 6.7)."""
    lines = [_harmless(line) for line in body.split("\n")]
    data = binascii.b2a_qp("\n".join(lines).encode("utf-8", "replace"))
    head = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
        ("Content-Disposition", "inline"),
    ]
    return _head(head) + b"\r\n" + data.replace(b"\n", b"\r\n") + b"\r\n"


def _harmless(line: str) -> str:
    """A line of the body, its indent kept."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + one_line(line)


def _attached(file: Attached) -> bytes:
    """A file, in base64."""
    head = [
        ("Content-Type", _TYPES.get(file.format, "application/octet-stream")),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", "attachment" + "".join(_file_name(file.name))),
    ]
    return _head(head) + b"\r\n" + encodebytes(file.data).replace(b"\n", b"\r\n")


def _file_name(name: str) -> Iterator[str]:
    """A file's name as a parameter (RFC 6266, RFC 2231), in pieces that a line holds."""
    if _NAME.fullmatch(name) and len(name) <= _PLAIN:
        yield f';\r\n filename="{name}"'
        return
    coded = quote(name.encode("utf-8", "replace"), safe="")
    pieces = [piece[0] for piece in re.finditer(r"(?:%..|[^%]){1,20}", f"UTF-8''{coded}")]
    for number, piece in enumerate(pieces):
        part = f"*{number}" if pieces[1:] else ""
        yield f";\r\n filename{part}*={piece}"
