"""Which way text runs: of a document, of a paragraph, and of the stretches within it.

A document runs as its language does: so do its tables, its list of contents and the foot of its pages. A
paragraph runs as its first letter does (UAX 9, P2 and P3), and as the document where it has none; what its
stretches do, the bidirectional algorithm says.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from legation.model.document import Break, Cite, Footnote, Link, Text
from legation.text.bidi import base_level, levels, turns
from legation.text.lines import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.model.document import Inline, Inlines
    from legation.model.drawing import Label


class Stretch(NamedTuple):
    """A part of a text that runs one way: `turned` where that is from right to left."""

    text: str
    turned: bool


def is_turned(text: str, *, within: bool = False) -> bool:
    """Whether a paragraph of this text runs from right to left, within a document that does or does not."""
    return (within or turns(text)) and base_level(text, int(within)) == 1


def of_lines(label: Label) -> Iterator[Stretch]:
    """The lines of a label, each as its paragraph runs: one is what is in bold, and one the rest.

    A line that was broken at a soft hyphen shows it.
    """
    for lines in (label.lines[: label.bold_lines], label.lines[label.bold_lines :]):
        turned = is_turned(" ".join(lines))
        for line in lines:
            hyphen = "-" if line.endswith(SOFT_HYPHEN) else ""
            yield Stretch(line.removesuffix(SOFT_HYPHEN) + hyphen, turned)


def stretches(texts: Iterable[str], *, within: bool = False) -> Iterator[list[Stretch]]:
    """The stretches of each of the texts, which one after the other make up a paragraph."""
    parts = list(texts)
    whole = "".join(parts)
    return stretches_at(parts, base_level(whole, int(within)) if within or turns(whole) else 0)


def stretches_at(parts: Sequence[str], base: int) -> Iterator[list[Stretch]]:
    """The same, of a paragraph of that level or of some of its lines."""
    whole = "".join(parts)
    if not (base or turns(whole)):
        yield from ([Stretch(part, False)] if part else [] for part in parts)
        return
    found = iter(zip(whole, levels(whole, base), strict=True))
    for part in parts:
        own = [next(found) for _ in part]
        yield [
            Stretch("".join(char for char, _ in group), odd == 1)
            for odd, group in groupby(own, key=lambda each: each[1] % 2)
        ]


def plain_text(inlines: Inlines) -> str:
    """What the inlines say, on one line."""
    return "".join(map(_said, inlines))


def _said(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Break():
            return " "
        case Link(_, children):
            return plain_text(children)
        case Cite(number):
            return f"[{number}]"
        case Footnote(number):
            return str(number)
