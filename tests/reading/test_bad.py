"""Bad chronologies as officers type them, each with all that is said of it, in order.

`tests/bad` holds the files, and folders of files, one of them with texts of briefs. What is expected
stands at the end of a file, in remarks that begin with `#=`; or, where the file cannot hold them, beside
it in `NAME.expected`. The name of the file is left out. Run pytest with --update-golden to write it
anew; then read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from legation.diagnostics import Report, Severity, render
from legation.reading.chronology import read_chronology

BAD = Path(__file__).parent.parent / "bad"
CASES = sorted(path for path in BAD.iterdir() if path.suffix != ".expected")
MARK = "#= "

# What can be said of what an officer types. Besides: `file-size`, and `too-many` of a kind.
CODES = """
    address bad-key bidi-control blank-entry brief-id brief-part citation control-character date
    date-ambiguous date-order date-season date-weekday duplicate-id duplicate-key empty-file empty-text
    encoding figure file format-version heading language marking misplaced-key missing-key nested-list
    newer-format objectives password repeated repeated-address template text-head text-remark they-we
    timezone unknown-brief unknown-event unknown-item unknown-key unknown-party unknown-person
    unknown-source wrong-type wrong-value yaml-alias yaml-anchor yaml-bracket yaml-character yaml-colon
    yaml-colon-space yaml-comma yaml-comment yaml-dash-space yaml-depth yaml-directive yaml-documents
    yaml-escape yaml-greater yaml-indent yaml-key yaml-line yaml-list yaml-mapping yaml-merge yaml-quotes
    yaml-space yaml-syntax yaml-tab yaml-tag
""".split()


def said(path: Path) -> str:
    """All that is said of a file or folder, without its name; and whether it can be built from."""
    report = Report()
    reading = read_chronology(path, path.name, report)
    errors = any(diagnostic.severity is Severity.ERROR for diagnostic in report)
    assert bool(reading.faults) == errors
    text = "".join(f"{render(diagnostic)}\n" for diagnostic in report)
    return re.sub(rf"^{re.escape(path.name)}[/\\\\:] ?", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_is_said(path: Path, golden: Callable[[Path, str], None]) -> None:
    beside = path.with_name(f"{path.name}.expected")
    if beside.exists():
        golden(beside, said(path))
        return
    text = path.read_text(encoding="utf-8")
    body = text.partition(f"\n{MARK}")[0].rstrip("\n") + "\n"
    remarks = "".join(f"{MARK}{line}\n" for line in said(path).splitlines())
    golden(path, body + remarks)


def test_there_is_a_file_for_everything_that_can_be_said() -> None:
    texts = [path.read_text(encoding="utf-8") for path in BAD.glob("*.expected")]
    texts += [path.read_text(encoding="utf-8") for path in CASES if not _beside(path)]
    shown = set(
        re.findall(r"^(?:#= )?[\w:./ -]*(?:error|warning)\[([\w-]+)\]", "".join(texts), re.M)
    )
    assert shown == set(CODES)


def _beside(path: Path) -> bool:
    return path.with_name(f"{path.name}.expected").exists()
