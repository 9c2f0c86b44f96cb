"""What came of a delivery."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from legation.diagnostics import Report


class Posted(StrEnum):
    """What became of a mail, as people are told."""

    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    DOUBTFUL = "doubtful"  # it may have arrived
    WRITTEN = "written"  # to a file, and not sent


class Post(Struct, frozen=True):
    """A mail.

    Attributes:
        reference: What it is about: `norway/2026-03`, or `norway/nil-2026-W09`.
        recipient: The address that it is for.
        state: What became of it.
        file: Where it was written to, if it was not to be sent.
    """

    reference: str
    recipient: str
    state: Posted
    file: Path | None = None


class Delivery(Struct, frozen=True):
    """What came of a delivery.

    Attributes:
        posts: The mails that were to be sent, in order.
        report: Every problem that was met; of mails that may have arrived earlier, warnings.
    """

    posts: tuple[Post, ...]
    report: Report

    @property
    def status(self) -> int:
        """The exit status: 0 all is sent, or nothing was to be; 1 nothing was sent; 3 some was."""
        if not self.report.failed:
            return 0
        done = any(post.state in (Posted.SENT, Posted.WRITTEN) for post in self.posts)
        return 3 if done else 1
