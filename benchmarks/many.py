"""Build chronologies one after the other in one process: many.py FORMAT FOLDER..., to their `output`s."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import legation

for folder in map(Path, sys.argv[2:]):
    day = date(2026, 1, 1)
    legation.build(folder / "events.yaml", formats=[sys.argv[1]], as_of=day, force=True)
