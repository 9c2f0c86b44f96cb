"""`legation.verify` on what is laid over a PDF, hung on it or taken from sight."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from documents import paragraph
from legation.building.verifying import pdf as read_pdf
from legation.building.verifying.apart import apart
from legation.building.verifying.document import told
from legation.model.document import Link, Paragraph, Text
from pdf_files import bare, pdf
from tools import require_package

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

DOCUMENT = bare(
    paragraph("Ministers met in Oslo."),
    Paragraph((Link("https://example.org/OpenAction", (Text("a report"),)),)),
)
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
    ],
)
def test_what_takes_nothing_from_sight_is_not_told(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert differences(change) == []
