"""Brings the tables of a database to this version's shape, by Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from memoreez.errors import SettingsError
from memoreez.rows import Row

SCRIPTS = Path(__file__).parent / "migrations"
TURNSTILE = 0x6D656D6F7265657A  # "memoreez": the advisory lock on Postgres
PATIENCE_S = 60  # for another process that is migrating


def migrate(engine: sa.Engine) -> None:
    """Upgrade to the newest schema; at once when there is nothing to do.

    Several processes may call it at once: one works, the others wait. DBOS's tables are left
    alone. Raises SettingsError when a newer memoreez has written the database.
    """
    if current(engine) == newest():
        return
    with engine.connect() as connection:
        _waiting(connection)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE_S}s'")
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(TURNSTILE)))
            _upgrade(connection)
        _settled(connection)


def current(engine: sa.Engine) -> str | None:
    """The schema's version in the database; None before the first."""
    with engine.execution_options(memoreez_reading=True).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The schema's version that this code works with."""
    return ScriptDirectory(str(SCRIPTS)).get_current_head()


def ours(_thing: Any, name: str | None, kind: str, reflected: bool, _other: Any) -> bool:
    """Alembic's filter: tables that the database has and `rows` has not are DBOS's."""
    return not (kind == "table" and reflected and name not in Row.metadata.tables)


def _upgrade(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise SettingsError(
            "The database was written by a newer memoreez. Install that version, or restore a "
            "backup of your own."
        ) from None


def _waiting(connection: sa.Connection) -> None:
    """SQLite rebuilds a table to change it, and would delete by cascade what refers to it."""
    if connection.dialect.name == "sqlite":
        _driver(connection).execute(f"PRAGMA busy_timeout={PATIENCE_S * 1000}")
        _driver(connection).execute("PRAGMA foreign_keys=OFF")


def _settled(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.detach()  # its settings were for migrating; the pool makes a fresh one


def _driver(connection: sa.Connection) -> Any:
    return connection.connection.driver_connection
