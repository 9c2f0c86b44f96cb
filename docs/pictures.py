"""Makes the pictures in `docs/images` anew: pages of the sample's briefs, the PDF beside the Word file.

Run it from the project's folder, `python docs/pictures.py`, after a change that shows on the page. It
wants LibreOffice, which shows the Word file, and what the tests need.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

import legation

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "tests"))

from tools import to_pdf  # noqa: E402 (a helper of the tests)

BRIEF = "azerbaijan-uzbekistan"
AS_OF = date(2026, 2, 24)
PICTURES = {"first-page.png": 0, "timeline.png": 1}
MEETING = "azerbaijan-pakistan-meeting"
CHANGED = "azerbaijan-pakistan"
DAYS_BEFORE = date(2026, 2, 20)
EARLIER = {
    "    date: 2025-07\n    parties:\n      - AZ\n      - PK\n    kind: forum": "    date: 2025\n"
    "    parties: [AZ, PK]\n    kind: forum",
    "summary: Some 200 business people came from Pakistan.": "summary: Business people came.",
    "  - id: pk-business-delegates\n    parties:\n      - AZ\n      - PK\n": "  - parties: AZ\n",
}
"""What the sample says, and what it is to have said before."""
SCALE = 1.25  # pixels a point: 90 dots an inch
COLOURS = 64
GAP = 24


def main() -> None:
    """Put pages side by side: a brief's in both formats, a meeting's two, two with what has changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        briefs = [BRIEF, MEETING]
        legation.build(PROJECT / "events.yaml", briefs=briefs, output=folder, as_of=AS_OF)
        pdf = folder / f"{BRIEF}.pdf"
        word = to_pdf((folder / f"{BRIEF}.docx").read_bytes(), folder)
        for picture, page in PICTURES.items():
            _save([_page(file, page) for file in (pdf, word)], picture)
        _save([_page(folder / f"{MEETING}.pdf", page) for page in (0, 1)], "meeting.png")
        issued = _second_issue(folder)
        _save([_page(issued, page) for page in (0, 2)], "changes.png")


def _second_issue(folder: Path) -> Path:
    """The sample as a second issue, after one when less was known."""
    text = (PROJECT / "events.yaml").read_text("utf-8")
    earlier = text
    for now, before in EARLIER.items():
        assert now in earlier, now
        earlier = earlier.replace(now, before, 1)
    path = folder / "events.yaml"
    for said, day in ((earlier, DAYS_BEFORE), (text, AS_OF)):
        path.write_text(said, encoding="utf-8")
        done = legation.issue(path, briefs=[CHANGED], formats=["pdf"], as_of=day)
        assert done.issued, list(map(legation.render, done.report))
    return folder / "issued" / done.issued[0].files["pdf"].name


def _page(file: Path, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(file) as document:
        page = document[number].render(scale=SCALE).to_pil()
    return ImageOps.expand(page.convert("RGB"), 1, "#A6A6A6")


def _save(pages: list[Image.Image], picture: str) -> None:
    """Save the pages side by side. Few colours are enough for print, and make small files."""
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    whole = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    for index, page in enumerate(pages):
        whole.paste(page, (index * (page.width + GAP), 0))
    whole = whole.quantize(COLOURS, dither=Image.Dither.NONE)
    whole.save(PROJECT / "docs" / "images" / picture, optimize=True)


if __name__ == "__main__":
    main()
