"""Drawings as native DrawingML: a group of shapes that Word can edit, and the logo's picture.

A group (`wpg:wgp`) belongs to Word 2010 and later and stands in `mc:AlternateContent`; its fallback is a
picture of the same (see `fallbacks`). `Requires` names `wpg` alone: LibreOffice draws nothing where it
names several. Alternative text stands on the group, for Word, and on each label, for LibreOffice, which
drops the group's when it exports; what says nothing is marked as decorative, or readers would hear of
every tick.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING

from legation.model.drawing import Align, Box, Ink, Label, Line, Mark, Marker
from legation.writing.directions import of_lines, stretches_at
from legation.writing.docx.colours import attributes, scheme
from legation.writing.docx.markup import emu, twips
from legation.writing.docx.runs import characters, paragraph
from legation.writing.xml import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.model.drawing import Drawing, Shape
    from legation.model.theme import Theme
    from legation.writing.directions import Stretch

JUSTIFY = {Align.START: "left", Align.CENTRE: "center", Align.END: "right"}
"""The value of `w:jc` for an alignment."""

# In a paragraph that runs from right to left, what Word calls left is where it begins (17.18.44).
_TURNED = JUSTIFY | {Align.START: "right", Align.END: "left"}

_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_OUTLINE = 0.75  # the thickness of outlines
_ROUNDING = 1e-6
_OUTLINES = {
    Mark.CIRCLE: ("ellipse", -1.0, -1.0, 2.0, 2.0),
    Mark.SQUARE: ("rect", -0.89, -0.89, 1.78, 1.78),
    Mark.DIAMOND: ("diamond", -1.25, -1.25, 2.5, 2.5),
    Mark.TRIANGLE: ("triangle", -1.15, -1.2, 2.3, 2.0),
    Mark.CROSS: ("plus", -1.2, -1.2, 2.4, 2.4),
    Mark.WEDGE: ("flowChartMerge", -1.15, -0.8, 2.3, 2.0),
}
"""The outline of a mark: left, top, width and height in radii, so that all look equally large."""

# How deep its corners are, in 100,000ths of its side, where the preset has them otherwise (20.1.9.11).
_ADJUSTED = {"plus": '<a:gd name="adj" fmla="val 31250"/>'}

_TEXT_BOX = (
    '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t" '
    'anchorCtr="0"><a:noAutofit/></wps:bodyPr>'
)
# That readers pass over it, for Word and later editions of LibreOffice ([MS-ODRAWXML]).
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext>'
    "</a:extLst>"
)
_DECORATIVES = 'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
_NO_TEXT = '<wps:bodyPr rot="0" vert="horz" anchor="ctr"/>'


class Drawings:
    """Sets the drawings and pictures of one document; each and every shape has an id of its own.

    Attributes:
        drawn: The drawings so far, by the relationships of the pictures that can stand for them.
    """

    def __init__(self, theme: Theme, ids: Iterator[int]) -> None:
        self.drawn: dict[str, Drawing] = {}
        self._theme = theme
        self._ids = ids

    def figure(self, drawing: Drawing, description: str) -> str:
        """A drawing as a run."""
        extent = _extent(drawing.width, drawing.height)
        identifier = next(self._ids)
        shapes = self._frame(drawing) + "".join(map(self._shape, drawing.shapes))
        group = (
            f'<wpg:wgp {_DECORATIVES}><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
            f"<a:ext {extent}/>"
            f'<a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>'
        )
        name = f"Figure {identifier}"
        relationship = f"figure{identifier}"
        self.drawn[relationship] = drawing
        drawn = _inline(extent, identifier, name, description, _GROUP, group)
        picture = self._image(relationship, extent, name, description)
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wpg">{drawn}</mc:Choice>'
            f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    def picture(self, relationship: str, width: float, height: float, description: str) -> str:
        """The image of a relationship as a run, `width` by `height` points."""
        # The name is ours: what the file was called is nobody's business.
        drawn = self._image(relationship, _extent(width, height), "Logo", description)
        return f"<w:r>{drawn}</w:r>"

    def _image(self, relationship: str, extent: str, name: str, description: str) -> str:
        identifier = next(self._ids)
        content = (
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{identifier}" name="{name}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch>'
            '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic>"
        )
        return _inline(extent, identifier, name, description, _PICTURE, content)

    # --- shapes ----------------------------------------------------------------------------------

    def _frame(self, drawing: Drawing) -> str:
        """A rectangle not to be seen: LibreOffice takes what all shapes fill for the group's extent."""
        form = _geometry("rect", 0.0, 0.0, drawing.width, drawing.height)
        return self._plain("Frame", "", form, _fill(None), _stroke(None))

    def _shape(self, shape: Shape) -> str:
        match shape:
            case Line():
                return self._line(shape)
            case Box():
                form = _geometry("rect", shape.x, shape.y, shape.width, shape.height)
                return self._plain(
                    "Box", shape.name, form, _fill(shape.fill), _stroke(shape.stroke)
                )
            case Marker():
                preset, *extent = _OUTLINES[shape.mark]
                left, top, width, height = (length * shape.radius for length in extent)
                form = _geometry(preset, shape.x + left, shape.y + top, width, height)
                fill, stroke = _fill(shape.fill), _stroke(shape.stroke)
                return self._plain("Marker", shape.name, form, fill, stroke)
            case Label():
                return self._label(shape)

    def _plain(self, kind: str, name: str, form: str, fill: str, stroke: str) -> str:
        properties = self._properties(kind, name)
        return (
            f"<wps:wsp>{properties}<wps:cNvSpPr/><wps:spPr>{form}{fill}{stroke}</wps:spPr>{_NO_TEXT}"
            "</wps:wsp>"
        )

    def _line(self, line: Line) -> str:
        left, top = min(line.x1, line.x2), min(line.y1, line.y2)
        across, down = line.x2 - line.x1, line.y2 - line.y1
        flip = ' flipV="1"' if across * down < 0 else ""
        form = _geometry("line", left, top, abs(across), abs(down), flip)
        stroke = _stroke(line.ink, line.width, line.dash)
        return (
            f"<wps:wsp>{self._properties('Line', line.name)}<wps:cNvCnPr/>"
            f"<wps:spPr>{form}{stroke}</wps:spPr><wps:bodyPr/></wps:wsp>"
        )

    def _label(self, label: Label) -> str:
        form = _geometry("rect", label.x, label.y, label.width, label.height)
        bold, plain = self._look(label, bold=True), self._look(label, bold=False)
        paragraphs = "".join(
            _label_line(label, line, bold if number < label.bold_lines else plain)
            for number, line in enumerate(of_lines(label))
        )
        properties = self._properties("Label", label.name, " ".join(label.lines))
        return (
            f'<wps:wsp>{properties}<wps:cNvSpPr txBox="1"/><wps:spPr>{form}{_fill(None)}'
            f"{_stroke(None)}</wps:spPr><wps:txbx><w:txbxContent>{paragraphs or '<w:p/>'}"
            f"</w:txbxContent></wps:txbx>{_TEXT_BOX}</wps:wsp>"
        )

    def _look(self, label: Label, *, bold: bool) -> str:
        """The run properties of its lines in bold, or of the others."""
        size = floor(label.size * 2 + _ROUNDING)  # half points; more would not fit the box
        return (
            f"{'<w:b/><w:bCs/>' if bold else ''}{'<w:strike/>' if label.struck else ''}"
            f"<w:color {attributes(label.ink, self._theme.colours, 'val')}/>"
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        )

    def _properties(self, kind: str, name: str, says: str = "") -> str:
        identifier = next(self._ids)
        called = escape(name) if name else f"{kind} {identifier}"
        head = f'<wps:cNvPr id="{identifier}" name="{called}"'
        return f'{head} descr="{escape(says)}"/>' if says else f"{head}>{_DECORATIVE}</wps:cNvPr>"


