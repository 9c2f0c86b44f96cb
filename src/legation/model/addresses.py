"""Where links may lead: which addresses are links, and the form in which every format can hold them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, urlsplit

_HOST = re.compile(r"[0-9A-Za-z_-]+(\.[0-9A-Za-z_-]+)*\.?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE = "%/:@!$&'()*+,;=~?"  # RFC 3986, clause 3.3; what is not for paths is split off before
# An address of a page that is as it should be, which most are.
_FIT = re.compile(
    r"https?://[0-9a-z-]+(\.[0-9a-z-]+)+/[0-9A-Za-z_.~/:@!$&'()*+,;=-]*"
    r"(\?[0-9A-Za-z_.~/:@!$&'()*+,;=?-]+)?"
)
_LONGEST = 2083  # Word refuses to follow a longer address
_SCHEMES = ("http://", "https://", "mailto:")


def is_link(text: str) -> bool:
    """Whether a text is meant as an address that may be a link: of a web page, or a mailbox."""
    return text.lower().startswith(_SCHEMES)


@lru_cache(maxsize=8192)  # every source's is asked for once to lay it out, once to write it
def address(url: str) -> str:
    """The URL as a link leads to it; empty where it may not or cannot be one.

    Only `http`, `https` and `mailto` are let through. Word calls a file damaged when a target is no
    URI (RFC 3986), and PDF wants one in ASCII (ISO 32000-1, 12.6.4.7), so what a URI cannot hold is
    percent-encoded, and a host must be one.
    """
    if _FIT.fullmatch(url) and len(url) <= _LONGEST:
        return url
    try:
        parts = urlsplit(url)
        if parts.scheme == "mailto":
            fit = "@" in parts.path
        else:
            fit = parts.scheme in ("http", "https") and parts.username is None
            parts = parts._replace(netloc=_host(parts))
            fit = fit and bool(parts.netloc)
        target = parts._replace(
            path=_encode(parts.path), query=_encode(parts.query), fragment=_encode(parts.fragment)
        ).geturl()
    except ValueError:  # a port that is no number, a bracket alone, half a surrogate pair
        return ""
    return target if fit and len(target) <= _LONGEST else ""


def _host(parts: SplitResult) -> str:
    """Host and port in ASCII (RFC 3490); empty where there is no valid host."""
    host = parts.hostname or ""
    host = host if host.isascii() else host.encode("idna").decode()
    port = "" if parts.port is None else f":{parts.port}"
    return host + port if _HOST.fullmatch(host) else ""


def _encode(component: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", component), safe=_SAFE)
