"""Drives the flow: from a chronology on disk to files on disk.

survey   reads and checks the chronology, its theme and templates
plan     which briefs, of which day, in which formats
blame    which briefs a warning touches
render   composes a brief, settles it, writes its formats to bytes
files    puts the bytes in their place, all of a brief or nothing
run      all of it: `build` and `check`
"""
