"""A brief's timeline as a picture of its own, for slides and web pages."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from legation.building.cycles import uncollected
from legation.building.disk.files import write_together
from legation.building.disk.inputs import DEFAULT_PATH, StrPath
from legation.building.plan import Job, UnknownBriefError, choose
from legation.building.surveying.survey import Survey, survey
from legation.composing import compose_timelines
from legation.composing.select import needs
from legation.diagnostics import LegationError, Report, fail
from legation.model.brief import Format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from legation.model.chronology import Chronology
    from legation.model.document import Timeline
    from legation.model.drawing import Drawing
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

PIXELS = 4
"""The pixels of a PNG file to a point: what is as wide as a page's text fills a screen of 1,920."""


class Picture(Struct, frozen=True):
    """What came of drawing a timeline: the file, or None where it was not written; every problem met."""

    path: Path | None
    report: Report


@uncollected()
def timeline(
    path: StrPath = DEFAULT_PATH,
    *,
    output: StrPath,
    brief: str | None = None,
    as_of: date | None = None,
    lanes: Literal["", "party", "kind", "mechanism"] = "",
    breaks: bool = True,
    landscape: bool = False,
    strip: bool = False,
) -> Picture:
    """Draw the timeline of all events of a brief, whatever its template shows, to a file of its own.

    Many events are on several panels, one beneath the other. When it fails, an earlier file stays as it was.

    Args:
        path: The chronology, a file or a folder of them.
        output: The file to write; its name ends in .svg, .png or .pdf, and so says what it is.
        brief: The brief's id; by default the only one that there is.
        as_of: The day it speaks from; by default the one that the brief gives, else today.
        lanes: What has a lane of its own; nothing by default.
        breaks: Whether long empty stretches are cut out.
        landscape: Whether it is as wide as a page that is wider than high.
        strip: Whether it is at most 45 mm high, and names the turning points only; it has no lanes then,
            and is cut and as wide as it would be anyway.

    Raises:
        UnknownBriefError: The chronology has no such brief; or several, and none is named.
        ValueError: The file's name ends otherwise.
    """
    target = Path(output)
    write = WRITERS.get(target.suffix.lower())
    if write is None:
        raise ValueError(f"the name of a picture ends in {', '.join(WRITERS)}: {target.name}")
    found = survey(Path(path), os.fspath(path), as_of)
    name = _drawable(found, brief)
    if found.chronology is None or name is None:
        return Picture(None, found.report)
    day = found.days.of(found.chronology.briefs[name])
    look = {"breaks": breaks, "landscape": landscape, "strip": strip}
    try:
        panels = compose_timelines(found.chronology, name, day, lanes=lanes, **look)
        scene = _scene(found, found.chronology, name, panels)
        if write is not _svg:  # whose reader has other fonts
            _warn_of_missing_letters(scene, found, found.chronology, name)
        written = {target.name: write(scene)}
        write_together(target.parent, os.path.dirname(output), written, "--output FOLDER/FILE")  # noqa: PTH120
    except LegationError as error:
        found.report.extend(error.diagnostics)
        return Picture(None, found.report)
    return Picture(target, found.report)


def _drawable(found: Survey, brief: str | None) -> str | None:
    """The id of the brief to be drawn, or None where something is wrong with what it needs."""
    chronology = found.chronology
    if chronology is None:
        return None
    name, *others = choose(chronology, found.faults, () if brief is None else (brief,))
    if others:
        hint = f"name one with --brief: {', '.join((name, *others))}"
        raise UnknownBriefError("the chronology has several briefs", hint)
    asked = chronology.briefs.get(name)
    if asked is None or any(needs(asked, name, chronology, fault) for fault in found.faults):
        return None
    return name


# --- scenes --------------------------------------------------------------------------------------------


class _Scene(Struct, frozen=True):
    """A timeline, drawn, with all that is to be said of it.

    Attributes:
        drawing, theme, fonts, language, as_of: As named.
        title: What it is called.
        description: What it shows, for those who cannot see it.
        told: What the shapes of a name stand for.
    """

    drawing: Drawing
    title: str
    description: str
    theme: Theme
    fonts: Fonts
    language: str
    as_of: date
    told: Mapping[str, str]


def _scene(
    found: Survey, chronology: Chronology, name: str, panels: tuple[Timeline, ...]
) -> _Scene:
    """The panels, drawn.

    Raises:
        LegationError: There is no dated event to draw, or a font cannot be used.
    """
    from legation.building.rendering.render import Renderer
    from legation.composing.parts import Part
    from legation.composing.room import Room
    from legation.layout.timeline.stack import stacked, told
    from legation.text.languages import reads_from_right

    if not any(entry.date.known for panel in panels for entry in panel.entries):
        place = chronology.briefs[name].position()
        hint = "give its events dates, or widen what it selects"
        raise fail(place, "empty-timeline", f"the brief `{name}` has no dated event to draw", hint)
    assert found.templates is not None, "every brief is spoilt without templates"
    theme, language = found.theme, chronology.language
    fonts = Renderer(chronology, theme, found.templates).fonts
    width = (theme.page.turned if panels[0].landscape else theme.page).text_width
    drawing = stacked(panels, width, theme, fonts, from_right=reads_from_right(language))
    as_of = panels[0].as_of
    title = Part(chronology, name, as_of, Room(None)).brief.title
    return _Scene(
        drawing,
        f"{title}: timeline",
        " ".join(panel.description for panel in panels),
        theme,
        fonts,
        language,
        as_of,
        told(panels, drawing),
    )


def _warn_of_missing_letters(
    scene: _Scene, found: Survey, chronology: Chronology, name: str
) -> None:
    said = "\n".join(scene.told.values())
    missing = scene.fonts.missing("".join(sorted(set(said))))
    if missing and found.templates is not None:
        from legation.building.rendering.letters import typed_texts, warn_of_missing_letters

        job = Job(name, scene.as_of, (Format.PDF,))
        typed = typed_texts(chronology, job, found.templates)
        warn_of_missing_letters(missing, said, job, typed, found.report)


# --- files ---------------------------------------------------------------------------------------------


def _svg(s: _Scene) -> bytes:
    from legation.writing.svg import write

    words = s.title, s.description
    return write(s.drawing, *words, s.theme, s.fonts, s.language, s.told).encode()


def _pdf(s: _Scene) -> bytes:
    from legation.writing.pdf.picture import write

    words = s.title, s.description
    return write(s.drawing, *words, s.theme, s.fonts, s.language, s.as_of)


def _png(scene: _Scene) -> bytes:
    from legation.writing import png

    return png.write(_pdf(scene), PIXELS)


WRITERS = {".svg": _svg, ".png": _png, ".pdf": _pdf}
"""How a file is written, by how its name ends."""
