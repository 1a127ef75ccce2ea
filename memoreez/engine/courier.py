"""Tells whoever wants to be told that a job is over: signed, again and again, for about a day.

Nothing hangs on it: who hears nothing asks, and who hears twice has heard it. 3Dmemoreez's own
Worker gets what it is used to instead: the STL itself, as a form.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread
from urllib.parse import urlencode

from memoreez import mesh_wire, webhooks
from memoreez.artifacts import Mesh
from memoreez.crew import Task
from memoreez.engine import lines
from memoreez.engine.folders import MESH
from memoreez.engine.jobs import Jobs
from memoreez.engine.orders import LegacyOrder, Order
from memoreez.engine.records import Job, Notice
from memoreez.errors import BadInput, StudioError
from memoreez.forms import Body, Part, written
from memoreez.prints import stl
from memoreez.verdicts import RemoteError

LOOK_S = 0.2
MOST_AT_ONCE = 8  # receivers, each of which is told one thing after the other
FAREWELL_S = 5.0
GONE = 410  # the receiver wants no more of them, as Standard Webhooks has it
log = logging.getLogger(__name__)


class Courier(Thread):
    """Delivers what is due, so that no receiver waits for another one that does not answer."""

    def __init__(
        self,
        jobs: Jobs,
        private: bool,
        waits: tuple[float, ...] = webhooks.LATER_S,
        look_s: float = LOOK_S,
    ) -> None:
        super().__init__(daemon=True)
        self.jobs = jobs
        self.private = private
        self.outcomes: Counter[str] = Counter()
        self._waits = waits
        self._look_s = look_s
        self._on_way: dict[str, Task[None]] = {}  # by receiver
        self._closing, self._closed = Event(), Event()

    def run(self) -> None:
        """Look for what is due until `close`."""
        while not self._closing.wait(self._look_s):
            self._on_way = {to: one for to, one in self._on_way.items() if one.is_alive()}
            for receiver, job in self._due():
                if receiver not in self._on_way and len(self._on_way) < MOST_AT_ONCE:
                    try:
                        self._on_way[receiver] = Task(partial(self._carry, job, job.notice))
                    except RuntimeError:  # no more threads for now
                        break

    def close(self) -> None:
        """End; what is not delivered is due at the next start."""
        self._closing.set()
        ends = time.monotonic() + FAREWELL_S
        for thread in (self, *self._on_way.values()):
            if thread.is_alive():
                thread.join(max(ends - time.monotonic(), 0.0))
        self._closed.set()

    def _due(self) -> list[tuple[str, Job]]:
        """Whom to tell what now: what has waited longest comes first."""
        now = self.jobs.clock()
        with self.jobs.changed:  # a task that ends takes the address away
            due = [job for job in self.jobs.all() if job.owes and job.notice.next_at <= now]
            due.sort(key=lambda one: one.notice.next_at or one.ended_at)
            return [(lines.receiver(str(job.order["webhook_url"])), job) for job in due]

    def _carry(self, job: Job, notice: Notice) -> None:
        """One try. A record that makes no sense ends itself, not the courier."""
        outcome = "given up"
        try:
            outcome = self._tried(job, notice)
        finally:
            if outcome == "given up":
                log.warning("The webhook of job %s is given up.", job.id)
            with self.jobs.changed:
                notice.over = outcome != "failed"
                if notice.over and notice is job.notice:
                    job.order = {}  # nobody is to be told any more
                self.outcomes[outcome] += 1
                if not self._closed.is_set():  # else it may come once more
                    self.jobs.keep(job)

    def _tried(self, job: Job, notice: Notice) -> str:
        """What came of it."""
        try:
            self._post(job, Order.model_validate(job.order))
        except (RemoteError, BadInput, OSError) as error:
            notice.tries += 1
            if notice.tries > len(self._waits) or getattr(error, "status", None) == GONE:
                return "given up"
            notice.next_at = self.jobs.clock() + self._waits[notice.tries - 1]
            log.warning("The webhook of job %s failed (%s).", job.id, type(error).__name__)
            return "failed"
        return "delivered"

    def _post(self, job: Job, order: Order) -> None:
        if order.legacy is not None:
            self._post_legacy(job, order.webhook_url, order.legacy)
            return
        server, path = lines.to("The webhook's receiver", order.webhook_url, self.private)
        data = {"id": job.id, "state": job.state, "retryable": job.retryable}
        when = datetime.fromtimestamp(job.ended_at, UTC).isoformat(timespec="milliseconds")
        content = webhooks.body(f"job.{job.state}", when, data)
        message = f"msg_{job.id}_{int(job.ended_at * 1000)}"  # the same at each try
        headers = webhooks.signed(order.webhook_secret, message, content, self.jobs.clock())
        server.ask("POST", path, Body(content, "application/json"), headers=headers)

    def _post_legacy(self, job: Job, url: str, legacy: LegacyOrder) -> None:
        """The form that 3Dmemoreez's Worker reads: it answers 400 to each failure it is told."""
        server, path = lines.to("The webhook's receiver", url, self.private, lines.UPLOAD)
        fields = {"session_id": legacy.session_id, "asset_id": legacy.asset_id}
        mesh = self._mesh(job)
        if mesh is not None:
            file = Part("file", stl.encode(mesh), f"{legacy.asset_id}.stl", "model/stl")
            told = [Part(n, v.encode()) for n, v in {**fields, "status": "completed"}.items()]
            server.ask("POST", path, written([file, *told]))
            self._acknowledge(job)
            return
        text = urlencode({**fields, "status": "failed", "error": job.words})
        try:
            server.ask("POST", path, Body(text.encode(), "application/x-www-form-urlencoded"))
        except RemoteError as error:
            if error.status != 400:
                raise

    def _mesh(self, job: Job) -> Mesh | None:
        """The result; None when there is none, or none any more."""
        if job.state != "done":
            return None
        try:
            return mesh_wire.unpack((self.jobs.place(job) / MESH).read_bytes())
        except (FileNotFoundError, mesh_wire.BadMesh):
            self.jobs.spoilt(job)
            return None

    def _acknowledge(self, job: Job) -> None:
        try:
            self.jobs.acknowledge(job.id)
        except StudioError:  # it began anew meanwhile
            log.info("The job %s has moved on.", job.id)
