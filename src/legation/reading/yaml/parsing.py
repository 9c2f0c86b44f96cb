"""From YAML text to plain values, by the parser's events.

The parser of libyaml splits the text; what it makes of scalars, and its own composer, which 100,000
brackets crash, are not used. A scalar stays what was typed: `NO` is Norway, `10:30` a time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.scanner import ScannerError

from legation.reading.yaml.characters import clean_escapes
from legation.reading.yaml.nodes import Mapping, Sequence, Value

if TYPE_CHECKING:
    from legation.diagnostics import Report
    from legation.reading.yaml.lines import Lines
    from legation.reading.yaml.refusals import ParserEvent, Refusals
    from legation.reading.yaml.stopping import Stop, Trap

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 32
MOST_TRAPS = 1000  # how many are kept

# The parser in Python lets the last two through, from absurd escapes and versions.
_UNREADABLE = (yaml.YAMLError, ValueError, OverflowError)

# What the next scalar is, where it is not the value of a key: a key, an item, or nothing that is kept.
_KEY: Final = object()
_ITEM: Final = object()
_NOWHERE: Final = object()

_SCALAR: Any = yaml.ScalarEvent
_ODD_KEYS = frozenset(("", "<<"))
_SIZE = re.compile(r"[>|][+-]?[0-9]")
_DASH_LINE = re.compile(r"[\r\n][ \t]*(?=-[ \t])")


class _Enough(Exception):
    """Nothing is read from this index on."""

    def __init__(self, index: int) -> None:
        self.index = index


class Parser:
    """Builds the values of one text, and reports what Legation does not take though YAML does.

    Attributes:
        documents: What was read: one value; none from an empty text.
        too_deep: Whether the rest was left unread because it nests too deeply.
        reached: How far the text was read.
        traps: What is wrong with lines of which the mend is sure; it is not in the report.
    """

    def __init__(self, lines: Lines, report: Report) -> None:
        self.lines = lines
        self.report = report
        self.documents = Sequence(lines, 0)
        self.too_deep = False
        self.reached = 0
        self.traps: list[Trap] = []
        self._starts: list[int] = []  # of quoted and block scalars, in the order of the text
        self._ends: list[int] = []
        self._node: Any = self.documents  # which of the two, the slot says
        self._slot: object = _ITEM
        self._name: Any = None  # the event of the key that awaits its value
        self._name_at = 0  # where that begins
        self._parents: list[tuple[Any, object]] = []
        self._said = 0  # where the last key without a colon ended

    def parse(self) -> Stop | None:
        """Read all of it; where the parser stopped, if it did."""
        try:
            return self._parse()
        except _Enough as enough:
            self.reached = enough.index
            return None

    def _parse(self) -> Stop | None:
        get = Loader(self.lines.text).get_event
        handlers = self._handlers()
        scalar, scalar_event = self._scalar, _SCALAR
        event: Any = None
        while True:
            try:
                event = get()
            except _UNREADABLE as error:  # and the event is still the last
                return self._stop(error, event.end_mark.index if event else 0)
            if type(event) is scalar_event:  # as most are
                scalar(event)
            elif event is not None:
                handlers[type(event)](event)
            else:
                self.reached = len(self.lines.text)
                return None

    def _handlers(self) -> dict[type, Callable[[Any], None]]:
        return {
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: _pass,
            yaml.StreamStartEvent: _pass,
            yaml.StreamEndEvent: _pass,
        }

    def in_scalar(self, index: int) -> bool:
        """Whether the index stands in a quoted or block scalar, where every sign is text."""
        scalar = bisect_right(self._starts, index) - 1
        return scalar >= 0 and index < self._ends[scalar]

    def _scalar(self, event: ParserEvent) -> None:
        at = event.start_mark.index
        if event.tag is not None or event.anchor is not None:
            self._refuse(*self._refusals.marks(event))
        value: Any = event.value
        style = event.style
        if style:
            value = self._styled(event, at, style)
        if self._slot is _KEY:
            # Letters and digits are never odd.
            odd = not value.isalnum() and _is_odd(value)
            self._name, self._name_at, self._slot = event, at, value
            if odd or value in self._node:
                self._check_key(event, value, odd)
            return
        if not style:
            if not value:
                self._check_blank(event, at)
                value = None
            elif " - " in value:
                self._check_dashes(event, at)
        self._put(value, at)

    def _styled(self, event: ParserEvent, at: int, style: str) -> str:
        """The text of a quoted or block scalar."""
        end = event.end_mark.index
        self._starts.append(at)
        self._ends.append(end)
        value = event.value
        if style == '"' and end - at != len(value) + 2:  # it holds an escape, or line breaks
            return clean_escapes(value, self.lines, at, end, self.report)
        if style in ("|", ">"):
            value = value.rstrip("\n")
            if not value and _SIZE.match(self.lines.text, at):
                self._refuse(self._refusals.lost_number(at))
        return value

    def _check_key(self, event: ParserEvent, name: str, odd: bool) -> None:
        meant, trap = self._refusals.odd_key(event, name) if odd else (name, None)
        if trap:
            self._refuse(trap)
        if meant is not None and meant in self._node:
            at = event.start_mark.index
            self._refuse(self._refusals.second_key(self._node, at, meant))
            meant = None
        self._slot = _NOWHERE if meant is None else meant

    def _put(self, value: Value, at: int) -> None:
        slot = self._slot
        if slot is _ITEM:
            self._node.put(value, at)
            return
        if slot is not _NOWHERE:
            self._node.put(slot, self._name_at, value, at)
        self._slot = _KEY

    def _check_dashes(self, event: ParserEvent, at: int) -> None:
        """Warn of a line of a plain scalar that was meant for an item."""
        dash = _DASH_LINE.search(self.lines.text, at, event.end_mark.index)
        if dash:
            self._refuse(self._refusals.swallowed_item(at, dash.end()))

    def _check_blank(self, event: ParserEvent, at: int) -> None:
        """Warn of a dash with nothing behind it; refuse a key without a colon."""
        if self._slot is not _ITEM:
            self._check_colon(event, at)
        elif self.lines.text[at - 1 : at] == "-":
            self._refuse(self._refusals.blank_entry(at - 1))

    def _check_colon(self, event: ParserEvent, at: int) -> None:
        """Refuse a key without a colon, for which the parser makes up an empty value."""
        if self._name is None or not self._name.value:
            return
        start, end = self._name.start_mark.index, self._name.end_mark.index
        if self.lines.text[end:at].lstrip().startswith(":") or event.end_mark.index > at:
            return
        if self.lines.text[self._said : start].strip(", \t") or not self._said:
            self._refuse(self._refusals.no_value(self._node, self._name))
        self._said = end
        self._slot = _NOWHERE

    def _mapping(self, event: ParserEvent) -> None:
        self._open(event, Mapping(self.lines, event.start_mark.index), _KEY)

    def _sequence(self, event: ParserEvent) -> None:
        self._open(event, Sequence(self.lines, event.start_mark.index), _ITEM)

    def _open(self, event: ParserEvent, node: Mapping | Sequence, slot: object) -> None:
        at = event.start_mark.index
        if event.tag is not None or event.anchor is not None:
            self._refuse(*self._refusals.marks(event))
        if len(self._parents) == MAX_DEPTH:
            self._refuse(self._refusals.depth(at, MAX_DEPTH))
            self.too_deep = True
            raise _Enough(at)
        if self._slot is _KEY:
            self._refuse_key(at)
        else:
            self._put(node, at)
        self._parents.append((self._node, self._slot))
        self._node, self._slot = node, slot

    def _end(self, _event: ParserEvent) -> None:
        self._node, self._slot = self._parents.pop()

    def _alias(self, event: ParserEvent) -> None:
        at = event.start_mark.index
        self._refuse(self._refusals.mark(at))
        if self._slot is _KEY:
            self._name, self._slot = None, _NOWHERE
        else:
            self._put(self.lines.text[at : event.end_mark.index], at)

    def _refuse_key(self, at: int) -> None:
        self._refuse(self._refusals.structured_key(at))
        self._name, self._slot = None, _NOWHERE

    def _document(self, event: ParserEvent) -> None:
        if self.documents:
            self._refuse(self._refusals.document(event.start_mark.index))
            raise _Enough(event.start_mark.index)

    @cached_property
    def _refusals(self) -> Refusals:
        """What says what is wrong: only a slip needs it."""
        from legation.reading.yaml.refusals import Refusals

        return Refusals(self.lines)

    def _refuse(self, *traps: Trap) -> None:
        """Keep a trap of which the mend is sure, for it may be read again; report any other."""
        for trap in traps:
            if trap.mended and len(self.traps) < MOST_TRAPS:
                self.traps.append(trap)
            else:
                self.report.add(trap.diagnostic(self.lines))

    def _stop(self, error: Exception, last: int) -> Stop:
        """Where the parser stopped; where the last event ended, if it does not say."""
        from legation.reading.yaml.stopping import Stop  # only a slip needs it

        mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        stop = Stop(
            lines=self.lines,
            index=mark.index if mark else last,
            context=context.index if context else None,
            scanning=isinstance(error, ScannerError),
            bracket=self._bracket(),
            quoted=(self._starts[-1], self._ends[-1]) if self._ends else (0, 0),
        )
        # Within a token, the scanner may be ahead of the events.
        self.reached = last if stop.scanning else stop.index
        return stop

    def _bracket(self) -> int | None:
        """The innermost bracket that is open."""
        nodes = [*(node for node, _ in self._parents[1:]), self._node]
        starts = (node.start for node in reversed(nodes) if node is not self.documents)
        return next((start for start in starts if self.lines.text[start] in "[{"), None)


def _is_odd(name: str) -> bool:
    """Whether a key may not be what was meant."""
    return name in _ODD_KEYS or name[0] in "-\u2060" or name != name.strip()


def _pass(_event: ParserEvent) -> None:
    """An event that says nothing."""
