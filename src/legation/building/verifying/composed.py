"""The documents that files are held against, composed anew for the day of which the files speak."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from legation.building.plan import Job
from legation.building.rendering.drafting import omitted, sound
from legation.composing.select import needs
from legation.diagnostics import LegationError
from legation.model.brief import Format

if TYPE_CHECKING:
    from collections.abc import Iterator, Set
    from datetime import date

    from legation.building.issues.since import Held
    from legation.building.rendering.render import Renderer
    from legation.building.surveying.survey import Survey
    from legation.model.chronology import Chronology
    from legation.model.document import Document

    Issued = tuple[Held | None, str]
    """What a brief is held against, and its own number where it is an issue."""


class Documents(Struct, dict=True):
    """The documents of one day, each composed once for both of its files, and kept until the next brief's.

    Attributes:
        found: What they are made from.
        day: The day.
    """

    found: Survey
    day: date
    _known: dict[tuple[str, bool, frozenset[str], Issued], Document] = field(default_factory=dict)

    def of(self, name: str, digests: Set[str], issued: Issued) -> tuple[Document, bool]:
        """The document of a brief, and whether it is a draft: it is, if a draft has one of the digests.

        Args:
            name: The brief's id.
            digests: Of documents, one of which it is if it can be.
            issued: What it is held against, and its own number as an issue; of no concern to a draft.

        Raises:
            LegationError: It cannot be composed, and no draft of it has such a digest.
        """
        problem: LegationError | None = None
        first: tuple[Document, bool] | None = None
        for draft in self._ways(name):
            try:
                held = (None, "") if draft else issued
                document = self._composed(name, digests, held, draft=draft)
            except LegationError as error:
                problem = problem or error
                continue
            if document.digest in digests:
                return document, draft
            first = first or (document, draft)
        if problem is not None:
            raise problem
        assert first is not None
        return first

    def _ways(self, name: str) -> Iterator[bool]:
        """Whether as a draft: as nothing else where it has errors."""
        brief = self._chronology.briefs[name]
        if not any(needs(brief, name, self._chronology, fault) for fault in self.found.faults):
            yield False
        yield True

    def _composed(self, name: str, digests: Set[str], issued: Issued, *, draft: bool) -> Document:
        # One that is held to its pages may have been given less room than it has here, by a letterhead.
        held = self._chronology.briefs[name].pages is not None
        told = frozenset(digests if held else ())
        if (name, draft, told, issued) not in self._known:
            if any(of != name for of, *_ in self._known):
                self._known.clear()
            left_out = omitted(self._chronology, name, self.found.faults) if draft else None
            job = Job(name, self.day, (Format.DOCX, Format.PDF), left_out, *issued)
            renderer = self._drafts if draft else self._renderer
            self._known[name, draft, told, issued] = renderer.lay_out(job, told).numbered
        return self._known[name, draft, told, issued]

    @cached_property
    def _chronology(self) -> Chronology:
        assert self.found.chronology is not None, "nothing is composed without a chronology"
        return self.found.chronology

    @cached_property
    def _renderer(self) -> Renderer:
        return self._rendering(self._chronology)

    @cached_property
    def _drafts(self) -> Renderer:
        return self._rendering(sound(self._chronology))

    def _rendering(self, chronology: Chronology) -> Renderer:
        from legation.building.rendering.render import Renderer

        assert self.found.templates is not None, "nothing is composed without templates"
        return Renderer(chronology, self.found.theme, self.found.templates)
