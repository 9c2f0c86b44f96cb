"""Briefs built as users build them, and what they say taken out of both files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import legation
from extraction import Page, Pieces, joined, of_pdf, of_word
from legation.building.plan import Job
from legation.building.rendering.render import Renderer
from legation.building.surveying.survey import survey
from legation.model.document import Document
from realdata import Record

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "events.yaml"
AS_OF = date(2026, 11, 22)

MEETINGS = ("azerbaijan-pakistan-meeting", "azerbaijan-uzbekistan-meeting")
OTHERS = ("factsheet", "person", "book")
"""Briefs of `others_of_sample`."""

_OTHERS = """
  factsheet:
    title: Azerbaijan and Uzbekistan
    subtitle: A factsheet
    parties: [AZ, UZ]
    template: two-pager
    pages: 2
    bottom-line: The two states have been allies by treaty since 2024 [uz-treaty].
  person:
    title: Akramjon Ne’matov
    parties: [AZ, UZ]
    people: nematov
    template: person
  book:
    title: Visits to Islamabad and Tashkent
    parties: AZ
    template: visit-book
    parts: [azerbaijan-pakistan-meeting, azerbaijan-uzbekistan-meeting]
    contact: Protocol (example)
"""


@dataclass(frozen=True)
class Edition:
    """A brief in its formats.

    Attributes:
        path: The chronology that it was built from.
    """

    path: Path
    name: str
    docx: bytes
    pdf: bytes

    @cached_property
    def word_pieces(self) -> Pieces:
        """What the Word file says."""
        return of_word(self.docx)

    @cached_property
    def pages(self) -> list[Page]:
        """What the PDF says."""
        return of_pdf(self.pdf)

    @cached_property
    def printed(self) -> str:
        """All that the pages say of their own, without what is drawn, as `extraction.joined` has it."""
        return joined(["".join(page.content for page in self.pages)])

    @cached_property
    def document(self) -> Document:
        """The document that both files were written from."""
        found = survey(self.path, str(self.path))
        assert found.chronology is not None
        assert found.templates is not None
        renderer = Renderer(found.chronology, found.theme, found.templates)
        return renderer.lay_out(Job(self.name, AS_OF, ())).numbered


class Hostile(NamedTuple):
    """The hostile chronology, built, and the texts that it must print."""

    edition: Edition
    words: list[str]


class Real(NamedTuple):
    """A real chronology and the brief built from it."""

    record: Record
    edition: Edition


def build(
    path: Path, output: Path, *, allow: Sequence[str] = (), briefs: Sequence[str] = ()
) -> dict[str, Edition]:
    """All briefs of a chronology, or some, by their ids; problems whose codes are not in `allow` fail."""
    built = legation.build(path, formats=["docx", "pdf"], output=output, as_of=AS_OF, briefs=briefs)
    unforeseen = [legation.render(found) for found in built.report if found.code not in allow]
    assert not unforeseen
    assert built.status == 0
    names = dict.fromkeys(written.brief for written in built.written)
    return {
        name: Edition(
            path, name, *((output / f"{name}.{ending}").read_bytes() for ending in ("docx", "pdf"))
        )
        for name in names
    }


def annex_of_sample(folder: Path) -> Path:
    """A copy of the sample whose only brief is made with the template `chronology`."""
    items = SAMPLE.read_text(encoding="utf-8").partition("\nbriefs:\n")[0]
    path = folder / "events.yaml"
    briefs = "\nbriefs:\n  annex:\n    template: chronology\n"
    path.write_text(items + briefs, encoding="utf-8")
    return path


def others_of_sample(folder: Path) -> Path:
    """A copy of the sample with briefs of the templates that it does not use itself."""
    path = folder / "events.yaml"
    path.write_text(SAMPLE.read_text(encoding="utf-8") + _OTHERS, encoding="utf-8")
    return path
