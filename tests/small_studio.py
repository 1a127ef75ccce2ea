"""A studio without web and workflows: a database, a folder store, keepsakes with blobs in it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from keepsake_moves import sqlite_in

from memoreez import albums, db, keepsakes, uploads
from memoreez.lending import lent
from memoreez.records import NewKeepsake, Stored
from memoreez.settings import Settings
from memoreez.store import Store, home

OWNERS: dict[str, str] = {}  # whose home that is


@dataclass(frozen=True)
class Small:
    """Opened by the fixture `small`."""

    folder: Path
    engine: sa.Engine
    store: Store

    def add(self, *, state: str = "ready", days: float = 0, data: bytes = b"solid") -> str:
        """A keepsake untouched for these days, with a file and a step's receipt; its id."""
        with db.session(self.engine) as session:
            row, _ = keepsakes.create(session, NewKeepsake("chess"), None)
            blob = self.store.put(f"{home(row.id)}/version-1/figurine.stl", data, "model/stl")
            self.store.put(f"{home(row.id)}/concepts.json", b"{}", "application/json")
            OWNERS[home(row.id)] = row.id
            made = {"version": 1, "made_at": datetime.now(UTC), "keepsake_id": row.id}
            session.add(db.File(name="figurine.stl", **vars(blob), **made))
        with db.session(self.engine) as session:
            touched = datetime.now(UTC) - timedelta(days=days)
            own = sa.update(db.Keepsake).where(db.Keepsake.id == row.id)
            session.execute(own.values(state=state, updated_at=touched))
        return row.id

    def send(self, *, state: str = "done", days: float = 0) -> str:
        """A mesh untouched for these days, with what was sent and a repaired file; its id."""
        touched = datetime.now(UTC) - timedelta(days=days)
        new = uploads.NewUpload(secrets.token_urlsafe(16), "a.stl", 5, "0" * 64, {"up": "z"})
        self.store.put(new.source, b"solid", "model/stl")
        blob = self.store.put(f"{home(new.id)}/mended/fixed.stl", b"fixed", "model/stl")
        OWNERS[home(new.id)] = new.id
        with db.session(self.engine) as session:
            row, _ = uploads.create(session, new, None)
            row.files = [{"name": "fixed.stl", **vars(blob)}]
            row.state, row.updated_at = state, touched  # type: ignore[assignment]
        return new.id

    def snap(self, *, days: float = 0) -> str:
        """A photo untouched for these days, with its picture and its cutout; its id."""
        name = secrets.token_urlsafe(16)
        blobs = [
            Stored(
                file, **vars(self.store.put(albums.place(name, file), file.encode(), "image/png"))
            )
            for file in (albums.PICTURE, albums.CUTOUT)
        ]
        cut = {"confidence": 0.9, "method": "studio", "words": "Fine.", "why": "plain"}
        OWNERS[home(name)] = name
        new = albums.NewPhoto(name, "0" * 64, 40, 30, cut, {"box": None, "strokes": []}, blobs)
        with db.session(self.engine) as session:
            row, _ = albums.create(session, new, None)
            row.updated_at = datetime.now(UTC) - timedelta(days=days)
        return name

    def frame(self, photo: str) -> str:
        """A keepsake of that photo; its id."""
        order = NewKeepsake("", photo=photo)
        with lent(self.engine, self.store, photo) as copy, db.session(self.engine) as session:
            row, _ = keepsakes.create(session, order, None, copy)
            row.state = "choosing"
        OWNERS[home(row.id)] = row.id
        return row.id

    def ids(self) -> set[str]:
        """The keepsakes, meshes and photos that have a row."""
        with db.session(self.engine, reading=True) as session:
            tables = (db.Keepsake, db.Upload, db.Photo)
            found = {table: session.scalars(sa.select(table.id)) for table in tables}
            return {one for ids in found.values() for one in ids}

    def stored(self) -> set[str]:
        """The keepsakes, meshes and photos that have a blob."""
        homes = {"/".join(key.split("/")[:2]) for key in self.store.keys("keepsakes")}
        return {OWNERS[one] for one in homes}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """An empty one, in a folder of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    opened = reopened(folder, sqlite_in(folder))
    yield opened
    opened.engine.dispose()


def reopened(folder: Path, engine: sa.Engine | None = None) -> Small:
    """The studio that lies in this folder."""
    chosen = Settings(data_dir=folder)
    return Small(folder, engine or db.connect(chosen.database), Store.open(chosen))
