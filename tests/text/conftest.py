from __future__ import annotations

import pytest

from legation.model.theme import Theme
from legation.text.fonts import Fonts


@pytest.fixture(scope="session")
def theme() -> Theme:
    return Theme()


@pytest.fixture(scope="session")
def fonts(theme: Theme) -> Fonts:
    """The packaged fonts."""
    return Fonts.load(theme.fonts)
