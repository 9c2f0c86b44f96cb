"""A brief without what is wrong in its officer's own text, so that a draft of it can be built.

Nothing is mended in what it selects, or in how it is handled: such a brief is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from legation.diagnostics import Diagnostic, Position, errors_of
from legation.reading.shape import Path
from legation.reading.texts import AUTHORED, LISTED
from legation.reading.yaml import Mapping, Merged, Sequence, Value


def places(node: Mapping) -> dict[Position, Path]:
    """Every position in the authored text, with the path of the entry that it belongs to."""
    return dict(_places(node))


def naming(problem: Diagnostic, node: Mapping, places: dict[Position, Path]) -> Diagnostic:
    """The problem with what it takes out of the brief: `points, entry 2: there is no item ...`.

    Args:
        problem: As it is told at its line.
        node: The brief; of too many objectives, before any is taken out of it.
        places: Those of the brief as it was typed.
    """
    path = places.get(problem.position) if problem.position else None
    if path is None:
        return problem
    key, *index = path
    what = str(key)
    if index:
        first, value = int(index[0]) + 1, node.get(what)
        what += f", entry {first}"
        if problem.code == "objectives" and isinstance(value, Sequence) and len(value) > first:
            what = f"{key}, entries {first} to {len(value)}"  # it, and all after it
    return replace(problem, message=f"{what}: {problem.message}")


def authored_faults(
    node: Mapping, places: dict[Position, Path], problems: Iterable[Diagnostic]
) -> tuple[set[Path], bool]:
    """The paths of the authored entries that errors stand in, and whether there is none elsewhere."""
    faults: set[Path] = set()
    only = True
    for problem in errors_of(problems):
        path = places.get(problem.position) if problem.position else None
        if path is None:
            only = False
            continue
        faults.add(path)
        value = node.get("objectives")
        if problem.code == "objectives" and isinstance(value, Sequence):  # it, and all after it
            faults |= {("objectives", index) for index in range(int(path[-1]), len(value))}
    return faults, only


def authored(node: Mapping) -> Mapping:
    """The brief's own text alone."""
    text = Merged(node)
    for key in node.keys() - set(AUTHORED):
        del text[key]
    return text


def drop(node: Mapping, paths: Iterable[Path]) -> None:
    """Take entries out of a brief: a key, or one entry of its list."""
    for key, *index in sorted(paths, key=lambda path: (path[0], path[1:]), reverse=True):
        value = node.get(str(key))
        if index and isinstance(value, Sequence):
            value.drop(int(index[0]))
        else:
            node.pop(str(key), None)


def drop_blanks(node: Mapping) -> None:
    """Take out the entries that were left blank, so that each is counted as it is printed."""
    for key in LISTED:
        value = node.get(key)
        if isinstance(value, Sequence):
            drop(node, [(key, index) for index, entry in enumerate(value) if entry is None])


def _places(node: Mapping) -> Iterator[tuple[Position, Path]]:
    for key in AUTHORED:
        if key not in node:
            continue
        value = node[key]
        yield node.key_position(key), (key,)
        if key in LISTED and isinstance(value, Sequence):
            for index, entry in enumerate(value):
                for position in _within(value.position(index), entry):
                    yield position, (key, index)
        else:
            for position in _within(node.position(key), value):
                yield position, (key,)


def _within(position: Position, value: Value) -> Iterator[Position]:
    """The position of a value, and those of all keys and values in it."""
    yield position
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield value.key_position(key)
            yield from _within(value.position(key), inner)
    elif isinstance(value, Sequence):
        for index, inner in enumerate(value):
            yield from _within(value.position(index), inner)
