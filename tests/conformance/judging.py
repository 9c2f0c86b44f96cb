"""What validators and our own checks say of a PDF; the packages that they need are looked for only here."""

from __future__ import annotations

from typing import Any

from legation.model.document import Document
from tools import require_package

STANDARDS = {"PDF/UA-1": "PDF_UA_1", "PDF/A-2a": "PDF_A_2A"}
"""What files claim, by the validator's names."""


def report(data: bytes, standard: str) -> Any:
    """The validator's report on a file, every limit of its own put aside."""
    page = require_package("page")
    limits = page.SafetyLimits.unlimited()
    profile = page.ValidationProfile[STANDARDS[standard]]
    return page.validate_pdf_bytes(data, profile=profile, limits=limits)


def failures(data: bytes) -> list[tuple[str, str]]:
    """The rules that a file fails, and why."""
    reports = [report(data, standard) for standard in STANDARDS]
    return [(each.rule_id, each.message) for found in reports for each in found.failures]


def faults(data: bytes, document: Document) -> list[tuple[str, str]]:
    """What our own checks find in a PDF of the document."""
    require_package("pikepdf")
    from conformance.checks import faults

    return [(fault.check, fault.what) for fault in faults(data, document)]
