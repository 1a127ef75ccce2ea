"""What the rest of the studio sees of workflows: enqueue, stop, look, and close."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections import Counter
from collections.abc import Sequence
from threading import Lock
from typing import Any

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions, WorkflowStatus
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from memoreez import db, errands, keepsakes, lineup
from memoreez.bench import MOST_ASIDE, Bench
from memoreez.errors import StudioError
from memoreez.rows import Json, Keepsake, Upload
from memoreez.settings import Settings
from memoreez.workflow import asks, launch, place, queues
from memoreez.workflow.seat import Seat
from memoreez.workflow.sweep import Sweep

log = logging.getLogger(__name__)

WORKSHOP = "memoreez.workshop"
PHOTOS = "memoreez.photo_workshop"
PREVIEW_S = 20.0
PHOTO_S = 40.0
LOOK_S = 0.5  # hundreds of watchers ask where they stand in the line; the answer may be this old


class Flow:
    """Runs workflows in this process until `close`. One at a time in a process."""

    def __init__(
        self,
        settings: Settings,
        engine: sa.Engine,
        listened: Sequence[str] | None = None,
        workshop: str = WORKSHOP,
    ) -> None:
        """`listened`: the queues to work on (None: all; (): none, others do the work).

        `workshop`: the module whose functions do the work. Raises SettingsError, UnknownName.
        """
        mine = queues.QUEUES if listened is None else queues.known(listened)
        if place.taken():
            raise RuntimeError("A process has one studio at a time; close the other one first.")
        self._settings, self._engine, self._workshop = settings, engine, workshop
        size = settings.workers or max(cores(), lineup.at_once(settings))
        self._seat = Seat(settings.data_dir / "seats")
        launch.prepare(engine, self._seat.name, mine)
        warm = (errands.run, (workshop, "ready", settings))
        self.bench = Bench(size if mine else 0, warm)
        # where a person waits: not behind heavy work
        self._counter = Bench(1 if listened is None else 0, warm, nice=0)
        self._client: DBOSClient = launch.client(engine)
        patience_s = lineup.patience_s(settings)
        self._sweep = Sweep(engine, self._seat.name, mine, self.enqueue, patience_s=patience_s)
        # a look at the queue writes nothing, and must not wait for whoever does
        looker = launch.client(engine.execution_options(**{db.READING: True}))
        self._line = _Line(looker)
        try:
            place.settle(place.Place(settings, engine, self.bench, workshop))
            self._sweep.beat()
            launch.launch(engine, size, MOST_ASIDE if patience_s else 0)
        except BaseException:
            self._end()
            raise
        self._sweep.start()

    def enqueue(self, session: Session, keepsake: Keepsake | Upload) -> None:
        """The run of a keepsake or uploaded mesh, begun when this transaction commits."""
        options: EnqueueOptions = {
            "workflow_name": keepsake.doing,
            "workflow_id": keepsake.run,
            "queue_name": queues.KINDS[keepsake.doing],
            "app_version": queues.APPLICATION_VERSION,
            "workflow_timeout": queues.TIMEOUT_S,
        }
        self._client.enqueue_in_transaction(session, options, keepsake.id, keepsake.run)

    def stop(self, run: str) -> None:
        """End that workflow and its pictures. Unknown ones and a database that is away are fine:

        the row has moved on already, so the workflow ends at its next note.
        """
        try:
            self._client.cancel_workflow(run, cancel_children=True)
        except SQLAlchemyError as error:
            log.warning("%s could not be stopped at once: %s", run, type(error).__name__)

    def depth(self) -> dict[str, int]:
        """How many workflows wait in each queue."""
        return dict.fromkeys(queues.QUEUES, 0) | self._line.depth()

    def ahead(self, run: str) -> int:
        """How many keepsakes come before that run in its queue."""
        return self._line.ahead(run)

    async def preview(self, keepsake_id: str, wish: Json) -> bytes:
        """The published figurine as the wish would have it, as GLB to look at. Raises NotFound."""
        call = await asyncio.to_thread(self._previewed, keepsake_id, wish)
        self._counter.grow(1)
        made: bytes = await self._counter.call(*call, limit_s=PREVIEW_S)
        return made

    async def photo(self, verb: str, *args: Any) -> Json:
        """What a helper process makes of a photo for whoever waits. TimeoutError, BadInput."""
        self._counter.grow(1)
        call = (errands.run, PHOTOS, verb, self._settings, *args)
        made: Json = await self._counter.call(*call, limit_s=PHOTO_S)
        return made

    def close(self) -> None:
        """End within seconds; what is unfinished goes on at the next start, or elsewhere."""
        self._sweep.stop()
        self.bench.part()
        launch.stop()
        try:
            launch.hand_back(self._client, self._seat.name)
            self._sweep.leave()
        except (SQLAlchemyError, StudioError) as error:  # others find out by themselves
            log.warning("Closed without the database: %s", type(error).__name__)
        self._end()

    def _end(self) -> None:
        launch.stop()
        self.bench.close()
        self._counter.close()
        self._client.destroy()
        place.settle(None)
        self._seat.leave()

    def _previewed(self, keepsake_id: str, wish: Json) -> tuple[Any, ...]:
        """The call that makes it. Raises NotFound."""
        with db.session(self._engine, reading=True) as session:
            file = keepsakes.file(session, keepsake_id, "figurine.glb")
            figurine = keepsakes.find(session, keepsake_id).figurine or {}
            title = figurine.get("title", "")
            framed = asks.for_preview(session, keepsake_id, wish)
        if framed is not None:
            return (errands.run, PHOTOS, "preview_plaque", self._settings, *framed, wish, title)
        light = f"{file.key.rsplit('/', 1)[0]}/light.npz"
        return (errands.run, self._workshop, "preview", self._settings, light, wish, title)


class _Line:
    """Who waits, as it was a moment ago."""

    def __init__(self, client: DBOSClient) -> None:
        self._client = client
        self._lock = Lock()
        self._seen: list[WorkflowStatus] = []
        self._at = -LOOK_S

    def depth(self) -> dict[str, int]:
        return dict(Counter(one.queue_name or "" for one in self._waiting()))

    def ahead(self, run: str) -> int:
        waiting = self._waiting()
        own = next((n for n, one in enumerate(waiting) if one.workflow_id.startswith(run)), 0)
        queue = waiting[own].queue_name if waiting else ""
        before = {one.workflow_id.split(".")[0] for one in waiting[:own] if one.queue_name == queue}
        return len(before - {run.split(".")[0]})

    def _waiting(self) -> list[WorkflowStatus]:
        with self._lock:
            if time.monotonic() - self._at > LOOK_S:
                found = self._client.list_queued_workflows(load_input=False)
                found = [one for one in found if one.status == "ENQUEUED"]
                self._seen = sorted(found, key=lambda one: (one.priority or 0, one.created_at or 0))
                self._at = time.monotonic()
            return self._seen


def cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
