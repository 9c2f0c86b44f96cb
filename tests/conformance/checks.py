"""What no validator tells: whether a tagged PDF says what its document does, in the same order and sense.

Each check yields faults as sentences; a sound file has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree

import pikepdf

from conformance.tagged import Content, Object, Reference, Tag, Tagged, mapping
from documents import of_inlines
from extraction import Pieces, folded, of_document
from legation.model.document import Block, Document, Heading, List, Table, Text, Title
from legation.text.bidi import turns

Check = Callable[[Tagged, Document], Iterator[str]]

CHECKS: list[Check] = []
"""All checks."""


class Fault(NamedTuple):
    """What a check found."""

    check: str
    what: str


def faults(data: bytes, document: Document) -> list[Fault]:
    """What all checks find in a PDF of the document."""
    file = Tagged(data)
    return [Fault(check.__name__, what) for check in CHECKS for what in check(file, document)]


def check(function: Check) -> Check:
    """Have the function run with all checks."""
    CHECKS.append(function)
    return function


# --- the document's words ------------------------------------------------------------------------

_WORDED = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Caption", "TD", "TH", "TOCI"}


def _blocks(file: Tagged) -> Iterator[tuple[str, bool]]:
    """What each block says, in the order of the structure tree; and whether in so many words."""
    for tag in file.tags:
        whole = tag.role in _WORDED and not any(kid.role in _WORDED for kid in tag.tags)
        if whole or tag.role == "Figure":
            yield file.words(tag), bool(tag.text("/ActualText"))


def _wanted(document: Document) -> Iterator[tuple[str, str]]:
    """What each block of the document is and says; a drawing's labels together."""
    drawn: list[str] = []
    pieces: Pieces = of_document(document)
    for kind, words in pieces:
        if kind == "drawn":
            drawn.append(words)
            continue
        if drawn:
            yield "drawn", " ".join(drawn)
            drawn = []
        yield kind, words
    if drawn:
        yield "drawn", " ".join(drawn)


def _comparable(words: str, kind: str = "", exact: bool = False) -> str:
    """The words folded; their letters only, where programs that read PDF are to order them."""
    if turns(words) and not exact:
        return "".join(sorted(folded(words).replace(" ", "").translate(_MIRRORED)))
    if kind == "drawn":
        return folded(words).replace(" ", "")
    return folded("•" if kind == "label" and words.strip() == "–" else words)


_MIRRORED = str.maketrans(")]>}»", "([<{«")


@check
def the_structure_says_every_word_of_the_document_in_order(
    file: Tagged, document: Document
) -> Iterator[str]:
    """Block by block: no word lost, fused with another, moved, or marked as an artifact."""
    wanted = [(kind, words) for kind, words in _wanted(document) if folded(words)]
    found = [(words, exact) for words, exact in _blocks(file) if folded(words)]
    for (kind, words), (said, exact) in zip(wanted, found, strict=False):
        if words.endswith("\t0"):  # of a list of contents whose pages the document does not say
            words, said = words[:-2], re.sub(r" \d+ *$", "", said)
        if _comparable(words, kind, exact) != _comparable(said, kind, exact):
            yield f"{folded(said)[:80]!r} is said where {folded(words)[:80]!r} should be"
            return
    if len(wanted) != len(found):
        yield f"{len(found)} blocks are said where {len(wanted)} should be"


@check
def artifacts_hold_only_what_is_repeated(file: Tagged, document: Document) -> Iterator[str]:
    """The marking, the running title, the digest, page numbers, and the heads of tables that go on."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    headers = [column.header for table in tables for column in table.columns]
    headers += [f"{table.caption} (continued)" for table in tables]
    for page, pieces in enumerate(file.pieces, start=1):
        number = document.page_label.replace("{pages}", str(len(file.pages)))
        usual = (document.running_title, document.digest, number.replace("{page}", str(page)))
        known = " ".join((*[document.marking] * 2, *usual, *headers))
        said = "".join(piece.text for piece in pieces if piece.artifact)
        if turns(said):  # whose letters stand as they are seen
            strange = Counter(_comparable(said)) - Counter(_comparable(known + "ع"))
        else:
            strange = Counter(folded(said).casefold().split()) - Counter(known.casefold().split())
        if strange:
            yield f"an artifact of page {page} says {' '.join(strange)!r}"


@check
def what_is_in_another_language_says_so(file: Tagged, document: Document) -> Iterator[str]:
    """The document's language, and that of each passage in another."""
    if str(file.root.get("/Lang", "")) != document.language:
        yield f"the document's language is {file.root.get('/Lang')!s}, not {document.language}"
    wanted = Counter((text.language, folded(text.text)) for text in _texts(document.blocks))
    spans = [tag for tag in file.tags if tag.text("/Lang")]
    found = Counter((tag.text("/Lang"), folded(file.words(tag))) for tag in spans)
    for language, words in wanted - found:
        if not turns(words):
            yield f"{words!r} does not say that it is in {language}"


