"""How many calls of a piece of work cost something: `Remote` notes them, `spending` reads them.

    with counting() as calls:
        provider.draw(concept)
    calls.paid  # 2: the first picture was poor

A call costs something when it may not be repeated freely and the work was done, or may have been.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from memoreez.verdicts import RemoteError


@dataclass
class Calls:
    """Those of one piece of work, in the thread that counts; `told`: somebody did count."""

    paid: int = 0
    told: bool = False


_counting: ContextVar[Calls | None] = ContextVar("memoreez_calls", default=None)


@contextmanager
def counting() -> Iterator[Calls]:
    """Counts until the end of the block; whoever counted before gets these calls, too."""
    outer, mine = _counting.get(), Calls()
    token = _counting.set(mine)
    try:
        yield mine
    finally:
        _counting.reset(token)
        if outer is not None:
            outer.paid += mine.paid
            outer.told |= mine.told


def paid(calls: int = 1) -> None:
    """So many calls cost something. Without anybody who counts, nothing happens.

    None is worth telling, too: who tells nothing is held to have been asked once.
    """
    if (mine := _counting.get()) is not None:
        mine.paid += calls
        mine.told = True


@contextmanager
def costing(costs: bool) -> Iterator[None]:
    """The block is one call to another machine; it is counted where it `costs` something."""
    try:
        yield
    except RemoteError as error:
        if costs and _worked(error):
            paid()
        raise
    if costs:
        paid()


def _worked(error: RemoteError) -> bool:
    """Whether work was done all the same, or may have been."""
    if error.sent != "answered":
        return error.sent == "maybe"
    done = error.fault in ("large", "format", "answer")
    return done or (error.fault == "content" and error.detail != "input")
