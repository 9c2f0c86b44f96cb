"""What no validator tells: whether a tagged PDF says what its document does, in the same order and sense.

Importing it brings all checks together.
"""

from __future__ import annotations

from conformance import content, links, properties, structure, words  # noqa: F401
from conformance.checking import CHECKS, Fault, faults

__all__ = ["CHECKS", "Fault", "faults"]
