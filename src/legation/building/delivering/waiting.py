"""Who still waits for issues that are not the last: what was not delivered is not forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.building.delivering.ledger import Attempt, State, ledger_of
from legation.diagnostics import LegationError, Report


class Waiting:
    """Who waits for which issues of one brief, by its ledgers.

    Args:
        folder: The folder `issued`.
        brief: The brief's id.
        numbers: Its issues, the first one first.
        report: Where it goes that the ledger of an issue before the last cannot be read: that one is left.
    """

    def __init__(self, folder: str, brief: str, numbers: Sequence[str], report: Report) -> None:
        self._numbers = numbers
        self._known: dict[str, dict[str, Attempt]] = {}
        for number in numbers:
            try:
                self._known[number] = ledger_of(folder, brief, number).last()
            except LegationError as error:
                if number != numbers[-1]:  # of that one it is told when it is to be sent
                    report.extend(error.diagnostics)
        self._reached = [n for n in self._known if any(map(_got, self._known[n].values()))]

    def issues(self, address: str) -> Iterator[str]:
        """The issues that someone waits for.

        They are those that were tried and are not known to have arrived; and of those that were never tried,
        the ones since the last that reached anybody, if that person ever got an earlier one.
        """
        got = False
        for number, known in self._known.items():
            attempt = known.get(address.casefold())
            if attempt is not None:
                got |= _got(attempt)
                waits = not _got(attempt)
            else:
                waits = got and self._is_since(number)
            if waits:
                yield number

    def _is_since(self, number: str) -> bool:
        """Whether nobody got a later issue."""
        place = self._numbers.index
        return place(number) >= place(self._reached[-1])


def _got(attempt: Attempt) -> bool:
    return attempt.state is State.SENT
