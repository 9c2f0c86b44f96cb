"""Pages look as they did. `pytest --update-golden` draws them anew: then look at them.

All pages of a country brief, of a meeting brief, of every kind of block, and of every script.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from conformance.samples import document, every_block, every_script
from documents import paragraph
from editions import ROOT, Edition
from pdf_files import pdf
from rasters import difference, pictures, save

GoldenPages = Callable[[str, bytes], None]

GOLDEN = ROOT / "tests" / "golden" / "pages"
BRIEFS = ("azerbaijan-uzbekistan", "azerbaijan-uzbekistan-meeting")
DOCUMENTS = {"every-block": every_block, "every-script": every_script}


@pytest.fixture
def golden_pages(request: pytest.FixtureRequest, tmp_path: Path) -> GoldenPages:
    """Compares the pages of a PDF with their pictures."""

    def compare(name: str, data: bytes) -> None:
        found = pictures(data)
        paths = [GOLDEN / f"{name}-{number}.png" for number in range(1, len(found) + 1)]
        if request.config.getoption("--update-golden"):
            GOLDEN.mkdir(parents=True, exist_ok=True)
            for old in set(GOLDEN.glob(f"{name}-[0-9]*.png")) - set(paths):
                old.unlink()
            for picture, path in zip(found, paths, strict=True):
                save(picture, path)
        assert set(GOLDEN.glob(f"{name}-[0-9]*.png")) == set(paths)
        told = {}
        for picture, path in zip(found, paths, strict=True):
            if differs := difference(picture, Image.open(path).convert("L")):
                save(picture, tmp_path / path.name)
                told[str(tmp_path / path.name)] = differs
        assert told == {}

    return compare


@pytest.mark.parametrize("brief", BRIEFS)
def test_pages_of_a_brief(
    brief: str, sample: dict[str, Edition], golden_pages: GoldenPages
) -> None:
    golden_pages(brief, sample[brief].pdf)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_of_a_document(name: str, golden_pages: GoldenPages) -> None:
    golden_pages(name, pdf(DOCUMENTS[name]()))


def test_together_they_are_small() -> None:
    assert sum(path.stat().st_size for path in GOLDEN.iterdir()) < 1_000_000


# --- what is seen, and what is not ---------------------------------------------------------------

WORDS = "The ministers met in Baku in December 2025, and spoke of trade."
(PAGE,) = pictures(pdf(document(paragraph(WORDS))))


@pytest.mark.parametrize(
    "change",
    [
        ("Baku", "Riga"),
        ("in Dec", "on Dec"),
        ("ministers", "minister"),
        ("spoke of", "of"),
    ],
    ids=" to ".join,
)
def test_another_word_is_seen(change: tuple[str, str]) -> None:
    (changed,) = pictures(pdf(document(paragraph(WORDS.replace(*change)))))
    assert difference(PAGE, changed)


def test_a_page_that_has_moved_by_a_point_and_a_half_is_seen() -> None:
    moved = Image.new("L", PAGE.size, 255)
    moved.paste(PAGE, (1, 1))
    assert difference(PAGE, moved)


def test_another_sheet_is_seen() -> None:
    assert difference(PAGE, PAGE.crop((0, 0, 400, 500)))


def test_another_way_of_smoothing_is_not_seen() -> None:
    assert not difference(PAGE, PAGE.filter(ImageFilter.GaussianBlur(0.5)))
    assert not difference(PAGE, PAGE.point(lambda shade: int(255 * (shade / 255) ** 1.2)))
