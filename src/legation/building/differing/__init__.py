"""What two sides differ by, each an issue, a chronology, or a chronology as git has kept it.

operand -> Side (which editions it has) -> pairs of editions -> Difference -> text, JSON, addendum

sides      an issue or a chronology, by one name
revisions  a chronology as git has kept it
outcome    what came of a comparison
run        all of it: `diff`
addenda    a difference as files, numbered beside an issue or in a folder
earlier    what is earlier than the issue or its last addendum
"""
