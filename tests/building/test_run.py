"""The documented Python way in: `legation.build` and `legation.check`."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from weakref import WeakSet

import pytest

import legation
from legation.building import cycles, plan
from legation.building.plan import UnknownBriefError
from legation.building.rendering.render import Renderer
from legation.diagnostics import Report
from legation.model.document import Document
from legation.reading.templates import packaged
from legation.text.fonts import Fonts
from legation.writing.pdf import book
from legation.writing.pdf.pens import TypeCase

TEXT = """\
title: Our relations
timezone: Asia/Baku
sources:
  report: {title: A report}
events:
  - date: 2024-08-23
    title: Visit to Oslo
    parties: [GB, NO]
    sources: report
briefs:
  norway: {parties: [GB, NO]}
  britain: {parties: GB, as-of: 2025-01-31, formats: pdf}
"""
DAY = date(2026, 2, 24)


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_build_tells_what_it_wrote(chronology: Path) -> None:
    build = legation.build(chronology, as_of=DAY)
    output = chronology.with_name("output")
    assert [(w.brief, w.format, w.path, w.pages) for w in build.written] == [
        ("norway", "docx", output / "norway.docx", None),
        ("norway", "pdf", output / "norway.pdf", 1),
        ("britain", "pdf", output / "britain.pdf", 1),
    ]
    assert (build.failed, len(build.report), build.status) == ((), 0, 0)
    assert all(written.path.stat().st_size > 1000 for written in build.written)


def test_formats_and_output_stand_above_what_the_brief_says(
    chronology: Path, tmp_path: Path
) -> None:
    build = legation.build(str(chronology), formats=["text"], output=tmp_path / "x", as_of=DAY)
    assert [w.path.name for w in build.written] == ["norway.text", "britain.text"]
    there = {path.name for path in (tmp_path / "x").glob("[!.]*")}
    assert there == {"STATUS.txt", "norway.text", "britain.text"}


def test_an_unknown_brief_or_format_is_the_callers_mistake(chronology: Path) -> None:
    with pytest.raises(legation.UnknownBriefError, match="there is no brief `norwy`"):
        legation.build(chronology, briefs=["norwy"])
    with pytest.raises(ValueError, match="rtf"):
        legation.build(chronology, formats=["rtf"])
    assert not chronology.with_name("output").exists()


def test_each_brief_is_built_once_in_the_order_asked_for(chronology: Path) -> None:
    wanted = ["britain", "norway", "britain"]
    build = legation.build(chronology, briefs=wanted, formats=["text", "text"], as_of=DAY)
    assert [written.brief for written in build.written] == ["britain", "norway"]


def test_the_as_of_day(chronology: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for, else what the brief says, else today where the chronology is."""
    zones = []

    def today(zone: str) -> date:
        zones.append(zone)
        return date(2030, 1, 1)

    monkeypatch.setattr(plan, "today", today)

    def days(as_of: date | None) -> list[str]:
        build = legation.build(chronology, formats=["text"], as_of=as_of)
        lines = "\n".join(w.path.read_text(encoding="utf-8") for w in build.written).split("\n")
        return [line for line in lines if line.startswith("As of: 20")]

    assert days(DAY) == ["As of: 2026-02-24", "As of: 2026-02-24"]
    assert zones == []
    assert days(None) == ["As of: 2030-01-01", "As of: 2025-01-31"]
    assert zones == ["Asia/Baku"]


def test_today_is_the_day_in_the_zone() -> None:
    # These two are 25 hours apart, so that it is never the same day in both.
    assert plan.today("Pacific/Kiritimati") > plan.today("Pacific/Niue")


def test_progress_is_told_before_each_brief(chronology: Path) -> None:
    told: list[tuple[int, int, str]] = []
    legation.build(chronology, formats=["text"], as_of=DAY, progress=lambda *t: told.append(t))
    assert told == [(0, 2, "norway"), (1, 2, "britain")]


