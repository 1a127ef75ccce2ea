"""Folders as they are given on the command line."""

from __future__ import annotations

import os
from pathlib import Path

import typer


def folder(text: str) -> Path:
    """The folder of that name; `~` is one's own, which no shell sees to in “--out=~/gifts”.

    An empty name, as of a variable that is not set, is none.
    """
    if not text.strip():
        raise typer.BadParameter("its name is empty; give one, or leave the option out.")
    return Path(os.path.expanduser(text))
