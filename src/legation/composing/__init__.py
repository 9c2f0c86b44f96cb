"""From a brief and its template to the document that both writers get.

`compose` selects the brief's items, lets the template say in which order and words they appear, and
reads the result into a `Document`. It knows nothing of Word or PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legation.composing.draft import Omitted
    from legation.model.chronology import Chronology
    from legation.model.document import Document, Timeline
    from legation.model.edition import Earlier
    from legation.model.template import Template

    Templates = Callable[[str], Template | None]

RUNNING_TITLE = 80  # letters of the title at the foot of every page


def compose(
    chronology: Chronology,
    name: str,
    as_of: date,
    templates: Templates,
    *,
    room: int | None = None,
    omitted: Sequence[Omitted] | None = None,
    since: Earlier | None = None,
    issue: str = "",
) -> Document:
    """Compose the brief called `name`.

    Args:
        chronology: Read and checked.
        name: A key of `chronology.briefs`.
        as_of: The day that splits past from upcoming.
        templates: Finds a template by the name that a brief, an include or an import gives; None for none.
        room: How many items a section shows that must choose; all by default.
        omitted: For a draft, what it leaves out; None for a brief that is no draft.
        since: The issue that it is held against, to say what has changed; None for none.
        issue: Its own number, where it is an issue.

    Raises:
        LegationError: The template is at fault; the diagnostic says where.
    """
    from legation.composing.contents import with_contents
    from legation.composing.draft import DRAFT, with_draft_box
    from legation.composing.environment import Environment
    from legation.composing.marks import NO_MARKS
    from legation.composing.parts import Part
    from legation.composing.render import names_used, render
    from legation.composing.room import Room
    from legation.composing.scope import scope
    from legation.model.document import Document
    from legation.model.quantities import shorten

    brief = chronology.briefs[name]
    comparison, marks = None, NO_MARKS
    if since is not None:
        from legation.composing.news import NAMES, held_against, with_news

        comparison = held_against(since, chronology, name, as_of)
        marks = comparison.marks
    own = Part(chronology, name, as_of, Room(room), issue=issue, marks=marks)
    parts = [
        Part(chronology, part, as_of, own.room, own.citations, marks=marks) for part in brief.parts
    ]
    given, filled = scope(own, parts, comparison), None
    template, environment = templates(brief.template), Environment(templates)
    if template is not None and template.word is not None:
        from legation.composing.word import fill

        filled = fill(environment, template, given)
    rendered = filled.blocks if filled else render(environment, brief, given)
    if comparison and not filled and not NAMES & names_used(environment, brief):
        rendered = with_news(rendered, comparison, brief.pages)
    blocks = with_contents(rendered)
    view = own.brief
    marking = view.marking
    if omitted is not None:
        blocks = with_draft_box(blocks, omitted)
        marking = f"{DRAFT} · {marking}" if marking else DRAFT
    return Document(
        name=name,
        title=view.title,
        language=chronology.language,
        as_of=as_of,
        blocks=blocks,
        marking=marking,
        pages=brief.pages or 0,
        running_title=shorten(view.title, RUNNING_TITLE),
        author=view.drafted_by,
        # The chronology's title may name partners that a brief's readers are not to hear of.
        subject="" if brief.parties else chronology.title,
        keywords=tuple(view.parties),
        frame=filled.frame if filled else None,
        beside=filled.beside if filled else (),
    )


def compose_timelines(
    chronology: Chronology,
    name: str,
    as_of: date,
    *,
    lanes: str = "",
    breaks: bool = True,
    landscape: bool = False,
    strip: bool = False,
) -> tuple[Timeline, ...]:
    """The timeline of all events of the brief called `name`, whatever its template shows.

    It is one, or several panels of one where events are many; none where there are no events.

    Args:
        chronology: Read and checked.
        name: A key of `chronology.briefs`.
        as_of: The day that splits past from upcoming.
        lanes: What has a lane of its own: `party`, `kind` or `mechanism`; nothing by default.
        breaks: Whether long empty stretches are cut out.
        landscape: Whether it is made for a page that is wider than high.
        strip: Whether it is at most 45 mm high, and names the turning points only.
    """
    from legation.composing.parts import Part
    from legation.composing.room import Room
    from legation.model.document import Timeline

    part = Part(chronology, name, as_of, Room(None))
    events = [*part.data["events"], *part.data["upcoming"]]
    if strip:
        blocks = part.timelines.turning_points(events)
    else:
        blocks = part.timelines.timeline(events, lanes, breaks, landscape)
    return tuple(block for block in blocks if isinstance(block, Timeline))
