"""Figures as officers write them: `32.4 million`, `more than 300 million`, `about 280`, `US$2 billion`.

A `Quantity` keeps the comparator, the scale and the digits as they were typed: 300 million is never
turned into 300,000,000, nor "more than 300" into 300. Arithmetic is decimal, without rounding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {
    "": Decimal(1),
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
_ABBREVIATIONS = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "bn": "billion",
    "tn": "trillion",
}
_CURRENCIES = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₼": "AZN", "¥": "JPY", "₺": "TRY"}
_COMPARATORS = {
    ">": ("more than", "over", "above", "greater than", ">"),
    ">=": ("at least", "no less than", "not less than", ">=", "≥"),
    "<": ("less than", "fewer than", "under", "below", "<"),
    "<=": ("at most", "up to", "no more than", "not more than", "<=", "≤"),
    "~": (
        "about",
        "around",
        "approximately",
        "some",
        "nearly",
        "almost",
        "circa",
        "c.",
        "ca.",
        "~",
        "≈",
    ),
    "=": ("exactly", "="),
}
_BY_WORD = {word: sign for sign, words in _COMPARATORS.items() for word in words}
_WORDS = {
    ">": "more than",
    ">=": "at least",
    "<": "less than",
    "<=": "at most",
    "~": "about",
    "=": "",
}

_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_COMPARATOR = "|".join(re.escape(w) for w in sorted(_BY_WORD, key=len, reverse=True))
_MONEY = r"US\$|[$€£₼¥₺]|[A-Z]{3}(?=\s*\d)"
_PATTERN = re.compile(
    rf"(?P<comparator>{_COMPARATOR})?\s*"
    rf"(?P<before>{_MONEY})?\s*"
    rf"(?P<low>-?(?:{_DIGITS}))"
    rf"(?:\s*(?:-|–|to)\s*(?P<high>{_DIGITS}))?"
    rf"\s*(?P<scale>thousand|million|billion|trillion|mn|bn|tn|k|m)?"
    rf"\s*(?P<after>%|per\s?cent|[A-Z]{{3}})?",
    re.IGNORECASE,
)


class QuantityError(ValueError):
    """Text that is no figure; `message` says why and `hint` how to write one."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure.

    Attributes:
        amount: The number before its scale word, 32.4 in "32.4 million".
        comparator: How it bounds the true figure: `=`, `~`, `<`, `<=`, `>` or `>=`.
        scale: `thousand`, `million`, `billion`, `trillion` or empty.
        unit: An ISO 4217 code or `%` where it was typed with the figure, else empty.
        upper: The upper end of a range such as "32-34 %", on the same scale.
        digits: The number (or range) as it was typed, "1,234.50" or "32-34".
    """

    amount: Decimal
    comparator: str = "="
    scale: str = ""
    unit: str = ""
    upper: Decimal | None = None
    digits: str = ""

    @property
    def value(self) -> Decimal:
        """The figure in units: 32400000 for "32.4 million"; the lower end of a range."""
        return self.amount * SCALES[self.scale]

    def words(self, unit: str = "") -> str:
        """The figure as a brief prints it.

        Args:
            unit: What it counts where the figure itself does not say. An ISO 4217 code stands before
                the number ("more than USD 300 million"), others behind ("about 280 enterprises").
        """
        unit = self.unit or unit
        money = bool(re.fullmatch(r"[A-Z]{3}", unit))
        number = self.digits.replace("-", "–") if self.upper is not None else self.digits
        parts = [_WORDS[self.comparator], unit if money else "", number, self.scale]
        return " ".join(part for part in [*parts, "" if money else unit] if part)


def read_quantity(text: str) -> Quantity:
    """Read a figure.

    Args:
        text: What was typed; blanks of any kind, and letters of either case, are taken as meant.

    Raises:
        QuantityError: When it is not a figure, or can be read in two ways (`1,5`).
    """
    plain = " ".join(text.split())
    match = _PATTERN.fullmatch(plain)
    if match is None:
        raise QuantityError(f"{shorten(text)!r} is not a figure", _hint(plain))
    low, high = match["low"], match["high"]
    scale = (match["scale"] or "").lower()
    before, after = match["before"] or "", match["after"] or ""
    upper = Decimal(high.replace(",", "")) if high else None
    amount = Decimal(low.replace(",", ""))
    if upper is not None and upper < amount:
        raise QuantityError(
            f"the range {shorten(text)!r} runs backwards",
            f"write the smaller figure first: {high}-{low}",
        )
    return Quantity(
        amount=amount,
        comparator=_BY_WORD[(match["comparator"] or "=").lower()],
        scale=_ABBREVIATIONS.get(scale, scale),
        unit=_unit(before, after),
        upper=upper,
        digits=f"{low}-{high}" if high else low,
    )


def _unit(before: str, after: str) -> str:
    if before:
        return _CURRENCIES.get(before.upper(), before.upper())
    if after.lower() in {"%", "percent", "per cent"}:
        return "%"
    return after.upper()


def _hint(text: str) -> str:
    if re.fullmatch(r"\D*\d+,\d{1,2}\D*", text):
        return "use a point for decimals: " + text.replace(",", ".")
    return "write for example 32.4 million, more than 300 million, about 280, or 80 %"


def shorten(text: str, limit: int = 40) -> str:
    """The text, cut with an ellipsis where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
