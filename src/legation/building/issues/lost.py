"""Issues that the register has lost: a file or a later issue tells of them, and their record is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from legation.building.disk.files import join
from legation.building.issues.issued import Issue, is_number, ordered, record_name
from legation.building.issues.register import Register
from legation.diagnostics import Diagnostic, LegationError, Position, Severity
from legation.model.brief import Format, refuse_brief_id

_FILE = re.compile(rf"(.+)-(\d{{2,}})\.(?:{'|'.join(Format)})", re.ASCII)
_ADDENDUM = re.compile(r".+-\d{2,}-add", re.ASCII)
_HINT = "get it back from a copy, as from git"


class Lost:
    """What a register has lost, as far as anything tells of it.

    Args:
        register: The register.
    """

    def __init__(self, register: Register) -> None:
        self._register = register

    @property
    def briefs(self) -> list[str]:
        """The briefs of which files are there, and no issue is in the register."""
        return sorted(self._borne.keys() - set(self._register.briefs()))

    def warnings(self, briefs: Iterable[str]) -> Iterator[Diagnostic]:
        """A warning of each issue of briefs that was lost, naming what tells of it."""
        for brief in briefs:
            for number, (told, hint) in sorted(self._of(brief).items(), key=_in_order):
                place = Position(join(self._register.named, record_name(brief, number)))
                message = f"this is not there, though {told}"
                yield Diagnostic(place, Severity.WARNING, "register", message, hint)

    def has_before(self, issue: Issue) -> bool:
        """Whether an issue of its brief was lost that came before it."""
        return any(ordered(number) < ordered(issue.number) for number in self._of(issue.brief))

    def _of(self, brief: str) -> dict[str, tuple[str, str]]:
        """What tells of each issue that was lost, and what to do about it; by its number."""
        # First the files, then the records: of a new issue, the record is there before the files.
        borne = self._borne.get(brief, {})
        known = self._register.numbers(brief)
        files = {
            number: (
                f"{join(self._register.named, name)} is",
                f"{_HINT}; or take that file away, if it was never issued",
            )
            for number, name in borne.items()
        }
        lost = files | dict(self._named(brief, known))
        return {number: told for number, told in lost.items() if number not in known}

    def _named(self, brief: str, known: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
        """The issues against which others were held, where it may be that they are not there."""
        there = set(map(ordered, known))
        for number in known:
            year, ordinal = ordered(number)
            if (year, ordinal - 1) in there:
                continue  # against which it was held
            try:
                since = self._register.glance(brief, number).since
            except LegationError:  # which whoever reads it is told
                continue
            if since:
                yield since, (f"{brief}/{number} was held against that issue", _HINT)

    @cached_property
    def _borne(self) -> Mapping[str, Mapping[str, str]]:
        """The numbers that files bear, by brief; and one of these files."""
        found: dict[str, dict[str, str]] = {}
        for year in self._register.listed(""):
            if re.fullmatch(r"\d{4}", year, re.ASCII):
                for name in sorted(self._register.listed(year), reverse=True):
                    file = _FILE.fullmatch(name)
                    if file is None or _ADDENDUM.fullmatch(file[1]) or refuse_brief_id(file[1]):
                        continue
                    if is_number(number := f"{year}-{file[2]}"):
                        found.setdefault(file[1], {})[number] = f"{year}/{name}"
        return found


def _in_order(lost: tuple[str, object]) -> tuple[int, int]:
    return ordered(lost[0])
