"""A studio at work: one keepsake alone, then twenty at once with two hundred watching.

    python benchmarks/studio.py [--keepsakes 20] [--watchers 200] [--seconds 400] [--choose 3]
                                [--rate 10] [--json]

A real `memoreez serve` with its own providers, in a process of its own. While its helpers draw
and sculpt, the API is asked `--rate` times a second, and every watcher's events are compared:
1, 2, 3 … without a gap. The watchers are in another process than whoever measures the answers.
Linux only: the watchers come from many loopback addresses, as one may open only 50 streams.
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
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
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
    "chess, cycling and good books",
    "football, motorcycles, beer",
    "gardening, yoga, her two rabbits",
)
STREAMS = 40  # for each address: below what one may have
NOBODY_S = 30.0  # an answer that takes longer is an error
TURN = ("read", "about", "read", "refused") * 5  # what is asked in turn, and then:
EVERYTHING = (*TURN, "begin and cancel")
Row = dict[str, Any]
Seen = tuple[str, list[tuple[int, float]]]  # a keepsake, and each event's number and time


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and the process id of a studio, until the end of the block."""
    command = [sys.executable, "-m", "memoreez", "serve", "--no-open", "--port", "0"]
    told = os.environ | {"MEMOREEZ_CREATIONS_PER_HOUR": "1000000", "PYTHONUNBUFFERED": "1"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--data-dir", str(folder / "data")],
            env=told,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout
        try:
            first = process.stdout.readline()
            if "http://" not in first:
                raise SystemExit(f"The studio did not open: {(folder / 'log').read_text()[-2000:]}")
            yield first.split()[-1], process.pid
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def cpu_s(pid: int) -> float:
    """Seconds of CPU that this process, without its children, has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def alone(url: str) -> dict[str, float]:
    """Seconds of one person's journey when nobody else is there."""
    with Client(url) as client:
        found = {f"{name} (first after start)": s for name, s in _imagined(client)[1].items()}
        keepsake, again = _imagined(client)
        found |= again
        begun, last = time.perf_counter(), client.get(keepsake).events[-1].id
        client.choose(keepsake, 1, inscription="Sophie|2026")
        found["choice to ready"] = _until(client, keepsake, last)["ready"] - begun
        begun, last = time.perf_counter(), client.get(keepsake).events[-1].id
        client.refine(keepsake, inscription="Anna-Lena|2027")
        found["new inscription to ready"] = _until(client, keepsake, last)["ready"] - begun
        taken = []
        for number in range(5):
            begun = time.perf_counter()
            client.preview(keepsake, inscription=f"Sophie|No. {number}")
            taken.append(time.perf_counter() - begun)
        found |= {"preview, median of 5": median(taken), "preview, slowest": max(taken)}
        client.delete(keepsake)
    return {name: round(seconds, 3) for name, seconds in found.items()}


def _imagined(client: Client) -> tuple[str, dict[str, float]]:
    begun = time.perf_counter()
    keepsake = client.create(TEXTS[0], name="Sophie", seed=1).id
    answered = time.perf_counter()
    at = _until(client, keepsake, 0)
    return keepsake, {
        "order answered": answered - begun,
        "first picture": at["concept"] - begun,
        "four pictures": at["choosing"] - begun,
    }


def _until(client: Client, keepsake: str, after: int) -> dict[str, float]:
    """When each kind of event first came, up to the one that ends the work."""
    first: dict[str, float] = {}
    for event in client.watch(keepsake, after):
        first.setdefault(event.kind, time.perf_counter())
        if event.kind in ("choosing", "ready"):
            break
        if event.kind in ("failed", "cancelled", "restored"):
            raise SystemExit(f"The keepsake alone ended as {event.kind}: {event.data}")
    return first


def watched(url: str, keepsakes: list[str], watchers: int) -> list[Seen]:
    """What each of so many watchers got, in a process of its own."""
    return asyncio.run(_watched(url, keepsakes, watchers))


async def _watched(url: str, keepsakes: list[str], watchers: int) -> list[Seen]:
    clients = []
    for number in range(-(-watchers // STREAMS)):
        way = httpx.AsyncHTTPTransport(
            local_address=f"127.0.0.{number + 2}", limits=httpx.Limits(max_connections=STREAMS)
        )
        clients.append(httpx.AsyncClient(base_url=url, transport=way, timeout=NOBODY_S))
    names = [keepsakes[number % len(keepsakes)] for number in range(watchers)]
    watching = (
        _watch(clients[number // STREAMS], name, number * 0.01) for number, name in enumerate(names)
    )
    try:
        return await asyncio.gather(*watching)
    finally:
        for client in clients:
            await client.aclose()


async def _watch(client: httpx.AsyncClient, name: str, after_s: float) -> Seen:
    """Every event until the keepsake is deleted; a line of data is not even looked at."""
    seen: list[tuple[int, float]] = []
    await asyncio.sleep(after_s)
    async with client.stream("GET", f"/api/keepsakes/{name}/events") as answer:
        answer.raise_for_status()
        async for line in answer.aiter_lines():
            if line.startswith("id:"):
                seen.append((int(line[3:]), time.time()))
    return name, seen


@dataclass
class Crowd:
    """Asks the API at a steady rate, whether it has answered or not, and notes how long it took."""

    http: httpx.AsyncClient
    names: list[str] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    taken: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    doing: str = "begin"

    async def ask(
        self,
        kind: str,
        method: str,
        path: str,
        right: tuple[int, ...] = (200,),
        body: Row | None = None,
    ) -> httpx.Response | None:
        """One request; None when it was not answered as it should be."""
        begun, doing = time.perf_counter(), self.doing
        try:
            answer = await self.http.request(method, f"/api/{path}", json=body)
        except httpx.TransportError as error:
            self.wrong.append(f"{kind}: {type(error).__name__}")
            return None
        self.taken[doing, kind].append(time.perf_counter() - begun)
        if answer.status_code not in right:
            self.wrong.append(f"{kind}: {answer.status_code} {answer.text[:200]}")
            return None
        return answer

    async def begin(self, number: int) -> str:
        """A new keepsake."""
        order = {"hobbies": TEXTS[number % len(TEXTS)], "name": "Ada", "seed": number}
        answer = await self.ask("begin", "POST", "keepsakes", (202,), order)
        return str(answer.json()["id"]) if answer else ""

    async def turn(self, number: int) -> None:
        """The next thing that somebody asks."""
        kind, name = EVERYTHING[number % len(EVERYTHING)], self.names[number % len(self.names)]
        if kind == "read":
            answer = await self.ask(kind, "GET", f"keepsakes/{name}")
            self.states[name] = answer.json()["state"] if answer else ""
        elif kind == "about":
            await self.ask(kind, "GET", "studio")
        elif kind == "refused":
            body = {"concept_id": 9999, "inscription": "Ada"}
            await self.ask("refused choice", "POST", f"keepsakes/{name}/choice", (404, 409), body)
        elif gone := await self.begin(number):
            await self.ask("cancel", "POST", f"keepsakes/{gone}/cancel", (202,))

    async def choose(self, name: str) -> None:
        """Have the first concept made."""
        body = {"concept_id": 1, "inscription": "Ada|2026"}
        if await self.ask("choice", "POST", f"keepsakes/{name}/choice", (202,), body):
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

    async def end(self) -> list[Row]:
        """What became of all keepsakes, which are deleted then."""
        self.doing = "end"
        told = [await self.ask("read", "GET", f"keepsakes/{name}") for name in self.names]
        gone = (self.ask("delete", "DELETE", f"keepsakes/{name}", (204,)) for name in self.names)
        await asyncio.gather(*gone)
        return [answer.json() for answer in told if answer]


async def crowded(url: str, options: argparse.Namespace, pid: int) -> Row:
    """Many keepsakes at once, their watchers, and everybody's answers."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        other.submit(os.getpid).result()  # it is there
        async with httpx.AsyncClient(base_url=url, timeout=NOBODY_S) as http:
            crowd, begun, used = Crowd(http), time.perf_counter(), cpu_s(pid)
            crowd.names = list(await asyncio.gather(*map(crowd.begin, range(options.keepsakes))))
            watching = other.submit(watched, url, crowd.names, options.watchers)
            crowd.states = dict.fromkeys(crowd.names, "imagining")
            drawn_s = await crowd.until("drawing", "imagining", options)
            chosen = [n for n in crowd.names if crowd.states[n] == "choosing"][: options.choose]
            await asyncio.gather(*map(crowd.choose, chosen))
            made_s = await crowd.until("sculpting", "sculpting", options)
            share = (cpu_s(pid) - used) / (time.perf_counter() - begun)
            told = await crowd.end()
        seen = watching.result(60)
    return {
        "all with four pictures": drawn_s,
        f"then {len(chosen)} figurines": made_s,
        "server's own CPU, cores": round(share, 2),
        **compared(told, seen),
        "wrong answers": crowd.wrong,
        "answers": [_times(doing, kind, took) for (doing, kind), took in crowd.taken.items()],
    }


def compared(told: list[Row], seen: list[Seen]) -> Row:
    """The watchers' events beside those that the keepsakes tell of; the last is `deleted`."""
    happened = {one["id"]: one["events"] for one in told}
    whole = sum([n for n, _ in got] == [*range(1, len(happened[name]) + 2)] for name, got in seen)
    at = {
        (name, one["id"]): datetime.fromisoformat(one["at"]).timestamp()
        for name, events in happened.items()
        for one in events
    }
    late = [t - at[name, n] for name, got in seen for n, t in got if (name, n) in at]
    first = [
        min(at[name, one["id"]] for one in events if one["event"] == "concept") - at[name, 1]
        for name, events in happened.items()
        if any(one["event"] == "concept" for one in events)
    ]
    return {
        "first picture, median": round(median(first), 1) if first else None,
        "first picture, last": round(max(first), 1) if first else None,
        "watchers": len(seen),
        "watchers with every event in order": whole,
        "events delivered": sum(len(got) for _, got in seen),
        "event to watcher p50, p95, p99, s": _parts(late),
    }


def _parts(taken: list[float]) -> list[float]:
    cuts = quantiles([*taken, *taken[:1]], n=100, method="inclusive")
    return [round(cuts[part - 1], 4) for part in (50, 95, 99)]


def _times(doing: str, kind: str, taken: list[float]) -> Row:
    p50, p95, p99 = (round(1000 * part, 1) for part in _parts(taken))
    return {"while": doing, "kind": kind, "n": len(taken), "p50": p50, "p95": p95, "p99": p99}


def table(found: Row) -> str:
    """For people: seconds, and at the end milliseconds."""
    lines = []
    for part in ("load average", "alone", "crowd"):
        lines += [f"{name:<38}{value}" for name, value in found.get(part, {}).items()]
    lines = [line for line in lines if not line.startswith("answers")]
    lines.append(f"{'while':<12}{'kind':<16}{'n':>6}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for one in found["crowd"]["answers"]:
        figures = "".join(f"{one[part]:9.1f}" for part in ("p50", "p95", "p99"))
        lines.append(f"{one['while']:<12}{one['kind']:<16}{one['n']:>6}{figures}")
    return "\n".join(lines)


def measure(options: argparse.Namespace) -> Row:
    """Everything, and what the machine did besides."""
    found: Row = {"load average": {"load average before": os.getloadavg()[0]}}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (url, pid):
        if not options.crowd_only:
            found["alone"] = alone(url)
            found["load average"]["load average after the one"] = os.getloadavg()[0]
        found["crowd"] = asyncio.run(crowded(url, options, pid))
        found["load average"]["load average at the end"] = os.getloadavg()[0]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keepsakes", type=int, default=20)
    parser.add_argument("--watchers", type=int, default=200)
    parser.add_argument("--choose", type=int, default=3, help="how many become figurines")
    parser.add_argument("--rate", type=float, default=10, help="requests a second")
    parser.add_argument("--seconds", type=float, default=400, help="the longest for each part")
    parser.add_argument("--crowd-only", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options)
    print(json.dumps(found, indent=2) if options.json else table(found))


if __name__ == "__main__":
    main()
