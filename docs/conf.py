"""How Sphinx makes the user guide: `sphinx-build -W -b html docs OUT`."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Legation"
author = "The Legation developers"
copyright = "The Legation developers"
release = installed_version("legation")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "generated"]
exclude_patterns = ["_build", "_ext"]

html_theme = "furo"
html_title = f"Legation {release}"

myst_heading_anchors = 3
default_role = "code"  # our docstrings put code in single backticks

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
