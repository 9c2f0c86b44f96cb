"""Drives the flow: from a chronology on disk to files on disk.

The modules, by what they are for:

The whole way: `build` and `check`; `issue`
    run, work, outcome, ending; issuing
Which briefs, and why
    plan, choice, reasons
Commands of their own
    clear, picture, schema, stale, start, watch
For all of them
    cycles, internal

The packages, from the lowest up; none imports one above it:

disk        what is written is there whole or not at all, and one writes at a time
issues      numbered issues, and the register that keeps them
output      the output folder, and what is recorded of it
surveying   what there is to build from, and what is amiss with it
rendering   a brief as bytes; many, by several processes or computers
differing, delivering, verifying   the commands `diff`, `deliver` and `verify`
running, scheduling                the commands `run` and `schedule`
"""
