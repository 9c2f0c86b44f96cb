"""Briefs whose template was written in Word: what they are built as, checked and verified."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

import legation
from legation.building.rendering.provenance import Origins
from legation.building.surveying.survey import survey
from legation.diagnostics import render
from word import entries, paragraphs
from word_templates import Content, template

YAML = """title: Test
sources:
  gazette: {title: Gazette}
events:
  - {id: a, date: 2024, title: Visit, parties: [AZ, UZ], sources: gazette}
  - {id: b, date: 2025, title: Treaty, parties: [AZ, UZ], sources: gazette}
briefs:
  ours:
    template: our-brief.docx
"""
CONTENT: list[Content] = [
    "# Events",
    "{{ chronology(events) }}",
    "There are {{ events | length }} {{ cite(events[0]) }}.",
    "{{ sources() }}",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, YAML, *CONTENT)


def written(folder: Path, yaml: str, *content: Content) -> Path:
    path = folder / "events.yaml"
    path.write_text(yaml, encoding="utf-8")
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "our-brief.docx").write_bytes(template(*content))
    return path


def errors(path: Path) -> list[str]:
    found = [d for d in legation.check(path) if d.severity == "error"]
    return [render(each).replace(f"{path.parent}/", "") for each in found]


def test_it_is_a_word_file_unless_more_is_asked_for(path: Path) -> None:
    done = legation.build(path)
    assert [written.path.name for written in done.written] == ["ours.docx"]
    assert done.status == 0


def test_other_formats_are_refused_where_they_are_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, f"{YAML}    formats: [docx, pdf, text]\n", *CONTENT)
    assert errors(path) == [
        "events.yaml:10:14: error[word-template]: `our-brief.docx` was written in Word, and makes no PDF or "
        "plain text\n  hint: write formats: [docx]"
    ]
    assert legation.build(path).failed == ("ours",)


def test_so_they_are_on_the_command_line(path: Path) -> None:
    done = legation.build(path, formats=["pdf"])
    (error,) = [d for d in done.report if d.severity == "error"]
    assert render(error).replace(f"{path.parent}/", "") == (
        "events.yaml:9:15: error[word-template]: `our-brief.docx` was written in Word, and makes no PDF\n"
        "  hint: build it with --format docx, or with another template"
    )


def test_its_pages_cannot_be_promised(tmp_path: Path) -> None:
    path = written(tmp_path, f"{YAML}    pages: 2\n", *CONTENT)
    assert errors(path) == [
        "events.yaml:10:12: error[word-template]: `our-brief.docx` was written in Word, and its pages cannot "
        "be counted\n  hint: leave the line out, and look at the Word file"
    ]


def test_check_tells_what_is_wrong_with_the_tags(tmp_path: Path) -> None:
    path = written(tmp_path, f"{YAML}  other:\n    template: our-brief.docx\n", "{{ brief.title")
    assert errors(path) == [
        "templates/our-brief.docx: error[template-syntax]: paragraph 1, “{{ brief.title”: a tag does not "
        "end: `{{ brief.title`\n  hint: close it in the same paragraph: {{ ... }}"
    ]
    assert legation.build(path).failed == ("ours", "other")


def test_a_template_that_is_not_there_has_a_hint(tmp_path: Path) -> None:
    path = written(tmp_path, YAML.replace("our-brief.docx", "our-brief"), *CONTENT)
    (error,) = errors(path)
    assert error.endswith("there is no template `our-brief`\n  hint: write `our-brief.docx`")


def test_a_text_that_it_does_not_print_is_warned_of(tmp_path: Path) -> None:
    path = written(tmp_path, f"{YAML}    points: [Ask]\n", *CONTENT)
    codes = [d.code for d in legation.check(path)]
    assert "unprinted" in codes
    path = written(tmp_path, f"{YAML}    points: [Ask]\n", *CONTENT, "{{ points() }}")
    assert "unprinted" not in [d.code for d in legation.check(path)]


def test_what_it_was_made_from_changes_with_its_own_text(path: Path) -> None:
    def origin() -> str:
        found = survey(path, str(path))
        assert found.chronology is not None
        assert found.templates is not None
        return Origins(found.chronology, found.templates, found.theme).made_from("ours")

    first = origin()
    assert origin() == first
    written(path.parent, YAML, *CONTENT, "more")
    assert origin() != first


def test_the_same_input_gives_the_same_bytes(path: Path) -> None:
    (first,) = legation.build(path, as_of=None).written
    data = first.path.read_bytes()
    first.path.unlink()
    (second,) = legation.build(path).written
    assert second.path.read_bytes() == data


def test_the_digest_changes_with_the_template_s_own_text(path: Path) -> None:
    def foot() -> str:
        (file,) = legation.build(path).written
        footers = [n for n in entries(file.path.read_bytes()) if n.startswith("word/footer")]
        return " ".join(t for n in footers for _, t in paragraphs(file.path.read_bytes(), n))

    first = foot()
    written(path.parent, YAML, *CONTENT, "more")
    assert foot() != first


@pytest.mark.parametrize("notes", ["end", "foot", "endnotes"])
def test_it_is_verified_as_far_as_can_be_and_said_how_far(notes: str, path: Path) -> None:
    theme = path.parent / "templates" / "theme.yaml"
    theme.write_text(f"notes: {notes}\n", encoding="utf-8")
    content = CONTENT if notes != "foot" else ["First {{ cite(events[1]) }}.", *CONTENT]
    written(path.parent, YAML, *content)
    assert legation.build(path).status == 0
    done = legation.verify(path=path)
    (file,) = done.files
    assert file.same, file.difference
    assert (file.counts["events"].found, file.counts["events"].of) == (2, 2)
    (note,) = [d for d in done.report if d.code == "word-template"]
    assert note.severity == "note"
    assert "the template's own text" in note.message


@pytest.mark.parametrize("notes", ["end", "foot", "endnotes"])
def test_one_that_prints_no_blocks_is_verified_too(notes: str, path: Path) -> None:
    theme = path.parent / "templates" / "theme.yaml"
    theme.write_text(f"notes: {notes}\n", encoding="utf-8")
    written(path.parent, YAML, "First was {{ events[0].title }} {{ cite(events[0]) }}.")
    legation.build(path)
    done = legation.verify(path=path)
    (file,) = done.files
    assert file.same, file.difference
    assert [d.code for d in done.report] == ["word-template"]


def test_a_change_in_what_was_printed_is_seen(path: Path) -> None:
    legation.build(path)
    file = path.parent / "output" / "ours.docx"
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b">Treaty<", b">Treason<")
    with ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    (verified,) = legation.verify(path=path).files
    assert not verified.same


def test_that_the_template_was_changed_is_said_first(path: Path) -> None:
    written(path.parent, YAML, "Hello", *CONTENT)
    legation.build(path)
    written(path.parent, YAML, "Hello you", *CONTENT)
    done = legation.verify(path=path)
    assert [d.code for d in done.report if d.severity == "error"] == ["changed", "parity"]
    assert not done.files[0].same


def test_a_draft_is_one_in_word(tmp_path: Path) -> None:
    yaml = YAML.replace("date: 2025", "date: 2025-02-31")
    path = written(tmp_path, yaml, *CONTENT)
    done = legation.build(path, draft=True)
    assert [each.path.name for each in done.written] == ["ours.docx"]
