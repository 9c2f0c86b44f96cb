"""Programs and modules from outside that some tests need: found, or the test is skipped or fails.

With `LEGATION_REQUIRE_TOOLS=1` in the environment a missing program fails the test that needs it; with
`LEGATION_REQUIRE_TOOLS=0` all are taken as missing, as they are on a bare machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

import legation

_REQUIRED = os.environ.get("LEGATION_REQUIRE_TOOLS")
_HIDDEN = _REQUIRED == "0"

NAMES = {
    "soffice": ("soffice", "libreoffice"),
    "ooxml-validator": ("ooxml-validator",),
    "openxml-audit": ("openxml-audit",),
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
    if _HIDDEN or not path.exists():
        _miss(str(path), f"is not there; {package} has it")
    return path


def require_font(family: str, package: str) -> None:
    """Skip the test without a font of that name, which a Debian package has, or fail."""
    if not run(require_tool("fc-list"), family):
        _miss(f"the font {family}", f"is not installed; {package} has it")


def require_package(name: str) -> Any:
    """A module of the extra `tools`; skips the test, or module, without it, or fails where required."""
    missing = "is not installed; the extra `tools` has it"
    if _HIDDEN:
        _miss(name, missing)
    try:
        return import_module(name)
    except ImportError:
        _miss(name, missing)


def find_tool(name: str) -> str:
    """The path of a tool, or nothing; Python's own scripts count as on PATH."""
    if _HIDDEN:
        return ""
    given = os.environ.get(PLACES.get(name, ""), "")
    path = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))
    found = (shutil.which(command, path=path) for command in NAMES[name])
    return given or next(filter(None, found), "")


def _miss(name: str, reason: str) -> NoReturn:
    if _HIDDEN:
        reason = "is taken as missing, by LEGATION_REQUIRE_TOOLS=0"
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


TAGGED = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
"""What LibreOffice is to convert to, for a PDF that screen readers can read."""


def to_pdf(content: bytes, folder: Path, kind: str = "pdf") -> Path:
    """A Word file as LibreOffice prints it, with our fonts and a profile of its own."""
    soffice = require_tool("soffice")
    source = folder / "brief.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ("--headless", "--convert-to", kind, "--outdir", folder)
    run(soffice, profile, *options, source, FONTCONFIG_FILE=str(_font_settings(folder)))
    return source.with_suffix(".pdf")


def _font_settings(folder: Path) -> Path:
    path = folder / "fonts.conf"
    path.write_text(
        f"<fontconfig><dir>{FONTS}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder / 'fontcache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return path


def pdf_text(path: Path) -> str:
    """The text of a PDF, in the order of its content."""
    return run(require_tool("pdftotext"), "-raw", "-enc", "UTF-8", path, "-")
