"""Markdown, as a template printed it, into blocks; its tokens into what they stand for.

`# ` is the document's title, `## ` a section, `### ` a part of one. Paragraphs, lists, quotations,
emphasis, links and tables are Markdown's own (CommonMark). HTML is text here. What a brief has no place
for, such as a picture, is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from legation.composing.forms import words
from legation.composing.tokens import Printed, Tokens
from legation.model.addresses import is_link
from legation.model.document import (
    Block,
    Break,
    Column,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Passage,
    Role,
    Row,
    Table,
    Text,
    Title,
)
from legation.model.drawing import Align

# A line with a call, but for `cite`, behind a bar; or with one at its beginning, and a bar behind it.
_CALL_IN_ROW = (
    r"^[^|\n]*\|.*\{\{(?!-?[ \t]*cite\b)[^}\n]{0,200}\w\("
    r"|^[ \t]*\{\{[^}\n]{0,200}\w\([^}\n]*\}\}.*\|"
)
# How a list has blocks in it, behind its sign or on a later line of it, and how those begin that it may not
# have. What is indented and in no list is no mistake.
_SIGN = r"(?:[-*+]|\d{1,9}[.)])[ \t]+"
_LATER = rf".*\n(?:[ \t]*\n|[ \t]+[^ \t\n].*\n|\{{%.*\n){{0,200}}?()[ \t]+(?:{_SIGN})?"
_IN_LIST = rf"^[ \t]*{_SIGN}(?:{_LATER})??"
_BEGINS: dict[type[Block], str] = {Heading: r"#{2,3}[ \t]", Table: r"\|"}
_ALIGNED = {
    "": Align.START,
    "text-align:left": Align.START,
    "text-align:center": Align.CENTRE,
    "text-align:right": Align.END,
}
"""How a column stands, by what the parser has of its `:---:`."""

_MOST_KEPT = 10_000  # letters of a source whose tree is kept
_ALONE = "put {{ ... }} on a line of its own, with an empty line before and after"


class MarkdownMistake(Exception):
    """Something that a brief has no place for.

    Attributes:
        hint: What to write instead.
        looks: The regular expression of how templates have it, to find its line, by a group where that is
            not the first; empty where they may have it in many ways.
    """

    def __init__(self, message: str, hint: str, looks: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.looks = looks


def parse(source: str, tokens: Tokens) -> tuple[Block, ...]:
    """The blocks of a rendered template, without headings that head nothing.

    Raises:
        MarkdownMistake: For a picture, a rule, raw HTML, or a block in the middle of a line or in a table.
    """
    if tokens.tear_a_row(source):
        message = "a table, list or timeline stands in a cell of a table"
        raise MarkdownMistake(message, _ALONE, _CALL_IN_ROW)
    tree = _kept_tree(source) if len(source) <= _MOST_KEPT else _tree(source)
    blocks = [block for node in tree.children for block in _Reader(tokens).blocks(node)]
    return tuple(anchored(_without_empty_sections(blocks)))


def inline(text: str, tokens: Tokens) -> Inlines:
    """A text with Markdown's inline formatting: emphasis, links, escapes. All else is as it was typed."""
    tree = SyntaxTreeNode(_inline_parser().parseInline(text))
    return _Reader(tokens).inlines(tree.children[0]) if tree.children else ()


def _tree(source: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_block_parser().parse(source))


# What is printed is told by tokens: without them, one template says the same of many briefs.
_kept_tree = lru_cache(maxsize=16)(_tree)


@cache
def _block_parser() -> MarkdownIt:
    return _parser().enable("table")


@cache
def _inline_parser() -> MarkdownIt:
    return _parser().disable(["entity", "image", "autolink", "backticks"])


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    # Schemes are judged by `_link`, which keeps the text of a link that leads nowhere good.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


