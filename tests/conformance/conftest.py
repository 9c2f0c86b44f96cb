"""What the tests of conformance share: the guide's page, compared or, with --update-golden, written anew."""

from __future__ import annotations

import pytest

from conformance.guide import GUIDE, Told, part_of


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Told:
    """Compares a part of the page with what it should be."""

    def compare(part: str, text: str) -> None:
        page = GUIDE.read_text(encoding="utf-8")
        place = part_of(page, part)
        if request.config.getoption("--update-golden"):
            changed = page[: place.start] + text + page[place.stop :]
            GUIDE.write_text(changed, encoding="utf-8", newline="\n")
        else:
            assert page[place] == text

    return compare
