"""Text: fonts, their coverage and metrics, and breaking lines; below layout and writing, which use it."""
