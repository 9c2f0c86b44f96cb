"""What YAML has and a chronology does not: each reported where it stands, with the mend."""

from __future__ import annotations

from typing import Protocol

from legation.diagnostics import Report
from legation.reading.yaml.characters import SPACES, named
from legation.reading.yaml.lines import Lines
from legation.reading.yaml.mending import advise, shorten, whole
from legation.reading.yaml.nodes import Mapping

MAX_DEPTH = 32

_SPACES = "".join(SPACES) + " \t\u2060"


class Mark(Protocol):
    """A place in the text: its index, counted in characters from 0."""

    index: int


class ParserEvent(Protocol):
    """What the parser says of a node; `style` is empty for a plain scalar."""

    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    start_mark: Mark
    end_mark: Mark


def marks(lines: Lines, event: ParserEvent, report: Report) -> None:
    """Refuse the tag and the anchor before a node, which may come in either order."""
    at = event.start_mark.index
    first = lines.text[at]
    if event.tag is not None:
        mark(lines, at if first == "!" else lines.text.index("!", at), report)
    if event.anchor is not None:
        mark(lines, at if first == "&" else lines.text.index("&", at), report)


_MARKS = {
    "&": ("yaml-anchor", "a name for another place to refer to, which is not used here"),
    "*": ("yaml-alias", "a reference to another place, which is not used here"),
    "!": ("yaml-tag", "a YAML type, which is not used here"),
}


def mark(lines: Lines, at: int, report: Report) -> None:
    """Refuse the anchor, alias or tag that begins at the index."""
    code, meaning = _MARKS[lines.text[at]]
    word = shorten(lines.text[at : at + 200].split()[0])
    hint = advise(lines, at, "write it out, or, if it is text, put it in quotes")
    report.error(lines.position(at), code, f"`{word}` is {meaning}", hint)


def key(
    lines: Lines, mapping: Mapping, event: ParserEvent, name: str, report: Report
) -> str | None:
    """Refuse or mend a key that is odd; the key that was meant, or None where that is not known."""
    at = lines.position(event.start_mark.index)
    if name == "<<" and not event.style:
        message = "`<<` merges another mapping, which is not used here"
        report.error(at, "yaml-merge", message, "write its keys out")
        return None
    if not name and not event.style:
        report.error(at, "yaml-key", "there is no key before this colon", "write one: title: ...")
        return None
    meant = _meant(lines, event, name, report) if not event.style else name
    if meant not in mapping:
        return meant
    first = mapping.key_position(meant).line
    message = f"`{shorten(meant)}` is given twice: first on line {first}"
    hint = 'keep one of them; if another item begins here, put "- " in front of its first key'
    report.error(at, "duplicate-key", message, hint)
    return None


def _meant(lines: Lines, event: ParserEvent, name: str, report: Report) -> str:
    """The key without the dash or the spaces that were taken for a part of it."""
    at = lines.position(event.start_mark.index)
    if name[0] == "-" and name.strip("-"):
        message = "a space is missing after the dash"
        meant = name.lstrip("-")
        report.error(at, "yaml-dash-space", message, f"type one: - {shorten(meant)}: ...")
        return meant.strip(_SPACES)
    meant = name.strip(_SPACES)
    space = next((sign for sign in (name[0], name[-1]) if sign in SPACES), None)
    if space:
        message = f"an invisible {named(space)} stands beside the key `{shorten(meant)}`"
        report.error(at, "yaml-space", message, "delete it, and type ordinary spaces")
    return meant or name


def structured_key(lines: Lines, at: int, report: Report) -> None:
    """Refuse a list, a mapping or a reference in the place of a key."""
    hint = advise(lines, at, "write it as plain text; if this is a value, put it in quotes")
    report.error(lines.position(at), "yaml-key", "a key must be plain text", hint)


def depth(lines: Lines, at: int, report: Report) -> None:
    """Refuse a node that stands too deep."""
    message = f"lists and mappings stand in one another more than {MAX_DEPTH} deep here"
    report.error(lines.position(at), "yaml-depth", message, "look for brackets that are not closed")


def documents(lines: Lines, at: int, report: Report) -> None:
    """Refuse a second document."""
    message = 'a second document begins here, after "---"'
    hint = "delete this line, or make a file of its own of what follows, in the same folder"
    report.error(lines.position(at), "yaml-documents", message, hint)


def no_value(lines: Lines, mapping: Mapping, event: ParserEvent, report: Report) -> None:
    """Refuse a key that no colon follows: in braces, mostly the rest of a value with a comma."""
    at = event.start_mark.index
    before = next(reversed(mapping), "")
    value, value_at = mapping.placed(before) or (None, at)
    comma = lines.text.rfind(",", value_at, at)
    start, colon, rest = event.value.partition(":")
    if colon and rest and start.replace("-", "").isalpha():
        hint = f"type one: {start}: {shorten(rest)}"
        message = "a space is missing after the colon"
        report.error(lines.position(at), "yaml-colon-space", message, hint)
    elif isinstance(value, str) and comma > 0 and lines.text[value_at] not in "\"'":
        message = f"this comma ends the value of `{shorten(before)}`; the rest is taken for a key"
        hint = whole(lines, value_at, "put the text in quotes")
        report.error(lines.position(comma), "yaml-comma", message, hint)
    else:
        message = f"`{shorten(event.value)}` is taken for a key, but no colon follows it"
        hint = advise(lines, mapping.start, "put a colon after it; if it is text, put it in quotes")
        report.error(lines.position(at), "yaml-key", message, hint)


def lost_number(lines: Lines, at: int, report: Report) -> None:
    """Refuse `>3` and `|3`, which YAML takes for the head of a block of text, here empty."""
    sign = lines.text[at]
    message = f'a "{sign}" at the start of a value has a meaning of its own in YAML'
    hint = advise(lines, at, "put the text in quotes")
    report.error(lines.position(at), "yaml-greater", message, hint)


def swallowed_item(lines: Lines, start: int, at: int, report: Report) -> None:
    """Warn of a line that begins with a dash and is read as a part of the text that starts above.

    Where that begins with a dash of its own, it is an item that lacks the space.
    """
    if lines.text[start] == "-":
        item = shorten(lines.line(lines.number(start)).strip()[1:])
        message = "a space is missing after the dash"
        report.error(lines.position(start), "yaml-dash-space", message, f"type one: - {item}")
        return
    message = 'this line is read as a part of the text above it, though it begins with "- "'
    hint = (
        "if it is an item, begin it where the item above begins; if it is text, join the two lines"
    )
    report.warning(lines.position(at), "yaml-indent", message, hint)
