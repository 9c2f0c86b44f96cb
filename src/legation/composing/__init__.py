"""From a brief and its template to the document that both writers get.

`compose` selects the brief's items, lets the template say in which order and words they appear, and
reads the result into a `Document`. It knows nothing of Word or PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from legation.composing.select import belongs, is_upcoming, needs, select, selects

if TYPE_CHECKING:
    from legation.composing.environment import Environment
    from legation.model.chronology import Chronology
    from legation.model.document import Document
    from legation.model.template import Template

    Templates = Callable[[str], Template | None]

RUNNING_TITLE = 80  # letters of the title at the foot of every page

__all__ = ["belongs", "compose", "is_upcoming", "needs", "select", "selects"]


def compose(chronology: Chronology, name: str, as_of: date, templates: Templates) -> Document:
    """Compose the brief called `name`.

    Args:
        chronology: Read and checked.
        name: A key of `chronology.briefs`.
        as_of: The day that splits past from upcoming.
        templates: Finds a template by the name that a brief, an include or an import gives; None for none.

    Raises:
        LegationError: The template is at fault; the diagnostic says where.
    """
    from legation.composing.blocks import Blocks
    from legation.composing.brief import BriefView
    from legation.composing.citations import Citations
    from legation.composing.glance import Glance
    from legation.composing.names import Names
    from legation.composing.render import render
    from legation.composing.scope import scope
    from legation.model.document import Document
    from legation.model.quantities import shorten

    brief = chronology.briefs[name]
    names = Names(chronology, brief, as_of)
    selection = select(chronology, brief, as_of)
    view = BriefView(name, names, selection)
    citations = Citations(names)
    environment = _environment(templates)
    given = scope(
        view, selection, names, Blocks(names, citations), Glance(names, citations), citations
    )
    blocks = render(environment, brief, given)
    return Document(
        name=name,
        title=view.title,
        language=chronology.language,
        as_of=as_of,
        blocks=blocks,
        marking=view.marking,
        running_title=shorten(view.title, RUNNING_TITLE),
        author=view.drafted_by,
        # The chronology's title may name partners that a brief's readers are not to hear of.
        subject="" if brief.parties else chronology.title,
        keywords=tuple(view.parties),
    )


@lru_cache(maxsize=4)
def _environment(templates: Templates) -> Environment:
    from legation.composing.environment import Environment

    return Environment(templates)
