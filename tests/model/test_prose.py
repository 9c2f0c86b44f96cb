"""Which brackets of a text cite items, and which are neither citations nor links."""

from __future__ import annotations

import pytest

from legation.model.prose import Cited, pieces, uncited


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("[visit]", [("visit",)]),
        ("[ visit ]", [("visit",)]),
        ("[visit,]", [("visit",)]),
        ("[ visit , w ; x ; ]", [("visit", "w", "x")]),
        ("[visit\nw], [visit,\nw]", [("visit", "w")]),
        ("[visit][w] [x]", [("visit",), ("w",), ("x",)]),
        ("[visit][w](https://www.nrk.no)", [("visit",)]),
        (r"\[visit] [visit w] [visit,,w] [,visit] [] [ ]", []),
    ],
)
def test_what_cites(text: str, ids: list[tuple[str, ...]]) -> None:
    assert [piece.ids for piece in pieces(text) if isinstance(piece, Cited)] == ids


@pytest.mark.parametrize(
    ("text", "brackets"),
    [
        ("[visit], [visit w] and [#x]", ["[visit w]", "[#x]"]),
        (r"\[visit w] \[visit](w)", []),
        ("[a b](https://www.nrk.no/x_y) [c](<mailto:a@nrk.no>) [d]( http://nrk.no 'e')", []),
        (
            "[visit](w) [the visit](www.nrk.no) [visit]()",
            ["[visit](w)", "[the visit](www.nrk.no)", "[visit]()"],
        ),
        (
            "[visit](https://en.wikipedia.org/wiki/Visit_(Oslo)) [w](so (it) is)",
            ["[w](so (it) is)"],
        ),
        ("[see [visit] w] [open", []),
        ("[[visit w]]", ["[visit w]"]),
    ],
)
def test_what_neither_cites_nor_links(text: str, brackets: list[str]) -> None:
    assert list(uncited(text)) == brackets


def test_long_texts_are_read_in_a_moment() -> None:
    for piece in ("[", "[a](", "[ ", "[a, ", "[a" + " " * 200, "]("):
        text = piece * 20_000
        assert "".join(piece for piece in pieces(text) if isinstance(piece, str)) == text
        assert all(found.startswith("[a") for found in uncited(text))
