"""Queues, versions, intervals: all of DBOS that can be turned, and why it stands as it does."""

from __future__ import annotations

from collections.abc import Sequence

from memoreez.errors import UnknownName

# DBOS would hash the workflows' source: after any edit, unfinished work would wait for the old
# code for ever. Raise this only when unfinished work must not be continued by the new code.
APPLICATION_VERSION = "1"
APPLICATION = "memoreez"

# How often queues are looked at: with 0.1 s work starts 50 ms after it was enqueued. Each queue
# costs an idle studio about 0.5 % of a core then; those of long work are looked at less often.
POLL_S = {"imagine": 0.1, "draw": 0.1, "sculpt": 0.2, "finish": 0.2, "mend": 0.5}

# A person presses cancel and the helper process must be gone within a second; DBOS looks once
# a second. One query for all running steps, so twice a second more does no harm.
CANCEL_POLL_S = 0.25

# How often a workflow may be found half-done by a process that takes over. Beyond that it is held
# to be what kills the processes, and ends in `failed`. `imagine` only waits for its pictures most
# of the time: it sees deaths that are not of its doing.
RECOVERIES = {"imagine": 50, "picture": 5, "make": 5, "refine": 5, "mend": 3}

# The last line against work without an end. DBOS counts it by the time of day, which goes on while
# a laptop sleeps, so it is long; the watchdog, which counts by our own clock, comes long before.
TIMEOUT_S = 7 * 24 * 3600.0

KINDS = {
    "imagine": "imagine",
    "picture": "draw",
    "make": "sculpt",
    "refine": "finish",
    "mend": "mend",
}
QUEUES = tuple(KINDS.values())


def concurrency(bench: int, aside: int = 0) -> dict[str, int]:
    """How many workflows of a queue one process runs, for a bench of that size.

    A workflow that waits for its pictures keeps its place in `imagine`, so there are many; the
    others work all the time, and the bench has no more hands. One figurine at a time: its helper
    process brings a second one, so that all cores work for whoever waits. Where sculptures come
    from other machines and so many processes of the bench may stand `aside`, as many in all: none
    of those that wait for a sculpture, or for one of another height, holds a hand. One uploaded
    mesh at a time: it may need gigabytes.
    """
    figurines = max(1, aside // 2)
    return {"imagine": 64, "draw": bench, "sculpt": figurines, "finish": figurines, "mend": 1}


def known(queues: Sequence[str]) -> tuple[str, ...]:
    """The same queues. Raises UnknownName for one that does not exist."""
    for name in queues:
        if name not in QUEUES:
            raise UnknownName("queue", name, QUEUES)
    return tuple(queues)
