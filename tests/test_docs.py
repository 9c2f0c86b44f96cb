"""What the README and the guide say is so: their examples run, and what they list is complete.

The fenced examples of a page are played in the order of the page, in a folder of its own:

- A `yaml` block with a title is events.yaml, and must be read without an error; one without is a part of
  the page's own chronology, whose parts together must be.
- A block whose first line is a remark with a file's name, `# mistakes.yaml`, is that file. After
  `# at the end of events.yaml` it is added to it.
- Of a `console` block, the lines after `$ ` are typed, and the rest is what must be printed; a line of
  three dots stands for anything further.
- A `python` block is run.
"""

from __future__ import annotations

import ast
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import legation
from legation.cli import main
from legation.cli.group import COMMANDS
from legation.composing.environment import MAX_LENGTH, MAX_STEPS, Environment
from legation.composing.locale import Wording
from legation.diagnostics import Severity
from legation.model.chronology import Chronology
from legation.model.dates import DateError, parse_edtf
from legation.model.typed_dates import read_date
from legation.reading.yaml import MAX_BYTES

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src" / "legation"
README = PROJECT / "README.md"
DOCS = PROJECT / "docs"
PAGES = [README, *sorted(DOCS.glob("*.md"))]
TEXTS = [*PAGES, PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md"]
AS_OF = date(2026, 2, 24)

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(
    r"(?:#|\{#) (?P<end>at the end of )?(?P<file>[\w./-]+\.(?:yaml|md\.j2))(?: #\})?\n"
)


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the tables in a section, without the heads of the tables."""
    section = re.split(r"^## ", words(page), flags=re.MULTILINE)
    text = next(part for part in section if part.startswith(heading))
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def code(cell: str) -> str:
    """The first text in backticks of a cell, or nothing."""
    found = re.search(r"`([^`]*)`", cell)
    return found[1] if found else ""


# --- the examples -------------------------------------------------------------------------------------


def test_the_readme_has_the_two_commands_letter_for_letter() -> None:
    commands = [block.strip() for _, block in FENCE.findall(words(README))]
    assert "pip install . && legation build" in commands
    assert "pip install '.[test]' && pytest" in commands


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_of_a_page(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("events.yaml").write_text("title: An example\n", encoding="utf-8")
    for language, block in FENCE.findall(words(page)):
        if named := NAMED.match(block):
            save(Path(named["file"]), block, add=bool(named["end"]))
        elif language == "yaml":
            part = Path("parts", f"{len(list(Path('parts').glob('*'))):02}.yaml")
            save(Path("events.yaml") if re.search(r"^title:", block, re.MULTILINE) else part, block)
        if language == "yaml":
            assert errors("events.yaml") == []
        elif language == "console":
            play(block)
        elif language == "python":
            exec(compile(block, str(page), "exec"), {})
    if Path("parts").exists():
        Path("events.yaml").rename("parts/head.yaml")
        assert errors("parts") == []
        assert legation.build("parts", formats=["text"], as_of=AS_OF).status == 0


def save(path: Path, text: str, *, add: bool = False) -> None:
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if add else ""
    path.write_text(before + text, encoding="utf-8", newline="\n")


def errors(path: str) -> list[str]:
    report = legation.check(path)
    return [legation.render(told) for told in report if told.severity is Severity.ERROR]


def play(block: str) -> None:
    """Type the commands of a console block, and compare what they print."""
    for typed in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = typed.partition("\n")
        printed = run(command).replace("\\", "/")
        if expected.endswith("...\n"):
            expected, printed = expected[:-4], printed[: len(expected) - 4]
        assert printed.rstrip() == expected.rstrip(), command


def run(command: str) -> str:
    name, *arguments = shlex.split(command)
    if name == "cat":
        return Path(arguments[0]).read_text(encoding="utf-8")
    assert name == "legation"
    noon = {"SOURCE_DATE_EPOCH": "1771936800"}  # 12:40 UTC, on the day of AS_OF
    runner = CliRunner(env={"COLUMNS": "80", "LEGATION_DEBUG": None, **noon})
    return runner.invoke(main, arguments, prog_name="legation").output


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.stem)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", FENCE.sub("", words(page))):
        if "://" not in target:
            assert (page.parent / target).exists(), target


# --- what is listed is all there is ---------------------------------------------------------------------


def options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield max(parameter.opts, key=len)


def test_every_command_and_option_is_documented() -> None:
    helped = generated("command_help")
    with click.Context(main) as context:
        for name in COMMANDS:
            command = main.get_command(context, name)
            assert command is not None
            assert f"## `legation {name}`" in helped
            assert f"legation {name}" in words(README)
            for option in options(command):
                assert option in helped
                assert name != "build" or f"`{option}" in words(README)


def test_the_reference_has_every_key_of_the_format() -> None:
    reference = generated("format_reference")
    schema = import_module("legation.building.schema").schema()
    for definition in [schema, *schema["$defs"].values()]:
        for key, about in definition.get("properties", {}).items():
            assert f"| `{key}` |" in reference
            assert f"{about['description']} |" in reference


def test_the_theme_s_table_has_every_key() -> None:
    table = generated("theme_reference")
    assert table.count("\n| `") == len(
        re.findall(
            r"^ +(?:# )?[\w-]+:|^leading|^spacing|^align|^notes|^cover|^#? ?logo", theme(), re.M
        )
    )


def theme() -> str:
    return words(PROJECT / "templates" / "theme.yaml")


def generated(module: str) -> str:
    """The Markdown of a part of the guide that is made from the program."""
    if str(DOCS / "_ext") not in sys.path:
        sys.path.append(str(DOCS / "_ext"))
    made: str = import_module(module).markdown()
    return made


def test_templates_are_told_every_name_and_filter() -> None:
    told = generated("template_names")
    known = import_module("template_names").known()
    assert set(re.findall(r"^\| `(\w+)[`(]", told.partition("### ")[0], re.M)) == set(known)
    assert all(about.strip() for about in re.findall(r"^\| `.*?` \| (.*?) \|", told, re.M))
    page = DOCS / "templates.md"
    filters = next(
        line for line in words(page).splitlines() if line.startswith("- The filters are")
    )
    environment = Environment(lambda name: None)
    assert set(re.findall(r"`(\w+)`", filters)) == {*environment.filters, *environment.globals}


def test_the_limits_that_the_guide_names_are_those_of_the_program() -> None:
    assert f"{MAX_STEPS:,} turns" in words(DOCS / "templates.md")
    assert f"{MAX_LENGTH // 1_000_000} million characters" in words(DOCS / "templates.md")
    assert f"{MAX_BYTES // 2**20} MiB" in words(DOCS / "chronology.md")
    assert f"{MAX_BYTES // 2**20} MiB" in words(DOCS / "messages.md")


@pytest.mark.parametrize(
    "head", sorted((SOURCE / "building").rglob("__init__.py")), ids=lambda head: head.parent.name
)
def test_the_head_of_a_package_names_each_module(head: Path) -> None:
    there = {path.stem for path in head.parent.glob("*.py")} - {"__init__"}
    there |= {path.parent.name for path in head.parent.glob("*/__init__.py")}
    assert there - set(re.findall(r"\w+", head.read_text(encoding="utf-8"))) == set()


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(words(PROJECT / "pyproject.toml"))["project"]
    extras = project["optional-dependencies"].values()
    contributing = words(PROJECT / "CONTRIBUTING.md")
    for requirement in [*project["dependencies"], *(r for extra in extras for r in extra)]:
        name = re.split(r"[<>=\[ ;]", requirement)[0]
        assert re.search(rf"^\|.*\b{re.escape(name)}\b.*\|.+\|.+\|$", contributing, re.M), name


# --- dates ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row", rows(DOCS / "dates.md", "What is read"), ids=lambda row: code(row[0])
)
def test_a_date_of_the_table(row: list[str]) -> None:
    typed, edtf, first, last, printed = row
    when = read_date(code(typed))
    assert when == parse_edtf(code(edtf))
    assert [str(when.earliest or "none"), str(when.latest or "none")] == [first, last]
    assert Wording(Chronology(title="An example"), AS_OF).date(when) == printed


@pytest.mark.parametrize(
    "row", rows(DOCS / "dates.md", "What is refused"), ids=lambda r: code(r[0])
)
def test_a_date_that_is_refused(row: list[str]) -> None:
    with pytest.raises(DateError) as refused:
        read_date(code(row[0]))
    assert [refused.value.code, refused.value.hint] == [code(row[1]), row[2]]


@pytest.mark.parametrize("row", rows(README, "The format by example"), ids=lambda row: code(row[0]))
def test_the_dates_of_the_readme(row: list[str]) -> None:
    for typed in re.findall(r"`([^`]*)`", row[0]):
        read_date(typed)


# --- messages -------------------------------------------------------------------------------------------

TELLERS = frozenset(
    "error warning fail refusal Refused problem Diagnostic DateError Trap "
    "_error _respaced _wrong".split()
)
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
NO_CODES = frozenset(
    "above all briefs if-raised meetings points relations right sensitivities text".split()
)


def codes_of(tree: ast.Module) -> Iterator[str]:
    """The texts that stand where a diagnostic's code does: in a call that tells it, or before words."""
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            codes = [as_code(named.get(getattr(a, "id", ""), a)) for a in node.args]
            yield from [found for found in codes if found][: name in TELLERS]
        elif isinstance(node, ast.Tuple):
            yield from (as_code(a) for a, b in pairwise(node.elts) if as_code(a) and is_prose(b))


def as_code(node: ast.expr) -> str:
    """The text of a node that may be a code, or nothing."""
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) and CODE.fullmatch(value) else ""


