"""Mails are handed to a real server, with TLS; each recipient gets each issue once, whatever happens."""

from __future__ import annotations

import json
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from legation.building.delivering import sending
from legation.building.delivering.ledger import Ledger
from legation.building.delivering.outcome import Delivery
from legation.building.delivering.run import deliver
from legation.building.delivering.settings import login, set_up
from legation.diagnostics import Report, fail
from mail_servers import PASSWORD, USER, Running, mail_server
from mailing import SENT, Desk, body, states, told

Certificates = Callable[[str], Path]
FAILED = ["norway/2026-01 anna@mfa.example failed"]


def recorded(desk: Desk, name: str = "norway/2026-01") -> list[str]:
    return [json.loads(line)["state"] for line in desk.ledger(name)]


@pytest.mark.parametrize(("tls", "auth"), [("starttls", "PLAIN"), ("tls", "LOGIN")])
def test_an_issue_is_sent_once_over_a_protected_connection(
    tls: str,
    auth: str,
    desk: Desk,
    certificates: Certificates,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    certificate = str(certificates("localhost"))
    with mail_server(tmp_path / "in", tls=tls, certificate=certificate, auth=auth) as server:
        desk.set_up(server, security=tls, user=USER, password_env="DESK_PASSWORD")
        done = deliver(desk.path)
        assert (states(done), done.status, told(done)) == (SENT, 0, "")
        again = deliver(desk.path)
        assert (states(again), again.status, told(again)) == ([], 0, "")
    assert server.log() == f"{auth} right\n"
    (mail,) = server.mails()
    assert mail["Subject"] == "OFFICIAL: Norway and “the rest”, issue 1 (12 February 2026)"
    assert mail["From"] == "Desk <desk@mfa.example>"
    assert body(mail) == (
        "OFFICIAL\n\nNorway and “the rest”\nIssue 1 (12 February 2026), norway/2026-01\n\n"
        "This is the first issue.\n\nAttached:\n  norway-2026-01.text\n"
    )
    (file,) = mail.iter_attachments()
    issued = desk.folder / "issued" / "2026" / "norway-01.text"
    assert file.get_filename() == "norway-2026-01.text"
    assert file.get_payload(decode=True) == issued.read_bytes()
    assert recorded(desk) == ["sending", "sent"]


def test_one_that_is_refused_does_not_stop_the_others(desk: Desk, tmp_path: Path) -> None:
    to = "".join(f"  - {{address: {who}@mfa.example}}\n" for who in ("gone", "busy", "anna"))
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, to, security="none")
        first, second = deliver(desk.path, issues=["norway/2026-01"]), deliver(desk.path)
    assert states(first) == [
        "norway/2026-01 gone@mfa.example refused",
        "norway/2026-01 busy@mfa.example failed",
        "norway/2026-01 anna@mfa.example sent",
    ]
    assert first.status == 3
    assert (
        "error[not-delivered]: norway/2026-01 was not delivered to gone@mfa.example: 550 no such"
        in (told(first))
    )
    assert "anna" not in " ".join(each for each in states(second) if "norway" in each)
    assert len([m for m in server.mails() if "Norway" in m["Subject"]]) == 1


@pytest.mark.parametrize(("fault", "state"), [("refuse", "refused"), ("busy", "failed")])
def test_what_is_refused_at_its_end_is_tried_again(
    fault: str, state: str, desk: Desk, tmp_path: Path
) -> None:
    with mail_server(tmp_path / "in", fault=fault) as server:
        desk.set_up(server, security="none")
        assert states(deliver(desk.path)) == [f"norway/2026-01 anna@mfa.example {state}"]
    with mail_server(tmp_path / "well") as server:
        desk.set_up(server, security="none")
        assert states(deliver(desk.path)) == SENT
    assert recorded(desk) == ["sending", state, "sending", "sent"]


@pytest.mark.parametrize("tls", ["none", "starttls"])
def test_what_breaks_off_within_is_tried_again(
    tls: str, desk: Desk, certificates: Certificates, tmp_path: Path
) -> None:
    certificate = str(certificates("localhost")) if tls == "starttls" else ""
    big = desk.folder / "issued" / "2026" / "norway-01.text"
    assert big.stat().st_size < 10_000, "it fits what the system keeps for the server"
    with mail_server(
        tmp_path / "in", tls=tls, certificate=certificate, fault="drop-within"
    ) as server:
        desk.set_up(server, security=tls)
        done = deliver_slowly(desk)
    assert states(done) == ["norway/2026-01 anna@mfa.example failed"]
    assert recorded(desk) == ["failed"]
    with mail_server(tmp_path / "well", tls=tls, certificate=certificate) as server:
        desk.set_up(server, security=tls)
        assert states(deliver(desk.path)) == SENT
    assert recorded(desk) == ["failed", "sending", "sent"]


