"""A studio at work: one keepsake alone, then twenty at once with two hundred watching.

    python benchmarks/studio.py [--keepsakes 20] [--watchers 200] [--choose 3] [--rate 10]
                                [--seconds 400] [--crowd-only] [--json]

A real `memoreez serve` with its own providers, in a process of its own. While its helpers draw
and sculpt, the API is asked `--rate` times a second, and every watcher's events are compared:
1, 2, 3 … without a gap. The watchers live in a process of their own, and come from many loopback
addresses, because one may open only 50 streams; that needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx

from memoreez.client import Client

TEXTS = (
    "guitar, hiking with the dog, black coffee",
    "knitting, her cat, baking cakes",
)
STREAMS = 40  # for each address: below what one may have
PATIENCE_S = 30.0  # an answer that takes longer is an error
TURNS = (*("read", "about", "read", "refused") * 5, "begin and cancel")
Row = dict[str, Any]
Seen = tuple[str, list[tuple[int, float]]]  # a keepsake, and when it joined (0) and each event came


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and the process id of a studio, until the end of the block."""
    command = [sys.executable, "-m", "memoreez", "serve", "--no-open", "--port", "0"]
    command += ["--data-dir", str(folder / "data")]
    told = os.environ | {"MEMOREEZ_CREATIONS_PER_HOUR": "1000000", "PYTHONUNBUFFERED": "1"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=told, stdout=subprocess.PIPE, stderr=log, text=True)
        assert process.stdout
        try:
            said = process.stdout.readline()
            assert "http://" in said, (folder / "log").read_text()
            yield said.split()[-1], process.pid
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()


def cpu_s(pid: int) -> float:
    """Seconds of CPU that this process, without its children, has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def alone(url: str) -> dict[str, float]:
    """Seconds of one person's journey when nobody else is there."""
    with Client(url) as client:
        found = {f"{name} (just opened)": s for name, s in _imagined(client)[1].items()}
        keepsake, warm = _imagined(client)
        choose = partial(client.choose, keepsake, 1, inscription="Sophie|2026")
        refine = partial(client.refine, keepsake, inscription="Anna-Lena|2027")
        for what, deed in (("choice", choose), ("new inscription", refine)):
            begun, last = time.perf_counter(), client.get(keepsake).events[-1].id
            deed()
            warm[f"{what} to ready"] = _until(client, keepsake, last)["ready"] - begun
        taken = []
        for number in range(5):
            begun = time.perf_counter()
            client.preview(keepsake, inscription=f"Sophie|No. {number}")
            taken.append(time.perf_counter() - begun)
    found |= warm | {"preview, median of 5": median(taken), "preview, slowest": max(taken)}
    return {name: round(seconds, 2) for name, seconds in found.items()}


def _imagined(client: Client) -> tuple[str, dict[str, float]]:
    begun = time.perf_counter()
    keepsake = client.create(TEXTS[0], name="Sophie", seed=1).id
    at = _until(client, keepsake, 0)
    first, fourth = at["concept"] - begun, at["choosing"] - begun
    return keepsake, {"first picture": first, "four pictures": fourth}


def _until(client: Client, keepsake: str, after: int) -> dict[str, float]:
    """When each kind of event first came, up to the one that ends the work."""
    first: dict[str, float] = {}
    for event in client.watch(keepsake, after):
        first.setdefault(event.kind, time.perf_counter())
        if event.kind in ("choosing", "ready", "failed", "restored"):
            break
    return first


def watched(url: str, keepsakes: list[str], watchers: int) -> list[Seen]:
    """What each of so many watchers got, in a process of its own."""
    return asyncio.run(_watched(url, [keepsakes[n % len(keepsakes)] for n in range(watchers)]))


