"""Build chronologies one after the other in one process: many.py FOLDER..., each to its own `output`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import legation

for folder in map(Path, sys.argv[1:]):
    legation.build(folder / "events.yaml", formats=["pdf"], as_of=date(2026, 1, 1))
