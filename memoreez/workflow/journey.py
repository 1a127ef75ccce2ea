"""A keepsake's way through a workflow: `work` in a helper process, `note` in its rows.

Both are durable: once done they are never done again, whatever dies in between. What goes wrong is
recorded as an answer, so that a workflow that is run again meets it again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from memoreez import db, errands, lineup
from memoreez.errands import Errand
from memoreez.errors import Busy, MemoreezError, Superseded, Unprintable
from memoreez.records import complaint, complaint_of
from memoreez.rows import Json
from memoreez.settings import Settings
from memoreez.workflow import checkpoints, endings, notes
from memoreez.workflow.place import here

log = logging.getLogger(__name__)

# A step that takes longer is killed. Ten times and more what two slow, shared cores need.
DEADLINE_S = {
    "concepts": 180,  # a language model may take two thirds of it before the next one is asked
    "pictures": 180,  # the same of an image model, asked twice
    "sculpture": 180,
    "figurine": 120,
    "files": 120,
    "mesh": 900,  # five million triangles take two minutes of a core
}
# Before a step is tried again. Together they outlast a store that is away for 15 s.
PAUSES_S = (1.0, 4.0, 15.0)
# Who chose a figurine waits for it; the first pictures of many come before the last of one.
URGENCY = {"concepts": 0, "sculpture": 1, "figurine": 1, "files": 1, "pictures": 2, "mesh": 3}

Tell = Callable[[Json], Awaitable[Any]]
Ask = Callable[[Session, Settings], Errand]


def patience_s(stage: str, chosen: Settings) -> float:
    """How long a step may wait for other machines: only sculptures have machines that slow."""
    return lineup.patience_s(chosen) if stage == "sculpture" else 0.0


def deadline_s(stage: str, chosen: Settings) -> float:
    """How long a step may take: our own work, and the wait for a sculptor on another machine."""
    return DEADLINE_S[stage] + patience_s(stage, chosen)


class Interrupted(BaseException):
    """Passes by all who record how a workflow ended; the sweep makes it begin again."""


class Failure(Exception):
    """A stage failed for good; `error` is what the person is told."""

    def __init__(self, error: Json) -> None:
        super().__init__(error["code"])
        self.error = error


@dataclass(frozen=True)
class Journey:
    """One keepsake under one run."""

    keepsake: str
    run: str

    async def work(self, stage: str, verb: str, ask: Ask, *args: Any) -> Json:
        """What the workshop answers. Raises Failure, Superseded.

        When the workflow is cancelled, the helper process that was at it is killed.
        """
        answer: Json = await DBOS.run_step_async(
            {"name": verb, "preemptible": True}, tries, self, stage, verb, ask, *args
        )
        if "error" in answer:
            raise Failure(answer["error"])
        return dict(_done(answer))

    async def wait(self, others: Sequence[str]) -> None:
        """Until these workflows are over, however they ended: the rows know."""
        await DBOS.run_step_async({"name": "wait", "preemptible": True}, endings.all_over, others)

    async def begin(self, stage: str, step: int, of: int, **took: Json) -> None:
        """A stage begins; `took` names the stages that are over, with their answers."""
        seconds = {name: answer["seconds"] for name, answer in took.items()}
        await self.report(notes.begin, stage, step, of, seconds)

    async def report(self, change: Callable[..., Any], *args: Any) -> Any:
        """`change(session, keepsake, run, *args)`, as `note`."""
        return await self.note(change, self.keepsake, self.run, *args)

    async def note(self, change: Callable[..., Any], *args: Any) -> Any:
        """`change(session, *args)`, in one commit with its checkpoint; its answer, as JSON.

        Raises Superseded when the keepsake no longer listens to this run, Failure for a bug.
        """
        this, name = checkpoints.step(), change.__name__
        work = partial(_changed, change, args)
        try:
            answer = await asyncio.to_thread(checkpoints.committed, this, name, work)
        except Exception as error:  # whoever comes again meets it again, and does not try for ever
            told = {"error": unforeseen(self, name, error)}
            answer = await asyncio.to_thread(checkpoints.committed, this, name, lambda _: told)
        if "error" in answer:
            raise Failure(answer["error"])
        return _done(answer)


async def ends(way: Awaitable[None], failed: Tell, journey: Journey) -> str:
    """The way to its end, which the rows know of: done, failed with a reason, or superseded."""
    try:
        error = await _walked(way, journey)
        if error:
            await failed(error)
    except Superseded:
        return "superseded"
    return error["code"] if error else "done"


async def _walked(way: Awaitable[None], journey: Journey) -> Json | None:
    try:
        await way
    except Failure as failure:
        return failure.error
    except Superseded:
        raise
    except SQLAlchemyError as error:  # DBOS could not write: nothing is decided yet
        log.warning("%s waits for its database: %s", journey.keepsake, type(error).__name__)
        raise Interrupted from error
    except Exception as error:
        return unforeseen(journey, "the workflow", error)
    return None


async def tries(journey: Journey, stage: str, verb: str, ask: Ask, *args: Any) -> Json:
    """The answer of the last try: {"done"}, {"error", "again"} or {"superseded"}.

    Who has waited half their patience for another machine has waited enough, and is told.
    """
    answer: Json = {}
    begun, patience = time.monotonic(), patience_s(stage, here().settings)
    for pause in (*PAUSES_S, None):
        answer = await attempt(journey, stage, verb, ask, *args)
        if pause is None or not answer.get("again"):
            break
        if patience and time.monotonic() - begun > patience / 2:
            break
        log.warning("%s of %s again: %s", verb, journey.keepsake, answer["error"]["code"])
        await asyncio.sleep(pause)
    return answer


async def attempt(journey: Journey, stage: str, verb: str, ask: Ask, *args: Any) -> Json:
    """One try: ask the rows what is wanted, and send a helper process for it."""
    place = here()
    try:
        limit_s = deadline_s(stage, place.settings)
        errand = replace(await asyncio.to_thread(_asked, ask), run=journey.run)
        call = (errands.run, place.workshop, verb, errand, *args)
        made = await place.bench.call(*call, urgency=URGENCY[stage], limit_s=limit_s)
    except Superseded:
        return {"superseded": True}
    except TimeoutError:
        return {"error": _late(limit_s), "again": True}
    except MemoreezError as error:
        return _told(error)
    except Exception as error:
        return {"error": unforeseen(journey, verb, error), "again": isinstance(error, MemoryError)}
    return {"done": made}


def unforeseen(journey: Journey, what: str, error: Exception) -> Json:
    """A bug: the log gets where it was (never the text, which may be a person's), and a reference.

    The person gets the reference.
    """
    reference = secrets.token_hex(4)
    where = "".join(getattr(error, "__notes__", ())) or _where(error)
    name = type(error).__name__
    log.error("%s of %s: %s, reference %s\n%s", what, journey.keepsake, name, reference, where)
    return complaint(
        "unforeseen",
        "Something went wrong in the studio. Nothing that was finished is lost.",
        f"Try again. If it happens again, give the reference {reference} to whoever runs it.",
        retryable=True,
    )


def _where(error: BaseException) -> str:
    trace, places = error.__traceback__, []
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(places)


def _asked(ask: Ask) -> Errand:
    with db.session(here().engine, reading=True) as session:
        return ask(session, here().settings)


def _changed(change: Callable[..., Any], args: Sequence[Any], session: Session) -> Json:
    try:
        return {"done": change(session, *args)}
    except Superseded:  # it changed nothing
        return {"superseded": True}


def _done(answer: Json) -> Any:
    if "superseded" in answer:
        raise Superseded("The keepsake has moved on.")
    return answer["done"]


def _late(limit_s: float) -> Json:
    return complaint(
        "late",
        f"This took longer than {limit_s:.0f} s and was stopped.",
        "Try again; when the studio is less busy it may be quicker.",
        retryable=True,
    )


def _told(error: MemoreezError) -> Json:
    """What the person is told, and whether it is worth another try at once."""
    again = bool(getattr(error, "retryable", isinstance(error, Busy)))
    if isinstance(error, Unprintable):
        failed = [check for check in error.report.checks if check.verdict == "fail"]
        advice = " ".join(f"{check.title}: {check.advice}" for check in failed)
        told = complaint("unprintable", "The figurine would not print.", advice)
    else:
        told = complaint_of(error) | {"retryable": again}
    return {"error": told, "again": again}
