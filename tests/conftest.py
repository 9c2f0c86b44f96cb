"""What all tests share: golden files, compared or, with --update-golden, written anew; theme and fonts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

import tools
from faults import needs_fork
from legation.model.theme import Theme
from legation.text.fonts import Fonts

# How long an example takes says nothing: a machine may be busy.
settings.register_profile("legation", deadline=None)
settings.load_profile("legation")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files instead of comparing"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tools are taken as missing, do not even begin a test that needs some; and fork first.

    To fork takes the longer, the more a process holds, and tests leave much behind in caches: at the end of
    them all it takes three times as long as at their beginning.
    """
    items.sort(key=lambda item: needs_fork.mark not in item.iter_markers())
    if tools.HIDDEN:
        for item in items:
            if item.get_closest_marker("tools"):
                item.add_marker(pytest.mark.skip("LEGATION_REQUIRE_TOOLS=0"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares text with the file that holds what it should be."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def theme() -> Theme:
    return Theme()


@pytest.fixture(scope="session")
def fonts(theme: Theme) -> Fonts:
    """The packaged fonts."""
    return Fonts.load(theme.fonts)
