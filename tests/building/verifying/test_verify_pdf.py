"""`legation.verify` on what is laid over a PDF, hung on it or taken from sight."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from documents import paragraph
from legation.building.verifying import drawn
from legation.building.verifying import pdf as read_pdf
from legation.building.verifying.apart import apart
from legation.building.verifying.document import told
from legation.model.document import Link, Paragraph, Text
from pdf_files import bare, pdf
from tools import require_package

pytestmark = pytest.mark.tools

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

DOCUMENT = bare(
    paragraph("Ministers met in Oslo."),
    Paragraph((Link("https://example.org/OpenAction", (Text("a report"),)),)),
)
COVERED = "the document says “Ministers met in Oslo.{}” for all to see, and the file lays something over it"
UNSEEN = "the document says “Ministers met in Oslo. a report” for all to see, and the file hides it"


def differences(change: Callable[[pikepdf.Pdf], None]) -> list[str]:
    """What is told of the file of the document, once it is changed."""
    require_package("pikepdf")
    import pikepdf

    changed = BytesIO()
    with pikepdf.open(BytesIO(pdf(DOCUMENT))) as file:
        change(file)
        file.save(changed)
    said = read_pdf.read(changed.getvalue())
    return [
        f"{each.place}: the document says {each.said}, and the file {each.found}".removeprefix(": ")
        for each in apart(DOCUMENT, said, told(DOCUMENT))
    ]


def annotated(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Lays an annotation over the first page."""

    def change(file: pikepdf.Pdf) -> None:
        import pikepdf

        named = {
            k: pikepdf.Name(v) if isinstance(v, str) and v[:1] == "/" else v
            for k, v in entries.items()
        }
        added = pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), Rect=[100, 500, 400, 600], **named)
        file.pages[0].Annots.append(file.make_indirect(added))

    return change


def drawn_first(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Puts something before the content of the first page."""
    return lambda file: file.pages[0].contents_add(content, prepend=True)


def boxed(name: str, *sides: int) -> Callable[[pikepdf.Pdf], None]:
    """Gives the first page other sides."""
    return lambda file: file.pages[0].__setitem__(name, list(sides))


def drawn_last(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Puts something behind the content of the first page."""
    return lambda file: file.pages[0].contents_add(content)


def line_cut_off(file: pikepdf.Pdf) -> None:
    """Draws a line on the first page that is not wholly on what is shown of it."""
    drawn_last(b"0 0 m 100 100 l S")(file)
    boxed("/CropBox", 50, 0, 600, 842)(file)


def pictured(file: pikepdf.Pdf) -> None:
    """Lays a picture over the first page."""
    import pikepdf

    picture = pikepdf.Stream(file, b"\xff", Type=pikepdf.Name("/XObject"))
    picture.Subtype, picture.ColorSpace = pikepdf.Name("/Image"), pikepdf.Name("/DeviceGray")
    picture.Width, picture.Height, picture.BitsPerComponent = 1, 1, 8
    name = file.pages[0].add_resource(picture, pikepdf.Name("/XObject"))
    file.pages[0].contents_add(f"q 600 0 0 850 0 0 cm {name} Do Q".encode())


def opening(file: pikepdf.Pdf) -> None:
    """Has a script run when the file is opened."""
    import pikepdf

    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")


def scripted(file: pikepdf.Pdf) -> None:
    """Gives the file a script by a name."""
    import pikepdf

    script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    file.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))


def turning(file: pikepdf.Pdf) -> None:
    """Has a script run when the first page is shown."""
    import pikepdf

    script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    file.pages[0].AA = pikepdf.Dictionary(O=script)


def launching(file: pikepdf.Pdf) -> None:
    """Has the link start a program."""
    import pikepdf

    file.pages[0].Annots[0].A = pikepdf.Dictionary(S=pikepdf.Name("/Launch"), F="calc.exe")


def attached(file: pikepdf.Pdf) -> None:
    """Attaches a file."""
    file.attachments["x.txt"] = b"words"


