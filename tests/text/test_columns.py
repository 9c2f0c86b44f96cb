"""Column widths: no broken words, no wrapped dates, no wasted room."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.model.document import (
    Break,
    Cite,
    Column,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
)
from legation.model.theme import Sizes, Theme
from legation.text.columns import Setting, set_widths
from legation.text.measuring import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.text.fonts import Fonts

PADDING = 4.0
WORDS = "The ministers discussed cooperation in trade, energy, transport and education. "
MONTHS = ["January", "September", "December"]


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(
        tuple(map(Column, headers)),
        tuple(Row(tuple((Paragraph((Text(text),)),) for text in row)) for row in rows),
    )


def set_by(theme: Theme, fonts: Fonts) -> Setting:
    return Setting(theme.page.text_width, theme.sizes.table, PADDING, fonts)


def widths(theme: Theme, fonts: Fonts, given: Table) -> list[float]:
    (settled,) = set_widths([given], set_by(theme, fonts))
    assert isinstance(settled, Table)
    return [column.width for column in settled.columns]


def needed(theme: Theme, fonts: Fonts, text: str, *, bold: bool = False) -> float:
    return fonts.width(text, theme.sizes.table, bold=bold) + 2 * PADDING


def chronology(count: int) -> Table:
    rows = [
        [f"{n % 28 + 1} {MONTHS[n % 3]} {1992 + n % 34}", WORDS * (n % 4 + 1), "[12]"]
        for n in range(count)
    ]
    return table(["Date", "Event", "Source"], rows)


def test_dates_are_not_wrapped_and_the_text_takes_the_rest(theme: Theme, fonts: Fonts) -> None:
    dates, text, source = widths(theme, fonts, chronology(60))

    longest = needed(theme, fonts, "28 September 2025")
    assert longest <= dates <= longest * 1.15
    assert needed(theme, fonts, "Source", bold=True) <= source < 60
    assert text == theme.page.text_width - dates - source


def cited(counts: Sequence[int]) -> Table:
    """A chronology whose events have so many sources each."""
    rows = [
        ["12 March 2025", WORDS * 2, " ".join(f"[{n}]" for n in range(1, count + 1))]
        for count in counts
    ]
    return table(["Date", "Event", "Source"], rows)


@pytest.mark.parametrize("counts", [(2, 30), (30, 30), (30, 1, 1, 1, 1), (400,)])
def test_many_numbers_take_no_room_from_the_text(
    theme: Theme, fonts: Fonts, counts: tuple[int, ...]
) -> None:
    _, text, source = widths(theme, fonts, cited(counts))

    assert needed(theme, fonts, "[30]") <= source <= 100
    assert text > 0.55 * theme.page.text_width


def test_a_few_numbers_stand_on_a_line(theme: Theme, fonts: Fonts) -> None:
    *_, source = widths(theme, fonts, cited([3, 3]))
    assert source >= needed(theme, fonts, "[1] [2] [3]")


@pytest.mark.parametrize("row", [0, 61, 4_999])
def test_the_longest_date_counts_wherever_it_stands(theme: Theme, fonts: Fonts, row: int) -> None:
    rows = [["2025", WORDS] for _ in range(5_000)]
    rows[row] = ["28 September 2025", WORDS]

    dates, _ = widths(theme, fonts, table(["Date", "Event"], rows))
    assert dates >= needed(theme, fonts, "28 September 2025")


TEXTS = st.text("ab cdeW-/[]\u00a0\u00ad", max_size=60)


@given(st.integers(1, 9).flatmap(
    lambda count: st.lists(st.lists(TEXTS, min_size=count, max_size=count), min_size=1, max_size=9)
))  # fmt: skip
@settings(deadline=None)
def test_widths_add_up_to_the_text_width_exactly(
    theme: Theme, fonts: Fonts, texts: list[list[str]]
) -> None:
    found = widths(theme, fonts, table(texts[0], texts[1:]))

    assert sum(found) == theme.page.text_width
    assert all(width > 0 for width in found)


def test_no_word_is_broken_while_there_is_room(theme: Theme, fonts: Fonts) -> None:
    words = ["Interparliamentary", "Telecommunications", "Counterterrorism"]
    found = widths(theme, fonts, table(words, [[WORDS * 9] * 3]))

    for word, width in zip(words, found, strict=True):
        assert width >= needed(theme, fonts, word, bold=True)


def test_a_long_address_does_not_take_the_table(theme: Theme, fonts: Fonts) -> None:
    rows = [["2025", WORDS * 3, "https://example.org/" + "long-address/" * 20]]
    dates, text, address = widths(theme, fonts, table(["Date", "Event", "Link"], rows))

    assert dates >= needed(theme, fonts, "2025")
    assert text > 0.4 * theme.page.text_width
    assert address > 0.25 * theme.page.text_width


def test_one_long_remark_does_not_make_its_column_wide(theme: Theme, fonts: Fonts) -> None:
    rows = [[WORDS * 3, "held"] for _ in range(99)]
    rows[50][1] = WORDS
    text, status = widths(theme, fonts, table(["Event", "Status"], rows))

    assert status < 0.3 * theme.page.text_width < text


def test_figures_narrower_than_the_page_leave_the_rest_to_the_widest(
    theme: Theme, fonts: Fonts
) -> None:
    label, value = widths(theme, fonts, table(["", ""], [["Last met", "4"]]))

    assert value < 30
    assert label + value == theme.page.text_width


def test_dates_leave_the_rest_to_short_titles(theme: Theme, fonts: Fonts) -> None:
    rows = [["23 August 2024", "Visit to Oslo", "[1]"]]
    dates, titles, sources = widths(theme, fonts, table(["Date", "Event", "Source"], rows))
    assert max(dates, sources) < 0.3 * theme.page.text_width < titles


def test_a_header_stands_on_one_line(theme: Theme, fonts: Fonts) -> None:
    rows = [["Why?", "A long response, which takes several lines of the column. " * 4]]
    short, _ = widths(theme, fonts, table(["If they raise", "Our response"], rows))
    assert short > measure(fonts, theme.sizes.table, bold=True)("If they raise")


def bare(theme: Theme, fonts: Fonts, text: str, *, bold: bool = False) -> float:
    """What a word needs by the fonts' own measure, without room to spare."""
    return fonts.width(text, theme.sizes.table, bold=bold) + 2 * PADDING


