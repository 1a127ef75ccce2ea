"""Everything that can go wrong with a server of pictures, what is made of it, and the table of it.

`python tests/picture_faults.py` writes docs/providers/images-faults.md; the tests compare.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import fault_runs as runs
import picture_server as pictures
from fault_acts import cf, said
from fault_runs import COMMON, PAGES, Fault, Kind, Outcome, Outcomes
from model_server import CLOUDFLARE, error, failing
from picture_server import CONCEPT, drawing, handing, pointing, replying

from memoreez.images.cloudflare import Cloudflare
from memoreez.images.openai import OpenAI

PAGE = PAGES / "images-faults.md"
FLAGGED = "Input prompt contains NSFW content"
REJECTED = "Your request was rejected by the safety system."


def elsewhere(status: int) -> Any:
    """A picture that is drawn, and then not at its address."""
    return pointing(lambda _: "/files/1.png?sig=a", failing(status))


def inside(_: Any) -> str:
    return "http://169.254.169.254/latest/meta-data"


FAULTS = (
    *COMMON,
    Fault("wrong content type", replying(b"a picture", "text/plain"), "format"),
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
    Fault("the picture's address answers 404", elsewhere(404), "answer", foreign=True),
    Fault("the picture's address answers 503", elsewhere(503), "busy", foreign=True),
    Fault("the picture's address is in a private network",
          pointing(inside, failing(500)), "address", foreign=True),
    Fault("the picture's address has HTML",
          pointing(lambda _: "/1", handing(b"<html>", "text/html")), "answer", foreign=True),
)  # fmt: skip


made = partial(runs.provider, OpenAI, Cloudflare)
PICTURES = Kind(
    "picture", "drawn", drawing(pictures.good()), made, lambda provider: provider.draw(CONCEPT)
)


def run(fault: Fault, who: str, *, once: bool = False) -> Outcome:
    """What comes of one fault."""
    return runs.run(PICTURES, fault, who, once=once)


def every() -> Outcomes:
    """All faults, for all ways to ask."""
    return runs.every(PICTURES, FAULTS)


def table(outcomes: Outcomes) -> str:
    """The page."""
    return runs.table(PICTURES, INTRODUCTION, FAULTS, outcomes)


INTRODUCTION = runs.introduction(
    "a server of pictures",
    "picture_faults.py",
    "The pictures made are what a service bills, whether or not they arrive: with a key never more "
    "than one for a picture that is lost or no use.\n"
    "A second one is drawn on purpose where the first came, but was judged a poor one.",
)


if __name__ == "__main__":
    PAGE.write_text(table(every()), "utf-8")
