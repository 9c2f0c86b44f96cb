"""Issues: what says something new is built, numbered, put in the register, and copied beside it for good."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from legation.building.choice import Choice
from legation.building.cycles import uncollected
from legation.building.disk.files import read_own
from legation.building.disk.inputs import DEFAULT_PATH, StrPath, issued_folder, output_folder
from legation.building.issues.issued import file_name
from legation.building.issues.lost import Lost
from legation.building.issues.register import Filed, Issue, Register, register_of
from legation.building.outcome import Build, Written
from legation.building.plan import Asked, Progress, now
from legation.building.run import carry_out, surveyed
from legation.building.surveying.survey import Survey
from legation.building.work import Work
from legation.composing.changes import compare
from legation.composing.edition import edition
from legation.diagnostics import Diagnostic, LegationError, Position, Report, Severity, fail
from legation.model.brief import Format
from legation.model.date_points import spelt
from legation.model.edition import Edition
from legation.version import __version__

UNVERIFIED = "what was built does not say what it should"
"""Why a brief is not issued whose files were refused."""


class Issuing(Struct, frozen=True):
    """What came of issuing briefs.

    Attributes:
        build: What came of building them.
        issued: The issues, brief by brief.
        nil: The briefs that would have said nothing new, each with its last issue.
        reasons: The briefs that could not be issued, each with the first error that forbade it, in a line.
        report: Every problem that was met.
    """

    build: Build
    issued: tuple[Issue, ...]
    nil: Mapping[str, Issue]
    reasons: Mapping[str, str]
    report: Report

    @property
    def failed(self) -> tuple[str, ...]:
        """The briefs that could not be issued."""
        return tuple(self.reasons)

    @property
    def status(self) -> int:
        """The exit status: 0 all is issued or has nothing new, 1 nothing is, 3 some are and some failed."""
        if not self.issued and not self.nil:
            return 1 if self.failed or self.report.failed else 0
        return 3 if self.failed else 0


@uncollected()
def issue(
    path: StrPath = DEFAULT_PATH,
    *,
    briefs: Sequence[str] = (),
    formats: Iterable[Format | str] = (),
    output: StrPath | None = None,
    as_of: date | None = None,
    reference: StrPath | None = None,
    strict: bool = False,
    force: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    tell: Callable[[Diagnostic], None] | None = None,
    vet: Callable[[str, Sequence[Written]], bool] | None = None,
) -> Issuing:
    """Issue briefs: each that says anything new since its last issue gets a number and goes on record.

    It is built with its number on it and what has changed since, and its files are copied to the folder
    `issued` beside the chronology, where nothing is ever overwritten. New is what it selects, or an event
    whose day has come; a later as-of day alone is not.

    Args:
        path: The chronology, a file or a folder of them.
        briefs: The ids of those to issue; all by default.
        formats: What to write; by default what each brief says.
        output: The folder to build in; by default `output` beside the chronology.
        as_of: The day the briefs speak from; by default the one each brief gives, else today.
        reference: The letterhead for Word files.
        strict: Whether a warning fails the briefs that it touches.
        force: Whether to issue what says nothing new, too.
        jobs: How many processes build at once.
        progress: Told of each brief before it is built.
        tell: Told of each file in the folder that somebody has changed.
        vet: Asked of each brief, with the files that were built of it, whether they may be issued.

    Raises:
        UnknownBriefError: A brief was asked for that the chronology does not have.
        ValueError: There is no such format.
    """
    named = os.fspath(path)
    asked = Asked(
        named,
        output_folder(named, output),
        tuple(briefs),
        tuple(Format(format_) for format_ in formats),
        as_of,
        None if reference is None else os.fspath(reference),
        strict=strict,
        jobs=jobs,
        progress=progress,
    )
    found, inputs = surveyed(asked)
    register = register_of(named)
    issuing = _Issuing(asked, found, inputs, register)
    some = bool(issuing.choice.sound)  # else no folder is made
    try:
        with register.locked() if some else nullcontext():
            issuing.choose(force=force)
            issuing.build(tell or found.report.add, vet or (lambda brief, files: True))
    except LegationError as error:  # about the register
        issuing.refuse(error)
    return issuing.outcome


class _Issuing(Struct, dict=True):
    """Briefs on the way to being issued, while the register is locked."""

    asked: Asked
    found: Survey
    inputs: Mapping[str, str]
    register: Register
    editions: dict[str, Edition] = field(default_factory=dict)
    last: dict[str, Issue | None] = field(default_factory=dict)
    nil: dict[str, Issue] = field(default_factory=dict)
    issued: list[Issue] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    built: Build = field(default_factory=lambda: Build((), (), Report()))

    @cached_property
    def choice(self) -> Choice:
        """The briefs that are asked for."""
        return Choice(self.asked, self.found)

    def choose(self, *, force: bool) -> None:
        """Find the briefs that say anything new."""
        self.reasons |= {name: placed(problem) for name, problem in self.choice.spoilt.items()}
        for name in self.choice.sound:
            try:
                self._weigh(name, force=force)
            except LegationError as error:
                self._fail(name, error)
        self._tell(Lost(self.register).warnings(self.choice.sound))
        self._note_former()

    def _note_former(self) -> None:
        """Note which briefs were issued under an id that is no brief's any more, where one is new."""
        new = " or ".join(f"`{name}`" for name, last in self.last.items() if last is None)
        faulty = {fault.key for fault in self.found.faults if fault.section == "briefs"}
        for old in self.register.briefs() if new else ():
            if self.found.chronology and old not in self.found.chronology.briefs.keys() | faulty:
                number = self.register.numbers(old)[-1]
                message = f"`{old}` was issued up to {number} and is no brief any more"
                message += f"; if {new} is the same, its numbers begin anew"
                hint = f"to go on with them, give it its former id, `{old}`"
                self._tell([Diagnostic(None, Severity.NOTE, "former-brief", message, hint)])

    def _weigh(self, name: str, *, force: bool) -> None:
        """Decide on a brief.

        Raises:
            LegationError: Its last issue cannot be read, or speaks from a later day.
        """
        chronology = self.found.chronology
        assert chronology is not None, "every brief is spoilt without"
        brief = chronology.briefs[name]
        now_, last = edition(chronology, name, self.found.days.of(brief)), self.register.last(name)
        if last is not None and last.as_of > now_.as_of:
            message = (
                f"`{name}` was issued as of {spelt(last.as_of)} ({last.number}), which is later"
            )
            hint = f"issue it as of that day or later: --as-of {last.as_of}"
            raise fail(brief.position("as-of"), "earlier-issue", message, hint)
        if last is not None and not force and not compare(last.edition, now_):
            self.nil[name] = last
        else:
            self.editions[name], self.last[name] = now_, last

    def build(
        self,
        tell: Callable[[Diagnostic], None],
        vet: Callable[[str, Sequence[Written]], bool],
    ) -> None:
        """Build what is to be issued, and issue it."""
        names = tuple(self.editions)
        numbers = {n: self.register.next_number(n, e.as_of.year) for n, e in self.editions.items()}
        wanted = (*names, *self.choice.spoilt)  # of which the folder's status is to tell
        if not wanted:
            return
        work = Work(
            replace(self.asked, briefs=wanted, numbers=numbers), self.found, dict(self.inputs)
        )
        carry_out(work, tell)
        self.built = work.outcome
        for name in names:
            files = [f for f in (*self.built.written, *self.built.unchanged) if f.brief == name]
            try:
                if name in self.built.failed:
                    self.reasons[name] = self.built.reasons[name]
                elif not vet(name, files):
                    self.reasons[name] = UNVERIFIED
                else:
                    self._put(name, numbers[name], files)
            except LegationError as error:
                self._fail(name, error)

    def _put(self, name: str, number: str, files: Sequence[Written]) -> None:
        """Put an issue in the register.

        Raises:
            LegationError: It could not be done, and it is not issued.
        """
        contents = {str(file.format): _content(file) for file in files}
        said, last = self.editions[name], self.last[name]
        made = Issue(
            brief=name,
            number=number,
            title=said.title,
            as_of=said.as_of,
            issued=now().isoformat(),
            version=__version__,
            since=last.number if last else "",
            files={
                format_: Filed.of(file_name(name, number, format_), data)
                for format_, data in contents.items()
            },
            inputs=dict(self._told_inputs()),
            edition=said,
        )
        self.register.put(made, contents)
        self.issued.append(made)

    def _told_inputs(self) -> Iterator[tuple[str, str]]:
        """The files that were read, as they lie from the chronology; of those elsewhere the name only."""
        home = Path(issued_folder(self.asked.path)).parent.resolve()
        for file, digest in sorted(self.inputs.items()):
            path = Path(file).resolve()
            if digest and path.is_file():
                inside = path.is_relative_to(home)
                yield path.relative_to(home).as_posix() if inside else path.name, digest

    def _fail(self, name: str, error: LegationError) -> None:
        self._tell(error.diagnostics)
        self.reasons[name] = placed(error.diagnostics[0])

    def _tell(self, problems: Iterable[Diagnostic]) -> None:
        """Report problems; what ails the register, such as a link, is met with every brief, and told once."""
        known = set(self.found.report)
        self.found.report.extend(problem for problem in problems if problem not in known)

    def refuse(self, error: LegationError) -> None:
        """Note that nothing more can be issued."""
        self._tell(error.diagnostics)
        done = {each.brief for each in self.issued} | self.nil.keys() | self.reasons.keys()
        why = placed(error.diagnostics[0])
        self.reasons |= {name: why for name in self.choice.names if name not in done}

    @property
    def outcome(self) -> Issuing:
        """What came of it."""
        return Issuing(self.built, tuple(self.issued), self.nil, self.reasons, self.found.report)


def placed(problem: Diagnostic) -> str:
    """A problem in a line, with its file and line."""
    return f"{problem.position.place}: {problem.message}" if problem.position else problem.message


def _content(file: Written) -> bytes:
    """The bytes of a file that was built.

    Raises:
        LegationError: It is not there any more.
    """
    try:
        return read_own(file.path)
    except OSError:
        message = "this was built to be issued, and cannot be read now"
        raise fail(Position(str(file.path)), "file", message, "issue it again") from None
