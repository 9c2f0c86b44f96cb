"""What two editions differ by: nothing that is not there, and all that is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from legation.composing import matching
from legation.composing.changes import compare
from legation.composing.differences import difference, is_sharper
from legation.composing.rewording import reworded, shortened
from legation.composing.telling import summary, told
from legation.model.changes import Change, Mark, News, Piece
from legation.model.dates import parse_edtf
from legation.model.edition import Attestation, Edition, Entry, Reading, Said
from legation.model.quantities import read_quantity

DAY = date(2026, 2, 12)


def event(title: str = "Talks in Baku", date: str = "2025-12-14", **fields: Any) -> Entry:
    return Entry("events", title, date=date, **{"status": "held", "parties": ("PK",), **fields})


def holding(*entries: Entry, said: tuple[Said, ...] = ()) -> Edition:
    return Edition("b", "Test", DAY, entries, said)


def changes(before: Entry, after: Entry) -> tuple[Change, ...]:
    return compare(holding(before), holding(after))


def only(before: Entry, after: Entry) -> Change:
    (change,) = changes(before, after)
    assert (change.before, change.after) == (before, after)
    return change


# --- what became of an item ----------------------------------------------------------------------


def test_added_and_removed() -> None:
    one, other = event(), event("Forum", "2020", parties=("UZ",))
    assert [(c.news, c.title) for c in compare(holding(one), holding(other))] == [
        (News.ADDED, "Forum"),
        (News.REMOVED, "Talks in Baku"),
    ]


@pytest.mark.parametrize(
    ("was", "now", "news"),
    [
        ("planned", "held", News.HELD),
        ("planned", "cancelled", News.CANCELLED),
        ("held", "planned", News.PLANNED),
        ("cancelled", "held", News.HELD),
    ],
)
def test_what_became_of_a_plan(was: str, now: str, news: News) -> None:
    change = only(event(status=was, upcoming=was == "planned"), event(status=now))
    assert (change.news, change.details[0].before, change.details[0].after) == (news, was, now)


def test_an_upcoming_event_whose_day_has_come_without_a_record_is_news() -> None:
    plan = event(status="planned", upcoming=True)
    assert only(plan, replace(plan, upcoming=False)).news is News.PASSED
    assert changes(replace(plan, upcoming=False), plan) == ()
    off = replace(plan, status="cancelled")
    assert changes(off, replace(off, upcoming=False)) == ()


@pytest.mark.parametrize(
    ("before", "after", "sharper"),
    [
        ("2024", "2024-08", True),
        ("2024", "2024-08-23", True),
        ("2024-08", "2024-08-01/2024-08-03", True),
        ("unknown", "2024", True),
        ("[2025-01..2025-12-14]", "2025-07", True),
        ("2024~", "2024", True),
        ("2024?", "2024-08~", True),
        ("2017/", "2017/2020", True),
        ("2017/2020", "2017-03/2020", True),
        ("2017/..", "2017-03/..", True),
        ("2024", "2025", False),
        ("2024-08", "2024", False),
        ("2024", "unknown", False),
        ("2024", "2024~", False),
        ("2024", "2024/..", False),
        ("2017/..", "2017/2020", False),  # it has ended
        ("2024-01-01/2024-01-10", "2024-01-05", False),  # it lasted
        ("2017/2020", "2018/2020", False),
        ("2024-08", "2024-07/2024-08", False),
        ("[2024-01..2024-12]", "2024", False),  # the same days
    ],
)
def test_a_date_made_more_precise(before: str, after: str, sharper: bool) -> None:
    assert is_sharper(parse_edtf(before), parse_edtf(after)) is sharper
    change = only(event(date=before, when="then"), event(date=after, when="now"))
    assert change.news is (News.DATED if sharper else News.REDATED)
    assert (change.details[0].before, change.details[0].after) == ("then", "now")


def test_rewordings_are_told_word_by_word() -> None:
    before = event(said=(Said("Summary", "They met in Baku and signed a treaty."),))
    after = event(said=(Said("Summary", "They met in Baku and signed two treaties."),))
    change = only(before, after)
    (detail,) = change.details
    assert (change.news, detail.label) == (News.REWORDED, "Summary")
    assert detail.pieces == (
        Piece(Mark.SAME, "They met in Baku and signed "),
        Piece(Mark.REMOVED, "a treaty"),
        Piece(Mark.ADDED, "two treaties"),
        Piece(Mark.SAME, "."),
    )


def test_sources_added_and_taken_out() -> None:
    one, two = Attestation("a", "A, 2024"), Attestation("b", "B, 2025")
    change = only(event(sources=(one,)), event(sources=(two,)))
    assert change.news is News.SOURCED
    assert [(d.before, d.after) for d in change.details] == [("", "B, 2025"), ("A, 2024", "")]


def test_another_key_of_a_source_is_no_change() -> None:
    before = event(sources=(Attestation("a", "A, 2024"),))
    assert changes(before, event(sources=(Attestation("b", "A, 2024"),))) == ()


def test_a_source_whose_words_were_corrected_is_told_once() -> None:
    def citing(words: str) -> Edition:
        items = ("Talks", "Forum", "Visit")
        return holding(*(event(each, sources=(Attestation("a", words),)) for each in items))

    (change,) = compare(citing("Gazete, 2024"), citing("Gazette, 2024"))
    assert (change.news, change.section) == (News.SOURCED, "sources")
    assert told([change]) == "Changed:\n- Source\n    [-Gazete-]{+Gazette+}, 2024\n"
    assert summary([change]) == "1 changed"


def test_a_key_that_is_given_to_another_source_is_told_where_it_matters() -> None:
    old = event(sources=(Attestation("a", "A, 2024"),))
    kept, new = Attestation("b", "A, 2024"), Attestation("a", "B, 2025")
    (detail,) = only(old, event(sources=(kept, new))).details
    assert (detail.news, detail.before, detail.after) == (News.SOURCED, "", "B, 2025")


def test_dates_of_agreements_are_told_as_dates() -> None:
    def treaty(*dates: tuple[str, str, str]) -> Entry:
        return Entry("instruments", "Treaty", said=tuple(Said(*each) for each in dates))

    before = treaty(("Signed", "2024", "2024"), ("In force", "2025", "2025"))
    after = treaty(("Signed", "August 2024", "2024-08"), ("In force", "2026", "2026"))
    found = changes(before, after)
    assert [(each.news, each.label) for each in found[0].details] == [
        (News.DATED, "Signed"),
        (News.REDATED, "In force"),
    ]
    assert told(found) == (
        "Changed:\n- Treaty\n"
        "    Signed (made more precise): [-2024-] {+August 2024+}\n"
        "    In force: [-2025-] {+2026+}\n"
    )


def test_what_a_date_of_signature_makes_is_told_with_its_agreement() -> None:
    def both(when: str) -> Edition:
        signing = event("Treaty signed", when, maker="Treaty")
        return holding(signing, Entry("instruments", "Treaty", said=(Said("Signed", when, when),)))

    (change,) = compare(both("2024"), both("2024-08"))
    assert (change.news, change.section) == (News.DATED, "instruments")
    alone = holding(both("2024").entries[0]), holding(both("2024-08").entries[0])
    assert [c.section for c in compare(*alone)] == ["events"], "the brief has no agreements"


def test_of_several_texts_under_one_label_each_finds_its_own() -> None:
    points = [Said("Points to make", text) for text in ("Trade has grown.", "We thank them.")]
    again = [
        Said("Points to make", t) for t in ("New.", "We warmly thank them.", "Trade has grown.")
    ]
    found = compare(holding(said=tuple(points)), holding(said=tuple(again)))
    assert [(c.news, c.section) for c in found] == [
        (News.ADDED, "brief"),
        (News.REWORDED, "brief"),
    ]
    assert told(found) == (
        "Added:\n- Points to make\n    New.\n\n"
        "Changed:\n- Points to make\n    We {+warmly +}thank them.\n"
    )


def test_the_order_is_by_what_happened_then_by_date() -> None:
    before = holding(
        event("Plan", "2026-03", status="planned"),
        event("Gone", "2019"),
        event("Z", "2018", id="z"),
    )
    after = holding(
        event("Plan", "2026-03"),
        event("Late", "2025", parties=()),
        event("Early", "1992", parties=()),
        event("Zed", "2018", id="z"),
        said=(Said("Bottom line", "Yes."),),
    )
    found = compare(before, after)
    assert [change.title for change in found] == [
        "Bottom line",
        "Early",
        "Late",
        "Plan",
        "Zed",
        "Gone",
    ]
    assert summary(found) == "3 added, 1 took place, 1 changed, 1 removed"
    assert summary(()) == told(()) == ""


# --- figures -------------------------------------------------------------------------------------


def reading(words: str, when: str = "2025", unit: str = "USD") -> Reading:
    figure = read_quantity(words)
    unit = figure.unit or unit
    return Reading(when, figure.words(unit), f"{figure.value:f}", when, unit)


@pytest.mark.parametrize(
    ("before", "after", "unit", "words"),
    [
        ("300 million", "320 million", "USD", "up by USD 20 million (6.7 %)"),
        ("320 million", "300 million", "USD", "down by USD 20 million (6.3 %)"),
        ("900 million", "1.2 billion", "USD", "up by USD 300 million (33.3 %)"),
        ("280", "281", "enterprises", "up by 1 enterprises (0.4 %)"),
        ("32 %", "34.5 %", "", "up by 2.5 percentage points"),
        ("10,000", "12,500", "", "up by 2,500 (25 %)"),
        ("0", "5", "", "up by 5"),
        ("1,000,000", "1,000,001", "", "up by 1 (less than 0.1 %)"),
        ("300 million", "0.3 billion", "USD", ""),
        ("more than 300 million", "320 million", "USD", ""),
        ("300 million", "about 320 million", "USD", ""),
        ("32-34 %", "35 %", "", ""),
        ("300 million", "EUR 320 million", "USD", ""),
    ],
)
def test_no_difference_is_claimed_that_is_not_certain(
    before: str, after: str, unit: str, words: str
) -> None:
    assert difference(reading(before, unit=unit), reading(after, unit=unit)) == words


def test_figures_are_matched_by_their_dates() -> None:
    def trade(*readings: Reading) -> Entry:
        return Entry("indicators", "Trade", readings=readings)

    old = trade(reading("100 million", "2024"), reading("150 million", "2025"))
    new = trade(
        reading("100 million", "2024"),
        reading("160 million", "2025"),
        reading("200 million", "2026"),
    )
    change = only(old, new)
    assert change.news is News.FIGURE
    assert [(d.label, d.before, d.after, d.difference) for d in change.details] == [
        ("Figure (2025)", "USD 150 million", "USD 160 million", "up by USD 10 million (6.7 %)"),
        ("Figure (2026)", "", "USD 200 million", "up by USD 40 million (25 %) on 2025"),
    ]
    gone = only(new, old).details[1]
    assert (gone.before, gone.after, gone.difference) == ("USD 200 million", "", "")


def test_a_figure_whose_date_was_made_more_precise_is_that() -> None:
    def trade(*readings: Reading) -> Entry:
        return Entry("indicators", "Trade", readings=readings)

    change = only(trade(reading("300 million", "2025")), trade(reading("300 million", "2025-08")))
    assert change.news is News.DATED
    assert [(d.label, d.before, d.after) for d in change.details] == [
        ("Date of USD 300 million", "2025", "2025-08")
    ]
    other = only(trade(reading("300 million", "2025")), trade(reading("310 million", "2025-08")))
    assert [(d.news, d.before, d.after) for d in other.details] == [
        (News.FIGURE, "", "USD 310 million"),
        (News.FIGURE, "USD 300 million", ""),
    ]


# --- matching ------------------------------------------------------------------------------------


def test_another_id_is_no_change() -> None:
    assert changes(event(id="a"), event(id="b")) == ()
    assert changes(event(), event(id="b")) == ()


def test_an_id_finds_its_item_whatever_else_is_changed() -> None:
    assert only(event(id="a"), event("Opening", "1992", id="a", parties=())).news is News.REDATED


def test_without_ids_likeness_finds_it() -> None:
    before = event("President of Pakistan visits Baku", "2025-12-14")
    after = event("President of Pakistan visits Ganja", "2025-12-15")
    assert {d.news for d in only(before, after).details} == {News.REDATED, News.REWORDED}


def test_what_is_not_alike_enough_is_not_the_same() -> None:
    before, after = event("Agreement on trade signed"), event("Forum of rectors opened")
    assert matching.likeness(before, after) < matching.THRESHOLD
    assert [c.news for c in changes(before, after)] == [News.ADDED, News.REMOVED]
    rounds = event("Round 1", ""), event("Round 2", "")
    assert matching.likeness(*rounds) < matching.THRESHOLD


def test_the_most_alike_come_first() -> None:
    old = [event(f"Ministers of trade meet in {place}") for place in ("Baku", "Tashkent")]
    new = [event(f"Ministers of trade meet again in {place}") for place in ("Tashkent", "Baku")]
    found = compare(holding(*old), holding(*new))
    places = [(c.before and c.before.title[-4:], c.title[-4:]) for c in found]
    assert sorted(places) == [("Baku", "Baku"), ("kent", "kent")]


@pytest.mark.parametrize("kind", ["distinct", "alike"])
def test_looking_for_items_takes_time_in_proportion(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Counter[int]()
    size = 0
    real = matching._in_common

    def counted(one: matching._Seen, other: matching._Seen) -> float:
        looks[size] += 1
        return real(one, other)

    monkeypatch.setattr(matching, "_in_common", counted)
    for size in (500, 2000):
        days = [date.fromordinal(730_000 + n).isoformat() for n in range(size)]
        own = [f"subject{n}" if kind == "distinct" else "subject" for n in range(size)]
        old = [event(f"Ministers meet about {w}", day) for w, day in zip(own, days, strict=True)]
        new = [event(f"Ministers met about {w}", day) for w, day in zip(own, days, strict=True)]
        assert [c.news for c in compare(holding(*old), holding(*new))] == [News.REWORDED] * size
    assert looks[2000] <= 5 * looks[500]
    assert looks[2000] <= 2000 * matching._RAREST * matching._NEAREST


# --- laws ----------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["Baku", "met", "in", "the", " ", "  ", "\n", ".", ",", "“x”", "12.5", "!?"]),
    max_size=15,
).map("".join) | st.text(max_size=20)
LINES = st.sampled_from(["Talks", "Talks in Baku", "Visit to Oslo", "Visit", "Treaty signed", "q"])
DATES = st.sampled_from(["", "unknown", "2024", "2024-08", "2024-08-23", "2017/..", "2030"])
READINGS = st.builds(
    reading, st.sampled_from(["3", "4 million", "more than 5", "6-7 %"]), DATES.filter(bool)
)
ENTRIES = st.builds(
    Entry,
    section=st.sampled_from(["events", "instruments", "indicators"]),
    title=LINES,
    id=st.sampled_from(["", "", "a", "b"]),
    date=DATES,
    status=st.sampled_from(["held", "planned", "cancelled"]),
    parties=st.lists(st.sampled_from(["PK", "UZ"]), unique=True).map(tuple),
    said=st.lists(st.builds(Said, st.sampled_from(["Summary", "Note"]), LINES), max_size=3).map(
        tuple
    ),
    readings=st.lists(READINGS, max_size=2).map(tuple),
    sources=st.lists(
        st.builds(Attestation, st.sampled_from("xyz"), LINES), unique_by=lambda s: s.key, max_size=2
    ).map(tuple),
)


def keyed(edition: Edition) -> Edition:
    """An edition in which each key is of one source, as in a chronology."""
    words = {source.key: source.words for entry in edition.entries for source in entry.sources}
    entries = (
        replace(e, sources=tuple(Attestation(s.key, words[s.key]) for s in e.sources))
        for e in edition.entries
    )
    return replace(edition, entries=tuple(entries))


EDITIONS = st.builds(
    Edition,
    brief=st.just("b"),
    title=LINES,
    as_of=st.just(DAY),
    entries=st.lists(
        ENTRIES, max_size=5, unique_by=lambda e: (e.section, e.id) if e.id else id(e)
    ).map(tuple),
    said=st.lists(
        st.builds(Said, st.sampled_from(["Points", "Bottom line"]), LINES), max_size=3
    ).map(tuple),
).map(keyed)


def content(edition: Edition) -> object:
    """All that is news where it differs: no id, no key of a source, and no order."""
    entries = Counter(
        (
            *(e.section, e.title, e.date, e.status, e.parties),
            frozenset(Counter(e.said).items()),
            frozenset(Counter((r.date, r.words) for r in e.readings).items()),
            frozenset(source.words for source in e.sources),
        )
        for e in edition.entries
    )
    return edition.title, entries, Counter(edition.said)


@given(EDITIONS)
def test_an_edition_differs_in_nothing_from_itself(edition: Edition) -> None:
    assert compare(edition, edition) == ()
    other = replace(edition, as_of=date(2027, 1, 1), entries=edition.entries[::-1])
    assert compare(edition, other) == ()


@given(EDITIONS, EDITIONS)
def test_whatever_differs_is_told(before: Edition, after: Edition) -> None:
    found = compare(before, after)
    if content(before) != content(after):
        assert found
        assert summary(found)
        assert told(found)
    for change in found:
        assert (change.before is None) == (change.news is News.ADDED)
        assert (change.after is None) == (change.news is News.REMOVED)
        assert bool(change.details) == bool(change.before and change.after)


@given(EDITIONS, EDITIONS)
def test_every_item_is_told_of_once_at_most(before: Edition, after: Edition) -> None:
    found = compare(before, after)
    olds = [id(c.before) for c in found if c.before]
    news = [id(c.after) for c in found if c.after]
    assert len(set(olds)) == len(olds)
    assert len(set(news)) == len(news)
    added = sum(c.news is News.ADDED and c.section != "brief" for c in found)
    removed = sum(c.news is News.REMOVED and c.section != "brief" for c in found)
    assert len(after.entries) - len(before.entries) == added - removed


@given(WORDS, WORDS)
def test_the_pieces_give_back_both_texts(before: str, after: str) -> None:
    pieces = reworded(before, after)
    assert "".join(p.text for p in pieces if p.mark is not Mark.ADDED) == before
    assert "".join(p.text for p in pieces if p.mark is not Mark.REMOVED) == after
    assert all(piece.text for piece in pieces)
    assert not any(p.mark is Mark.SAME and p.text.isspace() for p in pieces[1:-1])
    changed = [p for p in pieces if p.mark is not Mark.SAME]
    assert [p for p in shortened(pieces) if p.mark is not Mark.SAME] == changed


def test_texts_too_long_to_compare_word_by_word_are_compared_by_their_ends() -> None:
    before = " ".join(f"w{n}" for n in range(3000))
    after = before.replace("w7 ", "x7 ").replace("w2990 ", "x2990 ")
    pieces = reworded(before, after)
    assert [piece.mark for piece in pieces] == [Mark.SAME, Mark.REMOVED, Mark.ADDED, Mark.SAME]
    assert pieces[0].text == "w0 w1 w2 w3 w4 w5 w6 "


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("双方在巴库会晤。", "双方在塔什干会晤。", ["双方在", "巴库", "塔什干", "会晤。"]),
        ("首脳会談2024年", "首脳会談2025年", ["首脳会談", "2024", "2025", "年"]),
        ("ประชุมที่กรุงบากู", "ประชุมที่เมืองบากู", ["ประชุมที่", "กรุ", "เมือ", "งบากู"]),
    ],
)
def test_scripts_without_blanks_are_compared_sign_by_sign(
    before: str, after: str, pieces: list[str]
) -> None:
    assert [piece.text for piece in reworded(before, after)] == pieces


def test_points_in_a_script_without_blanks_find_their_own() -> None:
    before, after = (
        holding(said=(Said("P", "谢谢"), Said("P", f"双方同意在{place}开设领事馆")))
        for place in ("巴库", "北京")
    )
    assert [change.news for change in compare(before, after)] == [News.REWORDED]


def test_long_stretches_that_stayed_are_cut() -> None:
    words = [f"w{n}" for n in range(60)]
    pieces = shortened(reworded(" ".join(words), " ".join([*words[:30], "new", *words[31:]])))
    assert [piece.text for piece in pieces] == [
        "… w24 w25 w26 w27 w28 w29 ",
        "w30",
        "new",
        " w31 w32 w33 w34 w35 w36 …",
    ]
