"""What is sent to whom: by default the last issue of each brief, to each recipient what is theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.building.delivering.ledger import Attempt, State, ledger_of
from legation.building.delivering.outcome import Delivery
from legation.building.delivering.run import deliver
from legation.building.issues.register import register_of
from mail_servers import USER, Running, mail_server
from mailing import CHRONOLOGY, SENT, Desk, body, states, told


def test_a_later_issue_tells_what_has_changed(desk: Desk, tmp_path: Path) -> None:
    text = CHRONOLOGY.replace("Visit to Oslo", "State visit to Oslo")
    desk.issue(text.replace("title: Norway", "title: .. Norway"), date(2026, 2, 19))
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, security="none")
        done = deliver(desk.path)
    assert states(done) == ["norway/2026-02 anna@mfa.example sent"]
    assert "warning[in-the-clear]" in told(done)
    (mail,) = server.mails()
    text = body(mail)
    assert "What has changed since issue 1 (12 February 2026): 2 changed." in text
    assert "State visit to Oslo" in text
    assert "\n.. Norway and" in text, "whose dots are not the end of a mail"


def recorded(desk: Desk, number: str, *lines: str) -> None:
    """Put lines such as `anna sent` into the ledger of an issue."""
    for line in lines:
        who, state = line.split()
        attempt = Attempt(f"{who}@mfa.example", State(state), "2026-02-24T12:40:00+00:00", "<a@b>")
        ledger_of(str(desk.folder / "issued"), "norway", number).add(attempt)


def three(desk: Desk) -> None:
    """Two further issues, for Anna and Bo."""
    for week, title in enumerate(("State visit", "Private visit")):
        desk.issue(CHRONOLOGY.replace("Visit to Oslo", title), date(2026, 2, 19 + 7 * week))


TWO = "".join(f"  - {{address: {who}@mfa.example, briefs: norway}}\n" for who in ("anna", "bo"))


@pytest.mark.parametrize(
    ("first", "second", "due"),
    [
        ([], [], "3 anna, 3 bo"),
        (["anna sent", "bo sent"], [], "2 anna, 2 bo, 3 anna, 3 bo"),
        (["anna sent", "bo refused"], ["anna sent", "bo failed"], "1 bo, 2 bo, 3 anna, 3 bo"),
        (["anna sent", "bo sent"], ["anna sent"], "2 bo, 3 anna, 3 bo"),
        (["anna sent"], ["anna sent"], "3 anna, 3 bo"),
        (["anna failed"], [], "1 anna, 3 anna, 3 bo"),
        (["anna sending", "bo sent"], ["anna sent", "bo sent"], "3 anna, 3 bo"),
    ],
)
def test_what_did_not_arrive_is_sent_though_there_is_a_later_issue(
    first: list[str], second: list[str], due: str, desk: Desk, tmp_path: Path
) -> None:
    three(desk)
    recorded(desk, "2026-01", *first)
    recorded(desk, "2026-02", *second)
    desk.set_up(Running(9, tmp_path), TWO, security="none")
    done = deliver(desk.path, dry_run=tmp_path / "mail")
    named = (f"{post.reference[-1]} {post.recipient.partition('@')[0]}" for post in done.posts)
    assert ", ".join(named) == due
    doubt = "warning[doubtful]: norway/2026-01 may have reached anna@mfa.example"
    assert (doubt in told(done)) == ("anna sending" in first)


def test_what_did_not_arrive_is_sent_in_order_and_once(desk: Desk, tmp_path: Path) -> None:
    desk.set_up(Running(9, tmp_path), security="none")
    deliver(desk.path)
    desk.issue(CHRONOLOGY.replace("Visit to Oslo", "State visit"), date(2026, 2, 19))
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, security="none")
        done = [states(deliver(desk.path)) for _ in range(2)]
    assert done == [[*SENT, "norway/2026-02 anna@mfa.example sent"], []]


def test_mail_for_a_brief_that_is_gone_is_warned_of(desk: Desk, tmp_path: Path) -> None:
    recorded(desk, "2026-01", "anna failed", "bo sent")
    Path(desk.path).write_text(CHRONOLOGY.replace("norway: {", "oslo: {"), encoding="utf-8")
    desk.set_up(Running(9, tmp_path), "  - {address: anna@mfa.example}\n", security="none")
    done = deliver(desk.path, dry_run=tmp_path / "mail")
    assert states(done) == ["france/2026-01 anna@mfa.example written"]
    assert "warning[not-delivered]: norway/2026-01 is not sent: its brief has errors" in told(done)
    assert done.status == 0


def test_what_comes_after_a_loss_is_not_called_the_first(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "issued/register/norway/2026-01.json").unlink()
    desk.issue()
    desk.set_up(Running(9, tmp_path), security="none")
    (post,) = deliver(desk.path, dry_run=tmp_path / "mail").posts
    assert post.reference == "norway/2026-02"
    assert post.file is not None
    text = post.file.read_text("utf-8")
    assert "What was issued before is lost." in text
    assert "first issue" not in text


def test_recipients_get_their_briefs_formats_and_languages(desk: Desk, tmp_path: Path) -> None:
    to = """\
  - {address: all@mfa.example}
  - {address: france@mfa.example, briefs: [france], name: "Embassy, Paris (Élysée)"}
  - {address: english@mfa.example, languages: en}
  - {address: american@mfa.example, languages: [en-US, fr]}
  - {address: printer@mfa.example, formats: [pdf], briefs: norway}
