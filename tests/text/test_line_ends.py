"""Where a line of a brief may end: Unicode's algorithm, and where we differ from it on purpose."""

from __future__ import annotations

from itertools import pairwise

import pytest

from legation.text.line_ends import line_ends


def parted(text: str) -> str:
    """The text with a bar wherever a line may end."""
    ends = [0, *line_ends(text), len(text)]
    return "|".join(text[start:end] for start, end in pairwise(ends))


# As Unicode has it.
@pytest.mark.parametrize(
    "text",
    [
        "the |Minister, |Mr |Karimov; |and |others...",
        "1,000.50 |and |$5 |and |(5) |and |5% |and |-5",
        "he |said: |“yes” |(twice) |and |«no»!",
        "Что |это ? |Да : |нет",
        "etc.). |See |[12]",
        "wait… |now",
        "no\u00a0break, |word\u2060joiner, |zero\u200b|width, |co\u00ad|operation",
        "نشست |وزیران، |در |باکو؟ |بله",
        "می\u200cشود |گفت",
        "שלום |עולם",
        "東|京|で|「会|談」。|次",
        "👍🏽 |🇦🇿|🇺🇿 |👩\u200d💻",
        "and /or",
        "a |— |b",
    ],
)
def test_lines_end_where_unicode_has_it(text: str) -> None:
    assert parted(text.replace("|", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "a |well-|known |man",
        "Baku–|Tashkent, |yes—|but |and/|so |Baku--|Tashkent",
        "an |e-mail |at |50 km/h, |x-ray, |c/o |and |a/c",
        "a |14-day |visit |in |2025–2027 |and |14–16 |May, |COVID-19-related",
        "the |U.S.-led |-fold |‑bound",
        "по-|русски, |кто-|то, |что-|либо",
    ],
)
def test_hyphens_dashes_and_slashes(text: str) -> None:
    assert parted(text.replace("|", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "talks.[3][4] |and |bug(s)(t)",
        "a,[b |No.5 |p.12 |C++ |5%(a)",
        "yes!|no",
    ],
)
def test_signs_within_words(text: str) -> None:
    assert parted(text.replace("|", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "by |32-34 % |or |5 ‰",
        "at |5 °C |for |12 km |or |3 m² |of |40 bcm",
        "for |€ 5 |and |5 € |and |USD 300 |or |300 USD |million",
        "№ 5 |and |§ 12",
        "5 млн |долларов, |12 км |и |3 |дня",
        "on |14 |December |2025",
        "of |12 |members |and |5 |types",
    ],
)
def test_numbers_stay_with_their_units(text: str) -> None:
    assert parted(text.replace("|", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        'the |"Shusha |Declaration" |(2021)',
        "the |“Declaration” |[3]",
        "( “a” )",
    ],
)
def test_a_line_may_end_between_a_quotation_and_a_bracket(text: str) -> None:
    assert parted(text.replace("|", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "see |https://|example.|org/|a-long-name/|of-many?|and=|some",
        "see |(https://|a.|org/), |or",
        "www.|a-b.|org/|c",
        "someone@a-very-long-name-of-a-ministry.|example.|org",
        "Azerbaijan-|Uzbekistan-|Kyrgyzstan |road",
    ],
)
def test_addresses(text: str) -> None:
    assert parted(text.replace("|", "")) == text


@pytest.mark.parametrize("text", ["ก|รุ|ง|เท|พ |ฯ", "ວຽ|ງ|ຈັ|ນ"])
def test_scripts_without_spaces_are_parted_between_letters(text: str) -> None:
    assert parted(text.replace("|", "")) == text
