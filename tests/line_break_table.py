"""Makes `legation/text/line_classes.py` from Unicode's data, as Debian's package unicode-data has it.

    python tests/line_break_table.py

Do so when the rules in `legation/text/line_rules.py` are brought to a newer edition of Unicode.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path

UNICODE = Path("/usr/share/unicode")
MODULE = Path(__file__).parents[1] / "src/legation/text/line_classes.py"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LAST = 0x10FFFF
# Blocks whose unassigned characters are of another class than XX, as the head of LineBreak.txt says.
_UNASSIGNED = (
    ("ID", 0x3400, 0x4DBF),
    ("ID", 0x4E00, 0x9FFF),
    ("ID", 0xF900, 0xFAFF),
    ("ID", 0x20000, 0x2FFFD),
    ("ID", 0x30000, 0x3FFFD),
    ("ID", 0x1F000, 0x1FAFF),
    ("ID", 0x1FC00, 0x1FFFD),
    ("PR", 0x20A0, 0x20CF),
)
# LB1, where no dictionary helps; and the joiner's name in two letters.
_RESOLVED = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS", "ZWJ": "ZJ"}
_TEXT = '''\
"""The classes of characters in line breaking (UAX 14, Line_Break), resolved as its rule LB1 has it.

Made by tests/line_break_table.py from files of the edition of Unicode that `EDITION` names: LineBreak.txt,
EastAsianWidth.txt, UnicodeData.txt, emoji-data.txt. Copyright © 1991-2022 Unicode, Inc.; the licence is in
LICENSE-Unicode.txt.

Classes are those of UAX 14, but for three: `ZJ` is ZWJ, `OW` an OP as wide as an ideograph, and `EP` a
place kept for a pictograph. `SA` are its letters only; its marks are `CM`.
"""

from __future__ import annotations

EDITION = "{edition}"
"""The edition of Unicode."""

NAMES = (
{names}
).split()
"""The classes; each has the letter at its place in `LETTERS`."""

LETTERS = "{letters}"

STARTS = (
{starts}
)
"""The first characters of stretches of one class, in their order."""

CLASSES = (
{classes}
)
"""The letter of each stretch's class."""
'''


def edition(name: str) -> str:
    """The edition that a file of Unicode's says it is of."""
    with (UNICODE / name).open(encoding="utf-8") as file:
        found = re.search(r"-([\d.]+)\.txt", file.readline())
    assert found is not None
    return found[1]


def module() -> str:
    """The text of the module."""
    stretches = [
        (group[0], name)
        for name, places in groupby(range(_LAST + 1), key=_classes().__getitem__)
        for group in [list(places)]
    ]
    names = sorted({name for _, name in stretches})
    letter = dict(zip(names, LETTERS, strict=False))
    return _TEXT.format(
        edition=edition("LineBreak.txt"),
        names="\n".join(_quoted(f"{name} " for name in names)),
        letters=LETTERS[: len(names)],
        starts="\n".join(_quoted(_escaped(start) for start, _ in stretches)),
        classes="\n".join(_quoted(letter[name] for _, name in stretches)),
    )


def _quoted(pieces: Iterator[str]) -> Iterator[str]:
    """String literals, one a line, none too long."""
    line = ""
    for piece in pieces:
        if len(line + piece) > 92:
            yield f'    "{line}"'
            line = ""
        line += piece
    yield f'    "{line}"'


def _escaped(code: int) -> str:
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def _classes() -> list[str]:
    found = ["XX"] * (_LAST + 1)
    for name, first, last in _UNASSIGNED:
        found[first : last + 1] = [name] * (last + 1 - first)
    for codes, name, remark in _lines("LineBreak.txt"):
        mark = name == "SA" and remark.startswith(("Mn", "Mc"))
        found[codes.start : codes.stop] = ["CM" if mark else name] * len(codes)
    for code in _wide():
        assert found[code] != "CP", "LB30 sets wide ones apart"
        found[code] = "OW" if found[code] == "OP" else found[code]
    for code in _unassigned_pictographs():
        found[code] = "EP"
    return [_RESOLVED.get(name, name) for name in found]


def _wide() -> Iterator[int]:
    for codes, width, _ in _lines("EastAsianWidth.txt"):
        if width in {"F", "W", "H"}:
            yield from codes


def _unassigned_pictographs() -> set[int]:
    lines = _lines("emoji/emoji-data.txt")
    found = [codes for codes, name, _ in lines if name == "Extended_Pictographic"]
    assigned = {code for codes, _, _ in _lines("UnicodeData.txt") for code in codes}
    return set(chain(*found)) - assigned


def _lines(name: str) -> Iterator[tuple[range, str, str]]:
    """The lines of a file of Unicode's: characters, their property, and the remark on them."""
    for line in (UNICODE / name).read_text(encoding="utf-8").splitlines():
        said, _, remark = line.partition("#")
        if said.strip():
            codes, value = (part.strip() for part in said.split(";")[:2])
            first, _, last = codes.partition("..")
            yield range(int(first, 16), int(last or first, 16) + 1), value, remark.strip()


if __name__ == "__main__":
    sys.stdout.write(f"{edition('LineBreak.txt')}\n")
    MODULE.write_text(module(), encoding="utf-8", newline="\n")
