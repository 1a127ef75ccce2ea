"""What a keepsake's older versions have left in the store, once nothing can ask for it any more.

A refined keepsake has files of each version: those of the last are what its rows name. An older
version's folder goes when no row names a file in it and it has been left alone for a day, so that
links which were given out have ended. The version that was made last always stays: whoever tries
again finds there what was done already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from memoreez import db
from memoreez.store import Store, home

REST = timedelta(days=1)  # longer than any link lives and any step runs
LOOKED = timedelta(days=8)  # after the last change: what is asked of an S3 store costs money
WORKING = ("imagining", "sculpting")
_FOLDER = re.compile(r"version-(\d{1,9})(?:-[0-9a-f]{8})?")


def drop(engine: sa.Engine, store: Store, now: datetime) -> int:
    """Delete such folders; how many blobs there were. Raises StoreError, Busy."""
    with db.session(engine, reading=True) as session:
        refined = sa.select(db.Keepsake.id).where(
            db.Keepsake.version > 1,
            db.Keepsake.state.not_in(WORKING),
            db.Keepsake.updated_at.between(now - LOOKED, now - REST),
        )
        ids = list(session.scalars(refined))
    return sum(store.delete(folder) for one in ids for folder in _left(engine, store, one, now))


def _left(engine: sa.Engine, store: Store, keepsake_id: str, now: datetime) -> Iterator[str]:
    """The folders of a keepsake that nobody needs."""
    place = home(keepsake_id)
    written: dict[str, float] = {}
    for key, at in store.written(place):
        folder = key.removeprefix(f"{place}/").split("/")[0]
        written[folder] = max(at, written.get(folder, 0.0))
    with db.session(engine, reading=True) as session:
        row = session.get(db.Keepsake, keepsake_id)
        own = sa.select(db.File.key).where(db.File.keepsake_id == keepsake_id)
        named = {key.removeprefix(f"{place}/").split("/")[0] for key in session.scalars(own)}
    for folder, at in written.items():
        made = _FOLDER.fullmatch(folder)
        rested = now - datetime.fromtimestamp(at, UTC) > REST
        if row and made and int(made[1]) < row.version and folder not in named and rested:
            yield f"{place}/{folder}"
