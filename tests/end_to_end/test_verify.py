"""`legation verify` finds that all that is built says the same as its document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import legation
from editions import MEETINGS, OTHERS, Edition, Hostile, Real

BRIEFS = ("azerbaijan-pakistan", "azerbaijan-uzbekistan", "azerbaijan")


def assert_same(edition: Edition, folder: Path) -> Mapping[str, tuple[int, int]]:
    """Both files say the same as the document; how much that is."""
    (folder / f"{edition.name}.docx").write_bytes(edition.docx)
    (folder / f"{edition.name}.pdf").write_bytes(edition.pdf)
    done = legation.verify(folder, path=edition.path, briefs=[edition.name])
    assert [legation.render(told) for told in done.report] == []
    assert done.status == 0
    word, pdf = done.files
    assert word.same
    assert pdf.same
    for counts in (word.counts, pdf.counts):
        assert [name for name, count in counts.items() if count.found != count.of] == []
    return {name: (word.counts[name].of, pdf.counts[name].of) for name in word.counts}


@pytest.mark.parametrize("name", [*BRIEFS, *MEETINGS])
def test_the_briefs_of_the_sample(name: str, sample: dict[str, Edition], tmp_path: Path) -> None:
    assert_same(sample[name], tmp_path)


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_templates(name: str, others: dict[str, Edition], tmp_path: Path) -> None:
    assert_same(others[name], tmp_path)


def test_a_chronology_alone(annex: Edition, tmp_path: Path) -> None:
    assert_same(annex, tmp_path)


def test_hostile_text(hostile_brief: Hostile, tmp_path: Path) -> None:
    assert_same(hostile_brief.edition, tmp_path)


@pytest.mark.tools  # not for itself, but where these are built for other tests
def test_a_real_chronology(real: Real, tmp_path: Path) -> None:
    counts = assert_same(real.edition, tmp_path)
    assert counts["events"] == counts["dates"] == (len(real.record.entries),) * 2
