"""Legation's version: the packaging, `legation --version` and every PDF read it here."""

from __future__ import annotations

__version__ = "0.1.0"
