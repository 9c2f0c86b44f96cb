"""The officer's own text as inlines: its formatting, its citations, and whether it is still cleared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from legation.composing.citations import Citations
from legation.composing.names import Names
from legation.composing.select import is_overdue
from legation.composing.tokens import Tokens
from legation.model.chronology import Event, Item, Status
from legation.model.clearing import stale
from legation.model.document import Inlines, Text
from legation.model.prose import Cited, Prose, pieces

if TYPE_CHECKING:
    from legation.model.clearing import Stale
    from legation.model.prose import Path

NOT_RECLEARED = "not re-cleared"
NO_BREAK = "\u00a0"

_SIGN = re.compile(r"(?<=\w)\*(?=\w)")  # 2*3, which is no emphasis
_BULLET = re.compile(r"[-*]\s+")


class Typesetter:
    """Sets the authored texts of one brief.

    Attributes:
        texts: The brief's texts by their path.
    """

    def __init__(self, names: Names, citations: Citations) -> None:
        self._names = names
        self._citations = citations
        self.texts = {prose.path: prose for prose in names.brief.prose()}

    @cached_property
    def stale(self) -> dict[Path, Stale]:
        """The texts that are no longer covered by the brief's clearance."""
        return stale(self._names.chronology, self._names.brief)

    def inlines(self, *path: str | int) -> Inlines:
        """The text at a path: citations as the numbers of their items' sources."""
        prose = self.texts[path]
        return (*self._set(prose.text), *self._end(prose))

    def paragraphs(self, *path: str | int) -> Iterator[Inlines | list[Inlines]]:
        """The text at a path, paragraph by paragraph; one whose lines all begin with a dash is a list.

        Paragraphs are parted by an empty line. Without any, as in a text that YAML has folded, each
        line is one.
        """
        prose = self.texts[path]
        parts = re.split(r"\n{2,}" if "\n\n" in prose.text else r"\n", prose.text)
        for number, part in enumerate(parts, start=1):
            end = self._end(prose) if number == len(parts) else ()
            lines = part.split("\n")
            if all(map(_BULLET.match, lines)):
                entries = [self._set(_BULLET.sub("", line, count=1)) for line in lines]
                yield [*entries[:-1], (*entries[-1], *end)]
            else:
                yield (*self._set(part), *end)

    def _set(self, text: str) -> Inlines:
        from legation.composing.markdown import inline

        tokens = Tokens()
        *before, last = pieces(_SIGN.sub(r"\\*", text))
        # A number stays on the line of the word before it.
        bound = [p[:-1] + NO_BREAK if isinstance(p, str) and p[-1] == " " else p for p in before]
        marked = "".join(
            piece if isinstance(piece, str) else tokens.keep(self._cite(piece.ids))
            for piece in [*bound, last]
        )
        return inline(marked, tokens)

    def _end(self, prose: Prose) -> Inlines:
        """What follows the text: what is cited beside it, and that it was not cleared as it stands."""
        within = {key for p in pieces(prose.text) if isinstance(p, Cited) for key in p.ids}
        rest = tuple(key for key in prose.cites if key not in within)
        beside = (Text(" "), *self._cite(rest)) if rest else ()
        if prose.path not in self.stale:
            return beside
        return (*beside, Text(" "), Text(f"({NOT_RECLEARED})", bold=True, italic=True))

    def _cite(self, ids: tuple[str, ...]) -> Inlines:
        """The numbers of the items' sources, and whether any of them is disputed or has none."""
        items = [self._names.items[key] for key in ids if key in self._names.items]
        cites = self._citations.cite([source for item in items for source in item.sources])
        remarks = {
            **self._of_status(items),
            "disputed": any(item.disputed for item in items),
            "no source": not all(item.sources for item in items),
            "left out": len(items) < len(ids),  # of a draft
        }
        told = ", ".join(remark for remark, so in remarks.items() if so)
        apart = " " if cites else ""
        return (*cites, Text(f"{apart}({told})")) if told else cites

    def _of_status(self, items: Iterable[Item]) -> dict[str, bool]:
        """What is to be said of events that were not held, or not that anyone recorded."""
        events = [item for item in items if isinstance(item, Event)]
        overdue = [is_overdue(event, self._names.as_of) for event in events]
        planned = [event.status is Status.PLANNED for event in events]
        return {
            "cancelled": any(event.status is Status.CANCELLED for event in events),
            "planned, outcome not recorded": any(overdue),
            "planned": sum(planned) > sum(overdue),
        }
