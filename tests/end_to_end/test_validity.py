"""Programs from outside find no fault in what is built of the sample; nor do we in the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.judging import failures, faults
from editions import MEETINGS, OTHERS, Edition, Hostile
from tools import require_tool, run

BRIEFS = ("azerbaijan", "azerbaijan-pakistan", "azerbaijan-uzbekistan", *MEETINGS, *OTHERS)


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_pdf_is_accessible_and_archival(brief: str, others: dict[str, Edition]) -> None:
    assert failures(others[brief].pdf) == []
    assert faults(others[brief].pdf, others[brief].document) == []


def test_so_is_the_annex(annex: Edition) -> None:
    assert failures(annex.pdf) == []
    assert faults(annex.pdf, annex.document) == []


def test_so_is_what_is_made_of_hostile_text(hostile_brief: Hostile) -> None:
    edition = hostile_brief.edition
    assert failures(edition.pdf) == []
    assert faults(edition.pdf, edition.document) == []


@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
@pytest.mark.parametrize("brief", BRIEFS)
def test_the_word_file_is_valid(
    brief: str, tool: str, others: dict[str, Edition], tmp_path: Path
) -> None:
    command = require_tool(tool)
    path = tmp_path / "brief.docx"
    path.write_bytes(others[brief].docx)
    run(command, path)
