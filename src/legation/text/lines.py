"""Lines: what text is broken into, whatever it is measured in, mostly points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

SOFT_HYPHEN = "\u00ad"

SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
"""White space other than the space is drawn as one: tabs and line ends have no width in print."""


class Measured(Protocol):
    """A run of text in one style, which tells how wide any text is in that style."""

    @property
    def text(self) -> str:
        """The characters."""

    @property
    def measure(self) -> Callable[[str], float]:
        """The width of a text on one line; a soft hyphen counts only as its last character."""


R = TypeVar("R", bound=Measured)


class Span(NamedTuple, Generic[R]):
    """A part of a run within a line, with its own width; `turned` where it runs from right to left."""

    run: R
    text: str
    width: float
    turned: bool = False


class Line(NamedTuple, Generic[R]):
    """A line of spans, in the order of reading.

    Attributes:
        spans: None on an empty line.
        width: Of all of them.
        spaced: Whether it ends where words or paragraphs end, rather than within a word.
        order: The spans' numbers as they stand from left to right, where that is not as they are read.
        turned: Whether its paragraph runs from right to left.
        stretch: By how much each of its spaces is wider than usual, in a justified paragraph.
    """

    spans: tuple[Span[R], ...]
    width: float
    spaced: bool
    order: tuple[int, ...] = ()
    turned: bool = False
    stretch: float = 0.0
