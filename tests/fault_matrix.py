"""Everything that can go wrong with a model server, what memoreez makes of it, and the table of it.

`python tests/fault_matrix.py` writes docs/providers/faults.md; test_remote_faults.py compares.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fault_acts import (
    cf,
    deaf,
    half,
    hang,
    junk,
    moved,
    nobody,
    page,
    plain,
    refusing,
    reset,
    said,
    shut,
)
from model_server import (
    ACCOUNT,
    CLOUDFLARE,
    KEY,
    Act,
    drip,
    error,
    failing,
    model_server,
    saying,
)
from model_words import good

from memoreez.artifacts import Imagined
from memoreez.concepts._reading import read
from memoreez.concepts.cloudflare import Cloudflare
from memoreez.concepts.openai import OpenAI
from memoreez.motifs import lexicon
from memoreez.remote import Patience
from memoreez.verdicts import RemoteError

PAGE = Path(__file__).parent.parent / "docs" / "providers" / "faults.md"
TEXT = "guitar, hiking with the dog, black coffee"
CALM = Patience(connect_s=10, read_s=10, total_s=60, tries=3, wait_s=1)
SHORT = replace(CALM, connect_s=0.15, read_s=0.15)
BRIEF = replace(CALM, total_s=0.6)
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


@dataclass
class Outcome:
    """What came of it."""

    found: Imagined | None = None
    error: RemoteError | None = None
    asked: int = 0
    worked: int = 0  # answers that the model made
    waits: list[float] = field(default_factory=list)
    seconds: float = 0

    @property
    def verdict(self) -> str:
        return "ideas" if self.found else self.error.verdict if self.error else "?"


INSIDE = failing(200, {"error": {"message": "Provider returned error", "code": 502}})
HEADERS = b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 200
DRIPPED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * 200
GONE = "Model has been deprecated: This model was deprecated on 2026-05-30."
CONTENT = "Your request was rejected as a result of our safety system."

FAULTS = (
    Fault("connection refused", None, "refused", where=nobody),
    Fault("the name cannot be found", None, "dns"),
    Fault("no connection in time", None, "unreachable", where=deaf, patience=SHORT),
    Fault("no answer after the request was accepted", hang, "lost", patience=SHORT),
    Fault("connection reset after the request was accepted", reset, "lost"),
    Fault("400", said("invalid_request_error", "Bad request", 400), "request",
          cf(3003, "Request is missing headers or body", 400)),
    Fault("400, context too small",
          said("context_length_exceeded", "This needs 5000 tokens, I have 4096", 400), "request",
          cf(5006, "The estimated number of tokens exceeded this model's limit", 400)),
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
    Fault("wrong content type", plain, "format"),
    Fault("HTML instead of JSON", page, "format"),
    Fault("200 with an error inside", INSIDE, "gateway", cf(3007, "Request timeout", 200)),
    Fault("100 MB of junk", junk, "large"),
    Fault("slow drip, one byte at a time", drip(DRIPPED, 0.02), "slow", patience=BRIEF),
    Fault("slow drip of headers", drip(HEADERS, 0.02), "slow", patience=BRIEF),
    Fault("redirect to another machine", moved, "redirect"),
    Fault("refusal of what was asked", refusing, "content",
          failing(400, error(CLOUDFLARE, 3030, CONTENT))),
    Fault("refusal by a filter", said("content_policy_violation", CONTENT, 400), "content",
          failing(400, error(CLOUDFLARE, 3030, CONTENT))),
    Fault("prose instead of ideas, twice", saying("Here is a poem about dogs."), "answer"),
    Fault("an answer cut off by its limit, twice", saying(good, finish="length"), "answer",
          saying('{"language": "en", "ideas": {"cha')),
)  # fmt: skip


Outcomes = dict[tuple[str, str], Outcome]


def unknown(*_: Any, **__: Any) -> Any:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def run(fault: Fault, who: str, *, once: bool = False) -> Outcome:
    """What comes of a fault; `once`: the server is well after the first request."""
    act = fault.native if who == "cloudflare" and fault.native else fault.act
    acts = [act or saying(good), *([saying(good)] if once else [])]
    with model_server(*acts) as server, ExitStack() as stack:
        port = stack.enter_context(fault.where()) if fault.where else server.port
        provider = made(who, port, fault.patience)
        outcome = Outcome()
        remote = provider._remote
        remote._sleep = outcome.waits.append
        if fault.fault == "dns":
            remote._resolve = unknown
        began = time.monotonic()
        try:
            outcome.found = provider.imagine(TEXT)
        except RemoteError as error:
            outcome.error = error
        outcome.seconds = time.monotonic() - began
        outcome.asked, outcome.worked = len(server.log.requests), server.log.paid
    return outcome


def made(who: str, port: int, patience: Patience = CALM) -> Any:
    """The provider, as it is used: with a key, without one, or Cloudflare's."""
    url = f"http://127.0.0.1:{port}"
    if who == "cloudflare":
        options = Cloudflare.Options(account=ACCOUNT, key=KEY, url=url, private=True)
        provider: Any = Cloudflare(options)
    else:
        key = KEY if who == "paid" else ""
        provider = OpenAI(OpenAI.Options(url=f"{url}/v1", model="m", key=key))
    provider._remote.patience = patience
    return provider


