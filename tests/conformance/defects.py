"""Single defects to plant in a sound file: each is a function whose name says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from conformance.tagged import Content, Object, Tag, Tagged

Defect = Callable[[bytes], bytes]

DEFECTS: dict[str, Defect] = {}
"""Every defect by its name."""


def defect(function: Callable[[Tagged], None]) -> Callable[[Tagged], None]:
    """Have the function spoil a file that is opened for it and saved."""

    def spoil(data: bytes) -> bytes:
        file = Tagged(data)
        function(file)
        return saved(file.pdf)

    DEFECTS[function.__name__.replace("_", " ")] = spoil
    return function


def of_bytes(function: Defect) -> Defect:
    """Have the function spoil a file as it stands."""
    DEFECTS[function.__name__.replace("_", " ")] = function
    return function


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file as bytes, its objects as they were."""
    for each in pdf.objects:
        # What ends with a line, before the line's end that is put behind it, would seem to be shorter.
        if isinstance(each, pikepdf.Stream) and each.read_raw_bytes().endswith((b"\r", b"\n")):
            each.write(each.read_bytes().hex().encode() + b">", filter=Name.ASCIIHexDecode)
    buffer = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    pdf.save(buffer, object_stream_mode=mode, compress_streams=False)
    return buffer.getvalue()


def _first(file: Tagged, role: str, number: int = 0) -> Tag:
    return [tag for tag in file.tags if tag.role == role][number]


def _link(file: Tagged) -> Object:
    """The first annotation that leads out of the file."""
    return next(found for _, found in file.annotations() if "/A" in found)


def _rewrite(file: Tagged, old: bytes, new: bytes) -> None:
    """Replace what first matches in the content of the first page."""
    contents = file.pages[0].Contents
    changed, count = re.subn(old, new, contents.read_bytes(), count=1, flags=re.DOTALL)
    assert count, "the content must have it"
    contents.write(changed)


def _rewrite_xmp(file: Tagged, old: bytes, new: bytes) -> None:
    changed, count = re.subn(old, new, file.root.Metadata.read_bytes(), count=1, flags=re.DOTALL)
    assert count, "the properties must have it"
    file.root.Metadata.write(changed)


def _font(file: Tagged) -> Object:
    return next(iter(file.pages[0].resources.Font.values()))


# --- structure -----------------------------------------------------------------------------------


@defect
def a_figure_has_no_description(file: Tagged) -> None:
    del _first(file, "Figure").source.Alt


@defect
def a_figure_does_not_say_where_it_is(file: Tagged) -> None:
    del _first(file, "Figure").source.A


@defect
def the_document_does_not_name_its_language(file: Tagged) -> None:
    del file.root.Lang


@defect
def a_passage_in_another_language_does_not_name_it(file: Tagged) -> None:
    del _first(file, "Span").source.Lang


@defect
def a_level_of_headings_is_skipped(file: Tagged) -> None:
    _first(file, "H2").source.S = Name.H3


@defect
def a_heading_is_tagged_as_a_paragraph(file: Tagged) -> None:
    _first(file, "H2").source.S = Name.P


@defect
def a_list_is_tagged_as_a_paragraph(file: Tagged) -> None:
    _first(file, "L").source.S = Name.P


@defect
def an_item_of_a_list_has_no_label(file: Tagged) -> None:
    label = _first(file, "LI").tags[0]
    label.source.S = Name.Span


@defect
def a_row_stands_outside_its_table(file: Tagged) -> None:
    row, root = _first(file, "TR", -1), _first(file, "Document")
    assert row.parent is not None
    row.parent.source.K = Array(list(row.parent.source.K)[:-1])
    root.source.K.append(row.source)
    row.source.P = root.source


@defect
def a_header_cell_has_no_scope(file: Tagged) -> None:
    del _first(file, "TH", 2).source.A


@defect
def header_cells_are_tagged_as_others(file: Tagged) -> None:
    for tag in file.tags:
        if tag.role == "TH":
            tag.source.S = Name.TD
            del tag.source.A


