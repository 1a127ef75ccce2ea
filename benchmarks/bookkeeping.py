"""What a keepsake costs the studio's own process besides its work, and what an idle studio costs.

    python benchmarks/bookkeeping.py [--keepsakes 12] [--json]

The whole way with stages that do nothing: rows, events, checkpoints, queues. CPU seconds, in two
parts: threads that look into queues and after other processes all the time (`polling`), and the
rest (`work`), with the SQL statements of one keepsake. On a busy machine all of it grows: `slow`
is how much longer a fixed piece of Python takes there than on the quiet one of the README.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from memoreez import db, keepsakes
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio

TESTS = Path(__file__).parent.parent / "tests"
POLLING = ("queue-worker", "sweep", "dbos-background-jobs")
QUIET_S = 0.012  # of `slow`'s piece of Python
LIMIT_S = 60.0


def polling_s() -> float:
    """CPU seconds of the threads that look around all the time. Linux."""
    own = [
        one.native_id
        for one in threading.enumerate()
        if one.name.startswith(POLLING) or "queue_thread" in one.name or "scheduler" in one.name
    ]
    return sum(_spent(number) for number in own) / 1e9


def _spent(number: int | None) -> int:
    return int(Path(f"/proc/self/task/{number}/schedstat").read_text().split()[0])


def slow() -> float:
    """How slow this core is at the moment, as a factor."""
    begun = time.thread_time()
    made = {str(n): [n, 2 * n, "x" * 20] for n in range(300)}
    for _ in range(60):
        sorted(json.loads(json.dumps(made)).items(), key=lambda one: one[1][0] % 7)
    return (time.thread_time() - begun) / QUIET_S


def span(work: Callable[[], object]) -> tuple[float, float, float]:
    """CPU seconds of working and of polling, and seconds by the clock."""
    begun, polled, cpu = time.monotonic(), polling_s(), time.process_time()
    work()
    polled = polling_s() - polled
    return time.process_time() - cpu - polled, polled, time.monotonic() - begun


def keepsake(studio: Studio) -> None:
    """From hobbies to all files."""
    with db.session(studio.engine) as session:
        row, _ = keepsakes.create(session, keepsakes.NewKeepsake("guitar"), None)
        studio.flow.enqueue(session, row)
    _until(studio, row.id, "choosing")
    with db.session(studio.engine) as session:
        row = keepsakes.choose(session, row.id, keepsakes.Choice(1, ("Ada",)))
        studio.flow.enqueue(session, row)
    _until(studio, row.id, "ready")


def _until(studio: Studio, name: str, state: str) -> None:
    end = time.monotonic() + LIMIT_S
    query = sa.text("select state from keepsakes where id = :id")
    while time.monotonic() < end:
        with studio.engine.execution_options(**{db.READING: True}).connect() as connection:
            if connection.scalar(query, {"id": name}) == state:
                return
        time.sleep(0.05)
    raise SystemExit(f"{name} is not {state} after {LIMIT_S:.0f} s")


def measure(count: int) -> dict[str, float]:
    """The medians of so many keepsakes, after two that warm up."""
    asked: list[Any] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), workers=2)
        studio = open_studio(settings, workshop="quick_workshop")
        (Path(folder) / "pace").write_text("0")
        try:
            time.sleep(2)
            keepsake(studio)
            keepsake(studio)
            idle, slowness = span(lambda: time.sleep(10)), [slow()]
            sa.event.listen(sa.Engine, "before_cursor_execute", lambda *all_: asked.append(1))
            keepsake(studio)
            statements = len(asked)
            found = []
            for _ in range(count):
                found.append(span(lambda: keepsake(studio)))
                slowness.append(slow())
        finally:
            studio.close()
    work, polling, wall = (statistics.median(one) for one in zip(*found, strict=True))
    return {
        "idle_share_of_a_core": (idle[0] + idle[1]) / idle[2],
        "work_s": work,
        "polling_s": polling,
        "wall_s": wall,
        "statements": statements,
        "slow": statistics.median(slowness),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keepsakes", type=int, default=12)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    paths = [str(TESTS), str(TESTS.parent)]
    sys.path[:0] = paths
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    found = measure(options.keepsakes)
    lines = [f"{name:<24}{value:.3f}" for name, value in found.items()]
    print(json.dumps(found) if options.json else "\n".join(lines))


if __name__ == "__main__":
    main()
