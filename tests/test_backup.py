"""Tests of backup: everything comes back, whatever happens while it is taken."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from small_studio import Small, reopened, small

from memoreez import archive, backup, db, retention, uploads
from memoreez.errors import BadInput, OutputError
from memoreez.settings import Settings
from memoreez.store import Store, home

__all__ = ["small"]


@pytest.fixture
def saved(small: Small, tmp_path: Path) -> Path:
    """A backup of one keepsake."""
    small.add()
    return backup.write(small.engine, small.store, tmp_path / "saved.zip")


def contents(studio: Small) -> dict[str, Any]:
    """All rows of all tables and all blobs of keepsakes."""
    found: dict[str, Any] = {key: studio.store.get(key) for key in studio.store.keys("keepsakes")}
    with studio.engine.connect() as connection:
        for name in sa.inspect(connection).get_table_names():
            rows = connection.execute(sa.text(f"SELECT * FROM {name}")).fetchall()
            found[name] = sorted(map(repr, rows))
    return found


def test_everything_comes_back(small: Small, tmp_path: Path) -> None:
    """Every row of every table and every blob, those of steps in flight too, ready to go on."""
    working = small.add(state="sculpting")
    for n in range(3):
        small.add(data=os.urandom(1000 * n + 1))
    small.send(state="working"), small.send()
    small.frame(small.snap())
    with small.engine.begin() as connection:  # what DBOS keeps lies in the same file
        connection.exec_driver_sql("CREATE TABLE workflow_status (id TEXT, status TEXT)")
        connection.exec_driver_sql(f"INSERT INTO workflow_status VALUES ('{working}', 'PENDING')")
    path = backup.write(small.engine, small.store, tmp_path / "saved.zip")
    backup.restore(path, tmp_path / "new")
    back = reopened(tmp_path / "new")
    assert contents(back) == contents(small) and len(contents(back)) > 12
    db.migrate(back.engine)
    small_id = back.add()
    assert {working, small_id} <= back.ids() == back.stored()
    back.engine.dispose()


def test_a_backup_holds_no_secret(small: Small, saved: Path) -> None:
    """Whoever finds it cannot sign links; links made before simply end."""
    secret = (small.folder / "secret.key").read_bytes()
    assert secret not in saved.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_nobody_else_reads_a_backup(saved: Path, tmp_path: Path) -> None:
    """It has names and wishes of people; so has what is restored."""
    assert saved.stat().st_mode & 0o077 == 0
    backup.restore(saved, tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_any_zip_program_opens_it(saved: Path) -> None:
    """The manifest says what is in it, with sizes and sha256."""
    with zipfile.ZipFile(saved) as opened:
        assert opened.testzip() is None
        manifest = json.loads(opened.read("manifest.json"))
        for file in manifest["files"]:
            data = opened.read(file["name"])
            assert (len(data), hashlib.sha256(data).hexdigest()) == (file["size"], file["sha256"])
        assert set(opened.namelist()) == {f["name"] for f in manifest["files"]} | {"manifest.json"}
    assert {"format", "memoreez", "schema", "made_at"} <= manifest.keys()


def test_it_is_taken_while_others_write(small: Small, tmp_path: Path) -> None:
    """A transaction that is open does not hold it up, and is not in it."""
    one = small.add()
    with small.engine.connect() as writing, writing.begin():
        writing.execute(sa.text("UPDATE keepsakes SET name = 'half'"))
        path = backup.write(small.engine, small.store, tmp_path / "saved.zip")
    backup.restore(path, tmp_path / "new")
    back = reopened(tmp_path / "new")
    with back.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT id, name FROM keepsakes")).fetchall()
    assert [tuple(row) for row in rows] == [(one, "")]
    back.engine.dispose()


def test_a_mesh_deleted_meanwhile_is_left_out(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its row, its blobs and its idempotency key; the others are whole."""
    gone, stays = small.send(), small.send(state="waiting")
    keys = Store.keys

    def meanwhile(store: Store, prefix: str) -> list[str]:
        if prefix == home(gone):
            retention.remove(small.engine, store, gone, uploads)
        return keys(store, prefix)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "keys", meanwhile)
        path = backup.write(small.engine, small.store, tmp_path / "saved.zip")
    backup.restore(path, tmp_path / "new")
    back = reopened(tmp_path / "new")
    assert back.ids() == back.stored() == {stays}
    with db.session(back.engine, reading=True) as session:
        row = uploads.find(session, stays)
        assert back.store.get(row.source) == b"solid"
        assert back.store.get(uploads.file(row, "fixed.stl").key) == b"fixed"
        assert [one.id for one in uploads.active(session)] == [stays]  # the sweep begins it anew
    back.engine.dispose()


