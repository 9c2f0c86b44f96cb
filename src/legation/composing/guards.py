"""What keeps templates to what can be printed: only text is made into text, and tokens stay whole.

A view, a list or a call is no text: wherever a template would make it into some, it is told so. What is
printed already, such as a citation, stands in a token (`composing.tokens`), which says nothing of its own
words: what would change, cut, measure or compare them is refused.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from inspect import signature
from itertools import chain
from typing import Any

from jinja2.filters import make_multi_attrgetter
from jinja2.runtime import Undefined
from jinja2.utils import pass_environment

from legation.composing.tokens import has_tokens

# Those that make text or numbers of what they are given.
_OF_TEXT = frozenset(
    "capitalize float int lower replace string title trim truncate upper wordcount".split()
)
_OF_ALL = frozenset(
    "abs attr count d default dictsort first groupby items join last length list map max min "
    "reject rejectattr reverse round select selectattr sort sum unique".split()
)
FILTERS = _OF_TEXT | _OF_ALL
"""The filters that templates may use."""

_ORDERING = frozenset("dictsort groupby max min sort unique".split())
_KEEPING = frozenset({"d", "default", "string", "trim"})  # what they are given stays whole
_TAKING = frozenset({"d", "default", "join"})  # what else they are given stays whole
_COMPARING = frozenset(
    "== != < <= > >= eq equalto ge greaterthan gt in le lessthan lower lt ne upper".split()
)
_KEEPING_METHODS = frozenset({"lstrip", "removeprefix", "removesuffix", "rstrip", "strip"})

_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda item, items: item in items,
    "notin": lambda item, items: item not in items,
}


class UseMistake(Exception):
    """Something used as what it is not."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def fitting(value: Any, known: Mapping[str, Any]) -> Any:
    """What of a value can stand in text: a text, a number or an unknown name as it is, nothing for None.

    Args:
        value: Anything that a template can name.
        known: The names that it may use, to say how a call is written of which only the name is there.

    Raises:
        UseMistake: It is no text.
    """
    if value is None:
        return ""
    if isinstance(value, str | int | float | Undefined):
        return value
    what = getattr(value, "described_as", "this")
    hint = _called(value, known) if callable(value) else ""
    raise UseMistake(f"{what} is no text to print", hint or "name what of it: {{ brief.title }}")


def whole(value: Any, use: str) -> Any:
    """The value, unless it holds what is printed already.

    Args:
        value: Anything that a template can name.
        use: What it is to be used for, as messages say it.

    Raises:
        UseMistake: It holds a token, which that would tear or misjudge.
    """
    if has_tokens(value):
        hint = "print it as it is, and apply filters to text: {{ brief.title | upper }}"
        what = "what is printed already, such as a citation or a table"
        raise UseMistake(f"{use} does not work on {what}", hint)
    return value


def whole_method(text: str, name: str) -> None:
    """Refuse a method of a text that holds what is printed already, unless that stays whole."""
    if name not in _KEEPING_METHODS:
        whole(text, f"`.{name}()`")


def compare(signs: Iterable[str], *values: Any) -> bool:
    """Whether each value compares with the next as its sign, of Jinja's names for them, has it.

    Raises:
        UseMistake: One holds what is printed already. Only whether there is any can be asked: `== ""`.
    """
    _comparable(values)
    pairs = zip(signs, values, values[1:], strict=False)
    return all(_SIGNS[sign](left, right) for sign, left, right in pairs)


def guarded_filters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that templates may use, refusing what they would misuse."""
    return {name: _filter(name, filters[name]) for name in FILTERS}


def guarded_tests(tests: Mapping[str, Any]) -> dict[str, Any]:
    """All tests; those that compare refuse what they would misjudge."""
    return {name: _test(each) if name in _COMPARING else each for name, each in tests.items()}


def _filter(name: str, inner: Callable[..., Any]) -> Callable[..., Any]:
    asks = hasattr(inner, "jinja_pass_arg")  # for an argument of Jinja's own, before the value

    @wraps(inner)  # with how Jinja is to call it
    def guarded(own: Any, value: Any, /, *others: Any, **named: Any) -> Any:
        use = f"the filter `{name}`"
        before = (own,) if asks else ()
        if name in _OF_TEXT:
            value = getattr(own, "environment", own).fit(value)
        if name not in _KEEPING:
            whole(value, use)
        if name not in _TAKING:
            for other in (*others, *named.values()):
                whole(other, use)
        if name in _ORDERING:
            value = list(value) if isinstance(value, Iterator) else value
            for each in _within(_ordered(inner, *before, value, *others, **named)):
                whole(each, use)
        return inner(*before, value, *others, **named)

    return guarded if asks else pass_environment(guarded)


def _ordered(inner: Callable[..., Any], *given: Any, **named: Any) -> Iterator[Any]:
    """What a filter orders by: elements, or what they have by a name; of a mapping, its keys or values."""
    try:
        asked = signature(inner).bind(*given, **named).arguments
    except TypeError:
        return  # which the filter says itself
    items = asked["value"] if isinstance(asked["value"], Iterable) else ()
    if isinstance(items, Mapping) and asked.get("by") == "value":
        items = items.values()
    if asked.get("attribute") is None:
        yield from items
    else:
        named_so = make_multi_attrgetter(asked["environment"], asked["attribute"])
        yield from chain.from_iterable(map(named_so, items))


def _within(values: Iterable[Any]) -> Iterator[Any]:
    """What there is to compare in values: of a list, its elements; once where it is there often."""
    lists, seen = [values], set[int]()
    for each in lists:  # which grows
        for value in each:
            if not isinstance(value, list | tuple):
                yield value
            elif id(value) not in seen:
                seen.add(id(value))
                lists.append(value)


def _test(inner: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(inner)
    def guarded(*values: Any) -> Any:
        _comparable(values)
        return inner(*values)

    return guarded


def _comparable(values: tuple[Any, ...]) -> None:
    if any(map(has_tokens, values)) and all(values):
        for value in values:
            whole(value, "a comparison")


def _called(call: Callable[..., Any], known: Mapping[str, Any]) -> str:
    """How a call is written of which only the name is there, with what it must be given; else nothing."""
    name = next((name for name, each in known.items() if each is call), "")
    if not name:
        return ""  # a macro, or Jinja's own
    takes = (each for each in signature(call).parameters.values() if each.default is each.empty)
    given = ", ".join(each.name for each in takes if each.kind is each.POSITIONAL_OR_KEYWORD)
    return f"write {{{{ {name}({given}) }}}}"
