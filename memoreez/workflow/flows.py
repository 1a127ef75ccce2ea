"""The workflows: each reads as what happens to a keepsake, and survives whatever dies meanwhile.

They are deterministic: what may differ from one time to the next is in `work` and `note`. The row
decides who may change it: a workflow that is no longer its keepsake's `run` finds out at its next
note, and ends quietly.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from dbos import DBOS, EnqueueOptions

from memoreez.rows import Json
from memoreez.workflow import asks, endings, notes
from memoreez.workflow.journey import Journey, ends
from memoreez.workflow.mending import mend
from memoreez.workflow.queues import APPLICATION_VERSION, KINDS, RECOVERIES, TIMEOUT_S

DRAFT, FIRST, ROUND = 1, 2, 4  # priorities: drafts, first pictures of all, second pictures of all


@DBOS.workflow(name="imagine", max_recovery_attempts=RECOVERIES["imagine"])
async def imagine(keepsake: str, run: str) -> str:
    """The round's concepts, then a picture of each."""
    return await _run(_imagine, Journey(keepsake, run))


@DBOS.workflow(name="picture", max_recovery_attempts=RECOVERIES["picture"])
async def picture(keepsake: str, run: str, number: int, draft: bool) -> str:
    """A picture of one concept."""
    journey = Journey(keepsake, run)
    failed = partial(journey.note, notes.picture_failed, keepsake, number)
    ended = await ends(_picture(journey, number, draft), _ignored if draft else failed, journey)
    endings.tell(_name(journey, number, draft))
    return ended


@DBOS.workflow(name="make", max_recovery_attempts=RECOVERIES["make"])
async def make(keepsake: str, run: str) -> str:
    """The chosen concept as a figurine with all its files."""
    return await _run(_make, Journey(keepsake, run))


@DBOS.workflow(name="refine", max_recovery_attempts=RECOVERIES["refine"])
async def refine(keepsake: str, run: str) -> str:
    """The figurine that is there, with what is wanted otherwise."""
    return await _run(_refine, Journey(keepsake, run))


async def _imagine(journey: Journey) -> None:
    ask = partial(asks.for_round, keepsake=journey.keepsake, run=journey.run)
    await journey.begin("concepts", 1, of=2)
    found = await journey.work("concepts", "imagine", ask)
    undrawn = await journey.report(notes.concepts_found, found)
    await journey.begin("pictures", 2, of=2)
    drawing = [await _enqueue(journey, number, draft=True) for number in undrawn[:1]]
    drawing += [await _enqueue(journey, number) for number in undrawn]
    await journey.wait(drawing)
    await journey.report(notes.round_done)


async def _picture(journey: Journey, number: int, draft: bool) -> None:
    ask = partial(asks.for_picture, keepsake=journey.keepsake, number=number)
    drawn = await journey.work("pictures", "draw", ask, draft)
    await journey.note(notes.picture_landed, journey.keepsake, number, drawn, draft)


async def _make(journey: Journey) -> None:
    ask = partial(asks.for_figurine, keepsake=journey.keepsake, run=journey.run)
    await journey.begin("sculpture", 1, of=3)
    sculpture = await journey.work("sculpture", "sculpt", ask)
    await journey.begin("figurine", 2, of=3, sculpture=sculpture)
    await _finish(journey, ask, sculpture, step=3)


async def _refine(journey: Journey) -> None:
    ask = partial(asks.for_figurine, keepsake=journey.keepsake, run=journey.run)
    await journey.begin("figurine", 1, of=2)
    sculpture = await journey.work("sculpture", "sculpt", ask)  # there already, at this height
    await _finish(journey, ask, sculpture, step=2)


async def _finish(journey: Journey, ask: Any, sculpture: Json, step: int) -> None:
    """From the raw mesh to files that can be downloaded."""
    finished = await journey.work("figurine", "finish_figurine", ask, sculpture)
    await journey.begin("files", step, of=step, figurine=finished)
    made = await journey.work("files", "publish", ask, finished)
    await journey.report(notes.published, made)


async def _enqueue(journey: Journey, number: int, draft: bool = False) -> str:
    """A picture of its own workflow, on the queue where all keepsakes' first pictures go first."""
    name = endings.await_end(_name(journey, number, draft))
    options: EnqueueOptions = {
        "workflow_name": "picture",
        "workflow_id": name,
        "queue_name": KINDS["picture"],
        "priority": DRAFT if draft else FIRST + (number - 1) % ROUND,
        "app_version": APPLICATION_VERSION,
        "workflow_timeout": TIMEOUT_S,
    }
    await DBOS.enqueue_workflow_with_options_async(
        options, journey.keepsake, journey.run, number, draft
    )
    return name


def _name(journey: Journey, number: int, draft: bool) -> str:
    return f"{journey.run}.{'draft' if draft else 'picture'}-{number}"


async def _run(way: Callable[[Journey], Awaitable[None]], journey: Journey) -> str:
    return await ends(way(journey), partial(journey.report, notes.failed), journey)


async def _ignored(_error: Json) -> None:
    """A draft that fails is missed by nobody: the picture itself is on its way."""


BY_NAME = {"imagine": imagine, "picture": picture, "make": make, "refine": refine, "mend": mend}
