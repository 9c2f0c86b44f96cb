"""The head of a chronology: the format's version, title, time zone and language."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from typing import Any, NamedTuple

from legation.diagnostics import Diagnostic
from legation.model.chronology import FORMAT_VERSION, Chronology
from legation.model.date_refusals import quoted
from legation.reading.explaining import Explained, meant
from legation.reading.problems import Found, error, likeliest
from legation.reading.shape import keys_of
from legation.reading.yaml import Mapping

LANGUAGES = ("en-GB", "en-US", "en-AU", "en-CA", "en-IE", "en-IN", "en-NZ", "en-ZA")
KEYS = ("legation", "title", "timezone", "language")
"""What is not a section."""

_NEWER = "newer-format"
_PLAIN_ENGLISH = ("en", "english")


class _Given(NamedTuple):
    text: str
    root: Mapping


def read_header(roots: list[Mapping]) -> tuple[dict[str, Any] | None, Found]:
    """The head's values, with the defaults where they are absent or wrong, and what is wrong.

    Args:
        roots: The top-level mapping of every file: any may hold any of the keys.

    Returns:
        None in place of the values when the format's version is a newer one, of which nothing is known.
    """
    given: dict[str, _Given] = {}
    found = [problem for root in roots for key in KEYS for problem in _take(given, key, root)]
    if not any(root.get("title") is not None or _misspelt_title(root) for root in roots):
        found.append(_no_title(roots))
    fields = Chronology.model_fields
    header = {key: fields[key].default for key in KEYS} | {"title": ""}
    header |= {key: value.text for key, value in given.items() if key == "title"}
    checks = {"legation": _version, "timezone": _timezone, "language": _language}
    for key, check in checks.items():
        if key in given:
            text, root = given[key]
            value = check(text)
            if isinstance(value, tuple):
                found.append(error(root.position(key), *value))
            else:
                header[key] = value
    newer = any(problem.code == _NEWER for problem in found)
    return None if newer else header, found


def _take(given: dict[str, _Given], key: str, root: Mapping) -> Iterator[Diagnostic]:
    """Note the value that a file gives for the key; what is wrong with it as text."""
    value = root.get(key)
    if value is None:
        return
    if not isinstance(value, str):
        message = f"`{key}` takes text, not a {'mapping' if isinstance(value, Mapping) else 'list'}"
        hint = f"write {key}: and the text on the same line"
        yield error(root.position(key), "wrong-type", message, hint)
    elif not value.strip():
        hint = "write the text, or leave the line out" if key != "title" else "write the text"
        yield error(root.position(key), "empty-text", f"`{key}` is empty", hint)
    elif key in given and given[key].text != value.strip():
        message = f"`{key}` is given twice: first at {given[key].root.position(key)}"
        hint = "keep it in one file of the folder"
        yield error(root.key_position(key), "duplicate-key", message, hint)
    else:
        given.setdefault(key, _Given(value.strip(), root))


def _misspelt_title(root: Mapping) -> bool:
    """Whether one of its keys is unknown, and was meant for the title: that is said of the key."""
    known = keys_of(Chronology)
    return any(meant(key, known) == "title" for key in root if key not in known)


def _no_title(roots: list[Mapping]) -> Diagnostic:
    for root in roots:
        if "title" in root:
            position = root.key_position("title")
            return error(position, "missing-key", "`title` is left blank", "write title: ...")
    hint = "add a line at the top: title: ..."
    return error(roots[0].first_key_position(), "missing-key", "`title` is missing", hint)


def _version(text: str) -> int | Explained:
    if text == str(FORMAT_VERSION):
        return FORMAT_VERSION
    if text.isascii() and text.isdigit() and int(text[:20]) > FORMAT_VERSION:
        message = (
            f"the file is in version {text[:20]} of the format; "
            f"this legation reads version {FORMAT_VERSION}"
        )
        hint = "install a newer legation: pip install --upgrade legation"
        return _NEWER, message, hint
    message = f"{quoted(text)} is no version of the format"
    return "format-version", message, f"write `legation: {FORMAT_VERSION}`"


def _timezone(text: str) -> str | Explained:
    try:
        zoneinfo.ZoneInfo(text)
    except (OSError, ValueError, zoneinfo.ZoneInfoNotFoundError):
        near = likeliest(text, sorted(zoneinfo.available_timezones()), cutoff=0.5)
        hint = f"write `{near}`" if near else "write a continent and a city, such as Asia/Baku"
        return "timezone", f"{quoted(text)} is no time zone", hint
    return text


def _language(text: str) -> str | Explained:
    typed = text.casefold().replace("_", "-")
    if typed in _PLAIN_ENGLISH:
        return LANGUAGES[0]
    by_fold = {language.casefold(): language for language in LANGUAGES}
    if typed in by_fold:
        return by_fold[typed]
    message = f"briefs cannot be written in {quoted(text)} yet: legation writes English only"
    return "language", message, f"write one of {', '.join(LANGUAGES)}"