def _label_line(label: Label, line: Stretch, look: str) -> str:
    (parts,) = stretches_at([line.text], int(line.turned))
    runs = "".join(
        f"<w:r><w:rPr>{look}{'<w:rtl/>' if turned else ''}</w:rPr>{characters(stretch)}</w:r>"
        for stretch, turned in parts
    )
    placing = (
        f'<w:spacing w:line="{twips(label.leading)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{(_TURNED if line.turned else JUSTIFY)[label.align]}"/>'
    )
    return paragraph("DrawingText", runs, placing=placing, turned=line.turned)


def _extent(width: float, height: float) -> str:
    """A size, from points."""
    return f'cx="{emu(width)}" cy="{emu(height)}"'


def _inline(
    extent: str, identifier: int, name: str, description: str, uri: str, content: str
) -> str:
    """A graphic that stands in the line like a letter (20.4.2.8)."""
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{identifier}" name="{name}" descr="{escape(description)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )


def _geometry(
    preset: str, left: float, top: float, width: float, height: float, flip: str = ""
) -> str:
    """A preset outline in its place within the group, from points."""
    return (
        f'<a:xfrm{flip}><a:off x="{emu(left)}" y="{emu(top)}"/>'
        f"<a:ext {_extent(width, height)}/></a:xfrm>"
        f'<a:prstGeom prst="{preset}"><a:avLst>{_ADJUSTED.get(preset, "")}</a:avLst></a:prstGeom>'
    )


def _fill(ink: Ink | None) -> str:
    if ink is None:
        return "<a:noFill/>"
    return f'<a:solidFill><a:schemeClr val="{scheme(ink)}"/></a:solidFill>'


@lru_cache(maxsize=64)
def _stroke(ink: Ink | None, width: float = _OUTLINE, dash: float = 0.0) -> str:
    if ink is None:
        return "<a:ln><a:noFill/></a:ln>"
    dashes = ""
    if dash:  # in thousandths of a per cent of the line's thickness (20.1.8.21)
        length = round(dash / width * 100_000)
        dashes = f'<a:custDash><a:ds d="{length}" sp="{length}"/></a:custDash>'
    return f'<a:ln w="{emu(width)}">{_fill(ink)}{dashes}</a:ln>'
