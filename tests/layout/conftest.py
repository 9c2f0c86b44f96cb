from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from layout.timelines import EvenFonts

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.model.document import Timeline
    from legation.model.drawing import Drawing
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts


@pytest.fixture(scope="session")
def even() -> Fonts:
    """Fonts of even widths, for figures that can be reckoned."""
    return cast("Fonts", EvenFonts())


@pytest.fixture(scope="session")
def drawn(theme: Theme, fonts: Fonts) -> Callable[[Timeline], Drawing]:
    """Lays a timeline out on a page of the default theme."""
    from legation.layout.timeline import lay_out

    return lambda timeline: lay_out(timeline, theme.page.text_width, theme, fonts)
