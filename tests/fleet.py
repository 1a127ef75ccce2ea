"""Several studios on one database, killed or frozen while keepsakes are made."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import visitor
from kill_matrix import TESTS

from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio

DEAD_S = 4.0


@dataclass
class Fleet:
    """Studios that work, and what was done to them."""

    folder: Path
    database: str = ""
    renamed: bool = False  # every start is a new executor
    studios: list[subprocess.Popen[bytes]] = field(default_factory=list)
    starts: int = 0
    kills: int = 0

    def start(self) -> None:
        """One more."""
        self.starts += 1
        seats = self.folder / (f"seats-{self.starts}" if self.renamed else "seats-of-all")
        command = [
            sys.executable,
            TESTS / "worker.py",
            self.folder,
            self.database,
            seats,
            f"{DEAD_S}",
        ]
        env = {"PYTHONPATH": f"{TESTS.parent}:{TESTS}", "PATH": "/usr/bin:/bin"}
        with (self.folder / "said").open("ab") as said:
            self.studios.append(subprocess.Popen(command, env=env, stderr=said))

    def kill(self, number: int) -> None:
        """kill -9, and another in its place."""
        studio = self.studios.pop(number)
        studio.kill()
        studio.wait()
        self.kills += 1
        self.start()

    def close(self) -> None:
        """All end."""
        for studio in self.studios:
            studio.kill()
            studio.wait()


@contextmanager
def fleet(
    folder: Path, size: int, database: str = "", *, renamed: bool = False, pace_s: float = 0.1
) -> Iterator[tuple[Fleet, Studio]]:
    """So many studios, and one for visitors that does no work itself."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pace").write_text(str(pace_s))
    (folder / "deaths").write_text("")
    chosen = Settings(data_dir=folder, database_url=database)
    studio = open_studio(chosen, queues=(), workshop="quick_workshop")
    made = Fleet(folder, database, renamed)
    for _ in range(size):
        made.start()
    try:
        yield made, studio
    finally:
        made.close()
        studio.close()


def harried(
    made: Fleet, studio: Studio, keepsakes: int, kills: int, every_s: float, limit_s: float
) -> bool:
    """Visitors for so many keepsakes, and a mesh for every third, while studios are killed.

    Whether all were content.
    """
    chance, over = random.Random(kills), Event()

    def killing() -> None:
        while made.kills < kills and not over.wait(every_s * chance.uniform(0.5, 1.5)):
            made.kill(chance.randrange(len(made.studios)))

    meshes = keepsakes // 3
    for number in range(keepsakes):
        visitor.visit(studio)
        if number < meshes:
            visitor.send(studio)
    thread = Thread(target=killing, daemon=True)
    thread.start()
    try:
        content = visitor.stay(studio, keepsakes, limit_s)
        return content and visitor.stay_for_meshes(studio, meshes, limit_s)
    finally:
        over.set()
        thread.join()


def wait_for(look: Path, limit_s: float = 30.0) -> None:
    """Until the file is there."""
    end = time.monotonic() + limit_s
    while not look.exists():
        assert time.monotonic() < end, f"{look} is not there in time"
        time.sleep(0.02)


def freeze(process: subprocess.Popen[bytes], folder: Path) -> None:
    """SIGSTOP at a moment when it holds no lock on the file: with one, nobody could write."""
    for _ in range(200):
        process.send_signal(signal.SIGSTOP)
        _stopped(process.pid)
        look = sqlite3.connect(folder / "memoreez.sqlite", timeout=0.5, isolation_level=None)
        with closing(look):
            try:
                look.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                process.send_signal(signal.SIGCONT)
                time.sleep(0.02)
            else:
                look.execute("ROLLBACK")
                return
    raise AssertionError("It always held the lock.")


def _stopped(pid: int) -> None:
    """Wait until every thread has stopped: one that waits for the disk stops only afterwards."""
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.is_dir():  # no Linux
        time.sleep(0.3)
        return
    for _ in range(500):
        states = [
            (one / "stat").read_text().rpartition(")")[2].split()[0] for one in tasks.iterdir()
        ]
        if all(state in "Tt" for state in states):
            return
        time.sleep(0.01)
    raise AssertionError(f"It does not stop: {states}")
