"""An engine's jobs: one folder each, so that a restart resumes them and no result is lost.

    waiting ──► working ──► done          failed, cancelled: from the two before

A job's id comes from the key that its sender chose, so an order that is sent again, because the
answer to it was lost, finds the job that it made. A result stays until it is acknowledged, and an
hour longer.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Condition

from memoreez.engine.folders import GIVEN, MESH, Folders
from memoreez.engine.pace import Pace
from memoreez.engine.records import ACTIVE, NOBODY, Job, Maker, State, told
from memoreez.errors import Conflict, NotFound, TooMany

TRIES = 3  # of a job whose sculptor dies
STATES: tuple[State, ...] = ("waiting", "working", "done", "failed", "cancelled")
log = logging.getLogger(__name__)


def id_of(key: str) -> str:
    """The id of the job of this key; without a key any new one."""
    if not key:
        return secrets.token_hex(16)
    return hashlib.sha256(f"memoreez job {key}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Jobs:
    """All jobs of an engine. Every method may be called from any thread."""

    def __init__(
        self,
        folder: Path,
        most: int,
        *,
        maker: Maker = NOBODY,
        devices: int = 1,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.most = most
        self.maker = maker
        self.pace = Pace(devices)
        self.clock = clock
        self.refused = 0
        self.changed = Condition()
        self._folders = Folders(folder)
        self._jobs: dict[str, Job] = {}
        self._resume()

    def _resume(self) -> None:
        """What was being worked on waits again."""
        for job in self._folders.kept():
            self._jobs[job.id] = job
            try:
                self.died(job)
            except OSError as error:  # it waits in memory; its record is one state behind
                log.error("The job %s cannot be written down: %s", job.id, error.strerror)
            if job.state not in ACTIVE:
                self._folders.drop(job.id, *GIVEN)

    def submit(self, job: Job, files: Mapping[str, bytes]) -> tuple[Job, bool]:
        """The job with that id, safe on the disk, and whether it is new or begins anew.

        Raises TooMany when the queue is full, Conflict when the id is another order's, OSError.
        """
        with self.changed:
            if (known := self._known(job)) is not None:
                return known, False
            self.room()
            job.created_at = job.updated_at = self.clock()
            job.maker = self.maker
        part = self._folders.prepared(job, files)
        try:
            with self.changed:
                if (known := self._known(job)) is not None:  # it came twice at the same moment
                    return known, False
                self.room()
                self._folders.install(part, job.id)
                self._jobs[job.id] = job
                self.changed.notify_all()
                return job, True
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def _known(self, job: Job) -> Job | None:
        """The job that this order joins."""
        known = self._jobs.get(job.id)
        if known is None:
            return None
        if known.digest != job.digest:
            raise Conflict("This Idempotency-Key was used for another order; send a fresh key.")
        if known.renewed(self.maker):
            return None
        if known.join(job):
            self._folders.write(known)
        return known

    def room(self) -> None:
        """Raises TooMany when nothing more can wait."""
        with self.changed:
            if self._count("waiting") >= self.most:
                self.refused += 1
                wait = self.pace.wait_s
                raise TooMany(
                    f"The engine has {self.most} jobs waiting and takes no more; "
                    f"try again in {wait} s.",
                    retry_after=wait,
                )

    def find(self, job_id: str) -> Job:
        """Raises NotFound."""
        with self.changed:
            found = self._jobs.get(job_id)
            if found is None:
                raise NotFound("There is no such job; it was never accepted, or is over long ago.")
            return found

    def ahead(self, job: Job) -> int:
        """How many wait before it."""
        with self.changed:
            line = [one.created_at for one in self._jobs.values() if one.state == "waiting"]
            return sum(at < job.created_at for at in line) if job.state == "waiting" else 0

    def take(self, wait_s: float) -> Job | None:
        """The job that has waited longest, which is being worked on from now on."""
        with self.changed:
            found = self._next()
            if found is None:
                self.changed.wait(wait_s)
                found = self._next()
            if found is None:
                return None
            if found.maker != self.maker:  # accepted by an engine that has since been changed
                (self.place(found) / MESH).unlink(missing_ok=True)
                found.maker = self.maker
            found.state, found.began_at = "working", self.clock()
            found.tries += 1
            try:
                self._keep(found)
            except OSError:  # it goes on waiting, until there is room on the disk
                found.state, found.tries = "waiting", found.tries - 1
                raise
            return found

    def _next(self) -> Job | None:
        line = [one for one in self._jobs.values() if one.state == "waiting"]
        return min(line, key=lambda one: one.created_at, default=None)

    def done(self, job: Job, triangles: int) -> None:
        """Its mesh is in its folder."""
        with self.changed:
            if job.state == "working":
                job.triangles = triangles
                job.seconds = round(self.clock() - job.began_at, 3)
                self.pace.note(job.seconds)
                self._end(job, "done")

    def failed(self, job: Job, words: str, *, retryable: bool) -> None:
        """It ends without a mesh."""
        with self.changed:
            if job.state in ACTIVE:
                job.words, job.retryable = words, retryable
                self._end(job, "failed")

    def died(self, job: Job) -> None:
        """Its sculptor's process ended in the middle: once more, but not for ever."""
        with self.changed:
            if job.state != "working":
                return
            if job.tries >= TRIES:
                words = f"The sculptor's process ended {TRIES} times in the middle of this."
                self.failed(job, words, retryable=False)
                return
            job.state = "waiting"
            self._keep(job)

    def release(self, job: Job) -> None:
        """It was put aside in good order: that counts as no try."""
        with self.changed:
            if job.state == "working":
                job.state, job.tries = "waiting", job.tries - 1
                self._keep(job)

    def cancel(self, job_id: str, asker: str = "", *, everybody: bool = False) -> Job:
        """This asker wants it no more; it is stopped when nobody else does, or for `everybody`.

        Raises NotFound, Conflict when it is over already.
        """
        with self.changed:
            job = self.find(job_id)
            if job.state in ("done", "failed"):
                raise Conflict(f"Nothing is being done: the job is {job.state}.")
            if job.state in ACTIVE:
                left = [one for one in job.askers if one != asker and not everybody]
                if left:
                    job.askers = left
                    self._keep(job)
                else:
                    job.words = "This was cancelled."
                    self._end(job, "cancelled")
            return job

    def _end(self, job: Job, state: State) -> None:
        """Of the order only who is told is kept."""
        job.state, job.ended_at, job.order = state, self.clock(), told(job.order)
        self._keep(job)
        self._folders.drop(job.id, *GIVEN)

    def mesh(self, job_id: str) -> Path:
        """Where the result lies. Raises NotFound, Conflict when there is none yet."""
        job = self._done(job_id)
        path = self._folders.place(job_id) / MESH
        if not path.exists():
            raise self.spoilt(job)
        return path

    def _done(self, job_id: str) -> Job:
        job = self.find(job_id)
        if job.state != "done":
            raise Conflict(f"There is no mesh: the job is {job.state}.")
        return job

    def spoilt(self, job: Job) -> NotFound:
        """Its mesh is gone from the disk, or cannot be read: the same order makes it anew."""
        with self.changed:
            words = "The mesh is gone from the engine's disk; send the order again."
            if job.state == "done":
                job.state, job.words, job.retryable = "failed", words, True
                self._keep(job)
            return NotFound(words)

    def acknowledge(self, job_id: str) -> Job:
        """Its sender has the result. Raises NotFound, Conflict when there is none."""
        with self.changed:
            job = self._done(job_id)
            if not job.fetched_at:
                job.fetched_at = self.clock()
                self._keep(job)
            return job

    def keep(self, job: Job) -> None:
        """Write the record down, unless the order began anew meanwhile: that has its place."""
        with self.changed:
            if self._jobs.get(job.id) is job:
                self._folders.write(job)

    def all(self) -> list[Job]:
        """Every job there is."""
        with self.changed:
            return list(self._jobs.values())

    def place(self, job: Job) -> Path:
        """The folder of a job."""
        return self._folders.place(job.id)

    def sweep(self) -> int:
        """Delete what nobody waits for any more; how many there were. Raises OSError."""
        with self.changed:
            old = [job for job in self._jobs.values() if job.past(self.clock())]
            for job in old:
                self._folders.discard(job.id)
                del self._jobs[job.id]
            return len(old)

    def counts(self) -> dict[str, int]:
        """Jobs by state."""
        with self.changed:
            return {state: self._count(state) for state in STATES}

    def _count(self, state: str) -> int:
        return sum(job.state == state for job in self._jobs.values())

    def _keep(self, job: Job) -> None:
        job.updated_at = self.clock()
        self.keep(job)
        self.changed.notify_all()
