"""RunPod Serverless on loopback, written after its documentation, with our own handler inside.

`RunPod` keeps jobs as the real one does: in a queue until a worker is there, results for half an
hour, nothing beyond ttl. It can lose, delay, double and forge. `Cupboard` is the studio's store as
machines elsewhere see it: blobs behind links that end. Time is the tests' own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from engine_room import box
from model_server import KEY, Exchange, model_server

from memoreez import mesh_wire, signing
from memoreez.claims import HOOK, Claim
from memoreez.engine.folders import MESH
from memoreez.errors import NotFound
from memoreez.sculptures.runpod import RunPod as Sculptor
from memoreez.settings import Settings
from memoreez.store import Store

sys.path.insert(0, str(Path(__file__).parent.parent / "deploy" / "runpod"))

from pod_worker import Worker

ENDPOINT = "abc123xyz"
SECRET = b"a secret of the tests, long enough for them"
RESULTS_S = 1800.0


@dataclass
class Time:
    """Passes only by what is waited for."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Chisel:
    """The worker's sculptor: boxes, quickly; `errors` come first. `meanwhile` happens once."""

    made: int = 0
    errors: list[Exception] = field(default_factory=list)
    meanwhile: Callable[[], None] | None = None

    def __call__(self, _s: Settings, _name: str, _private: bool, _alone: bool, folder: str) -> int:
        self.made += 1
        if self.meanwhile:
            happening, self.meanwhile = self.meanwhile, None
            happening()
        if self.errors:
            raise self.errors.pop(0)
        (Path(folder) / MESH).write_bytes(mesh_wire.pack(box()))
        return 12


@dataclass
class Cupboard:
    """Blobs of a store behind links; `broken` answers instead, `simple` knows no conditions."""

    store: Store
    time: Time
    broken: int = 0
    simple: bool = False
    url: str = ""

    def link(self, method: str, key: str, lives_s: float) -> str:
        until = str(int(self.time() + lives_s))
        seal = signing.seal(SECRET, method, key, until)
        return f"{self.url}/{quote(key)}?{urlencode({'until': until, 'seal': seal})}"

    def __call__(self, exchange: Exchange) -> None:
        request, parts = exchange.request, urlsplit(exchange.request.path)
        key, query = parts.path[1:], {n: v[0] for n, v in parse_qs(parts.query).items()}
        until, seal = query.get("until", "0"), query.get("seal", "")
        if self.broken:
            exchange.answer(b"<Error/>", self.broken, "application/xml")
        elif not self._valid(request.method, key, until, seal):
            exchange.answer(b"<Error/>", 403, "application/xml")
        elif request.method == "PUT":
            self._put(exchange, key)
        else:
            self._get(exchange, key)

    def _valid(self, method: str, key: str, until: str, seal: str) -> bool:
        return signing.sealed(SECRET, seal, method, key, until) and self.time() <= int(until)

    def _put(self, exchange: Exchange, key: str) -> None:
        careful = exchange.request.headers.get("if-none-match") == "*"
        if careful and self.simple:
            exchange.answer(b"<Error/>", 501, "application/xml")
        elif careful and self.store.has(key):
            exchange.answer(b"<Error/>", 412, "application/xml")
        else:
            self.store.put(key, exchange.request.body, "application/octet-stream")
            exchange.answer(b"")

    def _get(self, exchange: Exchange, key: str) -> None:
        try:
            data = self.store.get(key)
        except NotFound:
            exchange.answer(b"<Error/>", 404, "application/xml")
            return
        part = exchange.request.headers.get("range") == "bytes=0-199"
        kind = "image/png" if key.endswith("png") else "application/octet-stream"
        exchange.answer(data[:200] if part else data, 206 if part else 200, kind)


@dataclass
class Job:
    """One that was accepted."""

    id: str
    input: Mapping[str, Any]
    at: float
    ttl_s: float
    hook: str
    state: str = "IN_QUEUE"
    looks: int = 0
    output: Any = None
    error: str = ""
    ended_at: float = 0.0

    def told(self) -> dict[str, Any]:
        said: dict[str, Any] = {"id": self.id, "status": self.state, "delayTime": 31618}
        said |= {"output": self.output} if self.output is not None else {}
        return said | ({"error": self.error} if self.error else {})


