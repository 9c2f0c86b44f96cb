"""A template, rendered and read; whatever is wrong with it becomes a diagnostic with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

from jinja2 import Template as Compiled
from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from legation.composing.environment import Environment, LimitError, NameMistake
from legation.composing.guards import UseMistake
from legation.composing.markdown import MarkdownMistake, parse
from legation.composing.tokens import Tokens
from legation.diagnostics import LegationError, Position, fail
from legation.model.brief import Brief
from legation.model.document import Block
from legation.model.template import without_remarks

_HINTS = {
    "expected token 'end of print statement'": "close the braces: {{ ... }}",
}


def render(
    environment: Environment, brief: Brief, given: Callable[[Tokens], dict[str, Any]]
) -> tuple[Block, ...]:
    """The blocks of the brief's template.

    Raises:
        LegationError: With the position in the template, or in the chronology where it is missing.
    """
    template = _compiled(environment, brief)
    tokens = environment.tokens
    names = given(tokens)
    environment.know(names)
    file = template.filename or brief.template
    try:
        source = template.render(names)
        return parse(source, tokens)
    except MarkdownMistake as mistake:
        place = _found(mistake.looks, environment, brief.template) or Position(file)
        raise fail(place, "template", str(mistake), mistake.hint) from None
    except TemplateSyntaxError as error:
        raise _syntax(error) from None
    except MISTAKES as error:
        raise explained(error, _place(error, file)) from None


def names_used(environment: Environment, brief: Brief) -> set[str]:
    """The names that a brief's template, or one that it takes in, uses and does not set itself."""
    trees = (tree for _, _, tree in _sources(environment, brief.template))
    return set().union(*map(find_undeclared_variables, trees))


def _sources(environment: Environment, name: str) -> Iterator[tuple[str, str, nodes.Template]]:
    """A template and those that it names, and so on, each once: the text, the file, what it parses to."""
    names = [name]
    for each in names:  # which grow as they are read
        try:
            text, file, _ = environment.source(each)
        except TemplateNotFound:  # `ignore missing`
            continue
        tree = environment.parse(text)
        yield text, file, tree
        named = find_referenced_templates(tree)
        names += [inner for inner in named if inner and inner not in names]


MISTAKES = (
    UseMistake,
    NameMistake,
    LimitError,
    RecursionError,
    MemoryError,
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
)
"""What a template at fault raises."""


def explained(error: BaseException, place: Position, where: str = "") -> LegationError:
    """What is said of a template at fault.

    Args:
        error: One of `MISTAKES`.
        place: Where it is.
        where: Whereabouts in a file without lines, put before the message.
    """
    code, message, hint = _explained(error)
    return fail(place, code, where + message, hint)


def _explained(error: BaseException) -> tuple[str, str, str]:
    """The code, message and hint."""
    match error:
        case UseMistake():
            return "template", str(error), error.hint
        case NameMistake():
            return "template-name", str(error), error.hint
        case LimitError() | RecursionError() | MemoryError():
            endless = "the template calls itself without end"
            message = str(error) if isinstance(error, LimitError) else endless
            return (
                "template-limit",
                message,
                "look for a loop in a loop, or a macro that calls itself",
            )
        case TemplateSyntaxError():
            return "template-syntax", *_syntax_words(error)
        case TemplateNotFound():
            message = f"there is no template `{error.name}`"
            return "template", message, "name a file of the templates folder"
        case SecurityError():
            return "template", f"this is not for templates: {error}", ""
        case TemplateError():
            return "template", str(error), ""
    message = "this cannot be worked out with what it was given"  # Python's words are no help
    hint = "see the guide for what templates can name, and give each sign and filter what fits"
    return "template", message, hint


def _compiled(environment: Environment, brief: Brief) -> Compiled:
    try:
        return environment.get_template(brief.template)
    except TemplateNotFound:
        message = f"there is no template `{brief.template}`"
        raise fail(
            brief.position("template"), "unknown-template", message, "write `country-brief`"
        ) from None
    except TemplateSyntaxError as error:
        raise _syntax(error) from None


def _syntax(error: TemplateSyntaxError) -> LegationError:
    position = Position(error.filename or error.name or "", error.lineno, 1)
    return fail(position, "template-syntax", *_syntax_words(error))


def _syntax_words(error: TemplateSyntaxError) -> tuple[str, str]:
    message = error.message or "this cannot be read"
    hint = next((hint for start, hint in _HINTS.items() if message.startswith(start)), "")
    if "Unknown tag" in message or "filter" in message:
        hint = hint or "see the guide for the tags and filters that templates have"
    return message[0].lower() + message[1:].rstrip("."), hint


def _found(looks: str, environment: Environment, name: str) -> Position | None:
    """Where a template, or one that it names, first has what looks so; remarks aside."""
    for text, file, _ in _sources(environment, name) if looks else ():
        said = without_remarks(text)
        if found := re.search(looks, said, re.MULTILINE):
            start = found.start(found.lastindex or 0)
            begin = said.rfind("\n", 0, start) + 1
            return Position(file, said.count("\n", 0, begin) + 1, start - begin + 1)
    return None


def line_of(error: BaseException) -> int:
    """The last line of a template without a file on the way to the error; 0 where there is none."""
    return _place(error, "").line


def _place(error: BaseException, file: str) -> Position:
    """The last line of a template on the way to the error: Jinja keeps their names in the traceback."""
    trace: TracebackType | None = error.__traceback__
    place = Position(file)
    while trace is not None:
        code = trace.tb_frame.f_code
        if "__jinja_exception__" in trace.tb_frame.f_globals or code.co_filename == file:
            place = Position(code.co_filename, trace.tb_lineno, 1)
        trace = trace.tb_next
    return place