def every(faults: tuple[Fault, ...] = FAULTS, *, once: bool = False) -> Outcomes:
    """All faults, for all ways to ask, side by side: most of it is waiting."""
    read(TEXT, lexicon())  # once, before sixteen threads do it at the same time
    pairs = [(fault, who) for fault in faults for who in WHO]
    with ThreadPoolExecutor(16) as pool:
        found = pool.map(lambda pair: run(*pair, once=once), pairs)
        return {(f.title, who): out for (f, who), out in zip(pairs, found, strict=True)}


def table(outcomes: Outcomes) -> str:
    """The page: one row for each fault, one column for each way to ask."""
    lines = [INTRODUCTION, f"| what happens | {' | '.join(WHO.values())} | what is said |"]
    lines.append("|---" * (len(WHO) + 2) + "|")
    for fault in FAULTS:
        cells = [cell(outcomes[fault.title, who]) for who in WHO]
        message = re.sub(r"127\.0\.0\.1:\d+", "host", str(outcomes[fault.title, "paid"].error))
        lines.append(f"| {fault.title} | {' | '.join(cells)} | {message} |")
    return "\n".join([*lines, ""])


def cell(outcome: Outcome) -> str:
    """For example "retry, 3 tries, 0 answers made"."""
    tries = max(len(outcome.waits) + 1, outcome.asked)
    again = outcome.error.retry_after if outcome.error else None
    later = f" in {again:g} s" if again and not outcome.waits else ""
    reached = "" if outcome.asked else ", never sent"
    made = f"{outcome.worked} answer{'s' * (outcome.worked != 1)} made"
    return f"**{outcome.verdict}**{later}, {tries} {'try' if tries == 1 else 'tries'}, " + (
        made + reached
    )


INTRODUCTION = (
    "# What happens when a model server fails\n\n"
    "The tests break a server in every way of this table, over real HTTP, and write down what "
    "comes of it: `python tests/fault_matrix.py`.\n"
    "**retry**: the same call may succeed later, and asking again costs nothing twice; where that "
    "makes sense it was tried three times already.\n"
    "**next**: asking again does not help, or might be paid for a second time: the next provider "
    "has its turn.\n"
    "The answers made are what a service bills, whether or not they arrive: with a key never more "
    "than one, but where wrong ideas are put right by asking once more.\n"
    "Without a key nothing is held to be paid for, so a lost answer is simply asked for again.\n"
)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(table(every()), "utf-8")
