"""Who the parties of an event can be: ISO 3166-1 alpha-2 codes, and the English names of states.

The codes are those officially assigned in ISO 3166-1 (249 of them). Names come from CLDR through Babel,
which is loaded only when a name, rather than a code, was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

ISO_3166 = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
    "BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ "
    "DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
    "GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG "
    "KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
    "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE "
    "PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
    "SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
    "US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split()
)

_LONGEST = 100  # no name of a state is as long

# Names in use that CLDR does not list, folded as `fold` does; those of what is not that state: None.
_ALSO: dict[str, str | None] = {
    "argentine republic": "AR",
    "bosnia": "BA",
    "britain": "GB",
    "brunei darussalam": "BN",
    "burma": "MM",
    "cabo verde": "CV",
    "congo": None,
    "czech republic": "CZ",
    "democratic people's republic of korea": "KP",
    "democratic republic of the congo": "CD",
    "dprk": "KP",
    "dr congo": "CD",
    "drc": "CD",
    "east timor": "TL",
    "french republic": "FR",
    "gabonese republic": "GA",
    "great britain": "GB",
    "hellenic republic": "GR",
    "holy see": "VA",
    "hong kong": "HK",
    "ivory coast": "CI",
    "korea": None,
    "kyrgyz republic": "KG",
    "lao people's democratic republic": "LA",
    "lao pdr": "LA",
    "lebanese republic": "LB",
    "macao": "MO",
    "macau": "MO",
    "macedonia": "MK",
    "myanmar": "MM",
    "palestine": "PS",
    "portuguese republic": "PT",
    "republic of china": None,
    "republic of korea": "KR",
    "republic of the congo": "CG",
    "russian federation": "RU",
    "slovak republic": "SK",
    "st. vincent and the grenadines": "VC",
    "swaziland": "SZ",
    "swiss confederation": "CH",
    "syrian arab republic": "SY",
    "timor leste": "TL",
    "togolese republic": "TG",
    "turkey": "TR",
    "turkiye": "TR",
    "uae": "AE",
    "uk": "GB",
    "united kingdom of great britain and northern ireland": "GB",
    "united mexican states": "MX",
    "united states of america": "US",
    "usa": "US",
    "vatican": "VA",
    "viet nam": "VN",
}


@cache
def _form() -> re.Pattern[str]:
    """How the full name of a state begins: "Islamic Republic of", "Kingdom of"."""
    return re.compile(
        r"(?:[a-z'-]+ ){0,2}(?:republic|kingdom|states?|sultanate|principality|grand duchy"
        r"|commonwealth|union) of (?:the (?:union of )?)?"
    )


_ALIKE = str.maketrans({**dict.fromkeys("’‘ʼʻ`´", "'"), "&": "and"})


def fold(name: str) -> str:
    """A name without case, diacritics, apostrophe styles and doubled blanks, for comparison."""
    plain = name.casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain.replace("ı", "i"))
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(plain.translate(_ALIKE).split())


@cache
def english_names() -> dict[str, str]:
    """Folded English names of states, each with its ISO 3166-1 alpha-2 code."""
    names = {fold(name): code for code, name in _territories().items() if code in ISO_3166}
    return names | {name: code for name, code in _ALSO.items() if code}


def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a code or English name as typed, or None when there is none.

    A code counts only in capitals: `no` may be a word, `NO` is Norway.
    """
    if text in ISO_3166:
        return text
    if len(text) > _LONGEST:
        return None
    name = (
        re.sub(r"\b(?:saint|st) ", "st. ", fold(text)).removeprefix("the ").removesuffix(" (the)")
    )
    inverted = re.fullmatch(r"(.+) \((.+ of)\)", name)  # "Iran (Islamic Republic of)"
    if inverted:
        name = f"{inverted[2]} {inverted[1]}"
    if name in _ALSO:
        return _ALSO[name]
    form = _form().match(name)
    return english_names().get(name) or english_names().get(name[form.end() :] if form else "")


def state_name(code: str) -> str:
    """The English name of the state with this ISO 3166-1 alpha-2 code."""
    return _territories()[code]


def code_for_alpha3(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code for an alpha-3 one (`AZE`), or None when it is none."""
    from babel.core import get_global

    codes: list[str] = get_global("territory_aliases").get(text, []) if len(text) == 3 else []
    return codes[0] if len(codes) == 1 and codes[0] in ISO_3166 else None


def _territories() -> Mapping[str, str]:
    from babel import Locale

    names: Mapping[str, str] = Locale.parse("en").territories
    return names
