"""Gives a keepsake copies of a photo, before there is its row, and reads them when it is made."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import sqlalchemy as sa

from memoreez import albums, db, photos, retention
from memoreez.albums import Lent
from memoreez.artifacts import Cutout, Picture
from memoreez.errors import NotFound
from memoreez.lookups import find
from memoreez.rows import Json, Photo
from memoreez.store import Store, home

TRIES = 3  # a cutout may be corrected in the middle of it, and its blob be gone


@contextmanager
def lent(engine: sa.Engine, store: Store, photo_id: str | None) -> Iterator[Lent | None]:
    """Copies of the photo for a keepsake; they go again unless its row has come to be meanwhile.

    None for no photo. Raises NotFound, StoreError, Busy.
    """
    if photo_id is None:
        yield None
        return
    with db.session(engine) as session:
        albums.touch(session, photo_id)
    keepsake = secrets.token_urlsafe(16)
    mark = retention.arriving(store, keepsake)
    try:
        yield Lent(keepsake, _copied(engine, store, photo_id, keepsake))
    finally:
        if not _made(engine, keepsake):
            store.delete(home(keepsake))
        store.delete(mark)


def _copied(
    engine: sa.Engine, store: Store, photo_id: str, keepsake: str, tries: int = TRIES
) -> Json:
    with db.session(engine, reading=True) as session:
        row = albums.find(session, photo_id)
    try:
        copies = {
            "picture": _copy(store, row, albums.PICTURE, keepsake),
            "cutout": _copy(store, row, albums.CUTOUT, keepsake),
        }
    except NotFound:
        if tries == 1:
            raise NotFound(albums.UNKNOWN) from None
        return _copied(engine, store, photo_id, keepsake, tries - 1)
    return {"id": row.id, "width": row.width, "height": row.height, "cut": row.cut, **copies}


def _copy(store: Store, row: Photo, name: str, keepsake: str) -> Json:
    file = albums.file(row, name)
    blob = store.put(f"{home(keepsake)}/photo/{name}", store.get(file.key), file.content_type)
    return asdict(blob)


def _made(engine: sa.Engine, keepsake: str) -> bool:
    try:
        with db.session(engine, reading=True) as session:
            find(session, keepsake)
    except NotFound:
        return False
    return True


def read(store: Store, facts: Json, language: str | None) -> photos.Photo:
    """A keepsake's own copies, as the stages take them. Raises NotFound, StoreError."""
    picture = Picture(store.get(facts["picture"]["key"]), facts["width"], facts["height"])
    found = cutout(store.get(facts["cutout"]["key"]), facts, facts["cut"])
    return photos.Photo(picture, found, language or "en", facts["cut"].get("known", 0.0))


def cutout(png: bytes, facts: Json, cut: Json) -> Cutout:
    """A cutout of which a row knows all but the pixels."""
    told = (cut["confidence"], cut["method"], cut["words"], cut["why"])
    return Cutout(png, facts["width"], facts["height"], *told)
