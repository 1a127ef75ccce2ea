"""Several studios on one database, killed and frozen at random while keepsakes are made."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from kill_matrix import TESTS

from memoreez import db
from memoreez.rows import Keepsake
from memoreez.settings import Settings


@dataclass
class Fleet:
    """Its studios; each has a folder of its own for seats, so a new start is a new executor."""

    folder: Path
    database: str
    size: int
    same_seats: bool = False

    def __post_init__(self) -> None:
        self.studios: list[subprocess.Popen[bytes]] = []
        self.started = 0

    def start(self) -> None:
        """One more."""
        self.started += 1
        seats = self.folder if self.same_seats else self.folder / f"seats-{self.started}"
        command = [sys.executable, TESTS / "worker.py", self.folder, self.database, seats]
        path = f"{TESTS.parent}:{TESTS}"
        env = {"PYTHONPATH": path, "PATH": "/usr/bin:/bin"}
        self.studios.append(subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL))

    def kill(self, chance: random.Random) -> None:
        """kill -9 for one of them, and a new one in its place."""
        studio = self.studios.pop(chance.randrange(len(self.studios)))
        studio.kill()
        studio.wait()
        self.start()

    def close(self) -> None:
        """All end."""
        for studio in self.studios:
            studio.kill()
            studio.wait()
