"""Figures: comparator, digits and scale are kept as they were written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.model.quantities import QuantityError, read_quantity


@pytest.mark.parametrize(
    ("typed", "value", "comparator", "printed"),
    [
        ("32.4 million", "32400000", "=", "USD 32.4 million"),
        ("more than 300 million", "300000000", ">", "more than USD 300 million"),
        ("> 300 million", "300000000", ">", "more than USD 300 million"),
        (">300m", "300000000", ">", "more than USD 300 million"),
        ("at least 12", "12", ">=", "at least USD 12"),
        ("up to 5 bn", "5000000000", "<=", "at most USD 5 billion"),
        ("about 280", "280", "~", "about USD 280"),
        ("~280", "280", "~", "about USD 280"),
        ("US$2 billion", "2000000000", "=", "USD 2 billion"),
        ("$1,234.50", "1234.50", "=", "USD 1,234.50"),
        ("EUR 5 million", "5000000", "=", "EUR 5 million"),
        ("5 million EUR", "5000000", "=", "EUR 5 million"),
        ("80 %", "80", "=", "80 %"),
        ("80 per cent", "80", "=", "80 %"),
        ("32-34 %", "32", "=", "32–34 %"),
        ("10 to 12 million", "10000000", "=", "USD 10–12 million"),
        ("1,234 million", "1234000000", "=", "USD 1,234 million"),
        ("0", "0", "=", "USD 0"),
        ("-3 %", "-3", "=", "-3 %"),
        ("−3 %", "-3", "=", "-3 %"),
        ("+3 %", "3", "=", "+3 %"),
        ("-5-7 %", "-5", "=", "-5–7 %"),
        ("32–34 %", "32", "=", "32–34 %"),
        ("300 mln", "300000000", "=", "USD 300 million"),
        ("300 millions", "300000000", "=", "USD 300 million"),
        ("₼ 5 billion", "5000000000", "=", "AZN 5 billion"),
    ],
)
def test_a_figure_is_read_and_printed_as_written(
    typed: str, value: str, comparator: str, printed: str
) -> None:
    quantity = read_quantity(typed)
    assert (quantity.value, quantity.comparator) == (Decimal(value), comparator)
    assert quantity.words("USD") == printed


def test_what_is_counted_stands_behind_the_number() -> None:
    assert read_quantity("about 280").words("enterprises") == "about 280 enterprises"
    assert read_quantity("14").words("TEU") == "14 TEU"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1,5 million", "use a point for decimals: 1.5 million"),
        ("many", "write for example 32.4 million, more than 300 million, about 280, or 80 %"),
        ("1.2.3", "write for example"),
        ("12,34,567", "write for example"),
        ("34-32 %", "write the smaller figure first: 32-34"),
        ("", "write for example"),
        ("5 000 000", "use commas between thousands: 5,000,000"),
        ("1.234.567", "use commas between thousands: 1,234,567"),
        ("usd 5 million", "write USD 5 million"),
        ("¥5 million", "write which it is, yen or yuan (CNY): JPY 5 million"),
        ("300+", "write at least 300"),
        ("about 280 men", "write about 280 here, and on a line of the indicator unit: men"),
        ("5 million US dollars", "write 5 million here, and on a line of the indicator unit: US"),
        ("$5 EUR", "write $5 here, and on a line of the indicator unit: EUR"),
        ("leſs than 5", "write for example"),
        ("5 thouſand", "write 5 here"),
        ("5" * 200, "write for example"),
        ("١٢", "write for example"),
    ],
)
def test_what_is_no_figure_is_refused_with_a_mend(typed: str, hint: str) -> None:
    with pytest.raises(QuantityError) as caught:
        read_quantity(typed)
    assert caught.value.hint.startswith(hint)


@given(st.text(max_size=30))
def test_any_text_is_a_figure_or_a_quantity_error(text: str) -> None:
    try:
        quantity = read_quantity(text)
    except QuantityError:
        return
    assert quantity.value.is_finite()


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["", "thousand", "million", "billion", "trillion"]),
    st.sampled_from(["", "more than", "about", "at least", "less than", "at most"]),
)
def test_what_is_printed_reads_back_the_same(amount: Decimal, scale: str, comparator: str) -> None:
    quantity = read_quantity(f"{comparator} {amount} {scale}")
    assert read_quantity(quantity.words()) == quantity
