"""Migration: to the declared tables, by many at once, past DBOS's tables, without a sound."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from keepsake_moves import FIGURINE, Driver, at_once, situation
from postgres_server import server

from memoreez import db, keepsakes, schema, uploads
from memoreez.errors import SettingsError

LATER = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "later", "NEWEST", None, None


def upgrade():
    rebuilt = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("keepsakes", recreate=rebuilt) as table:
        table.add_column(sa.Column("mood", sa.Text()))
"""


def _later() -> str:
    """A script that follows the newest one."""
    return LATER.replace("NEWEST", str(schema.newest()))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "postgres":
        return server().database()
    return f"sqlite:///{tmp_path}/new.sqlite"


@pytest.fixture
def bare(url: str) -> Iterator[sa.Engine]:
    """A database without a table."""
    made = db.connect(url)
    yield made
    made.dispose()


def differences(engine: sa.Engine) -> list[object]:
    with engine.connect() as connection:
        options = {
            "include_object": schema.ours,
            "compare_type": True,
            "compare_server_default": True,
        }
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, db.Row.metadata))


def test_the_tables_are_as_declared(bare: sa.Engine) -> None:
    """Alembic finds nothing to change, and there is no table more."""
    assert differences(bare)
    db.migrate(bare)
    assert differences(bare) == []
    tables = set(sa.inspect(bare).get_table_names())
    assert tables == set(db.Row.metadata.tables) | {"alembic_version"}


def test_rows_go_with_their_keepsake(bare: sa.Engine) -> None:
    """The migrated tables cascade, as the declared ones do."""
    db.migrate(bare)
    for table in ("concepts", "events", "files"):
        (key,) = sa.inspect(bare).get_foreign_keys(table)
        assert key["options"]["ondelete"] == "CASCADE"


def test_what_is_done_is_not_done_again(bare: sa.Engine) -> None:
    """The second time nothing is written, not even waited for: another holds the write lock."""
    db.migrate(bare)
    with bare.begin():
        db.migrate(bare)


def test_many_can_start_at_once(url: str) -> None:
    """Each with its own connections; one migrates, all find the tables."""
    engines = [db.connect(url) for _ in range(4)]
    assert at_once(*(lambda e=e: db.migrate(e) for e in engines)) == [None] * 4  # type: ignore
    assert [differences(one) for one in engines] == [[]] * 4
    for one in engines:
        one.dispose()