@defect
def a_row_lacks_a_cell(file: Tagged) -> None:
    row = _first(file, "TR", -1)
    row.tags[-1].source.S = Name.Span
    row.tags[-1].source.P = row.tags[-2].source
    cells = list(row.source.K)
    row.tags[-2].source.K.append(cells[-1])
    row.source.K = Array(cells[:-1])


@defect
def an_element_names_another_parent_than_its_own(file: Tagged) -> None:
    _first(file, "LBody").source.P = _first(file, "Document").source


@defect
def a_footnote_has_no_identifier(file: Tagged) -> None:
    del _first(file, "Note").source.ID


@defect
def a_footnote_is_tagged_as_a_paragraph(file: Tagged) -> None:
    _first(file, "Note").source.S = Name.Div


@defect
def the_order_of_reading_is_wrong(file: Tagged) -> None:
    kids = _first(file, "Document").source.K
    kids[3], kids[4] = kids[4], kids[3]


@defect
def a_paragraph_is_read_twice(file: Tagged) -> None:
    kids = _first(file, "Document").source.K
    kids.append(kids[3])


# --- content -------------------------------------------------------------------------------------


@defect
def the_marking_is_neither_content_nor_artifact(file: Tagged) -> None:
    _rewrite(file, rb"/Artifact <</Type/Pagination/Subtype/Header>> BDC(.*?)EMC", rb"\1")


@defect
def a_paragraph_is_marked_as_an_artifact(file: Tagged) -> None:
    _rewrite(file, rb"/P <</MCID 1>> BDC", b"/Artifact BMC")


@defect
def the_last_words_of_a_page_are_an_artifact_and_no_element_knows_of_them(file: Tagged) -> None:
    top = max(place.number for place in file.said if place.page == 0)
    _rewrite(file, rb"/\w+ <</MCID %d>> BDC" % top, b"/Artifact BMC")
    (owner,) = (tag for tag in file.tags if Content(0, top) in tag.kids)
    kept = [kid for kid, read in zip(owner.source.K, owner.kids, strict=True)
            if read != Content(0, top)]  # fmt: skip
    owner.source.K = Array(kept)
    listed = file.parents()[0]
    del listed[len(listed) - 1]


@defect
def two_contents_of_a_page_have_one_number(file: Tagged) -> None:
    _rewrite(file, rb"<</MCID 2>>", b"<</MCID 1>>")


@defect
def words_run_together_at_the_end_of_a_line(file: Tagged) -> None:
    """The third block of the document has two lines."""
    fonts = file.pages[0].resources.Font.values()
    maps = [file.codes(font) for font in fonts]
    blanks = {code for codes in maps for code, text in codes.items() if text == " "}
    ends = b"|".join(b"%04X" % code for code in sorted(blanks))
    _rewrite(file, rb"(<</MCID 2>> BDC.*?)(?:%b)>\]TJ" % ends, rb"\1>]TJ")


# --- the tree and the content --------------------------------------------------------------------


@defect
def the_parent_tree_takes_one_element_for_another(file: Tagged) -> None:
    listed = file.parents()[0]
    listed[1], listed[2] = listed[2], listed[1]


@defect
def the_parent_tree_lacks_a_page(file: Tagged) -> None:
    numbers = file.root.StructTreeRoot.ParentTree.Nums
    del numbers[0:2]


@defect
def there_is_no_parent_tree(file: Tagged) -> None:
    del file.root.StructTreeRoot.ParentTree


@defect
def a_page_has_no_key_in_the_parent_tree(file: Tagged) -> None:
    del file.pages[0].obj.StructParents


@defect
def an_annotation_has_no_key_in_the_parent_tree(file: Tagged) -> None:
    del _link(file).StructParent


@defect
def a_link_does_not_hold_its_annotation(file: Tagged) -> None:
    link = _first(file, "Link", -1)
    kids = link.source.K
    link.source.K = Array([k for k in kids if isinstance(k, int) or k.get("/Type") != Name.OBJR])


@defect
def there_is_no_structure_tree(file: Tagged) -> None:
    del file.root.StructTreeRoot


# --- links and what acts -------------------------------------------------------------------------


@defect
def a_link_is_not_described(file: Tagged) -> None:
    del _link(file).Contents


