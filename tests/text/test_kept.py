"""What is worked out of texts: asked for once, and not kept for ever."""

from __future__ import annotations

import pytest

from legation.text import kept
from legation.text.kept import Kept


def test_what_is_found_is_asked_for_once() -> None:
    answers = iter([4, 5])
    lengths = Kept[str, int](lambda _: next(answers))
    assert [lengths["Baku"], lengths["Baku"], lengths["Minsk"]] == [4, 4, 5]


def test_long_texts_are_not_kept() -> None:
    lengths = Kept(len)
    assert lengths["w" * 41] == 41
    assert not lengths


def test_the_many_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 3)
    lengths = Kept(len)
    assert [lengths[str(number)] for number in range(8, 12)] == [1, 1, 2, 2]
    assert set(lengths) == {"11"}
