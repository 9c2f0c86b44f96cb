"""Work without Python's search for cycles of objects, which goes through all there are, again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Stop the search, which builds have no use for: they make many objects and hardly a cycle.

    What was there before counts as old afterwards, so that the next search goes through what is new only.
    """
    collected = gc.isenabled()
    gc.disable()
    aside = not gc.get_freeze_count()  # else the program has set something aside itself
    if aside:
        gc.freeze()
    try:
        yield
    finally:
        if aside:
            gc.unfreeze()
        if collected:
            gc.enable()
