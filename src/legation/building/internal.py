"""Mistakes of legation's own: one line that asks for a report, and where it broke for who wants to know."""

from __future__ import annotations

import os

from legation.diagnostics import Diagnostic, Severity

VARIABLE = "LEGATION_DEBUG"


def debugging() -> bool:
    """Whether tracebacks are wanted."""
    return os.environ.get(VARIABLE, "") not in {"", "0"}


def internal(error: Exception, at: str = "") -> Diagnostic:
    """The diagnostic for an exception that nobody foresaw.

    Args:
        error: What was raised.
        at: What legation was at, such as "at the brief `x`".
    """
    said = " ".join(str(error).split())
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    message = " ".join(part for part in ("legation itself failed", at, f"({what[:200]})") if part)
    hint = f"please report it, with what this prints: set {VARIABLE}=1, then run it again"
    return Diagnostic(None, Severity.ERROR, "internal", message, hint)
