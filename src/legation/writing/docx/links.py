"""What leads elsewhere: addresses as relationships, anchors as bookmarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE

from legation.model.addresses import address
from legation.model.document import Heading, List, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.opc.rel import Relationships

    from legation.model.document import Block

_UNFIT = re.compile(r"[^0-9A-Za-z_]")
_NAME_LENGTH = 40  # the longest that Word keeps


class Links:
    """The addresses that the body leads to, each a relationship of its part, made once."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._targets: dict[str, str] = {}

    def to(self, url: str) -> str:
        """The id of the relationship to a URL; empty where it may not be a link."""
        known = self._ids.get(url)
        if known is None:
            target = address(url)
            known = self._ids[url] = f"link{len(self._targets) + 1}" if target else ""
            if target:
                self._targets[known] = target
        return known

    def relate(self, relationships: Relationships) -> None:
        """Add the relationships; not by `relate_to`, which looks through all of them each time."""
        for identifier, target in self._targets.items():
            kind = RELATIONSHIP_TYPE.HYPERLINK
            relationships.add_relationship(kind, target, identifier, is_external=True)


class Bookmarks:
    """The anchors of a document under names that Word takes, each set once.

    A name is letters, digits and underscores, at most 40, and unique whatever its case.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._names: dict[str, str] = {}
        self._unset: dict[str, int] = {}
        taken: set[str] = set()
        for anchor in filter(None, _anchors(blocks)):
            if anchor not in self._names:
                name = self._names[anchor] = _unique(anchor, taken)
                taken.add(name.lower())
                self._unset[anchor] = len(taken)

    def name(self, anchor: str) -> str:
        """The bookmark of an anchor; empty where nothing in the document bears it."""
        return self._names.get(anchor, "")

    def of_note(self, number: int) -> str:
        """The hidden bookmark of a footnote's number; anchors have none that begins so."""
        return f"_Note{number}"

    def around_note(self, number: int, content: str) -> str:
        """The content, a footnote's number, within its bookmark."""
        return _around(len(self._names) + number, self.of_note(number), content)

    def around(self, anchor: str, content: str) -> str:
        """The content within the bookmark of its anchor, where it is the first to bear it."""
        identifier = self._unset.pop(anchor, None)
        if identifier is None:
            return content
        return _around(identifier, self._names[anchor], content)


def item_number(bookmark: str, shown: str) -> str:
    """A field with the number of the list item that a bookmark is in (17.16.5.51), and that leads there.

    Args:
        bookmark: Its name.
        shown: The number as a run, which is to look so when it is counted anew too.
    """
    code = rf" REF {bookmark} \r \h \* MERGEFORMAT "
    return f'<w:fldSimple w:instr="{code}">{shown}</w:fldSimple>'


def _around(identifier: int, name: str, content: str) -> str:
    start = f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{identifier}"/>'


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Passage):
            yield block.anchor
        elif isinstance(block, List):
            for item in block.items:
                yield item.anchor
                yield from _anchors(item.blocks)


def _unique(anchor: str, taken: set[str]) -> str:
    name = _UNFIT.sub("_", anchor)
    if not name[0].isalpha():
        name = "a" + name
    candidate, number = name[:_NAME_LENGTH], 1
    while candidate.lower() in taken:
        number += 1
        suffix = f"_{number}"
        candidate = name[: _NAME_LENGTH - len(suffix)] + suffix
    return candidate
