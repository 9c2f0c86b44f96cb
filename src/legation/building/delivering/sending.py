"""Handing mails to a server (SMTP, RFC 5321), so that it is always known what may have been delivered.

A mail is the server's from the line with the lone dot that ends it. Up to there a break means that nothing
was delivered, and from its reply on all is settled. In between nobody can know, which is why the caller is
told just before the dot goes out, and why such a mail counts as `sending`.
"""

from __future__ import annotations

import re
import select
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Timer
from types import TracebackType
from typing import Self

from msgspec import Struct

from legation.building.delivering.ledger import State
from legation.building.delivering.message import one_line
from legation.diagnostics import LegationError, fail
from legation.model.delivery import Mailing, Security

TIMEOUT = 60.0
"""Seconds that a server may be silent, and that each of its answers may take to the last byte."""

_LONGEST = 200
_TLS_PORT = 465  # RFC 8314, 7.3
_DOT = b".\r\n"
_SETTLED = {2: State.SENT, 4: State.FAILED, 5: State.REFUSED}
_BROKEN = "the connection broke off"
_NO_SMTP = b"what answers there is no mail server"
_DROPPED = (smtplib.SMTPException, OSError)  # all that a connection can come to


class _Prompt(smtplib.SMTP):
    """A connection on which each answer has its time, however many bytes it comes in."""

    def getreply(self) -> tuple[int, bytes]:
        """An answer.

        Raises:
            TimeoutError: It was not whole in time.
            smtplib.SMTPException: The connection broke off.
        """
        late = Event()

        def give_up(sock: socket.socket) -> None:
            late.set()
            with suppress(OSError):  # it is closed already
                # The protection is passed by: whoever reads from it meets the end of the connection.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

        timer = Timer(TIMEOUT, give_up, [self.sock])
        timer.daemon = True
        timer.start()
        try:
            code, said = super().getreply()
        except _DROPPED as error:
            if late.is_set():
                raise TimeoutError from error
            raise
        finally:
            timer.cancel()
        return code, said if code >= 0 else _NO_SMTP


class _PromptTLS(_Prompt, smtplib.SMTP_SSL):
    """The same, protected from the first byte."""


