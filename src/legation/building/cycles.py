"""Work without Python's search for cycles of objects, which goes through all there are, again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 200_000  # objects: what a hundred short briefs leave behind, and 30 MB


@contextmanager
def uncollected() -> Iterator[None]:
    """Stop the search, which builds have no use for: they make many objects and hardly a cycle."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def sweep() -> None:
    """Search after all, among what is new, where there is much of it: each of many briefs leaves a little."""
    if gc.get_count()[0] > _MUCH:
        gc.collect(0)
