"""Figures as officers write them: `32.4 million`, `more than 300 million`, `about 280`, `US$2 billion`.

A `Quantity` keeps the comparator, the scale and the digits as they were typed: 300 million is never
turned into 300,000,000, nor "more than 300" into 300. Arithmetic is decimal, without rounding.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct

from legation.model.date_refusals import quoted

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
    "mln": "million",
    "bn": "billion",
    "bln": "billion",
    "mlrd": "billion",
    "tn": "trillion",
    "trln": "trillion",
}
CURRENCIES = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
    "GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF "
    "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
    "MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG".split()
)
"""The currencies of ISO 4217 that are legal tender, and the Bulgarian lev."""

_SIGNS = {"US$": "USD", "$": "USD"} | dict(
    zip("€£₼₺₽₸₾₴₹", "EUR GBP AZN TRY RUB KZT GEL UAH INR".split(), strict=True)
)
_COMPARATORS = {
    ">": ("more than", "over", "above", "greater than", "in excess of", ">"),
    ">=": ("at least", "no less than", "not less than", ">=", "≥"),
    "<": ("less than", "fewer than", "under", "below", "<"),
    "<=": ("at most", "up to", "no more than", "not more than", "<=", "≤"),
    "~": ("about", "around", "approximately", "roughly", "some", "nearly", "almost", "circa"),
    "=": ("exactly", "="),
}
_SHORT = {"approx.": "~", "c.": "~", "ca.": "~", "~": "~", "≈": "~"}
_BY_WORD = {word: sign for sign, words in _COMPARATORS.items() for word in words} | _SHORT
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
_CURRENCY = f"(?-i:{'|'.join(sorted(CURRENCIES))})"  # in capitals: "all" and "top" are words
_SIGN = "|".join(map(re.escape, _SIGNS))
_SCALE = "|".join(
    [f"{word}s?" for word in SCALES if word] + sorted(_ABBREVIATIONS, key=len, reverse=True)
)
_DASHES = str.maketrans("‐‑‒–—−", "------")
_LONGEST = 100  # no figure is as long


@cache  # compiled when first needed: many files hold no figure
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<comparator>{_COMPARATOR})?\s*"
        rf"(?P<before>{_SIGN}|{_CURRENCY}(?=\s*\d))?\s*"
        rf"(?P<low>[-+]?(?:{_DIGITS}))"
        rf"(?:\s*(?:-|to)\s*(?P<high>{_DIGITS}))?"
        rf"\s*(?P<scale>{_SCALE})?"
        rf"\s*(?P<after>%|per\s?cent|{_CURRENCY})?",
        re.IGNORECASE | re.ASCII,  # not the long s, which is no s when it comes to looking words up
    )


class QuantityError(ValueError):
    """Text that is no figure; `message` says why and `hint` how to write one."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Quantity(Struct, frozen=True):
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
    comparator: str
    scale: str
    unit: str
    upper: Decimal | None
    digits: str

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
        money = unit in CURRENCIES
        number = "–".join(self.digits.rsplit("-", 1)) if self.upper is not None else self.digits
        parts = [_WORDS[self.comparator], unit if money else "", number, self.scale]
        return " ".join(part for part in [*parts, "" if money else unit] if part)


def read_quantity(text: str) -> Quantity:
    """Read a figure.

    Args:
        text: What was typed; blanks of any kind, and letters of either case, are taken as meant.

    Raises:
        QuantityError: When it is not a figure, or can be read in two ways (`1,5`).
    """
    plain = " ".join(text.split()).translate(_DASHES)
    match = _match(plain)
    if match is None:
        raise QuantityError(f"{quoted(text)} is not a figure", _hint(plain))
    low, high = match["low"], match["high"]
    scale = (match["scale"] or "").lower().rstrip("s")
    before, after = match["before"] or "", match["after"] or ""
    upper = Decimal(high.replace(",", "")) if high else None
    amount = Decimal(low.replace(",", ""))
    if upper is not None and upper < amount:
        raise QuantityError(
            f"the range {quoted(text)} runs backwards",
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


def _match(text: str) -> re.Match[str] | None:
    """The parts of a figure: one that gives its unit twice, `$5 EUR`, is none."""
    match = _pattern().fullmatch(text) if len(text) <= _LONGEST else None
    return None if match and match["before"] and match["after"] else match


def _unit(before: str, after: str) -> str:
    if before:
        return _SIGNS.get(before.upper(), before)
    return "%" if after.lower().startswith(("%", "per")) else after


def _hint(text: str) -> str:
    """What to write instead: the figure itself mended, where it is plain how."""
    if len(text) > _LONGEST:
        return _EXAMPLES
    for pattern, mend, hint in _SLIPS:
        mended = re.sub(pattern, mend, text)
        if mended != text and _match(mended):
            return hint + mended
    words = text.split()
    for length in reversed(range(1, len(words))):
        figure, unit = " ".join(words[:length]), " ".join(words[length:]).removeprefix("of ")
        if unit[:1].isalpha() and _match(figure):
            return f"write {figure} here, and on a line of the indicator unit: {unit}"
    return _EXAMPLES


_EXAMPLES = "write for example 32.4 million, more than 300 million, about 280, or 80 %"

# Each a pattern, its replacement, and what to say before the figure so mended.
_SLIPS = (
    (r"(?<![0-9,])([0-9]+),([0-9]{1,2})(?![0-9,])", r"\1.\2", "use a point for decimals: "),
    (r"(?<=[0-9])[ '.](?=[0-9]{3}(?![0-9]))", ",", "use commas between thousands: "),
    (r"¥ ?", "JPY ", "write which it is, yen or yuan (CNY): "),
    (r"(.*[0-9].*?) ?(?:\+|or more|and more)", r"at least \1", "write "),
    (r"\b(?!all|cup|mad|top|try)[a-z]{3}\b", lambda found: found[0].upper(), "write "),
)


def shorten(text: str, limit: int = 40) -> str:
    """The text, cut with an ellipsis where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