class RunPod:
    """The endpoint: an act of `model_server`. Each look at any job lets all of them go on."""

    def __init__(self, worker: Worker, time: Time, post: Callable[[str, Any], None]) -> None:
        self.worker, self.time, self.post = worker, time, post
        self.jobs: dict[str, Job] = {}
        self.cold = 0  # looks before the first worker is there
        self.twice = False  # each finished job is given to a second worker
        self.doubles = False  # each order becomes two jobs
        self.forge: Callable[[dict[str, Any]], Any] = lambda told: told  # in place of a status
        self.asleep = True

    def __call__(self, exchange: Exchange) -> None:
        request = exchange.request
        if request.headers.get("authorization") != f"Bearer {KEY}":
            exchange.answer({"error": "Unauthorized"}, 401)
            return
        path = request.path.removeprefix(f"/v2/{ENDPOINT}")
        verb, _, job = path[1:].partition("/")
        if path == "/run" and request.method == "POST":
            jobs = [self.accept(request.json) for _ in range(1 + self.doubles)]
            exchange.answer({"id": jobs[-1].id, "status": "IN_QUEUE"})
        elif path == "/health" and request.method == "GET":
            exchange.answer(self._health())
        elif verb == "status" and request.method == "GET":
            self.work()
            self._tell(exchange, self._known(job), self.forge)
        elif verb == "cancel" and request.method == "POST":
            found = self._known(job)
            if found and not found.ended_at:
                self.end(found, "CANCELLED")
            self._tell(exchange, found)
        else:
            exchange.answer({"error": "endpoint not found"}, 404)

    def accept(self, body: Mapping[str, Any]) -> Job:
        """A new job, whatever was ordered before."""
        ttl = body.get("policy", {}).get("ttl", 86_400_000) / 1000
        name = f"{len(self.jobs) + 1:08d}-u1"
        job = Job(name, body["input"], self.time(), ttl, body.get("webhook", ""))
        self.jobs[name] = job
        return job

    def work(self, *, whole: bool = False) -> None:
        """All jobs go on a step, or to their end, in the order in which they came."""
        for job in list(self.jobs.values()):
            while not job.ended_at:
                job.looks += 1
                if job.looks > self.cold + 2:
                    self.do(job)
                elif job.looks > self.cold:
                    job.state = "IN_PROGRESS"
                if not whole:
                    break

    def do(self, job: Job) -> None:
        """A worker does it, or a second one does it once more."""
        self.asleep = False
        for _ in range(1 + self.twice):
            try:
                job.output = self.worker.do({"id": job.id, "input": job.input})
            except (MemoryError, RuntimeError) as error:
                job.error = f"{type(error).__name__}: {error}"
                self.end(job, "FAILED")
                return
        job.output.pop("refresh_worker", None)  # as RunPod does
        self.end(job, "COMPLETED")

    def end(self, job: Job, state: str) -> None:
        job.state, job.ended_at = state, self.time()
        if job.hook:
            self.post(job.hook, job.told())

    def _known(self, name: str) -> Job | None:
        job = self.jobs.get(name)
        if job is None:
            return None
        limit = job.ended_at + RESULTS_S if job.ended_at else job.at + job.ttl_s
        return job if self.time() <= limit else None

    def _tell(self, exchange: Exchange, job: Job | None, forge: Any = dict) -> None:
        if job is None:
            exchange.answer({"error": "job not found"}, 404)
        else:
            exchange.answer(forge(job.told()))

    def _health(self) -> dict[str, Any]:
        waiting = sum(job.state == "IN_QUEUE" for job in self.jobs.values())
        workers = {"idle": int(not self.asleep), "initializing": 0, "running": 0, "throttled": 0}
        return {"jobs": {"completed": 1, "failed": 5, "inQueue": waiting}, "workers": workers}


@dataclass
class Rig:
    """All of it: the fake and its address, the worker's sculptor, the store, and the time."""

    url: str
    fake: RunPod
    server: Any
    chisel: Chisel
    cupboard: Cupboard
    store: Store
    time: Time
    way: str
    posts: list[tuple[str, Any]]
    public: str = ""

    def sculptor(self, **options: Any) -> Sculptor:
        """The client, for this endpoint; options that are not given fit the way."""
        given: dict[str, Any] = {"endpoint": ENDPOINT, "key": KEY, "url": self.url}
        given |= {"private": True, "volume": self.way == "volume"} | options
        chosen = Sculptor.Options(**given)
        return Sculptor(chosen, book=self.book, sleep=self.time.sleep, clock=self.time)

    def book(self, key: str) -> Claim:
        """Opens claims, as `claims.book` does."""
        link = self.cupboard.link if self.way == "links" else None
        seal = signing.seal(SECRET, HOOK, key)
        hook = f"{self.public}{HOOK}?key={key}&seal={seal}" if self.public else ""
        return Claim(self.store, key, link, hook, self.time)


@contextmanager
def rig(folder: Path, way: str = "links", **more: Any) -> Iterator[Rig]:
    """`way`: "links" (a store that both reach), "volume" (the endpoint has one), "bare"."""
    time, chisel, posts = Time(), Chisel(), []
    store = Store.open(Settings(data_dir=folder / "studio"))
    volume = folder / "volume"
    if way == "volume":
        volume.mkdir(exist_ok=True)
    cupboard = Cupboard(store, time)
    worker = Worker(Settings(), volume, sculpt=chisel, private=True, alone=True)
    fake = RunPod(worker, time, lambda url, told: posts.append((url, told)))
    with ExitStack() as stack:
        shelf = stack.enter_context(model_server(cupboard))
        server = stack.enter_context(model_server(fake))
        cupboard.url = shelf.native
        url = f"{server.native}/v2"
        yield Rig(url, fake, server, chisel, cupboard, store, time, way, posts, **more)
