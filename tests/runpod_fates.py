"""What can become of an order at RunPod beyond broken HTTP: jobs that vanish, workers that die, us.

Each fate is played in three ways: with a store that studio and workers both reach, with a network
volume of the endpoint's, and where nobody checks anything.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import drawn_pictures as drawn
import numpy as np
from engine_room import box
from runpod_server import Rig

from memoreez import mesh_wire, pixels
from memoreez.artifacts import Cutout, Mesh, Picture
from memoreez.claims import Claim
from memoreez.errors import ProviderError
from memoreez.sculptures.runpod import RunPod
from memoreez.verdicts import RemoteError

WAYS = {"links": "S3 store", "volume": "network volume", "bare": "neither"}
PACKED = mesh_wire.pack(box())


class Killed(BaseException):
    """The studio ends here, as by `kill -9`."""


@dataclass
class Outcome:
    """The last answer; `jobs` that RunPod took in all, sculptures that were `made` and paid for."""

    found: Mesh | None = None
    error: Exception | None = None
    jobs: int = 0
    made: int = 0

    @property
    def verdict(self) -> str:
        if self.error is None:
            return "mesh"
        return "retry" if getattr(self.error, "retryable", False) else "next"


@cache
def pictures() -> dict[str, Any]:
    png = pixels.write(np.full((24, 24, 4), 200, np.uint8))
    cutout = Cutout(png, 24, 24, 1.0, "drawn", "The object was cut out by hand.")
    return {"picture": Picture(png, 24, 24), "cutout": cutout}


def ask(one: Rig, sculptor: RunPod | None = None, **options: Any) -> Outcome:
    """The order, placed by a process of its own."""
    out = Outcome()
    try:
        client = sculptor or one.sculptor(**options)
        out.found = client.sculpt(drawn.CONCEPT, height_mm=90, **pictures()).mesh
    except (RemoteError, ProviderError) as error:
        out.error = error
    return out


def killed(one: Rig, where: str) -> None:
    """A process that places the order and dies: before it goes out, before its id is written, or
    while it waits."""
    client = one.sculptor()

    def book(key: str) -> Claim:
        claim = one.book(key)
        if where == "id":
            claim.accepted = die  # type: ignore[method-assign]
        return claim

    client._given = book
    if where == "order":
        client._pod.run = die  # type: ignore[method-assign]
    if where == "wait":
        client._sleep = die
    try:
        ask(one, client)
    except Killed:
        return
    raise AssertionError("it was to be killed")


def die(*_: Any, **__: Any) -> Any:
    raise Killed


def cold(one: Rig) -> Outcome:
    one.fake.cold = 12
    return ask(one)


def never_served(one: Rig) -> Outcome:
    one.fake.cold = 10**9
    return ask(one, queue_seconds=60)


def crashed(where: str) -> Callable[[Rig], Outcome]:
    def fate(one: Rig) -> Outcome:
        killed(one, where)
        return ask(one)

    return fate


def begun(one: Rig) -> Outcome:
    """Back when a worker has begun, and failed."""
    killed(one, "id")
    one.chisel.errors = [RuntimeError("CUDA error")]
    one.fake.work(whole=True)
    return ask(one)


def crashed_at_the_end(one: Rig) -> Outcome:
    ask(one)
    return ask(one)


def late(one: Rig) -> Outcome:
    """Back when the result has gone."""
    killed(one, "wait")
    one.fake.work(whole=True)
    one.time.now += 1900
    return ask(one)


def vanished(one: Rig) -> Outcome:
    """Back when the job's time has passed, and no worker had come."""
    one.fake.cold = 10**9
    killed(one, "wait")
    one.time.now += 1300
    for job in one.fake.jobs.values():
        one.fake.end(job, "TIMED_OUT")
        job.ended_at -= 7200
    one.fake.cold = 0
    return ask(one)


def failing(times: int, kind: Callable[[], Exception], asked: int) -> Callable[[Rig], Outcome]:
    def fate(one: Rig) -> Outcome:
        one.chisel.errors = [kind() for _ in range(times)]
        return [ask(one) for _ in range(asked)][-1]

    return fate


def ended(state: str, asked: int) -> Callable[[Rig], Outcome]:
    """The first job ends so by itself, before a worker takes it."""

    def fate(one: Rig) -> Outcome:
        one.fake.cold = 10**9
        killed(one, "wait")
        one.fake.end(next(iter(one.fake.jobs.values())), state)
        one.fake.cold = 0
        return [ask(one) for _ in range(asked)][-1]

    return fate


def forged(forge: Callable[[dict[str, Any]], Any]) -> Callable[[Rig], Outcome]:
    """What `/status` says is not what is."""

    def fate(one: Rig) -> Outcome:
        one.fake.forge = forge
        return ask(one, seconds=60, most_mb=2)

    return fate


def output(made: Any) -> Callable[[Rig], Outcome]:
    return forged(lambda told: told | {"status": "COMPLETED", "output": made})


