"""Everything that can go wrong with a server of pictures, what is made of it, and the table of it.

`python tests/picture_faults.py` writes docs/providers/images-faults.md; the tests compare.
"""

from __future__ import annotations

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import fault_acts
import picture_server as pictures
from fault_acts import cf, deaf, hang, junk, moved, nobody, page, reset, said, shut
from fault_matrix import CALM, DRIPPED, GONE, HEADERS, INSIDE, SHORT, WHO, Fault, unknown
from fault_matrix import cell as verdict
from model_server import ACCOUNT, CLOUDFLARE, KEY, drip, error, failing, model_server
from picture_server import CONCEPT, drawing, handing, pointing, replying

from memoreez.artifacts import Picture
from memoreez.images.cloudflare import Cloudflare
from memoreez.images.openai import OpenAI
from memoreez.remote import Patience
from memoreez.verdicts import RemoteError

PAGE = Path(__file__).parent.parent / "docs" / "providers" / "images-faults.md"
QUIET = replace(CALM, read_s=0.4)  # long enough for a server on a busy machine to begin
WHOLE = replace(CALM, total_s=0.9)
FLAGGED = "Input prompt contains NSFW content"
REJECTED = "Your request was rejected by the safety system."


@dataclass
class Outcome:
    """What came of it."""

    found: Picture | None = None
    error: RemoteError | None = None
    asked: int = 0  # requests for a picture to be drawn
    worked: int = 0  # pictures that were drawn
    waits: list[float] = field(default_factory=list)
    seconds: float = 0

    @property
    def verdict(self) -> str:
        return self.error.verdict if self.error else "drawn"


def elsewhere(status: int) -> Any:
    """A picture that is drawn, and then not at its address."""
    return pointing(lambda _: "/files/1.png?sig=a", failing(status))


def inside(_: Any) -> str:
    return "http://169.254.169.254/latest/meta-data"


FAULTS = (
    Fault("connection refused", None, "refused", where=nobody),
    Fault("the name cannot be found", None, "dns"),
    Fault("no connection in time", None, "unreachable", where=deaf, patience=SHORT),
    Fault("no answer after the request was accepted", hang, "lost", patience=QUIET),
    Fault("connection reset after the request was accepted", reset, "lost"),
    Fault("400", said("invalid_request_error", "Bad request", 400), "request",
          cf(3003, "Request is missing headers or body", 400)),
    Fault("401, wrong key", said("invalid_api_key", f"Incorrect API key provided: {KEY}", 401),
          "key", cf(10000, "Authentication error", 401)),
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
    Fault("529, overloaded", failing(529), "busy"),
    Fault("half a body", fault_acts.half, "lost"),
    Fault("JSON cut off without a trace", shut, "format"),
    Fault("wrong content type", replying(b"a picture", "text/plain"), "format"),
    Fault("HTML instead of JSON", page, "format"),
    Fault("200 with an error inside", INSIDE, "gateway", cf(3007, "Request timeout", 200)),
    Fault("100 MB of junk", junk, "large"),
    Fault("slow drip, one byte at a time", drip(DRIPPED, 0.02), "slow", patience=WHOLE),
    Fault("slow drip of headers", drip(HEADERS, 0.02), "slow", patience=WHOLE),
    Fault("redirect to another machine", moved, "redirect"),
    Fault("an answer without a picture", replying({"data": [], "result": {}}), "answer"),
    Fault("invalid base64", drawing("a-picture"), "answer"),
    Fault("base64 of something else", drawing(b"<svg/>"), "answer"),
    Fault("half a picture", drawing(pictures.broken()), "answer"),
    Fault("a picture of 1 × 1", drawing(pictures.dot()), "answer"),
    Fault("an image bomb of 30,000 × 30,000", drawing(pictures.bomb()), "answer"),
    Fault("refusal of the words (NSFW), twice", said("moderation_blocked", REJECTED, 400),
          "content", failing(400, error(CLOUDFLARE, 3030, FLAGGED))),
    Fault("refusal of the picture (NSFW)", said("content_policy_violation", REJECTED, 400),
          "content", cf(3030, "Your output has been flagged", 400)),
    Fault("the picture's address answers 404", elsewhere(404), "answer"),
    Fault("the picture's address answers 503", elsewhere(503), "busy"),
    Fault("the picture's address is in a private network",
          pointing(inside, failing(500)), "address"),
    Fault("the picture's address has HTML",
          pointing(lambda _: "/1", handing(b"<html>", "text/html")), "answer"),
)  # fmt: skip
AT_AN_ADDRESS = tuple(f.title for f in FAULTS if "address" in f.title)  # Workers AI has none

