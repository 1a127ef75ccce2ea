"""A flow without heavy work: it drives the real rows with tiny files, in a thread or by hand.

Words in the hobbies make it fail in the first run, so that a retry goes well: "[fail concepts]",
"[fail picture 2]", "[fail pictures]", "[fail sculpture]", "[fail figurine]", "[fail files]".
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any

import fake_files
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from memoreez import db, keepsakes, lending, photo_workshop, photos
from memoreez.artifacts import Concept, Hobby, Imagined
from memoreez.errors import NotFound, ProviderError, StudioError, Superseded
from memoreez.figurines.finish import Wish, rehearse
from memoreez.records import complaint_of
from memoreez.rows import Json, Keepsake, Upload
from memoreez.store import Store, home

KINDS = ("character", "companions", "hybrid", "totem")
TITLES = ("Up before the sun", "The quiet hour", "A song for one", "Everything at once")


@dataclass(frozen=True)
class Job:
    """What a workflow is told."""

    keepsake: str
    run: str
    doing: str
    hobbies: str
    language: str | None
    round: int
    name: str
    photo: Json | None


@dataclass
class FakeFlow:
    """The `Flow` that the web knows. `by_hand`: nothing happens until `work()`."""

    engine: sa.Engine
    store: Store
    delay_s: float = 0.0  # of each step
    by_hand: bool = False
    files: Mapping[str, bytes] = field(default_factory=fake_files.made)
    jobs: deque[Job] = field(default_factory=deque)
    meshes: list[tuple[str, str]] = field(default_factory=list)  # id and run: nobody works on them
    stopped: list[str] = field(default_factory=list)
    previews: list[dict[str, Any]] = field(default_factory=list)
    fail_preview: Exception | None = None
    photos: list[str] = field(default_factory=list)  # what was done with them
    fail_photo: Exception | None = None
    failed_in: dict[tuple[str, str], str] = field(default_factory=dict)
    threads: list[Thread] = field(default_factory=list)
    closing: Event = field(default_factory=Event)
    beats: int = 0

    def enqueue(self, session: Session, keepsake: Keepsake | Upload) -> None:
        """Work on it once the transaction is through."""
        if isinstance(keepsake, Upload):
            self.meshes.append((keepsake.id, keepsake.run))
            return
        row = keepsake
        job = Job(
            row.id, row.run, row.doing, row.hobbies, row.language, row.round, row.name, row.photo
        )
        event.listen(session, "after_commit", lambda _session: self._start(job), once=True)

    def _start(self, job: Job) -> None:
        self.jobs.append(job)
        if not self.by_hand:
            self.threads = [one for one in self.threads if one.is_alive()]
            self.threads.append(Thread(target=self._one, args=(job,), daemon=True))
            self.threads[-1].start()

    def stop(self, run: str) -> None:
        """Remember it; the rows tell the job that nobody waits."""
        self.stopped.append(run)

    def depth(self) -> dict[str, int]:
        """Waiting jobs."""
        return {"heavy": len(self.jobs)}

    def ahead(self, run: str) -> int:
        """Jobs before that one."""
        runs = [job.run for job in list(self.jobs)]
        return runs.index(run) if run in runs else 0

    async def preview(self, keepsake_id: str, wish: dict[str, Any]) -> bytes:
        """The same GLB for every wish that can be made."""
        self.previews.append(wish)
        if self.fail_preview:
            raise self.fail_preview
        lines = tuple(wish["inscription"])
        rehearse(Wish(wish["height_mm"], lines, wish["pedestal"], style=wish["style"]))
        return self.files["figurine.glb"]

    async def photo(self, verb: str, *args: Any) -> Json:
        """What the workshop makes of a photo, by the real one, in a thread of this process."""
        if self.fail_photo:
            raise self.fail_photo
        work = {"take_photo": photo_workshop.take, "mark_photo": photo_workshop.mark}[verb]
        self.photos.append(verb)
        return await asyncio.to_thread(work, self.store, *args)

    def close(self) -> None:
        """Wait for what runs."""
        self.closing.set()
        for one in self.threads:
            one.join(5)

    def beat(self) -> None:
        """Say that somebody works."""
        self.beats += 1
        now = datetime.now(UTC)
        with db.session(self.engine) as session:
            session.merge(
                db.Executor(id="fake", beat=self.beats, version="fake", queues="*", at=now)
            )

    def work(self) -> None:
        """Do all jobs that wait, here and now."""
        while self.jobs:
            self._one(self.jobs[0])

    def _one(self, job: Job) -> None:
        try:
            {"imagine": self._imagine, "make": self._make, "refine": self._make}[job.doing](job)
        except StudioError:
            pass  # it has moved on, was deleted, or the studio closes
        except ProviderError as error:
            self._told(keepsakes.failed, job.keepsake, job.run, complaint_of(error))
        finally:
            self.jobs.remove(job)

    def _told(self, deed: Callable[..., object], *args: Any) -> None:
        """One transaction; tried again while the database is away."""
        for _ in range(100):
            try:
                with db.session(self.engine) as session:
                    deed(session, *args)
                return
            except (Superseded, NotFound):
                raise
            except StudioError:
                if self.closing.wait(0.1):
                    raise Superseded("closing") from None

    def _step(self, job: Job, name: str) -> None:
        if self.closing.wait(self.delay_s) if self.delay_s else self.closing.is_set():
            raise Superseded("The studio closes.")
        wanted = re.search(rf"\[fail {name}\]", job.hobbies)
        if wanted and self.failed_in.setdefault((job.keepsake, name), job.run) == job.run:
            raise ProviderError(f"The {name} did not come out.", retryable=True)

    def _imagine(self, job: Job) -> None:
        if not self._numbers(job):
            self._told(keepsakes.begin_stage, job.keepsake, job.run, "concepts", 1, 2)
            self._step(job, "concepts")
            self._told(keepsakes.concepts_found, job.keepsake, job.run, self._found(job))
        self._told(keepsakes.begin_stage, job.keepsake, job.run, "pictures", 2, 2)
        for number in self._numbers(job):
            self._draw(job, number)
        self._told(keepsakes.round_done, job.keepsake, job.run)

    def _found(self, job: Job) -> Imagined:
        if job.photo is None:
            return imagined(job)
        own = lending.read(self.store, job.photo, job.language)
        return photos.imagine(own, job.hobbies, job.name)

    def _numbers(self, job: Job) -> list[int]:
        query = sa.select(db.Concept.number).order_by(db.Concept.number)
        query = query.where(db.Concept.keepsake_id == job.keepsake, db.Concept.round == job.round)
        with db.session(self.engine, reading=True) as session:
            return list(session.scalars(query))

    def _draw(self, job: Job, number: int) -> None:
        try:
            for draft in (True, False):
                self._step(job, f"picture {number}")
                self._step(job, "pictures")
                name = "draft.jpg" if draft else "picture.png"
                kind = "image/jpeg" if draft else "image/png"
                data = self.files[f"concept-{(number - 1) % 4 + 1}{'.jpg' if draft else '.png'}"]
                kept = self._keep(
                    f"{home(job.keepsake)}/concept-{number}/{name}", f"concept-{number}.png",
                    data, kind,
                )  # fmt: skip
                self._told(keepsakes.picture_landed, job.keepsake, number, kept, draft)
        except ProviderError as error:
            self._told(keepsakes.picture_failed, job.keepsake, number, complaint_of(error))

    def _make(self, job: Job) -> None:
        stages = ("sculpture", "figurine", "files")[job.doing == "refine" :]
        for step, stage in enumerate(stages, 1):
            begun = time.perf_counter()
            self._told(keepsakes.begin_stage, job.keepsake, job.run, stage, step, len(stages))
            self._step(job, stage)
            self._told(keepsakes.record_timing, stage, time.perf_counter() - begun)
        with db.session(self.engine, reading=True) as session:
            version = keepsakes.find(session, job.keepsake).version
        folder = f"{home(job.keepsake)}/version-{version}"
        kept = [
            self._keep(f"{folder}/{name}", name, data, fake_files.TYPES[name])
            for name, data in self.files.items()
            if name in fake_files.TYPES
        ]
        figurine = fake_files.figurine()
        self._told(keepsakes.published, job.keepsake, job.run, figurine, kept)

    def _keep(self, key: str, name: str, data: bytes, kind: str) -> keepsakes.Stored:
        blob = self.store.put(key, data, kind)
        return keepsakes.Stored(name, blob.key, blob.content_type, blob.size, blob.sha256)


def imagined(job: Job) -> Imagined:
    """Four ideas; the texts are the person's own, so that escaping can be tested."""
    hobbies = re.sub(r"\[.*?\]", "", job.hobbies).strip()
    first = 4 * job.round - 3
    concepts = tuple(
        Concept(first + i, title, f"{title}: {hobbies[:200]}.", kind, f"a {kind}")
        for i, (title, kind) in enumerate(zip(TITLES, KINDS, strict=True))
    )
    words = tuple(Hobby(text.strip(), None) for text in hobbies.split(",") if text.strip())
    language = job.language or "en"
    return replace(
        Imagined(concepts, words, (), language),
        notes=("Nobody has drawn this one before.",) if "note" in hobbies else (),
    )
