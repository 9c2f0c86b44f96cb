"""A sign of life goes to whoever watches; what the URL is, is told nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from attending import Desk
from legation.building.running import heartbeat
from legation.building.running.heartbeat import beat, flaw
from legation.cli import main
from legation.diagnostics import render

SECRET = "c0ffee-secret"


class Watcher(ThreadingHTTPServer):
    """Answers as the first part of the path says: a status, where it leads, or nothing."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Watcher

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        what = self.path.split("/")[1]
        if what == "never":
            self.server.released.wait()
            return
        if what == "garbage":
            self.wfile.write(SECRET.encode() + b"\r\n\r\n")
            return
        targets = {"file": "file:///etc/passwd", "ftp": "ftp://127.0.0.1/", "again": "/200"}
        self.send_response(302 if what in targets else int(what))
        if what in targets:
            self.send_header("Location", targets[what])
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as the base has it)
        pass


@contextmanager
def watching() -> Iterator[Watcher]:
    with Watcher() as watcher:
        thread = threading.Thread(target=watcher.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield watcher
        finally:
            watcher.released.set()
            watcher.shutdown()
            thread.join()


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    with watching() as found:
        yield found


def said(url: str, *, well: bool = True) -> str:
    warning = beat(url, well=well)
    return render(warning) if warning else ""


def test_well_or_not(watcher: Watcher) -> None:
    assert said(f"{watcher.url}/200/{SECRET}") == ""
    assert said(f"{watcher.url}/200/{SECRET}/?rid=1", well=False) == ""
    assert watcher.asked == [f"/200/{SECRET}", f"/200/{SECRET}/fail?rid=1"]


@pytest.mark.parametrize(
    ("what", "trouble"),
    [
        ("404", "answers 404"),
        ("500", "answers 500"),
        ("file", "answers 302"),
        ("ftp", "answers 302"),
        ("garbage", "cannot be reached"),
        ("never", "does not answer"),
    ],
)
def test_what_goes_wrong_is_a_warning_without_the_url(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch, what: str, trouble: str
) -> None:
    monkeypatch.setattr(heartbeat, "PATIENCE", 0.3)
    told = said(f"{watcher.url}/{what}/{SECRET}")
    assert told == (
        f"warning[heartbeat]: no sign of life was given: 127.0.0.1 {trouble}\n"
        "  hint: the run itself is not touched by that"
    )


def test_to_the_same_scheme_it_may_be_led(watcher: Watcher) -> None:
    assert said(f"{watcher.url}/again/{SECRET}") == ""


def test_nobody_is_there() -> None:
    with watching() as gone:
        url = gone.url
    assert "127.0.0.1 cannot be reached" in said(f"{url}/{SECRET}")


def test_what_is_a_url() -> None:
    assert flaw("https://hc.example/c0ffee") == ""
    for other in ("", "hc.example", "file:///etc/passwd"):
        assert flaw(other) == "it is no URL that begins with https:// or http://"
    for other in ("http://a:b/", "http://[/"):
        assert flaw(other) == "its host or port is mistyped"
    assert flaw("https://") == "it names no host"
    assert flaw("https://hc.example/ c") == "it has a blank in it, or another sign that no URL has"
    assert "before an `@`" in flaw(f"https://desk:{SECRET}@hc.example/")  # which would not be sent


def run_it(desk: Desk, *options: str, environment: str = "") -> str:
    variables = {"LEGATION_HEARTBEAT": environment or None}
    result = CliRunner(env=variables).invoke(main, ["run", str(desk.path), *options])
    return f"{result.output}[{result.exit_code}]"


def test_a_run_gives_it_and_tells_nobody(desk: Desk, watcher: Watcher) -> None:
    url = f"{watcher.url}/200/{SECRET}"
    told = run_it(desk, environment=url)
    desk.edit("briefs:\n", "briefs:\n  sweden: {template: meting-brief}\n")
    told += run_it(desk, "--heartbeat", url)
    told += run_it(desk, "--heartbeat", f"{watcher.url}/404/{SECRET}")
    assert watcher.asked == [f"/200/{SECRET}", f"/200/{SECRET}/fail", f"/404/{SECRET}/fail"]
    assert "warning[heartbeat]" in told
    assert SECRET not in told
    files = [path for path in desk.folder.rglob("*") if path.is_file()]
    assert desk.log in files
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


def test_a_dry_run_gives_none(desk: Desk, watcher: Watcher) -> None:
    run_it(desk, "--dry-run", environment=f"{watcher.url}/200/{SECRET}")
    assert watcher.asked == []


def test_its_failure_changes_no_exit_status(desk: Desk, watcher: Watcher) -> None:
    assert run_it(desk, environment=f"{watcher.url}/500/{SECRET}").endswith("[0]")


def test_what_is_no_url_is_refused_without_repeating_it(desk: Desk) -> None:
    told = run_it(desk, "--heartbeat", f"htps://hc.example/{SECRET}")
    assert "it is no URL that begins with https:// or http://" in told
    assert SECRET not in told
    assert told.endswith("[2]")


def test_a_variable_that_is_no_url_is_a_warning_and_the_run_goes_on(desk: Desk) -> None:
    told = run_it(desk, environment=f"https://hc.example:x/{SECRET}")
    assert (
        "warning[heartbeat]: no sign of life can be given, for LEGATION_HEARTBEAT is no usable URL: "
        "its host or port is mistyped"
    ) in told
    assert desk.numbers() == ["2026-01"]
    assert SECRET not in told
    assert told.endswith("[0]")