def deliver_slowly(desk: Desk) -> Delivery:
    """Deliver, giving the other side the time to hang up before the end is sent."""
    real = select.select

    def wait(read: Any, write: Any, other: Any, _: float) -> Any:
        return real(read, write, other, 2.0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(select, "select", wait)
        return deliver(desk.path)


def test_what_breaks_off_at_its_end_is_never_sent_again_by_itself(
    desk: Desk, tmp_path: Path
) -> None:
    with mail_server(tmp_path / "in", fault="drop-after") as server:
        desk.set_up(server, security="none")
        done = deliver(desk.path)
    assert states(done) == ["norway/2026-01 anna@mfa.example doubtful"]
    assert done.status == 1
    assert "error[doubtful]: norway/2026-01 may have reached anna@mfa.example, or not" in told(done)
    assert len(server.mails()) == 1, "here it did"
    with mail_server(tmp_path / "well") as server:
        desk.set_up(server, security="none")
        for _ in range(2):
            later = deliver(desk.path)
            assert (states(later), later.status) == ([], 0)
            assert "warning[doubtful]" in told(later)
            assert "legation deliver --again --issue norway/2026-01" in told(later)
        asked = deliver(desk.path, issues=["norway/2026-01"], again=True)
        assert states(asked) == SENT
        assert states(deliver(desk.path, again=True)) == [], "what has arrived is never sent again"
    assert len(server.mails()) == 1


def test_a_sender_that_is_killed_before_it_can_record_does_not_send_twice(
    desk: Desk, tmp_path: Path
) -> None:
    with mail_server(tmp_path / "in", fault="hang-after") as server:
        desk.set_up(server, security="none")
        with subprocess.Popen([sys.executable, "-m", "legation", "deliver", desk.path]) as sender:
            until(lambda: bool(server.files()))
            sender.send_signal(signal.SIGKILL)
    assert recorded(desk) == ["sending"]
    with mail_server(tmp_path / "well") as later:
        desk.set_up(later, security="none")
        done = deliver(desk.path)
    assert (states(done), later.mails()) == ([], [])
    assert "warning[doubtful]" in told(done)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_cannot_be_recorded_is_not_sent(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise fail(None, "disk-full", "the disk is full")

    monkeypatch.setattr(Ledger, "add", full)
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, security="none")
        done = deliver(desk.path)
    assert (states(done), done.status, server.mails()) == (FAILED, 1, [])


def test_a_line_of_the_ledger_that_was_cut_off_is_as_good_as_none(
    desk: Desk, tmp_path: Path
) -> None:
    folder = desk.folder / "issued" / "delivered" / "norway"
    folder.mkdir(parents=True)
    (folder / "2026-01.jsonl").write_text('{"recipient":"anna@mfa.exam')
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, security="none")
        assert states(deliver(desk.path)) == SENT
    assert recorded(desk) == ["sending", "sent"]


def test_with_a_ledger_that_cannot_be_read_nothing_is_sent(desk: Desk, tmp_path: Path) -> None:
    folder = desk.folder / "issued" / "delivered" / "norway"
    folder.mkdir(parents=True)
    (folder / "2026-01.jsonl").write_text("<<<<<<< HEAD\n")
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, security="none")
        done = deliver(desk.path)
    assert (states(done), done.status) == ([], 1)
    assert "norway/2026-01.jsonl:1:1: error[ledger]: this line cannot be read" in (
        told(done).replace("\\", "/")
    )


def test_a_silent_server_is_not_waited_for_long(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 0.3)
    with mail_server(tmp_path / "in", fault="silent") as server:
        desk.set_up(server, security="none")
        done = deliver(desk.path)
    assert (states(done), done.status) == (FAILED, 1)
    assert "the server did not answer within 0.3 seconds" in told(done)


@contextmanager
def answering(greeting: bytes, pause: float = 0.0) -> Iterator[int]:
    """A server that says something to whoever comes, a byte at a time; its port."""

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listening.accept()
            with connection:
                for each in greeting:
                    connection.send(bytes([each]))
                    time.sleep(pause)
                connection.recv(1)

    with socket.create_server(("localhost", 0)) as listening:
        server = Thread(target=serve)
        server.start()
        yield listening.getsockname()[1]
        server.join(30)


def test_a_server_that_answers_drop_by_drop_is_given_up(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 0.4)
    begun = time.monotonic()
    with answering(b"220-" + b"welcome " * 40, pause=0.1) as port:  # half a minute
        desk.set_up(Running(port, tmp_path), security="none")
        done = deliver(desk.path)
        took = time.monotonic() - begun
    assert took < 15  # half a second, on a machine that is not busy
    assert states(done) == FAILED
    assert "the server did not answer within 0.4 seconds" in told(done)


def test_what_is_no_mail_server_is_told(desk: Desk, tmp_path: Path) -> None:
    with answering(b"Hello there\r\n") as port:
        desk.set_up(Running(port, tmp_path), security="none")
        done = deliver(desk.path)
    assert f"port {port}, cannot be used: what answers there is no mail server\n" in told(done)


def test_a_port_that_wants_tls_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 0.3)
    with answering(b"") as port:
        monkeypatch.setattr(sending, "_TLS_PORT", port)
        desk.set_up(Running(port, tmp_path))
        done = deliver(desk.path)
    assert "hint: that port is protected from the first byte: write security: tls" in told(done)


