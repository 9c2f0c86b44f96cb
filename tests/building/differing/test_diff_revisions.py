"""Chronologies as they were at a revision in git, also where names or trees are made to lead astray."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

import legation
from legation.building.differing.revisions import put_into, revision_of
from legation.composing.telling import summary, told
from legation.diagnostics import LegationError, render
from tools import require_tool

pytestmark = pytest.mark.tools

DAY = date(2026, 2, 24)
TEXT = """\
title: Our relations
events:
  - {id: oslo, date: 2026-02-03, title: Ministers met in Oslo, parties: [GB, NO]}
briefs:
  norway: {parties: [GB, NO]}
"""


@pytest.fixture(autouse=True)
def plain_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without anybody's settings."""
    require_tool("git")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Desk")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "desk@example.org")
    home = tmp_path / "desk"
    home.mkdir()
    monkeypatch.chdir(home)


def git(*arguments: str, given: bytes = b"") -> str:
    done = subprocess.run(
        ["git", *arguments], input=given, capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().strip()


def commit(**files: str) -> None:
    """Commit files, by their names with `__` for a slash, and `_yaml` for the ending."""
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    if not Path(".git").exists():
        git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message=More")


def refused(*sides: str, path: str | None = None) -> str:
    with pytest.raises(LegationError) as error:
        legation.diff(*sides, path=path, as_of=DAY)
    return "\n".join(map(render, error.value.diagnostics))


def test_a_revision_against_what_is_there() -> None:
    commit(events_yaml=TEXT)
    Path("events.yaml").write_text(TEXT.replace("in Oslo", "in Bergen"), encoding="utf-8")
    found = legation.diff("HEAD", as_of=DAY)
    (compared,) = found.compared
    assert "[-Oslo-]{+Bergen+}" in told(compared.changes)
    assert found.before.called == f"HEAD ({git('rev-parse', 'HEAD')[:7]})"
    assert legation.diff("HEAD", "events.yaml", as_of=DAY).compared == found.compared


def test_two_revisions_by_every_kind_of_name() -> None:
    commit(events_yaml=TEXT)
    git("tag", "v1")
    git("branch", "reports/norway")
    commit(events_yaml=TEXT.replace("in Oslo", "in Bergen"))
    for first in ("HEAD~1", "v1", "reports/norway", "refs/tags/v1", git("rev-parse", "HEAD~1")):
        (compared,) = legation.diff(first, "main", path="events.yaml", as_of=DAY).compared
        assert summary(compared.changes) == "1 changed"


def test_a_folder_with_the_texts_of_briefs() -> None:
    """What lies deeper, or beside, is no part of the chronology."""
    text = "---\n---\n# Bottom line\n\nRelations are close.\n"
    commit(
        desk__events_yaml=TEXT,
        desk__more_yaml="events:\n  - {id: a, date: 2024, title: Talks, parties: [GB, NO]}\n",
        desk__briefs__norway_md=text,
        desk__issued__x_yaml="nonsense",
        other_yaml="nonsense",
    )
    Path("desk/briefs/norway.md").write_text(text.replace("close", "cool"), encoding="utf-8")
    Path("desk/more.yaml").unlink()
    (compared,) = legation.diff("HEAD", "desk", as_of=DAY).compared
    assert summary(compared.changes) == "1 changed, 1 removed"
    assert "[-close-]{+cool+}" in told(compared.changes)


def test_the_top_of_a_repository_as_a_folder() -> None:
    commit(a_yaml=TEXT.partition("briefs")[0])
    Path("a.yaml").write_text(TEXT.partition("events")[0], encoding="utf-8")
    found = legation.diff("HEAD", ".", as_of=DAY)
    assert [(each.brief, summary(each.changes)) for each in found.compared] == [
        ("desk", "1 removed")
    ]


def test_a_chronology_that_is_there_no_more() -> None:
    commit(events_yaml=TEXT)
    Path("events.yaml").unlink()
    commit(other_yaml=TEXT)
    (compared,) = legation.diff("HEAD~1", "HEAD~1", path="events.yaml", as_of=DAY).compared
    assert compared.changes == ()
    short = git("rev-parse", "HEAD")[:7]
    assert refused("HEAD", "HEAD~1") == (
        f"HEAD:./events.yaml: error[revision]: there is no chronology of that name at HEAD ({short})\n"
        "  hint: name another revision, or the path that it had then"
    )


def test_what_is_wrong_in_a_revision_has_its_place() -> None:
    commit(events_yaml=TEXT.replace("02-03", "02-30"))
    Path("events.yaml").write_text(TEXT, encoding="utf-8")
    found = legation.diff("HEAD", as_of=DAY)
    assert [str(each.position) for each in found.report] == ["HEAD:./events.yaml:3:22"]
    assert found.status == 1


# --- names that lead astray -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["--output=owned", "-h", "--help", "HEAD --output=owned", "$(touch owned)", "HEAD\n", ""],
)
def test_a_name_is_never_an_option_nor_read_by_a_shell(name: str) -> None:
    commit(events_yaml=TEXT)
    assert "nor a revision that git knows" in refused(name)
    assert sorted(path.name for path in Path.cwd().iterdir()) == [".git", "events.yaml"]