def is_prose(node: ast.expr) -> bool:
    """Whether a node is a message, or a name for one, rather than a code or a class."""
    if isinstance(node, ast.Name):
        return node.id.isupper() or node.id.islower()
    constant = isinstance(node, ast.Constant) and " " in str(node.value)
    return constant or isinstance(node, ast.JoinedStr)


def documented() -> dict[str, str]:
    """Every code of the guide, with the example beside it, if there is one."""
    page = DOCS / "messages.md"
    headings = re.findall(r"^## (.+)", words(page), re.MULTILINE)
    found = [row for heading in headings for row in rows(page, heading)]
    return {code(row[0]): code(row[1]) if len(row) == 3 else "" for row in found}


def test_every_code_is_documented() -> None:
    sources = [words(path) for path in sorted(SOURCE.rglob("*.py"))]
    told = {found for source in sources for found in codes_of(ast.parse(source))} - NO_CODES
    assert told - set(documented()) == set(), "add them to docs/messages.md"
    for name in documented():
        stem = name.removesuffix("source").removesuffix("person")
        assert any(f'"{stem}' in source for source in sources), f"nothing tells {name}"


@pytest.mark.parametrize(
    ("name", "typed"), [(n, t) for n, t in documented().items() if t], ids=lambda text: text
)
def test_an_example_of_a_code(name: str, typed: str, tmp_path: Path) -> None:
    told = set()
    for number, text in enumerate(placed(typed)):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        told |= {diagnostic.code for diagnostic in legation.check(path)}
    assert name in told


def placed(line: str) -> Iterator[str]:
    """Chronologies with the line in each of the places where it might have been typed."""
    places = {
        "": ["title: An example"],
        "events:\n  - ": ["date: 2024", "title: Visit"],
        "instruments:\n  - ": ["title: Treaty"],
        "indicators:\n  - title: Trade\n    values:\n      - ": ["date: 2024", "value: 1"],
        "sources:\n  report:\n    ": ["title: A report"],
        "briefs:\n  norway:\n    ": [],
    }
    key = line.partition(":")[0] + ":"
    for place, others in places.items():
        lines = [*(other for other in others if not other.startswith(key)), line]
        indent = "\n" + " " * len(place.rpartition("\n")[2])
        yield ("title: An example\n" if place else "") + place + indent.join(lines) + "\n"
