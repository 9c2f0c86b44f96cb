"""Writes documents as Word files (.docx).

`base/` is a Word package without content. `package` opens it, filled in from the theme (`styles`,
`colours`); `body` turns blocks into WordprocessingML, in `sections`, with the help of `places`, `runs`,
`controls`, `links`, `notes`, `numbering`, `tables`, `drawing` and `estimating`; `fields` does header and
footer, `fonts` embeds the theme's font; `document` puts all together, and `package` closes it.
"""

from __future__ import annotations

from legation.writing.docx.document import write

__all__ = ["write"]
