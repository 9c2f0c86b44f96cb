"""The theme: the user's keys over the defaults, files by absolute path, mistakes at their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from font_files import PLEX, with_tables
from legation.diagnostics import Report, render
from legation.model.theme import Theme
from legation.reading.templates import Folder, packaged
from legation.reading.theme import read_theme
from legation.text.fonts import PACKAGED
from word import png


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, text: str) -> tuple[Theme | None, list[str]]:
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    report = Report()
    theme = read_theme([Folder(folder, "t"), Folder(packaged(), "ours")], report)
    return theme, [render(d).replace("t\\theme", "t/theme") for d in report]


def test_the_packaged_theme_states_every_default() -> None:
    """What an officer copies and changes is what is used without it; only the paths are left out."""
    report = Report()
    theme = read_theme([Folder(packaged(), "ours")], report)
    assert (theme, len(report)) == (Theme(), 0)
    given = theme.model_dump(exclude_unset=True) if theme else {}
    left_out = {
        f"{part}.{key}" if isinstance(default, dict) else part
        for part, default in Theme().model_dump().items()
        for key in (default if isinstance(default, dict) else [part])
        if key not in (given.get(part, {}) if isinstance(default, dict) else given)
    }
    assert left_out == {"fonts.regular", "fonts.bold", "fonts.italic", "fonts.bold_italic", "logo"}


def test_the_users_keys_stand_over_the_defaults_one_by_one(folder: Path) -> None:
    theme, said = read(folder, "colours: {accent: '#8b0000'}\nsizes:\n  body: 12\nleading: 1.5\n")
    assert said == []
    assert theme is not None
    assert (theme.colours.accent, theme.colours.text) == ("8B0000", Theme().colours.text)
    assert (theme.sizes.body, theme.sizes.title, theme.leading) == (12, 22, 1.5)


@pytest.mark.parametrize(
    "text", ["", "# colours:\n", "colours:\n", "colours: {}\n", "sizes:\n  body:\n"]
)
def test_a_theme_may_set_nothing(folder: Path, text: str) -> None:
    assert read(folder, text) == (Theme(), [])


def test_paths_are_made_absolute_from_the_themes_folder(folder: Path) -> None:
    (folder / "logo.png").write_bytes(png(3, 2))
    faces = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold-italic": "BoldItalic"}
    lines = [f"  {face}: {PACKAGED / f'IBMPlexSerif-{style}.ttf'}" for face, style in faces.items()]
    theme, said = read(folder, "logo: logo.png\nfonts:\n" + "\n".join(lines) + "\n")
    assert said == []
    assert theme is not None
    assert theme.logo == str(folder.resolve() / "logo.png")
    assert theme.fonts.bold_italic == str(PACKAGED / "IBMPlexSerif-BoldItalic.ttf")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("colours: {accent: red}", '1:19: error[wrong-value]: "red" is no colour'),
        ("colours: {accent: 12345}", '1:19: error[wrong-value]: "12345" is no colour'),
        ("colours: red", "1:10: error[wrong-type]: `colours` takes a mapping, not text"),
        ("colour: {}", "1:1: error[unknown-key]: there is no key `colour` here"),
        ("page: {size: A5}", '1:14: error[wrong-value]: "A5" is none of the values of `size`'),
        ("page: {top: 0}", '1:13: error[wrong-value]: `top` takes a number from 5 to 80, not "0"'),
        ("sizes: {body: nan}", '1:15: error[wrong-value]: `body` takes a number from 5 to 72, not "nan"'),
        ("sizes: {body: [1]}", "1:15: error[wrong-value]: `body` takes a number from 5 to 72, not a list"),
        ("sizes: {page: 72}", '1:15: error[wrong-value]: `page` takes a number from 5 to 14, not "72"'),
        ("sizes: {timeline: 30}", "1:19: error[wrong-value]: `timeline` takes a number from 5 to 14"),
        ("leading: 9", '1:10: error[wrong-value]: `leading` takes a number from 1 to 2, not "9"'),
        ("cover: maybe", '1:8: error[wrong-value]: "maybe" is none of the values of `cover`'),
        ("cover: [1]", "1:8: error[wrong-type]: `cover` takes text, not a list"),
        ("logo: no.png", '1:7: error[theme-file]: there is no file "no.png" to read here'),
        ("logo: .", '1:7: error[theme-file]: there is no file "." to read here'),
        ("logo: https://a.example/l.png", "1:7: error[theme-file]: a file on this computer is wanted here"),
        ("logo: theme.yaml", '1:7: error[theme-file]: "theme.yaml" is not a PNG or JPEG picture'),
    ],
)  # fmt: skip
def test_mistakes_have_their_place(folder: Path, text: str, expected: str) -> None:
    theme, said = read(folder, text + "\n")
    assert theme is None
    assert [line[: len(f"t/theme.yaml:{expected}")] for line in said] == [
        f"t/theme.yaml:{expected}"
    ]


@pytest.mark.parametrize("text", ["- accent: 1F3A5F", "[accent]", "blue"])
def test_a_theme_without_keys_is_shown_some(folder: Path, text: str) -> None:
    assert read(folder, text + "\n") == (
        None,
        [
            "t/theme.yaml:1:1: error[yaml-mapping]: a theme is made of keys with values\n"
            "  hint: write for example:\n    colours:\n      accent: 1F3A5F"
        ],
    )


def test_a_font_comes_whole(folder: Path) -> None:
    (folder / "a.ttf").write_bytes(PLEX.read_bytes())
    _, said = read(folder, "fonts:\n  bold: a.ttf\n  regular: a.ttf\n")
    assert said == [
        "t/theme.yaml:3:3: error[theme-file]: a font has four files: `italic`, `bold-italic` are missing\n"
        "  hint: add a line for each; the file of another face will do"
    ]


def test_a_font_that_cannot_be_embedded_is_refused_at_its_line(folder: Path) -> None:
    (folder / "a.otf").write_bytes(b"OTTO and so on")
    (folder / "b.ttf").write_bytes(PLEX.read_bytes()[:50_000])
    (folder / "c.ttf").write_bytes(with_tables(PLEX.read_bytes(), fvar=b"anything"))
    (folder / "d").mkdir()
    lines = "fonts:\n  regular: a.otf\n  bold: b.ttf\n  italic: c.ttf\n  bold-italic: d\n"
    theme, said = read(folder, lines)
    assert theme is None
    assert said == [
        't/theme.yaml:2:12: error[theme-file]: "a.otf" has PostScript outlines (CFF), which a PDF of ours '
        "cannot hold\n  hint: name its TrueType version (.ttf), which most makers have beside it",
        't/theme.yaml:3:9: error[theme-file]: "b.ttf" is damaged: it ends too early\n'
        "  hint: copy the file anew from where it came, or name another",
        't/theme.yaml:4:11: error[theme-file]: "c.ttf" is a variable font, whose faces are not drawn but '
        "computed\n  hint: name its static files, one a face, such as House-Regular.ttf and "
        "House-Bold.ttf",
        't/theme.yaml:5:16: error[theme-file]: there is no file "d" to read here\n'
        "  hint: name a TrueType font (.ttf); paths begin at the theme's own folder",
    ]


def test_a_theme_that_cannot_be_read_is_said(folder: Path) -> None:
    (folder / "theme.yaml").mkdir()
    report = Report()
    assert read_theme([Folder(folder, "t")], report) is None
    assert "error[file]: the theme cannot be read: " in render(next(iter(report)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "colours:\n  accent: FFCC00\n",
            "t/theme.yaml:2:11: warning[contrast]: `accent` (FFCC00) on `paper` (FFFFFF) has a contrast "
            "of 1.5 : 1, and text needs 4.5 : 1\n  hint: write 907300, the nearest that has it",
        ),
        (
            "colours: {muted: '#767676'}\n",
            "t/theme.yaml:1:18: warning[contrast]: `muted` (767676) on `shade` (EEF1F5) has a contrast "
            "of 4.0 : 1, and text needs 4.5 : 1\n  hint: write 6E6E6E, the nearest that has it",
        ),
        (
            "colours:\n  shade: 404040\n",
            "t/theme.yaml:2:10: warning[contrast]: `muted` (595959) on `shade` (404040) has a contrast "
            "of 1.4 : 1, and text needs 4.5 : 1\n  hint: write D0D0D0, the nearest that has it",
        ),
        (
            "colours: {accent: 767676, shade: C0CCDA}\n",
            "t/theme.yaml:1:19: warning[contrast]: `accent` (767676) on `shade` (C0CCDA) has a contrast "
            "of 2.7 : 1, and what is drawn needs 3 : 1\n  hint: write 707070, the nearest that has it",
        ),
        (
            "colours: {paper: '777777', shade: '000000', text: FFFFFF, muted: FFFFFF, accent: FFFFFF}\n",
            "t/theme.yaml:1:51: warning[contrast]: `text` (FFFFFF) on `paper` (777777) has a contrast of "
            "4.4 : 1, and text needs 4.5 : 1\n  hint: no other `text` has it: change the colours that it "
            "meets too",
        ),
    ],
)
def test_colours_that_cannot_be_read_are_warned_of(folder: Path, text: str, expected: str) -> None:
    theme, said = read(folder, text)
    assert theme is not None
    assert said[0][: len(expected)] == expected


def test_each_colour_that_was_chosen_is_told_once(folder: Path) -> None:
    _, said = read(folder, "colours:\n  text: DDDDDD\n  shade: '303030'\n  muted: 8A8A8A\n")
    assert [line.partition("`")[0] for line in said] == [
        "t/theme.yaml:2:9: warning[contrast]: ",
        "t/theme.yaml:3:10: warning[contrast]: ",
        "t/theme.yaml:4:10: warning[contrast]: ",
    ]


def test_rules_may_be_as_faint_as_one_likes(folder: Path) -> None:
    assert read(folder, "colours: {rule: FEFEFE}\n")[1] == []
