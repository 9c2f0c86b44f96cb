"""Lines that begin in the wrong place, or in a way that fits nothing above them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.reading.yaml.characters import SPACES, named
from legation.reading.yaml.lines import Lines
from legation.reading.yaml.mending import after_key, indent, shorten
from legation.reading.yaml.outline import has_value, home, kind
from legation.reading.yaml.stopping import Stop, Trap

_NEITHER = "this line is neither a key with a colon, nor an item with a dash"
_ODD = "".join(SPACES)
_WIDTHS = {"\u3000": "  ", "\u200b": ""}
_ODD_INDENT = re.compile(rf"(?:^|(?<=\r))[ \t-]*([{_ODD}])[ \t{_ODD}-]*", re.MULTILINE)
_KEY_ALONE = re.compile(r"[ \t]*([a-z-]+)[ \t]+([\[{\"'0-9].*)")
_WORDS_ALONE = re.compile(r"([a-z][a-z-]*)[ \t]+([^#].*)")
_ODD_COLON = re.compile(rf"[ \t]*(?:-[ \t]+)*[\w-]+[{_ODD}]*:[ \t]*([{_ODD}])[ \t{_ODD}]*")


def tab(stop: Stop) -> Trap | None:
    """A tab before a line's text."""
    line = stop.line
    lead = line[: indent(line)]
    if stop.char == "\t" and stop.column >= len(lead):
        mended = f"{line[: stop.column]} {line[stop.column :].lstrip()}".rstrip()
        return _tab(stop.index, "between words", "a space", mended)
    if "\t" not in lead or (stop.inside and stop.char != "\t"):
        return None
    column = lead.index("\t")
    if not line.strip():
        return _tab(stop.begin + column, "on an empty line", "nothing", "")
    if "-" in lead[:column]:
        mended = re.sub(r"-[ \t]+", "- ", lead) + line[len(lead) :]
        return _tab(stop.begin + column, "after the dash", "a space", mended)
    width = len(lead.expandtabs(2))
    spaces, _ = home(stop.lines, stop.number, width, kind(line)) or (width, "")
    mended = " " * spaces + line.lstrip()
    return _tab(stop.begin + column, "in the indent", f"{spaces or 'no'} spaces", mended)


def _tab(index: int, place: str, instead: str, mended: str) -> Trap:
    hint = f"type {instead} in its place" + (f": {shorten(mended)}" if mended else "")
    message = f"a tab stands {place}, where YAML takes spaces only"
    return Trap(index, "yaml-tab", message, hint, (mended,))


def space(stop: Stop) -> Trap | None:
    """A space before a line's text, or after its colon, that is not the space bar's."""
    for number in stop.nearby():
        line = stop.lines.line(number)
        found = _ODD_INDENT.match(line) or _ODD_COLON.match(line)
        if found:
            return _odd_space(stop.lines.starts[number - 1], line, found)
    return None


def odd_indents(lines: Lines, end: int) -> Iterator[Trap]:
    """Every line up to that index that begins with a space that is not the space bar's."""
    for found in _ODD_INDENT.finditer(lines.text, 0, end):
        begin = found.start()
        line = lines.line(lines.number(begin))
        yield _odd_space(begin, line, _ODD_INDENT.match(line) or found)


def _odd_space(begin: int, line: str, found: re.Match[str]) -> Trap:
    sign, end = found[1], found.end()
    mended = "".join(_WIDTHS.get(each, " ") if each in SPACES else each for each in line[:end])
    mended += line[end:]
    place = "after the colon" if ":" in found[0] else "in the indent"
    message = f"an invisible {named(sign)} stands {place}, where YAML takes ordinary spaces only"
    hint = f"delete it and press the space bar: {shorten(mended)}"
    return Trap(begin + found.start(1), "yaml-space", message, hint, (mended,))


def marker(stop: Stop) -> Trap | None:
    """A line that speaks to YAML programs: `%YAML 1.2`, `...`, or text after `---`."""
    for number in stop.nearby():
        line, at = stop.lines.line(number), stop.lines.starts[number - 1]
        if line.startswith("%"):
            message = 'a line that begins with "%" is an instruction to YAML programs'
            return Trap(at, "yaml-directive", message, "delete the line", ("",))
        if line.rstrip() == "...":
            message = "a line of three dots ends what YAML reads"
            return Trap(at, "yaml-documents", message, "delete the line", ("",))
        if line.startswith("--- ") and number == stop.number:
            mended = line[4:].lstrip()
            message = 'nothing can stand on the line of "---"'
            return Trap(
                at, "yaml-documents", message, f"delete the dashes: {shorten(mended)}", (mended,)
            )
    return None


