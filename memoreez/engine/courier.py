"""Tells whoever wants to be told that a job is over: signed, again and again, for about a day.

Nothing hangs on it: who hears nothing asks, and who hears twice has heard it. 3Dmemoreez's own
Worker gets what it is used to instead: the STL itself, as a form.
"""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from threading import Event, Thread
from urllib.parse import urlencode

from memoreez import mesh_wire, webhooks
from memoreez.engine import lines
from memoreez.engine.jobs import MESH, Jobs
from memoreez.engine.orders import LegacyOrder, Order
from memoreez.engine.records import ACTIVE, Job
from memoreez.errors import BadInput
from memoreez.forms import Body, Part, written
from memoreez.prints import stl
from memoreez.verdicts import RemoteError

LOOK_S = 0.2
GONE = 410  # the receiver wants no more of them, as Standard Webhooks has it
log = logging.getLogger(__name__)


class Courier(Thread):
    """Delivers what is due, one after the other."""

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
        self._closing = Event()

    def run(self) -> None:
        """Look for what is due until `close`."""
        while not self._closing.wait(self._look_s):
            for job in self.jobs.all():
                if self._closing.is_set():
                    return
                if self._due(job):
                    with suppress(OSError):  # not written down: it may come once more
                        self._deliver(job)

    def close(self) -> None:
        """End; what is not delivered is due at the next start."""
        self._closing.set()
        if self.is_alive():
            self.join(5)

    def _due(self, job: Job) -> bool:
        if job.state in ACTIVE or job.notice.over or not job.order.get("webhook_url"):
            return False
        return job.notice.next_at <= self.jobs.clock()

    def _deliver(self, job: Job) -> None:
        """One try."""
        notice = job.notice
        try:
            self._post(job, Order.model_validate(job.order))
        except (RemoteError, BadInput, OSError, mesh_wire.BadMesh) as error:
            status = getattr(error, "status", None)
            notice.tries += 1
            notice.over = notice.tries > len(self._waits) or status == GONE
            if not notice.over:
                notice.next_at = self.jobs.clock() + self._waits[notice.tries - 1]
            outcome = "given up" if notice.over else "failed"
            log.warning("The webhook of job %s: %s (%s)", job.id, outcome, type(error).__name__)
        else:
            notice.over = True
            outcome = "delivered"
        self.outcomes[outcome] += 1
        self.jobs.keep(job)

    def _post(self, job: Job, order: Order) -> None:
        server, path = lines.to("The webhook's receiver", order.webhook_url, self.private)
        if order.legacy is not None:
            self._post_legacy(job, order, order.legacy)
            return
        data = {"id": job.id, "state": job.state, "retryable": job.retryable}
        when = datetime.fromtimestamp(job.updated_at, UTC).isoformat(timespec="milliseconds")
        content = webhooks.body(f"job.{job.state}", when, data)
        message = f"msg_{job.id}_{int(job.updated_at * 1000)}"  # the same at each try
        headers = webhooks.signed(order.webhook_secret, message, content, self.jobs.clock())
        server.post(path, Body(content, "application/json"), headers=headers)

    def _post_legacy(self, job: Job, order: Order, legacy: LegacyOrder) -> None:
        """The form that 3Dmemoreez's Worker reads: it answers 400 to each failure it is told."""
        server, path = lines.to("The webhook's receiver", order.webhook_url, self.private)
        fields = {"session_id": legacy.session_id, "asset_id": legacy.asset_id}
        if job.state == "done":
            mesh = mesh_wire.unpack((self.jobs.place(job) / MESH).read_bytes())
            file = Part("file", stl.encode(mesh), f"{legacy.asset_id}.stl", "model/stl")
            told = [Part(n, v.encode()) for n, v in {**fields, "status": "completed"}.items()]
            server.post(path, written([file, *told]))
            self.jobs.acknowledge(job.id)
            return
        text = urlencode({**fields, "status": "failed", "error": job.words})
        try:
            server.post(path, Body(text.encode(), "application/x-www-form-urlencoded"))
        except RemoteError as error:
            if error.status != 400:
                raise
