"""How high paragraphs, pictures and tables of a letterhead are, as far as can be told without its font."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from legation.writing.docx.estimating import LETTER
from legation.writing.docx.trees import WP, W, number, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from legation.writing.docx.grafting import Styles

_NATURAL = 1.2  # the height of a line, in sizes of type, if nothing is said of it
_WHOLE = 240  # what a single line is in, where it is not in twips (17.18.48)
_UNSIZED = 10.0  # points; the size of text that has none (17.3.2.38)
_TWIP, _EMU = 1 / 20, 1 / 12700  # of a point


class Look(NamedTuple):
    """How a paragraph stands, in points.

    Attributes:
        size, leading: Of its lines.
        before, after: The space around it.
        left, right: How far it is indented.
    """

    size: float
    leading: float
    before: float
    after: float
    left: float
    right: float


def look(chain: Sequence[Element], styles: Styles) -> Look:
    """How a paragraph stands by a chain of what says so, the nearest first: itself, its style and so on."""
    defaults = (styles.root.find(f"{W}docDefaults/{W}{name}Default") for name in ("pPr", "rPr"))
    every = [*chain, *(each for each in defaults if each is not None)]

    def said(path: str, name: str, otherwise: float = 0.0) -> float:
        found = (value(each, path, name) for each in every)
        return number(next(filter(None, found), ""), otherwise)

    spacing, indent = f"{W}pPr/{W}spacing", f"{W}pPr/{W}ind"
    size = said(f"{W}rPr/{W}sz", "val", 2 * _UNSIZED) / 2
    rule = next(filter(None, (value(each, spacing, "lineRule") for each in every)), "auto")
    line = said(spacing, "line", _WHOLE)
    if rule == "auto":
        leading = size * _NATURAL * line / _WHOLE
    else:
        leading = max(line * _TWIP, size * _NATURAL if rule == "atLeast" else 0.0)
    spaces = (max(0.0, said(spacing, name)) * _TWIP for name in ("before", "after"))
    sides = (said(indent, name) * _TWIP for name in ("left", "right"))
    return Look(size, leading, *spaces, *sides)


class Heights:
    """Measures what stands in a letterhead.

    Args:
        styles: Its styles.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def of(self, elements: Iterable[Element], width: float) -> float:
        """The height of paragraphs and tables, one beneath the other, in a column of a width, in points."""
        total, after = 0.0, 0.0
        for each in elements:
            if each.tag == f"{W}p":
                height, looks = self._paragraph(each, width)
                total += max(after, looks.before) + height
                after = looks.after
            elif each.tag == f"{W}tbl":
                total += after + sum(self._row(row, width) for row in each.iter(f"{W}tr"))
                after = 0.0
            elif each.tag == f"{W}sdt":
                total += after + self.of(each.iterfind(f"{W}sdtContent/*"), width)
                after = 0.0
        return total + after

    def _paragraph(self, paragraph: Element, width: float) -> tuple[float, Look]:
        named = self._styles.with_id(value(paragraph, f"{W}pPr/{W}pStyle"))
        style = self._styles.default("paragraph") if named is None else named
        looks = look([paragraph, *self._styles.chain(style)], self._styles)
        sizes = [number(value(run, f"{W}rPr/{W}sz"), 0.0) / 2 for run in paragraph.iter(f"{W}r")]
        size = max([looks.size, *sizes])
        leading = looks.leading * size / looks.size
        room = max(size, width - looks.left - looks.right)
        lines = len(list(_breaks(paragraph))) + ceil(len(_text(paragraph)) * LETTER * size / room)
        return max(leading * max(1, lines), *_pictures(paragraph)), looks

    def _row(self, row: Element, width: float) -> float:
        stated = number(value(row, f"{W}trPr/{W}trHeight"), 0.0) * _TWIP
        cells = [each for each in row.iter(f"{W}tc") if next(each.iterancestors(f"{W}tr")) is row]
        each_ = width / max(1, len(cells))
        widths = (number(value(c, f"{W}tcPr/{W}tcW", "w"), each_ / _TWIP) * _TWIP for c in cells)
        heights = (
            self.of(cell, min(width, wide) if wide > 1 else each_)
            for cell, wide in zip(cells, widths, strict=True)
        )
        return max([stated, *heights])


def _own(paragraph: Element, *names: str) -> Iterator[Element]:
    """What of some names is in a paragraph, and not in a text box within it."""
    found = paragraph.iter(*(W + name for name in names))
    return (each for each in found if next(each.iterancestors(f"{W}p")) is paragraph)


def _text(paragraph: Element) -> str:
    return "".join(each.text or "" for each in _own(paragraph, "t"))


def _breaks(paragraph: Element) -> Iterator[Element]:
    """The ends of lines that are stated; that of a page is none."""
    return (e for e in _own(paragraph, "br", "cr") if e.get(f"{W}type", "textWrapping") != "page")


def _pictures(paragraph: Element) -> Iterator[float]:
    """The heights of pictures that stand in the line, and of those that text stands above and beneath."""
    yield 0.0
    for each in paragraph.iter(f"{WP}inline", f"{WP}anchor"):
        extent = each.find(f"{WP}extent")
        beside = each.tag == f"{WP}anchor" and each.find(f"{WP}wrapTopAndBottom") is None
        if extent is not None and not beside:
            yield number(str(extent.get("cy", "")), 0.0) * _EMU
