"""Setting keys of a mapping in a YAML text, by the extents that the parser gives of what stands there.

What is set takes the manner of its surroundings: a new key goes on a line of its own, indented as those
above it, or within the braces where its mapping is written in braces; a value keeps its quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from legation.reading.editing.changes import Change, end_of_line, line_break
from legation.reading.editing.scalars import scalar
from legation.reading.yaml.parsing import Loader

Values = Mapping[str, "str | Values"]
"""What keys are to hold: a text, or keys again. What is not named stays."""

_Pair = tuple[yaml.Node, yaml.Node]


class Unfit(Exception):
    """The text does not hold what was to be changed."""


def set_keys(text: str, path: tuple[str, ...], values: Values) -> list[Change]:
    """The changes that set keys of the mapping at a path.

    Args:
        text: YAML that was read without an error.
        path: The keys that lead to the mapping.
        values: What its keys are to hold. New ones follow one another below the last of these that is
            there, else below the last of all.

    Raises:
        Unfit: There is no mapping at the path.
    """
    node = yaml.compose(text, Loader=Loader)
    for key in path:
        pair = _pair(node, key)
        node = pair[1] if pair else None
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise Unfit
    return list(_Setting(text).keys(node, values))


def is_blank(text: str) -> bool:
    """Whether YAML says nothing."""
    return yaml.compose(text, Loader=Loader) is None


def entries(values: Values) -> list[str]:
    """Each key with what it is to hold, on one line."""
    return [f"{key}: {_written(value)}" for key, value in values.items()]


class _Setting:
    """What sets keys in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._break = line_break(text)

    def keys(self, node: yaml.MappingNode, values: Values) -> Iterator[Change]:
        """Set keys of a mapping that has some."""
        there = {key: pair for key in values if (pair := _pair(node, key))}
        for key, pair in there.items():
            yield from self._value(pair[1], values[key])
        after = [node.value[-1], *there.values()][-1]
        new = {key: value for key, value in values.items() if key not in there}
        yield from (self._new(node, after, entry) for entry in entries(new))

    def _new(self, node: yaml.MappingNode, after: _Pair, entry: str) -> Change:
        """Put in an entry after another."""
        end = self._end(after[1])
        if node.flow_style:
            return Change(end, end, f", {entry}")
        end = end_of_line(self._text, end)
        return Change(end, end, f"{self._break}{' ' * node.start_mark.column}{entry}")

    def _value(self, node: yaml.Node, value: str | Values) -> Iterator[Change]:
        """Put a value in the place of another."""
        if isinstance(node, yaml.MappingNode) and node.value and not isinstance(value, str):
            yield from self.keys(node, value)
            return
        start, end = node.start_mark.index, self._end(node)
        style = node.style if isinstance(node, yaml.ScalarNode) else None
        lead = " " if start == end else ""  # the value was left blank: its colon ends here
        yield Change(start, end, lead + _written(value, style))

    def _end(self, node: yaml.Node) -> int:
        """Where what is written of a node ends: the parser's mark may be after the blank lines below."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            block = node.style in ("|", ">")
            return start + len(self._text[start:end].rstrip()) if block else end
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        return end


def _pair(node: yaml.Node | None, key: str) -> _Pair | None:
    """The key of a mapping, with its value."""
    pairs: list[_Pair] = node.value if isinstance(node, yaml.MappingNode) else []
    return next((pair for pair in pairs if pair[0].value == key), None)


def _written(value: str | Values, style: str | None = None) -> str:
    """A value as it is written on one line."""
    if isinstance(value, str):
        return scalar(value, style)
    return "{" + ", ".join(entries(value)) + "}"
