"""Drives the flow: from a chronology on disk to files on disk.

The modules, by what they are for:

The whole way: `build` and `check`
    run, work, choice, plan, outcome
What there is to build from, and what is amiss with it
    survey, timeliness, unprinted, unused, word_templates, blame
What a brief depends on, and whether that has changed
    reasons, provenance, inputs, unchanged
A brief as bytes: within its pages, as a draft, held against an issue
    render, fitting, drafting, since, letters
Who renders: this process, several, the workers of a Dask scheduler
    workers; cluster, joining, fitness, workshop
Where the bytes go, whole or not at all, and what is recorded of them
    outputs, places, moving, record, belonging, files, lock, home
What is told when a build ends
    ending, status
Numbered issues, and the register that keeps them
    issuing, register, issued, filing, lost, history, showing
Commands of their own
    clear, picture, schema, stale, start, watch; differing, delivering, running, scheduling, verifying
For all of them
    cycles, internal
"""
