"""Has `legation run` called every week by the computer's own scheduler.

timing      when: a weekday, a time of day and a time zone
task        what: the command, and the name under which the scheduler has it
programs    the schedulers' own programs, called
systemd, cron, windows     the schedulers
installing  all of it: `plan`, `install`, `standing`, `remove`
"""
