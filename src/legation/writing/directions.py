"""Which way text runs: of a document, of a paragraph, and of the stretches within it.

A document runs as its language does: so do its tables, its list of contents and the foot of its pages. A
paragraph runs as its first letter does (UAX 9, P2 and P3), and as the document where it has none; what its
stretches do, the bidirectional algorithm says.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from legation.model.document import Break, Cite, Footnote, Link, Text
from legation.text.bidi import Part, base_level, levels, part_levels, turns, visual_order
from legation.text.lines import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.model.document import Inline, Inlines
    from legation.model.drawing import Label


FSI, PDI = "\u2068", "\u2069"
"""The first and the last character of an isolate, which runs as its own first letter does."""

_INITIATORS = ("\u2066", "\u2067", FSI)


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


def parts_of(inlines: Iterable[Inline], *, line: bool = False) -> list[Part]:
    """The parts of a paragraph, of which those that come from elsewhere stand apart.

    What was typed in one place of the chronology does, and every number of a source or footnote, and every
    printed address. One that is all of a paragraph does not: it is the paragraph, and runs as that does.

    Args:
        inlines: Those of a paragraph.
        line: Whether they are one of its lines only.
    """
    groups = _groups(inlines)
    return [Part(plain_text(group), apart and (line or len(groups) > 1)) for apart, group in groups]


def isolated(inlines: Inlines, base: int) -> Inlines:
    """The inlines of a paragraph of a level, in isolates as far as what stands apart needs them."""
    found: list[Inline] = []
    parts = _isolates(parts_of(inlines), base)
    for (_, group), (text, needed) in zip(_groups(inlines), parts, strict=True):
        found += [Text(FSI), *group, Text(_end(text))] if needed else group
    return tuple(found)


def isolated_text(text: str, base: int) -> str:
    """A text in an isolate, if it needs one to stand apart in a paragraph of a level."""
    ((_, needed),) = _isolates([Part(text, apart=True)], base)
    return f"{FSI}{text}{_end(text)}" if needed else text


def _isolates(parts: Sequence[Part], base: int) -> Sequence[Part]:
    """The parts, as few of them apart as their order allows: none, those that turn it, or all."""
    none = [Part(part.text) for part in parts]
    if not (base or any(turns(part.text) for part in parts)):
        return none
    few = [Part(part.text, part.apart and turns(part.text)) for part in parts]
    wanted = _order(parts, base)
    return next((each for each in (none, few) if _order(each, base) == wanted), parts)


def _order(parts: Sequence[Part], base: int) -> tuple[list[int], list[int]]:
    """How the characters of the parts stand, and which of them are turned."""
    found, seams = part_levels(parts, base)
    return visual_order(found, seams), [level % 2 for level in found]


def _end(text: str) -> str:
    """The end of an isolate around a text, and of those that it leaves open."""
    return PDI * (1 + max(0, sum(map(text.count, _INITIATORS)) - text.count(PDI)))


def _groups(inlines: Iterable[Inline]) -> list[tuple[bool, Inlines]]:
    """The inlines of each part, and whether it stands apart."""
    return [
        (apart, tuple(inline for _, inline in group))
        for (apart, _), group in groupby(enumerate(inlines), _belonging)
    ]


def _belonging(numbered: tuple[int, Inline]) -> tuple[bool, str | int]:
    """Whether an inline stands apart, and what its neighbours share that are of the same part."""
    number, inline = numbered
    match inline:
        case Text(origin=origin) if origin:
            return True, origin
        case Text(apart=True):
            return True, ""
        case Cite() | Footnote():
            return True, number
        case Link(url, children) if plain_text(children) == url:
            return True, number
        case _:
            return False, 0


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
