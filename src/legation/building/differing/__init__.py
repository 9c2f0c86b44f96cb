"""What two sides differ by, each an issue, a chronology, or a chronology as git has kept it.

operand -> Side (which editions it has) -> pairs of editions -> Difference -> text, JSON, addendum
"""
