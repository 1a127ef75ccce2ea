"""One file through gate, repair and gate again, in a process of its own that is watched.

A process may use only so much memory and time: one that hangs or swells is seen as such, and one
that dies leaves its last words.
"""

from __future__ import annotations

import json
import multiprocessing as mp
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Work = Callable[..., Row]
MEMORY, SECONDS = 6_000_000_000, 120  # of address space and of CPU time
PATIENCE = 6  # times as long on the clock: other work may run beside
PRELOAD = ["benchmarks.print.measured"]


@dataclass(frozen=True)
class Task:
    """Work for one process: a function of a module, and what it gets."""

    name: str
    group: str
    work: Work
    given: tuple[Any, ...]
    memory: int = MEMORY
    seconds: int = SECONDS


def run(tasks: Iterable[Task], jobs: int) -> Iterator[Row]:
    """The rows of all tasks as they end, at most `jobs` at a time."""
    context = mp.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    with tempfile.TemporaryDirectory(prefix="memoreez-print-") as place:
        waiting, running, number = iter(tasks), list[_Running](), 0
        more = True
        while more or running:
            while more and len(running) < jobs:
                task = next(waiting, None)
                if task is None:
                    more = False
                    break
                number += 1
                running.append(_Running.begin(context, task, Path(place) / str(number)))
            for one in [one for one in running if one.over()]:
                running.remove(one)
                yield one.row()
            time.sleep(0.02)


@dataclass(eq=False)
class _Running:
    task: Task
    process: BaseProcess
    file: Path
    start: float
    late: bool = False

    @classmethod
    def begin(cls, context: Any, task: Task, file: Path) -> _Running:
        process = context.Process(target=_work, args=(task, file), daemon=False)
        process.start()
        return cls(task, process, file, time.monotonic())

    def over(self) -> bool:
        late = time.monotonic() - self.start > PATIENCE * self.task.seconds
        if self.process.is_alive() and late:
            self.process.kill()
            self.late = True
        return not self.process.is_alive()

    def row(self) -> Row:
        self.process.join()
        row: Row = {"name": self.task.name, "group": self.task.group}
        done = self.file.with_suffix(".json")
        if self.late or self.process.exitcode == -signal.SIGXCPU:
            return row | {"ended": "hang", "words": f"more than {self.task.seconds:g} s"}
        if done.is_file():
            return row | {"ended": "done"} | json.loads(done.read_text("utf-8"))
        words = self.file.with_suffix(".txt").read_text("utf-8", "replace").strip().splitlines()
        last = words[-1] if words else f"exit code {self.process.exitcode}"
        memory = "MemoryError" in last or "bad_alloc" in last or self.process.exitcode == -9
        tail = [line.strip() for line in words if line.lstrip().startswith("File ")][-2:]
        ended = "memory" if memory else "crash"
        return row | {"ended": ended, "words": " | ".join([last, *reversed(tail)])[:400]}


def _work(task: Task, file: Path) -> None:
    words = file.with_suffix(".txt").open("w", encoding="utf-8")
    sys.stderr = words
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (task.seconds, task.seconds + 5))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (task.memory, most))
    row = task.work(*task.given)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(row), "utf-8")
    part.replace(file.with_suffix(".json"))
