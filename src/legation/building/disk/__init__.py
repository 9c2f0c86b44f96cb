"""The disk: what is written is there whole or not at all, and one writes at a time.

inputs   the files that a build reads, with hashes, and where folders lie
files    files that are replaced, those of one brief together
filing   files that are put into empty places, for good
lock     one build of a folder at a time
home     what is kept in a folder besides what was made for people: the names
"""
