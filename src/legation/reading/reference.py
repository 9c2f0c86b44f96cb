"""A ministry's letterhead from `reference.docx`: the user's own Word file, read, judged and scrubbed."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.diagnostics import Diagnostic, Position, Severity, fail, reason
from legation.model.letterhead import Letterhead, Part
from legation.reading.refusing import Refused, damaged, only_drawn

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from legation.reading.templates import Folder

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ROOTS = {
    "header": "hdr",
    "footer": "ftr",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fonts",
    "theme": "theme",
}
"""What a part must be, by the kind of the relationship that leads to it."""

_SVG = re.compile(rb"<(?:\w+:)?svg[\s>]")
_HEAD = 4096  # bytes, in which a drawing's root begins

_REFERENCES = {"headerReference": "header", "footerReference": "footer"}

NAMES = ("reference.docx", "reference.dotx")
"""What a letterhead is called in a folder of templates; the first that is there is taken."""

_LIKE = frozenset("docx dotx docm dotm doc dot odt ott rtf pdf pages".split())
"""How files end that may be meant for one."""


def find_reference(folders: Iterable[Folder]) -> tuple[Path, str] | None:
    """The letterhead among the templates, with its name for messages; None where there is none."""
    for folder in folders:
        for name in NAMES:
            if (folder.path / name).exists():
                return folder.path / name, folder.file(name)
    return None


def passed_over(folders: Iterable[Folder]) -> Iterator[Diagnostic]:
    """Warnings of files in folders of templates that look like a letterhead, and are not taken for one."""
    found = find_reference(folders := list(folders))
    for folder in folders:
        for name in sorted(_names(folder.path)):
            stem, _, ending = name.lower().rpartition(".")
            if (
                stem != "reference"
                or ending not in _LIKE
                or (found and folder.path / name == found[0])
            ):
                continue
            if name in NAMES:
                message = f"this is not taken as the letterhead, for {Path(str(found and found[1])).name} is"
                hint = (
                    "keep the one that you want, or name the other: legation build --reference FILE"
                )
            elif name.lower() in NAMES:
                message, hint = (
                    "this is not taken as the letterhead",
                    f"rename it to {name.lower()}",
                )
            else:
                message = f"this is not taken as the letterhead: it is a .{ending} file"
                hint = "open it in Word, and save it as a Word document: reference.docx"
            where = Position(folder.file(name))
            yield Diagnostic(where, Severity.WARNING, "other-letterhead", message, hint)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 (names are all that is wanted)
    except OSError:  # which those are told of who want what is in it
        return []


def read_reference(path: Path, named: str) -> Letterhead:
    """Read a letterhead.

    Args:
        path: The file.
        named: As messages name it.

    Raises:
        LegationError: It cannot be read, or is none that a brief can be put into.
    """
    from legation.reading.unpacking import MOST_BYTES, unpack

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        return Letterhead(tuple(_parts(unpack(data))))
    except OSError as error:
        message = f"the letterhead cannot be read: {_reason(error)}"
        hint = "name a Word file (.docx or .dotx) that you may read"
        raise fail(Position(named), "letterhead", message, hint) from error
    except Refused as refused:
        where = Position(named)
        raise fail(where, refused.code, refused.message, refused.hint) from refused


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return reason(error)


def _parts(entries: dict[str, bytes]) -> Iterator[Part]:
    """The parts, scrubbed, the brief's place in the first.

    Raises:
        Refused: The file cannot be used.
    """
    from legation.reading.legibility import judge_text
    from legation.reading.placing import place

    parts, trees = trees_of(entries)
    for tree in [each for each in trees.values() if str(each.tag).endswith("}styles")]:
        judge_text(trees[parts[0].name], tree)
    place(trees[parts[0].name], _beside(trees))
    return settled(parts, trees)


def trees_of(entries: dict[str, bytes]) -> tuple[list[Part], dict[str, Element]]:
    """The parts of a Word file, and those that are XML as trees, judged and scrubbed.

    Raises:
        Refused: The file cannot be used.
    """
    from legation.reading.dangling import take_out_dangling
    from legation.reading.opc import Parts, parse, strict
    from legation.reading.scrubbing import Scrubber, W

    parts = list(Parts(entries).walk())
    read = [part for part in parts if part.is_xml and not _is_svg(part)]
    trees = {part.name: parse(part.data, part.name.lstrip("/")) for part in read}
    main = trees.get(parts[0].name)
    if main is None or main.tag != f"{W}document":
        if main is not None and str(main.tag).startswith("{http://purl.oclc.org/ooxml/"):
            raise strict()
        raise Refused("letterhead", "the letterhead is no Word document or template")
    for part in parts:
        _judge_relations(part, trees)
    scrubber = Scrubber()
    for tree in trees.values():
        scrubber.scrub(tree)
    take_out_dangling(trees.values())
    return parts, trees


def settled(parts: Iterable[Part], trees: dict[str, Element]) -> Iterator[Part]:
    """The parts, as their trees have become, but for drawings in SVG.

    These may have links, scripts and what their makers noted; Word keeps pictures beside them.

    Raises:
        Refused: One names another which it does not lead to, or a drawing in whose stead there is no picture.
    """
    from lxml import etree

    parts = list(parts)
    drawings = {part.name for part in parts if _is_svg(part)}
    for part in [each for each in parts if each.name not in drawings]:
        scrubbed = trees.get(part.name)
        _judge_names(part, scrubbed, drawings)
        data = part.data if scrubbed is None else etree.tostring(scrubbed, encoding="UTF-8")
        kept = tuple(each for each in part.relations if each.target not in drawings)
        yield replace(part, data=data, relations=kept)


def _is_svg(part: Part) -> bool:
    said = "svg" in part.content_type.lower() or part.name.lower().endswith((".svg", ".svgz"))
    return said or _SVG.search(part.data, 0, _HEAD) is not None  # whatever it is said to be


def _judge_relations(part: Part, trees: dict[str, Element]) -> None:
    """Refuse a part that leads to one which is not what it should be.

    Raises:
        Refused: It does.
    """
    for each in part.relations:
        wanted = _ROOTS.get(each.kind.rpartition("/")[2])
        tree = trees.get(each.target)
        if wanted and (tree is None or str(tree.tag).rpartition("}")[2] != wanted):
            raise damaged(f"its part {each.target.lstrip('/')} is not what it is said to be")


def _judge_names(part: Part, tree: Element | None, drawings: Container[str]) -> None:
    """Refuse a part that names another which it does not lead to, or a drawing in SVG.

    Settings are not taken as they are, so their names do not matter.

    Raises:
        Refused: It does.
    """
    if tree is None or str(tree.tag).endswith("}settings"):
        return
    kinds = {each.identifier: each.kind.rpartition("/")[2] for each in part.relations}
    drawn = {each.identifier for each in part.relations if each.target in drawings}
    for element in tree.iter("*"):
        named = [str(v) for key, v in element.attrib.items() if str(key).startswith(_R) and v]
        wanted = _REFERENCES.get(str(element.tag).rpartition("}")[2])
        found = [kinds.get(name, "") for name in named]
        if not drawn.isdisjoint(named):
            raise only_drawn()
        if not all(found) or (wanted and found != [wanted]):
            raise damaged(f"{part.name.lstrip('/')} names a part that is not there")


def _beside(trees: dict[str, Element]) -> Iterator[Element]:
    """The headers and footers."""
    return (tree for tree in trees.values() if str(tree.tag).endswith(("}hdr", "}ftr")))
