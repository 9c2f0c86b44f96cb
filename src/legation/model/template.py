"""A template as it was found: its text, and the file that messages name.

One that was written in Word is its own letterhead, parted at its tags: its text is opaque XML, of which only
reading and the Word writer know what it says.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from legation.model.letterhead import Letterhead

_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)


WORD_ENDINGS = (".docx", ".dotx", ".docm", ".dotm", ".doc")
"""How Word files are called, which is how templates are named; of some only a refusal can be read."""


class Site(StrEnum):
    """Where in a Word template a tag stands, which says what it may print."""

    BODY = "body"
    CELL = "cell"  # of a table, or a content control
    BOX = "box"  # a text box
    EDGE = "edge"  # a header or footer


Look = tuple[tuple[str, str], ...]
"""How text looks: the properties of a run (OOXML Part 1, 17.3.2.28), each as its name and its XML."""


class Own(Struct, frozen=True):
    """A stretch of a Word template's own.

    Attributes:
        xml: Its XML, with the usual prefixes.
        said: What it says.
    """

    xml: str
    said: str


class Tag(Struct, frozen=True):
    """A tag of a Word template.

    Attributes:
        code: As Jinja takes it: `{{ brief.title }}`.
        where: Where it stands, for messages: its paragraph, and the text there.
        site: In what it stands.
        look: How what it prints is to look.
        alone: What its paragraph is before and behind it, where it has one to itself: then it may print
            blocks in the place of that.
    """

    code: str
    where: str
    site: Site
    look: Look = ()
    alone: tuple[Own, Own] | None = None

    @property
    def prints(self) -> bool:
        """Whether it is there to print something, and is no statement."""
        return self.code.startswith("{{")


class Outline(Struct, frozen=True):
    """Where a heading of a Word template begins; one of level 0 is where it ends."""

    level: int


Piece = Own | Tag | Outline


class WordPart(Struct, frozen=True):
    """A part of a Word template that has text: the body, a header or a footer.

    Attributes:
        name: Its name in the package.
        pieces: Its text.
        head, tail: What of the part comes before and behind that.
    """

    name: str
    pieces: tuple[Piece, ...]
    head: str
    tail: str


class WordTemplate(Struct, frozen=True):
    """A template that was written in Word.

    Attributes:
        letterhead: All its parts; the text of those below is replaced by what they are filled in to.
        parts: The body, then whatever other parts have tags.
        sections: How many sections it has.
        digest: The SHA-256 of the file.
    """

    letterhead: Letterhead
    parts: tuple[WordPart, ...]
    sections: int
    digest: str


class Template(Struct, frozen=True):
    r"""A brief's template, in Jinja2 and Markdown, or in Word.

    Attributes:
        text: What the file holds, with `\n` for every line ending; of a Word file, its tags.
        file: The file as messages name it.
        word: What it is, if it was written in Word.
    """

    text: str
    file: str
    word: WordTemplate | None = None


def without_remarks(text: str) -> str:
    """A template's text with blanks in the place of its remarks, line for line."""
    return _REMARK.sub(lambda remark: re.sub(r"[^\n]", " ", remark[0]), text)
