"""An engine on loopback with quick hands, and receivers of its webhooks, over real HTTP."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import numpy as np
import uvicorn

from memoreez import mesh_wire
from memoreez.artifacts import Mesh
from memoreez.engine.app import Engine, create_app
from memoreez.engine.courier import Courier
from memoreez.engine.devices import Device, Hands
from memoreez.engine.folders import GIVEN, MESH, read
from memoreez.engine.jobs import Jobs
from memoreez.engine.records import Maker

TOKEN = "a-token-of-the-tests-only"
PATIENCE_S = 15
BOXES = Maker("boxes", "MIT", "worldwide", "1")


def box(high: float = 80.0) -> Mesh:
    """A closed box on z = 0."""
    corners = np.array([[x, y, z] for x in (0, 30) for y in (0, 20) for z in (0, high)], np.float32)
    faces = [[0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1]]
    faces += [[2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3]]
    return Mesh(corners, np.array(faces, np.int32))


@dataclass
class Sculptor:
    """Makes boxes; counts them; waits for `gate` where one is set."""

    made: list[str] = field(default_factory=list)
    given: dict[str, bytes] = field(default_factory=dict)  # pictures, of the last one
    order: dict[str, Any] = field(default_factory=dict)
    gate: Event | None = None
    error: Exception | None = None

    def __call__(self, folder: str) -> int:
        self.made.append(Path(folder).name)
        pictures = [Path(folder) / name for name in GIVEN]
        self.order = read(Path(folder)).order
        self.given = {file.name: file.read_bytes() for file in pictures if file.exists()}
        if self.gate is not None:
            self.gate.wait(PATIENCE_S)
        if self.error is not None:
            raise self.error
        (Path(folder) / MESH).write_bytes(mesh_wire.pack(box()))
        return 12


class Inline:
    """Hands in this very process: quick, and not to be stopped."""

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        return function(*args)

    def stop(self) -> None:
        """Nothing to stop."""


@dataclass
class Room:
    """A running engine."""

    url: str
    engine: Engine
    sculptor: Sculptor
    client: httpx.Client

    def submit(self, key: str = "", **order: Any) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post("/v1/jobs", json=order, headers=headers)

    def wait(self, job_id: str, *states: str) -> dict[str, Any]:
        """The job, once it is in one of these states."""
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            job: dict[str, Any] = self.client.get(f"/v1/jobs/{job_id}").json()
            if job["state"] in (states or ("done",)):
                return job
            time.sleep(0.01)
        raise AssertionError(f"it is still {job['state']}")


@contextmanager
def room(
    folder: Path,
    sculptor: Sculptor | None = None,
    *,
    token: str = "",
    queue: int = 8,
    waits: tuple[float, ...] = (0.02, 0.02, 0.02),
    maker: Maker = BOXES,
    hire: Callable[[], Hands] = Inline,
) -> Iterator[Room]:
    """An engine at work in that folder; afterwards it is closed, with all that is unfinished."""
    work = sculptor or Sculptor()
    jobs = Jobs(folder, queue, maker=maker)
    device = Device(jobs, work, hire=hire, pause_s=0.02)
    courier = Courier(jobs, True, waits, look_s=0.02)
    engine = Engine(jobs, (device,), courier)
    engine.start()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with (
        serving(create_app(engine, token)) as url,
        httpx.Client(base_url=url, headers=headers, timeout=PATIENCE_S) as client,
    ):
        yield Room(url, engine, work, client)
    engine.close()
    if work.gate is not None:
        work.gate.set()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """An application at an address, until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        running = Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        running.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join(PATIENCE_S)
