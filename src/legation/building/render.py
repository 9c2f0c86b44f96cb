"""A brief as files: composed, settled and written, all of it in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from legation.composing import compose
from legation.diagnostics import LegationError, Report, fail
from legation.model.brief import Format
from legation.writing import text

if TYPE_CHECKING:
    from legation.building.plan import Job
    from legation.model.chronology import Chronology
    from legation.model.document import Document
    from legation.model.theme import Theme
    from legation.reading.templates import Templates
    from legation.text.fonts import Fonts

_DRAWN_BY_US = frozenset("●■◆▲•\f")


class File(Struct, frozen=True):
    """The content of a file, and how many pages it has where that is known."""

    data: bytes
    pages: int | None = None


@dataclass
class Renderer:
    """Renders briefs; fonts, theme and compiled templates are loaded once for all of them."""

    chronology: Chronology
    theme: Theme
    templates: Templates

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

    def render(self, job: Job, report: Report) -> Mapping[Format, File]:
        """The files of a brief, by their format.

        Args:
            job: Which brief, of which day, in which formats.
            report: Where warnings go that only the finished text gives rise to.

        Raises:
            LegationError: The template or a font is at fault.
        """
        composed = compose(self.chronology, job.brief, job.as_of, self.templates)
        document = replace(composed, digest=text.digest(composed))
        if Format.PDF in job.formats:
            self._warn_of_missing_letters(document, report)
        settled = self._settled(document) if set(job.formats) != {Format.TEXT} else document
        return {format_: self._written(format_, document, settled) for format_ in job.formats}

    def _settled(self, document: Document) -> Document:
        from legation.layout import settle

        return settle(document, self.theme, self.fonts)

    def _written(self, format_: Format, document: Document, settled: Document) -> File:
        """The file of one format. Text is of the document as composed: it has no use for a layout."""
        if format_ is Format.TEXT:
            return File(text.write(document))
        if format_ is Format.PDF:
            from legation.writing import pdf

            written = pdf.write(settled, self.theme, self.fonts)
            return File(written.data, written.pages)
        from legation.writing import docx

        return File(docx.write(settled, self.theme))

    def _warn_of_missing_letters(self, document: Document, report: Report) -> None:
        missing = sorted(self.fonts.missing(text.dump(document)) - _DRAWN_BY_US)
        if missing:
            shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in missing[:8])
            more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
            message = f"the PDF of `{document.name}` lacks letters that its font does not have: "
            hint = "name a font that has them under `fonts:` in templates/theme.yaml"
            report.warning(None, "missing-letters", f"{message}{shown}{more}", hint)


def _unusable_font(error: OSError | ValueError) -> LegationError:
    file = Path(getattr(error, "filename", None) or "").name
    reason = (getattr(error, "strerror", None) or str(error)).rstrip(".")
    hint = "mend the files under `fonts:` in templates/theme.yaml, or take them out"
    return fail(
        None, "theme-file", f"a font cannot be used: {file + ': ' if file else ''}{reason}", hint
    )
