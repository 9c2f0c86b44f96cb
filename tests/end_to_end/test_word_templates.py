"""Word templates from the command's own entry to what LibreOffice prints, with hostile text and real ones."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import docxtpl
import pytest

import hostile
import legation
from editions import AS_OF, SAMPLE
from extraction import folded
from legation.building.surveying.survey import survey
from letterheads import ALL
from tools import pdf_text, to_pdf, validate_word
from word import entries, paragraphs
from word_faults import faults
from word_templates import Content, saved, template

BRIEF = "azerbaijan-uzbekistan"
CONTENT: list[Content] = [
    "# {{ brief.title }}",
    "{{ title_block() }}",
    [["{{ bottom_line() }}"]],
    "# Timeline",
    "{{ timeline(events + upcoming) }}",
    "# Events",
    [
        ["When", "What"],
        ["{%tr for event in events %}", ""],
        ["{{ event.when }}", "{{ event.title }} {{ cite(event) }}"],
        ["{%tr endfor %}", ""],
    ],
    "{%p if statements %}",
    "# Statements",
    "{{ quotations(statements) }}",
    "{%p endif %}",
    "# Chronology",
    "{{ chronology(events) }}",
    "# Sources",
    "{{ sources() }}",
    "Drafted by {{ brief.drafted_by or 'the desk' }} on {{ as_of }}.",
]


def built(folder: Path, content: bytes, yaml: str | None = None, name: str = BRIEF) -> bytes:
    text = SAMPLE.read_text(encoding="utf-8") if yaml is None else yaml
    text = text.replace(f"  {name}:\n", f"  {name}:\n    template: our-brief.docx\n", 1)
    path = folder / "events.yaml"
    path.write_text(text, encoding="utf-8")
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "our-brief.docx").write_bytes(content)
    done = legation.build(path, briefs=[name], as_of=AS_OF)
    assert [d.message for d in done.report if d.severity == "error"] == []
    (written,) = done.written
    return written.path.read_bytes()


def described(content: bytes) -> list[str]:
    """Its faults, but for what the template's author left out."""
    return [each for each in faults(content) if "has no tbl" not in each and "heading" not in each]


@pytest.mark.tools
@pytest.mark.parametrize("kind", [kind for kind in ALL if kind != "template"])
def test_any_letterhead_may_have_tags(kind: str, tmp_path: Path) -> None:
    document = docx.Document(BytesIO(ALL[kind]()))
    places = [p for p in document.paragraphs if re.search(r"\{\{ ?brief ?\}\}", p.text)]
    place = places[0] if places else document.add_paragraph()
    for text in ("{{ title_block() }}", "{{ timeline(events) }}", "{%p for e in events %}"):
        place.insert_paragraph_before(text)
    place.text = "{{ e.when }}: {{ e.title }} {{ cite(e) }}"
    place.insert_paragraph_before("{{ chronology([e]) }}")
    end = place.insert_paragraph_before("{%p endfor %}")
    place._p.addnext(end._p)
    sources = place.insert_paragraph_before("{{ sources() }}")
    end._p.addnext(sources._p)
    content = built(tmp_path, saved(document))
    assert described(content) == []
    for tool in ("openxml-audit", "ooxml-validator"):
        validate_word(tool, tmp_path / "output" / f"{BRIEF}.docx")
    (file,) = legation.verify(path=tmp_path / "events.yaml", briefs=[BRIEF]).files
    assert file.same, file.difference


@pytest.mark.tools
def test_libreoffice_prints_all_of_it_in_order(tmp_path: Path) -> None:
    content = built(tmp_path, template(*CONTENT, header="Ministry: {{ brief.title }}"))
    assert described(content) == []
    pages = pdf_text(to_pdf(content, tmp_path)).split("\f")[:-1]
    printed = " ".join(" ".join(pages).split())
    places = [
        printed.index(words) for words in ("Timeline", "Statements", "Chronology", "Drafted by")
    ]
    assert places == sorted(places)
    assert all("Ministry: Azerbaijan and Uzbekistan" in page for page in pages)
    assert "{" not in printed


def test_hostile_text_loses_and_changes_nothing(tmp_path: Path) -> None:
    yaml, _ = hostile.chronology()
    content: list[Content] = [
        "{%p for item in items %}",
        "{{ item.title }}",
        ("Of ", "{{ item.summary }}", " it is said: {{ item.note }}"),
        [["{{ item.title }}", "{{ item.disputed }}"]],
        "{%p endfor %}",
        "{{ chronology(events) }}",
        "{{ sources() }}",
    ]
    data = template(*content, header="{{ brief.title }}")
    made = built(tmp_path, data, yaml.replace('"hostile":', "hostile:"), "hostile")
    assert described(made) == []
    said = "\n".join(folded(words) for _, words in paragraphs(made))
    chronology = survey(tmp_path / "events.yaml", "events.yaml").chronology
    assert chronology is not None
    for event in chronology.events:
        for text in (event.title, event.summary, event.note, event.disputed):
            assert folded(text or "") in said
    assert not any(name.endswith(".bin") for name in entries(made))


def test_docxtpl_makes_the_same_of_what_both_know(tmp_path: Path) -> None:
    content: list[Content] = [
        ("To {", "{ name", " }", "} and ", "all"),
        "{%p for e in events %}",
        "{{ loop.index }}. {{ e.title }}{% if e.place %} in {{ e.place }}{% endif %}",
        "{%p endfor %}",
        [["When"], ["{%tr for e in events %}"], ["{{ e.when }}"], ["{%tr endfor %}"]],
        "{{ events | length }}{# not this #}",
    ]
    yaml = (
        "title: T\nevents:\n  - {date: 2024, title: One, place: Baku}\n  - {date: 2025, title: Two}\n"
        "briefs:\n  b:\n    title: B\n"
    )
    ours = built(tmp_path, template("{% set name = brief.title %}", *content), yaml, "b")
    events = [{"title": "One", "place": "Baku", "when": "2024"}, {"title": "Two", "when": "2025"}]
    theirs = docxtpl.DocxTemplate(BytesIO(template(*content)))
    theirs.render({"name": "B", "events": events})
    stream = BytesIO()
    theirs.save(stream)
    wanted = [words for _, words in paragraphs(stream.getvalue())]
    assert [words for _, words in paragraphs(ours)] == wanted
    assert wanted[:3] == ["To B and all", "1. One in Baku", "2. Two"]
