"""Writes documents as Word files (.docx).

`base/` is a Word package without content. `package` opens it, filled in from the theme (`styles`,
`colours`); `body` turns blocks into WordprocessingML, in `sections`, with the help of `places`, `runs`,
`controls`, `links`, `notes`, `numbering`, `tables`, `drawing` and `estimating`; `fields` does header and
footer, `fonts` embeds the theme's font; `document` puts all together, and `package` closes it.

`passages` sets what is filled in within a Word template's own text, and `neighbours` fits blocks to what
stands around them there.

`letterhead` puts what was written so into a ministry's own: `house` measures that, `grafting` and `listing`
find styles and lists in it or graft ours, `edges` sees to headers and footers, `facing` to the direction of
text, `settings` to the rest, all of them on `trees`.
"""

from __future__ import annotations

from legation.writing.docx.document import write

__all__ = ["write"]