def no_key(stop: Stop) -> Trap | None:
    """A colon with nothing before it."""
    if stop.char != ":" or stop.line[: stop.column].strip(" -"):
        return None
    message = "there is no key before this colon"
    return Trap(
        stop.index, "yaml-key", message, f"write one: title{shorten(stop.line[stop.column :])}"
    )


def no_list(stop: Stop) -> Trap | None:
    """An item among keys, `- date: 2024` right below `title: Treaty`, or a key among items."""
    line = stop.line
    above = home(stop.lines, stop.number, stop.column, "item")
    if stop.inside or line[: stop.column].strip():
        return None
    if stop.char == "-" and not above:
        message = "a list begins here, and no line above names it"
        return Trap(stop.index, "yaml-list", message, "name it on a line of its own above: events:")
    if kind(line) == "key" and above and above[0] == stop.column and _heads(stop):
        message = "this line stands where the list above wants an item"
        mended = f"{line[: stop.column]}- {line[stop.column :]}"
        return Trap(
            stop.index, "yaml-list", message, f"put a dash in front: {shorten(mended)}", (mended,)
        )
    return None


def _heads(stop: Stop) -> bool:
    """Whether the line stands as the first of an item would without its dash."""
    below = next((line for line in stop.lines.below(stop.number + 1)), "")
    alone = not home(stop.lines, stop.number, stop.column, "key")
    return alone or (kind(below) == "key" and _margin(below) == stop.column + len("- "))


def margin(stop: Stop) -> Trap | None:
    """A line that begins further left or right than the lines it belongs with."""
    line = stop.line
    text = line.lstrip(" ")
    start = len(line) - len(text)
    lead = indent(line)
    value = after_key(line, lead, len(line))
    own_colon = stop.char == ":" and value is not None and stop.column < value
    if not text or stop.inside or not (stop.column == start or own_colon):
        return None
    column, name = home(stop.lines, stop.number, start, kind(line)) or (start, "")
    if column == start:
        return None
    side = "left" if start < column else "right"
    message = f"this line begins further {side} than the lines it belongs with"
    above = f', as in front of "{name}"' if name else ""
    hint = f"put {column or 'no'} spaces in front of it{above}: {shorten(text)}"
    mended = _moved(stop.lines, stop.number, start, column)
    return Trap(stop.begin + start, "yaml-indent", message, hint, mended)


def _moved(lines: Lines, number: int, start: int, column: int) -> tuple[str, ...]:
    """The line, and those below that begin where it does, moved to the column; empty if not sure."""
    moved = []
    begins = kind(lines.line(number))
    for line in lines.below(number):
        if _margin(line) != start or kind(line) != begins:
            break
        if begins == "text" or not has_value(line):
            return ()  # what stands below it would have to move too
        moved.append(" " * column + line[start:])
    return tuple(moved)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def top_line(stop: Stop) -> Trap | None:
    """Text at the top of the file, which goes on until a key below it stops the parser."""
    first = next((n for n, line in enumerate(stop.lines.below(1), 1) if _says(line)), 0)
    line = stop.lines.line(first).strip() if first else ""
    if first >= stop.number or not line[:1].isalnum() or kind(line) != "text":
        return None
    at, key = stop.lines.starts[first - 1], _WORDS_ALONE.fullmatch(line)
    if not key:
        hint = f"write a key in front of it: title: {shorten(line)}"
        return Trap(at, "yaml-line", _NEITHER, hint)
    mended = f"{key[1]}: {key[2]}"
    hint = f"put a colon after the key: {shorten(mended)}"
    return Trap(at, "yaml-line", _NEITHER, hint, (mended,))


def _says(line: str) -> bool:
    """Whether a line is neither blank nor a remark, nor the dashes that may stand above all others."""
    text = line.strip()
    return bool(text) and text[0] != "#" and text != "---"


def no_colon(stop: Stop) -> Trap | None:
    """A line that is neither a key with a value, nor an item, nor text of the line above."""
    at = stop.context
    if not stop.scanning or at is None:
        return None
    number = stop.lines.number(at)
    line = stop.lines.line(number)
    if line[: at - stop.lines.starts[number - 1]].strip() or after_key(
        line, indent(line), len(line)
    ):
        return None
    hint = f"if it goes on with the text above, put spaces in front of it: {' ' * 4}{shorten(line)}"
    key = _KEY_ALONE.fullmatch(line)
    if key:
        hint = f"put a colon after the key: {shorten(f'{key[1]}: {key[2]}')}"
    return Trap(at, "yaml-line", _NEITHER, hint, ("",))


def unknown(stop: Stop) -> Trap:
    """What is said where no recogniser knows better."""
    text = stop.lines.text[: stop.index + 1].rstrip()
    at = min(stop.index, max(len(text) - 1, 0))
    message = "this does not fit with what stands above it"
    hint = "look for a missing quotation mark, bracket, colon or space here or on the line above"
    return Trap(at, "yaml-syntax", message, hint)
