"""The forms that blocks share: a cell of one text, a list, lines with labels; and the words of inlines."""

from __future__ import annotations

from collections.abc import Iterable

from legation.model.document import (
    Block,
    Break,
    Cell,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Role,
    Text,
)
from legation.text.bidi import turns

Fact = tuple[str, str | None]
"""A label, and what is said under it, if anything."""


def cell(text: str, origin: str = "") -> Cell:
    """A cell of one text."""
    return (Paragraph((Text(text, origin=origin),)),)


def listed(kind: ListKind, entries: Iterable[Inlines]) -> list[Block]:
    """A list with an entry for each; nothing without any."""
    items = tuple(ListItem((Paragraph(inlines),)) for inlines in entries)
    return [List(kind, items)] if items else []


def dated(as_of: str, issue: str) -> str:
    """The as-of day, and the number of the issue that it is, if it is one.

    They share a line, so that a brief that fits the pages promised still fits them when it is issued.
    """
    return f"{as_of} · Issue: {issue}" if issue else as_of


def head(subtitle: str | None, facts: Iterable[Fact]) -> list[Block]:
    """What stands under a title: the subtitle, and the facts."""
    line = [Paragraph((Text(subtitle),), Role.SUBTITLE)] if subtitle else []
    return [*line, *labelled(facts)]


def labelled(facts: Iterable[Fact]) -> list[Block]:
    """A line for each fact that is known, behind its label."""
    inlines: list[Inline] = []
    for label, text in facts:
        if text:
            inlines += [Break()] if inlines else []
            inlines += [Text(f"{label}: ", bold=True), Text(text, apart=True)]
    return [Paragraph(tuple(inlines), Role.FRONT)] if inlines else []


def mixed(said: str, parts: Iterable[str], beside: str = "") -> tuple[Text, ...]:
    """A text that was put together, its parts apart from one another if any of it runs from right to left.

    Args:
        said: The text.
        parts: What was put into it, in order.
        beside: What it stands beside in its paragraph, which may run from right to left as well.
    """
    if not (turns(said) or turns(beside)):
        return (Text(said),) if said else ()
    found = []
    for part in filter(None, parts):
        before, inside, after = said.partition(part)
        if inside:
            found += [Text(before), Text(part, apart=True)]
            said = after
    return tuple(text for text in (*found, Text(said)) if text.text)


def label(word: str, beside: str) -> tuple[Text, ...]:
    """A label before what it is of.

    In a paragraph that runs from right to left it stands apart, so that all of its lines run so: else words
    between two labels would be read as one with these, from left to right, and those behind the last not.

    Args:
        word: What it says.
        beside: What it stands beside in its paragraph, which may run so.
    """
    return (Text(word, apart=True), Text(": ")) if turns(beside) else (Text(f"{word}: "),)


def words(inlines: Inlines) -> str:
    """What is to be read in them, those of links too, without source numbers."""
    texts = (inline.children if isinstance(inline, Link) else (inline,) for inline in inlines)
    return "".join(text.text for group in texts for text in group if isinstance(text, Text))
