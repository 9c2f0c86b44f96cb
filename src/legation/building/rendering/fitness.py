"""Whether the workers of a cluster can build what is to be built, with the same bytes as here."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

from legation.building.rendering.joining import CODE, PIP
from legation.building.rendering.workshop import MAKERS, versions
from legation.diagnostics import LegationError, Position, counted, fail

_DELAY = 5.0
"""How many seconds a network may take until all its computers see what one has put into a folder."""


def judge(client: Any, folder: str) -> None:
    """See that every worker has the same versions as this computer, and can write to a folder.

    Args:
        client: A `distributed.Client`.
        folder: The folder; empty for none.

    Raises:
        LegationError: One does not.
        OSError: The connection is lost.
    """
    # Asked in terms of `distributed` and Python alone, which a worker without Legation knows too.
    told = client.get_versions(packages=MAKERS)["workers"]
    for worker, answer in sorted(told.items()):
        _judge_versions(worker, answer["packages"])
    if folder:
        _judge_folder(client, folder)


def _judge_versions(worker: str, there: dict[str, str | None]) -> None:
    for name, here in versions():
        found = there.get(name) or ""
        if name == "python":
            found = ".".join(found.split(".")[:2])
        if here and found != here:
            raise _other_version(worker, name, here, found)


def _other_version(worker: str, name: str, here: str, found: str) -> LegationError:
    called = {"legation": "Legation", "python": "Python"}.get(name, name)
    message = f"the worker at {worker} has {called} {found}, and this computer has {here}"
    if not found:
        message = f"the worker at {worker} has no {called}"
    if name == "legation":
        hint = f"type there: {PIP}"
    elif name == "python":
        hint = f"start it with Python {here}: else its files might differ from those built here"
    else:
        hint = f"type there: pip install {name}=={here}; else its files might differ"
    return fail(None, CODE, message, hint)


def _judge_folder(client: Any, folder: str) -> None:
    for last in attempts():
        able = client.run(os.access, folder, os.W_OK, on_error="return")
        without = sorted(worker for worker, found in able.items() if found is False)
        if not without:
            return
        if last:
            message = f"the worker at {without[0]} cannot write to this folder"
            if without[1:]:
                message += f", nor can {counted(len(without) - 1, 'other')}"
            hint = "name a folder that all computers share, under the same path"
            raise fail(Position(os.path.dirname(folder)), CODE, message, hint)  # noqa: PTH120


def attempts() -> Iterator[bool]:
    """Over and over with pauses, while what was put into a folder may still be under way; True at last."""
    end = time.monotonic() + _DELAY
    while time.monotonic() < end:
        yield False
        time.sleep(0.1)
    yield True
