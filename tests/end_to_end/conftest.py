"""What the tests of the whole way share: chronologies built once to both formats, then looked into."""

from __future__ import annotations

import pytest

import hostile
import realdata
from editions import SAMPLE, Edition, Hostile, Real, annex_of_sample, build, others_of_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """The briefs of the sample chronology, which builds without a warning."""
    return build(SAMPLE, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def annex(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """All of the sample in the other template: the chronology alone."""
    path = annex_of_sample(tmp_path_factory.mktemp("annex"))
    return build(path, path.parent)["annex"]


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """The sample in the templates that it does not use itself."""
    path = others_of_sample(tmp_path_factory.mktemp("others"))
    return build(path, path.parent)


@pytest.fixture(scope="session")
def hostile_brief(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """A brief that says in every field what a careless program loses, alters or obeys."""
    folder = tmp_path_factory.mktemp("hostile")
    text, words = hostile.chronology()
    (folder / "events.yaml").write_text(text, encoding="utf-8")
    allow = ("url", "control-character", "missing-letters")
    return Hostile(build(folder / "events.yaml", folder, allow=allow)["hostile"], words)


@pytest.fixture(scope="session", params=["recognition", "visits", "timeline"])
def real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Real:
    """The three real chronologies, one after the other."""
    record = getattr(realdata, request.param)()
    folder = tmp_path_factory.mktemp(request.param)
    path = folder / f"{request.param}.yaml"
    path.write_text(record.yaml(), encoding="utf-8")
    return Real(record, build(path, folder)[request.param])
