"""A job as it lies on the disk."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

State = Literal["waiting", "working", "done", "failed", "cancelled"]
ACTIVE: tuple[State, ...] = ("waiting", "working")
FETCHED_S = 3600.0  # a result stays so long after it was acknowledged, …
KEPT_S = 7 * 24 * 3600.0  # … so long when it never is, …
MISSED_S = 24 * 3600.0  # … and so long is what failed or was cancelled remembered
MOST_ASKERS = 100  # that are told apart
TOLD = ("webhook_url", "webhook_secret", "legacy")  # of an order: who hears of its end


@dataclass
class Notice:
    """What becomes of the webhook about a job's end."""

    tries: int = 0
    next_at: float = 0.0
    over: bool = False  # delivered, or given up


@dataclass(frozen=True)
class Maker:
    """Who makes the meshes: another one would make another mesh of the same order."""

    sculptor: str = ""
    licence: str = ""
    territory: str = ""
    version: str = ""  # memoreez's
    options: str = ""  # a digest of them: there may be keys among them


NOBODY = Maker()


@dataclass
class Job:
    """One order and what became of it. Times are seconds of the epoch."""

    id: str
    digest: str  # of the whole order: the same key with another order is a mistake
    order: dict[str, Any] = field(repr=False)  # `orders.Order` as JSON; at its end only who is told
    state: State = "waiting"
    created_at: float = 0.0
    updated_at: float = 0.0
    began_at: float = 0.0
    ended_at: float = 0.0
    seconds: float = 0.0
    tries: int = 0
    triangles: int = 0
    words: str = ""  # why there is no mesh
    retryable: bool = False
    fetched_at: float = 0.0  # acknowledged
    maker: Maker = NOBODY  # who makes it, or made it
    askers: list[str] = field(default_factory=list)  # who would miss it; "" says no name
    notice: Notice = field(default_factory=Notice)

    @property
    def owes(self) -> bool:
        """Whether somebody is still to be told of its end."""
        told = self.notice.over or not self.order.get("webhook_url")
        return self.state not in ACTIVE and not told

    def renewed(self, maker: Maker) -> bool:
        """Whether the same order, sent again, begins anew: what was cancelled, what failed in a way
        that may pass, and what another maker made."""
        passing = self.state == "cancelled" or (self.state == "failed" and self.retryable)
        return self.state not in ACTIVE and (passing or self.maker != maker)

    def join(self, other: Job) -> bool:
        """Whoever sends the same order again waits for it too, and is told of its end, even when
        somebody was told before. Whether that changes anything."""
        askers = list(dict.fromkeys([*self.askers, *other.askers]))[:MOST_ASKERS]
        who = told(other.order)
        again = bool(who) and (self.notice.over or who != told(self.order))
        if again:
            self.order, self.notice = {**self.order, **who}, Notice()
        changed = again or askers != self.askers
        self.askers = askers
        return changed

    def past(self, now: float) -> bool:
        """Whether nobody waits for it any more."""
        if self.state in ACTIVE or self.owes:
            return False
        if self.state != "done":
            return now - self.ended_at > MISSED_S
        if self.fetched_at:
            return now - self.fetched_at > FETCHED_S
        return now - self.ended_at > KEPT_S


def told(order: dict[str, Any]) -> dict[str, Any]:
    """The part of an order that says who hears of its end."""
    return {name: order[name] for name in TOLD if order.get(name)}


def packed(job: Job) -> bytes:
    """The record."""
    return json.dumps(asdict(job)).encode()


def unpacked(data: bytes) -> Job:
    """The job of a record. Raises ValueError for what is none."""
    try:
        found = json.loads(data)
        known = {one.name for one in fields(Job)}
        job = _JOB.validate_python({name: found[name] for name in known & found.keys()})
    except (ValidationError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"that is no job ({type(error).__name__})") from None
    times = (job.created_at, job.updated_at, job.began_at, job.ended_at, job.fetched_at)
    if not all(map(math.isfinite, (*times, job.seconds, job.notice.next_at))):
        raise ValueError("that is no job: its times are no times")
    if job.state not in ACTIVE and not job.ended_at:  # a record of an older version
        job.ended_at = job.updated_at
    return job


_JOB = TypeAdapter(Job)