@pytest.mark.slow
def test_many_processes_can_start_at_once(url: str) -> None:
    """The same between processes, which share no lock within Python."""
    work = "import sys; from memoreez import db; db.migrate(db.connect(sys.argv[1]))"
    started = [
        subprocess.Popen([sys.executable, "-c", work, url], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    told = [one.communicate(timeout=90)[1] for one in started]
    assert told == [b""] * 4


def test_the_tables_of_dbos_are_left_alone(bare: sa.Engine) -> None:
    """They are in the same file, and Alembic neither sees nor drops them."""
    with bare.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE workflow_status (workflow_uuid TEXT)")
        connection.exec_driver_sql("INSERT INTO workflow_status VALUES ('x')")
    db.migrate(bare)
    assert differences(bare) == []
    with bare.connect() as connection:
        assert connection.exec_driver_sql("SELECT * FROM workflow_status").scalar() == "x"


def test_a_newer_database_is_not_touched(bare: sa.Engine) -> None:
    """An old memoreez says what to do instead of guessing."""
    db.migrate(bare)
    with bare.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'beyond'")
    with pytest.raises(SettingsError, match="newer memoreez"):
        db.migrate(bare)


def test_logging_stays_as_it_is(bare: sa.Engine) -> None:
    """Alembic's usual env.py would silence every logger of the program."""
    mine = logging.getLogger("memoreez.test")
    before = (mine.disabled, list(logging.root.handlers), logging.root.level)
    db.migrate(bare)
    assert (mine.disabled, list(logging.root.handlers), logging.root.level) == before


def test_a_later_change_keeps_every_row(
    bare: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite rebuilds the table of keepsakes; their concepts and events do not go with the old."""
    db.migrate(bare)
    made = situation(bare, "ready")
    before = made.rows()
    shutil.copytree(schema.SCRIPTS, tmp_path / "scripts")
    (tmp_path / "scripts/versions/later.py").write_text(_later())
    monkeypatch.setattr(schema, "SCRIPTS", tmp_path / "scripts")
    db.migrate(bare)
    after = made.rows()
    assert after.pop("keepsakes") == [{**before.pop("keepsakes")[0], "mood": None}]
    assert after == before and all(after.values())
    Driver(bare).do("delete")


@contextmanager
def as_of(revision: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`migrate` goes no further than this version, as a memoreez of that time."""
    upgrade = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, _: upgrade(config, revision))
        yield


def first(engine: sa.Engine) -> dict[str, list[dict[str, object]]]:
    """A row in every table of version 0001, as they are kept."""
    now, name = datetime(2026, 1, 2, tzinfo=UTC), "a" * 22
    texts = {"share": "b" * 22, "hobbies": "chess", "name": "", "occasion": "", "language": "de"}
    whole = {"runs": 2, "events": 1, "seed": 2**62, "round": 1, "version": 1}
    lists = {"understood": [{"text": "chess"}], "notes": ["ä"], "figurine": FIGURINE}
    begun = {"state": "sculpting", "doing": "make", "run": f"{name}.2.make"}
    times = {"created_at": now, "updated_at": now}
    part = {"keepsake_id": name}
    drawn = {"number": 1, "round": 1, "title": "A", "story": "B", "kind": "totem"}
    drawn |= {"state": "ready", "concept": {"id": 1}, "picture_version": 1}
    file = {"name": "figurine.stl", "key": "k", "content_type": "model/stl", "size": 5 * 2**30}
    given: dict[type[db.Row], dict[str, object]] = {
        db.Keepsake: {"id": name, **texts, **whole, **lists, **begun, **times},
        db.Concept: part | drawn,
        db.Event: part | {"seq": 1, "kind": "created", "data": {"state": "imagining"}, "at": now},
        db.File: part | file | {"sha256": "0" * 64, "version": 1, "made_at": now},
        db.Timing: {"stage": "files", "seconds": 3.5, "at": now},
        db.Idempotency: {"key": "0" * 64, "digest": "1" * 64, "keepsake_id": name, "at": now},
        db.Executor: {"id": "x", "beat": 2**40, "version": "1", "queues": "draw", "at": now},
    }
    with engine.begin() as connection:
        for table, row in given.items():
            connection.execute(sa.insert(table).values(row))
    return rows(engine)


def rows(engine: sa.Engine) -> dict[str, list[dict[str, object]]]:
    """Everything that is kept, but for the schema's version."""
    with engine.connect() as connection:
        tables = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
        ask = {table: sa.text(f"SELECT * FROM {table}") for table in tables}
        return {
            table: [dict(row) for row in connection.execute(ask[table]).mappings()]
            for table in tables
        }


def test_the_first_studios_come_along(bare: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """From version 0001, with rows in all its tables: nothing is lost, and meshes can be sent."""
    with as_of("0001", monkeypatch):
        db.migrate(bare)
    assert schema.current(bare) == "0001"
    before = first(bare)
    assert len(before) == 7 and all(before.values())
    db.migrate(bare)
    assert schema.current(bare) == schema.newest()
    assert differences(bare) == []
    after = rows(bare)
    assert not any(after.pop(table) for table in after.keys() - before.keys())
    assert [row.pop("photo") for row in after["keepsakes"]] == [None]
    assert after == before
    with db.session(bare) as session:
        new = uploads.NewUpload("m" * 22, "a.stl", 1, "0" * 64, {})
        assert uploads.create(session, new, "key")[1]
        figurine = keepsakes.find(session, "a" * 22).figurine
    assert figurine == FIGURINE
    with db.session(bare) as session:
        keepsakes.delete(session, "a" * 22)
    assert rows(bare)["files"] == []


def test_a_migration_that_fails_changes_nothing(
    bare: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is one transaction, also on SQLite."""
    shutil.copytree(schema.SCRIPTS, tmp_path / "scripts")
    broken = _later() + "    raise ZeroDivisionError\n"
    (tmp_path / "scripts/versions/later.py").write_text(broken)
    monkeypatch.setattr(schema, "SCRIPTS", tmp_path / "scripts")
    with pytest.raises(ZeroDivisionError):
        db.migrate(bare)
    assert sa.inspect(bare).get_table_names() == []


def test_foreign_keys_count_after_migrating(tmp_path: Path) -> None:
    """They are off only while tables are rebuilt."""
    fresh = db.connect(f"sqlite:///{tmp_path}/new.sqlite")
    db.migrate(fresh)
    with fresh.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
    fresh.dispose()