def _texts(blocks: tuple[Block, ...]) -> Iterator[Text]:
    """The document's texts in another language than its own."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _texts(item.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (text for cell in row.cells for text in _texts(cell))
        else:
            inlines = getattr(block, "inlines", ())
            yield from (each for each in inlines if isinstance(each, Text) and each.language)


@check
def bookmarks_mirror_the_headings(file: Tagged, document: Document) -> Iterator[str]:
    """Each heading has a bookmark: its level, its words, the page it stands on, in order."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    levels = [str(tag.role) for tag in file.tags]
    tags = [tag for tag in file.tags if re.fullmatch("H[1-6]", tag.role)]
    if any(isinstance(block, Title) for block in document.blocks) and "H1" in levels:
        tags = tags[1:]
    wanted = [
        (heading.level - 1, folded(of_inlines(heading.inlines)), _page(tag))
        for heading, tag in zip(headings, tags, strict=False)
    ]
    found = [(level, folded(title), page) for level, title, page in file.outline()]
    if len(headings) != len(tags):
        yield f"{len(tags)} headings are tagged where {len(headings)} should be"
    elif wanted != found:
        yield f"the bookmarks are {found}, and the headings {wanted}"


def _page(tag: Tag) -> int:
    return next((content.page for content in tag.contents()), -1)


# --- structure -----------------------------------------------------------------------------------


@check
def headings_nest_without_gaps(file: Tagged, document: Document) -> Iterator[str]:
    """The first is of level 1, and each is at most one deeper than the one before."""
    levels = [int(tag.role[1]) for tag in file.tags if re.fullmatch("H[1-6]", tag.role)]
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"


