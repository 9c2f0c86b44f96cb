"""A run has what it issued delivered, and tells who wants to know that nothing is new; to each once."""

from __future__ import annotations

import json
from pathlib import Path

from attending import Desk
from mail_servers import mail_server

FORMAT = """\
server: localhost
port: {port}
security: none
from: desk@mfa.example
to:
  - {{address: anna@mfa.example, briefs: norway, nil-returns: yes}}
  - {{address: bo@mfa.example, briefs: norway}}
"""


def set_up(desk: Desk, port: int) -> None:
    (desk.folder / "deliver.yaml").write_text(FORMAT.format(port=port), encoding="utf-8")


def test_what_was_issued_is_sent_and_told(desk: Desk, tmp_path: Path) -> None:
    with mail_server(tmp_path / "in") as server:
        set_up(desk, server.port)
        done = desk.run()
        again = desk.run()
        assert len(server.mails()) == 2
    assert desk.told(done)[3:] == [
        "norway/2026-01: sent for anna@mfa.example",
        "norway/2026-01: sent for bo@mfa.example",
    ]
    assert (done.status, again.status, again.run.delivered) == (0, 0, ())
    assert [p.code for p in done.run.problems] == ["in-the-clear"]
    line = json.loads(desk.log.read_text("utf-8").splitlines()[0])
    assert line["delivered"][0] == {
        "reference": "norway/2026-01",
        "recipient": "anna@mfa.example",
        "state": "sent",
    }


def test_nothing_new_is_told_once_a_week_to_who_wants_to_know(desk: Desk, tmp_path: Path) -> None:
    with mail_server(tmp_path / "in") as server:
        set_up(desk, server.port)
        desk.run()
        days = ("2026-11-30", "2026-12-01", "2026-12-07")
        done = [desk.run(f"{day}T06:00+01:00").run.delivered for day in days]
    assert [[(mail.reference, mail.recipient) for mail in each] for each in done] == [
        [("norway/nil-2026-11-30", "anna@mfa.example")],
        [],
        [("norway/nil-2026-12-07", "anna@mfa.example")],
    ]


def test_what_could_not_be_sent_is_tried_again(desk: Desk, tmp_path: Path) -> None:
    with mail_server(tmp_path / "in") as server:
        set_up(desk, server.port)
    done = desk.run()  # when nobody listens
    assert (done.status, desk.states()) == (3, "skipped skipped")
    with mail_server(tmp_path / "in") as server:
        set_up(desk, server.port)
        again = desk.run()
    assert [(mail.recipient, mail.state) for mail in again.run.delivered] == [
        ("anna@mfa.example", "sent"),
        ("bo@mfa.example", "sent"),
    ]
    assert again.status == 0


def test_that_nothing_is_new_is_tried_again_too(desk: Desk, tmp_path: Path) -> None:
    desk.run()
    with mail_server(tmp_path / "in") as server:
        set_up(desk, server.port)
        desk.run()
    done = desk.run("2026-11-30T06:00+01:00")
    assert done.status == 3
    with mail_server(tmp_path / "in") as server:
        set_up(desk, server.port)
        again = desk.run("2026-12-01T06:00+01:00")
    assert [fate.state for fate in again.run.briefs.values()] == ["skipped", "skipped"]
    assert [mail.reference for mail in again.run.delivered] == ["norway/nil-2026-11-30"]


def test_an_issue_that_goes_out_late_is_not_called_nothing_new(desk: Desk, tmp_path: Path) -> None:
    desk.run()  # before anything was said of mail
    with mail_server(tmp_path / "in") as server:
        set_up(desk, server.port)
        done = desk.run("2026-11-30T06:00+01:00")
    assert [mail.reference for mail in done.run.delivered] == ["norway/2026-01"] * 2


def test_where_it_is_said_wrongly_how_to_send_all_else_is_done(desk: Desk) -> None:
    (desk.folder / "deliver.yaml").write_text("server: localhost\n", encoding="utf-8")
    done = desk.run()
    assert (done.status, desk.numbers()) == (3, ["2026-01"])
    assert {problem.code for problem in done.run.problems} == {"missing-key"}
