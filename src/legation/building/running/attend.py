"""All that is to be done for a chronology when it is due: `run`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct, field

from legation.building.cycles import uncollected
from legation.building.delivering.outcome import Post
from legation.building.delivering.run import deliver
from legation.building.delivering.settings import delivery_of
from legation.building.disk.files import blaming, join
from legation.building.disk.filing import make_folder
from legation.building.disk.home import FOLDER
from legation.building.disk.inputs import DEFAULT_PATH, StrPath, issued_folder, output_folder
from legation.building.disk.lock import locked
from legation.building.internal import debugging, internal
from legation.building.issues.register import register_of
from legation.building.plan import Asked, now
from legation.building.running.drafts import Drafts, Kept
from legation.building.running.heartbeat import beat
from legation.building.running.log import FORBIDDEN, Log
from legation.building.running.outcome import Problem, Run, Sending, status_of
from legation.building.running.period import Period
from legation.building.running.settling import Settling
from legation.building.scheduling.timing import Weekly
from legation.building.surveying.survey import Survey, survey
from legation.diagnostics import Diagnostic, LegationError, Report, Severity
from legation.version import __version__

PATIENCE = 1800.0
"""Seconds to wait for another run of the same chronology."""

_LOCK = "running"
_ENDED = Diagnostic(
    None, Severity.ERROR, "ended", "it was ended", "run again: what was done before stands"
)


class Attended(Struct, frozen=True):
    """What came of a run, and of what people are to be told of problems."""

    run: Run
    report: Report

    @property
    def status(self) -> int:
        """The exit status: 0 all is done, or nothing is new; 1 nothing could be done; 3 some was."""
        return self.run.status


@uncollected()
def run(
    path: StrPath = DEFAULT_PATH,
    *,
    output: StrPath | None = None,
    as_of: date | None = None,
    due: str | None = None,
    if_missed: bool = False,
    keep_drafts: str = "8",
    heartbeat: str | None = None,
    dry_run: bool = False,
) -> Attended:
    """Do all that is due: build, verify, issue what says anything new, deliver it, and log that.

    KeyboardInterrupt ends it, and is told as what came of it.

    A brief that was done in this period already, with the same content, is skipped. What failed is tried
    again. A brief that fails does not stop the others.

    Args:
        path: The chronology, a file or a folder of them.
        output: The folder to build in; by default `output` beside the chronology.
        as_of: The day the briefs speak from; by default the one each brief gives, else today.
        due: When periods begin: `mon 06:00 Asia/Baku`; by default on Mondays in the chronology's time zone.
        if_missed: Whether to leave alone what was done in this period, even if it says other things now.
        keep_drafts: How many days' drafts are kept in the output folder, or for how long: `8`, `90d`.
        heartbeat: A URL to be asked when it is done; with `/fail` after it if not all is well.
        dry_run: Whether to do nothing, and tell what is to be expected.

    Raises:
        TimingError: That is no time of a week.
        AgeError: That is no way to keep drafts.
        ValueError: The heartbeat is no URL of HTTP or HTTPS.
    """
    named = os.fspath(path)
    asked = Asked(named, output_folder(named, output), as_of=as_of)
    weekly = Weekly.read(due) if due is not None else None
    attending = _Attending(asked, weekly, Kept.read(keep_drafts), if_missed, dry_run)
    attending.attend()
    done = attending.outcome
    if heartbeat is not None and not dry_run:
        with suppress(KeyboardInterrupt):  # what came of the run is told all the same
            if warning := beat(heartbeat, well=not done.status):
                done.report.add(warning)
    return done


class _Attending(Struct, dict=True):
    """A run under way."""

    asked: Asked
    due: Weekly | None
    kept: Kept
    if_missed: bool
    dry_run: bool
    begun: datetime = field(default_factory=now)
    settling: Settling | None = None
    posts: list[Post] = field(default_factory=list)
    problems: dict[Diagnostic, None] = field(default_factory=dict)
    warned: dict[Diagnostic, None] = field(default_factory=dict)
    hindered: bool = False

    def attend(self) -> None:
        """Do all of it, while no other run does; and log what came of it, whatever hinders it."""
        try:
            self._attend()
        except KeyboardInterrupt:
            self._end_at_once()
        except Exception as error:
            if debugging():
                raise
            self.hinder([internal(error)])

    def _attend(self) -> None:
        if not Path(self.asked.path).exists():  # for which no folder is to be made
            self.hinder(self._survey().report.errors)
        elif self.dry_run:
            self._guarded()
        else:
            try:
                with self._alone():
                    self._guarded()
                    self._log()
            except LegationError as error:  # about the lock
                self.hinder(error.diagnostics)
                self._log()

    def _guarded(self) -> None:
        """Do what is to be done; whatever stops it is told, and what was done before it stands."""
        try:
            self._do()
        except LegationError as error:
            self.hinder(error.diagnostics)
        except KeyboardInterrupt:
            self.hinder([_ENDED])
        except Exception as error:
            if debugging():
                raise
            self.hinder([internal(error)])
        if self.settling is not None:
            self.settling.end()

    def _end_at_once(self) -> None:
        """Log that it was ended, while it waited for another run or was about to begin or end."""
        self.hinder([_ENDED])
        if not self.dry_run and Path(self.asked.path).exists():
            self._log()

    def _do(self) -> None:
        """Do what is to be done.

        Raises:
            LegationError: Nothing more can be.
        """
        register, log = register_of(self.asked.path), Log(*self._issued)
        if not self.dry_run:
            with register.locked():
                pass  # which puts right what was cut off
        found = self._survey()
        settling = self.settling = Settling(
            self.asked, found, register, self._period(found), log.done(), self.note, self.if_missed
        )
        settling.weigh(telling=self.dry_run)
        if self.dry_run:
            return
        settling.settle()
        settling.end()
        if found.chronology is None:
            self.hindered = True
            return
        for step in (self._deliver, self._keep_drafts):
            try:
                step(settling)
            except LegationError as error:
                self.hinder(error.diagnostics)

    def _deliver(self, settling: Settling) -> None:
        """Send what was issued and not sent yet; and that nothing is new, to those who want to know.

        Raises:
            LegationError: It is not said rightly how.
        """
        path = self.asked.path
        _, mailing = delivery_of(path)
        if mailing is None:
            return
        done = deliver(path)
        deliveries, sent = [done], {post.reference for post in done.posts}
        nil = [issue for issue in settling.nil.values() if issue.reference not in sent]
        if nil:
            deliveries.append(deliver(path, issues=(), nil=nil, period=settling.period.key))
        for delivery in deliveries:
            self.posts += delivery.posts
            self.hindered |= delivery.report.failed
            self.problems |= dict.fromkeys(delivery.report)

    def _keep_drafts(self, settling: Settling) -> None:
        """Keep copies of what was built and not issued, and take old ones away.

        Raises:
            LegationError: They cannot be kept.
        """
        drafts = Drafts(Path(self.asked.folder), self.asked.folder)
        today = self.begun.astimezone(settling.zone).date()
        if contents := settling.unissued():
            drafts.keep(today, contents)
        drafts.clear(self.kept, today)

    # --- what came of it -------------------------------------------------------------------------------

    def note(self, problems: Iterable[Diagnostic]) -> None:
        """Keep problems in mind, each once: but for the warnings of the chronology, which are counted."""
        for each in problems:
            if each.severity is not Severity.NOTE and each not in self.warned:
                self.problems[each] = None

    def hinder(self, problems: Iterable[Diagnostic]) -> None:
        """Note what hinders all that follows, or is of no brief."""
        self.note(problems)
        self.hindered = True

    @property
    def outcome(self) -> Attended:
        """What came of it."""
        report = Report(self.problems)
        fates = self.settling.fates if self.settling else {}
        run = Run(
            time=self.begun.isoformat(),
            period=self._period(self.settling.found if self.settling else None).begins.date(),
            chronology=self.asked.path,
            version=__version__,
            status=status_of(fates.values(), hindered=self.hindered),
            briefs=fates,
            delivered=tuple(Sending(p.reference, p.recipient, str(p.state)) for p in self.posts),
            problems=tuple(map(Problem.of, report)),
            warnings=len(self.warned),
            seconds=max(0, round((now() - self.begun).total_seconds())),
            dry_run=self.dry_run,
        )
        return Attended(run, report)

    def _log(self) -> None:
        try:
            Log(*self._issued).add(self.outcome.run)
        except LegationError as error:
            self.hinder(error.diagnostics)

    def _survey(self) -> Survey:
        found = survey(Path(self.asked.path), self.asked.path, self.asked.as_of)
        warned = (each for each in found.report if each.severity is Severity.WARNING)
        self.warned |= dict.fromkeys(warned)
        self.note(found.report)
        return found

    def _period(self, found: Survey | None) -> Period:
        zone = found.chronology.timezone if found and found.chronology else "UTC"
        return Period.of(self.due, zone, self.begun)

    @property
    def _issued(self) -> tuple[Path, str]:
        named = issued_folder(self.asked.path)
        return Path(named), named

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until no other run of the chronology is under way.

        Raises:
            LegationError: One is, for very long; or nothing can be written there.
        """
        folder, named = self._issued
        home = folder / FOLDER
        with blaming(named, elsewhere="", forbidden=FORBIDDEN):
            make_folder(folder, named)
            make_folder(home, join(named, FOLDER))
        other = "another run of this chronology"
        with ExitStack() as held:
            with blaming(join(join(named, FOLDER), _LOCK), elsewhere="", forbidden=FORBIDDEN):
                lock = locked(home / _LOCK, named, PATIENCE, other=other, again="run again")
                held.enter_context(lock)
            yield
