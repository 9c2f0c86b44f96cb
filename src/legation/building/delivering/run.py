"""Sending what was issued, to each recipient once: `deliver`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from legation.building.delivering.choosing import Choosing, Letter
from legation.building.delivering.ledger import Attempt, Ledger, State, ledger_of
from legation.building.delivering.message import Mail, message_id, written
from legation.building.delivering.outcome import Delivery, Post, Posted
from legation.building.delivering.sending import Server
from legation.building.delivering.settings import login, set_up, trusted, warn
from legation.building.disk.files import blaming, join, write_together
from legation.building.disk.filing import make_folder
from legation.building.disk.home import FOLDER
from legation.building.disk.inputs import DEFAULT_PATH, StrPath, issued_folder, output_folder
from legation.building.disk.lock import locked
from legation.building.issues.register import Issue, register_of
from legation.building.plan import now
from legation.diagnostics import LegationError, Report
from legation.model.delivery import Mailbox, Mailing

_LOCK = "delivering"
_PERIOD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,60}")
_POSTED = {
    State.SENT: Posted.SENT,
    State.REFUSED: Posted.REFUSED,
    State.FAILED: Posted.FAILED,
    State.SENDING: Posted.DOUBTFUL,
}


def deliver(
    path: StrPath = DEFAULT_PATH,
    *,
    issues: Sequence[Issue | str] | None = None,
    nil: Sequence[Issue] = (),
    period: str = "",
    dry_run: StrPath | None = None,
    again: bool = False,
) -> Delivery:
    """Send issues by mail, to each recipient that is to have them and did not get them yet.

    Nothing is sent twice. A mail of which it cannot be known whether it arrived, since the connection or this
    program was cut off at its very end, is not sent again, but told of each time.

    Args:
        path: The chronology, a file or a folder of them, which says how and to whom.
        issues: Which, as the register has them or by reference: `norway/2026-03`; by default the last one of
            each brief of the chronology, and those before it that did not reach who was to get them.
        nil: The issues since which nothing is new, for those who want to be told that.
        period: The period of which that is told, such as `2026-W09`: each is told of once.
        dry_run: A folder to write the mails to (`.eml`) instead of sending them; nothing is recorded then.
        again: Whether to send once more what may have arrived or not.

    Raises:
        ValueError: There is `nil`, but no period, or one that cannot name a file.
    """
    if nil and not _PERIOD.fullmatch(period):
        raise ValueError("a period is wanted, of letters, digits, '.' and '-'")
    named, report = os.fspath(path), Report()
    posts: list[Post] = []
    try:
        chronology, mailing = set_up(named)
        warn(mailing, report)
        choosing = Choosing(named, register_of(named), chronology, mailing, report)
        letters = [*choosing.letters(issues), *(choosing.nil(each, period) for each in nil)]
        delivering = _Delivering(issued_folder(named), mailing, report, again, posts)
        if dry_run is not None:
            delivering.write(letters, Path(dry_run), os.fspath(dry_run))
        elif any(letter.mails for letter in letters):
            with delivering.locked():
                delivering.send(letters)
    except LegationError as error:
        report.extend(error.diagnostics)
    return Delivery(tuple(posts), report)


def mail_folder(path: str) -> str:
    """The folder that mails are written to where none is named."""
    return join(output_folder(path), "mail")


class _Due(Struct, frozen=True):
    """A mail that is to be sent, and where that is recorded."""

    ledger: Ledger
    mailbox: Mailbox
    mail: Mail


class _Delivering(Struct):
    """A delivery under way: from which folder `issued`, how, and what came of it so far."""

    folder: str
    mailing: Mailing
    report: Report
    again: bool
    posts: list[Post] = field(default_factory=list)

    def write(self, letters: Iterable[Letter], folder: Path, named: str) -> None:
        """Write to files what would be sent.

        Raises:
            LegationError: They cannot be written.
        """
        for letter in letters:
            for mailbox, mail in self._due(letter):
                name = _file_name(letter, mailbox)
                write_together(folder, named, {name: self._bytes(mail, mailbox)}, "-o FOLDER")
                file = Path(join(named, name))
                self.posts.append(Post(mail.key, mailbox.address, Posted.WRITTEN, file))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from delivering.

        Raises:
            LegationError: Another process is at it, and stays so; or nothing can be written there.
        """
        home = Path(self.folder, FOLDER)
        other = "another delivery from this chronology"
        with ExitStack() as held:
            with blaming(self.folder, elsewhere=""):
                make_folder(home, join(self.folder, FOLDER))
                lock = locked(home / _LOCK, self.folder, other=other, again="deliver again")
                held.enter_context(lock)
            yield

    def send(self, letters: Iterable[Letter]) -> None:
        """Send what is due.

        Raises:
            LegationError: The server cannot be used, or nothing can be recorded; what was sent is.
        """
        due = [
            _Due(self._ledger(letter), *each) for letter in letters for each in self._due(letter)
        ]
        if not due:
            return
        home, settled = Path(self.folder).parent, len(self.posts)
        try:
            user = login(self.mailing, home, self.report)
            with Server(self.mailing, user, trusted(self.mailing, home)) as server:
                for each in due:
                    self._send(server, each.ledger, each.mailbox, each.mail)
        except LegationError as error:
            self._fail(due[len(self.posts) - settled :], error)
            raise

    def _fail(self, due: Sequence[_Due], error: LegationError) -> None:
        """Tell of the mails that could not even be tried; so that they are not forgotten, in the ledgers too.

        What was known of one stays as it is: above all, that it may have arrived.
        """
        said = error.diagnostics[0].message
        self.posts += [Post(each.mail.key, each.mailbox.address, Posted.FAILED) for each in due]
        with suppress(LegationError):  # of a ledger too: it is told of what came first
            for each in due:
                recipient = each.mailbox.address
                if recipient.casefold() not in each.ledger.last():
                    identity = message_id(each.mail, self.mailing.from_, recipient)
                    each.ledger.add(
                        Attempt(recipient, State.FAILED, now().isoformat(), identity, said)
                    )

    def _send(self, server: Server, ledger: Ledger, mailbox: Mailbox, mail: Mail) -> None:
        """Send one mail, and record each step."""
        sender, recipient = self.mailing.from_, mailbox.address
        identity = message_id(mail, sender, recipient)

        def record(state: State, said: str = "") -> None:
            ledger.add(Attempt(recipient, state, now().isoformat(), identity, said))

        state, said = server.send(
            sender.address,
            recipient,
            self._bytes(mail, mailbox),
            before_end=lambda: record(State.SENDING),
        )
        self.posts.append(Post(mail.key, recipient, _POSTED[state]))
        if state is State.SENDING:
            self._doubt(mail, mailbox, said, new=True)
            return
        if state is not State.SENT:
            message = f"{mail.key} was not delivered to {recipient}: {said}"
            hint = "the next legation deliver tries it again"
            self.report.error(None, "not-delivered", message, hint)
        record(state, said)

    def _due(self, letter: Letter) -> Iterator[tuple[Mailbox, Mail]]:
        """The mails that are to be sent; of those that may have arrived, it is told."""
        try:
            last = self._ledger(letter).last()
        except LegationError as error:
            self.report.extend(error.diagnostics)
            return
        for mailbox, mail in letter.mails.items():
            known = last.get(mailbox.address.casefold())
            if known is not None and known.state is State.SENDING and not self.again:
                self._doubt(mail, mailbox, known.time, new=False)
            elif known is None or known.state is not State.SENT:
                yield mailbox, mail

    def _doubt(self, mail: Mail, mailbox: Mailbox, told: str, *, new: bool) -> None:
        """Tell of a mail that may have arrived or not."""
        message = (
            f"{mail.key} may have reached {mailbox.address}, or not: "
            f"it was cut off at its very end ({told})"
        )
        once_more = f"; to have it sent once more: legation deliver --again --issue {mail.key}"
        hint = "ask there" + (once_more if mail.files else "")
        tell = self.report.error if new else self.report.warning
        tell(None, "doubtful", message, hint)

    def _ledger(self, letter: Letter) -> Ledger:
        return ledger_of(self.folder, letter.brief, letter.name)

    def _bytes(self, mail: Mail, mailbox: Mailbox) -> bytes:
        return written(mail, self.mailing.from_, self.mailing.reply_to, mailbox)


def _file_name(letter: Letter, mailbox: Mailbox) -> str:
    """The name of the file with a mail; an address may have signs that no file's name can."""
    plain = re.sub(r"[^A-Za-z0-9.@_+-]", "_", mailbox.address)
    if plain != mailbox.address:
        plain += f"-{sha256(mailbox.address.encode()).hexdigest()[:8]}"
    return f"{letter.brief}-{letter.name}-{plain}.eml"
