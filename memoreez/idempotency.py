"""What an Idempotency-Key made is given again for a day, instead of being made twice."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from memoreez.errors import Conflict
from memoreez.rows import Idempotency, Row

T = TypeVar("T", bound=Row)
REMEMBERED = timedelta(hours=24)


def known(session: Session, table: type[T], what: str, key: str, digest: str) -> T | None:
    """The row that the key made, if it is still there; nothing is written.

    `what` tells the keys of keepsakes ("") from those of other things. Raises Conflict for a key
    of another order.
    """
    found = session.get(Idempotency, _name(what, key), populate_existing=True)
    if found is None or found.at < datetime.now(UTC) - REMEMBERED:
        return None
    if found.digest != digest:
        thing = what or "order"
        raise Conflict(f"This Idempotency-Key was used for another {thing}; send a fresh key.")
    return session.get(table, found.keepsake_id)


def claim(
    session: Session, table: type[T], what: str, key: str, digest: str, made: str
) -> T | None:
    """The same; None when there is none, and from now on the key means the row `made`."""
    now = datetime.now(UTC)
    session.execute(sa.delete(Idempotency).where(Idempotency.at < now - REMEMBERED))
    name = _name(what, key)
    values = {"key": name, "digest": digest, "keepsake_id": made, "at": now}
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    insert = dialect.insert(Idempotency).values(values).on_conflict_do_nothing()
    if session.scalar(insert.returning(Idempotency.key)) is not None:
        return None
    row = known(session, table, what, key, digest)
    if row is None:  # deleted since
        found = session.get_one(Idempotency, name)
        found.keepsake_id, found.at = made, now
    return row


def forget(session: Session, made: str) -> None:
    """Whatever key made that row may make another one."""
    session.execute(sa.delete(Idempotency).where(Idempotency.keepsake_id == made))


def _name(what: str, key: str) -> str:
    named = f"{what} {key}" if what else key
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()