def in_type(size: float) -> Theme:
    return Theme(sizes=Sizes(table=size))


def test_no_word_is_broken_where_the_longest_of_all_fit_whatever_their_share(fonts: Fonts) -> None:
    large, long = in_type(27), "Telecommunications"
    rows = [["28 September 2025", f"{long} {WORDS}"]]
    dates, text = widths(large, fonts, table(["Date", "Event"], rows))

    assert needed(large, fonts, long) > 0.5 * large.page.text_width  # more than an equal share
    assert text >= needed(large, fonts, long)
    assert dates >= needed(large, fonts, "September")


def test_words_in_bold_are_measured_in_bold_in_any_column(fonts: Fonts) -> None:
    large, long = in_type(27), "illimitability"
    bold = (Paragraph((Text(long, bold=True), Text(f" {WORDS}"))),)
    plain = (Paragraph((Text(f"14 {long} 2024"),)),)
    given = Table((Column("A"), Column("B"), Column("C")), (Row((plain, bold, plain)),))
    size = 27 * 0.99 * large.page.text_width
    size /= sum(needed(large, fonts, long, bold=each) for each in (False, True, False))
    tight = in_type(round(size, 1))

    for number, width in enumerate(widths(tight, fonts, given)):
        assert width > bare(tight, fonts, long, bold=number == 1)


def test_what_guards_against_other_fonts_goes_before_a_word_is_broken(fonts: Fonts) -> None:
    words = ["Telecommunications", "Counterterrorism", "Cooperation", "Exchange"]
    tight = in_type(13.8)
    needs = [bare(tight, fonts, word, bold=True) for word in words]
    assert sum(needs) < tight.page.text_width < 1.05 * sum(needs)

    for need, width in zip(needs, widths(tight, fonts, table(words, [])), strict=True):
        assert width > need


TEN = {
    "No": ["1", "2"],
    "Date": ["7 July 2001", "6 June 2000"],
    "Title": ["Humanitarian committee exchange capital", "Delegation of ministers, framework"],
    "Place": ["Baku", "Islamabad"],
    "Kind": ["meeting", "treaty"],
    "Level": ["minister", "minister"],
    "Status": ["held", "held"],
    "Sources": ["[1] [2]", "[10] [11]"],
    "Parties": ["AZ, PK", "AZ, PK"],
    "Priority": ["True", "False"],
}


def test_where_words_must_break_those_of_as_few_columns_as_will_do(
    theme: Theme, fonts: Fonts
) -> None:
    found = widths(theme, fonts, table(list(TEN), list(zip(*TEN.values(), strict=True))))
    broken = [
        name
        for (name, texts), width in zip(TEN.items(), found, strict=True)
        if any(bare(theme, fonts, word) > width for text in texts for word in text.split())
        or bare(theme, fonts, name, bold=True) > width
    ]

    assert sum(found) == theme.page.text_width
    assert broken == ["Title", "Place"]
    assert found[2] >= max(found[:2] + found[3:])


def test_figures_are_not_broken_for_words(theme: Theme, fonts: Fonts) -> None:
    figures = ["1,234,567", "102.5", "US$14m", "2,345,678", "2025"]
    words = ["Telecommunications", "Interparliamentary"]
    found = widths(theme, fonts, table([""] * 9, [figures + words * 2]))

    for figure, width in zip(figures, found, strict=False):
        assert width > bare(theme, fonts, figure)
    assert min(found[5:]) > bare(theme, fonts, "Baku")


