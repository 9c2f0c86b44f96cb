"""Issues of briefs, and the register that keeps them.

issued     an issue, as its file in the register has it
added      an addendum, which is kept beside the issue that it adds to
register   the register: what was issued, and putting in what is
lost       issues that it has lost
since      the issue that a brief is held against
history    what was issued, for people and programs
showing    an issue or addendum in words
"""
