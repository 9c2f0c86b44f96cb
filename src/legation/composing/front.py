"""The title block: for which parties, as of when, on how late a source, and whom to ask."""

from __future__ import annotations

from legation.composing.brief import BriefView
from legation.composing.names import Names
from legation.model.document import Block, Break, Inline, Paragraph, Role, Text


def front(brief: BriefView, names: Names) -> list[Block]:
    """The lines under the title."""
    lines = [
        ("Parties", names.wording.listed(brief.parties)),
        ("Period", brief.period),
        ("Marking", brief.marking),
        ("As of", brief.as_of),
        ("Latest source", brief.latest_source),
        ("Contact", brief.contact),
        ("Drafted by", brief.drafted_by),
    ]
    inlines: list[Inline] = []
    for label, text in lines:
        if text:
            inlines += [Break()] if inlines else []
            inlines += [Text(f"{label}: ", bold=True), Text(text)]
    subtitle = [Paragraph((Text(brief.subtitle),), Role.SUBTITLE)] if brief.subtitle else []
    return [*subtitle, Paragraph(tuple(inlines), Role.FRONT)]
