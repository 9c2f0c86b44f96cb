"""What the schedule calls: check, build, verify, issue what says anything new, deliver it, log, and tell.

attend     all of it: `run`
settling   what becomes of each brief, step by step
outcome    what came of a run; as the line that is printed and logged
log        the log of all runs, and which briefs are done already
period     when the period of a run began
drafts     copies of what was built and not issued
telling    what came of a run, in words
heartbeat  a sign of life to whoever watches
"""
