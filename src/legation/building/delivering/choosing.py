"""Which mails there are to be: of which issues, to whom, and with which of their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from legation.building.delivering.message import Attached, Mail
from legation.building.delivering.waiting import Waiting
from legation.building.delivering.wording import issue_mail, nil_mail
from legation.building.disk.files import join, read_own
from legation.building.disk.inputs import issued_folder
from legation.building.issues.lost import Lost
from legation.building.issues.register import Issue, Register
from legation.building.plan import now
from legation.diagnostics import Diagnostic, LegationError, Position, Report, fail
from legation.model.chronology import Chronology
from legation.model.date_refusals import quoted
from legation.model.delivery import Mailbox, Mailing, Recipient


class Letter(Struct, frozen=True):
    """What goes to several.

    Attributes:
        brief: The id of the brief that it is about.
        name: What tells it from the brief's other letters: `2026-03`, or `nil-2026-W09`.
        mails: What each recipient is to get.
    """

    brief: str
    name: str
    mails: Mapping[Mailbox, Mail]


class Choosing(Struct, frozen=True):
    """The choice of mails.

    Attributes:
        path: The chronology.
        register: Its issues.
        chronology: As it was read.
        mailing: Who gets what.
        report: Where it goes why something is not to be sent.
    """

    path: str
    register: Register
    chronology: Chronology
    mailing: Mailing
    report: Report

    def letters(self, issues: Sequence[Issue | str] | None) -> Iterator[Letter]:
        """The letters with issues: those asked for, else all that somebody waits for.

        What cannot be sent is told of: an issue that is not there, or whose files were changed.
        """
        if issues is None:
            for brief in self.register.briefs():
                yield from self._waited_for(brief)
        for each in issues or ():
            try:
                yield self._letter(self._read(each), self.mailing.to)
            except LegationError as error:
                self.report.extend(error.diagnostics)

    def _waited_for(self, brief: str) -> Iterator[Letter]:
        """The last issue of a brief, to all; and those before it, to those who still wait for them."""
        numbers = self.register.numbers(brief)
        waiting = Waiting(self.register.named, brief, numbers, self.report)
        wanting = [r for r in self.mailing.to if self._wants(r, brief)]
        waits = {r.address: set(waiting.issues(r.address)) for r in wanting}
        known = brief in self.chronology.briefs
        for number in numbers:
            last = known and number == numbers[-1]
            to = [r for r in wanting if last or number in waits[r.address]]
            try:
                if to:
                    yield self._letter(self.register.read(brief, number), to)
            except LegationError as error:
                tell = self.report.extend if known else self._warn
                tell(error.diagnostics)

    def _warn(self, problems: Iterable[Diagnostic]) -> None:
        for each in problems:
            self.report.warning(each.position, each.code, each.message, each.hint)

    def nil(self, issue: Issue, period: str) -> Letter:
        """The letter that says of a period that nothing is new since an issue."""
        self._refuse_unmarked(issue)
        mail = nil_mail(issue, self._marking(issue), period, now())
        wanting = (r for r in self.mailing.to if r.nil_returns and self._wants(r, issue.brief))
        return Letter(issue.brief, f"nil-{period}", {_mailbox(r): mail for r in wanting})

    def _read(self, which: Issue | str) -> Issue:
        """An issue that was asked for.

        Raises:
            LegationError: It is not there, or cannot be read.
        """
        if isinstance(which, Issue):
            return which
        brief, _, number = which.rpartition("/")
        if not brief:
            example = (self.register.numbers(which) or ["2026-03"])[-1]
            message = f"{quoted(which)} is no issue: its number is wanting"
            raise fail(None, "unknown-issue", message, f"write --issue {which}/{example}")
        return self.register.read(brief, number)

    def _letter(self, issue: Issue, to: Iterable[Recipient]) -> Letter:
        """The letter with an issue, to some of the recipients.

        Raises:
            LegationError: It cannot be sent.
        """
        self._refuse_unmarked(issue)
        files, before = self._files(issue), self._before(issue)
        first = before is None and not Lost(self.register).has_before(issue)
        mails: dict[Mailbox, Mail] = {}
        for recipient in to:
            if not self._wants(recipient, issue.brief):
                continue
            kept = [f for f in files if not recipient.formats or f.format in recipient.formats]
            if kept:
                mail = issue_mail(issue, before, self._marking(issue), kept, first=first)
                mails[_mailbox(recipient)] = mail
            else:
                self._warn_of_nothing(issue, recipient)
        return Letter(issue.brief, issue.number, mails)

    def _refuse_unmarked(self, issue: Issue) -> None:
        """Stop where nobody knows how an issue is marked.

        Raises:
            LegationError: Its brief is not in the chronology.
        """
        if issue.brief not in self.chronology.briefs:
            message = (
                f"{issue.reference} is not sent: its brief has errors, or is not there any more"
            )
            hint = "without the brief nobody knows its marking: put it right, or back"
            raise fail(Position(self.path), "not-delivered", message, hint)

    def _marking(self, issue: Issue) -> str | None:
        return self.chronology.briefs[issue.brief].marking

    def _wants(self, recipient: Recipient, brief: str) -> bool:
        """Whether someone is to have the issues of a brief."""
        said = self.chronology.language.casefold()
        spoken = [language.casefold() for language in recipient.languages]
        speaks = any(said == each or said.startswith(f"{each}-") for each in spoken)
        asked = not recipient.briefs or brief in recipient.briefs
        return asked and (speaks or not spoken)

    def _warn_of_nothing(self, issue: Issue, recipient: Recipient) -> None:
        wanted = ", ".join(recipient.formats)
        message = f"{issue.reference} was not issued as {wanted}: {recipient.address} gets nothing"
        hint = "issue it in that format too, or take the line out"
        place = self.mailing.to.index(recipient)
        position = self.mailing.position("to", place, "formats")
        self.report.warning(position, "not-delivered", message, hint)

    def _files(self, issue: Issue) -> list[Attached]:
        """The files of an issue.

        Raises:
            LegationError: One is not there, or not as it was issued.
        """
        folder = issued_folder(self.path)
        found = []
        for format_, file in issue.files.items():
            try:
                data = read_own(Path(folder, file.name))
            except OSError:
                data = b""
            if sha256(data).hexdigest() != file.digest:
                message = (
                    f"this is not as it was issued, or not there: {issue.reference} is not sent"
                )
                hint = "get it back from a copy, as from git"
                raise fail(Position(join(folder, file.name)), "issue-changed", message, hint)
            found.append(Attached(f"{issue.brief}-{issue.number}.{format_}", format_, data))
        return found

    def _before(self, issue: Issue) -> Issue | None:
        """The issue that an issue was held against, else the one before it; None for none."""
        numbers = self.register.numbers(issue.brief)
        earlier = numbers[: numbers.index(issue.number)] if issue.number in numbers else []
        number = issue.since or (earlier[-1] if earlier else "")
        return self.register.read(issue.brief, number) if number else None


def _mailbox(recipient: Recipient) -> Mailbox:
    return Mailbox(recipient.address, recipient.name or "")
