"""An engine's jobs: one folder each, so that a restart resumes them and no result is lost.

    waiting ──► working ──► done          failed, cancelled: from the two before

A job's id comes from the key that its sender chose, so an order that is sent again, because the
answer to it was lost, finds the job that it made. A result stays until it is acknowledged, and an
hour longer.
"""

from __future__ import annotations

import hashlib
import logging
import math
import re
import secrets
import shutil
import statistics
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Condition

from memoreez.engine.records import ACTIVE, Job, put, read, write
from memoreez.errors import Conflict, NotFound, TooMany

MESH = "mesh.npz"
TRIES = 3  # of a job whose sculptor dies
FETCHED_S = 3600.0  # a result stays so long after it was acknowledged, …
KEPT_S = 7 * 24 * 3600.0  # … so long when it never is, …
MISSED_S = 24 * 3600.0  # … and so long is what failed or was cancelled remembered
LONGEST_S = 120  # Retry-After
USUAL_S = 20.0  # a sculpture, before the first one is done
_ID = re.compile(r"[0-9a-f]{32}")
log = logging.getLogger(__name__)


def id_of(key: str) -> str:
    """The id of the job of this key; without a key any new one."""
    if not key:
        return secrets.token_hex(16)
    return hashlib.sha256(f"memoreez job {key}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Jobs:
    """All jobs of an engine. Every method may be called from any thread."""

    def __init__(
        self, folder: Path, most: int, devices: int = 1, clock: Callable[[], float] = time.time
    ) -> None:
        self.folder = folder
        self.most = most
        self.devices = devices
        self.clock = clock
        self.refused = 0
        self.changed = Condition()
        self._jobs: dict[str, Job] = {}
        self._seconds: deque[float] = deque(maxlen=15)
        self.worked = (0, 0.0)  # jobs that were done, and their seconds
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._resume()

    def _resume(self) -> None:
        """What was being worked on waits again; what is half an order was never accepted."""
        for place in sorted(self.folder.iterdir()):
            if place.name.endswith(".part"):
                shutil.rmtree(place, ignore_errors=True)
            elif _ID.fullmatch(place.name):
                try:
                    job = read(place)
                except (OSError, ValueError):
                    log.error("The job %s cannot be read and is left alone.", place.name)
                    continue
                self._jobs[job.id] = job
                if job.state == "working":
                    self.died(job)

    def submit(self, job: Job, files: Mapping[str, bytes]) -> tuple[Job, bool]:
        """The job with that id, and whether it is new or begins anew.

        What was cancelled, or failed in a way that may pass, begins anew. Raises TooMany when the
        queue is full, Conflict when the id is another order's.
        """
        with self.changed:
            known = self._jobs.get(job.id)
            if known is not None and known.digest != job.digest:
                raise Conflict("This Idempotency-Key was used for another order; send a fresh key.")
            if known is not None and not known.again:
                return known, False
            self.room()
            if known is not None:
                shutil.rmtree(self._place(job.id), ignore_errors=True)
            now = self.clock()
            job.created_at = job.updated_at = now
            self._create(job, files)
            self._jobs[job.id] = job
            self.changed.notify_all()
            return job, True

    def room(self) -> None:
        """Raises TooMany when nothing more can wait."""
        with self.changed:
            if self._count("waiting") >= self.most:
                self.refused += 1
                wait = self.wait_s
                raise TooMany(
                    f"The engine has {self.most} jobs waiting and takes no more; "
                    f"try again in {wait} s.",
                    retry_after=wait,
                )

    def _create(self, job: Job, files: Mapping[str, bytes]) -> None:
        """The folder of a new job is there whole or not at all."""
        part = self.folder / f"{job.id}.{secrets.token_hex(4)}.part"
        try:
            part.mkdir(mode=0o700)
            for name, data in files.items():
                put(part / name, data)
            write(part, job)
            part.rename(self._place(job.id))
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise

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
                job.state, job.triangles = "done", triangles
                job.seconds = round(self.clock() - job.began_at, 3)
                self._seconds.append(job.seconds)
                self.worked = (self.worked[0] + 1, self.worked[1] + job.seconds)
                self._keep(job)

    def failed(self, job: Job, words: str, *, retryable: bool) -> None:
        """It ends without a mesh."""
        with self.changed:
            if job.state in ACTIVE:
                job.state, job.words, job.retryable = "failed", words, retryable
                self._keep(job)

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

    def cancel(self, job_id: str) -> Job:
        """Stop it, where it is not over yet. Raises NotFound, Conflict when it is done."""
        with self.changed:
            job = self.find(job_id)
            if job.state in ("done", "failed"):
                raise Conflict(f"Nothing is being done: the job is {job.state}.")
            if job.state in ACTIVE:
                job.state, job.words = "cancelled", "This was cancelled."
                self._keep(job)
            return job

    def mesh(self, job_id: str) -> Path:
        """Where the result lies. Raises NotFound, Conflict when there is none yet."""
        job = self.find(job_id)
        if job.state != "done":
            raise Conflict(f"There is no mesh: the job is {job.state}.")
        return self._place(job_id) / MESH

    def acknowledge(self, job_id: str) -> Job:
        """Its sender has the result. Raises NotFound, Conflict when there is none."""
        self.mesh(job_id)
        with self.changed:
            job = self.find(job_id)
            if not job.fetched_at:
                job.fetched_at = self.clock()
                self._keep(job)
            return job

    def keep(self, job: Job) -> None:
        """Write down what became of its notice."""
        with self.changed:
            if self._jobs.get(job.id) is job:  # else it began anew
                write(self._place(job.id), job)

    def all(self) -> list[Job]:
        """Every job there is."""
        with self.changed:
            return list(self._jobs.values())

    def place(self, job: Job) -> Path:
        """The folder of a job."""
        return self._place(job.id)

    def sweep(self) -> int:
        """Delete what nobody waits for any more; how many there were."""
        with self.changed:
            old = [job for job in self._jobs.values() if self._over(job)]
            for job in old:
                del self._jobs[job.id]
                shutil.rmtree(self._place(job.id), ignore_errors=True)
            return len(old)

    def _over(self, job: Job) -> bool:
        if job.state in ACTIVE:
            return False
        if job.state != "done":
            return self.clock() - job.updated_at > MISSED_S
        if job.fetched_at:
            return self.clock() - job.fetched_at > FETCHED_S
        return self.clock() - job.updated_at > KEPT_S

    @property
    def wait_s(self) -> int:
        """Seconds after which a place may be free."""
        usual = statistics.median(self._seconds) if self._seconds else USUAL_S
        return min(max(math.ceil(usual / self.devices), 1), LONGEST_S)

    def counts(self) -> dict[str, int]:
        """Jobs by state."""
        with self.changed:
            return {
                s: self._count(s) for s in ("waiting", "working", "done", "failed", "cancelled")
            }

    def _count(self, state: str) -> int:
        return sum(job.state == state for job in self._jobs.values())

    def _keep(self, job: Job) -> None:
        job.updated_at = self.clock()
        write(self._place(job.id), job)
        self.changed.notify_all()

    def _place(self, job_id: str) -> Path:
        if not _ID.fullmatch(job_id):
            raise NotFound("There is no such job.")
        return self.folder / job_id
