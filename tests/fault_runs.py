"""Asking a provider whose server breaks, and the table of what came of it.

What fails alike for all that ask other machines by HTTP is here; test data of their own and the
page of each are in fault_matrix.py (language models) and picture_faults.py (image models).
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fault_acts import cf, deaf, half, hang, junk, moved, nobody, page, reset, said, shut
from model_server import ACCOUNT, KEY, Act, drip, failing, model_server

from memoreez.remote import Patience
from memoreez.verdicts import RemoteError

PAGES = Path(__file__).parent.parent / "docs" / "providers"
CALM = Patience(connect_s=10, read_s=10, total_s=60, tries=3, wait_s=1)
SHORT = replace(CALM, connect_s=0.15, read_s=0.15)
BRIEF = replace(CALM, total_s=0.6)
QUIET = replace(CALM, read_s=0.4)  # long enough for a server on a busy machine to begin
WHOLE = replace(CALM, total_s=0.9)
WHO = {"paid": "OpenAI-compatible, with a key", "own": "the same, without a key"}
WHO |= {"cloudflare": "Cloudflare Workers AI"}


@dataclass(frozen=True)
class Fault:
    """One way to fail. `fault` is the name that it gets, by who was asked where they differ."""

    title: str
    act: Act | None  # None: the server is not there, see `where`
    fault: str
    native: Act | None = None  # Cloudflare's way to say it
    where: Callable[[], Any] | None = None  # a context with a port at which to ask
    patience: Patience = CALM
    foreign: bool = False  # cannot be at Cloudflare


@dataclass
class Outcome:
    """What came of it."""

    found: Any = None
    error: RemoteError | None = None
    asked: int = 0  # requests for work to be done
    worked: int = 0  # what the model made
    waits: list[float] = field(default_factory=list)
    seconds: float = 0

    @property
    def verdict(self) -> str:
        return self.error.verdict if self.error else ""


Outcomes = dict[tuple[str, str], Outcome]


@dataclass(frozen=True)
class Kind:
    """What is asked for: `made` gives the provider for one of WHO at a port."""

    noun: str  # of what is made and paid for
    done: str  # the verdict on what came whole
    fine: Act
    made: Callable[[str, int, Patience], Any]
    ask: Callable[[Any], Any]


INSIDE = failing(200, {"error": {"message": "Provider returned error", "code": 502}})
OVERLOADED = failing(200, {"error": {"message": "Overloaded", "code": 503}})
HEADERS = b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 200
DRIPPED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * 200
GONE = "Model has been deprecated: This model was deprecated on 2026-05-30."

COMMON = (
    Fault("connection refused", None, "refused", where=nobody),
    Fault("the name cannot be found", None, "dns"),
    Fault("no connection in time", None, "unreachable", where=deaf, patience=SHORT),
    Fault("no answer after the request was accepted", hang, "lost", patience=QUIET),
    Fault("connection reset after the request was accepted", reset, "lost"),
    Fault("400", said("invalid_request_error", "Bad request", 400), "request",
          cf(3003, "Request is missing headers or body", 400)),
    Fault("401, wrong key", said("invalid_api_key", f"Incorrect API key provided: {KEY}", 401),
          "key", cf(10000, "Authentication error", 401)),
    Fault("402, unpaid", failing(402), "quota"),
    Fault("403", failing(403), "key", cf(5018, "The account is not allowed", 403)),
    Fault("404, no such model", said("model_not_found", "The model 'm' does not exist", 404),
          "model", cf(5007, "No such model", 400)),
    Fault("410, model retired", failing(410), "model", cf(5028, GONE, 410)),
    Fault("429 with Retry-After: 2", failing(429, headers={"Retry-After": "2"}), "busy"),
    Fault("429 with Retry-After: 300", failing(429, headers={"Retry-After": "300"}), "busy"),
    Fault("429 without Retry-After", failing(429), "busy", cf(3040, "Out of capacity", 429)),
    Fault("429, nothing left to spend", said("insufficient_quota", "You exceeded it", 429),
          "quota", cf(3036, "You have used up your daily free allocation", 429)),
    Fault("500", failing(500), "broken"),
    Fault("502", failing(502, b"<html>Bad gateway</html>"), "gateway"),
    Fault("503, still loading", failing(503), "busy"),
    Fault("504", failing(504), "gateway"),
    Fault("529, overloaded", failing(529), "busy"),
    Fault("half a body", half, "lost"),
    Fault("JSON cut off without a trace", shut, "format"),
    Fault("HTML instead of JSON", page, "format"),
    Fault("200 with an error inside", INSIDE, "gateway", cf(3007, "Request timeout", 200)),
    Fault("200 with an error inside: overloaded", OVERLOADED, "busy",
          cf(3040, "Out of capacity", 200)),
    Fault("100 MB of junk", junk, "large"),
    Fault("slow drip, one byte at a time", drip(DRIPPED, 0.02), "slow", patience=WHOLE),
    Fault("slow drip of headers", drip(HEADERS, 0.02), "slow", patience=WHOLE),
    Fault("redirect to another machine", moved, "redirect"),
)  # fmt: skip


def unknown(*_: Any, **__: Any) -> Any:
    """In place of asking for the address of a name."""
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def provider(
    openai: Any, cloudflare: Any, who: str, port: int, patience: Patience = CALM, **options: Any
) -> Any:
    """One of two providers as it is used: with a key, without one, or Cloudflare's."""
    url, key = f"http://127.0.0.1:{port}", "" if who == "own" else KEY
    if who == "cloudflare":
        given: dict[str, Any] = {"account": ACCOUNT, "key": key, "url": url, "private": True}
        made = cloudflare(cloudflare.Options(**given | options))
    else:
        made = openai(openai.Options(**{"url": f"{url}/v1", "model": "m", "key": key} | options))
    made._remote.patience = patience
    return made


