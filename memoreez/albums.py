"""Photos that somebody sent: the one place where their rows are changed.

A photo is kept for a day after it was last touched. A keepsake that is made of one gets copies of
its own (`Lent`), so that its photo may be cut out otherwise, or be gone, and the keepsake stays
what it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from memoreez import idempotency
from memoreez.errors import NotFound
from memoreez.records import Stored, plain
from memoreez.rows import Json, Photo
from memoreez.store import home

KEPT = timedelta(days=1)  # after it was last touched
UNKNOWN = "There is no such photo: photos are kept for a day. Send it again."
PICTURE, CUTOUT = "picture.png", "cutout.png"  # what a keepsake is made of
FIRST = "automatic.png"  # the cutout that nobody has corrected
SEEN, MASK = "seen.jpg", "mask.png"  # the same, small, for the page


@dataclass(frozen=True)
class NewPhoto:
    """A photo whose files are in the store. `sha256` is that of the bytes which were sent."""

    id: str
    sha256: str
    width: int
    height: int
    cut: Json
    marks: Json
    files: Sequence[Stored]


@dataclass(frozen=True)
class Lent:
    """A keepsake's own copies of a photo, in the store before its row is."""

    keepsake: str
    facts: Json  # id, width, height, cut, picture and cutout (Stored)


def place(photo_id: str, name: str) -> str:
    """Where in the store a file of a photo lies."""
    return f"{home(photo_id)}/{name}"


def create(session: Session, new: NewPhoto, key: str | None) -> tuple[Photo, bool]:
    """A new photo, and True; with a key of the last 24 hours the old one, and False.

    Raises Conflict for a key of another photo.
    """
    if key is not None:
        old = idempotency.claim(session, Photo, "photo", key, new.sha256, new.id)
        if old is not None:
            return old, False
    now = datetime.now(UTC)
    row = Photo(
        id=new.id,
        width=new.width,
        height=new.height,
        cut=plain(new.cut),
        marks=plain(new.marks),
        version=1,
        files=[asdict(one) for one in new.files],
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row, True


def known(session: Session, key: str, sha256: str) -> Photo | None:
    """The photo that the key made, before any work is done for it. Raises Conflict."""
    return idempotency.known(session, Photo, "photo", key, sha256)


def find(session: Session, photo_id: str) -> Photo:
    """Raises NotFound."""
    row = _read(session, sa.select(Photo).where(Photo.id == photo_id), photo_id)
    if row is None:
        raise NotFound(UNKNOWN)
    return row


def file(row: Photo, name: str) -> Stored:
    """A file of it. Raises NotFound."""
    for one in row.files:
        if one["name"] == name:
            return Stored(**one)
    raise NotFound("There is no such file of this photo.")


def recut(
    session: Session, photo_id: str, marks: Json, cut: Json, files: Sequence[Stored]
) -> tuple[Photo, list[Stored]]:
    """Another cutout of it; and those of its files that nobody needs any more. Raises NotFound."""
    row = _held(session, photo_id)
    fresh = {one.name: one for one in files}
    gone = [old for one in row.files if (old := Stored(**one)).name in fresh]
    kept = [one for one in row.files if one["name"] not in fresh]
    row.files = kept + [asdict(one) for one in files]
    row.marks, row.cut = plain(marks), plain(cut)
    row.version += 1
    row.updated_at = datetime.now(UTC)
    return row, gone


def touch(session: Session, photo_id: str) -> Photo:
    """It is needed for another day. Raises NotFound."""
    row = _held(session, photo_id)
    row.updated_at = datetime.now(UTC)
    return row


def delete(session: Session, photo_id: str) -> None:
    """Forget its row; `retention` deletes its blobs with it. Raises NotFound."""
    row = _held(session, photo_id)
    idempotency.forget(session, row.id)
    session.execute(sa.delete(Photo).where(Photo.id == row.id))
    session.expunge(row)


def _held(session: Session, photo_id: str) -> Photo:
    query = sa.select(Photo).where(Photo.id == photo_id).with_for_update()
    row = _read(session, query.execution_options(populate_existing=True), photo_id)
    if row is None:
        raise NotFound(UNKNOWN)
    return row


def _read(session: Session, query: sa.Select[Any], photo_id: str) -> Photo | None:
    if not photo_id.isascii() or not photo_id.isprintable():
        return None  # Postgres refuses a NUL even in a question
    row: Photo | None = session.scalars(query).one_or_none()
    return row
