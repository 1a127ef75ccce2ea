"""The database itself: transactions, locks, and what a person is told when it is away."""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from keepsake_moves import HOBBIES, Driver, at_once, each_engine, engine
from postgres_server import server
from sqlalchemy.exc import OperationalError

from memoreez import db, keepsakes
from memoreez.errors import Busy, SettingsError, StoreError

__all__ = ["each_engine", "engine"]


def pragma(engine: sa.Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, engine: sa.Engine) -> sa.Engine:
    """An engine that does not wait for locks."""
    monkeypatch.setattr(db, "WAIT_S", 0)
    return db.connect(str(engine.url))


def test_sqlite_is_set_up_to_be_shared(tmp_path: Path) -> None:
    """Readers do not wait for writers, writers wait 5 s, nothing points to nowhere."""
    fresh = db.connect(f"sqlite:///{tmp_path}/new/folder/a.sqlite")
    names = ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
    assert [pragma(fresh, name) for name in names] == ["wal", 5000, 1, 2]
    fresh.dispose()


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "oracle://x/y", "mysql+nix://x/y"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """With the name of the setting, or a reason; never with a password."""
    with pytest.raises(SettingsError, match=r"MEMOREEZ_DATABASE_URL|must be a file"):
        db.connect(url)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file is in the way."""
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="MEMOREEZ_DATA_DIR"):
        db.connect(f"sqlite:///{tmp_path}/file/a.sqlite")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_the_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    """It has names, wishes and the links of keepsakes; other people use the computer too."""
    db.connect(f"sqlite:///{tmp_path}/new/studio.sqlite").dispose()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_connecting_asks_nothing() -> None:
    """A server that is away does not keep the studio from starting: nobody calls it yet."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        far = db.connect(f"postgresql+psycopg://nobody@127.0.0.1:{port}/none")
        door.settimeout(0.05)
        with pytest.raises(TimeoutError):
            door.accept()
    with pytest.raises((Busy, StoreError)), db.session(far, reading=True) as session:
        session.execute(sa.text("SELECT 1"))  # and then it is told
    far.dispose()


def test_all_or_nothing(each_engine: sa.Engine) -> None:
    """What is raised within a transaction undoes it, and goes on its way."""
    with pytest.raises(ZeroDivisionError):
        torn(each_engine)
    with db.session(each_engine, reading=True) as session:
        assert not session.scalars(sa.select(db.Keepsake)).all()
        assert not session.scalars(sa.select(db.Idempotency)).all()


def torn(engine: sa.Engine) -> None:
    with db.session(engine) as session:
        keepsakes.create(session, keepsakes.NewKeepsake("x"), "key")
        raise ZeroDivisionError


def test_rows_can_be_used_afterwards(each_engine: sa.Engine) -> None:
    """No query when the transaction is over."""
    with db.session(each_engine) as session:
        row, _ = keepsakes.create(session, keepsakes.NewKeepsake("x"), None)
    assert (row.hobbies, row.state, row.events) == ("x", "imagining", 1)


def test_no_change_is_lost(each_engine: sa.Engine) -> None:
    """Threads that read and then write wait for one another, and none is refused half-way."""
    made = Driver(each_engine)

    def more() -> None:
        for _ in range(5):
            with db.session(each_engine) as session:
                held = sa.select(db.Keepsake.version).with_for_update()
                before = session.scalar(held) or 0
                session.execute(sa.update(db.Keepsake).values(version=before + 1))

    assert at_once(more, more, more) == [None] * 3
    assert made.row.version == 15


def test_a_reader_sees_one_moment(each_engine: sa.Engine) -> None:
    """What is committed between two of its questions is not seen, and does not wait for it."""
    made = Driver(each_engine)
    with db.session(each_engine, reading=True) as session:
        before = keepsakes.counters(session, [made.id])
        made.do("cancel")
        assert keepsakes.counters(session, [made.id]) == before
    assert made.row.events == 2


def test_a_locked_database_is_busy(impatient: sa.Engine) -> None:
    """Another program holds it for longer than we wait; afterwards all goes on."""
    other = sqlite3.connect(impatient.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="try again"):
        Driver(impatient)
    other.execute("COMMIT")
    other.close()
    assert Driver(impatient).row.state == "imagining"
    impatient.dispose()


def test_a_database_without_a_place_is_away(tmp_path: Path) -> None:
    """Its folder has gone, as when a disk was taken off; it comes back with it."""
    lost = db.connect(f"sqlite:///{tmp_path}/disk/a.sqlite")
    (tmp_path / "disk").rename(tmp_path / "off")
    with pytest.raises(Busy), db.session(lost) as session:
        session.execute(sa.text("SELECT 1"))
    (tmp_path / "off").rename(tmp_path / "disk")
    with db.session(lost) as session:
        assert session.scalar(sa.text("SELECT 1")) == 1
    lost.dispose()


