"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ABSENT = sa.JSON(none_as_null=True)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """To this version."""
    _keepsakes()
    _parts()
    _bookkeeping()
    for table, *columns in (
        ("keepsakes", "state"),
        ("keepsakes", "updated_at"),
        ("keepsakes", "created_at"),
        ("timings", "stage", "id"),
        ("idempotency", "at"),
        ("idempotency", "keepsake_id"),
    ):
        op.create_index("_".join(("ix", table, *columns)), table, columns)


def _keepsakes() -> None:
    op.create_table(
        "keepsakes",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("share", sa.String(22), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("doing", sa.String(12), nullable=False),
        sa.Column("run", sa.String(64), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("hobbies", sa.Text(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("occasion", sa.String(60), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("understood", ABSENT, nullable=False),
        sa.Column("notes", ABSENT, nullable=False),
        sa.Column("choice", ABSENT),
        sa.Column("wanted", ABSENT),
        sa.Column("stage", ABSENT),
        sa.Column("figurine", ABSENT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("error", ABSENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_keepsakes"),
        sa.UniqueConstraint("share", name="uq_keepsakes_share"),
    )


def _parts() -> None:
    """What belongs to a keepsake and goes with it."""
    _part(
        "concepts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("error", ABSENT),
        sa.Column("concept", ABSENT, nullable=False),
        sa.Column("picture_version", sa.Integer(), nullable=False),
    )
    _part(
        "events",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("data", ABSENT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    _part(
        "files",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("content_type", sa.String(100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )


def _part(table: str, *columns: sa.Column[object]) -> None:
    """`columns` begin with the one that tells a keepsake's rows apart."""
    op.create_table(
        table,
        sa.Column("keepsake_id", sa.String(22), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["keepsake_id"], ["keepsakes.id"], f"fk_{table}_keepsake_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("keepsake_id", columns[0].name, name=f"pk_{table}"),
    )


def _bookkeeping() -> None:
    op.create_table(
        "timings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_timings"),
    )
    op.create_table(
        "idempotency",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("keepsake_id", sa.String(22), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_idempotency"),
    )
    op.create_table(
        "executors",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("queues", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_executors"),
    )
