"""The whole embedded studio in one file, and back: the SQLite database and its blobs.

The file is a zip that any program opens, see `archive`.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from memoreez import __version__
from memoreez.archive import BROKEN, DATABASE, FORMAT, MANIFEST, STORE, Entry, add, entries, extract
from memoreez.errors import BadInput, OutputError
from memoreez.store import Store, home

_TABLES = ("keepsakes", "uploads", "photos")  # each row has its blobs in a home of its own
_ALL = " UNION ALL ".join(f"SELECT '{one}', id FROM {one}" for one in _TABLES) + " ORDER BY 2"
ROOM = ".restoring"  # what a restore builds, before it is moved to its place
log = logging.getLogger(__name__)


def write(engine: sa.Engine, store: Store, path: Path) -> Path:
    """Back up everything to `path` while the studio runs; it is whole or as it was before.

    The database is that of one moment; blobs are copied after it, and a keepsake that is deleted
    meanwhile is left out. Raises BadInput for a studio that is not embedded or a path that holds
    something else, OutputError when the file cannot be written.
    """
    database = _embedded(engine, store)
    _replaceable(path)
    with _told(path), tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as room:
        part, snapshot = Path(room, "backup.zip"), Path(room, DATABASE)
        _snapshot(database, snapshot)
        with part.open("xb") as file:
            os.chmod(part, 0o600)  # names and wishes of people
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                files = list(_blobs(archive, store, database, snapshot))
                files.append(add(archive, DATABASE, snapshot))
                archive.writestr(MANIFEST, _manifest(files, snapshot))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    return path


def _embedded(engine: sa.Engine, store: Store) -> Path:
    """The database's file."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        raise BadInput(
            "This studio's database is a Postgres server: back it up with pg_dump, and its files "
            "with a copy of the store's folder or the bucket's own tools."
        )
    if store.folder is None:
        raise BadInput(
            "This studio's files are in an S3 store: back up the bucket with its own tools, and "
            "the database with: sqlite3 memoreez.sqlite \"VACUUM INTO 'copy.sqlite'\""
        )
    database = Path(engine.url.database)
    if not database.exists():
        raise BadInput(f"There is no studio in {database.parent} yet, so nothing to back up.")
    return database


def _replaceable(path: Path) -> None:
    """A backup may replace an older one, and nothing else."""
    if path.exists():
        try:
            with zipfile.ZipFile(path) as archive:
                archive.getinfo(MANIFEST)
        except (OSError, *BROKEN) as error:
            raise BadInput(f"{path} is there and is no backup; choose another name.") from error


def _snapshot(database: Path, copy: Path) -> None:
    """A consistent copy; whoever writes meanwhile is not held up."""
    with closing(sqlite3.connect(database, timeout=30, isolation_level=None)) as source:
        source.execute("VACUUM INTO ?", (str(copy),))


def _blobs(
    archive: zipfile.ZipFile, store: Store, database: Path, snapshot: Path
) -> Iterator[Entry]:
    """Copy every keepsake's blobs; one that is deleted meanwhile leaves the snapshot too."""
    with closing(sqlite3.connect(snapshot)) as copy, closing(sqlite3.connect(database)) as live:
        copy.execute("PRAGMA foreign_keys=ON")
        for table, one in copy.execute(_ALL).fetchall():
            files = list(_copy(archive, store, home(one)))
            if live.execute(f"SELECT 1 FROM {table} WHERE id=?", (one,)).fetchone():
                _compare(copy, one, files)
                yield from files
            else:  # its blobs are in the zip, and no manifest names them
                copy.execute(f"DELETE FROM {table} WHERE id=?", (one,))
                copy.execute("DELETE FROM idempotency WHERE keepsake_id=?", (one,))
        copy.commit()


def _copy(archive: zipfile.ZipFile, store: Store, prefix: str) -> Iterator[Entry]:
    for key in store.keys(prefix):
        with suppress(FileNotFoundError):  # deleted meanwhile
            yield add(archive, f"{STORE}/{key}", Path(store.folder or "", key))


