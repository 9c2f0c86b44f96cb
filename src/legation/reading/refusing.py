"""Why a letterhead is refused, before it is known where the message is to stand."""

from __future__ import annotations

MEND = "open it in Word, save it as a Word document (.docx), and name that"
"""What mends a file of another kind, and most damage."""


class Refused(Exception):
    """A letterhead cannot be used: `code`, `message` and `hint` are those of the diagnostic."""

    def __init__(self, code: str, message: str, hint: str = MEND) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def damaged(what: str) -> Refused:
    """The exception for a package that is not whole."""
    return Refused("letterhead-damaged", f"the letterhead is damaged: {what}")


def no_web_address(target: str) -> Refused:
    """The exception for a link that leads elsewhere than to the web or a mailbox."""
    message = f"the letterhead links to {target!r}, which is no web address"
    hint = "take the link out, or lead it to an address with https:// or mailto:"
    return Refused("letterhead-links", message, hint)


def only_drawn() -> Refused:
    """The exception for a drawing in SVG that has no picture in its stead."""
    message = "the letterhead shows a drawing in SVG, which may hold links and its maker's notes"
    hint = "in Word: right-click it, Save as Picture, PNG; then put that in in its place"
    return Refused("letterhead-content", message, hint)
