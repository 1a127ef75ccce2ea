"""Vendors of ideas, pictures and sculptures on loopback that fail in one call of ten, and a studio
whose keepsakes depend on them.

Each vendor notes what it worked for. Work for the very same request twice is a keepsake paid twice.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock

import model_words
import picture_server as pictures
import sqlalchemy as sa
import visitor
from engine_room import box
from faulty_acts import ENGINE, EVERYWHERE, PAID, PICTURES, WORDS
from model_server import ACCOUNT, KEY, Act, Exchange, model_server, wrapped
from pydantic import SecretStr

from memoreez import db, keepsakes, mesh_wire
from memoreez.errors import Busy, Conflict
from memoreez.rows import Concept, Spent
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio
from memoreez.workflow import queues

SHARE = 0.1  # of calls that fail
AT_ONCE = 12  # keepsakes
LATE_S = 3  # a model that takes longer is given up
CENT = "0.01"  # the price of a call
ENDS = ("ready", "failed", "cancelled")
MESH = mesh_wire.pack(box())


@dataclass
class World:
    """Answers as all vendors do; `made` has what each piece of work was done for, how often."""

    chance: random.Random = field(default_factory=lambda: random.Random(7))
    calls: Counter[str] = field(default_factory=Counter)
    failed: Counter[tuple[str, str]] = field(default_factory=Counter)
    made: Counter[tuple[str, str]] = field(default_factory=Counter)
    jobs: dict[str, str] = field(default_factory=dict)
    history: dict[str, list[str]] = field(default_factory=dict)  # of each request: when, and how
    lock: Lock = field(default_factory=Lock)

    def __call__(self, exchange: Exchange) -> None:
        stage, faults, good = self._stage(exchange)
        with self.lock:
            self.calls[stage] += 1
            name = self.chance.choice(list(faults)) if self.chance.random() < SHARE else ""
            self.failed[stage, name or "none"] += 1
            told = f"{time.monotonic():.1f} s: {name or 'no fault'}"
            self.history.setdefault(_digest(exchange), []).append(told)
        before = exchange.log.paid
        exchange.work = partial(self._work, exchange, stage)  # type: ignore[method-assign]
        (faults[name] if name else good)(exchange)
        assert exchange.log.paid >= before

    def _work(self, exchange: Exchange, stage: str) -> None:
        if stage == "sculptures":
            return  # an engine works once for each key, see `_submit`
        with self.lock:
            self.made[stage, _digest(exchange)] += 1

    def _stage(self, exchange: Exchange) -> tuple[str, dict[str, Act], Act]:
        path = exchange.request.path
        if path.endswith("/chat/completions"):
            return "concepts", EVERYWHERE | PAID | WORDS, self._think
        if path.startswith("/v1/jobs"):
            return "sculptures", ENGINE | {"lost when it was accepted": self._lost}, self._engine
        return "images", EVERYWHERE | PAID | PICTURES, pictures.drawing(pictures.good())

    def _think(self, exchange: Exchange) -> None:
        exchange.work()
        exchange.answer(wrapped(exchange.request.face, model_words.good(exchange.request)))

    def _engine(self, exchange: Exchange) -> None:
        method, path = exchange.request.method, exchange.request.path
        if path == "/v1/jobs":
            exchange.answer({"id": self._submit(exchange), "state": "waiting"}, 202)
        elif path.endswith("/mesh"):
            exchange.answer(MESH, kind=mesh_wire.NPZ)
        elif method == "GET":
            exchange.answer({"id": path.rsplit("/", 1)[1], "state": "done"})
        else:
            exchange.answer({"id": path.split("/")[3], "state": "done"})

    def _lost(self, exchange: Exchange) -> None:
        """The engine has the job, and nobody hears of it."""
        if exchange.request.path == "/v1/jobs":
            self._submit(exchange)
        exchange.reset()

    def _submit(self, exchange: Exchange) -> str:
        """The job of that key. What comes without a key is made each time."""
        key = exchange.request.headers.get("idempotency-key") or str(time.monotonic_ns())
        with self.lock:
            if key not in self.jobs:
                self.jobs[key] = str(len(self.jobs))
                self.made["sculptures", key] += 1
            return self.jobs[key]


def _digest(exchange: Exchange) -> str:
    """The same for the same request."""
    request = exchange.request
    return hashlib.sha256(request.path.encode() + request.body).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What became of all keepsakes."""

    ends: Counter[str]
    stuck: int
    seconds: float
    calls: Counter[str]
    failed: Counter[tuple[str, str]]
    worked: Counter[str]  # pieces of work that were done, and are paid for
    paid_twice: Counter[str]  # pieces of work that were done once more than needed
    repeated: tuple[str, ...]  # how that came about: stage, when each call was, and its fault
    booked: int  # calls that our own books hold to be paid
    undrawn: int  # pictures that nobody could draw
    by: Counter[str]  # whose ideas, pictures and sculptures they are