Outcomes = dict[tuple[str, str], Outcome]


def run(fault: Fault, who: str, *, once: bool = False) -> Outcome:
    """What comes of a fault; `once`: the server is well after the first request."""
    act = fault.native if who == "cloudflare" and fault.native else fault.act
    fine = drawing(pictures.good())
    acts = [act or fine, *([fine] if once else [])]
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
            outcome.found = provider.draw(CONCEPT)
        except RemoteError as error:
            outcome.error = error
        outcome.seconds = time.monotonic() - began
        outcome.asked = sum(request.method == "POST" for request in server.log.requests)
        outcome.worked = server.log.paid
    return outcome


def made(who: str, port: int, patience: Patience = CALM, **options: Any) -> Any:
    """The provider, as it is used: with a key, without one, or Cloudflare's."""
    url = f"http://127.0.0.1:{port}"
    if who == "cloudflare":
        given: dict[str, Any] = {
            "account": ACCOUNT,
            "key": KEY,
            "url": url,
            "private": True,
        } | options
        provider: Any = Cloudflare(Cloudflare.Options(**given))
    else:
        given = {"url": f"{url}/v1", "model": "m", "key": KEY if who == "paid" else ""} | options
        provider = OpenAI(OpenAI.Options(**given))
    provider._remote.patience = replace(patience)
    return provider


def every(faults: tuple[Fault, ...] = FAULTS, *, once: bool = False) -> Outcomes:
    """All faults, for all ways to ask, side by side: most of it is waiting."""
    pairs = [(f, who) for f in faults for who in WHO if possible(f.title, who)]
    with ThreadPoolExecutor(16) as pool:
        found = pool.map(lambda pair: run(*pair, once=once), pairs)
        return {(f.title, who): out for (f, who), out in zip(pairs, found, strict=True)}


def possible(title: str, who: str) -> bool:
    """Whether this can happen there."""
    return who != "cloudflare" or title not in AT_AN_ADDRESS


def table(outcomes: Outcomes) -> str:
    """The page: one row for each fault, one column for each way to ask."""
    lines = [INTRODUCTION, f"| what happens | {' | '.join(WHO.values())} | what is said |"]
    lines.append("|---" * (len(WHO) + 2) + "|")
    for fault in FAULTS:
        cells = [
            verdict(outcomes[fault.title, who]).replace("answer", "picture")  # type: ignore[arg-type]
            if possible(fault.title, who)
            else "cannot be"
            for who in WHO
        ]
        message = re.sub(r"127\.0\.0\.1:\d+", "host", str(outcomes[fault.title, "paid"].error))
        lines.append(f"| {fault.title} | {' | '.join(cells)} | {message} |")
    return "\n".join([*lines, ""])


INTRODUCTION = (
    "# What happens when a server of pictures fails\n\n"
    "The tests break a server in every way of this table, over real HTTP, and write down what "
    "comes of it: `python tests/picture_faults.py`.\n"
    "**retry**: the same call may succeed later, and asking again costs nothing twice; where that "
    "makes sense it was tried three times already.\n"
    "**next**: asking again does not help, or might be paid for a second time: the next provider "
    "has its turn.\n"
    "The pictures made are what a service bills, whether or not they arrive: with a key never more "
    "than one for a picture that is lost or no use.\n"
    "A second one is drawn on purpose where the first came, but was judged a poor one.\n"
    "Without a key nothing is held to be paid for, so a lost answer is simply asked for again.\n"
)


if __name__ == "__main__":
    socket.setdefaulttimeout(30)
    PAGE.write_text(table(every()), "utf-8")
