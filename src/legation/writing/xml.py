"""Text as XML 1.0: the one place where it becomes markup."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold (clause 2.2)."""
    # What is printable has none of them, and nearly all text is; soft hyphens and such are looked at.
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def character_data(text: str) -> str:
    """The text as XML character data, in which quotes stand as they are."""
    return escape(text).replace("&quot;", '"')


def escape(text: str) -> str:
    """The text as XML character data or the value of an attribute in double quotes."""
    return escape_printable(clean(text))


def escape_printable(text: str) -> str:
    """The same of a text that is known to be printable."""
    # A sign is looked for far sooner than replaced, and hardly any text has one.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text
