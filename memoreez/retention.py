"""Deletes keepsakes: their rows and their blobs together, whatever interrupts it.

A database and a store share no transaction, so a mark in the store comes first:

    1. mark    `deleted/{id}/{random}` in the store: these blobs are to go
    2. rows    deleted in one transaction
    3. blobs   deleted
    4. mark    removed by a sweep a day later, after it has deleted the blobs once more (a step
               that was running at 2 may have stored something after 3)

Cut off after 1, the keepsake is whole and the mark lapses; after 2 or within 3, nothing points to
the blobs and the next sweep deletes them. Blobs are never deleted merely because no row is found:
a wrong MEMOREEZ_DATABASE_URL would empty the store.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from memoreez import db, keepsakes
from memoreez.errors import NotFound
from memoreez.store import Store, home

MARKS = "deleted"
MARK_AGE = timedelta(days=1)  # longer than any step runs
WORKING = ("imagining", "sculpting")
BATCH = 100  # ids at a time


@dataclass(frozen=True)
class Swept:
    """What a sweep has removed."""

    keepsakes: int  # past their days
    blobs: int  # left behind by deletions that were cut off


def remove(engine: sa.Engine, store: Store, keepsake_id: str) -> None:
    """Delete a keepsake. Raises NotFound; StoreError or Busy when a part is away.

    After an error either all of the keepsake is there, or none of it and the sweep does the rest.
    """
    with db.session(engine, reading=True) as session:
        keepsakes.find(session, keepsake_id)  # no mark for what never was
    _mark(store, keepsake_id)
    with db.session(engine) as session:
        keepsakes.delete(session, keepsake_id)
    store.delete(home(keepsake_id))


def sweep(engine: sa.Engine, store: Store, days: int, *, now: datetime | None = None) -> Swept:
    """Delete what was not touched for `days` (0: nothing) and is not being worked on.

    Then finish deletions that were cut off, and tidy the store. Safe in several processes at once.
    """
    now = now or datetime.now(UTC)
    blobs = _finish(engine, store, now)
    store.tidy()
    return Swept(_expire(engine, store, now - timedelta(days=days)) if days else 0, blobs)


def _expire(engine: sa.Engine, store: Store, before: datetime) -> int:
    count, last = 0, ""
    while ids := _old(engine, before, last):
        count += sum(_drop(engine, store, one, before) for one in ids)
        last = ids[-1]
    return count


def _old(engine: sa.Engine, before: datetime, last: str) -> list[str]:
    """The next ids, in order, of those that may go."""
    query = sa.select(db.Keepsake.id).where(*_idle(before), db.Keepsake.id > last)
    with db.session(engine, reading=True) as session:
        return list(session.scalars(query.order_by(db.Keepsake.id).limit(BATCH)))


def _idle(before: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return db.Keepsake.updated_at < before, db.Keepsake.state.not_in(WORKING)


def _drop(engine: sa.Engine, store: Store, keepsake_id: str, before: datetime) -> bool:
    """Delete one, unless somebody has touched or deleted it meanwhile."""
    _mark(store, keepsake_id)
    own = sa.select(db.Keepsake.id).where(db.Keepsake.id == keepsake_id, *_idle(before))
    with db.session(engine) as session:
        if session.scalar(own.with_for_update()) is None:
            return False
        keepsakes.delete(session, keepsake_id)
    store.delete(home(keepsake_id))
    return True


def _mark(store: Store, keepsake_id: str) -> None:
    # one for each attempt: a sweep that drops an old mark cannot drop a new one
    key = f"{MARKS}/{keepsake_id}/{secrets.token_hex(8)}"
    store.put(key, b"", "application/octet-stream")


def _finish(engine: sa.Engine, store: Store, now: datetime) -> int:
    """Delete blobs whose rows are gone and which are marked; drop marks that have served."""
    count = 0
    for key, written in list(store.written(MARKS)):
        keepsake_id = key.removeprefix(f"{MARKS}/").split("/")[0]
        if not _known(engine, keepsake_id):
            count += store.delete(home(keepsake_id))
        if now - datetime.fromtimestamp(written, UTC) > MARK_AGE:
            store.delete(key)
    return count


def _known(engine: sa.Engine, keepsake_id: str) -> bool:
    with db.session(engine, reading=True) as session:
        try:
            keepsakes.find(session, keepsake_id)
        except NotFound:
            return False
        return True
