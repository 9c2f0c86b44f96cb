"""A template as it was found: its text, and the file that messages name."""

from __future__ import annotations

from msgspec import Struct


class Template(Struct, frozen=True):
    r"""A brief's template, in Jinja2 and Markdown.

    Attributes:
        text: What the file holds, with `\n` for every line ending.
        file: The file as messages name it.
    """

    text: str
    file: str
