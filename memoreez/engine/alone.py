"""One engine for one folder: two of them would do each job twice."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import IO

from memoreez.errors import BadInput


def only(folder: Path) -> IO[bytes]:
    """Holds the folder for this process alone. Raises BadInput when another engine has it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = (folder / "lock").open("a+b")
    with suppress(ImportError):  # Windows has none; two engines would take different ports
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise BadInput(
                f"Another engine works in {folder}; stop that one, or give this one a folder of "
                "its own with --data-dir."
            ) from None
    return file
