"""How a chronology's issues are sent, and what that needs from this computer: password, certificates."""

from __future__ import annotations

import os
import ssl
import stat
from pathlib import Path

from legation.building.delivering.sending import Login
from legation.diagnostics import LegationError, Position, Report, fail
from legation.model.chronology import Chronology
from legation.model.delivery import Mailing, Security
from legation.reading.chronology import read_chronology
from legation.reading.delivery import SECTION, read_delivery

_SET_UP = """add to the chronology, or to the file deliver.yaml beside it without the first line:
    deliver:
      server: mail.mfa.example
      from: desk@mfa.example
      to:
        - address: minister@mfa.example"""
_MOST = 4096  # bytes of a password's file
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def delivery_of(path: str) -> tuple[Chronology, Mailing | None]:
    """A chronology, and how its issues are sent; None where it does not say.

    Raises:
        LegationError: It cannot be read, or what it says of that is wrong.
    """
    read, own = Report(), Report()
    reading = read_chronology(Path(path), path, read)
    if reading.chronology is None:
        raise LegationError(*read.errors)
    mailing = read_delivery(Path(path), path, reading.chronology, reading.faults, own)
    wrong = [problem for f in reading.faults if f.section == SECTION for problem in f.problems]
    if wrong or own.failed:
        raise LegationError(*wrong, *own.errors)
    return reading.chronology, mailing


def set_up(path: str) -> tuple[Chronology, Mailing]:
    """The same, of a chronology that must say how its issues are sent.

    Raises:
        LegationError: As of `delivery_of`, or it does not say.
    """
    chronology, mailing = delivery_of(path)
    if mailing is None:
        message = "nothing says to whom issues are to be sent"
        raise fail(Position(path), "not-set-up", message, _SET_UP)
    return chronology, mailing


def login(mailing: Mailing, home: Path, report: Report) -> Login | None:
    """The user with the password, from where it is kept; None where none is needed.

    Args:
        mailing: Where it is kept.
        home: The folder from which the path of its file begins.
        report: Where it goes if others may read that file.

    Raises:
        LegationError: There is none.
    """
    if mailing.user is None:
        return None
    if mailing.password_env is not None:
        place, hint = mailing.position("password-env"), "set it where legation is started"
        password = os.environ.get(mailing.password_env, "").rstrip("\r\n")
        what = f"the environment variable {mailing.password_env}"
    else:
        assert mailing.password_file is not None, "reading wants one of the two"
        place, hint = mailing.position("password-file"), "write the password to its first line"
        password = _from_file(mailing.password_file, home, place, report)
        what = "the file of the password"
    if not password:
        raise fail(place, "password", f"{what} is not set, or empty", hint)
    return Login(mailing.user, password)


def trusted(mailing: Mailing, home: Path) -> ssl.SSLContext:
    """What certificates are trusted, by what rules: TLS 1.2 or later, the name of the server checked.

    Raises:
        LegationError: The file of certificates cannot be read.
    """
    file = None if mailing.ca_file is None else _path(mailing.ca_file, home)
    try:
        context = ssl.create_default_context(cafile=file)
    except OSError as error:  # of what is no certificate too
        place, hint = mailing.position("ca-file"), "name a file of certificates in the form PEM"
        raise fail(place, "file", "the certificates cannot be read", hint) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def warn(mailing: Mailing, report: Report) -> None:
    """Warn of what is sent in the clear."""
    if mailing.security is Security.NONE:
        message = "what is sent can be read on the way: it is not protected"
        hint = "write security: starttls, unless the server is this very computer"
        report.warning(mailing.position("security"), "in-the-clear", message, hint)


def _from_file(name: str, home: Path, place: Position | None, report: Report) -> str:
    try:
        with _path(name, home).open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            lines = file.read(_MOST).decode("utf-8-sig").splitlines()
    except (OSError, ValueError):  # not naming what is in it
        message, hint = (
            "the file of the password cannot be read",
            "paths begin beside the chronology",
        )
        raise fail(place, "password", message, hint) from None
    if os.name == "posix" and mode & _OTHERS:
        message = "others on this computer may read the file of the password"
        report.warning(place, "password", message, "take that right away: chmod 600 FILE")
    return lines[0].strip() if lines else ""


def _path(name: str, home: Path) -> Path:
    return home / Path(name).expanduser()
