"""The two things that every change of a keepsake does: hold its row, and note what happened."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from memoreez import timings
from memoreez.errors import NotFound, Superseded
from memoreez.records import plain
from memoreez.rows import Concept, Doing, Event, Json, Keepsake, State

UNSYNCED = {"synchronize_session": False}
ACTIVE = ("imagining", "sculpting")
UNDRAWN = ("waiting", "drawing")


def hold(session: Session, keepsake_id: str) -> Keepsake:
    """The keepsake as it is now; nobody else can change it until the end of the transaction.

    Raises NotFound.
    """
    row = _held(session, keepsake_id)
    if row is None:
        raise NotFound("There is no such keepsake; the link may be wrong or it was deleted.")
    return row


def govern(session: Session, keepsake_id: str, run: str) -> Keepsake:
    """The same for a workflow. Raises Superseded when the keepsake no longer listens to it."""
    row = _held(session, keepsake_id)
    if row is None or row.run != run or row.state not in ACTIVE:
        raise Superseded(f"The keepsake {keepsake_id} has moved on from {run}.")
    return row


def note(session: Session, row: Keepsake, kind: str, **data: Any) -> None:
    """Write the changed row and its next event. The last thing of every change."""
    now = datetime.now(UTC)
    session.flush()
    counted = sa.update(Keepsake).where(Keepsake.id == row.id)
    counted = counted.values(events=Keepsake.events + 1, updated_at=now)
    seq = session.scalars(counted.returning(Keepsake.events), execution_options=UNSYNCED).one()
    set_committed_value(row, "events", seq)
    set_committed_value(row, "updated_at", now)
    told = plain({"state": row.state, **data})
    session.add(Event(keepsake_id=row.id, seq=seq, kind=kind, data=told, at=now))
    session.flush()


def begin(session: Session, row: Keepsake, doing: Doing) -> None:
    """A new run governs the keepsake from here on; the caller enqueues it."""
    row.state = "imagining" if doing == "imagine" else "sculpting"
    row.doing = doing
    row.runs += 1
    row.run = f"{row.id}.{row.runs}.{doing}"
    row.error = None
    row.stage = timings.queued_json(session, doing)


def end(row: Keepsake, state: State, error: Json | None = None) -> None:
    """Nothing governs the keepsake any more."""
    row.state = state
    row.error = error
    row.stage = None
    row.wanted = None


def revert(row: Keepsake, error: Json | None = None) -> None:
    """The figurine that was published is the one that counts again."""
    figurine = row.figurine or {}
    end(row, "ready", error)
    if row.choice:
        row.choice = {name: figurine[name] for name in row.choice}


def concepts(session: Session, row: Keepsake, round: int | None = None) -> list[Concept]:
    """The keepsake's concepts, of one round or of all, in order."""
    query = sa.select(Concept).where(Concept.keepsake_id == row.id).order_by(Concept.number)
    if round is not None:
        query = query.where(Concept.round == round)
    return list(session.scalars(query))


def give_up(session: Session, row: Keepsake, error: Json) -> None:
    """Pictures that nobody draws any more say so, instead of waiting for ever."""
    for one in concepts(session, row):
        if one.state in UNDRAWN:
            one.state, one.error = "failed", error


def _held(session: Session, keepsake_id: str) -> Keepsake | None:
    if not keepsake_id.isascii() or not keepsake_id.isprintable():
        return None  # Postgres refuses a NUL even in a question
    query = sa.select(Keepsake).where(Keepsake.id == keepsake_id)
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()
