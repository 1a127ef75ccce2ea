"""Photos that somebody sent, and keepsakes made of one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ABSENT = sa.JSON(none_as_null=True)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "photos",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("cut", ABSENT, nullable=False),
        sa.Column("marks", ABSENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("files", ABSENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_photos"),
    )
    op.create_index("ix_photos_updated_at", "photos", ["updated_at"])
    op.add_column("keepsakes", sa.Column("photo", ABSENT))
