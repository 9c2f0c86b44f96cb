"""Programs and modules from outside that some tests need: found, or the test is skipped or fails.

A test that needs one has the mark `tools`. With `LEGATION_REQUIRE_TOOLS=1` in the environment a missing
program fails the test that needs it; with `LEGATION_REQUIRE_TOOLS=0` all are taken as missing, as they are on
a bare machine: no test with the mark is run, and one without it that asks for a program fails.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NoReturn

import pytest

import legation

_REQUIRED = os.environ.get("LEGATION_REQUIRE_TOOLS")
HIDDEN = _REQUIRED == "0"
"""Whether all are taken as missing."""

NAMES = {
    "soffice": ("soffice", "libreoffice"),
    "ooxml-validator": ("ooxml-validator",),
    "fc-list": ("fc-list",),
    "pdftotext": ("pdftotext",),
    "pdftoppm": ("pdftoppm",),
    "openssl": ("openssl",),
    "git": ("git",),
    "systemd-analyze": ("systemd-analyze",),
}
"""What each tool is called, in the order of trying."""

PLACES = {"ooxml-validator": "LEGATION_OOXML_VALIDATOR"}
"""The environment variable that holds a tool's path, where it is not one on PATH."""

FONTS = Path(legation.__file__).parent / "text" / "fonts"
"""The fonts that briefs are set in, which the machine may lack."""


def require_tool(name: str) -> str:
    """The path of a tool; skips the test without it, or fails where tools are required."""
    path = find_tool(name)
    if not path:
        place = f", nor by {PLACES[name]}" if name in PLACES else ""
        _miss(name, f"is not on PATH{place}")
    return path


def require_file(path: Path, package: str) -> Path:
    """A file of a Debian package; skips the test without it, or fails where tools are required."""
    if HIDDEN or not path.exists():
        _miss(str(path), f"is not there; {package} has it")
    return path


def require_font(family: str, package: str) -> None:
    """Skip the test without a font of that name, which a Debian package has, or fail."""
    if not run(require_tool("fc-list"), family):
        _miss(f"the font {family}", f"is not installed; {package} has it")


def require_package(name: str) -> Any:
    """A module of the extra `tools`; skips the test, or module, without it, or fails where required."""
    missing = "is not installed; the extra `tools` has it"
    if HIDDEN:
        _miss(name, missing)
    try:
        return import_module(name)
    except ImportError:
        _miss(name, missing)


def find_tool(name: str) -> str:
    """The path of a tool, or nothing; Python's own scripts count as on PATH."""
    if HIDDEN:
        return ""
    given = os.environ.get(PLACES.get(name, ""), "")
    path = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))
    found = (shutil.which(command, path=path) for command in NAMES[name])
    return given or next(filter(None, found), "")


def _miss(name: str, reason: str) -> NoReturn:
    if HIDDEN:
        reason = "is taken as missing, by LEGATION_REQUIRE_TOOLS=0"
        if "PYTEST_CURRENT_TEST" in os.environ:  # and not a module that is being imported
            pytest.fail(f"{name} {reason}, and the test has no mark `tools`")
    if _REQUIRED == "1":
        pytest.fail(f"{name} {reason}, and LEGATION_REQUIRE_TOOLS=1")
    pytest.skip(f"{name} {reason}", allow_module_level=True)


def run(*command: str | Path, **environment: str) -> str:
    """What a command printed; it must succeed within two minutes."""
    done = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout}\n{done.stderr}"
    return done.stdout


def validate_word(validator: str, path: Path) -> None:
    """Have a Word file judged by `openxml-audit` or `ooxml-validator`, which must find no fault."""
    if validator == "openxml-audit":  # in this process: to start takes it far longer than to judge
        result = require_package("openxml_audit").OpenXmlValidator().validate(path)
        assert result.is_valid, "\n".join(map(str, result.errors))
    else:
        run(require_tool(validator), path)


TAGGED = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
"""What LibreOffice is to convert to, for a PDF that screen readers can read."""


def to_pdf(content: bytes, folder: Path, kind: str = "pdf") -> Path:
    """A Word file as LibreOffice prints it, with our fonts."""
    return to_pdfs([content], folder, kind)[0]


def to_pdfs(contents: Iterable[bytes], folder: Path, kind: str = "pdf") -> list[Path]:
    """Several Word files as LibreOffice prints them, for which it is started but once."""
    soffice = require_tool("soffice")
    sources = []
    for number, content in enumerate(contents, 1):
        sources.append(folder / f"{number}.docx")
        sources[-1].write_bytes(content)
    own = _settings()
    profile = f"-env:UserInstallation={(own / 'profile').as_uri()}"
    options = ("--headless", "--convert-to", kind, "--outdir", folder)
    run(soffice, profile, *options, *sources, FONTCONFIG_FILE=str(own / "fonts.conf"))
    return [source.with_suffix(".pdf") for source in sources]


@cache
def _settings() -> Path:
    """A folder with LibreOffice's settings and a list of fonts, which it takes long to make."""
    folder = Path(mkdtemp(prefix="legation-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{FONTS}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder / 'fontcache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return folder


def pdf_text(path: Path) -> str:
    """The text of a PDF, in the order of its content."""
    return run(require_tool("pdftotext"), "-raw", "-enc", "UTF-8", path, "-")
