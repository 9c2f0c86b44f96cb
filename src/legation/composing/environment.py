"""Jinja2 for templates that officers edit: sandboxed, strict, and bounded.

- Values are printed as tokens (`composing.tokens`), never as markup.
- A name that does not exist is an error that says the nearest one that does.
- Nothing leads out: no attribute beginning with an underscore, no change of what is passed in, no filter
  whose result depends on chance, no file but templates.
- Work is counted, not timed, so that a template fails alike on every machine: each turn of a loop and
  each call of a macro is a step, and what is printed, joined or repeated has a largest size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from jinja2 import BytecodeCache, FunctionLoader, TemplateNotFound, nodes
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateAssertionError
from jinja2.filters import FILTERS
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import missing, pass_context, pass_environment
from markupsafe import Markup

from legation.composing.guards import (
    UseMistake,
    compare,
    fitting,
    guarded_filters,
    guarded_tests,
    whole,
    whole_method,
)
from legation.composing.tokens import Tokens, has_tokens
from legation.diagnostics import nearest
from legation.model.template import Template

MAX_STEPS = 300_000
MAX_LENGTH = 20_000_000
_MOST_COMPILED = 100  # templates kept in a process

_TEXT_METHODS = frozenset(
    "capitalize casefold count endswith find isdigit lower lstrip removeprefix removesuffix "
    "rstrip split startswith strip title upper".split()
)

_PLAIN = {
    str: "a text",
    Markup: "a text",
    int: "a number",
    float: "a number",
    list: "a list",
    tuple: "a list",
    dict: "a mapping",
}
"""What values that are no view are called."""


class LimitError(Exception):
    """A template that works without end, or makes too much."""


class NameMistake(Exception):
    """A name that does not exist; `known` are those that do."""

    def __init__(self, message: str, name: str, known: Iterable[str]) -> None:
        super().__init__(message)
        near = nearest(name, known, 0.5)
        self.hint = f"write `{near}`" if near else ""


class _Unknown(StrictUndefined):
    """Any use of an unknown name stops the template. `names` are those that it may use."""

    names: ClassVar[set[str]] = set()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        name, owner = self._undefined_name, self._undefined_obj
        if name is None:
            hint = "ask whether there is something: {% if events %} ... {% endif %}"
            raise UseMistake("there is nothing to take an entry from", hint)
        if not isinstance(name, str | int) or has_tokens(name):
            raise UseMistake("what stands in the brackets is no name and no number")
        name = str(name)
        if owner is missing:
            raise NameMistake(f"there is no `{name}` here", name, self.names)
        known = [key for key in dir(owner) if not key.startswith("_")]
        if isinstance(owner, dict):
            known = [str(key) for key in owner]
        what = getattr(owner, "described_as", None) or _PLAIN.get(type(owner), "this")
        raise NameMistake(f"{what} has no `{name}`", name, known)

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = (
        _fail_with_undefined_error
    )
    __add__ = __radd__ = __mul__ = __rmul__ = __call__ = __getitem__ = __contains__ = (
        _fail_with_undefined_error
    )
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error


class _Compiled(BytecodeCache):
    """What templates were compiled to, by their names, files and texts: the same in all environments."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what the bucket's text was compiled to, if it was."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if len(self._codes) >= _MOST_COMPILED:
            self._codes.clear()
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Environment(ImmutableSandboxedEnvironment):
    """The environment of one rendering, of a brief's template and what that takes in.

    Attributes:
        tokens: What is kept aside during the rendering.
    """

    compare = staticmethod(compare)
    whole = staticmethod(whole)
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, templates: Callable[[str], Template | None]) -> None:
        self._templates = templates
        self._names: set[str] = set()
        names = self._names
        super().__init__(
            autoescape=True,
            undefined=type("Unknown", (_Unknown,), {"names": names}),
            finalize=_print,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            loader=FunctionLoader(self.source),
            bytecode_cache=_COMPILED,
        )
        self.globals = {name: self.globals[name] for name in ("range", "namespace", "dict")}
        self.filters, self.tests = _FILTERS, _TESTS
        self.tokens = Tokens()
        self._known: Mapping[str, Any] = {}
        self._steps = 0
        self._length = 0

    def source(self, name: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file as messages name it, and whether both still hold.

        Raises:
            TemplateNotFound: There is none of that name.
        """
        template = self._templates(whole(self.fit(name), "taking in a template"))
        if template is None:
            raise TemplateNotFound(name)
        if template.word is not None:
            message = f"`{name}` was written in Word, and cannot be taken into another template"
            raise UseMistake(message, "name a template in Markdown, or write it there anew")
        return template.text, template.file, lambda: True

    def know(self, names: Mapping[str, Any]) -> None:
        """What templates may use beside Jinja's own, for hints."""
        self._known = names
        self._names.update(names, self.globals)

    # --- bounds ------------------------------------------------------------------------------------

    def step(self, length: int) -> str:
        """Count a turn of a loop, or a call of a macro, whose own text has the given length."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise LimitError(f"the template goes on and on: stopped after {MAX_STEPS:,} steps")
        self.made(length)
        return ""

    def made(self, length: int) -> None:
        """Count characters that were printed, joined or repeated."""
        self._length += length
        if self._length > MAX_LENGTH:
            raise LimitError(
                f"the template makes too much text: stopped at {MAX_LENGTH:,} characters"
            )

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """`+` and `*` within bounds; `**` and `%` (which formats text) not at all."""
        if operator == "+" and (isinstance(left, str) or isinstance(right, str)):
            return self.concat_values(left, right)
        if operator in {"**", "%"} and not (operator == "%" and _small(left) and _small(right)):
            raise UseMistake(f"the sign {operator} is not for templates", "use ~ to join texts")
        if operator == "*":
            self.made(_product(left, right))
        elif isinstance(left, list | tuple):
            self.made(len(left) + len(right))
        return super().call_binop(context, operator, left, right)

    def concat_values(self, *values: Any) -> str:
        """`a ~ b`: plain text, or, where one of them is prose already, prose with the others as tokens."""
        prose = any(isinstance(value, Markup) for value in values)
        fit = [self.fit(value) for value in values]
        texts = [self.prose(value) if prose else str(value) for value in fit]
        self.made(sum(map(len, texts)))
        return Markup("").join(map(Markup, texts)) if prose else "".join(texts)

    def prose(self, value: Any) -> Markup:
        """A value that fits, as prose: a token in the place of what is none yet."""
        if isinstance(value, Markup):
            return value
        return self.tokens.keep(whole(str(value), "taking a piece"))

    def fit(self, value: Any) -> Any:
        """What of a value can stand in text; see `fitting`."""
        return fitting(value, self._known)

    @pass_environment
    def _join(
        self, values: Iterable[Any], separator: str = "", attribute: str | None = None
    ) -> str:
        items = [self.getattr(v, attribute) if attribute else v for v in values]
        if not items:
            return ""
        parts = [part for item in items for part in (separator, item)][1:]
        return self.concat_values(*parts)

    @pass_environment
    def _replace(self, text: Any, old: Any, new: Any) -> str:
        text, old, new = (str(self.fit(value)) for value in (text, old, new))
        self.made(len(text) + text.count(old) * len(new))
        replaced: str = text.replace(old, new)
        return replaced

    # --- safety ------------------------------------------------------------------------------------

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of text, only methods that make nothing large; otherwise as the sandbox has it."""
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        if isinstance(obj, str):
            whole_method(obj, attr)
        return super().is_safe_attribute(obj, attr, value)

    def call_filter(self, name: str, *given: Any, **named: Any) -> Any:
        """What a filter makes of the elements of a list, if it is the name of one that is given."""
        return super().call_filter(self.fit(name), *given, **named)

    def call_test(self, name: str, *given: Any, **named: Any) -> Any:
        """What a test says of the elements of a list, if it is the name of one that is given."""
        return super().call_test(self.fit(name), *given, **named)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`"{:99999}".format(...)` could make anything large."""
        if getattr(value, "__name__", "") in {"format", "format_map"}:
            raise LimitError("text has no `format` in templates: use ~ to join")
        return None

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for node in template.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
            raise TemplateAssertionError(
                "`autoescape` cannot be changed", node.lineno, name, filename
            )
        return _bounded(template)


_FILTERS = guarded_filters(FILTERS | {"join": Environment._join, "replace": Environment._replace})
_TESTS = guarded_tests(TESTS)


def _small(value: Any) -> bool:
    return isinstance(value, int) and abs(value) < 10**18


def _product(left: Any, right: Any) -> int:
    sizes = [len(v) if isinstance(v, str | list | tuple) else None for v in (left, right)]
    if sizes == [None, None]:
        return 0 if (_small(left) and _small(right)) or isinstance(left, float) else MAX_LENGTH + 1
    size = sizes[0] if sizes[0] is not None else sizes[1] or 0
    times = right if sizes[0] is not None else left
    return size * times if isinstance(times, int) else 0


@pass_context  # so that Jinja does not print constants while it compiles
def _print(context: Any, value: Any) -> Markup:
    environment: Environment = context.environment
    if value is None:
        return Markup("")
    printed = environment.prose(environment.fit(value))
    environment.made(len(printed))
    return printed


def _bounded(template: nodes.Template) -> nodes.Template:
    """The template with a step counted in every loop and macro, and its signs made ours."""
    looping: tuple[nodes.For | nodes.Macro | nodes.CallBlock, ...] = (
        *template.find_all(nodes.For),
        *template.find_all(nodes.Macro),
        *template.find_all(nodes.CallBlock),
    )
    for node in looping:
        length = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        step = nodes.Call(nodes.EnvironmentAttribute("step"), [nodes.Const(length)], [], None, None)
        node.body.insert(0, nodes.ExprStmt(step).set_lineno(node.lineno, override=True))
    _replace_signs(template)
    if template.environment is not None:
        template.set_environment(template.environment)
    return template


def _replace_signs(node: nodes.Node) -> None:
    for name, child in node.iter_fields():
        if isinstance(child, nodes.Node):
            setattr(node, name, _replaced(child))
        elif isinstance(child, list):
            setattr(node, name, [_replaced(c) if isinstance(c, nodes.Node) else c for c in child])


def _replaced(node: nodes.Node) -> nodes.Node:
    _replace_signs(node)
    match node:
        case nodes.Concat():
            return _call("concat_values", *node.nodes).set_lineno(node.lineno)
        case nodes.Compare():
            signs = nodes.Const(tuple(operand.op for operand in node.ops))
            values = (operand.expr for operand in node.ops)
            return _call("compare", signs, node.expr, *values).set_lineno(node.lineno)
        case nodes.Getitem():
            node.node = _call("whole", node.node, nodes.Const("`[...]`"))
        case nodes.Assign(target=nodes.Tuple()):
            node.node = _call("whole", node.node, nodes.Const("taking a piece"))
        case nodes.For():
            node.iter = _call("whole", node.iter, nodes.Const("a loop"))
    return node


def _call(method: str, *values: Any) -> nodes.Call:
    """A call of the environment's method of that name."""
    return nodes.Call(nodes.EnvironmentAttribute(method), [*values], [], None, None)
