"""A studio process of a fleet: `worker.py folder database seats dead_s`. Works until it is ended.

Processes with the same folder of seats come back under the name that they had; with one of its own
each is a new executor, whose work only the sweep of the others can bring back.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from memoreez.settings import Settings
from memoreez.studio import open_studio
from memoreez.workflow import flow, sweep
from memoreez.workflow.seat import Seat


def main() -> None:
    """Until SIGTERM."""
    folder, database, seats, dead_s = sys.argv[1:]
    flow.Seat = lambda _folder: Seat(Path(seats))  # type: ignore[assignment, misc]
    sweep.DEAD_S, sweep.BEAT_S = float(dead_s), float(dead_s) / 10
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    chosen = Settings(data_dir=Path(folder), database_url=database, workers=2)
    studio = open_studio(chosen, workshop="quick_workshop")
    over.wait()
    studio.close()


if __name__ == "__main__":
    main()