@pytest.mark.parametrize("half", [False, True])
def test_a_keepsake_deleted_meanwhile_is_left_out(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, half: bool
) -> None:
    """Before its blobs are copied or in the midst: no row without blobs, no blob without row."""
    gone, stays = sorted([small.add(), small.add()])
    keys = Store.keys

    def meanwhile(store: Store, prefix: str) -> list[str]:
        before = keys(store, prefix)
        if prefix == home(gone):
            with db.session(small.engine) as session:
                session.execute(sa.delete(db.Keepsake).where(db.Keepsake.id == gone))
            store.delete(before[0] if half else prefix)
        return before

    with monkeypatch.context() as patch:
        patch.setattr(Store, "keys", meanwhile)
        path = backup.write(small.engine, small.store, tmp_path / "saved.zip")
    backup.restore(path, tmp_path / "new")
    back = reopened(tmp_path / "new")
    assert back.ids() == back.stored() == {stays}
    assert gone not in str(contents(back))
    back.engine.dispose()


def test_a_damaged_blob_is_told_and_the_rest_saved(
    small: Small, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One bad file of the store must not make backups impossible."""
    lost, damaged, good = small.add(), small.add(), small.add()
    small.store.delete(f"{home(lost)}/version-1/figurine.stl")
    small.store.put(f"{home(damaged)}/version-1/figurine.stl", b"?", "model/stl")
    path = backup.write(small.engine, small.store, tmp_path / "saved.zip")
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 2 and all(home(one) in "".join(told) for one in (lost, damaged))
    backup.restore(path, tmp_path / "new")
    back = reopened(tmp_path / "new")
    assert back.ids() == {lost, damaged, good}
    back.engine.dispose()


def test_an_older_backup_is_replaced_whole(
    small: Small, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one stays until the new one is finished; nothing half-written stays beside it."""
    before = saved.read_bytes()

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    for owner, name in ((backup, "_manifest"), (os, "replace")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fail)
            with pytest.raises(OutputError, match="No space left"):
                backup.write(small.engine, small.store, saved)
    assert saved.read_bytes() == before
    assert sorted(path.name for path in saved.parent.iterdir()) == ["data", "saved.zip"]
    small.add()
    backup.write(small.engine, small.store, saved)
    assert len(saved.read_bytes()) > len(before)


@pytest.mark.parametrize("name", ["data/memoreez.sqlite", "letter.txt", "data"])
def test_nothing_else_is_overwritten(small: Small, tmp_path: Path, name: str) -> None:
    """A slip of the hand must not cost the database."""
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(BadInput, match="is no backup"):
        backup.write(small.engine, small.store, tmp_path / name)


def test_a_folder_that_is_not_there(small: Small, tmp_path: Path) -> None:
    """OutputError says which."""
    with pytest.raises(OutputError, match="nowhere"):
        backup.write(small.engine, small.store, tmp_path / "nowhere" / "saved.zip")


def test_before_the_first_start(tmp_path: Path) -> None:
    """There is nothing to back up, and no empty database is made."""
    chosen = Settings(data_dir=tmp_path)
    engine = db.connect(chosen.database)
    with pytest.raises(BadInput, match="no studio"):
        backup.write(engine, Store.open(chosen), tmp_path / "saved.zip")
    assert not list(tmp_path.glob("*.sqlite"))


def test_servers_have_their_own_tools(small: Small, tmp_path: Path) -> None:
    """For Postgres and S3 the sentence names them."""
    postgres = db.connect("postgresql+psycopg://localhost/x")
    with pytest.raises(BadInput, match="pg_dump"):
        backup.write(postgres, small.store, tmp_path / "saved.zip")
    bucket = Settings(
        data_dir=tmp_path, store_url="s3://bucket", store_endpoint="http://127.0.0.1:9"
    )
    with pytest.raises(BadInput, match="bucket"):
        backup.write(small.engine, Store.open(bucket), tmp_path / "saved.zip")


def test_memory_is_bounded(small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are copied in pieces, whatever their size."""
    monkeypatch.setattr(archive, "CHUNK", 1000)
    asked: list[int] = []
    read = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        asked.append(n or -1)
        return read(self, n)

    small.add(data=os.urandom(50_000))
    path = backup.write(small.engine, small.store, tmp_path / "saved.zip")
    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    backup.restore(path, tmp_path / "new")
    assert asked.count(1000) > 50 and asked.count(-1) == 1  # the manifest


@pytest.mark.parametrize("lost", ["photo", "keepsake"])
def test_a_photo_that_is_damaged_is_told_of(
    small: Small, tmp_path: Path, caplog: pytest.LogCaptureFixture, lost: str
) -> None:
    """As any other file is: the photo's own, and the keepsake's copy."""
    photo = small.snap()
    keepsake = small.frame(photo)
    key = next(k for k in small.store.keys(home(photo if lost == "photo" else keepsake)))
    small.store.put(key, b"other bytes", "image/png")
    backup.write(small.engine, small.store, tmp_path / "saved.zip")
    assert [key in one.message for one in caplog.records] == [True]
