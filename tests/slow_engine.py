"""Machines that accept every order and are done with it when the test says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event

from engine_room import box
from model_server import Exchange

from memoreez import mesh_wire

MESH = mesh_wire.pack(box())


@dataclass
class SlowEngine:
    """Answers as `memoreez engine` does; orders that came first are told by their number."""

    slow: int = 1  # so many of the first orders wait for `gate`
    gate: Event = field(default_factory=Event)
    jobs: dict[str, int] = field(default_factory=dict)  # by the order's key
    cancelled: list[int] = field(default_factory=list)

    def __call__(self, exchange: Exchange) -> None:
        request = exchange.request
        if request.path == "/v1/jobs":
            key = request.headers["idempotency-key"]
            number = self.jobs.setdefault(key, len(self.jobs))
            exchange.answer({"id": str(number), "state": "waiting"}, 202)
            return
        number = int(request.path.split("/")[3])
        if request.path.endswith("/mesh"):
            exchange.answer(MESH, kind=mesh_wire.NPZ)
            return
        if request.path.endswith("/cancel"):
            self.cancelled.append(number)
        waits = number < self.slow and not self.gate.is_set()
        exchange.answer({"id": str(number), "state": "working" if waits else "done"})


@dataclass
class SlowPod:
    """Answers as RunPod does; a worker is at it for ever."""

    jobs: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    def __call__(self, exchange: Exchange) -> None:
        verb, _, job = exchange.request.path.removeprefix("/v2/pod/").partition("/")
        if verb == "run":
            self.jobs.append(job := f"job-{len(self.jobs)}")
        if verb == "cancel":
            self.cancelled.append(job)
        exchange.answer({"id": job, "status": "IN_PROGRESS"})
