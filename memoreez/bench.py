"""A bench of helper processes for heavy work, awaited from any event loop.

A call that is cancelled (a person pressed cancel, a deadline passed) takes its process with it:
whatever runs there, a tight C++ loop too, is over at once, and a fresh process takes its place.
A process that only waits for another machine (`aside.py`) has another one work in its place.
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
from functools import partial
from itertools import count
from threading import Lock, Thread
from typing import Any, TypeVar

from memoreez.crew import Call, Lost, Worker
from memoreez.errors import Busy, ProviderError
from memoreez.turns import Turn

R = TypeVar("R")
NICE = 5  # heavy work gives way to the web server beside it
AGAIN_S = 1.0  # before another try where no process can be started
MOST_ASIDE = 8  # processes that wait for other machines while others work; 110 MB each
GRACE_S = 2.0  # to cancel what was ordered elsewhere, when a call is cancelled here
BACK = -1  # urgency of who comes back from waiting


class Bench:
    """`size` processes; `await bench.call(function, *args)` waits for a free one.

    Each process makes the call `ready` first, so that imports are done before a person waits.
    """

    def __init__(self, size: int, ready: Call = (os.getpid, ()), *, nice: int = NICE) -> None:
        self.size = 0
        self._first, self._lock = (_settle, (nice, *ready)), Lock()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._waiting: list[tuple[int, int, Future[Worker]]] = []
        self._spares: list[Worker] = []
        # how many stand aside; of their places, those where nobody works, or soon somebody does
        self._aside = self._open = self._coming = 0
        self._numbers = count()
        self._parted = self._closed = False
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
        turn = Turn(self)
        answer = _beside(partial(worker.call, told=turn.told), function, *args)
        grace_s = 0.0
        try:
            async with asyncio.timeout(limit_s):
                return await asyncio.wrap_future(answer)
        except Lost:
            raise self._loss() from None
        except asyncio.CancelledError:  # nobody wants it any more, here or elsewhere
            grace_s = GRACE_S if turn.away and not self._parted else 0.0
            raise
        finally:
            if answer.done() and not isinstance(answer.exception(), Lost):
                self._offer(worker)
            else:
                self._hire(worker, turn.over(), grace_s)

    def part(self) -> None:
        """We are about to close: who is cancelled from now on leaves its orders elsewhere alone."""
        self._parted = True

    def pids(self) -> list[int]:
        """The processes that are there now."""
        with self._lock:
            return [worker.process.pid for worker in self._workers]

    def close(self) -> None:
        """End every process, whatever it does."""
        with self._lock:
            self._closed = True
            workers, waiting = self._workers, self._waiting
            self._workers, self._waiting, self._idle, self._spares = set(), [], [], []
        for _, _, seat in waiting:
            if seat.set_running_or_notify_cancel():
                seat.set_exception(_closing())
        for worker in workers:
            worker.stop()

    def lend(self) -> bool:
        """Its process stands aside: another works in its place. False for one too many.

        For `Turn`, like `restore` and `forgo`.
        """
        with self._lock:
            if self._closed or self._aside >= MOST_ASIDE:
                return False
            self._aside += 1
            spare = self._spares.pop() if self._spares else None
            # where nobody waits, whoever comes has one started: that takes a second of a core
            more = spare is None and any(not seat.cancelled() for _, _, seat in self._waiting)
            self._open += spare is None and not more
            self._coming += more
        if spare is not None:
            self._offer(spare)
        elif more:
            self._hire(lent=True)
        return True

    def restore(self, given_up: Callable[[], bool]) -> None:
        """Waits for a free process, which gives its place to the one that comes back.

        Unless that was `given_up` meanwhile. Raises Busy when the bench closes.
        """
        with self._lock:
            taken = not self._open and not self._coming
            if not taken:  # nobody works there yet
                if given_up():
                    return
                self._aside -= 1
                empty = self._open > 0
                self._open, self._coming = self._open - empty, self._coming - (not empty)
                return
        free = self._asked(BACK).result()
        if given_up():
            self._offer(free)
            return
        with self._lock:
            self._aside -= 1
        self._spare(free)

    def forgo(self) -> None:
        """Who stands aside does not come back: its place is another one's for good."""
        with self._lock:
            self._aside -= 1
            empty = self._open > 0
            self._open -= empty
        if empty:
            self._hire()

    def _spare(self, worker: Worker) -> None:
        """One more than there are places: kept for the next one that stands aside, or ended."""
        with self._lock:
            keep = not self._spares and not self._closed
            if keep:
                self._spares.append(worker)
        if not keep:
            self._hire(worker, more=False)

    def _asked(self, urgency: int) -> Future[Worker]:
        """A process, now or when it is our turn. Raises Busy."""
        seat: Future[Worker] = Future()
        with self._lock:
            if self._closed:
                raise _closing()
            if self._idle:
                seat.set_result(self._idle.pop())
                return seat
            heapq.heappush(self._waiting, (urgency, next(self._numbers), seat))
            more = self._open > 0
            self._open, self._coming = self._open - more, self._coming + more
        if more:
            self._hire(lent=True)
        return seat

    async def _seat(self, urgency: int) -> Worker:
        seat = self._asked(urgency)
        if seat.done():
            return seat.result()
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

    def _hire(
        self,
        gone: Worker | None = None,
        more: bool = True,
        grace_s: float = 0.0,
        *,
        lent: bool = False,
    ) -> None:
        """End a process, start one `more` in its place or in one that is `lent`; nobody waits."""
        Thread(target=self._replace, args=(gone, more, grace_s, lent), daemon=True).start()

    def _replace(self, gone: Worker | None, more: bool, grace_s: float, lent: bool) -> None:
        if gone:
            gone.stop(grace_s)
            with self._lock:
                self._workers.discard(gone)
        while more and not self._closed:
            try:
                worker = self._start()
            except (OSError, Lost):  # no memory for it just now
                time.sleep(AGAIN_S)
            else:
                if lent and not self._awaited():
                    self._spare(worker)
                else:
                    self._offer(worker)
                return

    def _awaited(self) -> bool:
        """Whether a lent place still waits for its process; its own may be back already."""
        with self._lock:
            still = self._coming > 0
            self._coming -= still
        return still

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