@defect
def a_link_leads_to_a_file(file: Tagged) -> None:
    _link(file).A.URI = String("file:///etc/passwd")


@defect
def a_link_runs_a_script(file: Tagged) -> None:
    _link(file).A.URI = String("javascript:alert(1)")


@defect
def a_link_starts_a_program(file: Tagged) -> None:
    _link(file).A = Dictionary(S=Name.Launch, F=String("calc.exe"))


@defect
def a_link_is_hidden(file: Tagged) -> None:
    _link(file).F = 2


@defect
def links_do_not_follow_one_another_as_the_structure_does(file: Tagged) -> None:
    del file.pages[0].obj.Tabs


@defect
def a_script_runs_when_the_file_is_opened(file: Tagged) -> None:
    file.root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@defect
def another_file_is_attached(file: Tagged) -> None:
    file.pdf.attachments["secret.txt"] = b"secret"


@defect
def a_page_may_be_transparent(file: Tagged) -> None:
    file.pages[0].resources.ExtGState = Dictionary(G=Dictionary(ca=0.5, SMask=Name("/None")))


# --- the file ------------------------------------------------------------------------------------


@defect
def a_heading_has_no_bookmark(file: Tagged) -> None:
    with file.pdf.open_outline() as outline:
        del outline.root[-1]


@defect
def a_bookmark_leads_to_another_page(file: Tagged) -> None:
    with file.pdf.open_outline() as outline:
        outline.root[0].destination = pikepdf.make_page_destination(file.pdf, 1)


@defect
def the_window_shows_the_name_of_the_file(file: Tagged) -> None:
    del file.root.ViewerPreferences


@defect
def the_file_does_not_say_that_it_is_tagged(file: Tagged) -> None:
    del file.root.MarkInfo


@defect
def the_colours_have_no_meaning(file: Tagged) -> None:
    del file.root.OutputIntents


@defect
def a_font_is_not_embedded(file: Tagged) -> None:
    del _font(file).DescendantFonts[0].FontDescriptor.FontFile2


@defect
def a_font_does_not_say_what_it_shows(file: Tagged) -> None:
    del _font(file).ToUnicode


@defect
def a_letter_stands_for_nothing(file: Tagged) -> None:
    stream = _font(file).ToUnicode
    stream.write(re.sub(rb"<0003> <\w+>", b"<0003> <0000>", stream.read_bytes()))


@of_bytes
def the_file_has_no_identifier(data: bytes) -> bytes:
    changed, count = re.subn(rb"/ID\[.*?\]", lambda found: b" " * len(found[0]), data)
    assert count == 1
    return changed


@of_bytes
def the_file_is_encrypted(data: bytes) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="owner", user=""))
    return buffer.getvalue()


# --- properties ----------------------------------------------------------------------------------


@defect
def there_are_no_properties(file: Tagged) -> None:
    del file.root.Metadata


@defect
def the_properties_do_not_claim_to_be_archival(file: Tagged) -> None:
    _rewrite_xmp(file, rb"<pdfaid:part>.*?</pdfaid:conformance>", b"")


@defect
def the_properties_do_not_claim_to_be_accessible(file: Tagged) -> None:
    _rewrite_xmp(file, rb"<pdfuaid:part>1</pdfuaid:part>", b"")


@defect
def the_two_places_of_the_title_disagree(file: Tagged) -> None:
    file.pdf.docinfo.Title = String("Another title")


@defect
def the_two_places_of_the_day_disagree(file: Tagged) -> None:
    file.pdf.docinfo.ModDate = String("D:20200101000000+00'00'")


@defect
def there_is_no_title(file: Tagged) -> None:
    _rewrite_xmp(file, rb"<dc:title>.*?</dc:title>", b"")
    del file.pdf.docinfo.Title


@defect
def archives_are_not_told_of_our_own_properties(file: Tagged) -> None:
    _rewrite_xmp(
        file,
        rb'<rdf:li rdf:parseType="Resource">\s*<pdfaSchema:schema>Legation.*?</rdf:Seq>'
        rb"</pdfaSchema:property>\s*</rdf:li>",
        b"",
    )
