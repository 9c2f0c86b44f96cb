"""The sample's briefs as text, word for word. `pytest --update-golden` writes them anew: then read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import legation
from editions import (
    AS_OF,
    MEETINGS,
    OTHERS,
    ROOT,
    SAMPLE,
    annex_of_sample,
    others_of_sample,
)

GOLDEN = ROOT / "tests" / "golden"


@pytest.mark.parametrize(
    "brief", ["azerbaijan", "azerbaijan-pakistan", "azerbaijan-uzbekistan", *MEETINGS]
)
def test_brief(brief: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{brief}.txt", text_of(SAMPLE, brief, tmp_path))


@pytest.mark.parametrize("brief", OTHERS)
def test_other_template(brief: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    path = others_of_sample(tmp_path)
    golden(GOLDEN / f"{brief}.txt", text_of(path, brief, tmp_path))


def test_annex(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    path = annex_of_sample(tmp_path)
    golden(GOLDEN / "annex.txt", text_of(path, "annex", tmp_path))


def text_of(path: Path, brief: str, output: Path) -> str:
    """A brief as text."""
    built = legation.build(path, briefs=[brief], formats=["text"], output=output, as_of=AS_OF)
    assert [legation.render(found) for found in built.report] == []
    (written,) = built.written
    return written.path.read_text(encoding="utf-8")
