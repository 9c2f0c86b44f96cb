"""What goes to other computers: all that briefs are made from, and nothing else is looked for there."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from legation.building.plan import Job
from legation.building.rendering import workshop
from legation.building.rendering.render import Renderer
from legation.building.rendering.workers import Rendered, render
from legation.building.rendering.workshop import (
    MAKERS,
    OtherVersionsError,
    Workshop,
    opened,
    pack,
    versions,
)
from legation.building.surveying.survey import survey
from legation.diagnostics import render as told
from legation.model.brief import Format
from legation.text.fonts import PACKAGED
from letterheads import german

CHRONOLOGY = """\
title: Our relations
sources: {gazette: {title: A report}}
events:
  - {date: 2024, title: Visit of 新, parties: [GB, NO], sources: gazette}
briefs:
  norway: {parties: [GB, NO], formats: [docx, pdf, text]}
  wrong: {parties: [GB, NO], template: wrong}
"""
THEME = """\
fonts: {name: Other, regular: R.ttf, bold: R.ttf, italic: R.ttf, bold-italic: R.ttf}
logo: logo.png
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with all that a brief can be made from."""
    desk = tmp_path / "desk"
    templates = desk / "templates"
    templates.mkdir(parents=True)
    (desk / "events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    (templates / "theme.yaml").write_text(THEME, encoding="utf-8")
    (templates / "country-brief.md.j2").write_text(
        '# {{ brief.title }}\n\n{% include "part" %}\n', encoding="utf-8"
    )
    (templates / "part.md.j2").write_text("{{ chronology(events) }}\n", encoding="utf-8")
    (templates / "wrong.md.j2").write_bytes(b"\xff\xff\xff")
    (templates / "reference.docx").write_bytes(german())
    shutil.copy(PACKAGED / "IBMPlexSerif-Regular.ttf", templates / "R.ttf")
    Image.new("RGB", (40, 20), (200, 30, 60)).save(templates / "logo.png")
    return desk


def renderer(desk: Path) -> Renderer:
    found = survey(desk / "events.yaml", "events.yaml")
    assert found.chronology is not None
    assert found.templates is not None
    return Renderer(found.chronology, found.theme, found.templates, found.reference)


def job(brief: str = "norway", *formats: Format) -> Job:
    return Job(brief, date(2026, 2, 24), formats or (Format.DOCX, Format.PDF, Format.TEXT))


def taken(packed: bytes) -> Workshop:
    """What the packed becomes in a process that has not met it."""
    opened.cache_clear()
    loaded: Workshop = pickle.loads(packed)
    return loaded


def rendered(there: Workshop, *jobs: Job) -> list[Rendered]:
    answer = there.render(pickle.dumps(jobs), "")
    assert not answer.failure
    found: list[Rendered] = pickle.loads(answer.data)
    return found


def test_it_renders_the_same_where_none_of_the_files_is(desk: Path) -> None:
    expected = render(renderer(desk), job())
    assert len(expected.files) == 3
    assert [problem.code for problem in expected.report] == ["missing-letters"]
    packed = pack(renderer(desk))
    shutil.rmtree(desk)
    assert rendered(taken(packed), job()) == [expected]


def test_what_is_wrong_is_wrong_there_in_the_same_words(desk: Path) -> None:
    here = renderer(desk)
    (desk / "templates" / "R.ttf").unlink()
    expected = [render(here, job("wrong")), render(here, job())]
    assert all(each.report and not each.files for each in expected)
    packed = pack(here)
    shutil.rmtree(desk)
    there = rendered(taken(packed), job("wrong"), job())
    assert [[told(p) for p in each.report] for each in there] == [
        [told(p) for p in each.report] for each in expected
    ]


def test_the_same_is_unpacked_once_and_its_files_go_with_it(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "temporary"
    home.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(home))
    packed = pack(renderer(desk))
    there = taken(packed)
    assert pickle.loads(packed) is there
    (folder,) = home.iterdir()
    assert sorted(path.name for path in folder.rglob("*.*")) == [
        "R.ttf",
        "logo.png",
        "reference.docx",
    ]
    del there
    opened.cache_clear()
    assert not list(home.iterdir())


def test_what_is_left_in_a_folder_is_whole_and_named_by_its_hash(
    desk: Path, tmp_path: Path
) -> None:
    there = taken(pack(renderer(desk)))
    shared = tmp_path / "shared"
    shared.mkdir()
    answer = there.render(pickle.dumps([job("norway", Format.TEXT)]), str(shared))
    (file,) = shared.iterdir()
    assert file.name == answer.name == sha256(file.read_bytes()).hexdigest()
    assert pickle.loads(file.read_bytes()) == rendered(there, job("norway", Format.TEXT))
    lost = there.render(pickle.dumps([job("norway", Format.TEXT)]), str(tmp_path / "elsewhere"))
    assert lost.failure.startswith("FileNotFoundError: ")


def test_other_versions_are_refused(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack(renderer(desk))
    monkeypatch.setattr(workshop, "version", lambda name: "9.9")
    with pytest.raises(OtherVersionsError):
        taken(packed)


def test_the_versions_are_those_of_packages_that_are_installed() -> None:
    assert [name for name, _ in versions()] == ["python", *MAKERS]
    assert all(found for _, found in versions())
