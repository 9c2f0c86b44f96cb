"""Edits in place: keys of a brief set in the file that it was typed in, and nothing else disturbed.

All but the places that change stays as it was, byte for byte: encoding, line ends, indents, remarks,
order, quotation marks. What comes of an edit is read again before it is handed out.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from legation.diagnostics import Report, errors_of
from legation.reading.editing.changes import Change, changed
from legation.reading.editing.mappings import Unfit, Values, entries, set_keys
from legation.reading.editing.text_files import set_in_text
from legation.reading.texts import TEXT_ENDINGS, read_text
from legation.reading.yaml import Mapping, load, load_text
from legation.reading.yaml.decoding import coding

__all__ = ["Edited", "Unfit", "Values", "entries", "set_in_brief"]


class Edited(Struct, frozen=True):
    """A file with keys of a brief set.

    Attributes:
        data: The whole file.
        node: The brief in it.
    """

    data: bytes
    node: Mapping


def set_in_brief(data: bytes, file: str, brief: str, values: Values) -> Edited:
    """Set keys of a brief.

    Args:
        data: The file as it is, of the chronology or of the brief's text, read without an error.
        file: Its name for messages; the ending tells which of the two it is.
        brief: The brief's id.
        values: What the keys are to hold. A text is one line.

    Raises:
        Unfit: What would come of it could not be read, or would say something else besides.
    """
    is_text = file.lower().endswith(TEXT_ENDINGS)
    path, read = ((), _text) if is_text else (("briefs", brief), _chronology)
    expected = _with(_plain(read(data, file)), path, values)
    lines = load_text(data, file, Report())
    assert lines is not None, "it was read"
    changes = set_in_text(lines, values) if is_text else set_keys(lines.text, path, values)
    edited = _with_changes(data, changes)
    node = read(edited, file)
    if _plain(node) != expected:
        raise Unfit
    for key in path:
        inner = node[key]
        assert isinstance(inner, Mapping), "keys were set in it"
        node = inner
    return Edited(edited, node)


def _with_changes(data: bytes, changes: list[Change]) -> bytes:
    """The bytes of a file with changes of its text, in its encoding."""
    mark, encoding = coding(data)
    # Not the text that is parsed: there, blanks stand for some signs that no text should hold.
    text = data[len(mark) :].decode(encoding, "surrogatepass")
    return mark + changed(text, changes).encode(encoding, "surrogatepass")


def _chronology(data: bytes, file: str) -> Mapping:
    report = Report()
    root = load(data, file, report)
    if root is None or report.failed:
        raise Unfit
    return root


def _text(data: bytes, file: str) -> Mapping:
    text = read_text("", file, data)
    if errors_of(text.problems):
        raise Unfit
    return text.node


def _plain(value: Any) -> Any:
    """A value of a file without the positions."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _with(tree: Any, path: tuple[str, ...], values: Values) -> Any:
    """The plain values of a file with keys set at a path."""
    if path:
        if not isinstance(tree, dict) or path[0] not in tree:
            raise Unfit
        return tree | {path[0]: _with(tree[path[0]], path[1:], values)}
    old = tree if isinstance(tree, dict) else {}
    new = {
        key: value if isinstance(value, str) else _with(old.get(key), (), value)
        for key, value in values.items()
    }
    return old | new
