"""A desk with a chronology, on a Monday morning."""

from __future__ import annotations

from pathlib import Path

import pytest

from attending import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path, monkeypatch)
    made.at("2026-11-23T06:00+01:00")
    return made
