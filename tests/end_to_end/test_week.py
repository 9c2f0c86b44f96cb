"""A week's life: build, issue, edit three events, diff, run as scheduled, skip, crash, recover, deliver.

All of it through the commands, each a process of its own, on a folder whose name no shell would like; the
mails go to a real server with TLS. The clock is set by SOURCE_DATE_EPOCH; the briefs speak from today.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from faults import needs_fork
from mail_servers import PASSWORD, USER, Running, mail_server

pytestmark = needs_fork  # and with it signals that kill

CHRONOLOGY = """\
title: Our relations in the north
timezone: Asia/Baku
sources:
  gazette: {title: The Example Gazette, published: 2026-02}
events:
  - id: oslo
    date: 2024-08-23
    title: Foreign ministers met in Oslo
    summary: They agreed to meet again within the year.
    parties: [GB, NO]
    sources: gazette
  - id: forum
    date: 2026-02-10
    title: Energy forum in Bergen
    status: planned
    parties: [GB, NO]
    sources: gazette
  - id: stockholm
    date: 2025-12-02
    title: Trade talks in Stockholm
    parties: [GB, SE]
    sources: gazette
briefs:
  norway: {title: Norway, parties: [GB, NO], marking: OFFICIAL, formats: [docx, pdf]}
  sweden: {title: Sweden, parties: [GB, SE], formats: [docx, pdf]}
"""
EDITS = {
    "status: planned": "status: held",
    "agreed to meet again within the year": "agreed to meet again in the spring",
    "  - id: stockholm": """\
  - id: tromso
    date: 2026-02-12
    title: Consulate opened in Tromsø
    parties: [GB, NO]
    sources: gazette
  - id: stockholm""",
}
DELIVERY = """\
server: localhost
port: {port}
user: desk
password-env: DESK_PASSWORD
ca-file: authority.pem
from: Nordic Desk <nordic@mfa.example>
to:
  - {{address: minister@mfa.example, name: The Minister, briefs: norway, formats: pdf}}
  - {{address: registry@mfa.example, nil-returns: yes}}
