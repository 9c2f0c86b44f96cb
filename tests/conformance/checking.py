"""Checks of a tagged PDF against the document from which it was made: what each is, and how all are run.

Each check yields faults as sentences; a sound file has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from conformance.tagged import Tagged
from legation.model.document import Document

Check = Callable[[Tagged, Document], Iterator[str]]

CHECKS: list[Check] = []
"""All checks that were imported."""


class Fault(NamedTuple):
    """What a check found."""

    check: str
    what: str


def check(function: Check) -> Check:
    """Have the function run with all checks."""
    CHECKS.append(function)
    return function


def faults(data: bytes, document: Document) -> list[Fault]:
    """What all checks find in a PDF of the document."""
    file = Tagged(data)
    return [Fault(check.__name__, what) for check in CHECKS for what in check(file, document)]
