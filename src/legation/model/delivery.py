"""To whom issued briefs are sent by mail, and by which server: the section `deliver`.

An address is one of RFC 5321 with a plain part before the `@`; a domain in letters of its own is taken,
and kept as DNS has it (RFC 5890). Nothing here may hold a line break or another control character, which
in a mail could begin a line of its own. The password is never here: only where it is to be found.
"""

import ipaddress
import re
import unicodedata
from collections import Counter
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Struct
from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from legation.model.brief import Format
from legation.model.date_refusals import quoted
from legation.model.fields import Line, Located, Some, Strict, described, optional, refusal

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST_LOCAL, _LONGEST, _LONGEST_DOMAIN = 64, 254, 253  # RFC 5321, 4.5.3.1; RFC 1035, 2.3.4
_EXAMPLE = "desk@mfa.example"


class Security(StrEnum):
    """How the way to the server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Mailbox(Struct, frozen=True):
    """A mail address, and whose it is; the name may be empty."""

    address: str
    name: str = ""


def has_controls(text: str) -> bool:
    """Whether a text holds a line break, or another character that only controls."""
    return any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} for each in text)


def domain(text: str) -> str:
    """A domain as DNS has it, in small ASCII letters; empty where it is none."""
    try:
        plain = text.encode("idna").decode() if not text.isascii() else text
    except UnicodeError:
        return ""
    fit = len(plain) <= _LONGEST_DOMAIN and all(map(_LABEL.fullmatch, plain.split(".")))
    return plain.lower() if fit else ""


def read_address(text: str) -> str:
    """A mail address in the form in which it is sent, in ASCII; empty where it is none."""
    local, _, host = text.strip().rpartition("@")
    plain = domain(host)
    fit = plain and len(local) <= _LONGEST_LOCAL and _LOCAL.fullmatch(local)
    return f"{local}@{plain}" if fit and len(local) + len(plain) < _LONGEST else ""


def _address(value: Any) -> str:
    text = _text(value, _EXAMPLE)
    found = read_address(text)
    if not found:
        raise _no_address(text)
    return found


def _mailbox(value: Any) -> Mailbox:
    """`desk@mfa.example`, or `Caucasus Desk <desk@mfa.example>`."""
    if isinstance(value, Mailbox):
        return value
    text = _text(value, _EXAMPLE)
    name, opened, rest = text.strip().rpartition("<")
    found = read_address(rest.removesuffix(">") if opened else text)
    if not found or (opened and not rest.endswith(">")):
        raise _no_address(text)
    return Mailbox(found, _one_line(name.strip().strip('"')))


def _text(value: Any, example: str) -> str:
    if not isinstance(value, str):
        kind = "list" if isinstance(value, list) else "mapping"
        raise refusal("wrong-type", f"text is wanted here, not a {kind}", f"write {example}")
    return _one_line(value)


def _no_address(text: str) -> PydanticCustomError:
    hint = f"write one address, such as {_EXAMPLE}"
    return refusal("address", f"{quoted(text)} is no mail address", hint)


def _one_line(text: str) -> str:
    if has_controls(text):
        message = "a line break, or another control character, cannot stand in a mail’s head"
        raise refusal(
            "control-character", message, "write it on one line, without \\n and the like"
        )
    return text


def _server(value: Any) -> str:
    text = _text(value, "mail.mfa.example").strip()
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        pass
    if not (found := domain(text)):
        hint = "write its name alone, such as mail.mfa.example; a port goes to `port:`"
        raise refusal("address", f"{quoted(text)} is no name of a server", hint)
    return found


def _variable(text: str) -> str:
    if not _VARIABLE.fullmatch(text):
        # What stands there may be the password itself: it is not repeated.
        message = "`password-env` takes the name of an environment variable"
        raise refusal("password", message, "write password-env: LEGATION_PASSWORD, and set that")
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise refusal(
            "language", f"{quoted(text)} is no language", "write for example en, or en-GB"
        )
    return text


def _once_each(recipients: "tuple[Recipient, ...]") -> "tuple[Recipient, ...]":
    if not recipients:
        hint = "write below it, with a dash before each: - address: minister@mfa.example"
        raise refusal("missing-key", "`to` names nobody", hint)
    seen: Counter[str] = Counter()
    for place, recipient in enumerate(recipients):
        seen[recipient.address.casefold()] += 1
        if seen[recipient.address.casefold()] > 1:
            about = {
                "text": f"{recipient.address} stands here twice: who is named once gets each issue once",
                "hint": "make one entry of the two",
                "at": place,
            }
            raise PydanticCustomError("repeated-address", "{text}", about)
    return recipients


_TEXT = WithJsonSchema({"type": "string", "minLength": 1})

Address = Annotated[str, PlainValidator(_address), _TEXT]
"""A mail address, in ASCII."""

Sender = Annotated[Mailbox, PlainValidator(_mailbox), _TEXT]
"""A mail address, with a name or without."""

Server = Annotated[str, PlainValidator(_server), _TEXT]
"""The name or the IP address of a computer."""

Port = Annotated[int, Field(ge=1, le=65535)]
"""The number of a port."""

Variable = Annotated[Line, AfterValidator(_variable)]
"""The name of an environment variable."""

OneLine = Annotated[Line, AfterValidator(_one_line)]
"""Text without control characters."""

Language = Annotated[Line, AfterValidator(_language)]
"""A language as BCP 47 has it: `en`, or `en-GB`."""


YesNo = Annotated[bool, WithJsonSchema({"enum": ["yes", "no", True, False]})]
"""Whether something is wanted."""


class Recipient(Strict):
    """Who gets issued briefs: of each issue one mail."""

    address: Address = described("The mail address.")
    name: OneLine | None = optional("Whose it is, for the mail’s head.")
    briefs: Some[Line] = optional("Only these briefs, by id. Default: all.", ())
    formats: Some[Format] = optional(
        "Only the files in these formats. Default: all that were issued.", ()
    )
    languages: Some[Language] = optional(
        "Only briefs in these languages: `en` takes `en-GB` too. Default: all.", ()
    )
    nil_returns: YesNo = optional("Whether to write also where nothing is new.", False)


Recipients = Annotated[tuple[Recipient, ...], AfterValidator(_once_each)]
"""Who gets issued briefs: at least one, and no address twice."""


class Mailing(Located):
    """How issued briefs are sent by mail, and to whom."""

    server: Server = described("The mail server that takes them.")
    port: Port = optional("Its port; with `security: tls`, 465 unless another is given.", 587)
    security: Security = optional(
        "`starttls` or `tls`, both with the certificate checked; `none` sends in the clear.",
        Security.STARTTLS,
    )
    user: OneLine | None = optional("The name to log in with, where the server wants one.")
    password_env: Variable | None = optional("The environment variable that holds the password.")
    password_file: Line | None = optional("The file that holds the password, on its first line.")
    from_: Sender = described("Who sends: an address, or `Caucasus Desk <desk@mfa.example>`.")
    reply_to: Sender | None = optional("Where answers go, if not to the sender.")
    ca_file: Line | None = optional(
        "A file of certificates (PEM) to trust instead of the system’s: of the house’s own authority."
    )
    to: Recipients = described("Who gets them.")

    @property
    def at_port(self) -> int:
        """The port, given or the usual one (RFC 8314 for TLS, RFC 6409 otherwise)."""
        usual = self.security is Security.TLS and "port" not in self.model_fields_set
        return 465 if usual else self.port
