"""`python -m legation`: the command line."""

from __future__ import annotations

from legation.cli import main

if __name__ == "__main__":
    main(prog_name="legation")
