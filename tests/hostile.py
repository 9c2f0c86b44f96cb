"""A chronology that says in every field what a careless program loses, alters or obeys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from documents import HOSTILE
from realdata import quoted

SECRET = "secret.txt"
"""A file beside the chronology that nothing may open, whatever its text says."""

LONG_ADDRESS = "https://example.org/" + "a-long/address?with=values&more=1;" * 12
TEXTS = (
    *(text for text in HOSTILE if "\u00ad" not in text),  # which is a hyphen at the end of a line
    "# not a heading",
    "## nor this",
    "1) not a list * nor + these",
    "> not a quotation",
    "| not | a | table |",
    "    indented, but no code",
    "--- *** ___ === ~~~",
    '[1]: https://example.org "not a reference"',
    "<https://example.org> <b>bold</b> <br/> </w:t></w:r></w:p> &#x41; &lt;",
    "{{ 7*7 }} {% for x in y %} {%- endfor -%} {{ sources() }} ${7*7} #{7*7}",
    f"{{% include '{SECRET}' %}} @import '{SECRET}' \\input{{{SECRET}}}",
    "C:\\new\\table \\\\server\\share \\u0041 \\x41 %41",
    "“Curly” ‘quotes’ «and» „others‟, 'plain' and \"straight\"",
    "Əlimərdan Ağayeva, Gəncə, Şəki; Oʻzbekiston, gʻoya, maʼno; İğdır, çağrı, Ötüken, ışık",
    "Ўзбекистон, Қорақалпоғистон, ғоя, ҳамкорлик; Україна, їжак, Ґанок; Љубљана, Ћирилица",
    "e\u0301 and \u00e9, o\u0308, g\u0306, Ш\u0301",
    "null",
    "0x1F 010 1e3 .inf ~",
    "yes",
    "DROP TABLE events; -- ' OR 1=1",
    "one\ntwo\nthree\tfour\u2028five",
    ")(\\ \\) (unbalanced \\101 <feff> /Title >> endobj endstream stream xref trailer %PDF-1.7 %%EOF",
    "BT (shown) Tj ET Q q EMC /Artifact BMC BI ID EI",
    "<?xpacket end='w'?></x:xmpmeta> </rdf:li></rdf:Alt></dc:title> -->",
    "".join(chr(97 + n % 26) for n in range(400)) + " is one word",
    LONG_ADDRESS,
)
"""Texts, each to come out as typed but for white space."""

ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "file:///etc/passwd",
    f"file://{SECRET}",
    SECRET,
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "ftp://example.org/file",
    "\\\\server\\share\\file",
    "#top",
    "//example.org/path",
    "java\tscript:alert(1)",
)
"""Addresses that are printed, and lead nowhere."""

LINKED = (
    LONG_ADDRESS,
    'http://example.org/?a=1&b=%20"quoted"<b>',
    "mailto:desk@example.org?subject=R&D",
    "https://example.org/a b",
    "https://пример.рф/путь",
)
"""Addresses that readers may follow."""


@dataclass
class Typed:
    """Texts for a chronology, each made unlike any other by a number at its end."""

    texts: tuple[str, ...]
    words: list[str] = field(default_factory=list)

    def __call__(self) -> str:
        """The next text, which both files must print."""
        number = len(self.words)
        self.words.append(f"{self.texts[number % len(self.texts)]} №{number}")
        return self.words[-1]


def chronology(texts: tuple[str, ...] = TEXTS) -> tuple[str, list[str]]:
    """A chronology of such texts as YAML, and what its brief must print."""
    typed = Typed(texts)
    count = max(len(texts), len(ADDRESSES + LINKED))
    brief = ("title", "subtitle", "marking", "bottom-line", "contact", "drafted-by")
    content = {
        "title": "Hostile",
        "parties": {key: {"name": typed()} for key in ("XA", "XB")},
        "sources": {f"s{n}": _source(typed, n) for n in range(count)},
        "people": {f"p{n}": _person(typed) for n in range(count)},
        "events": [_event(typed, n) for n in range(count)],
        "instruments": [_instrument(typed, n) for n in range(3)],
        "mechanisms": [_item(typed, n) for n in range(3)],
        "indicators": [_indicator(typed, n) for n in range(3)],
        "statements": [_statement(typed, n) for n in range(count)],
        "briefs": {"hostile": {key: typed() for key in brief} | {"parties": ["XA"]}},
    }
    return "\n".join(_yaml(content, 0)) + "\n", typed.words


def _source(typed: Typed, number: int) -> dict[str, Any]:
    addresses = ADDRESSES + LINKED
    words = {name: typed() for name in ("title", "author", "publisher")}
    return words | {"url": addresses[number % len(addresses)]}


def _person(typed: Typed) -> dict[str, Any]:
    return {"name": typed(), "offices": [{"title": typed(), "party": "XA"}]}


def _item(typed: Typed, number: int) -> dict[str, Any]:
    fields = {name: typed() for name in ("title", "summary", "inferred", "disputed", "note")}
    return fields | {"parties": ["XA", "XB"], "sources": [f"s{number}"]}


def _event(typed: Typed, number: int) -> dict[str, Any]:
    named = {"people": [f"p{number}"], "attribution": f"p{number}", "place": typed()}
    kind = f"kind <{number % 5}>"
    return _item(typed, number) | named | {"date": str(1900 + number), "kind": kind}


def _instrument(typed: Typed, number: int) -> dict[str, Any]:
    return _item(typed, number) | {"signed": f"{1950 + number}-02"}


def _indicator(typed: Typed, number: int) -> dict[str, Any]:
    values = [{"date": "2024", "value": "about 7", "note": typed()}]
    claims = [{"times": "2", "note": typed()}]
    return _item(typed, number) | {"unit": typed(), "values": values, "claims": claims}


def _statement(typed: Typed, number: int) -> dict[str, Any]:
    said = {"speaker": f"p{number}", "quote": typed(), "about": typed()}
    return said | {"parties": ["XA"], "sources": [f"s{number}"]}


def _yaml(value: Any, depth: int) -> list[str]:
    """A mapping or list in block style, with every text in double quotes."""
    indent = "  " * depth
    if isinstance(value, dict):
        entries = [(f"{indent}{key}:", inner) for key, inner in value.items()]
    else:
        entries = [(f"{indent}-", inner) for inner in value]
    lines = []
    for start, inner in entries:
        if isinstance(inner, str):
            lines.append(f"{start} {quoted(inner)}")
        else:
            lines += [start, *_yaml(inner, depth + 1)]
    return lines
