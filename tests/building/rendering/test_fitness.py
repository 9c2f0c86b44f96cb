"""Which workers are refused, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import legation
from legation.building.rendering import cluster, fitness
from legation.building.rendering.fitness import judge
from legation.building.rendering.workshop import versions
from legation.diagnostics import LegationError

HERE = dict(versions())
PYTHON = HERE.pop("python") + ".7.final.0"


class Client:
    """What `distributed.Client` knows of the workers named."""

    def __init__(self, **workers: Mapping[str, str | None]) -> None:
        self._workers = workers
        self.able: Sequence[Mapping[str, object]] = [dict.fromkeys(workers, True)]

    def get_versions(self, packages: Sequence[str]) -> object:
        told = {"python": PYTHON, **HERE}
        answers = {
            name: {"packages": {p: {**told, **other}.get(p) for p in ("python", *packages)}}
            for name, other in self._workers.items()
        }
        return {"scheduler": {}, "workers": answers, "client": {}}

    def run(self, *_: object, on_error: str) -> Mapping[str, object]:
        assert on_error == "return"
        first, *rest = self.able
        self.able = rest or [first]
        return first


def refused(client: Client, folder: str = "") -> str:
    with pytest.raises(LegationError) as caught:
        judge(client, folder)
    (problem,) = caught.value.diagnostics
    return legation.render(problem)


def test_workers_that_have_what_this_computer_has() -> None:
    judge(Client(one={}, two={"python": PYTHON.replace(".7.final", ".8.final")}), "")


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (
            {"legation": None, "reportlab": None},
            "the worker at b has no Legation\n  hint: type there: "
            "pip install 'legation[cluster]==0.1.0'",
        ),
        (
            {"legation": "9.0"},
            "the worker at b has Legation 9.0, and this computer has 0.1.0\n  hint: type there: "
            "pip install 'legation[cluster]==0.1.0'",
        ),
        (
            {"lxml": "1.0"},
            f"the worker at b has lxml 1.0, and this computer has {HERE['lxml']}\n"
            f"  hint: type there: pip install lxml=={HERE['lxml']}; else its files might differ",
        ),
    ],
)
def test_a_worker_that_has_something_else(there: Mapping[str, str | None], told: str) -> None:
    assert refused(Client(a={}, b=there, c=there)) == f"error[cluster]: {told}"


def test_a_worker_with_another_python() -> None:
    told = refused(Client(a={"python": "3.99.0.final.0"}))
    assert told.startswith("error[cluster]: the worker at a has Python 3.99, and this computer has")
    assert "\n  hint: start it with Python 3." in told


def test_a_folder_that_some_worker_does_not_see(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitness, "_DELAY", 0.5)
    client = Client(a={}, b={}, c={})
    client.able = [{"a": True, "b": False, "c": True}, {"a": True, "b": True, "c": OSError()}]
    judge(client, "shared/own")  # which takes its time to appear
    client.able = [{"a": False, "b": True, "c": False}]
    folder = str(Path("shared", "own"))
    assert refused(client, folder) == (
        "shared: error[cluster]: the worker at a cannot write to this folder, nor can 1 other\n"
        "  hint: name a folder that all computers share, under the same path"
    )


@pytest.mark.parametrize("there", [None, b"something else"])
def test_what_does_not_appear_in_the_folder_or_is_another(
    there: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitness, "_DELAY", 0.2)
    path = tmp_path / "shared" / "own" / ("0" * 64)
    path.parent.mkdir(parents=True)
    if there is not None:
        path.write_bytes(there)
    with pytest.raises(LegationError, match="does not appear here") as caught:
        cluster._fetched(path)
    assert str(caught.value).startswith(f"{tmp_path / 'shared'}: error[cluster]: ")
