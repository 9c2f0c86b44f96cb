"""From the settled document to bytes: one writer a format, pure functions that never touch a disk."""