def test_a_column_of_addresses_leaves_the_words_of_others_whole(theme: Theme, fonts: Fonts) -> None:
    address = "https://www.example.org/documents/2025/joint-statement.html"
    headers = ["Date", "Event", "Place", "Source", "Address"]
    rows = [["14 December 2025", WORDS, "Islamabad", "[12]", address]] * 5
    found = widths(theme, fonts, table(headers, rows))

    for word, width in zip(["December", "cooperation", "Islamabad"], found, strict=False):
        assert width >= needed(theme, fonts, word)
    assert 0.25 * theme.page.text_width < found[4] < 0.35 * theme.page.text_width


def test_more_columns_than_words_fit_are_all_narrowed(theme: Theme, fonts: Fonts) -> None:
    count = 30
    found = widths(theme, fonts, table(["Telecommunications"] * count, [["x"] * count]))

    assert sum(found) == theme.page.text_width
    assert max(found) - min(found) <= 8


def test_where_words_must_break_those_of_narrow_columns_do_not(theme: Theme, fonts: Fonts) -> None:
    figures, words = ["1,200", "34"] * 4, ["Telecommunications", "Interparliamentary"] * 2
    found = widths(theme, fonts, table([""] * 12, [figures + words]))

    assert sum(found) == theme.page.text_width
    for figure, width in zip(figures, found, strict=False):
        assert width >= needed(theme, fonts, figure)
    assert max(found[8:]) - min(found[8:]) <= 1


def test_one_word_wider_than_the_page_leaves_room_to_the_others(theme: Theme, fonts: Fonts) -> None:
    rows = [["14 December 2025", "w" * 300, "[12]"], ["2024", WORDS, "[1]"]]
    dates, text, source = widths(theme, fonts, table(["Date", "Event", "Source"], rows))

    assert dates >= needed(theme, fonts, "14 December 2025")
    assert source >= needed(theme, fonts, "[12]")
    assert text > theme.page.text_width / 2


@pytest.mark.parametrize("headers", [["Date", "", "Note", ""], [""] * 4])
def test_empty_columns_take_next_to_nothing(headers: list[str], theme: Theme, fonts: Fonts) -> None:
    rows = [["2024", "", WORDS, ""], ["2025", "", WORDS * 2, ""]]
    dates, first, text, second = widths(theme, fonts, table(headers, rows))

    assert dates >= needed(theme, fonts, "2024")
    assert 0 < first == second <= 2 * PADDING + 1
    assert text > 0.7 * theme.page.text_width


def test_a_table_of_nothing_is_as_wide_as_any(theme: Theme, fonts: Fonts) -> None:
    for rows in ([], [["", "", ""]]):
        found = widths(theme, fonts, table(["", "", ""], rows))
        assert sum(found) == theme.page.text_width
        assert min(found) > 0


def test_columns_from_right_to_left_are_measured_like_any(theme: Theme, fonts: Fonts) -> None:
    rows = [["۱۴ دسامبر ۲۰۲۵", "وزیران امور خارجه دو کشور در باکو دیدار کردند. " * 3, "۱۲"]]
    dates, text, number = widths(theme, fonts, table(["تاریخ", "رویداد", "شمار"], rows))

    assert needed(theme, fonts, rows[0][0]) <= dates < 1.3 * needed(theme, fonts, rows[0][0])
    assert needed(theme, fonts, "شمار", bold=True) <= number < 60
    assert text > 0.5 * theme.page.text_width


def test_all_inlines_count_and_a_break_starts_a_line(theme: Theme, fonts: Fonts) -> None:
    address = Link("https://example.org", (Text("Register of "), Text("treaties")))
    cell = (Paragraph((Text("See"), Break(), address, Cite(1234, "source"))),)
    columns = (Column("A"), Column("B"))
    other = (Paragraph((Text(WORDS * 5),)),)
    first, _ = widths(theme, fonts, Table(columns, (Row((cell, other)),)))

    line = needed(theme, fonts, "Register of treaties[1234]")
    assert line <= first <= line * 1.15


def test_headers_that_are_not_shown_take_no_room(theme: Theme, fonts: Fonts) -> None:
    shown = table(["A header of some length", "B"], [["a", WORDS * 5]])
    hidden = Table(shown.columns, shown.rows, header_row=False)

    assert widths(theme, fonts, hidden)[0] < widths(theme, fonts, shown)[0]


def test_a_table_without_rows_is_laid_out_by_its_headers(theme: Theme, fonts: Fonts) -> None:
    assert sum(widths(theme, fonts, table(["Date", "Event"], []))) == theme.page.text_width


def test_time_grows_in_step_with_the_number_of_rows(theme: Theme, fonts: Fonts) -> None:
    def seconds(count: int) -> float:
        given = chronology(count)
        start = time.process_time()
        list(set_widths([given], set_by(theme, fonts)))
        return time.process_time() - start

    seconds(1_000)
    thousand = min(seconds(1_000) for _ in range(3))
    assert seconds(10_000) <= 3 * 10 * thousand
