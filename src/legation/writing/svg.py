"""A drawing as SVG 1.1, for slides and web pages: shapes as shapes, and text as text.

Each shape, and each line of text, is a line of the file. Neighbours of one name are a group, which says
what it is (`data-name`) and, where that is told, what a reader sees who points at it (`title`).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct

from legation.model.drawing import MARGIN, Align, Box, Ink, Label, Line, Mark, Marker
from legation.text.bidi import turns
from legation.writing.directions import of_lines
from legation.writing.marks import CORNERS
from legation.writing.xml import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from legation.model.drawing import Drawing, Shape
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts
    from legation.writing.directions import Stretch

_OUTLINE = 0.75  # the thickness of outlines
_ANCHORS = {Align.START: None, Align.CENTRE: "middle", Align.END: "end"}  # without any, the start
_SHARES = {Align.START: 0.0, Align.CENTRE: 0.5, Align.END: 1.0}  # of a line, left of its anchor
_Attributes = dict[str, str | float | None]
_BEHIND = "Noto Naskh Arabic"  # which stands behind every font, and measured what this lacks


def write(
    drawing: Drawing,
    title: str,
    description: str,
    theme: Theme,
    fonts: Fonts,
    language: str,
    told: Mapping[str, str] | None = None,
) -> str:
    """The drawing as an SVG document, on paper of the theme's colour with a margin around it.

    Args:
        drawing: Painted as the PDF has it.
        title: What it is called.
        description: What it shows, for those who cannot see it.
        theme: Its colours, and the names of its font.
        fonts: The font itself, by which the text is placed: another one keeps to its widths.
        language: Of the text, BCP 47.
        told: What a reader is told who points at the shapes of a name.
    """
    # Pictures may stand together on a web page, and ids hold for all of it.
    own = f"{crc32(f'{title}|{description}'.encode(errors='replace')):08x}"
    width, height = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    root: _Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "version": "1.1",
        "width": f"{_length(width)}pt",
        "height": f"{_length(height)}pt",
        "viewBox": " ".join(map(_length, (-MARGIN, -MARGIN, width, height))),
        "role": "img",
        "lang": language,
        "xml:lang": language,
        "aria-labelledby": f"title-{own} description-{own}",
    }
    painter = _Painter(theme, fonts)
    paper = Box(-MARGIN, -MARGIN, width, height, Ink.PAPER, name="paper")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _tag("svg", root),
        _element("title", {"id": f"title-{own}"}, title),
        _element("desc", {"id": f"description-{own}"}, description),
        _tag("g", {"font-family": painter.family(), "stroke-width": _OUTLINE}),
        *painter.groups([paper, *drawing.shapes], told or {}),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


class _Painter(Struct, frozen=True):
    """Paints shapes in the colours of a theme, and text as its fonts measure it."""

    theme: Theme
    fonts: Fonts

    def family(self, *others: str) -> str:
        """The theme's font, what to take where it is not known, and others for letters it lacks."""
        names = (self.theme.fonts.name, self.theme.fonts.fallback, *others)
        return ", ".join([*map(_quoted, names), "serif"])

    def groups(self, shapes: Iterable[Shape], told: Mapping[str, str]) -> Iterator[str]:
        """The shapes, line by line, in groups of one name."""
        for name, group in groupby(shapes, lambda shape: shape.name):
            yield _tag("g", {"data-name": name or None})
            if name in told:
                yield _element("title", {}, told[name])
            for shape in group:
                yield from self._shape(shape)
            yield "</g>"

    def _shape(self, shape: Shape) -> Iterator[str]:
        """A shape, a label line by line."""
        match shape:
            case Line(x1, y1, x2, y2, ink, width, dash):
                place: _Attributes = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
                drawn: _Attributes = {"stroke-width": width, "stroke-dasharray": dash or None}
                yield _element("line", place | {"stroke": self._colour(ink)} | drawn)
            case Box(x, y, width, height, fill, stroke):
                place = {"x": x, "y": y, "width": width, "height": height}
                yield _element("rect", place | self._colours(fill, stroke))
            case Marker():
                name, place = _outline(shape)
                yield _element(name, place | self._colours(shape.fill, shape.stroke))
            case Label():
                for index, line in enumerate(of_lines(shape)):
                    yield self._text(shape, index, line)

    def _text(self, label: Label, index: int, line: Stretch) -> str:
        """A line of a label, its baseline where the PDF has it."""
        bold, size = index < label.bold_lines, label.size
        face = self.fonts.face(bold)
        width = face.advance(line.text) * size
        left = label.x + (label.width - width) * _SHARES[label.align]
        baseline = (label.leading + (face.ascent - face.descent) * size) / 2
        # Programs differ in where text that runs from the right starts, but not in where its middle is.
        align = Align.CENTRE if line.turned else label.align
        attributes: _Attributes = {
            "x": left + width * _SHARES[align],
            "y": label.y + index * label.leading + baseline,
            # Not always: another program takes digits from it too, where it knows no font before it.
            "font-family": self.family(_BEHIND) if turns(line.text) else None,
            "font-size": size,
            "font-weight": "bold" if bold else None,
            "fill": self._colour(label.ink),
            "text-anchor": _ANCHORS[align],
            "text-decoration": "line-through" if label.struck else None,
            "direction": "rtl" if line.turned else None,
            "unicode-bidi": "embed" if line.turned else None,
            "xml:space": "preserve" if "" in line.text.split(" ") else None,
        }
        if not self.fonts.missing(line.text):  # of another font's letters it knows no width
            attributes |= {"textLength": width, "lengthAdjust": "spacingAndGlyphs"}
        return _element("text", attributes, line.text)

    def _colours(self, fill: Ink | None, stroke: Ink | None) -> _Attributes:
        return {
            "fill": self._colour(fill) if fill else "none",
            "stroke": self._colour(stroke) if stroke else None,
        }

    def _colour(self, ink: Ink) -> str:
        return f"#{self.theme.colours.of(ink)}"


def _outline(marker: Marker) -> tuple[str, _Attributes]:
    """The name of a marker's element, and where it is."""
    x, y, radius = marker.x, marker.y, marker.radius
    if marker.mark is Mark.CIRCLE:
        return "circle", {"cx": x, "cy": y, "r": radius}
    corners = ((x + radius * dx, y + radius * dy) for dx, dy in CORNERS[marker.mark])
    return "polygon", {"points": " ".join(f"{_length(x)},{_length(y)}" for x, y in corners)}


def _element(name: str, attributes: _Attributes, text: str = "") -> str:
    """An element with its text, if any."""
    tag = _tag(name, attributes)
    return f"{tag}{escape(text)}</{name}>" if text else f"{tag[:-1]}/>"


def _tag(name: str, attributes: _Attributes) -> str:
    """The tag that begins an element, with those of the attributes that are not None."""
    said = "".join(
        f' {key}="{escape(value) if isinstance(value, str) else _length(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>"


def _length(value: float) -> str:
    """A length to a hundredth of a point, as short as can be, and never a negative nothing."""
    return f"{round(value, 2) + 0.0:.8g}"


def _quoted(name: str) -> str:
    """The name of a font as CSS has it."""
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
