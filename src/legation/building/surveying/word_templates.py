"""What a brief whose template was written in Word can be, and whether that template can be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from legation.diagnostics import Diagnostic, LegationError, Severity, fail
from legation.model.brief import Brief, Format
from legation.model.chronology import Chronology, Fault

if TYPE_CHECKING:
    from legation.building.plan import Job
    from legation.diagnostics import Report
    from legation.model.template import Template

_CODE = "word-template"


def judge_word_templates(
    chronology: Chronology, templates: Callable[[str], Template | None], report: Report
) -> Iterator[Fault]:
    """The briefs whose Word template cannot be used, or that ask of it what it cannot do.

    Args:
        chronology: Read and checked.
        templates: Finds a template by its name.
        report: Where the problems go, each once.
    """
    told: set[Diagnostic] = set()
    for name, brief in chronology.briefs.items():
        problems = tuple(_problems(brief, templates)) if brief.is_word else ()
        for problem in problems:
            if problem not in told:
                report.add(problem)
        told.update(problems)
        if problems:
            yield Fault("briefs", name, problems=problems)


def _problems(brief: Brief, templates: Callable[[str], Template | None]) -> Iterator[Diagnostic]:
    try:
        templates(brief.template)
    except LegationError as error:
        yield from error.diagnostics
    if others := _others(brief.formats):
        message = f"`{brief.template}` was written in Word, and makes no {others}"
        yield _problem(brief, "formats", message, "write formats: [docx]")
    if brief.pages is not None:
        message = f"`{brief.template}` was written in Word, and its pages cannot be counted"
        yield _problem(brief, "pages", message, "leave the line out, and look at the Word file")


def _problem(brief: Brief, key: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(brief.position(key), Severity.ERROR, _CODE, message, hint)


def refuse_formats(brief: Brief, job: Job) -> None:
    """Refuse to make a file of another format with a Word template.

    Raises:
        LegationError: That is asked for.
    """
    if brief.is_word and (others := _others(job.formats)):
        message = f"`{brief.template}` was written in Word, and makes no {others}"
        hint = "build it with --format docx, or with another template"
        raise fail(brief.position("template"), _CODE, message, hint)


def _others(formats: tuple[Format, ...]) -> str:
    """The formats that are not Word's, in words."""
    called = {Format.PDF: "PDF", Format.TEXT: "plain text"}
    return " or ".join(called[format_] for format_ in called if format_ in formats)
