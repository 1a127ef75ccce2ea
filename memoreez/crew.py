"""A helper process or two, so that both cores work on one keepsake.

A worker is a plain Python process that reads pickled calls from its pipe. Unlike multiprocessing
it never imports the caller's script again, so a ten-line script without a `__main__` guard works,
on Windows too. A worker that dies costs time, never a result: its call is made here instead.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pickle import PickleError
from threading import Lock, Thread
from types import TracebackType
from typing import Any, BinaryIO, Generic, TypeVar

from threadpoolctl import threadpool_limits

from memoreez import aside

T = TypeVar("T")
R = TypeVar("R")
Call = tuple[Callable[..., Any], tuple[Any, ...]]
MOST = 3
# Our matrix products are small: where each process has threads of BLAS too, they wait for one
# another in busy loops, and the cores that the crew is for are gone.
START = """import os; os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import sys; sys.path[:] = {path!r}; from memoreez.crew import main
main({parent}, {ready!r})"""
WATCH_S = 0.5  # how often a worker looks whether its parent still lives
# What a pipe throws whose other end is gone, and a call or an answer that cannot go through it.
_BROKEN = (OSError, EOFError, ValueError, TypeError, AttributeError, ImportError, PickleError)


class Lost(Exception):
    """The worker is gone; the call has to be made elsewhere."""


def _ignored(_word: str) -> None:
    """Who has no other process to take its place lets a worker stand aside for nothing."""


class Worker:
    """One helper process. `call` blocks until the answer is there."""

    def __init__(self, ready: Sequence[str] = ()) -> None:
        path = [p or os.getcwd() for p in sys.path]
        self.busy = Lock()
        self.process = subprocess.Popen(
            [sys.executable, "-c", START.format(path=path, parent=os.getpid(), ready=(*ready,))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def call(
        self, function: Callable[..., R], *args: Any, told: Callable[[str], None] = _ignored
    ) -> R:
        """`function(*args)` in the worker; raises what it raises, or Lost.

        `told` hears that it stands aside, `AWAY` and `BACK`; it goes on when `told(BACK)` is over.
        """
        with self.busy:  # whoever gave up on a call leaves its answer in the pipe
            self._send((function, args))
            good, answer = self._heard()
            while good is None:
                told(answer)
                if answer == aside.BACK:
                    self._send(None)
                good, answer = self._heard()
        if not good:
            raise answer
        result: R = answer
        return result

    def _send(self, what: object) -> None:
        """Raises Lost."""
        assert self.process.stdin
        try:
            self.process.stdin.write(pickle.dumps(what, protocol=5))
            self.process.stdin.flush()
        except _BROKEN as error:
            raise Lost from error

    def _heard(self) -> tuple[bool | None, Any]:
        """Raises Lost."""
        assert self.process.stdout
        try:
            good, answer = pickle.load(self.process.stdout)
        except _BROKEN as error:
            raise Lost from error
        return good, answer

    def stop(self, grace_s: float = 0.0) -> None:
        """End the process, whatever it does.

        `grace_s`: it stands aside, and has so long to cancel what it ordered elsewhere.
        """
        if grace_s and aside.GIVE_UP is not None:
            with suppress(subprocess.TimeoutExpired, ProcessLookupError):
                self.process.send_signal(aside.GIVE_UP)
                self.process.wait(grace_s)
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        self.process.wait()


class Task(Thread, Generic[R]):
    """A call that runs beside us. `result()` waits for it."""

    def __init__(self, work: Callable[[], R]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.answer: R | None = None
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Keep the answer or the error."""
        try:
            self.answer = self.work()
        except BaseException as error:
            self.error = error

    def result(self) -> R:
        """The answer; raises what the call raised."""
        self.join()
        if self.error is not None:
            raise self.error
        return self.answer  # type: ignore[return-value]


class Crew:
    """Workers for the cores that we do not use ourselves; none on a single core.

    They import the modules `ready` at once, so that their first call does not wait for them.
    While it is open, as a context, BLAS keeps to one thread in this process, as in its workers.
    """

    def __init__(self, size: int | None = None, ready: Sequence[str] = ()) -> None:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        wanted = min((cores or 1) - 1, MOST) if size is None else size
        self.workers: list[Worker] = []
        self.closed = False
        self.blas: threadpool_limits | None = None
        with suppress(OSError):  # a system that allows no more processes: we do it alone
            for _ in range(wanted):
                self.workers.append(Worker(ready))

    def __enter__(self) -> Crew:
        self.blas = threadpool_limits(1, "blas")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closed = True
        if self.blas is not None:
            self.blas.restore_original_limits()
        for worker in self.workers:
            worker.stop()

    def map(
        self,
        function: Callable[[T], R],
        items: Iterable[T],
        done: Callable[[R], R] = lambda result: result,
    ) -> list[R]:
        """`function` of every item, in order; `done` hears of each result as it lands."""
        waiting = deque(enumerate(items))
        results: dict[int, R] = {}

        def drain(call: Callable[[T], R]) -> None:
            while True:
                try:
                    number, item = waiting.popleft()
                except IndexError:
                    return
                try:
                    results[number] = done(call(item))
                except Lost:
                    waiting.append((number, item))
                    return

        tasks = [Task(partial(drain, partial(worker.call, function))) for worker in self.workers]
        try:
            drain(function)
        except BaseException:
            waiting.clear()
            raise
        for task in tasks:
            task.result()
        drain(function)  # what a lost worker left behind
        return [results[number] for number in sorted(results)]

    def beside(self, function: Callable[..., R], *args: Any) -> Task[R]:
        """A call in a worker, or in a thread where there is none or it was lost."""

        def work() -> R:
            try:
                if self.workers:
                    return self.workers[0].call(function, *args)
            except Lost:
                if self.closed:
                    raise
            return function(*args)

        return Task(work)


def serve(calls: BinaryIO, answers: BinaryIO) -> None:
    """Answer calls until the pipe closes."""
    aside.connect(calls, answers)
    while True:
        try:
            function, args = pickle.load(calls)
        except EOFError:
            return
        try:
            answer = True, function(*args)
        except Exception as error:
            error.add_note("".join(traceback.format_tb(error.__traceback__)))  # a pipe drops it
            answer = False, error
        pickle.dump(answer, answers, protocol=5)
        answers.flush()


def follow(parent: int) -> None:
    """End this process soon after its parent, even in the middle of a long call.

    An idle worker sees its pipe close; a busy one would go on for minutes after a `kill -9`.
    """
    while os.getppid() == parent:
        time.sleep(WATCH_S)
    os._exit(1)


def main(parent: int, ready: Sequence[str] = ()) -> None:
    """Be a worker of this parent that has these modules at hand."""
    if os.name == "posix":  # Windows keeps a dead parent's number; there the closed pipe must do
        Thread(target=follow, args=(parent,), daemon=True).start()
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not corrupt the answers
    with suppress(KeyboardInterrupt, BrokenPipeError):
        for name in ready:
            import_module(name)
        serve(sys.stdin.buffer, out)
