"""How a text of one line is written as a YAML scalar, in the manner of the one that stood there."""

from __future__ import annotations

import re

# What is text to every reader of YAML, in a block and within braces.
_PLAIN = re.compile(r"\w(?:[\w .()/=’'-]*[\w.()’'-])?")
_TAKEN = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def scalar(text: str, style: str | None = None) -> str:
    """The text as a scalar.

    Args:
        text: One line, without control characters.
        style: As the parser gives that of the scalar to be replaced: a quotation mark, which is used
            again; anything else for plain, as far as plain can be.
    """
    if style not in ("'", '"'):
        if _PLAIN.fullmatch(text) and text.lower() not in _TAKEN:
            return text
        style = "'" if '"' in text or "\\" in text else '"'
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