def doubled(one: Rig) -> Outcome:
    one.fake.doubles = True
    return ask(one)


def doubled_simply(one: Rig) -> Outcome:
    one.cupboard.simple = True
    return doubled(one)


def given_twice(one: Rig) -> Outcome:
    one.fake.twice = True
    return ask(one)


def together(one: Rig) -> Outcome:
    """While a worker is at the order, another one gets it, as a job of its own."""

    def other() -> None:
        first = next(iter(one.fake.jobs.values()))
        one.fake.do(one.fake.accept({"input": first.input}))

    one.chisel.meanwhile = other
    return ask(one)


def two_studios(one: Rig) -> Outcome:
    """Both look for a claim before either writes one down."""
    client, other = one.sculptor(), one.sculptor()
    seen = {}

    def book(key: str) -> Claim:
        seen[key] = one.book(key)
        return seen[key]

    def between(body: Any, *, repeat: bool) -> str:
        ask(one, other)
        return str(type(client._pod).run(client._pod, body, repeat=repeat))

    client._given = book
    client._pod.run = between  # type: ignore[method-assign]
    return ask(one, client)


def interrupted(one: Rig) -> Outcome:
    """Ctrl-C, and the same order later."""
    client = one.sculptor()

    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    client._sleep = interrupt
    try:
        ask(one, client)
    except KeyboardInterrupt:
        return ask(one)
    raise AssertionError("it was to be interrupted")


def storeless(status: int) -> Callable[[Rig], Outcome]:
    def fate(one: Rig) -> Outcome:
        one.cupboard.broken = status
        return ask(one)

    return fate


def detached(one: Rig) -> Outcome:
    one.fake.worker.volume = None
    return ask(one)


def gone(kind: str = "The card has no memory left.", *, again: bool) -> Callable[[], Exception]:
    return lambda: ProviderError(kind, retryable=again)


BOMB = base64.b64encode(zlib.compress(bytes(21_000_000), 9)).decode()
HALF = base64.b64encode(zlib.compress(PACKED[:-200])).decode()
FATES: tuple[tuple[str, Callable[[Rig], Outcome]], ...] = (
    ("a cold start of half a minute", cold),
    ("no worker is free in time: the job is cancelled", never_served),
    ("we are killed before the order goes out; the same order again", crashed("order")),
    ("killed before the job's id is written; again", crashed("id")),
    ("killed before the job's id is written; a worker takes the job, and dies; again", begun),
    ("killed while we wait; again", crashed("wait")),
    ("killed when the mesh has come; again", crashed_at_the_end),
    ("killed while we wait; again when results have gone, after half an hour", late),
    ("killed; no worker came, and RunPod forgot the job after its ttl; again", vanished),
    ("Ctrl-C cancels the job; again", interrupted),
    ("two studios order the same at the same moment", two_studios),
    ("RunPod makes two jobs of one order", doubled),
    ("the same, and the store knows no conditional writing", doubled_simply),
    ("RunPod gives the same job to two workers, one after the other", given_twice),
    ("two workers get the order at the same moment", together),
    ("the worker dies", failing(1, lambda: RuntimeError("CUDA error"), 1)),
    ("the worker dies; again", failing(1, lambda: RuntimeError("CUDA error"), 2)),
    ("the worker dies three times; a fourth time", failing(9, RuntimeError, 4)),
    ("the sculptor fails, which may pass", failing(1, gone(again=True), 1)),
    ("the sculptor fails, which may pass; again", failing(1, gone(again=True), 2)),
    ("the sculptor cannot do it", failing(1, gone(again=False), 1)),
    ("the sculptor cannot do it; again", failing(1, gone(again=False), 2)),
    ("the job takes longer than it may", ended("TIMED_OUT", 1)),
    ("somebody cancels the job", ended("CANCELLED", 1)),
    ("somebody cancels the job; again", ended("CANCELLED", 2)),
    ("a state that is not known here, for ever", forged(lambda t: t | {"status": "DREAMING"})),
    ("an answer about another job", forged(lambda told: told | {"id": "another-u1"})),
    ("an answer that is no job", forged(lambda told: ["COMPLETED"])),
    ("done, and no output", forged(lambda t: {"id": t["id"], "status": "COMPLETED"})),
    ("done, and another handler's output", output({"image_url": "https://example.org/a.png"})),
    ("done, and the output is no base64", output({"mesh": "solid ☃"})),
    ("done, and half a mesh", output({"mesh": HALF})),
    ("done, and a bomb of 21 MB in 20 kB", output({"mesh": BOMB})),
    ("done, says RunPod, and nothing was stored", output({"stored": True})),
    ("jobs that point to one another for ever", output({"twin": "00000001-u1"})),
    ("the worker cannot reach the store", storeless(503)),
    ("the worker's links are refused", storeless(403)),
    ("the endpoint has no network volume", detached),
)  # fmt: skip
