"""PDFium's view of a tagged PDF: the structure of each page, and the text that its elements hold.

An element is known by its path: how many kids come before it in its parent, in the parent's, and so on. So
what runs over pages is one element on all of them, and the order of paths is that of reading (ISO 32000-1,
14.7.2).
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from legation.building.verifying.drawn import Beneath, Box, Drawn, bounds
from legation.building.verifying.pieces import runs_from_right

if TYPE_CHECKING:
    import pypdfium2

Path = tuple[int, ...]

_LONG = 4096
_INVISIBLE = (3, 7)  # the ways of drawing text that leave no mark (9.3.6)
_STRUCK = "LineThrough\0".encode("utf-16-le")


class Element(NamedTuple):
    """A structure element as one page has it.

    Attributes:
        path: Which it is.
        role: Its type.
        alternative, actual, summary: What it says of itself, to screen readers; may be empty.
    """

    path: Path
    role: str
    alternative: str
    actual: str
    summary: str


class Content(NamedTuple):
    """Marked content: where among the kids of its element it comes, and its text.

    It is `struck` if its element says that it is struck through, and there is a line through it.
    """

    path: Path
    text: str
    struck: bool = False


class Page(Struct, frozen=True):
    """A page.

    Attributes:
        parts: Its elements, each before what it holds, and the content that they hold, in order.
        head, foot: The text in its upper and in its lower half that no element holds.
        turned: Whether any of its text runs from right to left: PDFium guesses at the order then.
        hidden: The text that none can see, or that is not wholly within what is shown of the page.
        covered: The text that something lies over.
        cut: Whether anything drawn is not wholly within what is shown of the page.
        turn: By how many degrees the page is turned to be shown.
    """

    parts: tuple[Element | Content, ...]
    head: str
    foot: str
    turned: bool
    hidden: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    cut: bool = False
    turn: int = 0


class Reader:
    """Reads the pages of one file.

    The kids of an element that one page shows come behind those of the page before: they are looked for from
    there on, so that long files take no longer than they must.
    """

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._document = document
        # By address, as it is asked for every letter: 0 for a letter that PDFium has put in itself.
        bare = ctypes.PYFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int)
        self._owner = bare(_address(raw.FPDFText_GetTextObject))
        self._buffer = ctypes.create_string_buffer(2 * _LONG)

    def page(self, index: int) -> Page:
        """A page, from 0."""
        page = self._document[index]
        text_page = page.get_textpage()
        drawn = Drawn()
        said, head, foot = self._texts(page, text_page, drawn)
        parts = tuple(self._structure(page, said, drawn))
        turn = page.get_rotation()
        text_page.close()
        page.close()
        whole = "".join([*said.values(), head, foot])
        hidden, covered = _worded(drawn.hidden), _worded(drawn.covered)
        return Page(parts, head, foot, runs_from_right(whole), hidden, covered, drawn.cut, turn)

    # --- text --------------------------------------------------------------------------------------

    def _texts(self, page: Any, text_page: Any, drawn: Drawn) -> tuple[dict[int, str], str, str]:
        """The text by the number of its marked content; then that without, of the upper and lower half."""
        raw, shown = self._raw, Box(*page.get_bbox())
        middle = (shown.bottom + shown.top) / 2
        said: dict[int, list[str]] = {}
        around: dict[bool, list[str]] = {True: [], False: []}
        letters = self._letters(text_page)
        for index in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, index)
            box = bounds(item)
            if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
                drawn.add(item, box, shown)
                continue
            number = self._number(item)
            text = letters.get(_address(item), " ")
            if raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE or not box.is_within(shown):
                drawn.hidden.append(text)
            elif text.strip():
                drawn.beneath.append(Beneath(box, text))
            if number >= 0:
                if text.strip():
                    drawn.texts.setdefault(number, []).append(item)
                said.setdefault(number, []).append(text)
            else:
                around[box.bottom > middle].append(text)
        joined = {number: "".join(texts) for number, texts in said.items()}
        return joined, "".join(around[True]), "".join(around[False])

    def _letters(self, text_page: Any) -> dict[int, str]:
        """What each text on a page says, by its address; there is none for those that are only blank.

        PDFium itself would tell what a text says (FPDFTextObj_GetText) with a blank at its end, if the text
        beside it begins with one, or stands apart: it would part words that are broken in a narrow cell.
        """
        count = self._raw.FPDFText_CountChars(text_page)
        codes = (ctypes.c_ushort * (count + 1))()
        self._raw.FPDFText_GetText(text_page, 0, count, codes)
        owners = map(self._owner, repeat(_address(text_page.raw)), range(count))
        said: defaultdict[int, list[int]] = defaultdict(list)
        for text, code in zip(owners, codes, strict=False):
            said[text].append(code)
        return {text: _decoded(letters) for text, letters in said.items()}

    def _number(self, item: Any) -> int:
        """The number of the marked content that an object is in; -1 for none."""
        raw, number = self._raw, ctypes.c_int()
        for index in range(raw.FPDFPageObj_CountMarks(item)):
            mark = raw.FPDFPageObj_GetMark(item, index)
            if raw.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", number):
                return number.value
        return -1

    # --- structure ---------------------------------------------------------------------------------

    def _structure(
        self, page: Any, said: dict[int, str], drawn: Drawn
    ) -> Iterator[Element | Content]:
        raw = self._raw
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            kid = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
            if kid:
                yield from self._element(kid, (index,), said, drawn)
        raw.FPDF_StructTree_Close(tree)

    def _element(
        self,
        element: Any,
        path: Path,
        said: dict[int, str],
        drawn: Drawn,
    ) -> Iterator[Element | Content]:
        raw = self._raw
        role = self._string(raw.FPDF_StructElement_GetType, element)
        yield Element(
            path,
            role,
            self._string(raw.FPDF_StructElement_GetAltText, element),
            self._string(raw.FPDF_StructElement_GetActualText, element),
            self._summary(element) if role == "Table" else "",
        )
        struck = role == "Span" and self._is_struck(element)
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            kid = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if kid:
                yield from self._element(kid, (*path, index), said, drawn)
                continue
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number in said:
                yield Content((*path, index), said[number], struck and drawn.through(number))

    def _summary(self, table: Any) -> str:
        """What a table says of itself (14.8.5.7)."""
        raw, length = self._raw, ctypes.c_ulong()
        value = self._attribute(table, b"Summary")
        if not (value and raw.FPDF_StructElement_Attr_GetBlobValue(value, None, 0, length)):
            return ""
        buffer = ctypes.create_string_buffer(length.value)
        raw.FPDF_StructElement_Attr_GetBlobValue(value, buffer, length.value, length)
        return _text_string(buffer.raw)

    def _is_struck(self, span: Any) -> bool:
        """Whether a piece of text says that it is struck through (14.8.5.4.5)."""
        raw, length = self._raw, ctypes.c_ulong()
        value = self._attribute(span, b"TextDecorationType")
        if not value:
            return False
        buffer = ctypes.create_string_buffer(len(_STRUCK))
        raw.FPDF_StructElement_Attr_GetStringValue(value, buffer, len(_STRUCK), length)
        return buffer.raw == _STRUCK

    def _attribute(self, element: Any, name: bytes) -> Any:
        """An attribute of an element, or nothing."""
        raw = self._raw
        for index in range(raw.FPDF_StructElement_GetAttributeCount(element)):
            attributes = raw.FPDF_StructElement_GetAttributeAtIndex(element, index)
            value = raw.FPDF_StructElement_Attr_GetValue(attributes, name)
            if value:
                return value
        return None

    def _string(self, get: Any, *arguments: Any) -> str:
        """What a function of PDFium's writes as UTF-16, with a null at the end; lengths are in bytes."""
        buffer = self._buffer
        kind = get.argtypes[len(arguments)] if get.argtypes else None
        length = get(*arguments, ctypes.cast(buffer, kind) if kind else buffer, len(buffer))
        if length > len(buffer):
            self._buffer = buffer = ctypes.create_string_buffer(length)
            get(*arguments, ctypes.cast(buffer, kind) if kind else buffer, length)
        return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace")


def _worded(texts: list[str]) -> tuple[str, ...]:
    """Texts as one, if there are any."""
    return tuple(filter(str.strip, [" ".join(texts)]))


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _decoded(codes: list[int]) -> str:
    """Letters in UTF-16; 0 is for none."""
    text = "".join(map(chr, filter(None, codes)))
    return (
        text
        if text.isascii()
        else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    )


def _text_string(data: bytes) -> str:
    """A text string (7.9.2.2)."""
    wide = data.startswith(b"\xfe\xff")
    return data[2:].decode("utf-16-be", "replace") if wide else data.decode("latin-1")
