"""The database: one SQLite file or a Postgres server, the same code for both.

Every transaction that writes takes SQLite's write lock at its beginning, so none is refused
half-way. `session` turns what a database throws into a sentence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from memoreez.errors import Busy, SettingsError, StoreError, StudioError
from memoreez.rows import (
    Concept,
    Event,
    Executor,
    File,
    Idempotency,
    Json,
    Keepsake,
    Moment,
    Photo,
    Row,
    Spent,
    Timing,
    Upload,
)
from memoreez.schema import migrate

__all__ = [
    "Concept",
    "Event",
    "Executor",
    "File",
    "Idempotency",
    "Json",
    "Keepsake",
    "Moment",
    "Photo",
    "Row",
    "Spent",
    "Timing",
    "Upload",
    "connect",
    "migrate",
    "session",
    "trouble",
]

WAIT_S = 5  # for another's lock, or for the server to answer
POOLED: dict[str, Any] = {"pool_size": 10, "max_overflow": 30, "pool_timeout": WAIT_S}
ALONE: dict[str, Any] = {"poolclass": sa.NullPool}
SETUP: dict[str, Any] = {"hide_parameters": True}  # hobbies and inscriptions stay out of logs
READING = "memoreez_reading"  # execution option: this transaction writes nothing


def connect(url: str, *, pooled: bool = True) -> sa.Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`; the file's folder is made.

    Not `pooled`, a connection ends with its transaction: for processes that seldom have one.
    Nothing is asked of the database yet, so a server that is away does no harm here. Raises
    SettingsError for an address that cannot be one.
    """
    pool = POOLED if pooled else ALONE
    try:
        address = sa.make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite(address, pool)
        arguments = {"connect_timeout": WAIT_S, "options": f"-c lock_timeout={WAIT_S}s"}
        return sa.create_engine(
            address, pool_pre_ping=pooled, connect_args=arguments, **pool, **SETUP
        )
    except (SQLAlchemyError, ImportError) as error:
        raise SettingsError(
            f"MEMOREEZ_DATABASE_URL is no address of a database: {type(error).__name__}. "
            "Write sqlite:///folder/file or postgresql://user:password@host/name."
        ) from None


def _sqlite(address: sa.URL, pool: dict[str, Any]) -> sa.Engine:
    if not address.database or address.database == ":memory:":
        raise SettingsError("The database must be a file, because several threads share it.")
    try:
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"The folder of the database cannot be made: {error.strerror}. Set MEMOREEZ_DATA_DIR "
            "to a folder that may be written."
        ) from None
    engine = sa.create_engine(address, connect_args={"timeout": WAIT_S}, **pool, **SETUP)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """What each new connection to SQLite must be told."""
    connection.execute(f"PRAGMA busy_timeout={WAIT_S * 1000}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: sa.Connection) -> None:
    """Python's sqlite3 would begin at the first write, too late: the read before it may be old."""
    reading = connection.get_execution_options().get(READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def session(engine: sa.Engine, *, reading: bool = False) -> Iterator[Session]:
    """One transaction, committed at the end, undone when anything is raised.

    `reading`: sees one moment throughout, waits for nobody and must not write. Rows stay usable
    afterwards. Raises Busy when the database is locked or away, StoreError when its disk is full.
    """
    options: dict[str, Any] = {}
    if reading:
        options = {READING: True}
        if engine.dialect.name != "sqlite":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    bound = engine.execution_options(**options) if options else engine
    try:
        with Session(bound, expire_on_commit=False) as opened, opened.begin():
            yield opened
    except SQLAlchemyError as error:
        known = trouble(error)
        if known is None:
            raise
        raise known from error


# What a database says (SQLite in words, Postgres by SQLSTATE) when its disk is full, when it cannot
# be written at all, and when it is away or held by another for a moment.
_FULL = ("disk is full", "53100")
_BROKEN = ("disk i/o error", "readonly database", "malformed", "not a database", "25006")
_AWAY = ("is locked", "unable to open", "08", "57P", "53300", "53400", "55P03", "40001", "40P01")


def trouble(error: SQLAlchemyError) -> StudioError | None:
    """What a person can be told of this error; None when it is a bug of ours."""
    if isinstance(error, sa.exc.TimeoutError):
        return Busy("The database is busy; please try again in a moment.")
    if not isinstance(error, DBAPIError):
        return None
    if _says(error, _FULL):
        return StoreError("The disk of the database is full. Nothing was lost; make room there.")
    if _says(error, _BROKEN):
        return StoreError(
            "The database cannot be written; the operator should check its disk.", retryable=False
        )
    if _says(error, _AWAY) or _lost(error):
        return Busy("The database is away or busy; please try again in a moment.")
    return None


def _says(error: DBAPIError, signs: tuple[str, ...]) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return any(sign in str(error.orig).lower() for sign in signs if not sign[0].isdigit())
    state = getattr(error.orig, "sqlstate", None) or ""
    return any(state.startswith(sign) for sign in signs if sign[0].isdigit())


def _lost(error: DBAPIError) -> bool:
    """A server that cannot be reached gives no SQLSTATE."""
    unsaid = getattr(error.orig, "sqlstate", "") is None
    return error.connection_invalidated or (unsaid and isinstance(error, sa.exc.OperationalError))