async def _watched(url: str, names: list[str]) -> list[Seen]:
    async with AsyncExitStack() as stack:
        clients = []
        for number in range(-(-len(names) // STREAMS)):
            way = httpx.AsyncHTTPTransport(local_address=f"127.0.0.{number + 2}")
            client = httpx.AsyncClient(base_url=url, transport=way, timeout=PATIENCE_S)
            clients.append(await stack.enter_async_context(client))
        each = (_watch(clients[n // STREAMS], name, n * 0.01) for n, name in enumerate(names))
        return await asyncio.gather(*each)


async def _watch(client: httpx.AsyncClient, name: str, after_s: float) -> Seen:
    """Every event until the keepsake is deleted; a line of data is not even looked at."""
    await asyncio.sleep(after_s)
    async with client.stream("GET", f"/api/keepsakes/{name}/events") as answer:
        answer.raise_for_status()
        seen = [(0, time.time())]
        async for line in answer.aiter_lines():
            if line.startswith("id:"):
                seen.append((int(line[3:]), time.time()))
    return name, seen


@dataclass
class Crowd:
    """Asks at a steady rate, whether it has been answered or not, and notes how long it took."""

    http: httpx.AsyncClient
    names: list[str] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    taken: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    doing: str = "begin"

    async def ask(
        self, kind: str, method: str, path: str, *right: int, body: Row | None = None
    ) -> Row | None:
        """One request; None when it was not answered as it should be."""
        begun, doing = time.perf_counter(), self.doing
        answer = await self.http.request(method, f"/api/{path}", json=body)
        self.taken[doing, kind].append(time.perf_counter() - begun)
        if answer.status_code not in right:
            self.wrong.append(f"{kind}: {answer.status_code} {answer.text[:200]}")
            return None
        return dict(answer.json()) if answer.content else {}

    async def begin(self, number: int) -> str:
        """A new keepsake."""
        order = {"hobbies": TEXTS[number % len(TEXTS)], "name": "Ada", "seed": number}
        answer = await self.ask("begin", "POST", "keepsakes", 202, body=order)
        return str(answer["id"]) if answer else ""

    async def turn(self, number: int) -> None:
        """The next thing that somebody asks."""
        kind, name = TURNS[number % len(TURNS)], self.names[number % len(self.names)]
        if kind == "read":
            answer = await self.ask(kind, "GET", f"keepsakes/{name}", 200)
            self.states[name] = answer["state"] if answer else ""
        elif kind == "about":
            await self.ask(kind, "GET", "studio", 200)
        elif kind == "refused":
            body, path = {"concept_id": 9999, "inscription": "Ada"}, f"keepsakes/{name}/choice"
            await self.ask("refused choice", "POST", path, 404, 409, body=body)
        elif gone := await self.begin(number):
            await self.ask("cancel", "POST", f"keepsakes/{gone}/cancel", 202)

    async def choose(self, name: str) -> None:
        """Have the first concept made."""
        body = {"concept_id": 1, "inscription": "Ada|2026"}
        if await self.ask("choice", "POST", f"keepsakes/{name}/choice", 202, body=body):
            self.states[name] = "sculpting"

    async def until(self, doing: str, state: str, options: argparse.Namespace) -> float | None:
        """Ask until no keepsake is in that state; the seconds it took, None when time was up."""
        self.doing, begun, asked = doing, time.perf_counter(), set()
        for number in count(1):
            asked.add(asyncio.create_task(self.turn(number)))
            await asyncio.sleep(max(0.0, begun + number / options.rate - time.perf_counter()))
            passed, over = time.perf_counter() - begun, state not in self.states.values()
            if over or passed > options.seconds:
                break
        await asyncio.gather(*asked)
        return round(passed, 1) if over else None


async def crowded(url: str, options: argparse.Namespace, pid: int) -> Row:
    """Many keepsakes at once, their watchers, and everybody's answers."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        other.submit(os.getpid).result()  # it is there
        async with httpx.AsyncClient(base_url=url, timeout=PATIENCE_S) as http:
            crowd, begun, used = Crowd(http), time.perf_counter(), cpu_s(pid)
            crowd.names = list(await asyncio.gather(*map(crowd.begin, range(options.keepsakes))))
            watching = other.submit(watched, url, crowd.names, options.watchers)
            crowd.states = dict.fromkeys(crowd.names, "imagining")
            drawn_s = await crowd.until("drawing", "imagining", options)
            chosen = [n for n in crowd.names if crowd.states[n] == "choosing"][: options.choose]
            await asyncio.gather(*map(crowd.choose, chosen))
            made_s = await crowd.until("sculpting", "sculpting", options)
            share = (cpu_s(pid) - used) / (time.perf_counter() - begun)
            crowd.doing = "end"
            told = [await crowd.ask("read", "GET", f"keepsakes/{n}", 200) for n in crowd.names]
            gone = (crowd.ask("delete", "DELETE", f"keepsakes/{n}", 204) for n in crowd.names)
            await asyncio.gather(*gone)
        seen = watching.result(60)
    return {
        "all with four pictures": drawn_s,
        f"then {len(chosen)} figurines": made_s,
        "server's own CPU, cores": round(share, 2),
        **compared([one for one in told if one], seen),
        "wrong answers": crowd.wrong,
        "answers": [_times(doing, kind, took) for (doing, kind), took in crowd.taken.items()],
    }


def compared(told: list[Row], seen: list[Seen]) -> Row:
    """The watchers' events beside those that the keepsakes tell of; the last is `deleted`."""
    at = {one["id"]: {event["id"]: _when(event) for event in one["events"]} for one in told}
    whole = sum([n for n, _ in got] == [0, *at[name], len(at[name]) + 1] for name, got in seen)
    pairs = [(at[name].get(n, 0.0), when, got[0][1]) for name, got in seen for n, when in got]
    late = [when - happened for happened, when, joined in pairs if happened > joined]
    first = {
        one["id"]: _when(event) - at[one["id"]][1]
        for one in told
        for event in reversed(one["events"])
        if event["event"] == "concept"
    }
    return {
        "first picture, median and last": [round(f(first.values()), 1) for f in (median, max)],
        "watchers with all events in order": f"{whole} of {len(seen)}",
        "events delivered": sum(len(got) - 1 for _, got in seen),
        "event to watcher, ms": _times("all", "event", late),
    }


def _when(event: Row) -> float:
    return datetime.fromisoformat(event["at"]).timestamp()


def _times(doing: str, kind: str, taken: list[float]) -> Row:
    cuts = quantiles([*taken, max(taken)], n=100, method="inclusive")
    found = {f"p{part}": round(1000 * cuts[part - 1], 1) for part in (50, 95, 99)}
    return {"while": doing, "kind": kind, "n": len(taken), **found}


def table(found: Row) -> str:
    """For people: seconds, and at the end milliseconds."""
    crowd = dict(found["crowd"])
    answers = [*crowd.pop("answers"), crowd.pop("event to watcher, ms")]
    told = {**found["alone"], **crowd, "load average": found["load average"]}
    lines = [f"{name:<36}{value}" for name, value in told.items()]
    lines.append(f"{'while':<12}{'kind':<16}{'n':>6}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for one in answers:
        figures = "".join(f"{one[part]:9.1f}" for part in ("p50", "p95", "p99"))
        lines.append(f"{one['while']:<12}{one['kind']:<16}{one['n']:>6}{figures}")
    return "\n".join(lines)


def measure(options: argparse.Namespace) -> Row:
    """Everything, and how busy the machine was."""
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (url, pid):
        one = {} if options.crowd_only else alone(url)
        many = asyncio.run(crowded(url, options, pid))
    return {"alone": one, "crowd": many, "load average": [before, os.getloadavg()[0]]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name, usual in (("keepsakes", 20), ("watchers", 200), ("choose", 3)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    for name, most in (("rate", 10.0), ("seconds", 400.0)):  # requests a second; of each part
        parser.add_argument(f"--{name}", type=float, default=most)
    parser.add_argument("--crowd-only", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options)
    print(json.dumps(found, indent=2) if options.json else table(found))


if __name__ == "__main__":
    main()