_PARENTS = {
    "Document": {""},
    "TR": {"THead", "TBody", "Table"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "H1": {"Document"},
    "H2": {"Document"},
    "H3": {"Document"},
}
_KIDS = {
    "Table": {"Caption", "THead", "TBody", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
}


@check
def elements_stand_where_they_belong(file: Tagged, document: Document) -> Iterator[str]:
    """Rows in tables, items in lists, headings in no other block (14.8.4)."""
    for tag in file.tags:
        parent = tag.parent.role if tag.parent else ""
        if parent not in _PARENTS.get(tag.role, {parent}):
            yield f"{tag.role} stands in {parent or 'nothing'}"
        kids = {kid.role for kid in tag.tags}
        if tag.role in _KIDS and not kids <= _KIDS[tag.role]:
            yield f"{tag.role} holds {', '.join(sorted(kids - _KIDS[tag.role]))}"
        if tag.role in _KIDS and not kids:
            yield f"{tag.role} holds nothing"
        if not isinstance(tag.source.get("/P"), pikepdf.Dictionary):
            yield f"{tag.role} names no parent"
        elif tag.parent and tag.source.P.objgen != tag.parent.source.objgen:
            yield f"{tag.role} names another parent than its own"


@check
def list_items_have_a_label_and_a_body(file: Tagged, document: Document) -> Iterator[str]:
    """In that order; an item that says nothing has a label only."""
    for tag in file.tags:
        if tag.role == "LI" and [kid.role for kid in tag.tags] not in (["Lbl", "LBody"], ["Lbl"]):
            yield f"an item holds {[kid.role for kid in tag.tags]}"


@check
def every_row_has_header_cells(file: Tagged, document: Document) -> Iterator[str]:
    """Each cell has a header in its row or column, with its scope; all rows are as long."""
    for table in (tag for tag in file.tags if tag.role == "Table"):
        rows = [tag for tag in table.descent() if tag.role == "TR"]
        if len({len(row.tags) for row in rows}) > 1:
            yield f"a table has rows of {sorted({len(row.tags) for row in rows})} cells"
        heads = [cell for cell in rows[0].tags if _scope(cell) == "/Column"] if rows else []
        headed = bool(rows) and len(heads) == len(rows[0].tags)
        for row in rows:
            for cell in row.tags:
                if cell.role == "TH" and _scope(cell) not in {"/Column", "/Row", "/Both"}:
                    yield f"the header {folded(file.words(cell))!r} has no scope"
            if not headed and not any(_scope(cell) == "/Row" for cell in row.tags):
                yield f"the row {folded(file.words(row))[:60]!r} has no header"


def _scope(cell: Tag) -> str:
    return str(cell.attribute("/Scope") or "") if cell.role == "TH" else ""


@check
def figures_have_their_words_and_their_place(file: Tagged, document: Document) -> Iterator[str]:
    """Alt says what is shown; BBox lies on the page and is not empty."""
    for tag in (tag for tag in file.tags if tag.role == "Figure"):
        if not tag.text("/Alt").strip():
            yield "a figure has no description"
        box = [float(side) for side in tag.attribute("/BBox") or ()]
        sheet = [float(side) for side in file.pages[0].MediaBox]
        if len(box) != 4 or not box[0] < box[2] or not box[1] < box[3]:
            yield f"a figure's place is {box}"
        elif box[0] < 0 or box[1] < 0 or box[2] > sheet[2] or box[3] > sheet[3]:
            yield f"a figure lies off the page: {box}"


# --- content -------------------------------------------------------------------------------------


@check
def all_content_is_marked(file: Tagged, document: Document) -> Iterator[str]:
    """As an element's or as an artifact, and never as both."""
    for page, pieces in enumerate(file.pieces, start=1):
        for piece in pieces:
            if piece.number is None and not piece.artifact:
                yield f"{folded(piece.text)!r} on page {page} is neither content nor artifact"
            if piece.number is not None and piece.artifact:
                yield f"{folded(piece.text)!r} on page {page} is both content and artifact"
            if not piece.codes:
                yield f"{folded(piece.text)!r} on page {page} has codes that stand for no text"


@check
def marked_content_and_elements_know_each_other(file: Tagged, document: Document) -> Iterator[str]:
    """Each number is used once a page and by one element, which the parent tree names for it."""
    owners = _owners(file)
    parents = file.parents()
    counts = Counter(place.page for place in owners)
    for page, pieces in enumerate(file.pieces):
        numbers = {piece.number for piece in pieces if piece.number is not None}
        listed = parents.get(int(file.pages[page].get("/StructParents", -1)), [])
        if len(listed) != counts[page]:
            yield f"the parent tree knows {len(listed)} contents of page {page + 1}"
        for number in sorted(numbers):
            tags = owners.get(Content(page, number), [])
            if len(tags) != 1:
                yield f"content {number} of page {page + 1} belongs to {len(tags)} elements"
            elif number >= len(listed) or listed[number].objgen != tags[0].source.objgen:
                yield f"the parent tree is wrong about content {number} of page {page + 1}"
    for place in owners:
        if not (0 <= place.page < len(file.pages)) or place not in file.said:
            yield f"content {place.number} of page {place.page + 1} is not there"


@check
def numbers_of_marked_content_are_unique(file: Tagged, document: Document) -> Iterator[str]:
    """On its page, a number begins marked content once (14.7.4.4)."""
    for index, page in enumerate(file.pages, start=1):
        begun = Counter(re.findall(rb"/MCID (\d+)", _raw(page)))
        for number, count in begun.items():
            if count > 1:
                yield f"content {int(number)} begins {count} times on page {index}"


def _raw(page: pikepdf.Page) -> bytes:
    contents = page.Contents
    parts = [contents] if isinstance(contents, pikepdf.Stream) else list(contents)
    return b"\n".join(part.read_bytes() for part in parts)


def _owners(file: Tagged) -> dict[Content, list[Tag]]:
    owners: dict[Content, list[Tag]] = {}
    for tag in file.tags:
        for kid in tag.kids:
            if isinstance(kid, Content):
                owners.setdefault(kid, []).append(tag)
    return owners


# --- links ---------------------------------------------------------------------------------------


@check
def links_and_annotations_know_each_other(file: Tagged, document: Document) -> Iterator[str]:
    """Each annotation is a link's, which names it (OBJR) and which the parent tree names for it."""
    held: dict[tuple[int, int], Tag] = {}
    for tag in file.tags:
        targets = [kid.target for kid in tag.kids if isinstance(kid, Reference)]
        held.update((target.objgen, tag) for target in targets)
        if tag.role == "Link" and not targets:
            yield f"the link {folded(file.words(tag))!r} holds no annotation"
    parents = file.parents()
    for page, annotation in file.annotations():
        owner = held.get(annotation.objgen)
        key = int(annotation.get("/StructParent", -1))
        if owner is None or owner.role not in {"Link", "Reference", "Note"}:
            yield f"an annotation of page {page + 1} is no link's"
        elif key not in parents or parents[key].objgen != owner.source.objgen:
            yield f"the parent tree is wrong about {folded(file.words(owner))!r}"


@check
def links_say_where_they_lead(file: Tagged, document: Document) -> Iterator[str]:
    """Each has words, a description, and a target: a page, or an address on the web or of a mailbox."""
    for tag in file.tags:
        if tag.role == "Link" and not folded(file.words(tag)):
            yield "a link says nothing"
    for page, annotation in file.annotations():
        where = f"a link of page {page + 1}"
        if str(annotation.get("/Subtype")) != "/Link":
            yield f"an annotation of page {page + 1} is no link: {annotation.get('/Subtype')}"
        if not str(annotation.get("/Contents", "")).strip():
            yield f"{where} is not described"
        if int(annotation.get("/F", 0)) != 4:
            yield f"{where} is hidden, or is not printed"
        yield from (f"{where} {fault}" for fault in _target(file, annotation))


def _target(file: Tagged, annotation: Object) -> Iterator[str]:
    if "/Dest" in annotation:
        if file.page_of(annotation.Dest) < 0:
            yield "leads to no page"
        return
    action = annotation.get("/A", {})
    kind, address = str(action.get("/S", "")), str(action.get("/URI", ""))
    if kind != "/URI" or "/Next" in action:
        yield f"does something else than lead to an address: {kind}"
    elif not address.startswith(("https://", "http://", "mailto:")):
        yield f"leads to {address!r}"
    elif address not in str(annotation.get("/Contents", "")):
        yield f"leads to {address!r}, and does not say so"


@check
def nothing_acts_by_itself(file: Tagged, document: Document) -> Iterator[str]:
    """No script, form, attached file or encryption."""
    if file.pdf.is_encrypted:
        yield "the file is encrypted"
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Perms", "/Collection"):
        if key in file.root:
            yield f"the catalogue has {key}"
    for index, page in enumerate(file.pages, start=1):
        if "/AA" in page:
            yield f"page {index} acts when it is opened"
        if page.get("/Annots") and str(page.get("/Tabs")) != "/S":
            yield f"the links of page {index} do not follow one another as the structure does"
        states = page.get("/Resources", {}).get("/ExtGState", {})
        if len(states) or "/Group" in page:
            yield f"page {index} may be transparent"


# --- the file ------------------------------------------------------------------------------------


@check
def the_file_says_that_it_is_tagged_and_titled(file: Tagged, document: Document) -> Iterator[str]:
    """Marked, with its title in the window's bar (14289-1, 7.1)."""
    if file.root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "the catalogue does not say that it is tagged"
    if file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "the window shows the file's name"
    if len(file.tree) != 1 or file.tree[0].role != "Document":
        yield f"the tree has {[tag.role for tag in file.tree]} for its root"
    identifiers = file.pdf.trailer.get("/ID", [])
    if [len(bytes(each)) for each in identifiers] != [16, 16]:
        yield "the file has no identifier of its own"
    if "/OutputIntents" not in file.root:
        yield "the file does not say what its colours mean"


@check
def fonts_are_embedded_and_say_what_they_show(file: Tagged, document: Document) -> Iterator[str]:
    """With a program, and text for each code, none of it U+0000, U+FEFF or U+FFFE."""
    for font in {f.objgen: f for page in file.pages for f in _fonts(page)}.values():
        name = str(font.get("/BaseFont"))
        descendants = list(font.get("/DescendantFonts", [])) or [font]
        if "/FontFile2" not in descendants[0].get("/FontDescriptor", {}):
            yield f"{name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{name} does not say what it shows"
            continue
        for code, text in mapping(font.ToUnicode.read_bytes()):
            if not text or set(text) & {"\0", "\ufeff", "\ufffe"}:
                yield f"{name} shows {code:04X}, which is no text"


def _fonts(page: pikepdf.Page) -> list[Object]:
    return list(page.resources.get("/Font", {}).values())


_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
PAIRS = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
"""What the information dictionary says, by what XMP calls it (ISO 19005-1, 6.7.3)."""


@check
def xmp_and_the_information_dictionary_agree(file: Tagged, document: Document) -> Iterator[str]:
    """Every property that stands in both, stands in both alike; XMP has the claims."""
    if "/Metadata" not in file.root:
        yield "there is no XMP"
        return
    try:
        packet = ElementTree.fromstring(file.root.Metadata.read_bytes())
    except ElementTree.ParseError as error:
        yield f"XMP is no XML: {error}"
        return
    for key, name in PAIRS.items():
        info = str(file.pdf.docinfo.get(key, ""))
        info = _iso(info) if key.endswith("Date") else info
        if info != xmp_value(packet, name):
            yield f"{key} is {info!r}, and {name} {xmp_value(packet, name)!r}"
    claims = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    for name, claim in claims.items():
        if xmp_value(packet, name) != claim:
            yield f"{name} is {xmp_value(packet, name)!r}"


def xmp_value(packet: ElementTree.Element, name: str) -> str:
    """What XMP says of a property; the first, where it has several."""
    found = packet.find(f".//{name}", _NAMES)
    if found is None:
        return ""
    item = found.find(".//rdf:li", _NAMES)
    return (found if item is None else item).text or ""


def _iso(date: str) -> str:
    """A date of PDF (7.9.4) as XMP writes it."""
    parts = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-]\d\d)'(\d\d)'", date)
    if parts is None:
        return date
    return "{}-{}-{}T{}:{}:{}{}:{}".format(*parts.groups())
