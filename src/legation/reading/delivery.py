"""How issued briefs are sent: the section `deliver` of a chronology, or `deliver.yaml` beside it.

The file holds the keys of the section. Within the folder of a chronology it is no part of that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from legation.diagnostics import Diagnostic, Position, Report, reason
from legation.model.chronology import Chronology, Fault
from legation.model.date_refusals import quoted
from legation.model.delivery import Mailing, Security
from legation.reading.explaining import kind_of
from legation.reading.files import DELIVERY, beside
from legation.reading.problems import Found, error, likeliest
from legation.reading.validation import validate
from legation.reading.yaml import Mapping, Sequence, load

SECTION = "deliver"
_KEYS = "write below it, further right, its keys: server, from, to"
_EXAMPLE = """write for example:
    server: mail.mfa.example
    from: desk@mfa.example
    to:
      - address: minister@mfa.example"""


def read_section(roots: Iterable[Mapping], briefs: Collection[str]) -> tuple[Mailing | None, Found]:
    """The section `deliver` of a chronology's files, if there is one, and what is wrong with it.

    Args:
        roots: The top-level mapping of each file.
        briefs: The ids of the chronology's briefs, those too that are left out.
    """
    first: Mapping | None = None
    read: Mailing | None = None
    found: Found = []
    for root in roots:
        if root.get(SECTION) is None:
            continue
        if first is not None:
            message = f"`{SECTION}` is given twice: first at {first.key_position(SECTION)}"
            hint = "keep it in one file of the folder"
            found.append(error(root.key_position(SECTION), "duplicate-key", message, hint))
            continue
        first, node = root, root[SECTION]
        if isinstance(node, Mapping):
            read, problems = _mailing(node, briefs)
            found += problems
        else:
            message = f"`{SECTION}` takes a mapping, not {kind_of(node)}"
            found.append(error(root.position(SECTION), "wrong-type", message, _KEYS))
    return (None if found else read), found


def read_delivery(
    path: Path, named: str, chronology: Chronology, faults: Iterable[Fault], report: Report
) -> Mailing | None:
    """How the issued briefs of a chronology are sent: by its section, or by the file beside it.

    Args:
        path: The chronology, a file or a folder.
        named: The same as messages name it.
        chronology: As it was read.
        faults: What is wrong with it.
        report: Where problems of the file go; those of the section were reported with the chronology's.

    Returns:
        None where it is not said, or not rightly.
    """
    file, name = beside(path, named, DELIVERY)
    faults = tuple(faults)
    wrong = any(fault.section == SECTION for fault in faults)
    if not file.exists():
        return None if wrong else chronology.deliver
    if chronology.deliver is not None:
        message = f"`{SECTION}` is given twice: also at {chronology.deliver.position()}"
        hint = f"keep the section of the chronology, or {DELIVERY}, and take the other away"
        report.error(Position(name, 1, 1), "duplicate-key", message, hint)
        return None
    known = {*chronology.briefs, *(f.key for f in faults if f.section == "briefs")}
    mailing = _file(file, name, known, report)
    return None if wrong else mailing


def _file(file: Path, named: str, briefs: Collection[str], report: Report) -> Mailing | None:
    own = Report()
    try:
        root = load(file.read_bytes(), named, own)
    except OSError as failure:
        report.error(Position(named), "file", f"the file cannot be read: {reason(failure)}")
        return None
    report.extend(_of_delivery(problem) for problem in own)
    if root is None:
        return None
    mailing, found = _mailing(root, briefs)
    report.extend(found)
    return None if own.failed or found else mailing


def _of_delivery(found: Diagnostic) -> Diagnostic:
    """What is said of a file that is no mapping, without the advice for a chronology."""
    wrong = found.code in {"yaml-mapping", "empty-file"}
    return replace(found, hint=_EXAMPLE) if wrong else found


def _mailing(node: Mapping, briefs: Collection[str]) -> tuple[Mailing | None, Found]:
    mailing, found = validate(Mailing, node)
    found += _logging_in(node)
    found += _unknown_briefs(node, briefs)
    return (None if found else mailing), found


def _logging_in(node: Mapping) -> Iterator[Diagnostic]:
    """What does not go together of user, password and protection."""
    passwords = [key for key in ("password-env", "password-file") if node.get(key) is not None]
    user = node.get("user") is not None
    if len(passwords) > 1:
        hint = "keep one of them"
        message = "the password is to be in the environment, and in a file too"
        yield error(node.key_position(passwords[1]), "password", message, hint)
    elif user and not passwords and "password" not in node:
        hint = "add a line: password-env: LEGATION_PASSWORD; or password-file: FILE"
        message = "nothing says where the user’s password is to be found"
        yield error(node.key_position("user"), "password", message, hint)
    elif passwords and not user:
        message = "there is a password, but no user to log in"
        hint = "add a line: user: ...; or take this one out"
        yield error(node.key_position(passwords[0]), "password", message, hint)
    if user and node.get("security") == Security.NONE:
        message = "with `security: none` everybody on the way could read the password"
        hint = "write security: starttls; or leave out the user and the password"
        yield error(node.position("security"), "password", message, hint)


def _unknown_briefs(node: Mapping, briefs: Collection[str]) -> Iterator[Diagnostic]:
    """The briefs that recipients are to have, and that are none."""
    recipients = node.get("to")
    for place, recipient in enumerate(recipients if isinstance(recipients, Sequence) else []):
        named = recipient.get("briefs") if isinstance(recipient, Mapping) else None
        for index, name in enumerate(named if isinstance(named, Sequence) else [named]):
            if isinstance(name, str) and name.strip() and name.strip() not in briefs:
                within = [index] if isinstance(named, Sequence) else []
                position = node.position("to", place, "briefs", *within)
                near = likeliest(name, briefs)
                hint = f"write `{near}`" if near else f"the briefs are {', '.join(briefs)}"
                yield error(position, "unknown-brief", f"there is no brief {quoted(name)}", hint)
