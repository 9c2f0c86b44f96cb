"""A brief in a ministry's own letterhead.

The brief is written as always, only to the letterhead's measures. Then its text is taken over with the
letterhead's styles, lists and sections in place of ours, and with all that it leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from legation.text.columns import Setting
from legation.writing.docx import faces, heights, house, passages, reckoning, settings, trees
from legation.writing.docx.dressing import Dressing
from legation.writing.docx.grafting import Styles
from legation.writing.docx.sheets import governing

if TYPE_CHECKING:
    from docx.document import Document as Opened

    from legation.model.document import Document
    from legation.model.letterhead import Letterhead
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts
    from legation.writing.pdf import Measure


_PADDING = 5.5  # points between a cell's text and its left and right edges, as Word has them


class House:
    """A letterhead, opened for one brief.

    Args:
        letterhead: The letterhead.
        theme: The theme that the brief was settled by.

    Attributes:
        theme: The theme with the letterhead's measures, by which to write the brief.
    """

    def __init__(self, letterhead: Letterhead, theme: Theme) -> None:
        self._main = trees.open_package(letterhead)
        styles = trees.made(
            self._main,
            RELATIONSHIP_TYPE.STYLES,
            CONTENT_TYPE.WML_STYLES,
            "/word/styles%s.xml",
            "styles",
        )
        self._styles = Styles(trees.root(styles))
        self._section = governing(trees.root(self._main), theme.page)
        self.theme = house.house_theme(self._main, self._section, self._styles, theme)

    def fitted(self, document: Document, fonts: Fonts) -> Document:
        """The document, made to fit the letterhead's page.

        Args:
            document: Settled, for the theme's own page.
            fonts: The theme's, which words are measured in.
        """
        setting = self._setting(fonts)
        if document.frame is not None:
            return passages.fitted(document, self.theme, self._main, setting)
        return house.fitted(document, self.theme, setting)

    def _setting(self, fonts: Fonts) -> Setting:
        """How tables are set, in type as large as the letterhead's is in our font, if not larger."""
        style = self._styles.called("table text")
        chain = list(self._styles.chain(style))
        size = heights.look(chain, self._styles).size if chain else self.theme.sizes.table
        size *= faces.breadth(self._main, self._styles, faces.WIDEST)
        return Setting(self.theme.page.text_width, size, _PADDING, fonts)

    def measured(self, document: Document, fonts: Fonts) -> Measure:
        """How many pages the document takes in the letterhead, and what is beyond those it may have.

        Args:
            document: Settled, for the theme's own page.
            fonts: The theme's.
        """
        even = settings.tells_even(trees.tree(self._main, RELATIONSHIP_TYPE.SETTINGS))
        marked = bool(document.marking)
        said = self._main, self._section, self._styles, self.theme
        room = reckoning.room(*said, marked=marked, even=even)
        broad = faces.breadth(self._main, self._styles)
        fitted = self.fitted(document, fonts)
        return reckoning.measured(fitted, self.theme, self._styles, room, broad, fonts)

    def dressed(self, document: Document, opened: Opened, content: str) -> bytes:
        """The brief in the letterhead, as the bytes of a .docx file.

        Args:
            document: The brief.
            opened: The package that was written of it.
            content: The text that was written of it.
        """
        dressing = Dressing(self._main, self._styles, self._section, self.theme, opened)
        return dressing.dressed(document, content)
