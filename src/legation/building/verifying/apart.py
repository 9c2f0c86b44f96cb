"""What differs apart from the words in their order: links, properties, and what does not stand plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from legation.building.verifying.comparing import Difference, shortened
from legation.building.verifying.pieces import Odd, Oddity, Said, any_order, folded, letters

if TYPE_CHECKING:
    from legation.building.verifying.document import Told
    from legation.model.document import Document

TITLE = 255
"""The characters of a title, or of an author, that a Word file's properties hold."""

_ODD = {
    Oddity.HIDDEN: ("“{}” for all to see", "hides it"),
    Oddity.STRUCK: ("“{}” plainly", "strikes it through"),
    Oddity.COVERED: ("“{}” for all to see", "lays something over it"),
    Oddity.PALE: ("“{}” for all to see", "has it in the colour of its ground"),
    Oddity.INSERTED: ("nothing by a tracked change", "inserts “{}” by one"),
    Oddity.DELETED: ("nothing by a tracked change", "deletes “{}” by one"),
    Oddity.RESTYLED: ("nothing by a tracked change", "changes by one how “{}” looks"),
    Oddity.ADDED: ("nothing beside the text", "has “{}” there"),
    Oddity.ASTRAY: ("“{}” with references that lead somewhere", "has one to what is not there"),
    Oddity.MISLED: ("“{}” with the numbers of what it refers to", "has another one"),
    Oddity.REMARK: ("nothing in a comment", "“{}” in one"),
}
"""What document and file say of odd words."""


def apart(document: Document, said: Said, told: Told) -> Iterator[Difference]:
    """What differs in a file, apart from its words.

    Args:
        document: What it should say.
        said: What it says.
        told: What the document says, of which the words are compared elsewhere.
    """
    ours = [odd for odd in said.odd if _is_ours(odd, document, said)]
    struck = [odd for odd in ours if odd.how is Oddity.STRUCK and not odd.around]
    yield from (_odd(odd) for odd in ours if odd not in struck)
    yield from _struck(told.struck, [odd.words for odd in struck])
    yield from (Difference(*each) for each in said.besides)
    for address in sorted(told.links ^ said.links):
        link = f"that there is a link to {address}", "has none"
        other = f"nothing of a link to {address}", "has one"
        yield Difference(*(link if address in told.links else other))
    wanted = document.title, document.author, document.language
    found = said.title, said.author, said.language
    for name, mine, theirs in zip(("title", "author", "language"), wanted, found, strict=True):
        if folded(mine)[:TITLE].strip() != folded(theirs)[:TITLE].strip():
            stated = (f"“{folded(each)}”" if each.strip() else "nothing" for each in (mine, theirs))
            yield Difference(*(f"{each} of its {name} in its properties" for each in stated))


def _odd(odd: Odd) -> Difference:
    wanted, found = (said.format(shortened(odd.words)) for said in _ODD[odd.how])
    return Difference(wanted, found)


def _struck(wanted: Sequence[str], found: Sequence[str]) -> Iterator[Difference]:
    """What is struck through in one alone; what both have otherwise is paired in its order."""
    for mine, theirs in zip_longest(_without(wanted, found), _without(found, wanted)):
        if mine is None:
            yield _odd(Odd(theirs, Oddity.STRUCK))
            continue
        other = "has it plainly" if theirs is None else f"“{shortened(theirs)}”"
        yield Difference(f"“{shortened(mine)}” struck through", other)


def _without(texts: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """The texts that are not among others, whatever the order of their letters is read as."""
    known = Counter(map(any_order, others))
    for text in texts:
        key = any_order(text)
        known[key] -= 1
        if known[key] < 0:
            yield text


def _is_ours(odd: Odd, document: Document, said: Said) -> bool:
    """Whether odd words are the brief's: a letterhead's own head and foot are as its makers want them."""
    if not (odd.around and said.dressed):
        return True
    ours = (document.marking, document.running_title, document.digest)
    return any(letters(odd.words) in letters(folded(each)) for each in ours if each)
