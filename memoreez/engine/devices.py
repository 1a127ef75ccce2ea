"""Who does the jobs: one at a time for each device, in a process that can be ended at any moment.

A sculptor cannot be asked to stop, and native code can take its process down. So the work is done
in a process beside the engine: cancelling ends it, and when it dies the job is done once more.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from threading import Event, Thread
from typing import Any, Protocol

from memoreez.crew import Lost, Task, Worker
from memoreez.engine.jobs import Jobs
from memoreez.engine.records import Job
from memoreez.errors import MemoreezError

LOOK_S = 0.05  # how often a running job is compared with its record
IDLE_S = 0.5
FULL_S = 5.0  # until the disk is tried again, or a process that could not be started
STARTS = 3  # tries to start a process for one job
log = logging.getLogger(__name__)


class Hands(Protocol):
    """Where work is done: `crew.Worker`."""

    def call(self, function: Callable[..., Any], *args: Any) -> Any: ...

    def stop(self) -> None: ...


class Device(Thread):
    """Does one job after the other; `work` takes the job's folder and returns its triangles."""

    def __init__(
        self,
        jobs: Jobs,
        work: Callable[[str], int],
        *,
        longest_s: float = 1800.0,
        hire: Callable[[], Hands] = Worker,
        pause_s: float = FULL_S,
    ) -> None:
        super().__init__(daemon=True)
        self.jobs = jobs
        self.work = work
        self.longest_s = longest_s
        self._hire = hire
        self._pause_s = pause_s
        self._hands: Hands | None = None
        self._in_vain = 0  # starts of a process, one after the other
        self._closing = Event()

    def prepare(self, first: Callable[..., None], *args: Any) -> None:
        """A first call, before any job. Raises what it raises."""
        self._hands = self._hands or self._hire()
        self._hands.call(first, *args)

    def run(self) -> None:
        """Work until `close`."""
        while not self._closing.is_set():
            try:
                job = self.jobs.take(IDLE_S)
                if job is not None:
                    self._do(job)
            except OSError as error:  # what is in memory goes on; the record is one state behind
                log.error("A job cannot be written down: %s", error.strerror)
                self._closing.wait(self._pause_s)

    def close(self) -> None:
        """End now: what is being worked on waits for the next start."""
        self._closing.set()
        with self.jobs.changed:
            self.jobs.changed.notify_all()
        if self.is_alive():
            self.join(10)
        self._dismiss()

    def _do(self, job: Job) -> None:
        task = self._begun(job)
        if task is None:
            return
        ends = time.monotonic() + self.longest_s
        while task.is_alive():
            task.join(LOOK_S)
            if self._closing.is_set() or job.state != "working":
                break
            if time.monotonic() > ends:
                words = f"The sculptor did not finish within {self.longest_s:g} s."
                self.jobs.failed(job, words, retryable=False)
        if task.is_alive():
            self._dismiss()
            if self._closing.is_set():
                self.jobs.release(job)
        elif isinstance(task.error, Lost):
            self._dismiss()
            self.jobs.died(job)
        elif task.error is not None:
            self._failed(job, task.error)
        else:
            self.jobs.done(job, task.result())

    def _begun(self, job: Job) -> Task[int] | None:
        """The work, begun; None when this computer starts nothing more: the job waits a while."""
        try:
            self._hands = self._hands or self._hire()
            task = Task(partial(self._hands.call, self.work, str(self.jobs.place(job))))
        except (OSError, RuntimeError) as error:  # no memory, handles or threads left
            why = getattr(error, "strerror", None) or str(error)
            log.error("No process can be started for the job %s: %s", job.id, why)
            self._in_vain += 1
            if self._in_vain < STARTS:
                self.jobs.release(job)
            else:
                self._in_vain = 0
                words = (
                    f"The engine can start no process for its sculptor ({why}); try again later."
                )
                self.jobs.failed(job, words, retryable=True)
            self._closing.wait(self._pause_s)
            return None
        self._in_vain = 0
        return task

    def _failed(self, job: Job, error: BaseException) -> None:
        if isinstance(error, MemoreezError):
            retryable = bool(getattr(error, "retryable", False))
            self.jobs.failed(job, str(error), retryable=retryable)
            return
        if job.state != "working":  # its pictures go when it is cancelled: that is no failure
            return
        if isinstance(error, OSError):
            words = f"The engine cannot keep the mesh: {error.strerror or error}."
            self.jobs.failed(job, words, retryable=True)
            return
        log.error("The job %s failed: %s", job.id, type(error).__name__, exc_info=error)
        words = f"The sculptor failed by itself ({type(error).__name__}); the engine's log has it."
        self.jobs.failed(job, words, retryable=False)

    def _dismiss(self) -> None:
        if self._hands is not None:
            self._hands.stop()
            self._hands = None