"""
WHEN = ("mon", "06:00")
PATIENCE = 60.0


class Desk:
    """A folder with a chronology, and an officer who types commands there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "events.yaml"
        self.environment = {**os.environ, "DESK_PASSWORD": PASSWORD, "PYTHONWARNINGS": ""}
        self.path.write_text(CHRONOLOGY, encoding="utf-8")

    def at(self, time_: str) -> None:
        """Set the clock, to a time in Baku."""
        moment = datetime.fromisoformat(f"{time_}+04:00")
        self.environment["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def legation(self, *arguments: str, status: int = 0) -> str:
        """What a command prints, to both."""
        process = self.start([sys.executable, "-m", "legation", *arguments])
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == status, err
        return out + err

    def run(self, command: list[str], status: int = 0) -> tuple[dict[str, Any], str]:
        """What the schedule's command prints: for programs, and for people."""
        process = self.start(command)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == status, err
        (line,) = out.splitlines()
        return json.loads(line), err

    def run_until(self, command: list[str], moment: Callable[[], object]) -> None:
        """Call the schedule's command, and kill it at a moment."""
        process = self.start(command)
        end = time.monotonic() + PATIENCE
        while not moment():
            assert process.poll() is None, "it has ended before"
            assert time.monotonic() < end
            time.sleep(0.002)
        process.kill()
        process.communicate()

    def deliver_by(self, server: Running) -> None:
        text = DELIVERY.format(port=server.port)
        (self.folder / "deliver.yaml").write_text(text, encoding="utf-8")

    def numbers(self, brief: str) -> list[str]:
        found = (self.folder / "issued/register" / brief).glob("*.json")
        return sorted(path.stem.partition("-")[2] for path in found)


def scheduled(printed: str) -> list[str]:
    """The command that a unit of systemd's starts (systemd.service(5): quoting, `$$`, `%%`)."""
    (line,) = [row for row in printed.splitlines() if row.startswith("ExecStart=")]
    words = shlex.split(line.removeprefix("ExecStart="))
    return [word.replace("$$", "$").replace("%%", "%") for word in words]


def states(line: dict[str, Any]) -> dict[str, str]:
    return {name: fate["state"] for name, fate in line["briefs"].items()}


def sent(line: dict[str, Any]) -> set[str]:
    return {
        f"{m['reference'].split('/')[0]} {m['recipient'].split('@')[0]}" for m in line["delivered"]
    }


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of localhost; its authority is beside it, as authority.pem."""
    authority = trustme.CA()
    file = tmp_path / "localhost.pem"
    issued = authority.issue_cert("localhost").private_key_and_cert_chain_pem
    issued.write_to_path(str(file))
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    return file


@pytest.fixture
def desk(tmp_path: Path, certificate: Path) -> Desk:
    folder = tmp_path / "Записки «north» $1 100%"
    folder.mkdir()
    (folder / "authority.pem").write_bytes(certificate.with_name("authority.pem").read_bytes())
    return Desk(folder)


def test_a_week(desk: Desk, certificate: Path, tmp_path: Path) -> None:
    served = {"tls": "starttls", "certificate": str(certificate), "auth": "PLAIN"}

    # Tuesday: the first issues are made by hand, and the schedule is set up.
    desk.at("2026-02-03T10:00")
    assert "norway: built" in desk.legation("build")
    assert "output/norway.docx: same" in desk.legation("verify")
    assert "norway: issued norway/" in desk.legation("issue")
    printed = desk.legation("schedule", "install", "--print", "--weekly", *WHEN)
    command = scheduled(printed)
    assert "OnCalendar=Mon *-*-* 06:00:00 Asia/Baku" in printed

    # Monday: nothing is new, but the issues go out, and drafts are kept.
    desk.at("2026-02-09T06:00")
    with mail_server(tmp_path / "first", **served) as server:
        desk.deliver_by(server)
        line, told = desk.run(command)
    assert states(line) == {"norway": "nil", "sweden": "nil"}
    assert sent(line) == {"norway minister", "norway registry", "sweden registry"}
    assert "norway: nothing new since issue 1" in told
    drafts = {path.name for path in (desk.folder / "output/drafts/2026-02-09").iterdir()}
    assert drafts >= {"norway.docx", "norway.pdf", "sweden.docx", "sweden.pdf"}
    assert "norway" in desk.legation("status")
    desk.legation("verify")

    # Wednesday: three events are edited, and it is seen what that changes.
    text = desk.path.read_text("utf-8")
    for old, new in EDITS.items():
        assert old in text
        text = text.replace(old, new, 1)
    desk.path.write_text(text, encoding="utf-8")
    (first,) = desk.numbers("norway")
    year = next((desk.folder / "issued/register/norway").iterdir()).stem.partition("-")[0]
    difference = desk.legation("diff", f"norway/{year}-{first}")
    assert "Consulate opened in Tromsø" in difference
    assert "[-within-]" in difference or "[-within the year-]" in difference
    assert "Took place" in difference

    # Monday: the run is killed as soon as the first issue is made, and called again.
    desk.at("2026-02-16T06:00")
    made = desk.folder / "issued/register/norway" / f"{year}-02.json"
    with mail_server(tmp_path / "second", **served, fault="hang-after") as server:
        desk.deliver_by(server)
        desk.run_until(command, made.exists)
        # The next is killed when a mail has gone out, before that is recorded.
        desk.run_until(command, server.files)
    before = Counter((mail["Subject"], mail["To"]) for mail in server.mails())

    # The one after that does the rest, and leaves alone what may have gone out.
    with mail_server(tmp_path / "third", **served) as server:
        desk.deliver_by(server)
        line, told = desk.run(command)
        assert states(line) == {"norway": "skipped", "sweden": "nil"}
        assert "warning[doubtful]" in told
        again, told = desk.run(command)
        assert states(again) == {"norway": "skipped", "sweden": "skipped"}
        assert again["delivered"] == []
    after = Counter((mail["Subject"], mail["To"]) for mail in server.mails())
    assert set((before + after).values()) == {1}
    assert len(before + after) == 3  # norway to both, and of sweden that nothing is new
    assert (desk.numbers("norway"), desk.numbers("sweden")) == (["01", "02"], ["01"])

    # Everything is on record, and nothing secret.
    body = next(m for m in (*server.mails(),) if m["Subject"].startswith("OFFICIAL: Norway"))
    words = body.get_body().get_content()  # type: ignore[union-attr]
    assert "Consulate opened in Tromsø" in words
    assert [f.get_filename() for f in body.iter_attachments()][-1] == f"norway-{year}-02.pdf"
    assert f"norway/{year}-02" in desk.legation("history")
    assert "Tromsø" in desk.legation("show", f"norway/{year}-02")
    log = [
        json.loads(row)
        for row in (desk.folder / "issued/runs.jsonl").read_text("utf-8").splitlines()
    ]
    assert [each["period"] for each in log] == ["2026-02-09", "2026-02-16", "2026-02-16"]
    files = [path for path in desk.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if PASSWORD.encode() in path.read_bytes()]
    assert USER in (desk.folder / "deliver.yaml").read_text("utf-8")