class Login(Struct, frozen=True):
    """A user's name and password, the latter never shown."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"Login({self.user!r}, ...)"

    @property
    def plain(self) -> str:
        """Both, as the mechanism PLAIN has them (RFC 4616)."""
        return _coded(f"\0{self.user}\0{self.password}")

    def conceal(self, text: str) -> str:
        """A text without the password, in any of the forms in which it is sent."""
        for secret in (self.plain, _coded(self.password), self.password):
            text = text.replace(secret, "(password)")
        return text


class Server:
    """A connection to the mail server, made when the first mail is sent, and again after a break.

    Args:
        mailing: Which server, and how it is reached.
        login: With what to log in, if at all.
        context: The certificates to trust.
    """

    def __init__(self, mailing: Mailing, login: Login | None, context: ssl.SSLContext) -> None:
        self._mailing = mailing
        self._login = login
        self._context = context
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._smtp is not None and kind is None:
            with suppress(*_DROPPED):
                self._smtp.quit()
        self._close()

    def send(
        self, sender: str, recipient: str, data: bytes, before_end: Callable[[], None]
    ) -> tuple[State, str]:
        """Hand over a mail.

        Args:
            sender: The address that it comes from.
            recipient: The address that it goes to.
            data: The mail, in lines that CR LF end.
            before_end: Called once all is sent but the dot; if it raises, the dot is not sent.

        Returns:
            What became of it, and what the server said. `SENDING` where that cannot be known.

        Raises:
            LegationError: The server cannot be reached as it should, and no mail can be sent.
        """
        smtp = self._connected()
        try:
            refused = self._begin(smtp, sender, recipient)
            if refused is not None:
                return refused
            smtp.send(re.sub(rb"(?m)^\.", b"..", data))
            if smtp.sock and select.select([smtp.sock], [], [], 0)[0]:  # who speaks now, breaks off
                return self._broken(*smtp.getreply())
        except _DROPPED as error:
            return self._broken(0, _why(error))
        try:
            before_end()
        except BaseException:
            self._close()  # the server throws away what has no end
            raise
        return self._end(smtp)

    def _end(self, smtp: smtplib.SMTP) -> tuple[State, str]:
        try:
            smtp.send(_DOT)
        except _DROPPED as error:  # it is three bytes: they are not out
            return self._broken(0, _why(error))
        try:
            code, said = smtp.getreply()
        except _DROPPED as error:
            self._close()
            return State.SENDING, self._said(0, _why(error))
        state = _SETTLED.get(code // 100)
        if state is None:  # no reply that SMTP knows
            self._close()
            return State.SENDING, self._said(code, said)
        return state, self._said(code, said)

    def _begin(self, smtp: smtplib.SMTP, sender: str, recipient: str) -> tuple[State, str] | None:
        """Say who writes to whom; what the server has against it, if anything."""
        steps: tuple[tuple[str, str, int], ...] = (
            ("MAIL", f"FROM:<{sender}>", 2),
            ("RCPT", f"TO:<{recipient}>", 2),
            ("DATA", "", 3),
        )
        for verb, argument, wanted in steps:
            code, said = smtp.docmd(verb, argument)
            if code // 100 != wanted:
                smtp.rset()
                state = State.REFUSED if code // 100 == 5 else State.FAILED
                return state, self._said(code, said)
        return None

    def _broken(self, code: int, said: bytes | str) -> tuple[State, str]:
        self._close()
        return State.FAILED, self._said(code, said)

    def _close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    # --- connecting ----------------------------------------------------------------------------------

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            smtp: smtplib.SMTP | None = None
            try:
                smtp = self._open()
                self._greet(smtp)
            except (*_DROPPED, LegationError) as error:
                if smtp is not None:
                    smtp.close()
                # Without its context: that may hold what was sent.
                raise self._failure(error) from None
            self._smtp = smtp
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        to = self._mailing
        if to.security is Security.TLS:
            return _PromptTLS(to.server, to.at_port, timeout=TIMEOUT, context=self._context)
        return _Prompt(to.server, to.at_port, timeout=TIMEOUT)

    def _greet(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if self._mailing.security is Security.STARTTLS:
            smtp.starttls(context=self._context)
            smtp.ehlo_or_helo_if_needed()
        if self._login is not None:
            self._log_in(smtp, self._login)

    def _log_in(self, smtp: smtplib.SMTP, login: Login) -> None:
        """Log in: not by smtplib, which takes no password beyond ASCII."""
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            code, said = smtp.docmd("AUTH", f"PLAIN {login.plain}")
        elif "LOGIN" in offered:
            code, said = smtp.docmd("AUTH", "LOGIN")
            for secret in (login.user, login.password):
                code, said = smtp.docmd(_coded(secret)) if code == 334 else (code, said)
        else:
            code, said = 0, b"it offers no way to log in that Legation knows (PLAIN, LOGIN)"
        if code != 235:
            place = self._mailing.position("user")
            message = f"the mail server does not let the user in: {self._said(code, said)}"
            raise fail(place, "mail-server", message, "ask who runs it; no mail was sent by it now")

    def _failure(self, error: Exception) -> LegationError:
        """Why the server cannot be reached as it should, in words."""
        if isinstance(error, LegationError):
            return error
        to = self._mailing
        hint = "nothing is sent in the clear instead; ask who runs the server"
        if isinstance(error, ssl.SSLCertVerificationError):
            why = f"its certificate is not to be trusted: {error.verify_message}"
            hint = "ask who runs it; an authority of the house’s own goes to `ca-file:`"
        elif isinstance(error, smtplib.SMTPNotSupportedError):
            why = "it offers no STARTTLS, and what is sent could be read on the way"
            hint = "try security: tls; " + hint
        elif isinstance(error, ssl.SSLError):
            why = f"no protected connection comes about ({error.reason or 'TLS'})"
        else:
            why, hint = self._said(0, _why(error)), "look at `server:` and `port:`, then try again"
            if to.at_port == _TLS_PORT and to.security is not Security.TLS:
                hint = "that port is protected from the first byte: write security: tls"
        message = f"{to.server}, port {to.at_port}, cannot be used: {why}"
        return fail(to.position("server"), "mail-server", message, hint)

    def _said(self, code: int, said: bytes | str) -> str:
        """What a server said, on one line, without the password that it may repeat."""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        text = self._login.conceal(text) if self._login else text
        return one_line(f"{code} {text}" if code > 0 else text)[:_LONGEST]


def _why(error: Exception) -> bytes | str:
    """What became of a connection, in words."""
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_error
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return f"the server did not answer within {TIMEOUT:g} seconds"
    if isinstance(error, smtplib.SMTPException):
        return _BROKEN
    return (getattr(error, "strerror", None) or _BROKEN).lower()


def _coded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
