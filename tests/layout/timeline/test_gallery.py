"""The gallery of the guide: the timelines in it are as they were, and as they should be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery import GALLERY
from layout.geometry import faults
from legation.layout.timeline.stack import stacked, told
from legation.text.languages import reads_from_right
from legation.writing import svg

if TYPE_CHECKING:
    from conftest import Golden
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("name", GALLERY)
def test_the_picture_is_as_it_was(name: str, theme: Theme, fonts: Fonts, golden: Golden) -> None:
    exhibit = GALLERY[name]()
    page = theme.page.turned if exhibit.panels[0].landscape else theme.page
    from_right = reads_from_right(exhibit.language)
    drawing = stacked(exhibit.panels, page.text_width, theme, fonts, from_right=from_right)

    assert faults(drawing) == []
    described = " ".join(panel.description for panel in exhibit.panels)
    titles = told(exhibit.panels, drawing)
    words = exhibit.title, described, theme, fonts, exhibit.language
    golden(DOCS / "gallery" / f"{name}.svg", svg.write(drawing, *words, titles))


def test_the_guide_shows_every_picture() -> None:
    page = (DOCS / "gallery.md").read_text(encoding="utf-8")
    shown = [name for name in GALLERY if f"(gallery/{name}.svg)" in page]

    assert shown == list(GALLERY)
    assert sorted(file.stem for file in (DOCS / "gallery").iterdir()) == sorted(GALLERY)
