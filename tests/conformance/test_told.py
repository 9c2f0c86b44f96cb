"""What the guide says of conformance is what programs say. `pytest --update-golden` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import require_package

pytestmark = pytest.mark.tools
require_package("pikepdf")

from conformance.checks import CHECKS
from conformance.guide import GUIDE, Told, sentence
from conformance.judging import STANDARDS, report
from editions import AS_OF, ROOT, SAMPLE
from legation import build
from legation.model.contrast import contrast
from legation.model.theme import Theme
from legation.version import __version__
from legation.writing.pdf.metadata import NAMESPACE


def test_what_the_validator_prints(told: Told, tmp_path: Path) -> None:
    build(SAMPLE, briefs=["azerbaijan"], formats=["pdf"], output=tmp_path, as_of=AS_OF)
    data = (tmp_path / "azerbaijan.pdf").read_bytes()
    printed = "\n".join(report(data, standard).to_json() for standard in STANDARDS)
    told("printed", f"```json\n{printed}\n```\n")


def test_what_is_checked(told: Told) -> None:
    lines = [
        f"- {sentence(each.__name__)}. {' '.join((each.__doc__ or '').split())}\n"
        for each in CHECKS
    ]
    told("checks", "".join(lines))


def test_the_namespace_and_the_version() -> None:
    assert f"`{NAMESPACE}`" in GUIDE.read_text(encoding="utf-8")
    assert __version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_colours_of_text_stand_out_from_their_ground() -> None:
    colours = Theme().colours
    for ink in (colours.text, colours.muted, colours.accent):
        for ground in (colours.paper, colours.shade):
            assert contrast(ink, ground) >= 4.5
