"""Making things go wrong at every single call that a program makes of the system, one after the other."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

Act = Callable[[], object]

CALLS = {"open", "write", "close", "link", "replace", "unlink", "truncate", "mkdir", "chmod"}
"""The calls that change what a disk holds."""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


def at_call(number: int, fault: Act, act: Act, calls: set[str] = CALLS) -> bool:
    """Do something, and have a fault come to pass just before one of its calls, counted from 0.

    Returns:
        Whether there was such a call.
    """
    left = number

    def watch(frame: FrameType, event: str, given: Any) -> None:
        nonlocal left
        ours = any(part in frame.f_code.co_filename for part in ("building", "pathlib", "shutil"))
        if event == "c_call" and given.__name__ in calls and ours:
            left -= 1
            if left == -1:
                fault()

    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(None)
    return left < 0


def in_child(act: Act) -> int:
    """Do something in a process of its own, which a signal may end at any moment.

    Returns:
        Its id.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, of which there are none
        child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def kill(child: int) -> None:
    """Kill a process, at once."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def killed_at(number: int, act: Act, calls: set[str] = CALLS) -> bool:
    """Do something in a process that is killed just before one of its calls; whether it was."""

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = in_child(lambda: at_call(number, die, act, calls))
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), "what is done fails by itself"
    return status == signal.SIGKILL
