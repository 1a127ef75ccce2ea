"""The tables of the studio, as typed rows.

A keepsake's row is its whole state; `keepsakes` alone changes it. Times are aware and in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Json = dict[str, Any]
State = Literal["imagining", "choosing", "sculpting", "ready", "failed", "cancelled"]
Doing = Literal["imagine", "make", "refine"]
Mending = Literal["waiting", "working", "done", "failed", "cancelled"]
Drawn = Literal["waiting", "drawing", "ready", "failed"]
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite keeps it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database. Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"The time {value} has no zone; use datetime.now(UTC).")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        datetime: Moment(),
        Json: JSON(none_as_null=True),
        list[Json]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
    }


class Keepsake(Row):
    """One person's journey: what was asked, where it stands, what was made."""

    __tablename__ = "keepsakes"
    __table_args__ = (Index(None, "state"), Index(None, "updated_at"), Index(None, "created_at"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    share: Mapped[str] = mapped_column(String(22), unique=True)
    state: Mapped[State] = mapped_column(String(12))
    doing: Mapped[Doing] = mapped_column(
        String(12)
    )  # imagine, make or refine: the last thing begun
    run: Mapped[str] = mapped_column(String(64))  # the workflow that governs, or governed last
    runs: Mapped[int]
    events: Mapped[int]  # the seq of the last event
    hobbies: Mapped[str] = mapped_column(Text)  # may be empty where there is a photo
    photo: Mapped[Json | None]  # albums.snapshot: its own copies of a picture and its cutout
    name: Mapped[str] = mapped_column(String(60))
    occasion: Mapped[str] = mapped_column(String(60))
    language: Mapped[str | None] = mapped_column(String(8))
    seed: Mapped[int] = mapped_column(BigInteger)
    round: Mapped[int]
    understood: Mapped[list[Json]]
    notes: Mapped[list[str]]
    choice: Mapped[Json | None]  # concept_id, inscription, pedestal, height_mm, style
    wanted: Mapped[Json | None]  # the same, while it is being made
    stage: Mapped[Json | None]  # name, step, of, started_at (None: waits), expected_s, rest_s
    figurine: Mapped[Json | None]  # what was published last
    version: Mapped[int]  # of the figurine being made or made last; part of its keys in the store
    error: Mapped[Json | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Concept(Row):
    """One idea and its picture: waiting, drawing (a draft is there), ready or failed."""

    __tablename__ = "concepts"

    keepsake_id: Mapped[str] = mapped_column(
        ForeignKey("keepsakes.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    round: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    story: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[Drawn] = mapped_column(String(12))
    error: Mapped[Json | None]
    concept: Mapped[Json]  # artifacts.Concept, see records.concept_from_json
    picture_version: Mapped[int]  # 0: no picture yet


class Event(Row):
    """Something that happened to a keepsake; `seq` is 1, 2, 3 … without a gap."""

    __tablename__ = "events"

    keepsake_id: Mapped[str] = mapped_column(
        ForeignKey("keepsakes.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    data: Mapped[Json]
    at: Mapped[datetime]


class File(Row):
    """A file of a keepsake and where its bytes lie in the store."""

    __tablename__ = "files"

    keepsake_id: Mapped[str] = mapped_column(
        ForeignKey("keepsakes.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(300))
    content_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    made_at: Mapped[datetime]


class Upload(Row):
    """A mesh that somebody sent to be checked and repaired: what is wanted, what came of it."""

    __tablename__ = "uploads"
    __table_args__ = (Index(None, "state"), Index(None, "updated_at"))
    doing = "mend"  # its only workflow

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    state: Mapped[Mending] = mapped_column(String(12))
    run: Mapped[str] = mapped_column(String(64))
    events: Mapped[int]  # grows while it makes progress
    name: Mapped[str] = mapped_column(String(120))  # as it was sent: figurine.stl
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    sha256: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(300))  # its key in the store
    wanted: Mapped[Json]  # figurines.repairs.Wanted
    began_at: Mapped[datetime | None]  # None: it waits for its turn
    result: Mapped[Json | None]  # prints.mended_report.facts
    files: Mapped[list[Json]]  # records.Stored: none to print where it still fails
    error: Mapped[Json | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Photo(Row):
    """A picture that somebody sent, as it is kept for a day: upright, small, and its cutout."""

    __tablename__ = "photos"
    __table_args__ = (Index(None, "updated_at"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    width: Mapped[int]  # of the picture and its cutout, in pixels
    height: Mapped[int]
    cut: Mapped[Json]  # confidence, method, words, why: of the cutout
    marks: Mapped[Json]  # cutouts.marks.Marks: what a person said belongs to the object
    version: Mapped[int]  # of the cutout: 1, 2, 3 …
    files: Mapped[list[Json]]  # records.Stored
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Timing(Row):
    """How long a stage took, in seconds: what the next one is expected to take."""

    __tablename__ = "timings"
    __table_args__ = (Index(None, "stage", "id"),)

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    stage: Mapped[str] = mapped_column(String(20))
    seconds: Mapped[float]
    at: Mapped[datetime]


class Idempotency(Row):
    """Which keepsake an Idempotency-Key made, for a day; the key is kept as its SHA-256."""

    __tablename__ = "idempotency"
    __table_args__ = (Index(None, "at"), Index(None, "keepsake_id"))

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    keepsake_id: Mapped[str] = mapped_column(String(22))
    at: Mapped[datetime]


class Executor(Row):
    """The heartbeat of a process that runs workflows."""

    __tablename__ = "executors"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    beat: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[str] = mapped_column(String(40))
    queues: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class Spent(Row):
    """What one step of a keepsake costs with one provider on one day, in millionths of a dollar."""

    __tablename__ = "spending"
    __table_args__ = (Index(None, "keepsake"),)

    day: Mapped[str] = mapped_column(String(10), primary_key=True)  # 2026-11-23, in UTC
    step: Mapped[str] = mapped_column(String(160), primary_key=True)  # keepsake/step/stage/provider
    keepsake: Mapped[str] = mapped_column(String(22))  # may be gone by now, or was never kept
    held: Mapped[int] = mapped_column(BigInteger)  # for a call under way, or cut off in its middle
    paid: Mapped[int] = mapped_column(BigInteger)
    calls: Mapped[int]  # that were paid
    at: Mapped[datetime]
