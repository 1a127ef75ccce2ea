"""Everything that can go wrong with an engine elsewhere, what is made of it, and the table of it.

`python tests/remote_faults.py` writes docs/providers/remote-faults.md; the tests compare.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine_room import box
from fault_acts import deaf, half, hang, junk, moved, nobody, page, reset, shut
from fault_runs import BRIEF, CALM, DRIPPED, HEADERS, SHORT, unknown, written
from model_server import KEY, Act, Exchange, drip, failing, model_server
from picture_server import CONCEPT

from memoreez import mesh_wire
from memoreez.artifacts import Mesh
from memoreez.remote import Patience
from memoreez.sculptures.remote import Remote
from memoreez.verdicts import RemoteError

PAGE = Path(__file__).parent.parent / "docs" / "providers" / "remote-faults.md"
STAGES = {"submit": "when the order is sent", "look": "while it is waited for"}
STAGES |= {"fetch": "when the mesh is fetched"}
MESH = mesh_wire.pack(box())
QUIET = replace(CALM, read_s=0.25)


@dataclass(frozen=True)
class Fault:
    """One way to fail, at each stage. `accepted`: the engine takes the order all the same."""

    title: str
    act: Act | None  # None: the engine is not there, see `where`
    where: Callable[[], Any] | None = None
    patience: Patience = CALM
    accepted: bool = False
    only: str = ""  # the one stage at which it can be
    state: str = ""  # the job is in this state


@dataclass
class Outcome:
    """What came of it."""

    found: Mesh | None = None
    error: RemoteError | None = None
    jobs: int = 0  # that the engine accepted
    asked: int = 0  # how often it was asked what failed
    waited: float = 0.0
    seconds: float = 0.0

    @property
    def verdict(self) -> str:
        return self.error.verdict if self.error else "sculpted"


class FakeEngine:
    """Behaves as an engine does, but for one fault, `times` times."""

    def __init__(self, fault: Fault, stage: str, times: float) -> None:
        self.fault, self.stage, self.left = fault, stage, times
        self.jobs: dict[str, str] = {}
        self.asked = 0

    def __call__(self, exchange: Exchange) -> None:
        stage = self._stage(exchange)
        if stage == self.stage:
            self.asked += 1
            if self.left > 0:
                self.left -= 1
                if self.fault.accepted or stage != "submit":
                    self._accept(exchange)
                if self.fault.act is not None:
                    self.fault.act(exchange)
                    return
                self._answer(exchange, self.fault.state)
                return
        if stage == "submit":
            self._accept(exchange)
        if stage == "fetch":
            exchange.answer(MESH, kind=mesh_wire.NPZ)
            return
        self._answer(exchange, "waiting" if stage == "submit" else "done")

    def _stage(self, exchange: Exchange) -> str:
        path = exchange.request.path
        if path == "/v1/jobs":
            return "submit"
        return "fetch" if path.endswith("/mesh") else "look" if path.count("/") == 3 else "other"

    def _accept(self, exchange: Exchange) -> None:
        key = exchange.request.headers.get("idempotency-key")
        if key:
            self.jobs.setdefault(key, str(len(self.jobs)))

    def _answer(self, exchange: Exchange, state: str) -> None:
        trouble = {"message": "Out of memory.", "retryable": state == "failed, may pass"}
        if state == "cancelled":
            trouble["message"] = "This was cancelled."
        told = {"id": "1", "state": state.partition(",")[0]}
        exchange.answer(told | ({"trouble": trouble} if state[:6] in ("failed", "cancel") else {}))


def npz(data: bytes) -> Act:
    return lambda exchange: exchange.answer(data, kind=mesh_wire.NPZ)


FAULTS = (
    Fault("connection refused", None, where=nobody, only="submit"),
    Fault("the name cannot be found", None, only="submit"),
    Fault("no connection in time", None, where=deaf, patience=SHORT, only="submit"),
    Fault("the request is lost before it is accepted", reset),
    Fault("no answer after the request was accepted", hang, patience=QUIET, accepted=True),
    Fault("connection reset after the request was accepted", reset, accepted=True),
    Fault("400", failing(400)),
    Fault("401, wrong token", failing(401)),
    Fault("403", failing(403)),
    Fault("404", failing(404)),
    Fault("409, the key of another order", failing(409), only="submit"),
    Fault("410", failing(410)),
    Fault("413, too large", failing(413), only="submit"),
    Fault("429 with Retry-After: 2", failing(429, headers={"Retry-After": "2"})),
    Fault("429 with Retry-After: 300", failing(429, headers={"Retry-After": "300"})),
    Fault("429 without Retry-After", failing(429)),
    Fault("500", failing(500)),
    Fault("502, accepted behind the proxy", failing(502, b"<html>Bad gateway"), accepted=True),
    Fault("503", failing(503)),
    Fault("504, accepted behind the proxy", failing(504), accepted=True),
    Fault("507, its disk is full", failing(507), only="submit"),
    Fault("529, overloaded", failing(529)),
    Fault("half a body", half, accepted=True),
    Fault("JSON cut off without a trace", shut, accepted=True),
    Fault("HTML instead of JSON", page),
    Fault("200 with an error inside", failing(200, {"error": {"code": 502}}), accepted=True),
    Fault("another JSON than an engine's", failing(200, {"hello": "world"})),
    Fault("100 MB of junk", junk),
    Fault("slow drip, one byte at a time", drip(DRIPPED, 0.02), patience=BRIEF),
    Fault("slow drip of headers", drip(HEADERS, 0.02), patience=BRIEF),
    Fault("redirect to another machine", moved),
    Fault("the sculptor fails, which may pass", None, only="look", state="failed, may pass"),
    Fault("the sculptor cannot do it", None, only="look", state="failed"),
    Fault("somebody cancels it", None, only="look", state="cancelled"),
    Fault("a state that is not known here", None, only="look", state="dreaming"),
    Fault("half a mesh", npz(MESH[:-200]), only="fetch"),
    Fault("a mesh of another kind", npz(b"solid of another kind"), only="fetch"),
)  # fmt: skip
Outcomes = dict[tuple[str, str], Outcome]
PAIRS = [(f, stage) for f in FAULTS for stage in STAGES if f.only in ("", stage)]


def run(fault: Fault, stage: str, times: float = float("inf")) -> Outcome:
    """What comes of a fault; time passes only by what is waited for."""
    fake, outcome, passed = FakeEngine(fault, stage, times), Outcome(), [0.0]

    def sleep(seconds: float) -> None:
        passed[0] += seconds

    with model_server(fake) as server, ExitStack() as stack:
        port = stack.enter_context(fault.where()) if fault.where else server.port
        options = Remote.Options(url=f"http://127.0.0.1:{port}", key=KEY, most_mb=2)
        sculptor = Remote(options, sleep=sleep, clock=lambda: passed[0])
        sculptor._engine.patience = fault.patience
        sculptor.away_s = 3.0
        if "name" in fault.title:
            sculptor._engine._resolve = unknown
        began = time.monotonic()
        try:
            outcome.found = sculptor.sculpt(CONCEPT, height_mm=90).mesh
        except RemoteError as error:
            outcome.error = error
        outcome.seconds = time.monotonic() - began
    outcome.jobs, outcome.asked, outcome.waited = len(fake.jobs), fake.asked, passed[0]
    return outcome


def every(times: float = float("inf")) -> Outcomes:
    """All faults at all stages, side by side: most of it is waiting."""
    with ThreadPoolExecutor(16) as pool:
        found = pool.map(lambda pair: run(*pair, times=times), PAIRS)
        return {(f.title, stage): out for (f, stage), out in zip(PAIRS, found, strict=True)}


def table(outcomes: Outcomes) -> str:
    """The page: one row for each fault, one column for each stage."""
    rows = []
    for fault in FAULTS:
        found = {stage: outcomes.get((fault.title, stage)) for stage in STAGES}
        cells = [_cell(out) if out else "cannot be" for out in found.values()]
        rows.append((fault.title, cells, next(str(out.error) for out in found.values() if out)))
    return written(INTRODUCTION, list(STAGES.values()), rows)


def _cell(out: Outcome) -> str:
    jobs = f"{out.jobs} job{'s' * (out.jobs != 1)}"
    again = f" in {out.error.retry_after:g} s" if out.error and out.error.retry_after else ""
    return f"**{out.verdict}**{again}, {jobs}"


INTRODUCTION = (
    "# What happens when an engine elsewhere fails\n\n"
    "The tests break an engine in every way of this table, for as long as it takes, over real "
    "HTTP, and write down what comes of it: `python tests/remote_faults.py`.\n"
    "**retry**: the same call may succeed later, and finds the job that was accepted.\n"
    "**next**: asking again does not help: the next sculptor in line has its turn.\n"
    "The jobs are those that the engine accepted: never more than one, because the key of an order "
    "comes from the order.\n"
    "A fault that passes after the first time is no fault wherever asking again makes sense; the "
    "tests look at that too.\n"
)

if __name__ == "__main__":
    socket.setdefaulttimeout(30)
    PAGE.write_text(table(every()), "utf-8")
