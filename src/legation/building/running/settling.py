"""What becomes of each brief in a run: skipped, or built, verified, and issued if it says anything new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from legation.building.choice import Choice
from legation.building.disk.files import read_own
from legation.building.issues.history import recall
from legation.building.issues.register import Issue, Register
from legation.building.issuing import UNVERIFIED, issue, placed
from legation.building.outcome import Written
from legation.building.plan import Asked
from legation.building.run import build
from legation.building.running.log import Done
from legation.building.running.outcome import Fate, State
from legation.building.running.period import Period
from legation.building.surveying.survey import Survey
from legation.building.verifying.judging import READERS
from legation.building.verifying.run import verify
from legation.composing.changes import compare
from legation.composing.edition import edition
from legation.diagnostics import Diagnostic, LegationError, Position, Severity
from legation.model.date_points import spelt
from legation.model.edition import Edition

_CUT_SHORT = "the run was cut short"


class Settling(Struct, dict=True):
    """Briefs on their way.

    Attributes:
        asked: What is asked for.
        found: What there is to build from.
        register: Where issues go.
        period: In which this is.
        done: What became of each brief when it was last done.
        note: Told of every problem.
        whatever: Whether a brief that was done in this period is left alone whatever it says now.
        fates: What became of each brief.
        nil: Those since whose last issue nothing is new.
        files: What was built of each.
    """

    asked: Asked
    found: Survey
    register: Register
    period: Period
    done: Mapping[str, Done]
    note: Callable[[Iterable[Diagnostic]], None]
    whatever: bool
    fates: dict[str, Fate] = field(default_factory=dict)
    nil: dict[str, Issue] = field(default_factory=dict)
    files: dict[str, list[Written]] = field(default_factory=dict)
    _contents: dict[str, str] = field(default_factory=dict)

    # --- what is to be done ----------------------------------------------------------------------------

    def weigh(self, *, telling: bool) -> None:
        """Find which briefs are to be done: the others are skipped, or cannot be built.

        Args:
            telling: Whether nothing more follows: then the others get the fate that is to be expected.
        """
        for name, problem in self._choice.spoilt.items():
            self._fail(name, placed(problem))
        for name in self._choice.sound:
            try:
                self._weigh(name, telling=telling)
            except LegationError as error:
                self.note(error.diagnostics)
                self._fail(name, placed(error.diagnostics[0]))

    def _weigh(self, name: str, *, telling: bool) -> None:
        """Skip a brief that was done in this period, by a run or otherwise.

        Raises:
            LegationError: Its last issue cannot be read.
        """
        assert self.found.chronology is not None, "every brief is spoilt without"
        chronology = self.found.chronology
        said = edition(chronology, name, self.found.days.of(chronology.briefs[name]))
        last, done = self.register.last(name), self.done.get(name)
        content = self._contents[name] = content_of(said)
        nothing_new = last is not None and not compare(last.edition, said)
        reference = last.reference if last else ""
        if done is not None and self._is_done(done, content, reference):
            self._skip(name, datetime.fromisoformat(done.time), reference, "done")
            if last is not None and done.fate.state is State.NIL and nothing_new:
                self.nil[name] = last  # whoever was not told yet is to be
        elif last is not None and nothing_new:
            issued = datetime.fromisoformat(last.issued)
            if issued >= self.period.begins:  # by a run that was cut off, or by hand
                self._skip(name, issued, reference, "issued")
            elif telling:
                self._pass_over(name, last)
        elif telling:
            number = self.register.next_number(name, said.as_of.year)
            self.fates[name] = Fate(State.ISSUED, f"{name}/{number}", content=content)

    def _is_done(self, done: Done, content: str, last: str) -> bool:
        if not done.covers(self.period.begins.date()):
            return False
        return self.whatever or (done.fate.content, done.fate.issue) == (content, last)

    def _skip(self, name: str, when: datetime, reference: str, how: str) -> None:
        day = spelt(when.astimezone(self.period.begins.tzinfo).date())
        self.fates[name] = Fate(State.SKIPPED, reference, f"{how} already on {day}")

    # --- doing it --------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Build what is to be done, verify it, and issue what says anything new."""
        due = [name for name in self._choice.sound if name not in self.fates]
        wanted = [*due, *self._choice.spoilt]  # of which the folder's status is to tell
        if wanted or self.found.chronology is None:
            self._build(wanted)
        built = [name for name in due if name not in self.fates]
        if built:
            self._verify(built)
        verified = [name for name in built if name not in self.fates]
        if verified:
            self._issue(verified)

    def _build(self, names: Sequence[str]) -> None:
        asked = self.asked
        built = build(
            asked.path, briefs=names, output=asked.folder, as_of=asked.as_of, tell=lambda _: None
        )
        self.note(built.report)
        for file in (*built.written, *built.unchanged):
            self.files.setdefault(file.brief, []).append(file)
        for name in built.failed:
            self._fail(name, built.reasons[name])

    def _verify(self, names: Sequence[str]) -> None:
        """Read the files anew; briefs of which one says anything else fail."""
        held = {n: [f for f in self.files.get(n, ()) if f.format in READERS] for n in names}
        plain = [name for name, files in held.items() if files and all(map(_is_plain, files))]
        if plain:
            self._hold(plain, self.asked.folder, [f for name in plain for f in held[name]])
        for name in held.keys() - plain:
            for file in held[name]:  # beside one that somebody has changed
                self._hold([name], str(file.path), [file])

    def _vet(self, name: str, files: Sequence[Written]) -> bool:
        """Whether what was built to be issued says what it should; with its number, it is built anew."""
        self.files[name] = list(files)
        self._verify([name])
        return name not in self.fates

    def _hold(self, names: Sequence[str], place: str, files: Sequence[Written]) -> None:
        """Verify files of briefs in a place: the output folder, or one file there."""
        briefs = names if place == self.asked.folder else ()
        verification = verify(place, path=self.asked.path, briefs=briefs)
        own = {file.path for file in files}
        errors = [
            error for error in verification.report.errors if not self._is_of_others(error, own)
        ]
        self.note(errors)
        self.note(_gone(file.path) for file in files if not file.path.exists())
        wrong = {Path(error.position.file) for error in errors if error.position}
        same = {file.path for file in verification.files if file.same}
        for file in files:
            if file.path in wrong or file.path not in same:
                self._fail(file.brief, UNVERIFIED)

    def _is_of_others(self, error: Diagnostic, own: Collection[Path]) -> bool:
        """Whether an error is of a file in the output folder that was not built now."""
        file = Path(error.position.file) if error.position else None
        return file is not None and file not in own and file.parent == Path(self.asked.folder)

    def _issue(self, names: Sequence[str]) -> None:
        asked = self.asked
        done = issue(
            asked.path,
            briefs=names,
            output=asked.folder,
            as_of=asked.as_of,
            tell=lambda _: None,
            vet=self._vet,
        )
        self.note(done.report)
        for made in done.issued:
            files = tuple(file.name for file in made.files.values())
            news, content = recall(self.register, made).news, content_of(made.edition)
            self.fates[made.brief] = Fate(
                State.ISSUED, made.reference, changes=news, files=files, content=content
            )
        for name, last in done.nil.items():
            self._pass_over(name, last)
        for name, reason in done.reasons.items():
            self._fail(name, reason)

    def _pass_over(self, name: str, last: Issue) -> None:
        """Note that nothing is new of a brief."""
        reason, content = f"nothing new since {last.called}", self._contents[name]
        self.fates[name] = Fate(State.NIL, last.reference, reason, content=content)
        self.nil[name] = last

    def _fail(self, name: str, reason: str) -> None:
        """Note that a brief failed, by the first reason that there is."""
        self.fates.setdefault(name, Fate(State.FAILED, reason=reason))

    # --- what came of it -------------------------------------------------------------------------------

    def end(self) -> None:
        """Have every brief get a fate, in order, even where all was cut short."""
        names = dict.fromkeys((*self._choice.names, *self.fates))
        cut_short = Fate(State.FAILED, reason=_CUT_SHORT)
        self.fates = {name: self.fates.get(name, cut_short) for name in names}

    def unissued(self) -> dict[str, bytes]:
        """The files that were built and not issued, by the names that they should have."""
        found = {}
        for name, files in self.files.items():
            if self.fates[name].state is not State.ISSUED:
                for file in files:
                    with suppress(OSError):  # somebody has just taken it away
                        found[f"{name}.{file.format}"] = read_own(file.path)
        return found

    @property
    def zone(self) -> ZoneInfo:
        """The chronology's time zone."""
        return ZoneInfo(self.found.chronology.timezone if self.found.chronology else "UTC")

    @cached_property
    def _choice(self) -> Choice:
        return Choice(self.asked, self.found)


def content_of(said: Edition) -> str:
    """The SHA-256 of what an edition says, whatever day it speaks from."""
    timeless = replace(said, as_of=date.min)
    return sha256(msgspec.json.encode(timeless, order="deterministic")).hexdigest()


def _gone(file: Path) -> Diagnostic:
    """What is told of a file that was built and is there no more."""
    hint = "see who takes files away there, such as a program that tidies up; then run again"
    return Diagnostic(Position(str(file)), Severity.ERROR, "not-built", "it is not there", hint)


def _is_plain(file: Written) -> bool:
    """Whether a file has the name that it should have."""
    return file.path.name == f"{file.brief}.{file.format}"
