"""The directive `{generated} NAME`: parts of the guide that are made from the program itself.

What it puts in its place is Markdown, made when the guide is built, so that it cannot be out of date.
"""

from __future__ import annotations

import command_help
import format_reference
import template_names
import theme_reference
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

MAKERS = {
    "commands": command_help.markdown,
    "format": format_reference.markdown,
    "template": template_names.markdown,
    "theme": theme_reference.markdown,
}


class Generated(SphinxDirective):
    """Puts made Markdown, which may have headings, in the place of the directive."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes(MAKERS[self.arguments[0]](), allow_section_headings=True)


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directive known to Sphinx."""
    app.add_directive("generated", Generated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
