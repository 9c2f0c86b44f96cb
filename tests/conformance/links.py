"""Links: known to the structure, described, and leading nowhere else; and nothing else that acts."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.checking import check
from conformance.tagged import Object, Reference, Tag, Tagged
from extraction import folded
from legation.model.document import Document


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
