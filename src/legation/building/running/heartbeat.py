"""A sign of life to whoever watches that runs happen: an HTTP request, to a URL that is a secret.

It goes to the URL where all is well, and to `URL/fail` where not: the way of healthchecks.io, and of others
after it. Of the URL only the host is ever told, and of an answer only its number.
"""

from __future__ import annotations

import os
import threading
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from legation.diagnostics import Diagnostic, Severity

VARIABLE = "LEGATION_HEARTBEAT"
PATIENCE = 10.0
"""Seconds."""

_SCHEMES = ("http", "https")


def flaw(text: str) -> str:
    """Why a text is no URL that can be asked, without repeating it; empty where it is one."""
    if not (text.isascii() and text.isprintable()) or " " in text:
        return "it has a blank in it, or another sign that no URL has"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "its host or port is mistyped"
    if parts.scheme not in _SCHEMES:
        return "it is no URL that begins with https:// or http://"
    if "@" in parts.netloc:
        return "it has a name or password before an `@`, which would not be sent"
    return "" if host else "it names no host"


def from_environment() -> tuple[str | None, list[Diagnostic]]:
    """The URL that is set as `LEGATION_HEARTBEAT`, if any; where it cannot be asked, a warning instead."""
    text = os.environ.get(VARIABLE, "")
    if not text:
        return None, []
    wrong = flaw(text)
    if not wrong:
        return text, []
    message = f"no sign of life can be given, for {VARIABLE} is no usable URL: {wrong}"
    hint = f"set {VARIABLE} to the URL that you were given, such as https://hc.example/your-own-key"
    return None, [Diagnostic(None, Severity.WARNING, "heartbeat", message, hint)]


def beat(url: str, *, well: bool) -> Diagnostic | None:
    """Give a sign of life, and wait for the answer for ten seconds at most.

    Args:
        url: Of whoever watches.
        well: Whether the run went well.

    Returns:
        A warning where it was not taken, which names no more than the host.
    """
    parts = urlsplit(url)
    asked = url if well else _failing(parts)
    trouble = ["does not answer"]
    # In a thread of its own: neither the search for the host nor a slow answer may take longer.
    thread = threading.Thread(target=_ask, args=(asked, trouble), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if not trouble:
        return None
    message = f"no sign of life was given: {parts.hostname} {trouble[0]}"
    hint = "the run itself is not touched by that"
    return Diagnostic(None, Severity.WARNING, "heartbeat", message, hint)


def _failing(parts: SplitResult) -> str:
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/fail"))


def _ask(url: str, trouble: list[str]) -> None:
    """Send the request; what is wrong, if anything, takes the place of what was feared."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    class SameScheme(HTTPRedirectHandler):
        def redirect_request(
            self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
        ) -> Request | None:
            if urlsplit(newurl).scheme not in (req.type, "https"):
                return None  # which makes of it an error
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    try:
        with build_opener(SameScheme).open(Request(url), timeout=PATIENCE):  # noqa: S310 (flaw)
            trouble.clear()
    except HTTPError as error:
        error.close()
        trouble[:] = [f"answers {error.code}"]
    except TimeoutError:
        pass
    except (OSError, HTTPException, ValueError):
        trouble[:] = ["cannot be reached"]
