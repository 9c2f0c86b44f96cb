"""What has changed since an earlier issue, as a section of the brief, and as marks on what has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from legation.composing.changes import BRIEF, differences, once
from legation.composing.edition import edited
from legation.composing.locale import Wording
from legation.composing.marks import Marks
from legation.composing.names import sentence_case
from legation.composing.rewording import shortened
from legation.composing.telling import called, dated_title, grouped, labelled, lines
from legation.model.changes import Change, Detail, Mark, News, Piece
from legation.model.chronology import Chronology
from legation.model.document import (
    Block,
    Break,
    Heading,
    Inline,
    Inlines,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Role,
    Text,
)
from legation.model.edition import Earlier

NAMES = frozenset({"what_has_changed", "changes"})
"""The names by which a template places the section itself."""


class Comparison(Struct, frozen=True):
    """A brief, held against an earlier issue.

    Attributes:
        since: That issue in words: `issue 3 (12 February 2026)`.
        changes: What has changed.
        marks: Which items are new, or have changed.
    """

    since: str
    changes: tuple[Change, ...]
    marks: Marks


def held_against(earlier: Earlier, chronology: Chronology, name: str, as_of: date) -> Comparison:
    """The brief called `name`, held against an earlier issue of it."""
    now, items = edited(chronology, name, as_of)
    changes = differences(earlier.edition, now)
    words = {
        id(change.after): "New" if change.news is News.ADDED else "Changed" for change in changes
    }
    told = zip(now.entries, items, strict=True)
    marks = {id(item): words[id(entry)] for entry, item in told if id(entry) in words}
    return Comparison(_issue(earlier, Wording(chronology, as_of)), once(changes), Marks(marks))


def _issue(earlier: Earlier, wording: Wording) -> str:
    day = wording.day(earlier.edition.as_of)
    ordinal = earlier.number.rpartition("-")[2].lstrip("0")
    return f"issue {ordinal} ({day})" if ordinal else day


class ChangeView:
    """A change, as templates see it."""

    described_as = "a change"

    def __init__(self, change: Change, what: str) -> None:
        self._change = change
        self._what = what

    @property
    def what(self) -> str:
        """What happened: `Added`, `Took place`, `Changed`, `Removed` and so on."""
        return self._what

    @property
    def title(self) -> str:
        """What it happened to: an item's title, or the name of a text of the brief."""
        return self._change.title

    @property
    def name(self) -> str:
        """The same, with the date before it."""
        return called(self._change)

    @property
    def details(self) -> list[str]:
        """What changed of it, a line each; words taken out as `[-old-]`, put in as `{+new+}`."""
        return [*lines(self._change)]


def change_views(comparison: Comparison) -> list[ChangeView]:
    """The changes as templates see them."""
    grouped_ = grouped(comparison.changes)
    return [ChangeView(change, what) for what, group in grouped_ for change in group]


# --- the section ---------------------------------------------------------------------------------


def section(comparison: Comparison) -> list[Block]:
    """The section with its heading: a list for each kind of change."""
    blocks: list[Block] = [Heading(1, (Text(f"What has changed since {comparison.since}"),), "")]
    for what, group in grouped(comparison.changes):
        items = tuple(ListItem((Paragraph(tuple(_told(change))),)) for change in group)
        blocks.append(Paragraph((Text(f"{what} ({len(group)})", bold=True),)))
        blocks.append(List(ListKind.BULLET, items))
    return blocks if comparison.changes else [*blocks, Paragraph((Text("Nothing."),))]


def with_news(
    blocks: Sequence[Block], comparison: Comparison, pages: int | None
) -> tuple[Block, ...]:
    """The blocks of a template that does not place the section, with it before the first but the bottom line.

    In a brief that is held to a number of pages, it opens the annex, which it makes if there is none.
    """
    from legation.composing.markdown import anchored

    told = section(comparison)
    if pages:
        annex = (n for n, b in enumerate(blocks, 1) if isinstance(b, PageBreak) and b.annex)
        place = next(annex, len(blocks))
        told = told if place < len(blocks) else [PageBreak(annex=True), *told]
    else:
        place = next((n for n, b in enumerate(blocks) if _opens(b, blocks[n + 1 :])), len(blocks))
    return tuple(anchored([*blocks[:place], *told, *blocks[place:]]))


def _opens(block: Block, after: Sequence[Block]) -> bool:
    """Whether a block opens a section that is not the bottom line."""
    lead = bool(after) and isinstance(after[0], Paragraph) and after[0].role is Role.LEAD
    return isinstance(block, Heading) and block.level == 1 and not lead


def _told(change: Change) -> Iterator[Inline]:
    """What a change is of, and what changed of it, a line for each."""
    when, title = dated_title(change)
    if when:
        yield Text(when, bold=True)
    yield Text(title, bold=True, apart=True)
    for line in [*_texts(change), *(line for d in change.details for line in _detail(d, change))]:
        yield Break()
        yield from line


def _texts(change: Change) -> Iterator[Inlines]:
    """Of a text or figure that was added or removed, what it says; an item's own place has the rest."""
    entry = change.after or change.before
    if change.details or entry is None:
        return
    if change.section == BRIEF:
        yield from (
            (Text(said.text, struck=change.after is None, apart=True),) for said in entry.said
        )
    elif entry.readings and change.after:
        last = entry.readings[-1]
        when = (Text(f" ({last.when})"),) if last.when else ()
        yield (Text(last.words, apart=True), *when)


def _detail(detail: Detail, change: Change) -> Iterator[Inlines]:
    if detail.label == "Status":
        return  # which the name of the group says
    label = labelled(detail, change)
    if label and detail.news is News.SOURCED:
        label = "Source"
    if detail.news in (News.DATED, News.REDATED, News.FIGURE) and detail.after:
        yield (*_updated(label, detail),)
    elif not (detail.before and detail.after):
        word = "added" if detail.after else "taken out"
        said = Text(detail.after or detail.before, struck=not detail.after, apart=True)
        yield Text(f"{label} {word}: "), said
    else:
        pieces = shortened(detail.pieces)
        if any(piece.mark is Mark.REMOVED for piece in pieces):
            yield _wording("was" if not label else f"{label}, was", pieces, Mark.REMOVED)
        yield _wording("now" if not label else f"{label}, now", pieces, Mark.ADDED)


def _updated(label: str, detail: Detail) -> Iterator[Text]:
    """A date or a figure: what it is now, what it was, and by how much it rose or fell."""
    yield Text(f"{label}: ")
    yield Text(detail.after, bold=True, apart=True)
    if detail.before:
        yield Text(", was ")
        yield Text(detail.before, struck=True, apart=True)
    if detail.difference:
        yield Text(f"; {detail.difference}")


def _wording(label: str, pieces: Sequence[Piece], mark: Mark) -> Inlines:
    """One of two wordings, with what the other has not struck out or bold."""
    texts = (
        Text(
            piece.text,
            bold=piece.mark is Mark.ADDED,
            struck=piece.mark is Mark.REMOVED,
            apart=True,
        )
        for piece in pieces
        if piece.mark in (Mark.SAME, mark)
    )
    return (Text(f"{sentence_case(label)}: "), *texts)
