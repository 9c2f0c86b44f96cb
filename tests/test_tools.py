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
    monkeypatch.setattr(tools, "HIDDEN", True)
    monkeypatch.setattr(tools, "_REQUIRED", "0")
    missing = f"{name} is taken as missing, by LEGATION_REQUIRE_TOOLS=0"
    with pytest.raises(pytest.fail.Exception) as failed:
        require()
    assert str(failed.value) == f"{missing}, and the test has no mark `tools`"
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # as where a module is imported
    with pytest.raises(pytest.skip.Exception) as skipped:
        require()
    assert str(skipped.value) == missing


def test_modules_that_are_of_no_use_without_have_the_mark() -> None:
    """Which no run tells: where what they need is missing, they are not even imported."""
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py")]
    needing = [text for text in texts if "\nrequire_package(" in text]
    assert needing
    assert all("\npytestmark = pytest.mark.tools\n" in text for text in needing)
