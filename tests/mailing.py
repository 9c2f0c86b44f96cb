"""A desk that issues, and sends what it issued."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from legation.building.delivering.outcome import Delivery
from legation.building.issuing import issue
from legation.diagnostics import render
from mail_servers import Running

CHRONOLOGY = """\
title: Our relations
language: en-GB
events:
  - {id: oslo, date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO], sources: The Example Gazette}
  - {id: paris, date: 2025-02-11, title: Visit to Paris, parties: [GB, FR], sources: The Example Gazette}
briefs:
  norway: {title: Norway and “the rest”, parties: [GB, NO], formats: [text], marking: OFFICIAL}
  france: {parties: [GB, FR], formats: [text]}
"""


class Desk:
    """A folder with events.yaml and its issues."""

    def __init__(self, folder: Path, authority: Path) -> None:
        self.folder = folder
        self.authority = authority
        self.path = str(folder / "events.yaml")

    def issue(self, text: str = CHRONOLOGY, as_of: date = date(2026, 2, 12)) -> None:
        Path(self.path).write_text(text, encoding="utf-8")
        done = issue(self.path, as_of=as_of)
        assert done.status == 0, list(done.report)

    def set_up(self, server: Running, to: str = "", **more: str) -> None:
        """Write deliver.yaml; the keys with hyphens for underscores."""
        keys = {"server": "localhost", "from": "Desk <desk@mfa.example>", "port": str(server.port)}
        keys |= {key.replace("_", "-"): value for key, value in more.items()}
        if more.get("security") != "none":
            keys["ca-file"] = str(self.authority)
        lines = [f"{key}: {value}\n" for key, value in keys.items()]
        recipients = to or "  - address: anna@mfa.example\n    briefs: norway\n"
        text = "".join(lines) + "to:\n" + recipients
        (self.folder / "deliver.yaml").write_text(text, encoding="utf-8")

    def ledger(self, name: str = "norway/2026-01") -> list[str]:
        file = self.folder / "issued" / "delivered" / f"{name}.jsonl"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


SENT = ["norway/2026-01 anna@mfa.example sent"]


def states(done: Delivery) -> list[str]:
    return [f"{post.reference} {post.recipient} {post.state}" for post in done.posts]


def told(done: Delivery) -> str:
    return "\n".join(render(each) for each in done.report)


def body(mail: EmailMessage) -> str:
    part = mail.get_body()
    assert part is not None
    text: str = part.get_content()
    return text.replace("\r\n", "\n")
