"""Where new files go, and that nothing of anybody's is ever written over."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from faults import killed_at, needs_fork
from legation.building.disk.files import read_own, stage
from legation.building.output.moving import move
from legation.building.output.record import Entry, Moves
from legation.diagnostics import LegationError, render
from stand_ins import (
    BRIEF,
    FORMATS,
    content,
    files_of,
    kept_for_itself,
    made,
    outputs_of,
    pair,
    put,
)

HERS = b"what the ambassador wrote"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with both files of the brief, as they were first built."""
    put(tmp_path / "output", "one")
    return tmp_path / "output"


def out(name: str) -> str:
    """A file in the folder as messages name it."""
    return os.path.join("output", name)  # noqa: PTH118


def stays(name: str, why: str, new: str, hint: str = "") -> str:
    return (
        f"{out(name)}: note[kept]: this {why}, and stays\n  hint: the new one is {out(new)}{hint}"
    )


REPLACE = "; to have it here: legation build --replace"
CHANGED = stays("norway.docx", "was changed since it was built", "norway (2).docx", REPLACE)
FOREIGN = stays("norway.docx", "holds what Legation did not write", "norway (2).docx", REPLACE)


def test_what_is_as_it_was_built_is_replaced_in_place(folder: Path) -> None:
    assert files_of(folder) == pair("one")
    assert put(folder, "two") == []
    assert files_of(folder) == pair("two")
    assert kept_for_itself(folder) == {"lock", "record.json"}


# --- what somebody has changed ---------------------------------------------------------------------------


def replaced(path: Path) -> None:
    path.write_bytes(HERS)


def saved_elsewhere_and_moved_here(path: Path) -> None:
    """As Word and most editors save."""
    path.with_name("saved").write_bytes(HERS)
    path.with_name("saved").replace(path)


def appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n")


