"""What is only read of keepsakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from memoreez.errors import BadInput, NotFound
from memoreez.ledger import ACTIVE
from memoreez.rows import Event, File, Keepsake

UNKNOWN = "There is no such keepsake; the link may be wrong or it was deleted."


class Active(NamedTuple):
    """A keepsake that something is being made for; `events` grows while it makes progress."""

    id: str
    run: str
    events: int


def find(session: Session, keepsake_id: str) -> Keepsake:
    """A keepsake by its id. Raises NotFound."""
    return _one(session, Keepsake.id, keepsake_id)


def shared(session: Session, token: str) -> Keepsake:
    """A keepsake by the token of its share link. Raises NotFound."""
    return _one(session, Keepsake.share, token)


def file(session: Session, keepsake_id: str, name: str) -> File:
    """A file of a keepsake. Raises NotFound."""
    found = None
    if keepsake_id.isascii() and name.isascii() and (keepsake_id + name).isprintable():
        found = session.get(File, (keepsake_id, name))
    if found is None:
        raise NotFound("There is no such file; look at the keepsake for those that there are.")
    return found


def events_after(session: Session, keepsake_id: str, seq: int) -> Sequence[Event]:
    """The events after number `seq`, in order."""
    query = sa.select(Event).where(Event.keepsake_id == keepsake_id, Event.seq > seq)
    return session.scalars(query.order_by(Event.seq)).all()


def counters(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """The number of the last event of each of these keepsakes; deleted ones are left out."""
    query = sa.select(Keepsake.id, Keepsake.events).where(Keepsake.id.in_(ids))
    return {row.id: row.events for row in session.execute(query)}


def stalled(session: Session) -> list[Active]:
    """All keepsakes that something is being made for, for a watchdog to compare with before."""
    query = sa.select(Keepsake.id, Keepsake.run, Keepsake.events)
    return [Active(*row) for row in session.execute(query.where(Keepsake.state.in_(ACTIVE)))]


def recent(
    session: Session, limit: int = 50, cursor: str | None = None
) -> tuple[Sequence[Keepsake], str | None]:
    """Keepsakes, the newest first, and the cursor of the next page (None: no more).

    Raises BadInput for a cursor that is not one of ours.
    """
    query = sa.select(Keepsake).order_by(Keepsake.created_at.desc(), Keepsake.id.desc())
    if cursor is not None:
        query = query.where(_before(session, cursor))
    rows = session.scalars(query.limit(limit + 1)).all()
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def _before(session: Session, cursor: str) -> sa.ColumnElement[bool]:
    """Keepsakes are pages apart by the last one of the page before."""
    try:
        last = find(session, cursor)
    except NotFound:
        raise BadInput("That page is gone; begin with the first one.") from None
    same = sa.and_(Keepsake.created_at == last.created_at, Keepsake.id < last.id)
    return sa.or_(Keepsake.created_at < last.created_at, same)


def _one(session: Session, column: sa.orm.InstrumentedAttribute[str], value: str) -> Keepsake:
    printable = value.isascii() and value.isprintable()  # Postgres refuses a NUL in a question
    row = session.scalar(sa.select(Keepsake).where(column == value)) if printable else None
    if row is None:
        raise NotFound(UNKNOWN)
    return row
