"""Source numbers: given in the order of first citation, and said once where a section rests on one.

A section whose items all rest on the same single source would print the same number on every row. It
says so in one sentence instead, with whose account it is where that is one person's.
"""

from __future__ import annotations

from collections.abc import Sequence

from legation.composing.context import ItemView, Names
from legation.model.chronology import Item, Source
from legation.model.document import (
    Break,
    Cite,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Role,
    Text,
)

SCHEMES = ("http://", "https://", "mailto:")


class Citations:
    """The sources cited so far in one document."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._numbers: dict[str, int] = {}

    def cite(self, keys: Sequence[str]) -> Inlines:
        """The numbers of the sources with these keys: `[1] [3]`."""
        numbers = sorted(self._number(key) for key in dict.fromkeys(keys))
        cites: list[Inline] = []
        for number in numbers:
            cites += [Text(" "), Cite(number, f"source-{number}")] if cites else [Cite(number, f"source-{number}")]
        return tuple(cites)

    def _number(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def listed(self) -> list[List]:
        """The list of the sources cited, in the order of their numbers; nothing when none was."""
        if not self._numbers:
            return []
        sources = self._names.chronology.sources
        items = tuple(
            ListItem((Paragraph(self._entry(key, sources[key])),), anchor=f"source-{number}")
            for key, number in self._numbers.items()
        )
        return [List(ListKind.SOURCE, items)]

    def _entry(self, key: str, source: Source) -> Inlines:
        published = self._names.when(source.published)
        before = [Text(f"{source.author}, ", origin=f"{key}/author")] if source.author else []
        title = Text(source.title, italic=True, origin=f"{key}/title")
        after = ", ".join(part for part in (source.publisher, published) if part)
        inlines: list[Inline] = [*before, title]
        if after:
            inlines.append(Text(f", {after}"))
        if source.language and not source.language.lower().startswith("en"):
            inlines.append(Text(f" (in {self._language(source.language)})"))
        if source.url:
            inlines += [Break(), _address(source.url)]
        return tuple(inlines)

    def _language(self, tag: str) -> str:
        name: str = self._names.wording.locale.languages.get(tag.split("-")[0].lower(), tag)
        return name


def _address(url: str) -> Inline:
    if url.lower().startswith(SCHEMES):
        return Link(url, (Text(url),))
    return Text(url)


class Attested:
    """How the items of one section are attested: each by its own numbers, or all in one sentence."""

    def __init__(self, items: Sequence[ItemView], citations: Citations, names: Names) -> None:
        self._citations = citations
        self._names = names
        inner = [view._item for view in items]
        sources = {item.sources for item in inner}
        self.together = len(inner) > 1 and len(sources) == 1 and len(inner[0].sources) == 1
        accounts = {item.attribution for item in inner}
        self._account = inner[0].attribution if len(inner) > 1 and len(accounts) == 1 else None
        self._first: Item | None = inner[0] if inner else None

    def sentence(self) -> list[Paragraph]:
        """The sentence for the section, if its items share a source or an account."""
        if self._first is None or not (self.together or self._account):
            return []
        account = f"as told by {self._names.person(self._account).name}" if self._account else ""
        if self.together:
            cite = self._citations.cite(self._first.sources)
            end = f", {account}." if account else "."
            inlines: Inlines = (Text("All in this section rests on one source, "), *cite, Text(end))
        else:
            inlines = (Text(f"All in this section is given {account}."),)
        return [Paragraph(inlines, Role.NOTE)]

    def cites(self, view: ItemView) -> Inlines:
        """The numbers of an item's sources, unless the section's sentence has them."""
        return () if self.together else self._citations.cite(view._item.sources)

    def account(self, view: ItemView) -> str:
        """Whose account an item is, unless the section's sentence says so."""
        return "" if self._account else view.attribution