"""
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, to, security="none")
        done = deliver(desk.path)
    assert states(done) == [
        "france/2026-01 all@mfa.example sent",
        "france/2026-01 france@mfa.example sent",
        "france/2026-01 english@mfa.example sent",
        "norway/2026-01 all@mfa.example sent",
        "norway/2026-01 english@mfa.example sent",
    ]
    assert "norway/2026-01 was not issued as pdf: printer@mfa.example gets nothing" in told(done)
    assert {mail["To"] for mail in server.mails()} == {
        "all@mfa.example",
        '"Embassy, Paris (Élysée)" <france@mfa.example>',
        "english@mfa.example",
    }


def test_a_password_that_is_not_set_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.set_up(Running(9, tmp_path), user=USER, password_env="NO_SUCH_VARIABLE")
    done = deliver(desk.path)
    assert "deliver.yaml:5:15: error[password]: the environment variable NO_SUCH_VARIABLE" in told(
        done
    )
    assert deliver(desk.path, dry_run=tmp_path / "mail").status == 0, "which needs none"


def test_a_file_that_was_changed_is_not_sent(desk: Desk, tmp_path: Path) -> None:
    file = desk.folder / "issued" / "2026" / "norway-01.text"
    file.chmod(0o644)
    file.write_text("something else")
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, security="none")
        done = deliver(desk.path)
    assert (states(done), done.status, server.mails()) == ([], 1, [])
    assert "norway-01.text: error[issue-changed]" in told(done)


def test_a_nil_return_goes_once_a_period_to_those_who_ask_for_it(
    desk: Desk, tmp_path: Path
) -> None:
    to = "  - {address: anna@mfa.example, nil-returns: yes}\n  - {address: bo@mfa.example}\n"
    last = register_of(desk.path).read("norway", "2026-01")
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, to, security="none")
        done = [deliver(desk.path, issues=[], nil=[last], period="2026-W09") for _ in range(2)]
    assert list(map(states, done)) == [["norway/nil-2026-W09 anna@mfa.example sent"], []]
    (mail,) = server.mails()
    assert mail["Subject"] == (
        "OFFICIAL: Norway and “the rest”: nothing new since issue 1 (12 February 2026)"
    )
    with pytest.raises(ValueError, match="period"):
        deliver(desk.path, nil=[last])


def test_dry_runs_write_the_same_mails_each_time_and_send_none(desk: Desk, tmp_path: Path) -> None:
    desk.set_up(Running(9, tmp_path), "  - {address: anna@mfa.example}\n", security="none")
    first, second = (deliver(desk.path, dry_run=tmp_path / name) for name in ("a", "b"))
    names = ["france-2026-01-anna@mfa.example.eml", "norway-2026-01-anna@mfa.example.eml"]
    assert [post.file.name for post in first.posts if post.file] == names
    assert [post.state for post in second.posts] == ["written", "written"]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert desk.ledger() == []


def test_it_must_be_said_to_whom(desk: Desk) -> None:
    done = deliver(desk.path)
    assert done.status == 1
    assert "error[not-set-up]: nothing says to whom issues are to be sent" in told(done)


def test_it_must_not_be_said_twice(desk: Desk, tmp_path: Path) -> None:
    desk.set_up(Running(9, tmp_path), security="none")
    section = "deliver: {server: localhost, from: a@b.example, to: [{address: c@d.example}]}\n"
    Path(desk.path).write_text(CHRONOLOGY + section, encoding="utf-8")
    line = CHRONOLOGY.count("\n") + 1
    message = f"`deliver` is given twice: also at {desk.path}:{line}:10"
    assert f"deliver.yaml:1:1: error[duplicate-key]: {message}" in told(deliver(desk.path))


def test_an_issue_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    desk.set_up(Running(9, tmp_path), security="none")
    done = deliver(desk.path, issues=["norway/2026-07", "norway"])
    assert [each.code for each in done.report if each.severity == "error"] == ["unknown-issue"] * 2
    assert '"norway" is no issue: its number is wanting' in told(done)
    assert "write --issue norway/2026-01" in told(done)


def test_an_issue_of_a_brief_that_is_gone_is_not_sent(desk: Desk, tmp_path: Path) -> None:
    desk.set_up(Running(9, tmp_path), "  - {address: c@d.example}\n", security="none")
    Path(desk.path).write_text(CHRONOLOGY.replace("norway: {", "oslo: {"), encoding="utf-8")
    done = deliver(desk.path, issues=["norway/2026-01"])
    assert "norway/2026-01 is not sent: its brief has errors, or is not there any more" in told(
        done
    )
    assert isinstance(done, Delivery)


def test_what_is_wrong_elsewhere_in_the_chronology_does_not_matter(
    desk: Desk, tmp_path: Path
) -> None:
    Path(desk.path).write_text(CHRONOLOGY + "titel: X\n", encoding="utf-8")
    with mail_server(tmp_path / "in") as server:
        desk.set_up(server, security="none")
        assert states(deliver(desk.path)) == SENT
