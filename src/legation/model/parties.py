"""Who the parties of an event can be: ISO 3166-1 alpha-2 codes, and the English names of states.

The codes are those officially assigned in ISO 3166-1 (249 of them). Names come from CLDR through Babel,
which is loaded only when a name, rather than a code, was typed.
"""

from __future__ import annotations

import unicodedata
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

# Names in use that CLDR does not list, folded as `fold` does.
_ALSO = {
    "turkey": "TR",
    "turkiye": "TR",
    "republic of turkiye": "TR",
    "uk": "GB",
    "great britain": "GB",
    "britain": "GB",
    "usa": "US",
    "united states of america": "US",
    "uae": "AE",
    "russian federation": "RU",
    "republic of korea": "KR",
    "democratic people's republic of korea": "KP",
    "dprk": "KP",
    "ivory coast": "CI",
    "czech republic": "CZ",
    "cape verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "burma": "MM",
    "viet nam": "VN",
    "lao pdr": "LA",
    "holy see": "VA",
    "brunei darussalam": "BN",
    "timor leste": "TL",
    "east timor": "TL",
    "syrian arab republic": "SY",
    "republic of moldova": "MD",
    "islamic republic of iran": "IR",
    "united republic of tanzania": "TZ",
    "hong kong": "HK",
    "macau": "MO",
    "palestine": "PS",
}


def fold(name: str) -> str:
    """A name without case, diacritics, apostrophe styles and doubled blanks, for comparison."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for apostrophe in "’‘ʼʻ`´":
        plain = plain.replace(apostrophe, "'")
    return " ".join(plain.replace("&", "and").split())


@cache
def english_names() -> dict[str, str]:
    """Folded English names of states, each with its ISO 3166-1 alpha-2 code."""
    from babel import Locale

    names = {
        fold(name): code
        for code, name in Locale.parse("en").territories.items()
        if code in ISO_3166
    }
    return names | _ALSO


def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a code or English name as typed, or None when there is none.

    A code counts only in capitals: `no` may be a word, `NO` is Norway.
    """
    if text in ISO_3166:
        return text
    name = fold(text)
    return english_names().get(name.removeprefix("the ")) or english_names().get(
        name.removeprefix("republic of ")
    )
