"""What is filled in within a Word template: runs that look as its own, blocks as wide as its sections."""

from __future__ import annotations

import re
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.document import Passage
from legation.model.letterhead import PLACE
from legation.model.properties import RUN
from legation.text.columns import set_widths
from legation.writing.docx import house
from legation.writing.docx.controls import Controls
from legation.writing.docx.links import Bookmarks, Links
from legation.writing.docx.neighbours import complete
from legation.writing.docx.runs import Runs
from legation.writing.docx.sheets import places
from legation.writing.docx.trees import W, fragment, root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.opc.part import XmlPart
    from lxml.etree import _Element as Element

    from legation.model.document import Block, Document
    from legation.model.template import Look
    from legation.model.theme import Page, Theme
    from legation.text.columns import Setting

OWN = "own:"
"""What stands before the id of a style that is the template's, lest it be taken for one of ours."""

_RUN = re.compile(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?")
_PROPERTY = re.compile(r"<w:(\w+)[^>]*/>")
_AS_WRITTEN = frozenset(("rtl", "lang"))  # which the text itself says


def filled(runs: str, look: Look) -> str:
    """Runs with the look of the tag that they stand for; what they say of themselves wins.

    Args:
        runs: As `Runs` writes them.
        look: The properties of the tag's run.
    """
    theirs = {name: xml for name, xml in look if name not in _AS_WRITTEN}
    if "rStyle" in theirs:
        theirs["rStyle"] = theirs["rStyle"].replace('val="', f'val="{OWN}')

    def merged(found: re.Match[str]) -> str:
        ours = {each[1]: each[0] for each in _PROPERTY.finditer(found[1] or "")}
        both = theirs | ours
        content = "".join(both[name] for name in sorted(both, key=_place_of_look))
        return f"<w:r><w:rPr>{content}</w:rPr>" if content else "<w:r>"

    return _RUN.sub(merged, runs)


def _place_of_look(name: str) -> int:
    return RUN.index(name) if name in RUN else len(RUN)


def fill_beside(parts: Iterator[XmlPart], document: Document) -> None:
    """Put what is filled in within headers and footers into them."""
    beside = dict(document.beside)
    runs = Runs(document.language, Links(), Bookmarks(()), Controls(), directed=True)
    for part in parts:
        spots = list(places(root(part)))
        for place, fill in zip(spots, beside.get(str(part.partname), ()), strict=True):
            xml = filled(runs.of(fill.inlines), fill.look).replace(OWN, "")
            for each in list(fragment(xml)):
                place.addprevious(each)
            part_of = place.getparent()
            if part_of is not None:
                part_of.remove(place)
        complete(root(part), {})


def fitted(document: Document, theme: Theme, main: XmlPart, setting: Setting) -> Document:
    """The document, each of its stretches made to fit the section of the template that it stands in.

    Args:
        document: Settled.
        theme: With the measures of the template.
        main: The template's main part.
        setting: How tables are set there.
    """
    placed = list(_placed(document.blocks, _sections(root(main)), theme.page))
    settled: dict[float, Iterator[Block]] = {}
    for width in {page.text_width for page, _ in placed if page}:
        # All at once: tables that are told in parts, with words of the template between, read as one.
        alike = [block for page, block in placed if page and page.text_width == width]
        settled[width] = set_widths(alike, replace(setting, width=width))
    blocks: list[Block] = []
    for page, stretch in groupby(placed, key=itemgetter(0)):
        held = [block for _, block in stretch]
        if page:
            own = theme.model_copy(update={"page": page})
            held = list(house.resized(islice(settled[page.text_width], len(held)), own))
        blocks += held
    return replace(document, blocks=tuple(blocks))


def _placed(
    blocks: Iterable[Block], sections: list[Element], page: Page
) -> Iterator[tuple[Page | None, Block]]:
    """Each block with the page of the section that it stands in; a passage has none."""
    passed = 0
    own: Page | None = None
    for block in blocks:
        if isinstance(block, Passage):
            passed += len(block.fills) + 1
            own = None
        else:
            own = own or house.sheet(sections[passed], page)
        yield own, block


def _sections(tree: Element) -> list[Element]:
    """The properties of the section that each place is in: the next that are stated."""
    found: list[Element] = []
    waiting = 0
    for each in tree.iter():
        if getattr(each, "target", "") == PLACE:
            waiting += 1
        elif each.tag == f"{W}sectPr":
            found += [each] * waiting
            waiting = 0
    return found
