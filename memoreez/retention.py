"""Deletes keepsakes, uploaded meshes and photos: rows and blobs together, whatever interrupts it.

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
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from memoreez import albums, claims, db, keepsakes, superseded, timings, uploads
from memoreez.errors import NotFound
from memoreez.store import Store, home

MARKS = "deleted"
ARRIVING = "arriving"
MARK_AGE = timedelta(days=1)  # longer than any step runs
WORKING = ("imagining", "sculpting", *uploads.ACTIVE)
ROWS: tuple[tuple[Any, Any], ...] = (
    (db.Keepsake, keepsakes),
    (db.Upload, uploads),
    (db.Photo, albums),
)
BATCH = 100  # ids at a time


@dataclass(frozen=True)
class Swept:
    """What a sweep has removed."""

    keepsakes: int  # past their days, with uploaded meshes and photos
    blobs: int  # left behind by deletions that were cut off, and by versions before the last


def remove(engine: sa.Engine, store: Store, name: str, deeds: Any = keepsakes) -> None:
    """Delete a keepsake with its photo; with `uploads` or `albums` as `deeds`, a mesh or a photo.

    Raises NotFound; StoreError or Busy when a part is away. After an error either all of it is
    there, or none of it and the sweep does the rest.
    """
    with db.session(engine, reading=True) as session:
        row = deeds.find(session, name)  # no mark for what never was
    photo = getattr(row, "photo", None)
    _mark(store, name)
    with db.session(engine) as session:
        deeds.delete(session, name)
    store.delete(home(name))
    if photo:  # last: what fails here goes by itself after a day
        with suppress(NotFound):  # its day is over
            remove(engine, store, photo["id"], albums)


def arriving(store: Store, name: str) -> str:
    """Mark blobs that are stored before their row; their key, to delete once the row is there."""
    key = f"{ARRIVING}/{name}/{secrets.token_hex(8)}"
    store.put(key, b"", "application/octet-stream")
    return key


def sweep(engine: sa.Engine, store: Store, days: int, *, now: datetime | None = None) -> Swept:
    """Delete what was not touched for `days` (0: nothing) and is not being worked on.

    Photos go after a day: keepsakes have copies. Then finish deletions that were cut off, and tidy
    store and database. Safe in several processes at once.
    """
    now = now or datetime.now(UTC)
    blobs = _finish(engine, store, now) + _arrived(engine, store, now)
    blobs += superseded.drop(engine, store, now) + claims.sweep(store, now.timestamp())
    store.tidy()
    with db.session(engine) as session:
        timings.prune(session)
    rests = timedelta(days=days)
    gone = [
        _expire(engine, store, row, deeds, now - (albums.KEPT if row is db.Photo else rests))
        for row, deeds in ROWS
        if days or row is db.Photo
    ]
    return Swept(sum(gone), blobs)


def _expire(engine: sa.Engine, store: Store, row: Any, deeds: Any, before: datetime) -> int:
    count, last = 0, ""
    while ids := _old(engine, row, before, last):
        count += sum(_drop(engine, store, row, deeds, one, before) for one in ids)
        last = ids[-1]
    return count


def _old(engine: sa.Engine, row: Any, before: datetime, last: str) -> list[str]:
    """The next ids, in order, of those that may go."""
    query = sa.select(row.id).where(*_idle(row, before), row.id > last)
    with db.session(engine, reading=True) as session:
        return list(session.scalars(query.order_by(row.id).limit(BATCH)))


def _idle(row: Any, before: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    worked_on = () if row is db.Photo else (row.state.not_in(WORKING),)
    return row.updated_at < before, *worked_on


def _drop(
    engine: sa.Engine, store: Store, row: Any, deeds: Any, name: str, before: datetime
) -> bool:
    """Delete one, unless somebody has touched or deleted it meanwhile."""
    _mark(store, name)
    own = sa.select(row.id).where(row.id == name, *_idle(row, before))
    with db.session(engine) as session:
        if session.scalar(own.with_for_update()) is None:
            return False
        deeds.delete(session, name)
    store.delete(home(name))
    return True


def _arrived(engine: sa.Engine, store: Store, now: datetime) -> int:
    """Delete blobs whose row never came; drop their marks."""
    count = 0
    for key, written in list(store.written(ARRIVING)):
        name = key.removeprefix(f"{ARRIVING}/").split("/")[0]
        if now - datetime.fromtimestamp(written, UTC) > MARK_AGE:
            count += 0 if _known(engine, name) else store.delete(home(name))
            store.delete(key)
    return count


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


def _known(engine: sa.Engine, name: str) -> bool:
    with db.session(engine, reading=True) as session:
        for _, deeds in ROWS:
            with suppress(NotFound):
                deeds.find(session, name)
                return True
    return False
