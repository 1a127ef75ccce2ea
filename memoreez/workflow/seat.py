"""Who this process is among those that work on the same database.

A name that comes back after a crash, so that a restarted studio finds its own unfinished work at
once, and that no other living process has: the number is a file that stays locked while we live.
The system frees the lock however we die.
"""

from __future__ import annotations

import secrets
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from memoreez.errors import SettingsError

MOST = 1000  # processes of one data folder


class Seat:
    """A locked number, until `leave`."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.home = _name(folder / "name")
            self.number, self._file = _taken(folder)
        except OSError as error:
            raise SettingsError(
                f"The data folder cannot be used: {error.strerror or error}. Set MEMOREEZ_DATA_DIR "
                "to a folder that may be written."
            ) from None

    @property
    def name(self) -> str:
        """Unlike that of any other living process."""
        host = "".join(c for c in socket.gethostname() if c.isalnum() or c in "-.")[:40]
        return f"{host}-{self.home}-{self.number}"

    def leave(self) -> None:
        """Free for the next process."""
        self._file.close()


def _name(path: Path) -> str:
    """The folder's own: two machines may both be called localhost."""
    with suppress(FileExistsError), path.open("x", encoding="ascii") as file:
        file.write(secrets.token_hex(4))
    return path.read_text(encoding="ascii") or "0"


def _taken(folder: Path) -> tuple[int, IO[str]]:
    for number in range(MOST):
        file = (folder / f"{number}.lock").open("a", encoding="ascii")
        if _lock(file):
            return number, file
        file.close()
    raise OSError(f"{MOST} processes use it already")


def _lock(file: IO[str]) -> bool:
    """Whether it is ours now; nobody waits."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