def run(kind: Kind, fault: Fault, who: str, *, once: bool = False) -> Outcome:
    """What comes of a fault; `once`: the server is well after the first request."""
    act = fault.native if who == "cloudflare" and fault.native else fault.act
    acts = [act or kind.fine, *([kind.fine] if once else [])]
    with model_server(*acts) as server, ExitStack() as stack:
        port = stack.enter_context(fault.where()) if fault.where else server.port
        provider = kind.made(who, port, fault.patience)
        outcome = Outcome()
        remote = provider._remote
        remote._sleep = outcome.waits.append
        if fault.fault == "dns":
            remote._resolve = unknown
        began = time.monotonic()
        try:
            outcome.found = kind.ask(provider)
        except RemoteError as error:
            outcome.error = error
        outcome.seconds = time.monotonic() - began
        outcome.asked = sum(request.method == "POST" for request in server.log.requests)
        outcome.worked = server.log.paid
    return outcome


def every(kind: Kind, faults: Iterable[Fault], *, once: bool = False) -> Outcomes:
    """All faults, for all ways to ask, side by side: most of it is waiting."""
    pairs = [(f, who) for f in faults for who in WHO if who != "cloudflare" or not f.foreign]
    with ThreadPoolExecutor(16) as pool:
        found = pool.map(lambda pair: run(kind, *pair, once=once), pairs)
        return {(f.title, who): out for (f, who), out in zip(pairs, found, strict=True)}


def table(kind: Kind, introduction: str, faults: Iterable[Fault], outcomes: Outcomes) -> str:
    """The page: one row for each fault, one column for each way to ask."""
    rows = []
    for fault in faults:
        found = [outcomes.get((fault.title, who)) for who in WHO]
        cells = [cell(kind, out) if out else "cannot be" for out in found]
        rows.append((fault.title, cells, str(outcomes[fault.title, "paid"].error)))
    return written(introduction, list(WHO.values()), rows)


def written(introduction: str, columns: list[str], rows: list[tuple[str, list[str], str]]) -> str:
    """A page with a table; a row is a fault, a cell for each column, and what is said."""
    lines = [introduction, f"| what happens | {' | '.join(columns)} | what is said |"]
    lines.append("|---" * (len(columns) + 2) + "|")
    for title, cells, message in rows:
        told = re.sub(r"127\.0\.0\.1:\d+", "host", message)
        lines.append(f"| {title} | {' | '.join(cells)} | {told} |")
    return "\n".join([*lines, ""])


def cell(kind: Kind, outcome: Outcome) -> str:
    """For example "retry, 3 tries, 0 answers made"."""
    tries = max(len(outcome.waits) + 1, outcome.asked)
    again = outcome.error.retry_after if outcome.error else None
    later = f" in {again:g} s" if again and not outcome.waits else ""
    made = f"{outcome.worked} {kind.noun}{'s' * (outcome.worked != 1)} made"
    reached = "" if outcome.asked else ", never sent"
    verdict = f"**{outcome.verdict or kind.done}**{later}"
    return f"{verdict}, {tries} {'try' if tries == 1 else 'tries'}, {made}{reached}"


def introduction(server: str, script: str, paid: str) -> str:
    """What stands above a table; `paid`: what is billed there."""
    return (
        f"# What happens when {server} fails\n\n"
        "The tests break a server in every way of this table, over real HTTP, and write down what "
        f"comes of it: `python tests/{script}`.\n"
        "**retry**: the same call may succeed later, and asking again costs nothing twice; where "
        "that makes sense it was tried three times already.\n"
        "**next**: asking again does not help, or might be paid for a second time: the next "
        "provider has its turn.\n"
        f"{paid}\n"
        "Without a key nothing is held to be paid for, so a lost answer is simply asked for again."
        "\n"
    )
