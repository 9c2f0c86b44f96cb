"""What is kept in an output folder besides briefs: the names, which take no time to import."""

from __future__ import annotations

FOLDER = ".legation"
"""The folder within it."""

RECORD = "record.json"
JOURNAL = "journal.jsonl"
"""There while a build runs, or where one did not end."""

LOCK = "lock"
LAST = "last.json"
"""What the last build had to say, if it left all as it should be."""
