"""Templates are found by name, the user's before legation's, and never outside their folders."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from legation.diagnostics import LegationError, render
from legation.reading.templates import MAX_BYTES, Folder, Templates, folders, packaged


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    folder = tmp_path / "desk" / "templates"
    folder.mkdir(parents=True)
    return folder


def found(theirs: Path) -> Templates:
    return Templates([Folder(theirs, "templates"), Folder(packaged(), "ours")])


def refusal(theirs: Path, data: bytes) -> str:
    (theirs / "bad.md.j2").write_bytes(data)
    with pytest.raises(LegationError) as caught:
        found(theirs)("bad")
    return "\n".join(map(render, caught.value.diagnostics))


def test_the_packaged_templates_are_there() -> None:
    assert {"country-brief", "chronology"} <= set(Templates([Folder(packaged(), "ours")]).names)


def test_the_users_template_comes_first_file_by_file(theirs: Path) -> None:
    (theirs / "country-brief.md.j2").write_text("# Theirs\n", encoding="utf-8")
    templates = found(theirs)
    ours, mine = templates("chronology"), templates("country-brief")
    assert mine is not None
    assert ours is not None
    assert (mine.text, mine.file) == ("# Theirs\n", str(Path("templates", "country-brief.md.j2")))
    assert ours.file == str(Path("ours", "chronology.md.j2"))


def test_a_name_may_be_given_with_its_ending(theirs: Path) -> None:
    templates = found(theirs)
    assert templates("chronology.md.j2") is templates("chronology")
    assert "chronology.md.j2" in templates


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "..\\secret",
        "/etc/passwd",
        "sub/inner",
        "..",
        ".",
        "",
        "C:secret",
        "Chronology",
    ],
)
def test_no_name_leads_elsewhere(theirs: Path, name: str) -> None:
    (theirs.parent / "secret.md.j2").write_text("secret", encoding="utf-8")
    (theirs / "sub").mkdir()
    (theirs / "sub" / "inner.md.j2").write_text("inner", encoding="utf-8")
    templates = found(theirs)
    assert templates(name) is None
    assert name not in templates


def test_an_accent_is_found_however_the_system_stores_it(theirs: Path) -> None:
    (theirs / "re\u0301sume\u0301.md.j2").write_text("# R\n", encoding="utf-8")
    assert found(theirs)("r\u00e9sum\u00e9") is not None


def test_marks_and_line_ends_of_other_systems_are_read(theirs: Path) -> None:
    (theirs / "windows.md.j2").write_bytes(b"\xef\xbb\xbf# One\r\n\r\nTwo\r")
    (theirs / "notepad.md.j2").write_bytes("\ufeff# Əli\r\n".encode("utf-16-le"))
    windows, notepad = found(theirs)("windows"), found(theirs)("notepad")
    assert windows is not None
    assert windows.text == "# One\n\nTwo\n"
    assert notepad is not None
    assert notepad.text == "# Əli\n"


def test_half_a_character_does_not_come_through(theirs: Path) -> None:
    (theirs / "half.md.j2").write_bytes("\ufeff# ".encode("utf-16-le") + b"\x3d\xd8")
    template = found(theirs)("half")
    assert template is not None
    template.text.encode()


def test_another_encoding_is_refused_at_its_place(theirs: Path) -> None:
    said = refusal(theirs, "# Brief\nGöran\n".encode("cp1252"))
    assert said.startswith(f"{Path('templates', 'bad.md.j2')}:2:2: error[encoding]: ")


def test_a_huge_template_is_refused(theirs: Path) -> None:
    said = refusal(theirs, b"x" * (MAX_BYTES + 1))
    assert "error[template]: the template is larger than 1 MB\n  hint: " in said


def test_a_folder_in_a_templates_place_is_refused(theirs: Path) -> None:
    (theirs / "bad.md.j2").mkdir()
    with pytest.raises(LegationError, match=r"error\[template\]: this cannot be read: "):
        found(theirs)("bad")


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(LegationError) as caught:
        Templates(folders(tmp_path / "events.yaml", "events.yaml"))
    assert [render(diagnostic) for diagnostic in caught.value.diagnostics] == [
        "templates: error[template]: this is a file, where the folder of your templates is wanted\n"
        "  hint: give it another name; if it is a template, put it into a folder: "
        "templates/country-brief.md.j2"
    ]


def test_where_templates_are_looked_for(theirs: Path) -> None:
    desk = theirs.parent
    file = desk / "events.yaml"
    file.touch()
    ours = Folder(packaged(), str(packaged()))
    named = str(Path("elsewhere", "events.yaml"))
    assert folders(file, named) == (Folder(theirs, str(Path("elsewhere", "templates"))), ours)
    assert folders(desk, "desk")[0] == Folder(theirs, str(Path("desk", "templates")))
    theirs.rmdir()
    assert folders(file, "events.yaml") == (ours,)


def test_the_projects_own_templates_are_not_read_twice() -> None:
    root = packaged().parent
    assert folders(root / "events.yaml", "events.yaml") == (Folder(packaged(), "templates"),)


def test_templates_that_were_read_serve_where_their_files_are_not(theirs: Path) -> None:
    (theirs / "mine.md.j2").write_text("# Mine\n", encoding="utf-8")
    (theirs / "bad.md.j2").write_bytes(b"x" * (MAX_BYTES + 1))
    templates = found(theirs)
    templates.read_all()
    packed = pickle.dumps(templates)
    shutil.rmtree(theirs)
    taken: Templates = pickle.loads(packed)
    assert (taken.names, taken("mine"), taken("none")) == (
        templates.names,
        templates("mine"),
        None,
    )
    with pytest.raises(LegationError, match="the template is larger than 1 MB"):
        taken("bad")
