"""Tables with more columns, or longer words, than a page has room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from legation.diagnostics import counted
from legation.model.document import Heading, Table, Text, Title
from legation.model.quantities import shorten

if TYPE_CHECKING:
    from legation.diagnostics import Report
    from legation.model.brief import Brief
    from legation.model.document import Document

_HINT = (
    "give it fewer columns or shorter words; or make room in templates/theme.yaml: "
    "a smaller `table` under `sizes`, smaller `left` and `right` under `page`"
)


def warn_of_broken_words(document: Document, brief: Brief, report: Report) -> None:
    """Warn of each kind of table in which words are broken for want of room.

    Args:
        document: Settled.
        brief: Which it is of.
        report: Where the warnings go.
    """
    heading, known = "", set()
    for block in document.blocks:
        if isinstance(block, Heading | Title):
            heading = "".join(each.text for each in block.inlines if isinstance(each, Text))
        if not isinstance(block, Table) or block.columns in known:
            continue
        known.add(block.columns)
        broken = [n for n, column in enumerate(block.columns, 1) if column.broken]
        if broken:
            under = f", under “{shorten(heading)}”," if heading else ""
            message = (
                f"a table of {counted(len(block.columns), 'column')} in `{document.name}`{under} has no room "
                f"for its words or figures: it breaks some in {_listed(broken, len(block.columns))}"
            )
            report.warning(brief.position(), "broken-words", message, _HINT)


def _listed(numbers: Sequence[int], count: int) -> str:
    """Columns by their numbers, of so many."""
    if len(numbers) == count:
        return "all of them"
    *others, last = map(str, numbers)
    return f"columns {', '.join(others)} and {last}" if others else f"column {last}"
