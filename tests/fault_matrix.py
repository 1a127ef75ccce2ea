"""Everything that can go wrong with a model server, what memoreez makes of it, and the table of it.

`python tests/fault_matrix.py` writes docs/providers/faults.md; test_remote_faults.py compares.
"""

from __future__ import annotations

from functools import partial

import fault_runs as runs
from fault_acts import cf, plain, refusing, said
from fault_runs import COMMON, PAGES, Fault, Kind, Outcomes
from model_server import CLOUDFLARE, error, failing, saying
from model_words import good

from memoreez.concepts._reading import read
from memoreez.concepts.cloudflare import Cloudflare
from memoreez.concepts.openai import OpenAI
from memoreez.motifs import lexicon

PAGE = PAGES / "faults.md"
TEXT = "guitar, hiking with the dog, black coffee"
CONTENT = "Your request was rejected as a result of our safety system."

FAULTS = (
    *COMMON,
    Fault("400, context too small",
          said("context_length_exceeded", "This needs 5000 tokens, I have 4096", 400), "request",
          cf(5006, "The estimated number of tokens exceeded this model's limit", 400)),
    Fault("wrong content type", plain, "format"),
    Fault("refusal of what was asked", refusing, "content",
          failing(400, error(CLOUDFLARE, 3030, CONTENT))),
    Fault("refusal by a filter", said("content_policy_violation", CONTENT, 400), "content",
          failing(400, error(CLOUDFLARE, 3030, CONTENT))),
    Fault("prose instead of ideas, twice", saying("Here is a poem about dogs."), "answer"),
    Fault("an answer cut off by its limit, twice", saying(good, finish="length"), "answer",
          saying('{"language": "en", "ideas": {"cha')),
)  # fmt: skip


made = partial(runs.provider, OpenAI, Cloudflare)
IDEAS = Kind("answer", "ideas", saying(good), made, lambda provider: provider.imagine(TEXT))


def every(faults: tuple[Fault, ...] = FAULTS, *, once: bool = False) -> Outcomes:
    """All faults, for all ways to ask."""
    read(TEXT, lexicon())  # once, before sixteen threads do it at the same time
    return runs.every(IDEAS, faults, once=once)


def table(outcomes: Outcomes) -> str:
    """The page."""
    return runs.table(IDEAS, INTRODUCTION, FAULTS, outcomes)


INTRODUCTION = runs.introduction(
    "a model server",
    "fault_matrix.py",
    "The answers made are what a service bills, whether or not they arrive: with a key never more "
    "than one, but where wrong ideas are put right by asking once more.",
)


if __name__ == "__main__":
    PAGE.write_text(table(every()), "utf-8")
