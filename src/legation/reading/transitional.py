"""What programs write otherwise than the schema of transitional Word files has it, put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.elements import drop, local
from legation.model.properties import PARAGRAPH, RUN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"

_SIDES = {"start": "left", "end": "right"}
_SIDED = frozenset(("tblCellMar", "tcMar", "tblBorders", "tcBorders"))
_TABLE = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
).split()
_CELL = (
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
).split()
_SECTION = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
).split()
_STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
).split()
_LEVEL = (
    "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr".split()
)
_EDGES = "top left start bottom right end insideH insideV tl2br tr2bl between bar".split()
_ORDERS = {
    name: {_W + child: place for place, child in enumerate(children)}
    for name, children in {
        "pPr": PARAGRAPH,
        "rPr": RUN,
        "tblPr": _TABLE,
        "tcPr": _CELL,
        "sectPr": _SECTION,
        "sdt": ["sdtPr", "sdtEndPr", "sdtContent"],
        "style": _STYLE,
        "lvl": _LEVEL,
        "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl".split(),
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup".split(),
        **dict.fromkeys((*_SIDED, "pBdr", "pgBorders"), _EDGES),
    }.items()
}
"""The places of what some elements hold."""

_DRAWN_BY_PATH = frozenset((f"{_VML}shape", f"{_VML}shapetype"))


def mend(element: Element) -> None:
    """Put one element right.

    Args:
        element: Of a part of WordprocessingML, or of a drawing in VML within.
    """
    if element.tag.startswith(_VML):
        drop(element, "ID")
        if element.tag not in _DRAWN_BY_PATH:
            drop(element, "path")
    elif element.tag.startswith(_W):
        _turn(element)
        _order(element)


def _turn(element: Element) -> None:
    """Say left and right where transitional files have no start and end (17.3.1.12)."""
    name = local(element)
    if name in ("jc", "lvlJc", "tab") and element.get(f"{_W}val") in _SIDES:
        element.set(f"{_W}val", _SIDES[element.get(f"{_W}val", "")])
    elif name == "ind":
        for old, new in _SIDES.items():
            for ending in ("", "Chars"):
                value = element.get(f"{_W}{old}{ending}")
                if value is not None:
                    drop(element, f"{_W}{old}{ending}")
                    element.set(f"{_W}{new}{ending}", value)
    elif name in _SIDES and local(element.getparent()) in _SIDED:
        element.tag = _W + _SIDES[name]
    elif name == "charset":
        drop(element, f"{_W}characterSet")


def _order(element: Element) -> None:
    """Put what an element holds in the order of the schema; what that does not know is last."""
    order = _ORDERS.get(local(element))
    if order is None:
        return
    places = [order.get(str(child.tag), len(order)) for child in element]
    if places != sorted(places):
        element[:] = sorted(element, key=lambda child: order.get(str(child.tag), len(order)))
