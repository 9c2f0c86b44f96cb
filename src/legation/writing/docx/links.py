"""What leads elsewhere: addresses as relationships, anchors as bookmarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE

from legation.model.document import Heading, List

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.opc.rel import Relationships

    from legation.model.document import Block

_HOST = re.compile(r"[0-9A-Za-z_-]+(\.[0-9A-Za-z_-]+)*\.?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE = "%/:@!$&'()*+,;=~?"  # RFC 3986, clause 3.3; what is not for paths is split off before
_LONGEST = 2083  # Word refuses to follow a longer address

_UNFIT = re.compile(r"[^0-9A-Za-z_]")
_NAME_LENGTH = 40  # the longest that Word keeps


def address(url: str) -> str:
    """The URL as the target of a relationship; empty where it may not or cannot be one.

    Only `http`, `https` and `mailto` are let through. Word calls a file damaged when a target is no
    URI (RFC 3986), so what a URI cannot hold is percent-encoded, and a host must be one.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme == "mailto":
            fit = "@" in parts.path
        else:
            fit = parts.scheme in ("http", "https") and parts.username is None
            parts = parts._replace(netloc=_host(parts))
            fit = fit and bool(parts.netloc)
        target = parts._replace(
            path=_encode(parts.path), query=_encode(parts.query), fragment=_encode(parts.fragment)
        ).geturl()
    except ValueError:  # a port that is no number, a bracket alone, half a surrogate pair
        return ""
    return target if fit and len(target) <= _LONGEST else ""


def _host(parts: SplitResult) -> str:
    """Host and port in ASCII (RFC 3490); empty where there is no valid host."""
    host = parts.hostname or ""
    host = host if host.isascii() else host.encode("idna").decode()
    port = "" if parts.port is None else f":{parts.port}"
    return host + port if _HOST.fullmatch(host) else ""


def _encode(component: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", component), safe=_SAFE)


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

    def around(self, anchor: str, content: str) -> str:
        """The content within the bookmark of its anchor, where it is the first to bear it."""
        identifier = self._unset.pop(anchor, None)
        if identifier is None:
            return content
        start = f'<w:bookmarkStart w:id="{identifier}" w:name="{self._names[anchor]}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{identifier}"/>'


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
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
