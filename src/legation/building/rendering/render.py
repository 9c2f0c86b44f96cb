"""A brief as files: composed, settled and written, all of it in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from legation.building.issues.since import earlier
from legation.building.rendering.provenance import Origins
from legation.building.surveying.word_templates import refuse_formats
from legation.composing import compose
from legation.diagnostics import LegationError, Report, fail
from legation.model.brief import Format
from legation.model.document import Contents
from legation.reading.reference import read_reference
from legation.writing import text

if TYPE_CHECKING:
    from legation.building.plan import Job
    from legation.model.chronology import Chronology
    from legation.model.document import Document
    from legation.model.letterhead import Letterhead
    from legation.model.theme import Theme
    from legation.reading.templates import Templates
    from legation.text.fonts import Fonts
    from legation.writing.docx.letterhead import House
    from legation.writing.pdf.book import Book
    from legation.writing.pdf.measuring import Measure, Over

LONG = 6
"""The pages that a brief may have without a list of contents."""

_DRAWN_BY_US = frozenset("●■◆▲✚▼•\f")


class File(Struct, frozen=True):
    """The content of a file, and how many pages it has where that is known."""

    data: bytes
    pages: int | None = None


class Laid(Struct, dict=True):
    """A brief laid out: as composed, as settled, and as the pages of its PDF; with the `letters` in that.

    Where there is to be no PDF, there are none, and its pages are only `counted`.
    """

    document: Document
    letters: str
    settled: Document
    theme: Theme
    fonts: Fonts
    counted: bool = False

    @cached_property
    def book(self) -> Book:
        """Its pages, not yet written; with a list of contents where it is long and has none."""
        from legation.composing.contents import contents, place_of_contents
        from legation.writing import pdf

        book = pdf.lay_out(self.settled, self.theme, self.fonts, counted=self.counted)
        place = place_of_contents(self.settled)
        if place is not None and book.exceeds(LONG):
            book.put_in(contents(self.settled), place)
        return book

    @cached_property
    def measure(self) -> Measure:
        """How many pages it has, and what does not fit on those that it may have."""
        return self.book.measure()

    @property
    def numbered(self) -> Document:
        """The document with the pages in its lists of contents, as both formats show them."""
        if self.settled.frame is not None:
            return self.settled  # whose pages are its own
        blocks = tuple(
            self._paged(block) if isinstance(block, Contents) else block
            for block in self.book.document.blocks
        )
        return replace(self.settled, blocks=blocks)

    def _paged(self, contents: Contents) -> Contents:
        pages = self.measure.anchors
        entries = (replace(entry, page=pages[entry.anchor]) for entry in contents.entries)
        return replace(contents, entries=tuple(entries))


class Renderer(Struct, dict=True):
    """Renders briefs; fonts, theme and compiled templates are loaded once for all of them."""

    chronology: Chronology
    theme: Theme
    templates: Templates
    reference: tuple[Path, str] | None = None

    @cached_property
    def fonts(self) -> Fonts:
        """The theme's fonts.

        Raises:
            LegationError: They cannot be read, or are of a kind that a PDF cannot hold.
        """
        from legation.text.fonts import Fonts

        try:
            return Fonts.load(self.theme.fonts)
        except (OSError, ValueError) as error:
            raise _unusable_font(error) from error

    @cached_property
    def origins(self) -> Origins:
        """What each brief is made from."""
        return Origins(self.chronology, self.templates, self.theme)

    @cached_property
    def letterhead(self) -> Letterhead | None:
        """The letterhead for Word files, if there is one.

        Raises:
            LegationError: It cannot be used.
        """
        return read_reference(*self.reference) if self.reference else None

    def render(self, job: Job, report: Report) -> Mapping[Format, File]:
        """The files of a brief, by their format.

        Args:
            job: Which brief, of which day, in which formats.
            report: Where warnings go that only the finished text gives rise to.

        Raises:
            LegationError: The template, a font or the letterhead is at fault, or the brief is too long for
                its pages.
        """
        refuse_formats(self.chronology.briefs[job.brief], job)
        if set(job.formats) == {Format.TEXT}:
            document, _ = self._composed(job)
            return {Format.TEXT: File(text.write(document))}
        laid = self.lay_out(job)
        if Format.PDF in job.formats:
            self._warn_of_missing_letters(laid, job, report)
        return {format_: self._written(format_, laid) for format_ in job.formats}

    def write(self, composed: Document, formats: Iterable[Format]) -> Mapping[Format, File]:
        """The files of a document that is no brief, such as an addendum, by their format.

        Raises:
            LegationError: A font or the letterhead is at fault.
        """
        from legation.layout import settle

        document = replace(composed, digest=text.digest(text.dump(composed)))
        theme = self.theme.model_copy(update={"cover": False})
        laid = Laid(document, "", settle(document, theme, self.fonts), theme, self.fonts)
        return {format_: self._written(format_, laid) for format_ in formats}

    def _composed(self, job: Job, room: int | None = None) -> tuple[Document, str]:
        """The brief as a document, and what it says."""
        composed = compose(
            self.chronology,
            job.brief,
            job.as_of,
            self.templates,
            room=room,
            omitted=job.omitted,
            since=earlier(job.since) if job.since else None,
            issue=job.issue,
        )
        said = text.dump(composed)
        return replace(composed, digest=text.digest(said)), said

    def lay_out(self, job: Job, digests: Collection[str] = ()) -> Laid:
        """The brief, laid out within its pages where it is held to some; a draft is held to none.

        Args:
            job: Which brief, of which day.
            digests: Of documents one of which it is, if it can be: the room that it had is not known.

        Raises:
            LegationError: As `render` does.
        """
        brief = self.chronology.briefs[job.brief]
        if brief.pages is None or job.omitted is not None:
            return self._settled(job, self.theme)
        from legation.building.rendering.fitting import MOST, fit, for_few_pages, too_long

        theme = for_few_pages(self.theme)
        for room in range(MOST, 0, -1) if digests else ():
            if self._composed(job, room)[0].digest in digests:
                return self._settled(job, theme, room)
        house = self._house(job, theme)

        def beyond(laid: Laid) -> tuple[Over, ...]:
            """What does not fit in the letterhead."""
            return house.measured(laid.numbered, laid.fonts).over if house is not None else ()

        best = fit(
            lambda room: self._settled(job, theme, room),
            lambda laid: not (laid.measure.over or beyond(laid)),
        )
        if best.measure.over:
            raise too_long(brief, best.measure.over)
        if over := beyond(best):
            assert self.reference is not None
            raise too_long(brief, over, self.reference[1])
        return best

    def _house(self, job: Job, theme: Theme) -> House | None:
        """The letterhead that the brief's Word file has to fit as well, if it has one.

        So it is when only the PDF is built, that both say the same; but one that cannot be used keeps no PDF
        from being built.

        Raises:
            LegationError: It cannot be used, and is wanted now.
        """
        formats = {*job.formats, *self.chronology.briefs[job.brief].formats}
        if self.reference is None or Format.DOCX not in formats:
            return None
        from legation.writing.docx.letterhead import House

        try:
            assert self.letterhead is not None
            return House(self.letterhead, theme)
        except LegationError:
            if Format.DOCX in job.formats:
                raise
            return None

    def _settled(self, job: Job, theme: Theme, room: int | None = None) -> Laid:
        from legation.layout import settle

        (document, said), fonts = self._composed(job, room), self.fonts
        letters = _letters(said, document.page_label) if Format.PDF in job.formats else ""
        if document.frame is not None:
            theme = theme.model_copy(update={"cover": False})  # it has one, or has not
        if Format.PDF in job.formats:
            document = replace(document, made_from=self._made_from(job))
        settled, counted = settle(document, theme, fonts), Format.PDF not in job.formats
        return Laid(document, letters, settled, theme, fonts, counted)

    def _made_from(self, job: Job) -> str:
        """What the brief was made from, as its PDF says it."""
        made_from = self.origins.made_from(job.brief)
        if job.since is None and not job.issue:
            return made_from
        against = job.since.digest if job.since else ""
        return sha256(f"{made_from} {against} {job.issue}".encode()).hexdigest()

    def _written(self, format_: Format, laid: Laid) -> File:
        """The file of one format. Text is of the document as composed: it has no use for a layout."""
        if format_ is Format.TEXT:
            return File(text.write(laid.document))
        if format_ is Format.PDF:
            return File(laid.book.written().data, laid.measure.pages)
        from legation.writing import docx

        letterhead = self.letterhead if laid.document.frame is None else None
        return File(docx.write(laid.numbered, laid.theme, laid.fonts, letterhead))

    def _warn_of_missing_letters(self, laid: Laid, job: Job, report: Report) -> None:
        missing = self.fonts.missing(laid.letters) - _DRAWN_BY_US
        if missing:
            from legation.building.rendering.letters import typed_texts, warn_of_missing_letters

            typed = typed_texts(self.chronology, job, self.templates)
            said = text.dump(laid.document)
            warn_of_missing_letters(missing, said, job, typed, report)


def _letters(said: str, page_label: str) -> str:
    """The letters that a document is told in, each once."""
    # Of the page label, what stands for a number is not printed.
    before, _, after = said.rpartition(page_label)
    return "".join(set(before + page_label.format(page=1, pages=1) + after))


def _unusable_font(error: OSError | ValueError) -> LegationError:
    file = Path(getattr(error, "filename", None) or "").name
    reason = (getattr(error, "strerror", None) or str(error)).rstrip(".")
    hint = "mend the files under `fonts:` in templates/theme.yaml, or take them out"
    return fail(
        None, "theme-file", f"a font cannot be used: {file + ': ' if file else ''}{reason}", hint
    )
