"""Folders as they are given on the command line."""

from __future__ import annotations

from pathlib import Path

import typer


def folder(text: str) -> Path:
    """The folder of that name. An empty name, as of a variable that is not set, is none."""
    if not text.strip():
        raise typer.BadParameter("its name is empty; give one, or leave the option out.")
    return Path(text)