def live(
    folder: Path, many: int, workers: int, limit_s: float, database: str = "", seed: int = 7
) -> Outcome:
    """So many keepsakes, each to its end; another `seed` has other faults."""
    world = World(random.Random(seed))
    with model_server(world) as server:
        chosen = _settings(folder, database, server.port, workers)
        studio = open_studio(chosen, queues=queues.QUEUES, workshop="faulty_workshop")
        start = time.monotonic()
        try:
            states = _visited(studio, many, start + limit_s)
            seconds = time.monotonic() - start
            booked, undrawn, by = _books(studio)
        finally:
            studio.close()
    over = Counter(state for state in states.values() if state in ENDS)
    worked: Counter[str] = Counter()
    for (stage, _), count in world.made.items():
        worked[stage] += count
    twice: Counter[str] = Counter()
    for (stage, _), count in world.made.items():
        twice[stage] += count - 1
    return Outcome(
        over,
        many - sum(over.values()),
        seconds,
        world.calls,
        world.failed,
        worked,
        twice,
        tuple(
            f"{stage}: {', '.join(world.history.get(key, ()))}"
            for (stage, key), count in world.made.items()
            if count > 1
        ),
        booked,
        undrawn,
        by,
    )


def _settings(folder: Path, database: str, port: int, workers: int) -> Settings:
    here = f"http://127.0.0.1:{port}"
    told = {
        "openai_url": f"{here}/v1",
        "openai_model": "m",
        "openai_key": KEY,
        "openai_seconds": str(LATE_S),
        "openai_price": CENT,
        "cloudflare_url": here,
        "cloudflare_account": ACCOUNT,
        "cloudflare_key": KEY,
        "cloudflare_private": "true",
        "cloudflare_seconds": str(LATE_S),
        "cloudflare_price": CENT,
        "remote_url": here,
        "relief_print": "60",
    }
    return Settings(
        data_dir=folder,
        database_url=database,
        workers=workers,
        concepts="openai,motifs",
        images="openai,cloudflare",
        sculptures="remote,relief",
        spend_per_keepsake=0,
        spend_per_day=0,
        options=tuple((name, SecretStr(value)) for name, value in sorted(told.items())),
    )


def _visited(studio: Studio, many: int, end: float) -> dict[str, str]:
    """The last state of each keepsake; new ones come as others leave."""
    states: dict[str, str] = {}
    while time.monotonic() < end:
        waiting = [name for name, state in states.items() if state not in ENDS]
        with suppress(Busy):  # they come again when the studio has time
            while len(states) < many and len(waiting) < AT_ONCE:
                waiting.append(visitor.visit(studio, "guitar, the dog, coffee"))
                states[waiting[-1]] = "imagining"
        if not waiting and len(states) == many:
            break
        for name in waiting:
            states[name] = _went_on(studio, name)
        time.sleep(0.2)
    return states


def _went_on(studio: Studio, name: str) -> str:
    """The keepsake's state; one that can be chosen from is."""
    with db.session(studio.engine, reading=True) as session:
        row = keepsakes.find(session, name)
        mine = sa.select(Concept.number).where(Concept.keepsake_id == name)
        drawn = session.scalars(mine.where(Concept.state == "ready").order_by(Concept.number))
        first = drawn.first()
    if row.state == "choosing" and first is not None:
        with suppress(Busy, Conflict), db.session(studio.engine) as session:
            chosen = keepsakes.choose(session, name, keepsakes.Choice(first, ("Ada",)))
            studio.flow.enqueue(session, chosen)
    return row.state


def _books(studio: Studio) -> tuple[int, int, Counter[str]]:
    """Paid calls by our own books, undrawn pictures, and who worked."""
    by: Counter[str] = Counter()
    with db.session(studio.engine, reading=True) as session:
        micros = session.scalar(sa.select(sa.func.sum(Spent.paid + Spent.held))) or 0
        states = Counter(session.scalars(sa.select(Concept.state)))
    for key in studio.store.keys("keepsakes"):
        if key.endswith(".receipt.json") and "version-" not in key:
            kept = json.loads(studio.store.get(key))
            makers = [
                kept.get("imagined", {}).get("maker"),
                kept.get("by"),
                *kept.get("makers", ()),
            ]
            for maker in (one for one in makers if isinstance(one, dict)):
                by[f"{maker['stage']} by {maker['name']}"] += 1
    return round(micros / 1e6 / float(CENT)), states["failed"], by