def of_the_same_size_and_time(path: Path) -> None:
    before = path.stat()
    data = path.read_bytes()
    path.write_bytes(data[:-3] + b"xyz")  # no whole .docx, but nothing was cut off either
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def shorter_but_whole(path: Path) -> None:
    """As where a part of the package was taken away: the beginning is as it was built."""
    data = path.read_bytes()
    shorter = content("docx", "one")[: len(data) // 2]
    path.write_bytes(shorter + data[-22:])
    assert len(path.read_bytes()) < len(data)


def saved_by_another_program(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("What the ambassador wrote")
    document.save(str(path))


EDITS = [
    replaced,
    saved_elsewhere_and_moved_here,
    appended,
    of_the_same_size_and_time,
    one_bit,
    shorter_but_whole,
    saved_by_another_program,
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_her_bytes_stay_for_ever(folder: Path, edit: Callable[[Path], None]) -> None:
    edit(folder / "norway.docx")
    hers = {"norway.docx": (folder / "norway.docx").read_bytes()}
    assert put(folder, "one") == [CHANGED]
    assert files_of(folder) == pair("one", "norway (2).docx") | hers
    for version in ("two", "two", "three"):
        assert put(folder, version) == [FOREIGN]
        assert files_of(folder) == pair(version, "norway (2).docx") | hers
    assert kept_for_itself(folder) == {"lock", "record.json"}


def test_what_goes_beside_may_be_changed_too(folder: Path) -> None:
    (folder / "norway.docx").write_bytes(HERS)
    put(folder, "two")
    (folder / "norway (2).docx").write_bytes(b"more of hers")
    hers = {"norway.docx": HERS, "norway (2).docx": b"more of hers"}
    told = put(folder, "three")
    assert told == [
        stays("norway.docx", "holds what Legation did not write", "norway (3).docx", REPLACE),
        stays("norway (2).docx", "was changed since it was built", "norway (3).docx", REPLACE),
    ]
    assert files_of(folder) == pair("three", "norway (3).docx") | hers
    put(folder, "four")
    assert files_of(folder) == pair("four", "norway (3).docx") | hers
    # The plain name is free again: ours takes it, and hers beside it stays.
    del hers["norway.docx"]
    (folder / "norway.docx").unlink()
    assert put(folder, "five") == []
    assert files_of(folder) == pair("five") | hers


@pytest.mark.parametrize("freed", ["deleted", "renamed"])
def test_the_plain_name_is_taken_again_once_it_is_free(folder: Path, freed: str) -> None:
    (folder / "norway.docx").write_bytes(HERS)
    put(folder, "two")
    if freed == "deleted":
        (folder / "norway.docx").unlink()
    else:
        (folder / "norway.docx").rename(folder / "hers.docx")
    with outputs_of(folder) as outputs:
        known = outputs.record.briefs[BRIEF].outputs
        assert not outputs.settled(BRIEF, "docx", known["docx"])
        assert outputs.settled(BRIEF, "pdf", known["pdf"])
    assert put(folder, "two") == []
    assert files_of(folder) == pair("two") | ({"hers.docx": HERS} if freed == "renamed" else {})


def test_both_formats_may_be_changed(folder: Path) -> None:
    hers = {"norway.docx": HERS, "norway.pdf": HERS}
    for name in hers:
        (folder / name).write_bytes(HERS)
    assert len(put(folder, "two")) == 2
    assert files_of(folder) == pair("two", "norway (2).docx", "norway (2).pdf") | hers


def test_replacing_says_what_is_lost_before_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    (folder / "norway.docx").write_bytes(HERS)
    put(folder, "two")
    os.utime(folder / "norway.docx", (1771943460, 1771943460))
    seen = []
    with outputs_of(folder, override=True) as outputs:
        known = outputs.record.briefs[BRIEF].outputs
        assert not outputs.settled(BRIEF, "docx", known["docx"])
        outputs._tell = lambda told: seen.append(
            (render(told), (folder / "norway.docx").read_bytes())
        )
        outputs.put(BRIEF, [made(format_, "two") for format_ in FORMATS], Entry("events.yaml"))
    lost = "this was changed by hand, last on 24 February 2026 at 14:31 (UTC)"
    said = f"{out('norway.docx')}: warning[replaced]: {lost}: it is replaced, and what was changed is lost"
    assert seen == [(said, HERS)]
    assert files_of(folder) == pair("two")


def test_what_was_changed_back_is_ours_again(folder: Path) -> None:
    (folder / "norway.docx").write_bytes(HERS)
    put(folder, "two")
    (folder / "norway.docx").write_bytes(content("docx", "two"))
    assert put(folder, "two") == []
    assert files_of(folder) == pair("two")


# --- what was cut off ------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("version", ["one", "two"])
def test_cut_off_at_any_length_it_is_built_anew(tmp_path: Path, format_: str, version: str) -> None:
    put(tmp_path, "one")
    path = tmp_path / f"norway.{format_}"
    whole = content(format_, "one")
    lengths = [*range(40), *range(40, len(whole) - 60, 97), *range(len(whole) - 60, len(whole))]
    for length in lengths:
        path.write_bytes(whole[:length])
        assert put(tmp_path, version) == [], length
        assert files_of(tmp_path) == pair(version)
        put(tmp_path, "one")


def test_what_was_never_written_may_be_zeros(folder: Path) -> None:
    whole = content("docx", "one")
    for written in (0, 1, 500, len(whole) - 30):
        (folder / "norway.docx").write_bytes(whole[:written].ljust(len(whole), b"\0"))
        assert put(folder, "two") == []
        assert files_of(folder) == pair("two")
        put(folder, "one")


def test_of_text_nothing_is_lost_that_the_new_has_not(tmp_path: Path) -> None:
    """A text has no end that tells whether it is whole: somebody may have shortened it."""
    files = {version: content("text", version) for version in ("one", "two")}
    path = tmp_path / "norway.text"

    def put_text(version: str) -> None:
        with outputs_of(tmp_path) as outputs:
            outputs.put(BRIEF, [made("text", version)], Entry("events.yaml"))
            outputs.record.save()

    for length in (0, 1, 1025, len(files["one"]) - 1):
        put_text("one")
        path.write_bytes(files["one"][:length])
        put_text("one")
        assert files_of(tmp_path) == {"norway.text": files["one"]}
    shortened = files["one"][:1025] + b"and no more"
    assert len(shortened) < len(files["one"])
    path.write_bytes(shortened)
    put_text("two")
    assert files_of(tmp_path) == {"norway.text": shortened, "norway (2).text": files["two"]}


def test_both_deleted(folder: Path) -> None:
    for name in pair("one"):
        (folder / name).unlink()
    assert put(folder, "two") == []
    assert files_of(folder) == pair("two")


# --- what is not Legation's ------------------------------------------------------------------------------


def test_a_file_that_was_there_before(tmp_path: Path) -> None:
    (tmp_path / "norway.docx").write_bytes(HERS)
    for version in ("one", "two"):
        assert put(tmp_path, version) == [FOREIGN]
        assert files_of(tmp_path) == pair(version, "norway (2).docx") | {"norway.docx": HERS}


def test_without_its_record_what_is_equal_is_taken_for_ours_and_what_differs_kept(
    folder: Path,
) -> None:
    shutil.rmtree(folder / ".legation")
    assert put(folder, "one") == []
    assert files_of(folder) == pair("one")
    (folder / "norway.docx").write_bytes(HERS)
    shutil.rmtree(folder / ".legation")
    assert put(folder, "one") == [FOREIGN]
    assert files_of(folder) == pair("one", "norway (2).docx") | {"norway.docx": HERS}
    assert put(folder, "two") == [FOREIGN]
    assert files_of(folder) == pair("two", "norway (2).docx") | {"norway.docx": HERS}


def test_what_is_equal_is_not_touched(folder: Path) -> None:
    before = {path: path.stat() for path in folder.glob("norway.*")}
    assert put(folder, "one") == []
    assert {path: path.stat() for path in folder.glob("norway.*")} == before


@pytest.mark.parametrize("where", ["inside", "outside", "nowhere", "folder"])
def test_a_link_is_never_followed(folder: Path, tmp_path: Path, where: str) -> None:
    (folder / "norway.docx").unlink()
    goal = {
        "inside": folder / "precious.docx",
        "outside": tmp_path / "precious.docx",
        "nowhere": tmp_path / "gone.docx",
        "folder": tmp_path,
    }[where]
    if where in ("inside", "outside"):
        goal.write_bytes(content("docx", "one"))  # of which not even equal bytes make it ours
    try:
        (folder / "norway.docx").symlink_to(goal)
    except OSError:
        pytest.skip("links cannot be made here")
    for override in (False, True, False):
        told = put(folder, "two", override=override)
        assert told == [stays("norway.docx", "is a link", "norway (2).docx")]
        assert (folder / "norway.docx").readlink() == goal
        assert (folder / "norway (2).docx").read_bytes() == content("docx", "two")
        assert (folder / "norway.pdf").read_bytes() == content("pdf", "two")
    if where in ("inside", "outside"):
        assert goal.read_bytes() == content("docx", "one")
    assert not (tmp_path / "gone.docx").exists()


def test_a_folder_by_the_name_of_a_file(folder: Path) -> None:
    (folder / "norway.docx").unlink()
    (folder / "norway.docx" / "within").mkdir(parents=True)
    for override in (False, True):
        told = put(folder, "two", override=override)
        assert told == [stays("norway.docx", "is not a file", "norway (2).docx")]
    assert (folder / "norway.docx" / "within").is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows has none")
@pytest.mark.parametrize("name", ["norway.docx", ".legation/record.json", ".legation/last.json"])
def test_a_pipe_is_not_waited_for(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    put(folder, "two")
    assert content("pdf", "two") in {p.read_bytes() for p in folder.glob("*.pdf")}


# --- what cannot be replaced -----------------------------------------------------------------------------

IS_OPEN = "is open in another program, as {} says"


@pytest.mark.parametrize("lock", ["~$rway.docx", "~$norway.docx", ".~lock.norway.docx#"])
def test_what_is_open_in_word_or_libreoffice(folder: Path, lock: str) -> None:
    (folder / lock).write_bytes(b"Aliyeva")
    note = [stays("norway.docx", IS_OPEN.format(lock), "norway (2).docx")]
    for override in (False, True):
        assert put(folder, "two", override=override) == note
        there = {"norway.docx": content("docx", "one"), lock: b"Aliyeva"}
        assert files_of(folder) == pair("two", "norway (2).docx") | there
    # It is closed again, unchanged: the new one takes its place.
    (folder / lock).unlink()
    with outputs_of(folder) as outputs:
        assert not outputs.settled(BRIEF, "docx", outputs.record.briefs[BRIEF].outputs["docx"])
    assert put(folder, "two") == []
    assert files_of(folder) == pair("two")


def test_what_was_open_and_then_saved_is_hers(folder: Path) -> None:
    (folder / "~$rway.docx").touch()
    put(folder, "two")
    (folder / "norway.docx").write_bytes(HERS)
    (folder / "~$rway.docx").unlink()
    assert put(folder, "three") == [CHANGED]
    assert files_of(folder) == pair("three", "norway (2).docx") | {"norway.docx": HERS}


Refuse = Callable[..., None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Makes names be refused, as by Windows where they are open; no names: no longer."""
    replace, unlink = Path.replace, Path.unlink

    def arrange(*names: str) -> None:
        def replacing(path: Path, target: Path) -> Path:
            if {path.name, target.name} & {*names} and target.exists():
                raise PermissionError(13, "The process cannot access the file", str(target))
            return replace(path, target)

        def unlinking(path: Path, missing_ok: bool = False) -> None:
            if path.name in names:
                raise PermissionError(13, "The process cannot access the file", str(path))
            unlink(path, missing_ok)

        monkeypatch.setattr(Path, "replace", replacing)
        monkeypatch.setattr(Path, "unlink", unlinking)

    return arrange


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("name", ["norway.docx", "norway.pdf"])
def test_what_the_system_does_not_let_replace(
    folder: Path, refuse: Refuse, name: str, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    beside = name.replace(".", " (2).")
    refuse(name)
    closed = "cannot be replaced, as when it is open in another program"
    for version in ("two", "three"):
        assert put(folder, version) == [stays(name, closed, beside)]
        there = {name: content(name[-4:].strip("."), "one")}
        expected = {n: d for n, d in pair(version).items() if n != name} | there
        assert files_of(folder) == expected | {beside: content(name[-4:].strip("."), version)}
    assert kept_for_itself(folder) == {"lock", "record.json"}
    refuse()
    assert put(folder, "three") == []
    assert files_of(folder) == pair("three")


def _no_links(*_: object) -> None:
    raise OSError(1, "no hard links here")


def test_what_cannot_be_taken_away_is_so_later(folder: Path, refuse: Refuse) -> None:
    """Ours beside hers is open when hers is deleted."""
    (folder / "norway.docx").write_bytes(HERS)
    put(folder, "two")
    (folder / "norway.docx").unlink()
    refuse("norway (2).docx")
    said = "note[kept]: this is of an earlier build, and cannot be taken away now"
    assert put(folder, "three") == [f"{out('norway (2).docx')}: {said}"]
    assert files_of(folder) == pair("three") | {"norway (2).docx": content("docx", "two")}
    refuse()
    put(folder, "four")
    assert files_of(folder) == pair("four")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_read_only_file_stays(folder: Path) -> None:
    (folder / "norway.docx").chmod(0o444)
    for override in (False, True):
        told = put(folder, "two", override=override)
        assert told == [stays("norway.docx", "is read-only", "norway (2).docx")]
    assert (folder / "norway.docx").read_bytes() == content("docx", "one")
    assert stat.S_IMODE((folder / "norway (2).docx").stat().st_mode) & 0o600 == 0o600
    (folder / "norway.docx").chmod(0o640)
    assert put(folder, "two") == []
    assert files_of(folder) == pair("two")
    assert stat.S_IMODE((folder / "norway.docx").stat().st_mode) == 0o640


def test_what_was_changed_stays_even_where_time_and_size_do_not_tell(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legation.building.output.outputs.stamp", lambda _: [1, 1, 1, 1])
    assert put(folder, "two") == []
    (folder / "norway.docx").write_bytes(b"by hand")
    assert put(folder, "three") == [CHANGED]
    assert (folder / "norway.docx").read_bytes() == b"by hand"


def test_what_cannot_be_read_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> bytes:
        if path.name == "norway.docx":
            raise PermissionError(13, "Permission denied", str(path))
        return read_own(path)

    for module in ("disk.files", "output.places"):
        monkeypatch.setattr(f"legation.building.{module}.read_own", closed)
    assert put(folder, "two") == [stays("norway.docx", "cannot be read", "norway (2).docx")]
    assert (folder / "norway.docx").read_bytes() == content("docx", "one")


def test_a_folder_that_cannot_be_written_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at all can be moved: it is said, and everything is as it was."""
    before = (folder / ".legation" / "record.json").read_bytes()

    def refusing(_: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", refusing)
    with pytest.raises(LegationError) as caught:
        put(folder, "two")
    assert [render(told) for told in caught.value.diagnostics] == [
        "output: error[output]: this cannot be written\n"
        "  hint: name a folder that you may write to: --output FOLDER"
    ]
    monkeypatch.undo()
    assert files_of(folder) == pair("one")
    assert (folder / ".legation" / "record.json").read_bytes() == before
    assert put(folder, "two") == []
    assert files_of(folder) == pair("two")


# --- at the last moment ----------------------------------------------------------------------------------


def test_what_is_saved_while_the_new_one_is_made_ready_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She saves after Legation has looked, and before it moves the new one there."""

    def staged(path: Path, data: bytes, like: Path) -> None:
        if like.name == "norway.pdf":
            (folder / "norway.docx").write_bytes(HERS)
        stage(path, data, like)

    monkeypatch.setattr("legation.building.output.outputs.stage", staged)
    assert put(folder, "two") == [CHANGED]
    assert files_of(folder) == pair("two", "norway (2).docx") | {"norway.docx": HERS}


def test_what_comes_to_be_while_the_new_one_is_made_ready_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def staged(path: Path, data: bytes, like: Path) -> None:
        (tmp_path / "norway.docx").write_bytes(HERS)
        stage(path, data, like)

    monkeypatch.setattr("legation.building.output.outputs.stage", staged)
    assert put(tmp_path, "two") == [FOREIGN]
    assert files_of(tmp_path) == pair("two", "norway (2).docx") | {"norway.docx": HERS}


def test_what_is_saved_as_soon_as_the_new_one_is_there_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She saves before Legation has noted how the new one looks."""

    def moved(folder: Path, home: Path, moves: Moves) -> None:
        move(folder, home, moves)
        (folder / "norway.docx").write_bytes(HERS)

    monkeypatch.setattr("legation.building.output.outputs.move", moved)
    put(folder, "two")
    with outputs_of(folder) as outputs:
        known = outputs.record.briefs[BRIEF].outputs.values()
        assert {output.name: outputs.intact(output) for output in known} == {
            "norway.docx": False,
            "norway.pdf": True,
        }


@needs_fork
def test_what_was_changed_after_a_kill_stays(folder: Path, tmp_path: Path) -> None:
    """Between the kill and the next build, at whatever moment the kill came."""
    number = 0
    while True:
        shutil.copytree(folder, there := tmp_path / str(number))
        killed = killed_at(number, lambda: put(there, "two"))
        (there / "norway.pdf").write_bytes(HERS)
        with outputs_of(there):
            pass  # the next build, of another brief
        put(there, "two")
        assert files_of(there) == pair("two", pdf="norway (2).pdf") | {"norway.pdf": HERS}
        if not killed:
            break
        number += 1
    assert number > 20


@needs_fork
def test_what_is_open_after_a_kill_is_put_right_all_the_same(
    folder: Path, tmp_path: Path, refuse: Refuse
) -> None:
    number = 0
    while True:
        refuse()
        shutil.copytree(folder, there := tmp_path / str(number))
        killed = killed_at(number, lambda: put(there, "two"))
        refuse("norway.pdf")
        with outputs_of(there):
            pass
        put(there, "three")
        left = (there / "norway.pdf").read_bytes()
        assert left in (content("pdf", "one"), content("pdf", "two"))
        beside = {"norway (2).pdf": content("pdf", "three"), "norway.pdf": left}
        assert files_of(there) == pair("three") | beside
        refuse()
        put(there, "three")
        assert files_of(there) == pair("three")
        if not killed:
            break
        number += 1
    assert number > 20
