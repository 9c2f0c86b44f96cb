"""Whether all is as a build left it: found by hashes of what it read and stamps of what it wrote.

The chronology is not read for that, nor anything imported that takes long. In doubt nothing is found, and
the build goes its way.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from typing import Any

from legation.building.disk.home import FOLDER, JOURNAL, LAST
from legation.building.disk.inputs import hashed, stamp
from legation.version import __version__

Asked = Mapping[str, Any]
"""The arguments of a build, as JSON has them."""


def asking(
    path: str,
    briefs: Iterable[str],
    formats: Iterable[str],
    output: str | None,
    as_of: str | None,
    reference: str | None,
    strict: bool,
    draft: bool,
    shard: tuple[int, int] | None,
    since: str | None = None,
) -> Asked:
    """The arguments of a build, those that say what it is to find or to leave."""
    return {**locals(), "briefs": list(briefs), "formats": list(formats)}


def said_last(folder: str, asked: Asked) -> dict[str, Any] | None:
    """What the last build of a folder gave to `remember`, if it would find all as it left it; else None.

    Args:
        folder: Where it wrote.
        asked: What is asked for now, with the chronology as `path`.
    """
    home = os.path.join(folder, FOLDER)
    try:
        if os.path.islink(home) or not stamp(os.path.join(home, LAST)):
            return None  # a link that leads elsewhere, or what cannot be read
        with open(os.path.join(home, LAST), encoding="utf-8") as file:
            last = json.load(file)
        begin, end = last["span"]
        same = (
            last["key"] == _key(asked)
            and not os.path.exists(os.path.join(home, JOURNAL))
            and begin <= time.time() < end
            and all(stamp(os.path.join(folder, n)) == s for n, s in last["stamps"].items())
            and hashed(asked["path"], last["others"]) == last["inputs"]
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    said: dict[str, Any] | None = last.get("said") if same else None
    return said


def remember(
    folder: str,
    asked: Asked,
    inputs: Mapping[str, str],
    others: Iterable[str],
    names: Iterable[str],
    span: tuple[float, float],
    said: Mapping[str, Any],
) -> None:
    """Record that all is well, for `said_last`.

    Args:
        folder: Where the build wrote.
        asked: What it was asked for.
        inputs: What it read, as `hashed` has it, before it was read.
        others: The files among these that lie elsewhere.
        names: The files that it wrote or found to be as they were built, by their names in the folder.
        span: From when to when it would speak of the same day, in seconds since 1970.
        said: What it had to say, as JSON has it.

    Raises:
        OSError: It cannot be written.
    """
    stamps = {name: stamp(os.path.join(folder, name)) for name in names}
    content = {
        "key": _key(asked),
        "inputs": inputs,
        "others": list(others),
        "stamps": stamps,
        "span": span,
        "said": said,
    }
    target = os.path.join(folder, FOLDER, LAST)
    with open(f"{target}.new", "w", encoding="utf-8") as file:
        file.write(json.dumps(content))  # json.dump is not the quick one
    os.replace(f"{target}.new", target)


def _key(asked: Asked) -> list[Any]:
    """What tells one build from another; as JSON gives it back."""
    found: list[Any] = json.loads(json.dumps([__version__, os.getcwd(), dict(asked)]))
    return found
