"""Programs from outside find no fault in what is built of the sample, in any template."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions import MEETINGS, OTHERS, Edition
from tools import require_tool, run

BRIEFS = ("azerbaijan", "azerbaijan-pakistan", "azerbaijan-uzbekistan", *MEETINGS, *OTHERS)


@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_2A"])
@pytest.mark.parametrize("brief", BRIEFS)
def test_the_pdf_is_accessible_and_archival(
    brief: str, standard: str, others: dict[str, Edition], tmp_path: Path
) -> None:
    page = pytest.importorskip("page", reason="page-validation is not installed")
    path = tmp_path / "brief.pdf"
    path.write_bytes(others[brief].pdf)
    profile = page.ValidationProfile[standard]
    result = page.validate_pdf(path, profile=profile, limits=page.SafetyLimits.unlimited())
    assert [(failure.rule_id, failure.message) for failure in result.failures] == []
    assert result.is_compliant


@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
@pytest.mark.parametrize("brief", BRIEFS)
def test_the_word_file_is_valid(
    brief: str, tool: str, others: dict[str, Edition], tmp_path: Path
) -> None:
    command = require_tool(tool)
    path = tmp_path / "brief.docx"
    path.write_bytes(others[brief].docx)
    run(command, path)
