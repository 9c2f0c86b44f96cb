"""The output folder: where the files of briefs go, and what is recorded of them.

outputs    the files of briefs in it: `Outputs`
places     where a new file goes: to its plain name, or beside what must stay there
moving     the new files of a brief to their places, all or none
record     what was built into it
belonging  which of that is a chronology's own
unchanged  whether all is as a build left it
status     what is in it, in words: `STATUS.txt`
"""
