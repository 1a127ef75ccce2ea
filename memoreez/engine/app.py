"""The engine's web application: submit, look, fetch, acknowledge, cancel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from anyio import to_thread
from fastapi import FastAPI, Query, Request
from starlette.responses import FileResponse, JSONResponse, Response

from memoreez import __version__, mesh_wire
from memoreez.engine import door as doors
from memoreez.engine import problems
from memoreez.engine.courier import Courier
from memoreez.engine.devices import Device
from memoreez.engine.folders import CUTOUT, PICTURE
from memoreez.engine.jobs import Jobs, id_of
from memoreez.engine.metrics import MEDIA_TYPE, page
from memoreez.engine.orders import LegacyRequest, Order
from memoreez.engine.records import ACTIVE, Job, Maker
from memoreez.prints import glb, stl

JOB = "/v1/jobs/{job_id}"
FILES = {"picture": PICTURE, "cutout": CUTOUT}
LOOK_S = 1  # Retry-After while a job is not over
_ABOUT = "Sculptures from pictures and designs, one job at a time for each device."


@dataclass(frozen=True)
class Engine:
    """All parts of a running engine."""

    jobs: Jobs
    devices: tuple[Device, ...]
    courier: Courier

    @property
    def maker(self) -> Maker:
        """Who makes the meshes here."""
        return self.jobs.maker

    @property
    def alive(self) -> bool:
        """Whether everything that shall work does."""
        return all(thread.is_alive() for thread in (*self.devices, self.courier))

    @property
    def status(self) -> Literal["ok", "degraded", "down"]:
        """Whether it can work: degraded, where a card cannot at the moment, or must load first."""
        states = [device.state for device in self.devices]
        if not self.alive or states.count("down") == len(states):
            return "down"
        return "degraded" if {"down", "loading"} & set(states) else "ok"

    def start(self) -> None:
        """Begin to work."""
        for thread in (*self.devices, self.courier):
            thread.start()

    def close(self) -> None:
        """Put everything aside."""
        for device in self.devices:
            device.close()
        self.courier.close()


def create_app(engine: Engine, token: str = "") -> FastAPI:
    """The app that serves this engine; starting and closing it is its owner's business."""
    app = FastAPI(
        title="memoreez engine",
        version=__version__,
        description=_ABOUT,
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    door = doors.Door(token)
    problems.install(app)
    _submitting(app, engine, door)
    _looking(app, engine, door)
    _fetching(app, engine, door)
    _watching(app, engine, door)
    return app


def _submitting(app: FastAPI, engine: Engine, door: doors.Door) -> None:
    @app.post("/v1/jobs", status_code=202)
    async def submit(request: Request, key: doors.Key = "", asker: doors.Asker = "") -> Response:
        """Order a sculpture: JSON, or a form with the parts order, picture and cutout."""
        door.check(request)
        async with door.room():
            order, files = await doors.order(request)
            job, new = await to_thread.run_sync(_accepted, engine.jobs, order, files, key, asker)
        return _shown(engine, job, 202 if new or job.state in ACTIVE else 200)

    @app.post("/generate-3d")
    async def generate(request: Request, token: str = Query("")) -> Response:
        """The contract of 3Dmemoreez: answered at once, the STL is posted to webhook_url."""
        door.check(request, inside=token)
        async with door.room():
            body = await doors.body(request, doors.MOST_JSON)
            asked: LegacyRequest = doors.parsed(LegacyRequest, body)
            order = asked.order()
            key = f"generate-3d {doors.digest_of(order, {})} {asked.webhook_url}"
            job, _ = await to_thread.run_sync(_accepted, engine.jobs, order, {}, key, "")
        told = {"status": "processing", "message": "Inference started in background", "id": job.id}
        return JSONResponse(told)


def _accepted(
    jobs: Jobs, order: Order, files: dict[str, bytes], key: str, asker: str
) -> tuple[Job, bool]:
    digest, told = doors.digest_of(order, files), order.model_dump(mode="json")
    job = Job(id_of(key), digest, told, askers=[asker])
    return jobs.submit(job, {FILES[name]: data for name, data in files.items()})


def _looking(app: FastAPI, engine: Engine, door: doors.Door) -> None:
    @app.get(JOB)
    def look(request: Request, job_id: str) -> Response:
        """Where a job stands."""
        door.check(request)
        return _shown(engine, engine.jobs.find(job_id), 200)

    @app.post(f"{JOB}/cancel", status_code=202)
    def cancel(
        request: Request, job_id: str, asker: doors.Asker = "", everybody: bool = False
    ) -> Response:
        """Stop it, once nobody wants it any more."""
        door.check(request)
        return _shown(engine, engine.jobs.cancel(job_id, asker, everybody=everybody), 202)


def _fetching(app: FastAPI, engine: Engine, door: doors.Door) -> None:
    @app.get(f"{JOB}/mesh")
    def fetch(
        request: Request, job_id: str, format: Literal["npz", "glb", "stl"] = "npz"
    ) -> Response:
        """The result; it stays until it is acknowledged, and an hour longer."""
        door.check(request)
        path = engine.jobs.mesh(job_id)
        if format == "npz":
            return FileResponse(path, media_type=mesh_wire.NPZ)
        try:
            mesh = mesh_wire.unpack(path.read_bytes())
        except (FileNotFoundError, mesh_wire.BadMesh):
            raise engine.jobs.spoilt(engine.jobs.find(job_id)) from None
        if format == "stl":
            return Response(stl.encode(mesh), media_type="model/stl")
        return Response(glb.encode(mesh, title="Sculpture"), media_type="model/gltf-binary")

    @app.post(f"{JOB}/received")
    def received(request: Request, job_id: str) -> Response:
        """Say that the result has come whole, so that it need not be kept."""
        door.check(request)
        return _shown(engine, engine.jobs.acknowledge(job_id), 200)


def _watching(app: FastAPI, engine: Engine, door: doors.Door) -> None:
    @app.get("/health")
    def health(request: Request) -> Response:
        """Whether the engine can work; needs no token and tells nothing of anybody's jobs."""
        door.place(request)
        status, counts = engine.status, engine.jobs.counts()
        told = {
            "status": status,
            "version": __version__,
            "sculptor": engine.maker.sculptor,
            "licence": engine.maker.licence,
            "territory": engine.maker.territory,
            "devices": len(engine.devices),
            "slots": [
                {"where": one.where, "state": one.state, **one.equipment} for one in engine.devices
            ],
            "working": counts["working"],
            "waiting": counts["waiting"],
            "queue": engine.jobs.most,
        }
        return JSONResponse(told, 503 if status == "down" else 200)

    @app.get("/metrics", include_in_schema=False)
    def metrics(request: Request) -> Response:
        """Prometheus's page."""
        door.check(request)
        told = page(engine.jobs, engine.courier.outcomes, engine.devices)
        return Response(told, media_type=MEDIA_TYPE)


def _shown(engine: Engine, job: Job, status: int) -> Response:
    where = f"/v1/jobs/{job.id}"
    told: dict[str, Any] = {
        "id": job.id,
        "state": job.state,
        "ahead": engine.jobs.ahead(job),
        "sculptor": job.maker.sculptor,
        "licence": job.maker.licence,
        "territory": job.maker.territory,
        "created_at": _time(job.created_at),
        "updated_at": _time(job.updated_at),
        "seconds": job.seconds,
        "triangles": job.triangles,
        "mesh": f"{where}/mesh" if job.state == "done" else None,
        "trouble": {"message": job.words, "retryable": job.retryable} if job.words else None,
    }
    headers = {"Location": where}
    if job.state in ACTIVE:
        headers["Retry-After"] = str(LOOK_S)
    return JSONResponse(told, status, headers)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
