"""Programs and modules that tests need can be hidden, as if on a bare machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tools


@pytest.mark.parametrize(
    ("require", "name"),
    [
        (lambda: tools.require_tool("git"), "git"),
        (lambda: tools.require_file(Path(__file__), "the package"), __file__),
        (lambda: tools.require_font("Noto Sans", "the package"), "fc-list"),
        (lambda: tools.require_package("json"), "json"),
    ],
)
def test_what_is_hidden_is_taken_as_missing(
    require: Callable[[], Any], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "_HIDDEN", True)
    monkeypatch.setattr(tools, "_REQUIRED", "0")
    with pytest.raises(pytest.skip.Exception) as caught:
        require()
    assert str(caught.value) == f"{name} is taken as missing, by LEGATION_REQUIRE_TOOLS=0"
