"""What there is to build from: the chronology, read and checked, with its theme and templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from legation.building.plan import Days
from legation.building.surveying.timeliness import judge_dates
from legation.building.surveying.unprinted import warn_of_unprinted
from legation.building.surveying.word_templates import judge_word_templates
from legation.checking import check
from legation.composing.select import selects
from legation.diagnostics import Diagnostic, LegationError, Position, Report, Severity, nearest
from legation.model.chronology import Chronology, Fault
from legation.model.theme import DEFAULT_THEME, Theme
from legation.reading.chronology import read_chronology
from legation.reading.reference import find_reference, passed_over
from legation.reading.templates import Folder, Templates, folders, packaged
from legation.reading.theme import read_theme


class Survey(Struct, frozen=True):
    """What was found.

    Attributes:
        chronology: None when it cannot be read at all.
        theme: The default one when the user's cannot be read: nothing is built with it then.
        templates: None when their folder cannot be read; nothing is built then either.
        faults: What is wrong, as far as it may keep a brief from being built.
        report: Every problem that was met.
        days: Which day each brief speaks from.
        reference: The letterhead for Word files, not yet read, and its name for messages; None for none.
    """

    chronology: Chronology | None
    theme: Theme
    templates: Templates | None
    faults: tuple[Fault, ...]
    report: Report
    days: Days
    reference: tuple[Path, str] | None


def survey(
    path: Path, named: str, as_of: date | None = None, reference: str | None = None
) -> Survey:
    """Read and check all that a build starts from.

    Args:
        path: The chronology, a file or a folder.
        named: The same as messages name it.
        as_of: The day that all briefs are to speak from, whatever they say.
        reference: The letterhead, instead of one among the templates.
    """
    report = Report()
    reading = read_chronology(path, named, report)
    places = folders(path, named)
    # No letterhead comes with legation, and its theme states the defaults: it need not be read.
    theirs = [place for place in places if place.path is not packaged()]
    apart = Report()
    theme = read_theme(theirs, apart)
    templates = _templates(places, apart)
    report.extend(apart)
    faults = list(reading.faults)
    if theme is None or templates is None:
        faults.append(Fault(problems=apart.errors))
    days = Days(as_of, reading.chronology.timezone if reading.chronology else "UTC")
    if reading.chronology is not None:
        faults += _checked(reading.chronology, report)
        faults += judge_dates(reading.chronology, days, report)
        _warn_of_empty_briefs(reading.chronology, faults, named, report)
        if templates is not None:
            faults += _without_template(reading.chronology, templates, report)
            faults += judge_word_templates(reading.chronology, templates, report)
            warn_of_unprinted(reading.chronology, templates, report)
    theme = theme or DEFAULT_THEME
    letterhead = (Path(reference), reference) if reference else find_reference(theirs)
    if not reference:
        report.extend(passed_over(theirs))
    return Survey(reading.chronology, theme, templates, tuple(faults), report, days, letterhead)


def _templates(places: Iterable[Folder], report: Report) -> Templates | None:
    try:
        return Templates(places)
    except LegationError as error:
        report.extend(error.diagnostics)
        return None


def _checked(chronology: Chronology, report: Report) -> list[Fault]:
    """What checking finds are warnings; were one an error, it would count against every brief."""
    own = Report()
    check(chronology, own)
    report.extend(own)
    return [Fault(problems=own.errors)] if own.failed else []


def _warn_of_empty_briefs(
    chronology: Chronology, faults: Iterable[Fault], named: str, report: Report
) -> None:
    """Each filter of a brief may find something, and all of them together nothing."""
    if any(fault.section != "briefs" for fault in faults):
        return  # what is missing may be what could not be read
    for brief in chronology.briefs.values():
        if not selects(chronology, brief):
            message, hint = "the brief selects nothing", "widen it, or add what it is to tell of"
            report.warning(brief.position() or Position(named), "empty-brief", message, hint)


def _without_template(
    chronology: Chronology, templates: Templates, report: Report
) -> Iterator[Fault]:
    """The briefs whose template is not to be found."""
    for name, brief in chronology.briefs.items():
        if brief.template not in templates:
            message = f"there is no template `{brief.template}`"
            hint = _nearest(brief.template, templates.names)
            place = brief.position("template")
            problem = Diagnostic(place, Severity.ERROR, "unknown-template", message, hint)
            report.add(problem)
            yield Fault("briefs", name, problems=(problem,))


def _nearest(name: str, names: list[str]) -> str:
    # Of one written in Word, the ending is part of the name.
    near = next((each for each in names if each.startswith(f"{name}.")), nearest(name, names, 0.5))
    return f"write `{near}`" if near else f"write one of {', '.join(names)}"
