"""A call that only waits for another machine, which is a file here."""

from __future__ import annotations

import os
import time
from pathlib import Path

from memoreez.aside import aside


def order(folder: str, name: str) -> int:
    """Waits aside until NAME.done is there; cancels the order when it is given up. Its process."""
    place = Path(folder)
    with aside():
        try:
            (place / f"{name}.ordered").write_text(str(os.getpid()))
            while not (place / f"{name}.done").exists():
                time.sleep(0.01)
        except KeyboardInterrupt:
            (place / f"{name}.cancelled").touch()
            raise
    return os.getpid()


def fall(folder: str) -> None:
    """Ends by itself while it waits."""
    with aside():
        (Path(folder) / "fallen").touch()
        os._exit(3)


def fail() -> None:
    """The other machine fails."""
    with aside():
        raise LookupError("nobody there")


def ask(url: str) -> int:
    """The number that a machine answers, sooner or later."""
    from memoreez.remote import Remote  # slow to import, and the others here are timed

    return int(Remote("The model", url, private=True).json("POST", "/number", {}))