def test_fonts_and_templates_are_loaded_once(
    chronology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = []
    load, read = Fonts.load, Path.read_bytes

    def load_counted(fonts: object) -> Fonts:
        loaded.append("fonts")
        return load(fonts)  # type: ignore[arg-type]

    def read_counted(path: Path) -> bytes:
        if path.parent == packaged():
            loaded.append(path.name)
        return read(path)

    monkeypatch.setattr(Fonts, "load", load_counted)
    monkeypatch.setattr(Path, "read_bytes", read_counted)
    assert legation.build(chronology, as_of=DAY).status == 0
    assert sorted(loaded) == ["country-brief.md.j2", "fonts"]


def test_a_mistake_of_our_own_fails_one_brief_and_is_told_in_a_line(
    chronology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = Renderer.render

    def failing(self: Renderer, job: plan.Job, report: Report) -> object:
        if job.brief == "norway":
            raise KeyError("unforeseen\nindeed")
        return render(self, job, report)

    monkeypatch.setattr(Renderer, "render", failing)
    monkeypatch.delenv("LEGATION_DEBUG", raising=False)
    build = legation.build(chronology, formats=["text"], as_of=DAY)
    assert (build.failed, build.status) == (("norway",), 3)
    assert [legation.render(diagnostic) for diagnostic in build.report] == [
        "error[internal]: legation itself failed at the brief `norway` "
        "(KeyError: 'unforeseen\\nindeed')\n"
        "  hint: please report it, with what this prints: set LEGATION_DEBUG=1, then run it again"
    ]
    monkeypatch.setenv("LEGATION_DEBUG", "1")
    with pytest.raises(KeyError):
        legation.build(chronology, formats=["text"], as_of=DAY)


def test_the_same_trouble_is_told_once_for_all_briefs(chronology: Path) -> None:
    chronology.with_name("output").write_text("a file", encoding="utf-8")
    build = legation.build(chronology, formats=["text"], as_of=DAY)
    assert (len(build.failed), len(build.report)) == (2, 1)


def test_a_font_that_is_none_within_is_told_at_its_line(chronology: Path) -> None:
    folder = chronology.with_name("templates")
    folder.mkdir()
    (folder / "x.ttf").write_bytes(b"\x00\x01\x00\x00 but nothing more")
    names = ", ".join(f"{face}: x.ttf" for face in ("regular", "bold", "italic", "bold-italic"))
    (folder / "theme.yaml").write_text(f"fonts: {{{names}}}\n", encoding="utf-8")
    build = legation.build(chronology, as_of=DAY)
    assert build.status == 1
    assert [(d.code, str(d.position)) for d in build.report] == [
        ("theme-file", f"{folder / 'theme.yaml'}:1:{column}") for column in (18, 31, 46, 66)
    ]


def test_check_tells_all_and_writes_nothing(chronology: Path) -> None:
    assert list(legation.check(chronology)) == []
    chronology.write_text("title: x\nevent: []\n", encoding="utf-8")
    assert [str(d.position) for d in legation.check(chronology)] == [f"{chronology}:2:1"]
    assert not chronology.with_name("output").exists()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """On another day of the week, in another folder, zone and order of hashes."""
    made = []
    for name, seed, zone in (("one", "1", "Asia/Baku"), ("another place", "2", "America/Adak")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "events.yaml").write_text(TEXT, encoding="utf-8")
        code = (
            "import datetime as d, legation as l; print(l.build(as_of=d.date(2026, 2, 24)).status)"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
        )
        assert (done.stdout.strip(), done.stderr) == (b"0", b"")
        made.append({path.name: path.read_bytes() for path in (folder / "output").glob("*.[dp]*")})
    assert made[0] == made[1]
    assert len(made[0]) == 3


def test_the_search_for_cycles_goes_on_after_a_build(chronology: Path) -> None:
    legation.build(chronology, briefs=["norway"], formats=["text"], as_of=DAY)
    assert gc.isenabled()
    with pytest.raises(UnknownBriefError):
        legation.build(chronology, briefs=["sweden"])
    assert gc.isenabled()
    gc.disable()
    try:
        legation.check(chronology)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_build_leaves_nothing_behind_for_later_searches(chronology: Path) -> None:
    legation.build(chronology, briefs=["norway"], as_of=DAY, force=True)  # which makes what is kept
    gc.collect()
    legation.build(chronology, briefs=["norway"], as_of=DAY, force=True)
    gc.collect(0)
    assert gc.collect() == 0


def test_a_template_that_was_changed_is_compiled_anew(chronology: Path) -> None:
    template = chronology.parent / "templates" / "country-brief.md.j2"
    template.parent.mkdir()
    for word in ("First.", "Second.", "First."):
        template.write_text(f"# {{{{ brief.title }}}}\n\n{word}\n", encoding="utf-8")
        build = legation.build(chronology, briefs=["norway"], formats=["text"], as_of=DAY)
        assert word in build.written[0].path.read_text(encoding="utf-8")


def test_what_each_of_many_briefs_leaves_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pens and their fonts hold one another, so that only a search for cycles frees them."""
    alive: WeakSet[TypeCase] = WeakSet()
    counts: list[int] = []
    documents: list[int] = []

    class Watched(TypeCase):
        def __init__(self, fonts: Fonts) -> None:
            super().__init__(fonts)
            alive.add(self)
            counts.append(len(alive))
            documents.append(sum(isinstance(each, Document) for each in gc.get_objects()))

    briefs = "".join(f"  brief-{n}: {{parties: NO, formats: pdf}}\n" for n in range(30))
    (tmp_path / "events.yaml").write_text(f"{TEXT}{briefs}", encoding="utf-8")
    monkeypatch.setattr(book, "TypeCase", Watched)
    monkeypatch.setattr(cycles, "_MUCH", 2_000)
    assert legation.build(tmp_path / "events.yaml", as_of=DAY).status == 0
    assert len(counts) == 32
    assert max(counts) < 20
    alive.clear()
    counts.clear()
    documents.clear()
    assert legation.verify(tmp_path / "output").status == 0
    assert len(counts) == 32
    assert max(counts) < 20
    assert max(documents) - min(documents) < 10  # others may be held by other tests
