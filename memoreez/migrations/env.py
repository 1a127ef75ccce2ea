"""Alembic's way in: works on the connection that `schema.migrate` hands over, and logs nothing."""

from __future__ import annotations

from alembic import context

from memoreez.rows import Row
from memoreez.schema import ours

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    include_object=ours,
    render_as_batch=True,
)
context.run_migrations()
