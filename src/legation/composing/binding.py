"""What several briefs bound into one document need: whom to ask about each."""

from __future__ import annotations

from collections.abc import Iterable

from legation.composing.brief import BriefView
from legation.composing.forms import cell
from legation.model.document import Block, Column, Row, Table


def contacts(briefs: Iterable[BriefView]) -> list[Block]:
    """A table of whom to ask about each brief, and who drafted it."""
    rows = [
        Row((cell(brief.title), cell(brief.contact), cell(brief.drafted_by)))
        for brief in briefs
        if brief.contact or brief.drafted_by
    ]
    columns = Column("Brief"), Column("Contact"), Column("Drafted by")
    table = Table(columns, tuple(rows), description="Contacts", row_headers=True)
    return [table] if rows else []
