"""Laws of the output folder, whatever people and builds do to it, in any order.

What somebody wrote is never lost, unless that was asked for and told before. After each build the newest file
of each format is at one place, and nothing else in the folder is Legation's.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from faults import killed_at, needs_fork
from legation.building.output.outputs import opened
from legation.building.output.record import Entry, Record
from legation.diagnostics import Diagnostic
from stand_ins import BRIEF, FORMATS, content, files_of, kept_for_itself, made

LOCK = "~$rway.docx"
NAMES = [f"norway{number}.{format_}" for number in ("", " (2)", " (3)") for format_ in FORMATS]
NUMBERS = st.integers(min_value=0, max_value=2**32)


class Folder(RuleBasedStateMachine):
    """A folder, with what is known of it: which files are hers, and which were damaged."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "output"
        self.folder.mkdir()
        self.hers: dict[str, bytes] = {}
        self.damaged: set[str] = set()
        self.version = 0
        self.edits = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder.parent)

    # --- people ---

    @rule(name=st.sampled_from(NAMES))
    def write(self, name: str) -> None:
        self.edits += 1
        self.hers[name] = f"hers, for the {self.edits}. time".encode()
        self.damaged.discard(name)
        (self.folder / name).write_bytes(self.hers[name])

    @rule(number=NUMBERS)
    def append(self, number: int) -> None:
        name = self._any(number)
        if name and name not in self.damaged:  # to what lacks its end, no program appends
            self.edits += 1
            data = (self.folder / name).read_bytes() + f"and {self.edits}".encode()
            self.hers[name] = data
            (self.folder / name).write_bytes(data)

    @rule(number=NUMBERS)
    def delete(self, number: int) -> None:
        if name := self._any(number):
            self.hers.pop(name, None)
            self.damaged.discard(name)
            (self.folder / name).unlink()

    @rule(number=NUMBERS, length=st.integers(0, 20_000))
    def cut_off(self, number: int, length: int) -> None:
        name = self._any(number)
        if name and name not in self.hers:
            data = (self.folder / name).read_bytes()
            (self.folder / name).write_bytes(data[: length % (len(data) + 1)])
            self.damaged.add(name)

    @rule()
    def open_or_close(self) -> None:
        lock = self.folder / LOCK
        lock.unlink() if lock.exists() else lock.touch()

    @rule()
    def lose_the_record(self) -> None:
        shutil.rmtree(self.folder / ".legation", ignore_errors=True)
        whole = {name: data for name, data in self._files().items() if name not in self.damaged}
        self.hers = whole  # for nobody knows any more whose it is

    # --- builds ---

    @rule(fresh=st.booleans())
    def build(self, fresh: bool) -> None:
        self.version += fresh
        self._judge(self._build())

    @rule()
    def build_and_replace(self) -> None:
        self._judge(self._build(override=True))

    @rule(call=st.integers(0, 70))
    def build_and_be_killed(self, call: int) -> None:
        self.version += 1
        killed_at(call, partial(self._build, check=False))

    @invariant()
    def hers_stay(self) -> None:
        files = self._files()
        assert {name: files.get(name) for name in self.hers} == self.hers

    # --- how ---

    def _any(self, number: int) -> str:
        names = sorted(self._files())
        return names[number % len(names)] if names else ""

    def _files(self) -> dict[str, bytes]:
        return {name: data for name, data in files_of(self.folder).items() if name != LOCK}

    def _build(self, *, override: bool = False, check: bool = True) -> list[Diagnostic]:
        told: list[Diagnostic] = []

        def tell(diagnostic: Diagnostic) -> None:
            told.append(diagnostic)
            if check:
                self.hers_stay()  # it is told before anything is lost
            if diagnostic.code == "replaced":
                self.hers.pop(_name(diagnostic), None)

        with opened(self.folder, "output", tell, override=override) as outputs:
            files = [made(format_, f"version {self.version}") for format_ in FORMATS]
            outputs.put(BRIEF, files, Entry("../events.yaml"))
            outputs.record.save()
        return told

    def _judge(self, told: list[Diagnostic]) -> None:
        files = self._files()
        known = Record(self.folder).briefs[BRIEF].outputs
        assert set(known) == {*FORMATS}
        newest = {output.name: content(f, f"version {self.version}") for f, output in known.items()}
        assert {name: files[name] for name in newest} == newest
        # Even what she wrote is Legation's where it is what is to be there.
        self.hers = {name: data for name, data in self.hers.items() if name not in newest}
        self.damaged &= files.keys() - newest
        kept = {_name(diagnostic) for diagnostic in told if diagnostic.code == "kept"}
        assert files.keys() - newest - self.hers.keys() - self.damaged <= kept
        assert kept_for_itself(self.folder) == {"record.json", "lock"}


def _name(diagnostic: Diagnostic) -> str:
    assert diagnostic.position is not None
    return Path(diagnostic.position.file).name


@needs_fork
def test_any_sequence_of_these() -> None:
    rules = settings(max_examples=80, stateful_step_count=15, deadline=None)
    run_state_machine_as_test(Folder, settings=rules)