DAMAGES: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "a note over the page": (
        annotated(Subtype="/FreeText", Contents="They did NOT meet", DA="/Helv 12 Tf", F=4),
        "page 1: the document says nothing in an annotation, and the file “They did NOT meet” in one",
    ),
    "a stamp": (
        annotated(Subtype="/Stamp"),
        "page 1: the document says nothing in an annotation, and the file has one",
    ),
    "an attachment": (attached, "the document says nothing of an attachment, and the file has one"),
    "an action at its opening": (
        opening,
        "the document says nothing of an action at its opening, and the file has one",
    ),
    "a script": (scripted, "the document says nothing of a script, and the file has one"),
    "an action of a page": (
        turning,
        "page 1: the document says nothing of an action, and the file has one",
    ),
    "a link that starts a program": (
        launching,
        "page 1: the document says nothing of such a link, "
        "and the file has one that is neither to a place nor to an address",
    ),
    "invisible text": (drawn_first(b"3 Tr"), UNSEEN),
    "a page that is cut": (boxed("/CropBox", 0, 0, 600, 300), UNSEEN),
    "a sheet that is cut": (boxed("/MediaBox", 0, 0, 600, 300), UNSEEN),
    "a page that is cut through its words": (boxed("/CropBox", 90, 0, 600, 842), UNSEEN),
    "a line that is cut off": (
        line_cut_off,
        "page 1: the document says what is drawn there in full, and the file cuts some of it off",
    ),
    "a page that is turned": (
        lambda file: file.pages[0].rotate(90, relative=False),
        "page 1: the document says that it stands upright, and the file turns it by 90 degrees",
    ),
    "a white area over the page": (
        drawn_last(b"1 g 0 0 600 850 re f"),
        COVERED.format(" a report"),
    ),
    "a black area over a word": (drawn_last(b"0 g 123 755 20 15 re f"), COVERED.format("")),
    "an area over the page that is filled with a far one": (
        drawn_last(b"0 0 595 841 re 1 1 2 2 re f*"),
        COVERED.format(" a report"),
    ),
    "two areas over the page that are scaled": (
        drawn_last(b"q 9 0 0 9 0 0 cm 0 0 20 93 re 20 0 45 93 re f* Q"),
        COVERED.format(" a report"),
    ),
    "level strips over the page": (
        drawn_last(b"".join(b"0 %d 595 3 re f " % up for up in range(838, 600, -3))),
        COVERED.format(" a report"),
    ),
    "upright strips over the page": (
        drawn_last(b"".join(b"%d 0 3 841 re " % across for across in range(0, 590, 3)) + b"f*"),
        COVERED.format(" a report"),
    ),
    "a broad line over the page": (
        drawn_last(b"q 2 0 0 2 0 0 cm 90 w 0 370 m 297 370 l S Q"),
        COVERED.format(" a report"),
    ),
    "a picture over the page": (pictured, COVERED.format(" a report")),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_a_brief_has_not_is_told(name: str) -> None:
    change, wanted = DAMAGES[name]
    assert wanted in differences(change)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: None,
        boxed("/CropBox", 0, 0, 596, 842),
        boxed("/MediaBox", -10, -10, 700, 900),
        drawn_first(b"0 Tr"),
        drawn_first(b"2 Tr"),
        drawn_first(b"q 0.9 g 0 0 595 841 re f Q"),
        drawn_last(b"0.9 g 70 740 200 14 re f"),
        drawn_last(b"0 0 595 841 re 20 20 555 801 re f*"),
        drawn_last(b"0 0 1 40 re 594 0 1 40 re 0 800 1 40 re 594 800 1 40 re f"),
        drawn_last(b"1 w 10 10 575 821 re S 9 w 60 300 m 500 800 l S"),
        drawn_last(b"1 w 70 758 m 200 758 l 70 762 m 200 762 l S 70 760 130 1 re f"),
        drawn_last(b"2 w 70 762 m 200 762 l S"),
        lambda file: file.pages[0].rotate(360, relative=False),
    ],
)
def test_what_takes_nothing_from_sight_is_not_told(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert differences(change) == []


def test_a_page_with_more_over_its_words_than_can_be_compared_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change = drawn_last(b"0 0 1 1 re f " * 9)
    assert differences(change) == []
    monkeypatch.setattr(drawn, "_MOST", 10)
    assert COVERED.format(" a report") in differences(change)
