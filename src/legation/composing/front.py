"""The title block: for which parties, as of when, which issue, on how late a source, and whom to ask."""

from __future__ import annotations

from legation.composing.brief import BriefView
from legation.composing.forms import dated, head
from legation.composing.names import Names
from legation.model.document import Block


def front(brief: BriefView, names: Names) -> list[Block]:
    """The lines under the title."""
    facts = [
        ("Parties", names.wording.listed(brief.parties)),
        ("Period", brief.period),
        ("Marking", brief.marking),
        ("As of", dated(brief.as_of, brief.issue)),
        ("Latest source", brief.latest_source),
        ("Contact", brief.contact),
        ("Drafted by", brief.drafted_by),
    ]
    return head(brief.subtitle, facts)
