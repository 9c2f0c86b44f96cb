"""Faces: what they cover, how wide text is, and which glyphs draw it."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from legation.model import theme
from legation.text.fonts import PACKAGED, Face, Fonts

FONTS = Fonts.load(theme.Fonts())
REGULAR = FONTS.regular
NASKH = Face(PACKAGED / "NotoNaskhArabic-Regular.ttf")
NAMES = "Əliyev Ğ ş ç ö ü ı İ Muxtorjon oʻgʻli maʼno İstanbul Čeština Łódź Отношения Ґ Ѝ №"


def test_the_packaged_faces_are_the_four_styles() -> None:
    assert [
        FONTS.face().name,
        FONTS.face(bold=True).name,
        FONTS.face(italic=True).name,
        FONTS.face(bold=True, italic=True).name,
    ] == [f"IBMPlexSerif-{style}" for style in ("Regular", "Bold", "Italic", "BoldItalic")]


def test_a_theme_replaces_single_files() -> None:
    bold = str(PACKAGED / "IBMPlexSerif-Bold.ttf")
    assert Fonts.load(theme.Fonts(regular=bold)).regular.name == "IBMPlexSerif-Bold"


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Face(tmp_path / "none.ttf")


def test_a_file_is_read_once_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "house.ttf"
    named = theme.Fonts(regular=str(path))
    for style in ("Bold", "Italic"):
        path.write_bytes((PACKAGED / f"IBMPlexSerif-{style}.ttf").read_bytes())
        face = Fonts.load(named).regular
        assert face.name == f"IBMPlexSerif-{style}"
        assert Fonts.load(named).regular is face


def test_the_letters_of_the_region_are_covered() -> None:
    assert FONTS.missing(NAMES) == set()
    assert FONTS.missing("Ш\u0301 е\u0301 ə\u0301 a\u0308") == set()


@pytest.mark.parametrize("face", [FONTS.regular, FONTS.bold, FONTS.italic, FONTS.bold_italic])
def test_uzbek_words_have_no_holes(face: Face) -> None:
    for typed, drawn in (("Oʻzbekiston", "O‘zbekiston"), ("maʼno", "ma’no")):
        assert face.advance(typed) == face.advance(drawn)
        assert [glyph.gid for glyph in face.glyphs(typed)] == [g.gid for g in face.glyphs(drawn)]
        assert "".join(glyph.text for glyph in face.glyphs(typed)) == typed


def test_what_nobody_sees_is_never_missing() -> None:
    assert FONTS.missing("\t\n\u00a0\u00ad\u2010\u2011\u200b\u2009") == set()


def test_missing_characters_are_told() -> None:
    assert FONTS.missing("北京, Baku") == {"北", "京"}


def test_width_is_the_sum_of_words_and_spaces() -> None:
    words = [FONTS.width(word, 11) for word in ("Baku", " ", "and", " ", "Tashkent")]
    assert FONTS.width("Baku and Tashkent", 11) == pytest.approx(sum(words))


def test_width_grows_with_size_and_style() -> None:
    assert FONTS.width("Baku", 22) == pytest.approx(2 * FONTS.width("Baku", 11))
    assert FONTS.width("Baku", 11, bold=True) > FONTS.width("Baku", 11)


def test_letters_are_kerned() -> None:
    assert REGULAR.advance("AV") < REGULAR.advance("A") + REGULAR.advance("V")


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)), st.booleans(), st.booleans())
def test_a_word_is_no_wider_than_its_letters_reach(word: str, bold: bool, italic: bool) -> None:
    face = FONTS.face(bold, italic)
    assert face.advance(word) <= face.reach(word)


@pytest.mark.parametrize("word", ["é", "–", "a\tb", "a\u00adb"])
def test_how_far_other_letters_reach_is_not_told(word: str) -> None:
    assert FONTS.regular.reach(word) == inf


def test_marks_take_no_room() -> None:
    assert REGULAR.advance("ш\u0301") == pytest.approx(REGULAR.advance("ш"))


def test_a_dotted_i_after_f_keeps_its_own_glyph() -> None:
    assert [glyph.text for glyph in REGULAR.glyphs("fi")] == ["f", "i"]


def test_a_soft_hyphen_shows_at_the_end_only() -> None:
    assert REGULAR.advance("co\u00adop") == pytest.approx(REGULAR.advance("coop"))
    assert REGULAR.advance("co\u00ad") == pytest.approx(REGULAR.advance("co-"))
    assert REGULAR.glyphs("co\u00ad")[-1].text == "\u00ad"


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011"])
def test_hyphens_that_the_font_lacks_are_drawn_as_its_hyphen(hyphen: str) -> None:
    (drawn,), (plain,) = REGULAR.glyphs(hyphen), REGULAR.glyphs("-")
    assert (drawn.gid, drawn.text) == (plain.gid, hyphen)


def test_a_missing_character_shows_and_keeps_its_text() -> None:
    sign, other = REGULAR.glyphs("北京")
    assert (sign.text, other.text) == ("北", "京")
    assert sign.gid == other.gid != 0
    assert sign.advance > 0


INVISIBLE = "\u034f\u115f\u1160\u3164\uffa0\u180b\u17b4\ufe00\ufe0f\U000e0101\u2060\u1680\u0085"


@pytest.mark.parametrize("char", INVISIBLE)
@pytest.mark.parametrize("letter", ["a", "ب"])
def test_what_nobody_sees_draws_nothing(char: str, letter: str) -> None:
    assert FONTS.missing(char) == set()
    drawn = [
        (face.name, g.gid) for face, part in REGULAR.parts(letter + char) for g in face.glyphs(part)
    ]
    alone = {(face.name, g.gid) for face, part in REGULAR.parts(letter) for g in face.glyphs(part)}
    blank = {(face.name, face.glyphs(" ")[0].gid) for face, _ in REGULAR.parts("aب")}
    assert set(drawn) < alone | blank
    assert len(drawn) == 2


SIGNS_OF_NUMBERS = "\u0600\u0601\u0602\u0603\u0604\u06dd"


@pytest.mark.parametrize("sign", SIGNS_OF_NUMBERS)
def test_a_format_character_that_is_seen_is_drawn_by_the_face_behind(sign: str) -> None:
    assert FONTS.missing(sign) == set()
    ((face, part),) = REGULAR.parts(sign)
    assert face.name == "NotoNaskhArabic-Regular"
    assert all(glyph.gid for glyph in face.glyphs(part))


@pytest.mark.parametrize("sign", "\u0605\u070f\u0890\u08e2\ufff9\U000110bd\U00013430\uf0b7")
def test_where_no_face_has_it_it_is_missing_and_shows(sign: str) -> None:
    assert FONTS.missing(sign) == {sign}
    (glyph,), (absence,) = REGULAR.glyphs(sign), REGULAR.glyphs("◊")
    assert (glyph.gid, glyph.text) == (absence.gid, sign)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=" "), max_size=12))
def test_glyphs_stand_for_every_character_in_order(word: str) -> None:
    assert "".join(glyph.text for glyph in REGULAR.glyphs(word)) == word


# --- other scripts -------------------------------------------------------------------------------

URDU, PERSIAN, ARABIC = "وزرائے خارجہ ٹھٹھہ ڈاکٹر", "دیدار وزیران می‌شود ۲۰۲۵", "الإسلام مُحَمَّد ١٤ ؟،؛"


@pytest.mark.parametrize("text", [URDU, PERSIAN, ARABIC])
def test_the_letters_of_urdu_persian_and_arabic_are_drawn(text: str) -> None:
    assert FONTS.missing(text) == set()


@pytest.fixture
def arabic(tmp_path: Path) -> Face:
    """A face with letters of Arabic, but not all of Urdu, and the packaged one behind it."""
    path = tmp_path / "house.ttf"
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, "ابتسكلمنهوي «»-?"))
    path.write_bytes(uharfbuzz.subset(NASKH.face, wanted).blob.data)
    return Face(path, NASKH.path)


@pytest.mark.parametrize("word", ["ہم", "کہا", "سلامہ", "به\u200cہا", "ہُن"])
def test_letters_that_join_are_drawn_by_one_face(word: str, arabic: Face) -> None:
    (drawn,) = arabic.parts(f"«{word}»")[1:-1]
    assert (drawn[0].path, drawn[1]) == (NASKH.path, word)


@pytest.mark.parametrize("word", ["سلام", "北سلام", "سلام北"])
def test_words_that_a_face_has_stay_in_it(word: str, arabic: Face) -> None:
    assert arabic.parts(word) == [(arabic, word)]


@pytest.mark.parametrize("face", [FONTS.regular, FONTS.bold, FONTS.italic, FONTS.bold_italic])
def test_a_letter_that_a_face_lacks_is_drawn_by_the_one_behind(face: Face) -> None:
    weight = "Bold" if "Bold" in face.name else "Regular"
    parts = [(part.name, text) for part, text in face.parts("Baku/باکو(2025)۲")]
    assert parts == [
        (face.name, "Baku/"),
        (f"NotoNaskhArabic-{weight}", "باکو"),
        (face.name, "(2025)"),
        (f"NotoNaskhArabic-{weight}", "۲"),
    ]


def test_what_no_one_sees_stays_with_the_letter_before_it() -> None:
    assert [text for _, text in REGULAR.parts("می‌شود")] == ["می‌شود"]
    assert [text for _, text in REGULAR.parts("مُحَمَّد")] == ["مُحَمَّد"]


def test_arabic_letters_are_joined() -> None:
    ((face, word),) = REGULAR.parts("ببب")
    last, middle, first = face.glyphs(word, turned=True)
    assert len({glyph.gid for glyph in (first, middle, last)}) == 3
    assert REGULAR.advance(word) < 3 * REGULAR.advance("ب")


def test_turned_glyphs_come_from_left_to_right() -> None:
    ((face, word),) = REGULAR.parts("باکو")
    assert [glyph.text for glyph in face.glyphs(word, turned=True)] == list(reversed(word))


def test_turned_brackets_are_mirrored() -> None:
    (turned,), (plain,) = REGULAR.glyphs("(", turned=True), REGULAR.glyphs(")")
    assert (turned.gid, turned.text) == (plain.gid, ")")


def test_the_width_of_mixed_text_is_that_of_its_parts() -> None:
    parts = sum(REGULAR.advance(part) for part in ("(", "باکو", ")", " ", "Baku"))
    assert REGULAR.advance("(باکو) Baku") == pytest.approx(parts)