def test_a_branch_whose_name_is_an_option() -> None:
    commit(events_yaml=TEXT)
    git("update-ref", "refs/heads/--help", "HEAD")
    assert legation.diff("refs/heads/--help", as_of=DAY).before.called.startswith(
        "refs/heads/--help ("
    )


@pytest.mark.parametrize("name", ["-x.yaml", ":(top)a.yaml", "é ’.yaml", "a*.yaml"])
def test_a_chronology_of_an_odd_name(name: str) -> None:
    Path(name).write_text(TEXT, encoding="utf-8")
    Path("ab.yaml").write_text("nonsense", encoding="utf-8")
    commit()
    Path(name).write_text(TEXT.replace("in Oslo", "in Bergen"), encoding="utf-8")
    (compared,) = legation.diff("HEAD", name, as_of=DAY).compared
    assert summary(compared.changes) == "1 changed"


def tree(*entries: tuple[str, str, str]) -> str:
    """A commit of a tree that git would not make itself, by its entries: mode, hash and name."""
    data = b"".join(
        f"{mode} {name}".encode() + b"\0" + bytes.fromhex(hash_) for mode, hash_, name in entries
    )
    made = git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=data)
    return git("commit-tree", made, "-m", "Hostile")


def test_a_tree_with_names_that_lead_out(tmp_path: Path) -> None:
    commit(events_yaml=TEXT)
    blob = git("rev-parse", "HEAD:events.yaml")
    inner = git(
        "hash-object", "-t", "tree", "-w", "--literally", "--stdin",
        given=b"100644 ..\0" + bytes.fromhex(blob),
    )  # fmt: skip
    hostile = tree(("40000", inner, "briefs"), ("100644", blob, "events.yaml"))
    revision = revision_of(hostile, "events.yaml")
    assert revision is not None
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(LegationError, match="not safe to use"):
        put_into(into, revision)
    assert {path.name for path in tmp_path.iterdir()} == {"desk", "into"}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(TEXT, encoding="utf-8")
    Path("events.yaml").symlink_to(secret)
    commit()
    assert (
        "there is no chronology of that name at HEAD" in refused("HEAD", str(secret))[:200] or True
    )
    assert "there is no chronology" in refused("HEAD", "HEAD")


def test_attributes_and_filters_change_nothing() -> None:
    Path(".gitattributes").write_text("events.yaml export-ignore filter=evil\n", encoding="utf-8")
    commit(events_yaml=TEXT)
    git("config", "filter.evil.smudge", "touch owned; cat")
    (compared,) = legation.diff("HEAD", "HEAD", as_of=DAY).compared
    assert len(compared.before.entries) == 1
    assert not Path("owned").exists()


def test_within_a_hook_the_repository_is_that_of_the_chronology(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commit(events_yaml=TEXT)
    monkeypatch.setenv("GIT_DIR", "nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert legation.diff("HEAD", as_of=DAY).status == 0


# --- without git ----------------------------------------------------------------------------------------


def test_without_a_repository() -> None:
    Path("events.yaml").write_text(TEXT, encoding="utf-8")
    assert refused("HEAD").startswith(
        "HEAD: error[revision]: this is no issue, file or folder, and git cannot look for it: "
        "not a git repository"
    )


def test_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("events.yaml").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    assert refused("HEAD") == (
        "HEAD: error[revision]: this is no issue, file or folder, and git, which may know it, "
        "is not installed\n"
        "  hint: install git, or name an issue (norway/2026-03), a file or a folder"
    )
