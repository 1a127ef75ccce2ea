"""Tells a watcher how far each stage is, and remembers how long it took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import perf_counter
from typing import TypeVar

Watch = Callable[[str, int, int], None]  # stage, done, of
T = TypeVar("T")


class Clock:
    """`with clock("pictures", 4) as tick:` reports 0 of 4, each `x = tick(x)` one more."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str, of: int = 1) -> Iterator[Callable[[T], T]]:
        start, done, lock = perf_counter(), 0, Lock()  # results come from several threads
        self.watch(stage, 0, of)

        def tick(result: T) -> T:
            nonlocal done
            with lock:
                done += 1
            self.seconds.setdefault(f"first of {stage}", round(perf_counter() - start, 3))
            if done < of:
                self.watch(stage, done, of)
            return result

        yield tick
        self.seconds[stage] = round(perf_counter() - start, 3)
        self.watch(stage, of, of)
