"""Everything that can go wrong with RunPod, what is made of it, and the tables of it.

`python tests/runpod_faults.py` writes docs/providers/runpod-faults.md; the tests compare.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fault_acts import deaf, half, hang, junk, moved, nobody, page, reset, shut
from fault_runs import CALM, DRIPPED, HEADERS, PAGES, SHORT, WHOLE, unknown, written
from model_server import Act, Exchange, drip, failing
from runpod_fates import FATES, WAYS, Outcome, ask
from runpod_server import Rig, rig

from memoreez.remote import Patience

PAGE = PAGES / "runpod-faults.md"
STAGES = {"order": ("links", "when the order is sent, workers check it")}
STAGES |= {"bare": ("bare", "when it is sent, nobody checks it")}
STAGES |= {"look": ("volume", "while it is waited for")}
QUIET = replace(CALM, read_s=0.3)


@dataclass(frozen=True)
class Fault:
    """One way to fail. `accepted`: RunPod takes the order all the same."""

    title: str
    act: Act | None  # None: RunPod is not there, see `where`
    where: Callable[[], Any] | None = None
    patience: Patience = CALM
    accepted: bool = False
    sent: bool = False  # can only be when the order is sent


FAULTS = (
    Fault("connection refused", None, where=nobody, sent=True),
    Fault("the name cannot be found", None, sent=True),
    Fault("no connection in time", None, where=deaf, patience=SHORT, sent=True),
    Fault("the request is lost before it is accepted", reset),
    Fault("no answer after the request was accepted", hang, patience=QUIET, accepted=True),
    Fault("connection reset after the request was accepted", reset, accepted=True),
    Fault("400", failing(400)),
    Fault("401, wrong key", failing(401)),
    Fault("402, nothing left to spend", failing(402)),
    Fault("403", failing(403)),
    Fault("404", failing(404)),
    Fault("410", failing(410)),
    Fault("413, too large", failing(413), sent=True),
    Fault("429 with Retry-After: 2", failing(429, headers={"Retry-After": "2"})),
    Fault("429 with Retry-After: 900", failing(429, headers={"Retry-After": "900"})),
    Fault("429 without Retry-After, the queue is full", failing(429)),
    Fault("500, not accepted", failing(500)),
    Fault("500, accepted all the same", failing(500), accepted=True),
    Fault("502, accepted behind the proxy", failing(502, b"<html>Bad gateway"), accepted=True),
    Fault("503", failing(503)),
    Fault("504, accepted behind the proxy", failing(504), accepted=True),
    Fault("529, overloaded", failing(529)),
    Fault("half a body", half, accepted=True),
    Fault("JSON cut off without a trace", shut, accepted=True),
    Fault("HTML instead of JSON", page),
    Fault("200 with an error inside", failing(200, {"error": {"code": 502}}), accepted=True),
    Fault("another JSON than RunPod's", failing(200, {"hello": "world"})),
    Fault("100 MB of junk", junk),
    Fault("slow drip, one byte at a time", drip(DRIPPED, 0.02), patience=WHOLE),
    Fault("slow drip of headers", drip(HEADERS, 0.02), patience=WHOLE),
    Fault("redirect to another machine", moved),
)  # fmt: skip
PAIRS = [(f, stage) for f in FAULTS for stage in STAGES if stage != "look" or not f.sent]


@dataclass
class Both:
    """What came of an order while the fault was there, and of the same order afterwards."""

    first: Outcome
    then: Outcome
    jobs: int
    made: int


class Faulty:
    """The fake, but for one fault, `times` times."""

    def __init__(self, one: Rig, fault: Fault, stage: str, times: float) -> None:
        self.one, self.fault, self.left = one, fault, times
        self.verb = "/status/" if stage == "look" else "/run"

    def __call__(self, exchange: Exchange) -> None:
        if self.verb not in exchange.request.path or self.left <= 0 or self.fault.act is None:
            self.one.fake(exchange)
            return
        self.left -= 1
        if self.verb == "/status/":
            self.one.fake.work()
        elif self.fault.accepted:
            self.one.fake.accept(exchange.request.json)
        self.fault.act(exchange)


def run(fault: Fault, stage: str, times: float = float("inf")) -> Both:
    """What comes of a fault, and of the same order a while after it has passed."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        one = stack.enter_context(rig(Path(folder), STAGES[stage][0]))
        faulty = Faulty(one, fault, stage, times)
        one.server.acts = [faulty]
        there = one.url
        if fault.where:
            one.url = f"http://127.0.0.1:{stack.enter_context(fault.where())}/v2"
        client = one.sculptor(queue_seconds=120)
        client._pod.machine.patience = fault.patience
        client.away_s = 3.0
        if "name" in fault.title:
            client._pod.machine._resolve = unknown
        first = ask(one, client)
        faulty.left, one.url, one.time.now = 0, there, one.time.now + 60
        then = ask(one, queue_seconds=120)
        one.fake.work(whole=True)  # whatever was accepted is worked on in the end
        return Both(first, then, len(one.fake.jobs), one.chisel.made)


