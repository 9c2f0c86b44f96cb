"""A chronology as it was at a revision in git, put into a folder to be read like any other.

Git is run as a program, with lists of arguments: what a revision is called is never taken for an option.
Its objects are read themselves (`git cat-file`): no archive is unpacked, no attribute leaves a file out, no
filter or hook of the repository runs, no link is followed, and no name leads out of the folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from legation.building.disk.files import stage
from legation.diagnostics import Position, fail
from legation.reading.files import ENDINGS, TEXTS

_PATIENCE = 60  # seconds
_ORDINARY = {"100644", "100755"}  # not a link, nor another repository
_UNSAFE = frozenset(":\\" if os.name == "nt" else "")  # which lead elsewhere on Windows
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


class Revision(Struct, frozen=True):
    """A commit, and where in its files a chronology is looked for.

    Attributes:
        named: As it was typed: `HEAD~1`.
        commit: Its hash.
        home: A folder of the repository, where git is run.
        inside: The chronology's path from the top of the repository; empty for the top itself.
        path: The chronology as messages name it.
    """

    named: str
    commit: str
    home: Path
    inside: str
    path: str

    @property
    def chronology(self) -> str:
        """The chronology as git names it: `HEAD~1:./events.yaml`, which messages have too."""
        there = self.path if os.path.isabs(self.path) else os.path.join(".", self.path)  # noqa: PTH117, PTH118
        return f"{self.named}:{there}"


class _Blob(Struct, frozen=True):
    """A file of a commit: its hash, and its path from the top."""

    hash: str
    path: PurePosixPath


def revision_of(named: str, path: str) -> Revision | None:
    """The commit that a name stands for in the repository of a chronology; None where it stands for none.

    Args:
        named: A revision as git takes it: `HEAD~1`, `v2`, `main@{yesterday}`.
        path: The chronology, a file or folder, which need not be there now.

    Raises:
        LegationError: Git is not installed, the chronology is in no repository, or git refuses to look.
    """
    chronology = Path(path)
    inside = chronology.is_dir()
    home = chronology if inside else chronology.parent
    if named.startswith("-") or "\0" in named:
        return None  # no revision begins so; a branch that does is refs/heads/-x
    prefix = os.fsdecode(_git(home, named, "rev-parse", "--show-prefix")).rstrip("\r\n")
    one = f"{named}^{{commit}}"
    found = _run(home, named, "rev-parse", "--verify", "--quiet", one)
    if found.returncode:
        return None
    there = prefix.rstrip("/") if inside else prefix + chronology.name
    return Revision(named, found.stdout.decode("ascii").strip(), home, there, path)


def put_into(folder: Path, revision: Revision) -> Path:
    """Put the chronology of a revision, with the texts of its briefs, into a folder.

    Args:
        folder: An empty one.
        revision: Which.

    Returns:
        The chronology: a file, or a folder, of the name that it has now.

    Raises:
        LegationError: It was not there, or has a name that is not safe; or git fails.
    """
    top = PurePosixPath(revision.inside)
    blobs = list(_blobs(revision))
    single = any(blob.path == top for blob in blobs)
    home = top.parent if single else top
    own = [b for b in blobs if b.path == top or (not single and _is_part(b.path, home))]
    texts = [blob for blob in blobs if blob.path.parent == home / TEXTS]
    if not own:
        message = f"there is no chronology of that name at {revision.named} ({revision.commit[:7]})"
        hint = "name another revision, or the path that it had then"
        raise fail(Position(revision.chronology), "revision", message, hint)
    target = folder / (home.name or revision.home.resolve().name)
    for blob, data in zip([*own, *texts], _contents(revision, [*own, *texts]), strict=True):
        inner = blob.path.relative_to(home)
        if any(part == ".." or _UNSAFE.intersection(part) for part in inner.parts):
            message = f"a file there has a name that is not safe to use: {blob.path}"
            raise fail(Position(revision.chronology), "revision", message)
        (target / inner).parent.mkdir(parents=True, exist_ok=True)
        stage(target / inner, data)
    return target / top.name if single else target


def _is_part(path: PurePosixPath, home: PurePosixPath) -> bool:
    """Whether a file may be one of those that make up the chronology of a folder."""
    return path.parent == home and path.name.lower().endswith(ENDINGS)


def _blobs(revision: Revision) -> Iterator[_Blob]:
    """The ordinary files of a commit that are the chronology's, or may be."""
    texts = str(PurePosixPath(revision.inside).parent / TEXTS)
    wanted = [revision.inside, texts] if revision.inside else []
    options = "-r", "-z", "--full-tree", revision.commit, "--"
    listed = _git(
        revision.home, revision.named, "--literal-pathspecs", "ls-tree", *options, *wanted
    )
    for line in filter(None, listed.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _, hash_ = about.decode("ascii").split()
        if mode in _ORDINARY:
            yield _Blob(hash_, PurePosixPath(os.fsdecode(path)))


def _contents(revision: Revision, blobs: Sequence[_Blob]) -> Iterator[bytes]:
    """The bytes of files, in the order given."""
    asked = "".join(f"{blob.hash}\n" for blob in blobs).encode()
    told = _git(revision.home, revision.named, "cat-file", "--batch", given=asked)
    begin = 0
    for blob in blobs:
        head = told[begin : told.index(b"\n", begin)]
        if not head.split()[-1].isdigit():
            message = f"git has not kept what {blob.path} was"
            raise fail(
                Position(revision.chronology), "revision", message, "fetch it, then try again"
            )
        begin += len(head) + 1
        end = begin + int(head.split()[-1])
        yield told[begin:end]
        begin = end + 1


def _git(home: Path, named: str, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints.

    Raises:
        LegationError: It fails; the message has its own words.
    """
    done = _run(home, named, *arguments, given=given)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [""]
        why = said[0].removeprefix("fatal: ")
        message = f"this is no issue, file or folder, and git cannot look for it: {why}"
        hint = "name an issue (norway/2026-03), a file or a folder; or keep the chronology in git"
        raise fail(Position(named), "revision", message, hint)
    return done.stdout


def _run(
    home: Path, named: str, *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; where a variable leads it to another repository, as in a hook, that is unset.

    Raises:
        LegationError: There is no git, no such folder, or no answer.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    program = shutil.which("git")
    if program is None:
        message = "this is no issue, file or folder, and git, which may know it, is not installed"
        hint = "install git, or name an issue (norway/2026-03), a file or a folder"
        raise fail(Position(named), "revision", message, hint)
    try:
        return subprocess.run(  # noqa: S603 (the arguments are a list: no shell reads them)
            [program, "-C", str(home), *arguments],
            input=given,
            capture_output=True,
            check=False,
            env=environment,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        message = f"git has not answered within {_PATIENCE} seconds"
        raise fail(Position(named), "revision", message, "try again") from None
