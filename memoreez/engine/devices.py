"""Who does the jobs: one at a time for each device, in a process that can be ended at any moment.

A sculptor cannot be asked to stop, and native code can take its process down. So the work is done
in a process beside the engine: cancelling ends it, and when it dies the job is done once more.
A device whose process cannot load the weights takes no jobs: it would fail one after the other
that its neighbours could do.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from threading import Event, Thread
from typing import Any, Literal, Protocol

from memoreez.crew import Lost, Task, Worker
from memoreez.engine.jobs import Jobs
from memoreez.engine.records import Job
from memoreez.errors import CardError, MemoreezError

State = Literal["idle", "loading", "working", "down"]
LOOK_S = 0.05  # how often a running job is compared with its record
IDLE_S = 0.5
FULL_S = 5.0  # until the disk is tried again, or a process that could not be started
STARTS = 3  # tries to start a process for one job
LONGEST_REST_S = 60.0  # until a device that is down is tried again
HERE = "this computer"
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
        where: str = HERE,
    ) -> None:
        super().__init__(daemon=True)
        self.where = where
        self.state: State = "idle"
        self.equipment: Mapping[str, str] = {}  # what is loaded, as the sculptor tells it
        self.team: Sequence[Device] = (self,)  # all that do the same jobs
        self.jobs = jobs
        self.work = work
        self.longest_s = longest_s
        self._hire = hire
        self._pause_s = pause_s
        self._hands: Hands | None = None
        self._first: Callable[[], Mapping[str, str]] | None = None
        self._in_vain = 0  # starts of a process, one after the other
        self._closing = Event()

    def prepare(self, first: Callable[..., Mapping[str, str]], *args: Any) -> None:
        """A call that comes before any job, in each new process; made now. Raises what it raises.

        It returns what the device is equipped with.
        """
        self._first = partial(first, *args)
        self._hands = self._hands or self._hire()
        try:
            self.equipment = self._hands.call(first, *args)
        except BaseException:
            self._dismiss()
            self.state = "down"
            raise

    def run(self) -> None:
        """Work until `close`."""
        while not self._closing.is_set():
            try:
                job = self.jobs.take(IDLE_S) if self._fit() else None
                if job is not None:
                    self.state = "working"
                    self._do(job)
                    self.state = "idle"
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

    def _fit(self) -> bool:
        """Whether there is a process that is ready for a job; else one is started, and loads."""
        if self._hands is not None or self._first is None:
            return True
        if self.state != "down":  # what is tried in vain stays down in between
            self.state = "loading"
        try:
            self._hands = self._hire()
            task = Task(partial(self._hands.call, self._first))
        except (OSError, RuntimeError) as error:
            self._rest(error)
            return False
        while task.is_alive():
            task.join(LOOK_S)
            if self._closing.is_set():
                return False
        if task.error is not None:
            self._rest(task.error)
            return False
        self.equipment, self.state, self._in_vain = task.result(), "idle", 0
        return True

    def _rest(self, error: BaseException) -> None:
        """A while without work. When nobody else can work either, whoever waits is told so."""
        self._dismiss()
        self.state = "down"
        self._in_vain += 1
        why = str(error) or type(error).__name__
        log.error("A process of %s cannot work: %s", self.where, why)
        if self._in_vain >= STARTS and all(one.state == "down" for one in self.team):
            words = f"The engine cannot work at the moment: {why.rstrip('.')}; try again later."
            for job in self.jobs.all():
                if job.state == "waiting":
                    self.jobs.failed(job, words, retryable=True)
        self._closing.wait(min(self._pause_s * 2 ** (self._in_vain - 1), LONGEST_REST_S))

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
        elif isinstance(task.error, Lost | CardError):
            self._dismiss()
            why = str(task.error) or type(task.error).__name__
            log.error("A process of %s is lost: %s", self.where, why)
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
