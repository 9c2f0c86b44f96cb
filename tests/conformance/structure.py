"""The structure: elements that stand where they belong, with what they must have (ISO 32000-1, 14.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf

from conformance.checking import check
from conformance.tagged import Tag, Tagged
from extraction import folded
from legation.model.document import Document


@check
def headings_nest_without_gaps(file: Tagged, document: Document) -> Iterator[str]:
    """The first is of level 1, and each is at most one deeper than the one before."""
    levels = [int(tag.role[1]) for tag in file.tags if re.fullmatch("H[1-6]", tag.role)]
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"


_PARENTS = {
    "Document": {""},
    "TR": {"THead", "TBody", "Table"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "H1": {"Document"},
    "H2": {"Document"},
    "H3": {"Document"},
}
_KIDS = {
    "Table": {"Caption", "THead", "TBody", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
}


@check
def elements_stand_where_they_belong(file: Tagged, document: Document) -> Iterator[str]:
    """Rows in tables, items in lists, headings in no other block (14.8.4)."""
    for tag in file.tags:
        parent = tag.parent.role if tag.parent else ""
        if parent not in _PARENTS.get(tag.role, {parent}):
            yield f"{tag.role} stands in {parent or 'nothing'}"
        kids = {kid.role for kid in tag.tags}
        if tag.role in _KIDS and not kids <= _KIDS[tag.role]:
            yield f"{tag.role} holds {', '.join(sorted(kids - _KIDS[tag.role]))}"
        if tag.role in _KIDS and not kids:
            yield f"{tag.role} holds nothing"
        if not isinstance(tag.source.get("/P"), pikepdf.Dictionary):
            yield f"{tag.role} names no parent"
        elif tag.parent and tag.source.P.objgen != tag.parent.source.objgen:
            yield f"{tag.role} names another parent than its own"


@check
def list_items_have_a_label_and_a_body(file: Tagged, document: Document) -> Iterator[str]:
    """In that order; an item that says nothing has a label only."""
    for tag in file.tags:
        if tag.role == "LI" and [kid.role for kid in tag.tags] not in (["Lbl", "LBody"], ["Lbl"]):
            yield f"an item holds {[kid.role for kid in tag.tags]}"


@check
def every_row_has_header_cells(file: Tagged, document: Document) -> Iterator[str]:
    """Each cell has a header in its row or column, with its scope; all rows are as long."""
    for table in (tag for tag in file.tags if tag.role == "Table"):
        rows = [tag for tag in table.descent() if tag.role == "TR"]
        if len({len(row.tags) for row in rows}) > 1:
            yield f"a table has rows of {sorted({len(row.tags) for row in rows})} cells"
        heads = [cell for cell in rows[0].tags if _scope(cell) == "/Column"] if rows else []
        headed = bool(rows) and len(heads) == len(rows[0].tags)
        for row in rows:
            for cell in row.tags:
                if cell.role == "TH" and _scope(cell) not in {"/Column", "/Row", "/Both"}:
                    yield f"the header {folded(file.words(cell))!r} has no scope"
            if not headed and not any(_scope(cell) == "/Row" for cell in row.tags):
                yield f"the row {folded(file.words(row))[:60]!r} has no header"


def _scope(cell: Tag) -> str:
    return str(cell.attribute("/Scope") or "") if cell.role == "TH" else ""


@check
def figures_have_their_words_and_their_place(file: Tagged, document: Document) -> Iterator[str]:
    """Alt says what is shown; BBox lies on the page and is not empty."""
    for tag in (tag for tag in file.tags if tag.role == "Figure"):
        if not tag.text("/Alt").strip():
            yield "a figure has no description"
        box = [float(side) for side in tag.attribute("/BBox") or ()]
        page = next((content.page for content in tag.contents()), 0)
        sheet = [float(side) for side in file.pages[page].MediaBox]
        if len(box) != 4 or not box[0] < box[2] or not box[1] < box[3]:
            yield f"a figure's place is {box}"
        elif box[0] < 0 or box[1] < 0 or box[2] > sheet[2] or box[3] > sheet[3]:
            yield f"a figure lies off the page: {box}"
