"""List labels: the instances (`w:num`) of the definitions in `base/word/numbering.xml`.

A definition gives a kind of list its labels and indents, level by level; an instance counts.
Bullets share one instance, every other list has its own, so that each counts from its start.
"""

from __future__ import annotations

from legation.model.document import List, ListKind

DEEPEST = 8
"""The deepest level, counted from 0; deeper lists are set at it (OOXML Part 1, 17.9.3)."""

_DEFINITIONS = {kind: number for number, kind in enumerate(ListKind, 1)}
_STEP = 18.0
_INDENTS = {ListKind.POINT: 24.0, ListKind.SOURCE: 30.0}  # as the definitions have them

_GAP = 0.45  # of the size of the letters, between a label and the text


def indent(kind: ListKind, depth: int) -> float:
    """How far a list's text is indented at a depth, in points."""
    return depth * _STEP + _INDENTS.get(kind, _STEP)


def widened(block: List, size: float) -> float:
    """By how much the text of a numbered list stands farther from its edge than others', in points.

    So it does where the last number would come too near to the text, or reach into it.

    Args:
        block: The list.
        size: Of its letters, in points; a figure is taken to be six tenths as wide.
    """
    if block.kind not in (ListKind.NUMBER, ListKind.POINT):
        return 0.0
    digits = len(str(block.start + len(block.items) - 1))
    label = (digits * 0.6 + 0.3) * size
    return max(0.0, label + _GAP * size - indent(block.kind, 0))


class Numbering:
    """The instances that a document's lists need, beyond one a definition for its style."""

    def __init__(self) -> None:
        self._instances: list[str] = []

    def instance(self, kind: ListKind, depth: int, start: int) -> int:
        """The instance for a list at `depth`, counted from 0, that counts from `start`."""
        definition = _DEFINITIONS[kind]
        if kind is ListKind.BULLET:
            return definition
        identifier = len(_DEFINITIONS) + len(self._instances) + 1
        self._instances.append(
            f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{definition}"/>'
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            "</w:num>"
        )
        return identifier

    def xml(self) -> str:
        """The instances, in order."""
        return "".join(self._instances)
