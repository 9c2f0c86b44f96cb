"""What is to be known of a language from its tag alone (BCP 47)."""

from __future__ import annotations

_TURNED_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())
_TURNED_LANGUAGES = frozenset("ar ckb dv fa he ks lrc mzn nqo pnb ps sd syr ug ur yi".split())


def reads_from_right(language: str) -> bool:
    """Whether a language is written from right to left: by its script where it names one."""
    primary, *others = language.lower().split("-")
    script = next((tag for tag in others if len(tag) == 4 and tag.isalpha()), "")
    return script in _TURNED_SCRIPTS if script else primary in _TURNED_LANGUAGES
