"""What YAML has and a chronology does not: each a trap where it stands, with the mend.

The parser goes on after these; so they are told all at once.
"""

from __future__ import annotations

from typing import Literal, Protocol

from legation.diagnostics import Severity
from legation.reading.yaml.characters import SPACES, named
from legation.reading.yaml.lines import Lines
from legation.reading.yaml.mending import LONGEST, in_quotes, shorten
from legation.reading.yaml.nodes import Mapping
from legation.reading.yaml.stopping import Trap

_BLANKS = "".join(SPACES) + " \t\u2060"


class Mark(Protocol):
    """A place in the text: its index, counted in characters from 0."""

    index: int


class ParserEvent(Protocol):
    """What the parser says of a node; `style` is empty for a plain scalar."""

    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    start_mark: Mark
    end_mark: Mark


_MARKS = {
    "&": ("yaml-anchor", "a name for another place to refer to, which is not used here"),
    "*": ("yaml-alias", "a reference to another place, which is not used here"),
    "!": ("yaml-tag", "a YAML type, which is not used here"),
}


class Refusals:
    """The traps of one text."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    def marks(self, event: ParserEvent) -> list[Trap]:
        """The tag and the anchor before a node, which may come in either order."""
        at = event.start_mark.index
        signs = [sign for sign, has in (("!", event.tag), ("&", event.anchor)) if has is not None]
        return [self.mark(self.lines.text.index(sign, at)) for sign in signs]

    def mark(self, at: int) -> Trap:
        """The anchor, alias or tag that begins at the index."""
        code, meaning = _MARKS[self.lines.text[at]]
        word = shorten(self.lines.text[at : at + 200].split()[0])
        hint, _ = in_quotes(self.lines, at, "write it out, or, if it is text, put it in quotes")
        return Trap(at, code, f"`{word}` is {meaning}", hint)

    def odd_key(self, event: ParserEvent, name: str) -> tuple[str | None, Trap | None]:
        """A key that looks odd: what was meant, or None where that is not known, and what is wrong."""
        at = event.start_mark.index
        if event.style:
            return name, None
        if not name:
            return None, Trap(
                at, "yaml-key", "there is no key before this colon", "write one: title: ..."
            )
        if name == "<<":
            message = "`<<` merges another mapping, which is not used here"
            return None, Trap(at, "yaml-merge", message, "write its keys out")
        if name[0] == "-":
            return name.lstrip("-"), self._tight(at, "dash")
        meant = name.strip(_BLANKS)
        space = next((sign for sign in (name[0], name[-1]) if sign in SPACES), None)
        if not space:
            return meant or name, None
        message = f"an invisible {named(space)} stands beside the key `{shorten(meant)}`"
        return meant, Trap(at, "yaml-space", message, "delete it, and type ordinary spaces")

    def _tight(self, at: int, sign: Literal["dash", "colon"]) -> Trap:
        """A dash or colon without a space after it."""
        number = self.lines.number(at)
        line = self.lines.line(number) if self.lines.length(number) <= LONGEST else ""
        column = at - self.lines.starts[number - 1]
        mended = f"{line[: column + 1]} {line[column + 1 :]}"
        hint = f"type one: {shorten(mended)}" if line else "type one"
        message = f"a space is missing after the {sign}"
        sure = line and (sign == "colon" or not line[:column].strip(" -"))
        return Trap(at, f"yaml-{sign}-space", message, hint, (mended,) if sure else ())

    def second_key(self, mapping: Mapping, at: int, name: str) -> Trap:
        """A key that the mapping has already."""
        first = mapping.key_position(name).line
        message = f"`{shorten(name)}` is given twice: first on line {first}"
        hint = 'keep one of them; if another item begins here, put "- " in front of its first key'
        return Trap(at, "duplicate-key", message, hint)

    def structured_key(self, at: int) -> Trap:
        """A list, a mapping or a reference in the place of a key."""
        advice = "write it as plain text; if this is a value, put it in quotes"
        hint, _ = in_quotes(self.lines, at, advice)
        return Trap(at, "yaml-key", "a key must be plain text", hint)

    def depth(self, at: int, limit: int) -> Trap:
        """A node that stands too deep."""
        message = f"lists and mappings stand in one another more than {limit} deep here"
        return Trap(at, "yaml-depth", message, "look for brackets that are not closed")

    def document(self, at: int) -> Trap:
        """A second document."""
        message = 'a second document begins here, after "---"'
        hint = "delete this line, or make a file of its own of what follows, in the same folder"
        return Trap(at, "yaml-documents", message, hint)

    def no_value(self, mapping: Mapping, event: ParserEvent) -> Trap:
        """A key that no colon follows: in braces, mostly the rest of a value with a comma."""
        at = event.start_mark.index
        before = next(reversed(mapping), "")
        value, value_at = mapping.placed(before) or (None, at)
        comma = self.lines.text.rfind(",", value_at, at)
        start, colon, rest = event.value.partition(":")
        if colon and rest and start.replace("-", "").isalpha():
            return self._tight(at + len(start), "colon")
        if isinstance(value, str) and comma > 0 and self.lines.text[value_at] not in "\"'":
            message = (
                f"this comma ends the value of `{shorten(before)}`; the rest is taken for a key"
            )
            hint, mended = in_quotes(self.lines, value_at, "put the text in quotes", whole=True)
            near = self.lines.number(comma) == self.lines.number(value_at)
            return Trap(comma, "yaml-comma", message, hint, mended if near else ())
        message = f"`{shorten(event.value)}` is taken for a key, but no colon follows it"
        advice = "put a colon after it; if it is text, put it in quotes"
        hint, _ = in_quotes(self.lines, mapping.start, advice)
        return Trap(at, "yaml-key", message, hint)

    def blank_entry(self, at: int) -> Trap:
        """A dash, at the index, with nothing behind it: it is read as if it were not there."""
        hint = "write the entry behind it, or delete the dash"
        message = "nothing stands behind this dash"
        return Trap(at, "blank-entry", message, hint, severity=Severity.WARNING)

    def lost_number(self, at: int) -> Trap:
        """`>3` and `|3`, which YAML takes for the head of a block of text, here empty."""
        message = (
            f'a "{self.lines.text[at]}" at the start of a value has a meaning of its own in YAML'
        )
        return Trap(
            at, "yaml-greater", message, *in_quotes(self.lines, at, "put the text in quotes")
        )

    def swallowed_item(self, start: int, at: int) -> Trap:
        """A line that begins with a dash and is read as a part of the text that starts above.

        Where that text begins with a dash of its own, it is an item that lacks the space.
        """
        if self.lines.text[start] == "-":
            return self._tight(start, "dash")
        message = 'this line is read as a part of the text above it, though it begins with "- "'
        hint = "if it is an item, begin it where the item above begins; if it is text, join the two"
        return Trap(at, "yaml-indent", message, hint, severity=Severity.WARNING)
