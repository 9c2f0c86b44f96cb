"""The head of a chronology: the format's version, title, time zone and language."""

from __future__ import annotations

import difflib
import zoneinfo
from typing import Any

from legation.diagnostics import Diagnostic, Position, Severity
from legation.model.chronology import FORMAT_VERSION, Chronology
from legation.model.quantities import shorten
from legation.reading.yaml import Mapping

LANGUAGES = ("en-GB", "en-US", "en-AU", "en-CA", "en-IE", "en-IN", "en-NZ", "en-ZA")
_KEYS = ("legation", "title", "timezone", "language")


def read_header(roots: list[Mapping]) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The head's values, with the defaults where they are absent or wrong, and what is wrong with them."""
    given: dict[str, tuple[str, Position]] = {}
    found: list[Diagnostic] = []
    for root in roots:
        for key in _KEYS:
            if root.get(key) is not None:
                found += _take(given, key, root)
    if "title" not in given and not any("title" in root for root in roots):
        position = roots[0].position()
        found.append(
            _error(
                position, "missing-key", "`title` is missing", "add a line `title: ...` at the top"
            )
        )
    elif "title" not in given:
        root = next(root for root in roots if "title" in root)
        if root.get("title") is None:
            found.append(
                _error(root.position("title"), "empty-text", "`title` is empty", "write the text")
            )
    header = {
        "legation": FORMAT_VERSION,
        "title": given.get("title", ("", None))[0],
        "timezone": Chronology.model_fields["timezone"].default,
        "language": Chronology.model_fields["language"].default,
    }
    for key, check in (("legation", _version), ("timezone", _timezone), ("language", _language)):
        if key in given:
            header[key], problems = check(*given[key])
            found += problems
    return header, found


def _take(given: dict[str, tuple[str, Position]], key: str, root: Mapping) -> list[Diagnostic]:
    value, position = root[key], root.position(key)
    if not isinstance(value, str):
        return [_error(position, "wrong-type", f"`{key}` takes text", f"write `{key}: some text`")]
    text = value.strip()
    if not text:
        return [
            _error(
                position, "empty-text", f"`{key}` is empty", "write the text, or leave the line out"
            )
        ]
    if key in given and given[key][0] != text:
        message = f"`{key}` is given twice: first at {given[key][1]}"
        return [
            _error(
                root.key_position(key),
                "duplicate-key",
                message,
                "keep it in one file of the folder",
            )
        ]
    given.setdefault(key, (text, position))
    return []


def _version(text: str, position: Position) -> tuple[int, list[Diagnostic]]:
    if text.isascii() and text.isdigit() and int(text) > FORMAT_VERSION:
        message = (
            f"the file is in version {shorten(text)} of the format; "
            f"this legation reads version {FORMAT_VERSION}"
        )
        hint = "install a newer legation: pip install --upgrade legation"
        return FORMAT_VERSION, [_error(position, "format-version", message, hint)]
    if text != str(FORMAT_VERSION):
        message = f"{shorten(text)!r} is no version of the format"
        return FORMAT_VERSION, [
            _error(position, "format-version", message, f"write `legation: {FORMAT_VERSION}`")
        ]
    return FORMAT_VERSION, []


def _timezone(text: str, position: Position) -> tuple[str, list[Diagnostic]]:
    try:
        zoneinfo.ZoneInfo(text)
    except (OSError, ValueError, zoneinfo.ZoneInfoNotFoundError):
        names = {name.casefold(): name for name in sorted(zoneinfo.available_timezones())}
        near = difflib.get_close_matches(text.casefold(), list(names), n=1, cutoff=0.5)
        hint = f"write `{names[near[0]]}`" if near else "write an IANA name such as Asia/Baku"
        return "UTC", [_error(position, "timezone", f"{shorten(text)!r} is no time zone", hint)]
    return text, []


def _language(text: str, position: Position) -> tuple[str, list[Diagnostic]]:
    if text.casefold() == "en":
        return "en-GB", []
    by_fold = {language.casefold(): language for language in LANGUAGES}
    if (language := by_fold.get(text.casefold().replace("_", "-"))) is not None:
        return language, []
    message = f"briefs cannot be written in {shorten(text)!r} yet: legation supports English"
    return "en-GB", [_error(position, "language", message, f"write one of {', '.join(LANGUAGES)}")]


def _error(position: Position, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(position, Severity.ERROR, code, message, hint)
