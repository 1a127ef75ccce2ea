"""Uploaded meshes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ABSENT = sa.JSON(none_as_null=True)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("run", sa.String(64), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("wanted", ABSENT, nullable=False),
        sa.Column("began_at", MOMENT),
        sa.Column("result", ABSENT),
        sa.Column("files", ABSENT, nullable=False),
        sa.Column("error", ABSENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    for column in ("state", "updated_at"):
        op.create_index(f"ix_uploads_{column}", "uploads", [column])
