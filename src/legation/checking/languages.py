"""Languages of sources, by the tags of BCP 47: `ru`, `az`, `uz-Cyrl`."""

from __future__ import annotations

import re
from functools import cache

from legation.model.parties import fold

CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia "
    "id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo "
    "lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl "
    "ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti "
    "tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""The codes of two letters: those of ISO 639-1 that CLDR has a name for."""

_TAG = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8})*")


def is_language(tag: str) -> bool:
    """Whether a text is a tag that begins with the code of a language that CLDR names."""
    form = _TAG.fullmatch(tag)
    return form is not None and (form[1].lower() in CODES or form[1].lower() in _names())


def language_meant(typed: str) -> str | None:
    """The tag that was meant by one with `_`, a code of three letters, or a language's English name."""
    from babel.core import get_global  # only a slip needs it

    with_hyphens = typed.replace("_", "-")
    if is_language(with_hyphens):
        return with_hyphens
    code: str = get_global("language_aliases").get(typed.lower(), "")
    if code in CODES:
        return code
    name = fold(typed)
    return next((code for code, known in _names().items() if fold(known) == name), None)


@cache
def _names() -> dict[str, str]:
    """The English names of languages by code; those that are a variety of another left out."""
    from babel import Locale  # only what is no code of two letters needs it

    languages: dict[str, str] = dict(Locale.parse("en").languages)
    return {code: name for code, name in languages.items() if "_" not in code}