def _compare(copy: sqlite3.Connection, one: str, files: list[Entry]) -> None:
    """Tell the operator of blobs that are not what their rows say; the rest is saved still."""
    digests = {entry.name: entry.sha256 for entry in files}
    query = "SELECT key, sha256 FROM files WHERE keepsake_id=?"
    rows = copy.execute(query, (one,)).fetchall()
    for source, sha256, made in copy.execute(
        "SELECT source, sha256, files FROM uploads WHERE id=?", (one,)
    ):
        rows += [(source, sha256), *_named(json.loads(made))]
    for (made,) in copy.execute("SELECT files FROM photos WHERE id=?", (one,)):
        rows += _named(json.loads(made))
    for (made,) in copy.execute("SELECT photo FROM keepsakes WHERE id=?", (one,)):
        photo = json.loads(made or "{}")
        rows += _named(photo[name] for name in ("picture", "cutout") if photo)
    for key, sha256 in rows:
        if digests.get(f"{STORE}/{key}") != sha256:
            log.warning("The store's file %s is lost or damaged; it was so before.", key)


def _named(files: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(file["key"], file["sha256"]) for file in files]


def _manifest(files: list[Entry], snapshot: Path) -> str:
    with closing(sqlite3.connect(snapshot)) as copy:
        schema = copy.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    made = {"format": FORMAT, "memoreez": __version__, "schema": schema}
    made["made_at"] = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({**made, "files": [asdict(entry) for entry in files]}, indent=1)


def restore(path: Path, data_dir: Path) -> None:
    """Bring a backup back into an empty folder; `serve` then goes on with what was unfinished.

    Every byte is verified before anything is put in place. Raises BadInput for a folder that is
    not empty or a file that is no backup or damaged, OutputError when it cannot be written;
    nothing is left behind then.
    """
    data_dir = data_dir.expanduser()
    with _told(data_dir):
        kept = data_dir.is_dir()
        _empty(data_dir)
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _build(path, data_dir)
        except BaseException:  # Ctrl-C too
            shutil.rmtree(data_dir / STORE, ignore_errors=True)  # was not there before
            raise
        finally:
            shutil.rmtree(data_dir / ROOM, ignore_errors=True)
            if not kept:
                with suppress(OSError):  # not empty: all went well
                    data_dir.rmdir()


def _empty(data_dir: Path) -> None:
    room = data_dir / ROOM
    if room.is_dir():  # of a restore that was killed
        shutil.rmtree(room)
    there = sorted(p.name for p in data_dir.iterdir()) if data_dir.exists() else []
    if there := [name for name in there if name != "lost+found"]:
        raise BadInput(
            f"The data folder {data_dir} is not empty (there is {there[0]}). Restore into a new "
            "folder with --data-dir, or move what is there away first."
        )


def _build(path: Path, data_dir: Path) -> None:
    room = data_dir / ROOM
    (room / STORE).mkdir(mode=0o700, parents=True)
    try:
        with _read(path) as file, zipfile.ZipFile(file) as archive:
            files = entries(archive, path.stat().st_size)
            _fits(sum(entry.size for entry in files), data_dir)
            for entry in files:
                extract(archive, entry, room / entry.name)
        _sound(room / DATABASE)
    except (*BROKEN, sqlite3.Error) as error:
        raise BadInput(f"{path} is no backup of memoreez or is damaged ({error}).") from error
    os.replace(room / STORE, data_dir / STORE)
    os.replace(room / DATABASE, data_dir / DATABASE)  # last: this makes it a studio


def _read(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise BadInput(f"The backup {path} cannot be read: {error.strerror}.") from error


def _fits(size: int, data_dir: Path) -> None:
    free = shutil.disk_usage(data_dir).free
    if size > free:
        raise OutputError(
            f"The backup needs {size / 1e6:.0f} MB and {data_dir} has {free / 1e6:.0f} MB free. "
            "Free some space, or choose another disk."
        )


def _sound(database: Path) -> None:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as copy:
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise ValueError("its database is damaged")
        copy.execute("SELECT version_num FROM alembic_version").fetchone()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong on the disk as one sentence."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}. Choose another place."
        ) from error
    except sqlite3.Error as error:
        raise OutputError(f"The database cannot be copied to {path}: {error}.") from error
