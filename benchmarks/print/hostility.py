"""The list of all hostile files."""

from __future__ import annotations

from pathlib import Path

from benchmarks.print import files_3mf, files_glb
from benchmarks.print.files import FILES, PLACED

assert files_3mf and files_glb  # importing them fills FILES
NAMES = (*FILES, *PLACED)


def write(name: str, folder: Path) -> Path:
    """The file of that name in `folder`."""
    if name in PLACED:
        suffix, place = PLACED[name]
        file = folder / f"hostile{suffix}"
        place(file)
        return file
    suffix, make = FILES[name]
    file = folder / f"hostile{suffix}"
    file.write_bytes(make())
    return file
