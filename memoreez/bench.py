"""A bench of helper processes for heavy work, awaited from any event loop.

A call that is cancelled (a person pressed cancel, a deadline passed) takes its process with it:
whatever runs there, a tight C++ loop too, is over at once, and a fresh process takes its place.
"""

from __future__ import annotations

import asyncio
import heapq
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from threading import Lock, Thread
from typing import Any, TypeVar

from memoreez.crew import Call, Lost, Worker
from memoreez.errors import Busy, ProviderError

R = TypeVar("R")
NICE = 5  # heavy work gives way to the web server beside it
AGAIN_S = 1.0  # before another try where no process can be started


class Bench:
    """`size` processes; `await bench.call(function, *args)` waits for a free one.

    Each process makes the call `ready` first, so that imports are done before a person waits.
    """

    def __init__(self, size: int, ready: Call = (os.getpid, ()), *, nice: int = NICE) -> None:
        self.size = 0
        self._first = (_settle, (nice, *ready))
        self._lock = Lock()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._waiting: list[tuple[int, int, Future[Worker]]] = []
        self._numbers = count()
        self._closed = False
        self.grow(size)

    def grow(self, size: int) -> None:
        """Have at least so many processes."""
        with self._lock:
            more, self.size = max(0, size - self.size), max(size, self.size)
        for _ in range(more):
            self._hire()

    async def call(
        self,
        function: Callable[..., R],
        *args: Any,
        urgency: int = 5,
        limit_s: float | None = None,
    ) -> R:
        """`function(*args)` in a process; the lower `urgency`, the earlier its turn.

        `limit_s` counts from the moment it has a process. Raises what the function raises,
        TimeoutError, ProviderError (retryable) when the process died, Busy when the bench closes.
        """
        worker = await self._seat(urgency)
        answer = _beside(worker.call, function, *args)
        try:
            async with asyncio.timeout(limit_s):
                return await asyncio.wrap_future(answer)
        except Lost:
            raise self._loss() from None
        finally:
            if answer.done() and not isinstance(answer.exception(), Lost):
                self._offer(worker)
            else:
                self._hire(worker)

    def pids(self) -> list[int]:
        """The processes that are there now."""
        with self._lock:
            return [worker.process.pid for worker in self._workers]

    def close(self) -> None:
        """End every process, whatever it does."""
        with self._lock:
            self._closed = True
            workers, waiting = self._workers, self._waiting
            self._workers, self._waiting, self._idle = set(), [], []
        for _, _, seat in waiting:
            if seat.set_running_or_notify_cancel():
                seat.set_exception(_closing())
        for worker in workers:
            worker.stop()

    async def _seat(self, urgency: int) -> Worker:
        seat: Future[Worker] = Future()
        with self._lock:
            if self._closed:
                raise _closing()
            if self._idle:
                return self._idle.pop()
            heapq.heappush(self._waiting, (urgency, next(self._numbers), seat))
        try:
            return await asyncio.wrap_future(seat)
        except asyncio.CancelledError:
            if not seat.cancel() and not seat.exception():  # it was given at that very moment
                self._offer(seat.result())
            raise

    def _offer(self, worker: Worker) -> None:
        """The process is free: for whoever waits longest among the most urgent."""
        with self._lock:
            if self._closed:
                return
            while self._waiting:
                _, _, seat = heapq.heappop(self._waiting)
                if seat.set_running_or_notify_cancel():
                    seat.set_result(worker)
                    return
            self._idle.append(worker)

    def _hire(self, instead: Worker | None = None) -> None:
        """Start a process, perhaps in place of a dead one, without waiting for it."""
        Thread(target=self._replace, args=(instead,), daemon=True).start()

    def _replace(self, gone: Worker | None) -> None:
        if gone:
            gone.stop()
            with self._lock:
                self._workers.discard(gone)
        while not self._closed:
            try:
                worker = self._start()
            except (OSError, Lost):  # no memory for it just now
                time.sleep(AGAIN_S)
            else:
                self._offer(worker)
                return

    def _start(self) -> Worker:
        worker = Worker()
        with self._lock:
            self._workers.add(worker)
            late = self._closed
        try:
            function, args = self._first
            worker.call(function, *args)
        except Lost:
            late = True
            raise
        finally:
            if late:
                worker.stop()
                self._workers.discard(worker)
        return worker

    def _loss(self) -> Exception:
        if self._closed:
            return _closing()
        return ProviderError(
            "The helper process that worked on this ended by itself, perhaps for want of memory.",
            retryable=True,
        )


def _closing() -> Busy:
    return Busy("The studio is closing; the work goes on when it is open again.")


def _settle(nice: int, ready: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """In the process, before anything else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the studio, which ends us
    if hasattr(os, "nice"):
        os.nice(nice)
    with suppress(Exception):  # the first real call meets the same, and tells who waits for it
        ready(*args)


def _beside(function: Callable[..., R], *args: Any) -> Future[R]:
    """The call in a thread of its own."""
    future: Future[R] = Future()

    def run() -> None:
        try:
            future.set_result(function(*args))
        except BaseException as error:
            future.set_exception(error)
            if not isinstance(error, Exception):
                raise

    future.set_running_or_notify_cancel()  # from now on nobody can cancel it
    Thread(target=run, daemon=True).start()
    return future
