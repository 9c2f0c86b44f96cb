"""The theme: colours, fonts, sizes and margins, one set for both formats.

Read from `theme.yaml`; every key is optional and has the default seen here. Sizes and leading are
points, margins millimetres, colours six hexadecimal digits with or without `#`.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from legation.model.drawing import Ink


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_kebab,
        populate_by_name=True,
        defer_build=True,
    )


Colour = Annotated[
    str,
    BeforeValidator(lambda value: value.removeprefix("#") if isinstance(value, str) else value),
    Field(pattern=r"^[0-9A-Fa-f]{6}$"),
    AfterValidator(str.upper),
]
Points = Annotated[float, Field(ge=5, le=72)]
Small = Annotated[float, Field(ge=5, le=14)]  # what is larger leaves too little room
Millimetres = Annotated[float, Field(ge=5, le=80)]


WHITE = "FFFFFF"
"""The colour of paper that nobody need paint."""


class Colours(_Part):
    """The palette. `rule` is for lines, `shade` for the ground of header rows."""

    accent: Colour = "1F3A5F"
    text: Colour = "1A1A1A"
    muted: Colour = "595959"
    rule: Colour = "A6A6A6"
    shade: Colour = "EEF1F5"
    paper: Colour = WHITE

    def of(self, ink: Ink) -> str:
        """The colour of a role, as six hexadecimal digits."""
        colour: str = getattr(self, ink.value)
        return colour


class Fonts(_Part):
    """The body font: the name that Word knows it by, and the four files that the PDF embeds.

    The files are absolute paths once read, or empty for the faces that ship with legation.
    """

    name: str = "IBM Plex Serif"
    fallback: str = "Cambria"
    regular: str = ""
    bold: str = ""
    italic: str = ""
    bold_italic: str = ""


class Sizes(_Part):
    """Font sizes."""

    title: Points = 22
    subtitle: Points = 13
    heading1: Points = 15
    heading2: Points = 12
    body: Points = 11
    lead: Points = 12.5
    table: Points = 11
    note: Points = 10
    caption: Points = 10
    page: Small = 8.5
    timeline: Small = 8


class Page(_Part):
    """The sheet and its margins."""

    size: Literal["A4", "Letter"] = "A4"
    top: Millimetres = 25
    right: Millimetres = 25
    bottom: Millimetres = 25
    left: Millimetres = 25

    @property
    def width(self) -> float:
        """The sheet's width in points."""
        return 595.276 if self.size == "A4" else 612.0

    @property
    def height(self) -> float:
        """The sheet's height in points."""
        return 841.89 if self.size == "A4" else 792.0

    @property
    def text_width(self) -> float:
        """The width between the side margins, in points."""
        return self.width - (self.left + self.right) * 72 / 25.4

    @property
    def text_height(self) -> float:
        """The height between the margins at top and bottom, in points."""
        return self.height - (self.top + self.bottom) * 72 / 25.4

    @property
    def turned(self) -> "Page":
        """The same sheet turned to be wider than high: its sides are swapped, its margins are not."""
        return _TurnedPage.model_construct(**dict(self))

    @property
    def drop(self) -> float:
        """How far beneath the top margin, or the logo, the title of a cover stands, in points."""
        return self.height / 5


class _TurnedPage(Page):
    """A sheet that is wider than high."""

    @property
    def width(self) -> float:
        return super().height

    @property
    def height(self) -> float:
        return super().width


class Theme(_Part):
    """How briefs look, in both formats.

    Attributes:
        leading: From one line of body text to the next, as a multiple of its size.
        spacing: The space between paragraphs and around headings, as a multiple of the usual.
        align: Whether the lines of running text end where their words do, or all alike.
        notes: Where sources are named: in a list at the end, at the foot of the pages that cite them, or in
            that list but as endnotes in Word.
        cover: Whether the title block has a page of its own.
        logo: An absolute path of a PNG or JPEG for the title block, or empty.
        logo_height: Its height in millimetres.
    """

    # Constructed, not validated: a build without a theme of its own need not compile the validators.
    colours: Colours = Field(default_factory=Colours.model_construct)
    fonts: Fonts = Field(default_factory=Fonts.model_construct)
    sizes: Sizes = Field(default_factory=Sizes.model_construct)
    page: Page = Field(default_factory=Page.model_construct)
    leading: Annotated[float, Field(ge=1, le=2)] = 1.4
    spacing: Annotated[float, Field(ge=0.25, le=2)] = 1
    align: Literal["start", "justify"] = "start"
    notes: Literal["end", "foot", "endnotes"] = "end"
    cover: bool = False
    logo: str = ""
    logo_height: Annotated[float, Field(ge=5, le=60)] = 15

    @property
    def files(self) -> list[str]:
        """The absolute paths of its fonts and logo: four faces, where there are any, and a picture."""
        fonts = self.fonts
        named = (fonts.regular, fonts.bold, fonts.italic, fonts.bold_italic, self.logo)
        return [path for path in named if path]


DEFAULT_THEME = Theme.model_construct()
"""How briefs look unless a `theme.yaml` says otherwise."""
