"""A template that an officer wrote in Word: the file read, judged and scrubbed, and parted at its tags.

It is a letterhead whose text has tags, so it is read as one. What is said of tags is said with the number of
their paragraph and the text near them, for that is how a reader of Word finds them.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from legation.diagnostics import Position, fail
from legation.model.letterhead import Letterhead
from legation.model.template import Tag, Template, WordPart, WordTemplate
from legation.reading.refusing import Refused

_EDGES = {"hdr": "in a header", "ftr": "in a footer"}


def read_word_template(path: Path, named: str) -> Template:
    """Read a Word template.

    Args:
        path: The file.
        named: As messages name it.

    Raises:
        LegationError: It cannot be read, or its tags stand where they cannot.
        OSError: The file cannot be read.
    """
    from legation.reading.unpacking import MOST_BYTES

    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    try:
        word = _parted(data)
    except Refused as refused:
        said = (text.replace("letterhead", "template") for text in (refused.message, refused.hint))
        code = "word-template" if refused.code.startswith("letterhead") else refused.code
        raise fail(Position(named), code, *said) from refused
    tags = (each.code for part in word.parts for each in part.pieces if isinstance(each, Tag))
    return Template("\n".join(tags), named, word)


def _parted(data: bytes) -> WordTemplate:
    """The template in a file.

    Raises:
        Refused: The file cannot be used.
    """
    from legation.reading.reference import settled, trees_of
    from legation.reading.unpacking import unpack
    from legation.reading.word_templates.parting import parted
    from legation.reading.word_templates.preparing import heading_levels, judge_links, standard

    parts, trees = trees_of(unpack(data))
    levels = heading_levels(trees.values())
    pieces: list[WordPart] = []
    sections = 1
    for part in parts:
        tree = trees.get(part.name)
        kind = "" if tree is None else str(tree.tag).rpartition("}")[2]
        if tree is None or (part is not parts[0] and kind not in _EDGES):
            continue
        trees[part.name] = tree = standard(tree)
        if part is parts[0]:
            sections = max(1, sum(1 for _ in tree.iter("{*}sectPr")))
        judge_links(part, _EDGES.get(kind, ""))
        cut = parted(tree, part.name, _EDGES.get(kind, ""), levels)
        if part is parts[0] or any(isinstance(each, Tag) for each in cut.pieces):
            pieces.append(cut)
    shell = Letterhead(tuple(settled(parts, trees)))
    return WordTemplate(shell, tuple(pieces), sections, sha256(data).hexdigest())
