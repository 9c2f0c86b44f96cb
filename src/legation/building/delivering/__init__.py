"""Sending what was issued by mail, to each recipient once.

settings   how a chronology's issues are sent, and what that needs from this computer
choosing   which mails there are to be
waiting    who still waits for earlier issues
wording    what the mails say
message    a mail as bytes
ledger     what was sent to whom
sending    handing mails to a server
outcome    what came of it
run        all of it: `deliver`
"""
