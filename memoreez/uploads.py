"""What can be done with an uploaded mesh: the one place where its state is changed.

    waiting ──► working ──► done          failed, cancelled: from the two before

`done` says nothing of the verdict: a mesh that still fails after its repair has a result, and no
file to print. Every change is one transaction; `create` makes a run, which the caller enqueues in
the same one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from memoreez import idempotency
from memoreez.errors import Conflict, NotFound, Superseded
from memoreez.lookups import Active
from memoreez.records import Stored, complaint, plain
from memoreez.rows import Json, Mending, Upload
from memoreez.store import home

ACTIVE: tuple[Mending, ...] = ("waiting", "working")
UNKNOWN = "There is no such mesh; the link may be wrong or it was deleted."
STOPPED = complaint("stopped", "This was stopped before it was finished.", "Send the mesh again.")


@dataclass(frozen=True)
class NewUpload:
    """A mesh that is in the store, and what is wanted of it."""

    id: str
    name: str
    size: int
    sha256: str
    wanted: Json

    @property
    def source(self) -> str:
        """Where it lies."""
        return source(self.id, self.name)


def source(upload_id: str, name: str) -> str:
    """Where in the store the mesh lies as it was sent."""
    return f"{home(upload_id)}/source{PurePath(name).suffix.lower()}"


def create(session: Session, new: NewUpload, key: str | None) -> tuple[Upload, bool]:
    """A new upload, and True; with a key of the last 24 hours the old one, and False.

    Raises Conflict for a key of another mesh or wish.
    """
    if key is not None:
        old = idempotency.claim(session, Upload, "mesh", key, _digest(new), new.id)
        if old is not None:
            return old, False
    now = datetime.now(UTC)
    row = Upload(
        state="waiting",
        run=f"{new.id}.1.mend",
        events=0,
        source=new.source,
        files=[],
        created_at=now,
        updated_at=now,
        **asdict(new),
    )
    session.add(row)
    session.flush()
    return row, True


def find(session: Session, upload_id: str) -> Upload:
    """Raises NotFound."""
    row = _read(session, sa.select(Upload).where(Upload.id == upload_id), upload_id)
    if row is None:
        raise NotFound(UNKNOWN)
    return row


def file(row: Upload, name: str) -> Stored:
    """A file of it. Raises NotFound, also for what is not written because it would not print."""
    for one in row.files:
        if one["name"] == name:
            return Stored(**one)
    raise NotFound("There is no such file; look at the mesh for those that there are.")


def active(session: Session) -> list[Active]:
    """All that are being worked on, for a watchdog to compare with before."""
    query = sa.select(Upload.id, Upload.run, Upload.events).where(Upload.state.in_(ACTIVE))
    return [Active(*row) for row in session.execute(query)]


def began(session: Session, upload_id: str, run: str) -> None:
    """Somebody is at it. Raises Superseded."""
    row = _governed(session, upload_id, run)
    row.began_at = datetime.now(UTC)
    _change(row, "working")


def done(session: Session, upload_id: str, run: str, result: Json, files: Sequence[Stored]) -> None:
    """It is checked and, as far as that goes, repaired. Raises Superseded."""
    row = _governed(session, upload_id, run)
    row.result, row.files = plain(result), [plain(asdict(one)) for one in files]
    _change(row, "done")


def failed(session: Session, upload_id: str, run: str, error: Json) -> None:
    """It cannot be read, or nobody could finish it. Raises Superseded."""
    _change(_governed(session, upload_id, run), "failed", error)


def cancel(session: Session, upload_id: str) -> Upload:
    """Stop the work; the caller stops `run`. Raises NotFound, Conflict."""
    row = _held(session, upload_id)
    if row is None:
        raise NotFound(UNKNOWN)
    if row.state not in ACTIVE:
        raise Conflict(f"Nothing is being done: the mesh is {row.state}.")
    _change(row, "cancelled", STOPPED)
    return row


def delete(session: Session, upload_id: str) -> None:
    """Forget its row; `retention` deletes its blobs with it. Raises NotFound."""
    row = _held(session, upload_id)
    if row is None:
        raise NotFound(UNKNOWN)
    idempotency.forget(session, row.id)
    session.execute(sa.delete(Upload).where(Upload.id == row.id))
    session.expunge(row)


def _change(row: Upload, state: Mending, error: Json | None = None) -> None:
    row.state, row.error = state, error
    row.events += 1
    row.updated_at = datetime.now(UTC)


def _governed(session: Session, upload_id: str, run: str) -> Upload:
    row = _held(session, upload_id)
    if row is None or row.run != run or row.state not in ACTIVE:
        raise Superseded(f"The mesh {upload_id} has moved on from {run}.")
    return row


def _held(session: Session, upload_id: str) -> Upload | None:
    query = sa.select(Upload).where(Upload.id == upload_id).with_for_update()
    return _read(session, query.execution_options(populate_existing=True), upload_id)


def _read(session: Session, query: sa.Select[Any], upload_id: str) -> Upload | None:
    if not upload_id.isascii() or not upload_id.isprintable():
        return None  # Postgres refuses a NUL even in a question
    row: Upload | None = session.scalars(query).one_or_none()
    return row


def _digest(new: NewUpload) -> str:
    body = json.dumps([new.name, new.sha256, new.wanted], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()
