"""`memoreez serve` as people start it: a process of its own that makes real things."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAYS = re.compile(r"The studio is open: (http://\S+:(\d+))")
OPENS_S = 60
LEAVES_S = 20


class RealServer:
    """One studio in a folder; started again it has the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.url = ""
        self.lives: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Wait until the page answers."""
        told = self.folder / f"log-{len(self.lives)}"
        with told.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "memoreez", "serve", "--no-open", "--port", str(self.port)]
                + ["--data-dir", str(self.folder / "data")],
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        self.lives.append(process)
        ends = time.monotonic() + OPENS_S
        while not (found := SAYS.search(told.read_text())):
            assert process.poll() is None and time.monotonic() < ends, told.read_text()
            time.sleep(0.1)
        self.url, self.port = found[1], int(found[2])

    def kill(self) -> None:
        """Like a power cut."""
        self.lives[-1].kill()
        self.lives[-1].wait(LEAVES_S)

    def stop(self) -> None:
        """Like Ctrl-C."""
        if self.lives and self.lives[-1].poll() is None:
            self.lives[-1].terminate()
            self.lives[-1].wait(LEAVES_S)


@contextmanager
def running(folder: Path) -> Iterator[RealServer]:
    """A studio whose making is real."""
    server = RealServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
