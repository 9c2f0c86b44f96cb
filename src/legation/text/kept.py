"""What is worked out of texts, kept for when they come again."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import TypeVar

_LONGEST = 40
_MOST = 20_000

K = TypeVar("K", bound=Sized)
V = TypeVar("V")


class Kept(dict[K, V]):
    """What a function finds of each key, which it is asked for once.

    Long texts are not kept, for they hardly come again; when very many are kept, all are let go.
    """

    def __init__(self, find: Callable[[K], V]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: K) -> V:
        found = self._find(key)
        if len(key) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = found
        return found
