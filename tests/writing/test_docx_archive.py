"""Archives: as the standard library reads them, and as it would write them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from hypothesis import given
from hypothesis import strategies as st

from legation.writing.docx.archive import archive

NAMES = st.text("ab/.é", min_size=1, max_size=8).map(lambda name: f"{name}.xml")
CONTENTS = st.binary(max_size=40) | st.binary(max_size=4).map(lambda data: data * 1000)


def by_the_library(entries: dict[str, bytes], stored: tuple[str, ...]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        for name, content in entries.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_STORED if name.endswith(stored) else ZIP_DEFLATED
            entry.create_system = 0
            file.writestr(entry, content, compresslevel=3)
    return stream.getvalue()


@given(st.dictionaries(NAMES, CONTENTS, max_size=5))
def test_an_archive_is_the_one_that_the_library_would_write(entries: dict[str, bytes]) -> None:
    stored = ("a.xml",)
    assert archive(entries, stored) == by_the_library(entries, stored)
    in_pieces = {name: iter([content[:7], content[7:]]) for name, content in entries.items()}
    assert archive(in_pieces, stored) == archive(entries, stored)


def test_an_archive_holds_what_was_put_in() -> None:
    entries = {"[Content_Types].xml": b"<a/>" * 99, "word/fonts/font1.odttf": b"\0" * 99}
    with ZipFile(BytesIO(archive(entries, (".odttf",)))) as file:
        assert file.testzip() is None
        assert {name: file.read(name) for name in file.namelist()} == entries
        sizes = [entry.compress_size for entry in file.infolist()]
    assert sizes[0] < 99 == sizes[1]
