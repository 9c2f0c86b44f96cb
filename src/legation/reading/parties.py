"""The parties that a chronology may name: those it declares, and the states of ISO 3166-1."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from legation.model.date_refusals import quoted
from legation.model.parties import (
    ISO_3166,
    code_for_alpha3,
    country_code,
    english_names,
    fold,
    state_name,
)
from legation.reading.problems import Guess


class Parties:
    """Finds the code of a party by what was typed: a code, a declared key, a name."""

    what = "party"

    def __init__(self) -> None:
        self._declared: dict[str, str] = {}  # by code as typed, and by folded name
        self._names: dict[str, str] = {}  # of the declared, by code
        self._known: dict[str, str] = {}
        self._guess = Guess(cutoff=0.8)

    def declare(self, code: str, names: Iterable[str]) -> None:
        """Add a party of the section `parties`."""
        self._declared[code] = code
        for name in names:
            self._declared.setdefault(fold(name), code)
            self._names.setdefault(code, name)

    def resolve(self, typed: str, *, in_place: bool = False) -> str | None:
        """The code of the party that was typed; None when there is no such party.

        None is described in place: whatever `in_place` says, a party needs a code.
        """
        if typed not in self._known:
            declared = self._declared.get(typed) or self._declared.get(fold(typed))
            code = declared or country_code(typed)
            if code is None:
                return None
            self._known[typed] = code
        return self._known[typed]

    def refuse(self, typed: str, *, in_place: bool = False) -> tuple[str, str]:
        """The message and the hint for what is no party."""
        listed = [part.strip() for part in typed.split(",")]
        codes = [self.resolve(part) for part in listed]
        if len(listed) > 1 and all(codes):
            mend = f"write a list: [{', '.join(code for code in codes if code)}]"
            return f"{quoted(typed)} are several parties", mend
        return f"{quoted(typed)} is no known party", self._hint(typed)

    def _hint(self, typed: str) -> str:
        capitals = self.resolve(typed.strip().upper())
        if capitals:
            return f"write the code in capitals: {capitals}"
        if code := code_for_alpha3(typed):
            return f"write `{code}`, if {state_name(code)} is meant"
        if name := self._guess(typed, chain(english_names(), self._declared)):
            code = self._declared.get(name) or english_names()[name]
            meant = self._names.get(code) or (state_name(code) if code in ISO_3166 else code)
            return f"write `{code}`, if {meant} is meant"
        if typed.isalnum() and typed.isupper():
            return f"add `{typed}` under `parties:` with its name, or write a country's code"
        return (
            "write an ISO 3166-1 code such as AZ, an English country name, "
            "or add it under `parties:`"
        )
