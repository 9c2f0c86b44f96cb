"""Drafts are kept by count or age; nothing is taken away but what a run has put there."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from attending import Desk
from legation.building.running.drafts import Drafts, Kept
from legation.diagnostics import LegationError
from legation.model.ages import Age, AgeError

DAY = date(2026, 11, 23)


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path, "output")


def days(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "drafts").iterdir())


def weeks(drafts: Drafts, number: int) -> None:
    for week in range(number):
        drafts.keep(DAY - timedelta(weeks=week), {"norway.pdf": b"draft"})


def test_what_was_not_issued_is_kept_for_its_day(desk: Desk) -> None:
    desk.run()
    desk.run("2026-11-30T06:00+01:00")
    desk.edit("Visit to Oslo", "Visit to Bergen")
    desk.run("2026-12-07T06:00+01:00")
    assert days(desk.folder / "output") == ["2026-11-30"]
    kept = desk.folder / "output/drafts/2026-11-30"
    assert sorted(path.name for path in kept.iterdir()) == [
        "SHA256SUMS",
        "britain.text",
        "norway.text",
    ]
    assert "30 November 2026" in (kept / "norway.text").read_text("utf-8")


def test_the_day_is_that_of_the_chronologys_time_zone(desk: Desk) -> None:
    desk.run("2026-11-23T06:00+01:00")
    desk.run("2026-11-29T23:30+00:00")
    assert days(desk.folder / "output") == ["2026-11-30"]


def test_by_count(drafts: Drafts, tmp_path: Path) -> None:
    weeks(drafts, 4)
    drafts.clear(Kept(2), DAY)
    assert days(tmp_path) == ["2026-11-16", "2026-11-23"]
    drafts.clear(Kept(0), DAY)
    assert days(tmp_path) == []


def test_by_age(drafts: Drafts, tmp_path: Path) -> None:
    weeks(drafts, 4)
    drafts.clear(Kept(None, Age(14, "days")), DAY)
    assert days(tmp_path) == ["2026-11-09", "2026-11-16", "2026-11-23"]


def test_nothing_else_is_taken_away(drafts: Drafts, tmp_path: Path) -> None:
    weeks(drafts, 3)
    folder = tmp_path / "drafts"
    (folder / "2026-11-09" / "norway.pdf").write_bytes(b"changed")
    (folder / "2026-11-16" / "hers.txt").write_bytes(b"hers")
    for other in ("2020-01-01", "2026-13-01", "old"):
        (folder / other).mkdir()
        (folder / other / "norway.pdf").write_bytes(b"hers")
    (folder / "2019-01-01").symlink_to(folder / "old")
    drafts.clear(Kept(0), DAY)
    assert days(tmp_path) == [
        "2019-01-01",
        "2020-01-01",
        "2026-11-09",
        "2026-11-16",
        "2026-13-01",
        "old",
    ]
    assert (folder / "2026-11-09" / "norway.pdf").read_bytes() == b"changed"
    assert not (folder / "2026-11-16" / "norway.pdf").exists()


def test_sums_that_lead_elsewhere_lead_nowhere(drafts: Drafts, tmp_path: Path) -> None:
    weeks(drafts, 1)
    outside = tmp_path / "hers.txt"
    outside.write_bytes(b"draft")
    sums = tmp_path / "drafts" / DAY.isoformat() / "SHA256SUMS"
    digest = sums.read_text().split()[0]
    sums.write_text(f"{digest}  ../../hers.txt\n{digest}  ..\n{digest}  {outside}\n")
    drafts.clear(Kept(0), DAY)
    assert outside.read_bytes() == b"draft"


def test_a_later_run_of_the_day_replaces_its_own_only(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(DAY, {"norway.pdf": b"one", "sweden.pdf": b"one"})
    folder = tmp_path / "drafts" / DAY.isoformat()
    (folder / "sweden.pdf").write_bytes(b"hers")
    (folder / "france.pdf").write_bytes(b"hers")
    drafts.keep(DAY, dict.fromkeys(("norway.pdf", "sweden.pdf", "france.pdf"), b"two"))
    assert [(folder / f"{name}.pdf").read_bytes() for name in ("norway", "sweden", "france")] == [
        b"two",
        b"hers",
        b"hers",
    ]


def test_the_sums_are_as_sha256sum_has_them(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(DAY, {"sweden.pdf": b"draft", "norway.pdf": b""})
    sums = tmp_path / "drafts" / DAY.isoformat() / "SHA256SUMS"
    digests = sha256(b"").hexdigest(), sha256(b"draft").hexdigest()
    assert sums.read_text() == f"{digests[0]}  norway.pdf\n{digests[1]}  sweden.pdf\n"


def test_through_no_link(drafts: Drafts, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "drafts").symlink_to(tmp_path / "else")
    with pytest.raises(LegationError, match="a link to somewhere else"):
        drafts.keep(DAY, {"norway.pdf": b"draft"})
    drafts.clear(Kept(0), DAY)
    assert list((tmp_path / "else").iterdir()) == []


def test_how_it_is_typed() -> None:
    assert Kept.read("8") == Kept(8, None)
    assert Kept.read("90d") == Kept(None, Age(90, "days"))
    with pytest.raises(AgeError):
        Kept.read("-1")