def every(times: float = float("inf")) -> dict[tuple[str, str], Both]:
    """All faults at all stages, side by side: most of it is waiting."""
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda pair: run(pair[0], pair[1], times), PAIRS)
        return {(f.title, stage): out for (f, stage), out in zip(PAIRS, found, strict=True)}


def fate(number: int, way: str) -> Outcome:
    """What becomes of an order, and how many jobs and sculptures that cost."""
    with TemporaryDirectory() as folder, rig(Path(folder), way) as one:
        out = FATES[number][1](one)
        one.fake.work(whole=True)
        return replace(out, jobs=len(one.fake.jobs), made=one.chisel.made)


def fates() -> dict[tuple[str, str], Outcome]:
    """All fates in all ways."""
    pairs = [(number, way) for number in range(len(FATES)) for way in WAYS]
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda pair: fate(pair[0], pair[1]), pairs)
        return {(FATES[n][0], way): out for (n, way), out in zip(pairs, found, strict=True)}


def table(faults: dict[tuple[str, str], Both], ends: dict[tuple[str, str], Outcome]) -> str:
    """The page: broken HTTP, and then fates."""
    rows = []
    for fault in FAULTS:
        found = [faults.get((fault.title, stage)) for stage in STAGES]
        cells = [_both(out) if out else "cannot be" for out in found]
        rows.append((fault.title, cells, _said(*(out.first for out in found if out))))
    columns = [words for _, words in STAGES.values()]
    first = written(INTRODUCTION, columns, rows)
    rows = []
    for title, _ in FATES:
        outs = [ends[title, way] for way in WAYS]
        rows.append((title, [_cell(out, out.jobs, out.made) for out in outs], _said(*outs)))
    return first + "\n" + written(FURTHER, list(WAYS.values()), rows)


def _both(out: Both) -> str:
    return f"{_cell(out.first)}, then {_cell(out.then, out.jobs, out.made)}"


def _cell(out: Outcome, jobs: int | None = None, made: int = 0) -> str:
    wait = getattr(out.error, "retry_after", None)
    later = f" in {wait:g} s" if wait else ""
    counted = "" if jobs is None else f"; {jobs} job{'s' * (jobs != 1)}, {made} made"
    return f"**{out.verdict}**{later}{counted}"


def _said(*outs: Outcome) -> str:
    return next((str(out.error) for out in outs if out.error), "nothing")


INTRODUCTION = (
    "# What happens when RunPod fails\n\n"
    "The tests run our own handler in a RunPod on loopback and break it in every way of these "
    "tables, over real HTTP: `python tests/runpod_faults.py`.\n"
    "**mesh**: it came. **retry**: the same order may succeed later, and finds what it has cost "
    "already. **next**: the next sculptor in line has its turn.\n"
    "A job is what RunPod accepted; made is what a worker sculpted, which is what costs. A second "
    "job that finds the first one costs seconds of a worker, with a cold start at worst.\n\n"
    "## Broken HTTP\n\n"
    "The fault lasts; then it has passed, and the same order is placed again a minute later.\n"
    "Where workers check an order (in a store that both sides reach, or on the endpoint's network "
    "volume) it may be sent again. Where nobody does, an order whose fate is unknown is not sent "
    "again.\n"
)
FURTHER = (
    "## Jobs, workers and ourselves\n\n"
    "By what both sides can look at: the studio's S3 store, the endpoint's network volume, or "
    "neither (`MEMOREEZ_RUNPOD_VOLUME=false`).\n"
)

if __name__ == "__main__":
    socket.setdefaulttimeout(30)
    PAGE.write_text(table(every(), fates()), "utf-8")