def test_a_full_disk_is_told_and_nothing_is_lost(engine: sa.Engine) -> None:
    """The sentence says so; what was there is there, and work goes on when there is room."""
    made = Driver(engine)
    story = {"text": "x" * 10**6}
    long = db.Event(keepsake_id=made.id, seq=2, kind="x", data=story, at=datetime.now(UTC))
    with pytest.raises(StoreError, match="disk of the database is full") as caught:
        write(engine, "PRAGMA max_page_count=1", long)  # not a page more than there are
    assert caught.value.retryable
    assert made.row.hobbies == HOBBIES
    write(engine, "PRAGMA max_page_count=1000000", long)
    assert len(made.events()) == 2


def write(engine: sa.Engine, pragma: str, row: db.Event) -> None:
    with db.session(engine) as session:
        session.connection().exec_driver_sql(pragma)
        session.merge(row)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """Trying again will not help, and the error says that too."""
    (tmp_path / "a.sqlite").write_text("not a database " * 99)
    broken = db.connect(f"sqlite:///{tmp_path}/a.sqlite")
    with pytest.raises(StoreError, match="cannot be written") as caught:
        Driver(broken)
    assert not caught.value.retryable
    broken.dispose()


def test_a_write_to_a_read_only_database_is_told(engine: sa.Engine) -> None:
    """As on a disk that was mounted read-only."""
    sa.event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only=ON"))
    with pytest.raises(StoreError):
        Driver(engine)


def test_a_bug_stays_a_bug_without_peoples_words(engine: sa.Engine) -> None:
    """A missing table is no temporary trouble, and the error has no hobbies in it."""
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE keepsakes RENAME TO gone")
    with pytest.raises(OperationalError) as caught:
        Driver(engine, hobbies="a secret hobby")
    assert "secret" not in str(caught.value)


def test_too_many_at_once_are_busy(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """When every connection is in use one is told to come again."""
    monkeypatch.setattr(db, "POOLED", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.05})
    small = db.connect(str(engine.url))
    with small.connect(), pytest.raises(Busy):
        Driver(small)
    small.dispose()


def test_nothing_points_to_nowhere(each_engine: sa.Engine) -> None:
    """An event of no keepsake is refused by the database itself."""
    with pytest.raises(sa.exc.IntegrityError), db.session(each_engine) as session:
        session.add(db.Event(keepsake_id="none", seq=1, kind="x", data={}, at=datetime.now(UTC)))


def test_times_keep_their_moment(each_engine: sa.Engine) -> None:
    """A time in another zone comes back as the same moment, in UTC."""
    noon = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    with db.session(each_engine) as session:
        session.add(db.Timing(id=1, stage="x", seconds=1.0, at=noon))
    with db.session(each_engine, reading=True) as session:
        found = session.get_one(db.Timing, 1).at
    assert found == noon and found.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_a_mistake(engine: sa.Engine) -> None:
    """Nobody can know which moment it means."""
    with pytest.raises(sa.exc.StatementError, match="no zone"), db.session(engine) as session:
        session.add(db.Timing(id=1, stage="x", seconds=1.0, at=datetime(2026, 7, 1)))


@pytest.mark.postgres
def test_a_server_that_is_away_is_busy_and_comes_back() -> None:
    """The same engine works again at once; what was committed is there."""
    engine = db.connect(server().database())
    db.migrate(engine)
    made = Driver(engine)
    server().stop()
    try:
        for _ in range(2):
            with pytest.raises(Busy):
                made.do("cancel")
    finally:
        server().start()
    assert made.row.state == "imagining"
    made.do("cancel")
    engine.dispose()


@pytest.mark.postgres
def test_a_connection_that_breaks_in_the_middle_is_busy() -> None:
    """Nothing of the transaction was kept."""
    engine = db.connect(server().database())
    db.migrate(engine)
    made = Driver(engine)
    with pytest.raises(Busy):
        cut_off(engine, made)
    assert made.row.state == "imagining"
    engine.dispose()


@pytest.mark.postgres
def test_a_restart_between_two_transactions_is_not_noticed() -> None:
    """Connections that broke while nobody used them are replaced before use."""
    engine = db.connect(server().database())
    db.migrate(engine)
    made = Driver(engine)
    server().stop()
    server().start()
    made.do("cancel")
    assert made.row.state == "cancelled"
    engine.dispose()


def cut_off(engine: sa.Engine, made: Driver) -> None:
    with db.session(engine) as session:
        keepsakes.cancel(session, made.id)
        server().stop()
        server().start()


@pytest.mark.postgres
def test_a_row_that_is_held_too_long_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another's transaction for ever."""
    monkeypatch.setattr(db, "WAIT_S", 1)
    engine = db.connect(server().database())
    db.migrate(engine)
    made = Driver(engine)
    told: list[object] = []

    def second() -> None:
        told.extend(at_once(lambda: made.do("cancel")))

    with db.session(engine) as session:
        keepsakes.cancel(session, made.id)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(10)
    assert [type(one) for one in told] == [Busy]
    engine.dispose()