class _Reader:
    """Reads the syntax tree of one document."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def blocks(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "heading":
                yield self._heading(node)
            case "paragraph":
                yield from self._paragraph(node.children[0])
            case "bullet_list" | "ordered_list":
                yield self._list(node)
            case "blockquote":
                for block in (b for child in node.children for b in self.blocks(child)):
                    yield replace(block, role=Role.QUOTE) if isinstance(block, Paragraph) else block
            case "fence" | "code_block":
                yield Paragraph(tuple(self._text(node.content.rstrip("\n"), Text(""))))
            case "table":
                yield self._table(node)
            case _:
                raise _refused(node)

    def _heading(self, node: SyntaxTreeNode) -> Block:
        level, inlines = int(node.tag[1]), self.inlines(node.children[0])
        if level == 1:
            return Title(inlines)
        if level > 3:
            signs = "#" * level
            message = f"headings go no deeper than ###, and this is {signs}"
            raise MarkdownMistake(message, "write ###", rf"^ {{0,3}}{signs}(?=[ \t]|$)")
        return Heading(level - 1, inlines, "")

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        pieces = list(self._tokens.split(node.content))
        called = [piece for piece in pieces if isinstance(piece, list)]
        if not called:
            if inlines := self.inlines(node):  # none where what was printed is empty
                yield Paragraph(inlines)
        elif any(not isinstance(piece, list) and str(piece).strip() for piece in pieces):
            message = "a table, list or timeline stands in the middle of a line"
            raise MarkdownMistake(message, _ALONE)
        else:
            for blocks in called:
                yield from blocks

    def _list(self, node: SyntaxTreeNode) -> List:
        kind = ListKind.NUMBER if node.type == "ordered_list" else ListKind.BULLET
        items = tuple(ListItem(tuple(self._item_blocks(item))) for item in node.children)
        return List(kind, items, int(node.attrs.get("start", 1)))

    def _item_blocks(self, item: SyntaxTreeNode) -> Iterator[Paragraph | List]:
        for child in item.children:
            for block in self.blocks(child):
                if not isinstance(block, Paragraph | List):
                    message = "a list holds text and lists only"
                    begins = _BEGINS.get(type(block), "")
                    looks = _IN_LIST + begins if begins else ""
                    raise MarkdownMistake(message, "put it after the list", looks)
                yield block

    def _table(self, node: SyntaxTreeNode) -> Table:
        head, *body = node.children
        headers = tuple(
            Column(
                words(self.inlines(cell.children[0])), _ALIGNED[str(cell.attrs.get("style", ""))]
            )
            for cell in head.children[0].children
        )
        rows = tuple(
            Row(tuple((Paragraph(self.inlines(cell.children[0])),) for cell in row.children))
            for part in body
            for row in part.children
        )
        named = (column.header for column in headers)
        return Table(headers, rows, description=", ".join(filter(None, named)))

    # --- inlines -----------------------------------------------------------------------------------

    def inlines(self, node: SyntaxTreeNode) -> Inlines:
        """What an inline node holds."""
        found = [inline for child in node.children for inline in self._inline(child, Text(""))]
        return tuple(_merged(found) if len(found) > 1 else found)

    def _inline(self, node: SyntaxTreeNode, style: Text) -> Iterator[Inline]:
        match node.type:
            case "text" | "code_inline":
                yield from self._text(node.content, style)
            case "softbreak":
                yield replace(style, text=" ")
            case "hardbreak":
                yield Break()
            case "strong":
                yield from self._nested(node, replace(style, bold=True))
            case "em":
                yield from self._nested(node, replace(style, italic=True))
            case "link":
                yield from self._link(node, style)
            case _:
                raise _refused(node)

    def _nested(self, node: SyntaxTreeNode, style: Text) -> Iterator[Inline]:
        for child in node.children:
            yield from self._inline(child, style)

    def _link(self, node: SyntaxTreeNode, style: Text) -> Iterator[Inline]:
        url = str(node.attrs.get("href", ""))
        held = self._tokens.plain(unquote(url))
        url = held if held != unquote(url) else url
        inner = list(self._nested(node, style))
        # A link that says nothing can be neither seen nor read aloud.
        if not words(tuple(inner)).strip():
            inner = [replace(style, text=url)]
        texts = tuple(inline for inline in inner if isinstance(inline, Text))
        if is_link(url) and len(texts) == len(inner):
            yield Link(url, texts)
        else:
            yield from inner

    def _text(self, content: str, style: Text) -> Iterator[Inline]:
        for piece in self._tokens.split(content):
            if isinstance(piece, tuple):
                yield from piece
            elif isinstance(piece, str):
                printed = isinstance(piece, Printed)
                yield from _lines(piece, replace(style, apart=True) if printed else style)


def _lines(text: str, style: Text) -> Iterator[Inline]:
    for index, line in enumerate(text.split("\n")):
        if index:
            yield Break()
        if line:
            yield replace(style, text=line)


def _merged(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbouring runs of one style as one."""
    last: Text | None = None
    for inline in inlines:
        if (
            isinstance(inline, Text)
            and last is not None
            and replace(last, text="") == replace(inline, text="")
        ):
            last = replace(last, text=last.text + inline.text)
            continue
        if last is not None:
            yield last
        last = inline if isinstance(inline, Text) else None
        if last is None:
            yield inline
    if last is not None:
        yield last


def _without_empty_sections(blocks: list[Block]) -> list[Block]:
    """The blocks without the headings under which nothing stands, nor pages on which nothing would."""
    kept: list[Block] = []
    following: Block | None = None  # but for page breaks
    for block in reversed(blocks):
        if isinstance(block, Heading) and (
            following is None or (isinstance(following, Heading) and following.level <= block.level)
        ):
            continue
        if isinstance(block, PageBreak) and (not kept or isinstance(kept[-1], PageBreak)):
            continue
        if not isinstance(block, PageBreak):
            following = block
        kept.append(block)
    return kept[::-1]


def anchored(blocks: list[Block]) -> Iterator[Block]:
    """The blocks with an anchor of its own on each heading."""
    taken: dict[str, int] = {}
    for block in blocks:
        if isinstance(block, Heading) or (isinstance(block, Passage) and block.level):
            said = words(block.inlines) if isinstance(block, Heading) else block.said
            slug = re.sub(r"[^\w]+", "-", said.casefold()).strip("-")[:30] or "section"
            taken[slug] = taken.get(slug, 0) + 1
            anchor = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
            yield replace(block, anchor=f"section-{anchor}")
        else:
            yield block


def _refused(node: SyntaxTreeNode) -> MarkdownMistake:
    words = {
        "image": (
            "a picture has no place in a template",
            "leave it out; a logo goes into theme.yaml",
            r"!\[",
        ),
        "hr": (
            "a rule (---) has no place in a brief",
            "leave it out, or begin a section: ## ...",
            r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$",
        ),
    }
    unknown = ("this has no place in a brief", "write it as a plain paragraph", "")
    return MarkdownMistake(*words.get(node.type, unknown))
