"""Source numbers: given in the order of first citation, and said once where a section rests on one.

A section whose items all rest on the same single source would print the same number on every row. It
says so in one sentence instead, with whose account it is where that is one person's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from legation.composing.forms import mixed
from legation.composing.names import Names
from legation.composing.views import ItemView
from legation.model.addresses import is_link
from legation.model.chronology import Source
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
from legation.text.bidi import turns

_number = attrgetter("number")


class Citations:
    """The sources cited so far in one document."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._cites: dict[str, Cite] = {}

    def cite(self, keys: Sequence[str]) -> Inlines:
        """The numbers of the sources with these keys: `[1] [3]`."""
        cites: list[Inline] = []
        for cite in sorted(map(self._cite, dict.fromkeys(keys)), key=_number):
            cites += [Text(" ")] if cites else []
            cites.append(cite)
        return tuple(cites)

    def behind(self, keys: Sequence[str]) -> Inlines:
        """The same, with a space before them, to stand behind a text."""
        cites = self.cite(keys)
        return (Text(" "), *cites) if cites else ()

    def _cite(self, key: str) -> Cite:
        if key not in self._cites:
            number = len(self._cites) + 1
            self._cites[key] = Cite(number, f"source-{number}")
        return self._cites[key]

    def listed(self) -> list[List]:
        """The list of the sources cited, in the order of their numbers; nothing when none was."""
        if not self._cites:
            return []
        sources = self._names.chronology.sources
        items = tuple(
            ListItem((Paragraph(self._entry(key, sources[key])),), anchor=cite.target)
            for key, cite in self._cites.items()
        )
        return [List(ListKind.SOURCE, items)]

    def _entry(self, key: str, source: Source) -> Inlines:
        inlines = described(key, source, self._names)
        return (*inlines, Break(), address(source.url)) if source.url else inlines


def described(key: str, source: Source, names: Names) -> Inlines:
    """What a source is: author, title, publisher, when it was published, and in which language."""
    published = names.when(source.published)
    title = Text(source.title, italic=True, origin=f"{key}/title")
    parts = (source.publisher or "", published)
    inlines: list[Inline] = [*_by(source.author, f"{key}/author"), title]
    if after := ", ".join(filter(None, parts)):
        inlines += mixed(f", {after}", parts, source.title)
    if source.language and not source.language.lower().startswith("en"):
        inlines.append(Text(f" (in {_language(source.language, names)})"))
    return tuple(inlines)


def _by(author: str | None, origin: str) -> list[Text]:
    """Who wrote a source, to stand before its title."""
    if author and turns(author):  # whose comma is not its own
        return [Text(author, origin=origin), Text(", ")]
    return [Text(f"{author}, ", origin=origin)] if author else []


def _language(tag: str, names: Names) -> str:
    name: str = names.wording.locale.languages.get(tag.split("-")[0].lower(), tag)
    return name


def address(url: str) -> Inline:
    """An address as a link, or as plain text where it leads to no web page or mailbox."""
    if is_link(url):
        return Link(url, (Text(url),))
    return Text(url, apart=True)


class Attested:
    """How the items of one section are attested: each on its own, or all in one sentence.

    Attributes:
        together: Whether all rest on the same single source.
        teller: The key of the person whose account most of them are, when there are three or more.
    """

    def __init__(self, items: Sequence[ItemView], citations: Citations, names: Names) -> None:
        self._citations = citations
        self._names = names
        inner = [view._item for view in items]
        sources = {item.sources for item in inner}
        self._sources = inner[0].sources if inner else ()
        self.together = len(inner) > 1 and len(sources) == 1 and len(self._sources) == 1
        self.teller, count = _commonest([item.attribution for item in inner if item.attribution])
        self._all_told = count == len(inner)
        if count < 3 or not (self._all_told or (self.together and count * 2 > len(inner))):
            self.teller = None

    def sentence(self) -> list[Paragraph]:
        """The sentence for the section, if its items share a source or an account."""
        account = name = ""
        if self.teller is not None:
            name = self._names.person(self.teller).name
            account = f"as told by {name}" + ("" if self._all_told else ", unless noted otherwise")
        if self.together:
            cite = self._citations.cite(self._sources)
            end = mixed(f", {account}." if account else ".", (name,))
            return [
                Paragraph(
                    (Text("All in this section rests on one source "), *cite, *end), Role.NOTE
                )
            ]
        said = mixed(f"This section is {account}.", (name,))
        return [Paragraph(said, Role.NOTE)] if account else []

    def cites(self, view: ItemView) -> Inlines:
        """The numbers of an item's sources, unless the section's sentence has them."""
        return () if self.together else self._citations.cite(view._item.sources)

    def account(self, view: ItemView) -> str:
        """Whose account an item is, where the section's sentence does not say so."""
        if view._item.attribution == self.teller:
            return ""
        return (
            f"According to {view.attribution}"
            if view.attribution
            else "Reported by the source itself"
        )


def _commonest(keys: Sequence[str]) -> tuple[str | None, int]:
    counts = Counter(keys).most_common(1)
    return counts[0] if counts else (None, 0)
