"""Files are written whole or not at all, and those that belong together, together."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from legation.building.disk import files
from legation.building.disk.files import write_together
from legation.diagnostics import LegationError, Position, render

Refuse = Callable[[str, BaseException], None]

NEW = {"a.docx": b"new a", "a.pdf": b"new a too"}


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Makes the replacing of one file fail, as where Word holds it open."""
    replace = Path.replace

    def arrange(name: str, error: BaseException) -> None:
        def failing(path: Path, target: Path) -> Path:
            if target.name == name and path.suffix == ".new":
                raise error
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", failing)

    return arrange


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def failure(folder: Path, new: dict[str, bytes] = NEW) -> LegationError:
    with pytest.raises(LegationError) as caught:
        write_together(folder, "output", new)
    return caught.value


def test_new_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_together(tmp_path / "not" / "there", "output", NEW)
    assert contents(tmp_path / "not" / "there") == NEW


def test_old_files_are_replaced_and_others_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "b.docx").write_bytes(b"other")
    write_together(tmp_path, "output", NEW)
    assert contents(tmp_path) == NEW | {"b.docx": b"other"}


def test_files_may_lie_in_folders_within(tmp_path: Path) -> None:
    write_together(tmp_path, "output", {"a/b": b"1", "c": b"2"})
    assert (tmp_path / "a" / "b").read_bytes() == b"1"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask to speak of")
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_permissions_are_those_of_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_together(tmp_path, "output", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    (tmp_path / "a.pdf").chmod(0o640)
    write_together(tmp_path, "output", NEW)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o640
    assert contents(tmp_path) == NEW


def test_when_one_cannot_be_replaced_the_other_keeps_what_it_held(
    tmp_path: Path, refuse: Refuse
) -> None:
    old = {"a.docx": b"old a", "a.pdf": b"old a too"}
    for name, data in old.items():
        (tmp_path / name).write_bytes(data)
    refuse("a.pdf", PermissionError(errno.EACCES, "in use"))
    found = failure(tmp_path).diagnostics[0]
    assert contents(tmp_path) == old
    assert found.position == Position(files.join("output", "a.pdf"))
    assert (found.code, found.message) == ("output", "this cannot be written")
    assert found.hint == "close it in Word or wherever it is open, then try again"


def test_when_one_cannot_be_replaced_the_other_does_not_come_to_be(
    tmp_path: Path, refuse: Refuse
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    refuse("a.pdf", PermissionError(errno.EACCES, "in use"))
    failure(tmp_path)
    assert contents(tmp_path) == {"a.pdf": b"old"}


def test_the_same_where_the_file_system_has_no_hard_links(
    tmp_path: Path, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a.docx").write_bytes(b"old")
    refuse("a.pdf", PermissionError(errno.EACCES, "in use"))
    failure(tmp_path)
    assert contents(tmp_path) == {"a.docx": b"old"}


def test_half_a_copy_is_never_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    def half(_: Path, target: Path) -> None:
        target.write_bytes(b"o")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(shutil, "copy2", half)
    (tmp_path / "a.docx").write_bytes(b"old")
    assert failure(tmp_path).diagnostics[0].code == "disk-full"
    assert contents(tmp_path) == {"a.docx": b"old"}


def test_an_interruption_leaves_everything_as_it_was(tmp_path: Path, refuse: Refuse) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    refuse("a.pdf", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_together(tmp_path, "output", NEW)
    assert contents(tmp_path) == {"a.docx": b"old"}


def test_a_full_disk_is_said_and_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")

    class Full:
        def __init__(self, descriptor: int, _: str) -> None:
            self.descriptor = descriptor

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self.descriptor)

        def write(self, data: bytes) -> None:
            os.write(self.descriptor, data[:2])
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "open", Full, raising=False)
    found = failure(tmp_path).diagnostics[0]
    assert (found.code, found.message) == ("disk-full", "the disk is full")
    assert found.hint == "make room, then try again: the earlier files are as they were"
    assert contents(tmp_path) == {"a.docx": b"old"}


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_refused_and_what_it_leads_to_untouched(tmp_path: Path, there: bool) -> None:
    outside = tmp_path / "outside"
    if there:
        outside.write_bytes(b"precious")
    folder = tmp_path / "output"
    folder.mkdir()
    try:
        (folder / "a.pdf").symlink_to(outside)
    except OSError:
        pytest.skip("links cannot be made here")
    found = failure(folder).diagnostics[0]
    assert found.message == "this is a link to somewhere else"
    assert outside.exists() == there
    assert (folder / "a.pdf").is_symlink()
    assert not (folder / "a.docx").exists()


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    assert failure(tmp_path).diagnostics[0].message == "this is not a file"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"a file")
    found = failure(tmp_path / "output").diagnostics[0]
    assert found.message == "there is a file where a folder is wanted"
    found = failure(tmp_path / "output" / "deeper").diagnostics[0]
    assert found.message == "there is a file where a folder is wanted"


def test_a_link_that_leads_nowhere_is_called_so(tmp_path: Path) -> None:
    link = tmp_path / "output"
    try:
        link.symlink_to(tmp_path / "gone")
    except OSError:
        pytest.skip("links cannot be made here")
    told = failure(link).diagnostics[0]
    assert render(told) == (
        "output: error[output]: this is a link to a folder that is not there\n"
        "  hint: name another folder: --output FOLDER"
    )
    link.unlink()
    (tmp_path / "file").write_bytes(b"a file")
    link.symlink_to(tmp_path / "file")
    assert failure(link).diagnostics[0].message == "there is a file where a folder is wanted"


def test_a_folder_closed_to_us_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", closed)
    found = failure(tmp_path).diagnostics[0]
    assert found.hint == "name a folder that you may write to: --output FOLDER"


def test_other_troubles_are_told_in_the_systems_words(tmp_path: Path) -> None:
    found = failure(tmp_path, {"x" * 1000: b""}).diagnostics[0]
    assert found.code == "output"
    assert found.message.startswith("this cannot be written: ")
    assert contents(tmp_path) == {}
