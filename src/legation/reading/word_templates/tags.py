r"""Tags in the text of a paragraph, as Word and its users leave them.

A tag is what stands between `{{` and `}}`, `{%` and `%}`, or `{#` and `#}`. Behind its opening it may say for
what it stands, as docxtpl has it: `{%p` for its paragraph, `{%tr` for its table row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from legation.model.quantities import shorten
from legation.reading.refusing import Refused

OPAQUE = "\ufffc"
"""What stands in a paragraph's text for that which is none: a picture, a field."""

NEAR = 60
"""The letters of a paragraph that a message quotes."""

_FOUND = re.compile(r"\{\{(?:(?!\}\}).)*\}\}|\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}", re.DOTALL)
_BRACE = re.compile(r"\{[{%#]|[}%#]\}")
_PARTED = re.compile(r"\{[ \u00a0\n\t]+[{%]|[}%][ \u00a0\n\t]+\}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LITERAL = re.compile(r"(\"[^\"]*\"|'[^']*')|(.)", re.DOTALL)
_SCOPE = re.compile(r"(tr|tc|p|r)\s(?=\s*\S)")

# What Word makes of quotation marks and blanks while one types.
_TYPED = str.maketrans(
    dict.fromkeys("“”„‟", '"')
    | dict.fromkeys("‘’‚‛", "'")
    | dict.fromkeys("\u00a0\u202f\u2009\n\t", " ")
    | dict.fromkeys("\u00ad\u200b\ufeff", "")
)


class Found(Struct, frozen=True):
    """A tag in a text.

    Attributes:
        start, end: Where it is.
        code: As Jinja takes it, on one line: `{% if events %}`.
        typed: As it was typed, but for blanks.
        scope: What it says that it stands for: `p`, `tr`, `r`; empty where it does not.
    """

    start: int
    end: int
    code: str
    typed: str
    scope: str

    @property
    def is_remark(self) -> bool:
        """Whether it is a remark, which prints and does nothing."""
        return self.code.startswith("{#")

    @property
    def prints(self) -> bool:
        """Whether it prints something."""
        return self.code.startswith("{{")

    @property
    def is_statement(self) -> bool:
        """Whether it repeats, chooses or sets something."""
        return self.code.startswith("{%")

    @property
    def word(self) -> str:
        """The first word of a statement: `for`."""
        found = re.match(r"\{%\s*(\w+)", self.code)
        return found[1] if found else ""


def find_tags(text: str, where: str) -> list[Found]:
    """The tags of a paragraph's text.

    Args:
        text: The text, with `OPAQUE` for what is none.
        where: Where the paragraph is, for messages.

    Raises:
        Refused: A tag does not end in the paragraph, or is none that Word templates have.
    """
    tags = [_read(found, where) for found in _FOUND.finditer(text)]
    rest = _without(text, tags)
    if lone := _BRACE.search(rest):
        raise _unclosed(rest, lone, where)
    if apart := _PARTED.search(rest):
        message = (
            f"{where}the braces of a tag stand apart: `{shorten(rest[apart.start() :], NEAR)}`"
        )
        raise Refused("template-syntax", message, "write them next to one another: {{ ... }}")
    return tags


def _without(text: str, tags: list[Found]) -> str:
    """The text with nothing in the places of tags."""
    starts, ends = [0, *(tag.end for tag in tags)], [*(tag.start for tag in tags), len(text)]
    return "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _unclosed(rest: str, lone: re.Match[str], where: str) -> Refused:
    if lone[0].startswith("{"):
        message = f"{where}a tag does not end: `{shorten(rest[lone.start() :].strip(), NEAR)}`"
        closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[lone[0]]
        hint = f"close it in the same paragraph: {lone[0]} ... {closing}"
    else:
        message = f"{where}`{lone[0]}` ends a tag, and none begins"
        opening = {"}}": "{{", "%}": "{%", "#}": "{#"}[lone[0]]
        hint = f"write {opening} ... {lone[0]}, or take it out"
    return Refused("template-syntax", message, hint)


def _read(found: re.Match[str], where: str) -> Found:
    """A tag as Jinja takes it.

    Raises:
        Refused: Something else than text stands in it, another tag does, or its braces have a sign.
    """
    opening, inner, closing = found[0][:2], found[0][2:-2], found[0][-2:]
    typed = " ".join(found[0].split())
    if opening == "{#":
        return Found(*found.span(), code="{##}", typed=typed, scope="")
    if OPAQUE in inner:
        message = f"{where}a picture, field or page break stands within a tag"
        raise Refused("template-syntax", message, "delete the tag, and type it anew at one go")
    inner = "".join(_typed(inner))
    if _BRACE.search(_QUOTED.sub("", inner)):
        raise _unclosed(found[0], _BRACE.match(opening) or found, where)
    if inner[:1] in "-+" or inner[-1:] in "-+":
        message = f"{where}a sign stands beside the braces: `{shorten(typed, NEAR)}`"
        raise Refused("template-syntax", message, f"take it out: {opening} ... {closing}")
    scoped = _SCOPE.match(inner)
    if scoped:
        inner = inner[scoped.end() :]
    code = f"{opening} {inner.strip()} {closing}"
    return Found(*found.span(), code=code, typed=typed, scope=scoped[1] if scoped else "")


def _typed(inner: str) -> Iterator[str]:
    """What stands in a tag, with signs and blanks as they are typed; straight quotations stay."""
    for literal, sign in _LITERAL.findall(inner):
        yield literal.replace("\n", " ") or sign.translate(_TYPED)
