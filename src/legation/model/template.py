"""A template as it was found: its text, and the file that messages name."""

from __future__ import annotations

import re

from msgspec import Struct

_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)


class Template(Struct, frozen=True):
    r"""A brief's template, in Jinja2 and Markdown.

    Attributes:
        text: What the file holds, with `\n` for every line ending.
        file: The file as messages name it.
    """

    text: str
    file: str


def without_remarks(text: str) -> str:
    """A template's text with blanks in the place of its remarks, line for line."""
    return _REMARK.sub(lambda remark: re.sub(r"[^\n]", " ", remark[0]), text)