def test_a_server_that_is_silent_at_the_end_leaves_a_doubt(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 0.5)
    with mail_server(tmp_path / "in", fault="hang-after") as server:
        desk.set_up(server, security="none")
        assert states(deliver(desk.path)) == ["norway/2026-01 anna@mfa.example doubtful"]


@pytest.mark.parametrize(
    ("certificate", "why"),
    [("elsewhere.example", "Hostname mismatch"), ("stranger", "unable to get local issuer")],
)
@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_wrong_certificate_is_refused(
    tls: str, certificate: str, why: str, desk: Desk, certificates: Certificates, tmp_path: Path
) -> None:
    with mail_server(
        tmp_path / "in", tls=tls, certificate=str(certificates(certificate))
    ) as server:
        desk.set_up(server, security=tls)
        done = deliver(desk.path)
    assert (states(done), done.status, server.mails()) == (FAILED, 1, [])
    assert told(done).count("error[") == 1
    assert "error[mail-server]" in told(done)
    assert why in told(done)
    assert recorded(desk) == ["failed"]


def test_nothing_is_sent_in_the_clear_where_there_is_no_starttls(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    with mail_server(tmp_path / "in", auth="PLAIN") as server:
        desk.set_up(server, user=USER, password_env="DESK_PASSWORD")
        done = deliver(desk.path)
    assert (states(done), done.status, server.files()) == (FAILED, 1, [])
    assert "it offers no STARTTLS" in told(done)
    assert not (tmp_path / "in" / "log").exists(), "no password either"


def test_the_server_cannot_be_reached(desk: Desk) -> None:
    desk.set_up(Running(9, desk.folder), security="none")
    done = deliver(desk.path)
    assert "error[mail-server]: localhost, port 9, cannot be used: connection refused" in told(done)


def test_a_server_that_cannot_be_used_fails_each_mail_and_leaves_doubts_as_they_are(
    desk: Desk, tmp_path: Path
) -> None:
    with mail_server(tmp_path / "in", fault="drop-after") as server:
        desk.set_up(server, security="none")
        deliver(desk.path)
    to = "".join(f"  - {{address: {who}@mfa.example, briefs: norway}}\n" for who in ("anna", "bo"))
    desk.set_up(Running(9, tmp_path), to, security="none")
    for _ in range(2):
        done = deliver(desk.path, again=True)
        assert states(done) == [*FAILED, "norway/2026-01 bo@mfa.example failed"]
        assert told(done).count("error[") == 1
    assert recorded(desk) == ["sending", "failed"]


@pytest.mark.parametrize("written", ["\ufeff{}\r\n", "{}\n\n", "{}"])
def test_marks_and_line_ends_are_no_part_of_the_password(
    written: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.write_bytes(written.format(PASSWORD).encode())
    file.chmod(0o600)
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD + "\r\n")
    for key in ({"password_file": str(file)}, {"password_env": "DESK_PASSWORD"}):
        desk.set_up(Running(9, tmp_path), user=USER, **key)
        _, mailing = set_up(desk.path)
        found = login(mailing, tmp_path, Report())
        assert found is not None
        assert found.password == PASSWORD


def test_the_password_is_nowhere_to_be_found(
    desk: Desk, certificates: Certificates, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("wrong: hunter3\n", encoding="utf-8")
    secret.chmod(0o644)
    certificate = str(certificates("localhost"))
    printed = ""
    with mail_server(
        tmp_path / "in", tls="starttls", certificate=certificate, auth="PLAIN"
    ) as server:
        desk.set_up(server, user=USER, password_file=str(secret))
        for password in ("wrong: hunter3", PASSWORD):
            secret.write_text(password + "\n", encoding="utf-8")
            printed += run(desk, "deliver", desk.path, "--dry-run")
            printed += run(desk, "deliver", desk.path)
    assert "the mail server does not let the user in: 535" in printed
    assert "norway/2026-01: sent for anna@mfa.example" in printed
    assert "others on this computer may read the file of the password" in printed
    assert len(server.mails()) == 1
    kept = [
        path.read_bytes()
        for path in [*desk.folder.rglob("*"), *server.folder.rglob("*")]
        if path.is_file()
    ]
    for trace in [*kept, printed.encode()]:
        assert b"hunter" not in trace
        assert b"aHVudGVy" not in trace, "nor coded"


def run(desk: Desk, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "legation", *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=desk.folder,
    )
    return done.stdout + done.stderr


def test_two_at_once_wait_for_one_another(desk: Desk, tmp_path: Path) -> None:
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, security="none")
        command = [sys.executable, "-m", "legation", "deliver", desk.path]
        senders = [subprocess.Popen(command) for _ in range(2)]
        assert [sender.wait(60) for sender in senders] == [0, 0]
    assert len(server.mails()) == 1


def test_a_login_keeps_its_password_to_itself() -> None:
    login = sending.Login("anna", "hunter2")
    assert "hunter2" not in repr(login)
    assert login.conceal(f"no {login.plain} hunter2") == "no (password) (password)"
