"""What `memoreez doctor` looks at for the studio: database, store, disk, secrets, address.

It makes nothing: on a computer that never served there is no data folder, and that is fine.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from memoreez import db, schema, signing
from memoreez.artifacts import Verdict
from memoreez.doctor import Finding
from memoreez.errors import MemoreezError
from memoreez.settings import Settings
from memoreez.store import Store

DISK_MB = (200, 2000)  # a keepsake takes about 20 MB; below the first it fails, the second it warns
TOKEN_LENGTH = 16  # characters; a shorter one can be guessed
TOKEN_LETTERS = 6  # different ones: "aaaaaaaaaaaaaaaa" is long and no secret
HERE = ("localhost", "127.0.0.1", "::1")
LATER = "is made at the first start"


def examine(chosen: Settings) -> Iterator[Finding]:
    """Every finding about the studio of these settings, in the order of repair."""
    for look in (_database, _store, _disk, _secret, _owner, _address):
        yield look(chosen)


def _database(chosen: Settings) -> Finding:
    file = Path(chosen.database.removeprefix("sqlite:///"))
    if not chosen.database_url and not file.exists():
        return Finding("database", "Database", f"{file} {LATER}")
    try:
        engine = db.connect(chosen.database)
        try:
            return _schema(engine)
        finally:
            engine.dispose()
    except MemoreezError as error:
        return _fails("database", "Database", str(error), "Correct MEMOREEZ_DATABASE_URL.")


def _schema(engine: Engine) -> Finding:
    where = engine.url.render_as_string(hide_password=True)
    try:
        found = schema.current(engine)
    except SQLAlchemyError as error:
        said = db.trouble(error) or type(error).__name__
        advice = "Start the database's server, or correct MEMOREEZ_DATABASE_URL."
        return _fails("database", "Database", f"{where}: {said}", advice)
    if found in (None, schema.newest()):
        empty = "" if found else ", empty"
        return Finding("database", "Database", f"{where}{empty}")
    known = {one.revision for one in ScriptDirectory(str(schema.SCRIPTS)).walk_revisions()}
    if found in known:
        return Finding("database", "Database", f"{where}, upgraded at the next start")
    advice = "Install the memoreez that wrote it, or a newer one."
    return _fails("database", "Database", f"{where}: a newer memoreez wrote it", advice)


def _store(chosen: Settings) -> Finding:
    name, title = "store", "Store"
    if not chosen.store_url and not (chosen.data_dir / "store").exists():
        return Finding(name, title, f"{chosen.data_dir / 'store'} {LATER}")
    try:
        Store.open(chosen).probe()
    except MemoreezError as error:
        return _fails(name, title, chosen.store, str(error))
    return Finding(name, title, f"{chosen.store} can be written and read")


def _disk(chosen: Settings) -> Finding:
    folder = _existing(chosen.data_dir)
    name, title = "data folder", "Data folder"
    if not os.access(folder, os.W_OK | os.X_OK):
        advice = "Give a folder that can be written as MEMOREEZ_DATA_DIR."
        return _fails(name, title, f"{folder} cannot be written", advice)
    free = shutil.disk_usage(folder).free / 1e6
    full, tight = DISK_MB
    verdict: Verdict = "fail" if free < full else "warn" if free < tight else "pass"
    advice = "Free some space, set MEMOREEZ_KEEP_DAYS, or set MEMOREEZ_DATA_DIR to another disk."
    found = f"{chosen.data_dir}: {free / 1000:.1f} GB free"
    return Finding(name, title, found, verdict, "" if verdict == "pass" else advice)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above that is there."""
    return next(path for path in (folder, *folder.absolute().parents) if path.is_dir())


def _secret(chosen: Settings) -> Finding:
    name, title = "secret", "Secret of links"
    file = chosen.data_dir / signing.SECRET_FILE
    if given := chosen.secret.get_secret_value():
        if len(given) >= signing.SECRET_LENGTH:
            return Finding(name, title, "from MEMOREEZ_SECRET")
        advice = f"Make it {signing.SECRET_LENGTH} characters, for example: openssl rand -hex 32"
        return Finding(name, title, f"{len(given)} characters can be guessed", "fail", advice)
    if chosen.database_url or chosen.store_url:
        advice = "With several computers set MEMOREEZ_SECRET, the same on each."
        return Finding(name, title, "this computer's own", "warn", advice)
    if not file.exists():
        return Finding(name, title, f"{file} {LATER}")
    try:
        signing.secret(chosen)
    except MemoreezError as error:
        return _fails(name, title, str(file), str(error))
    if os.name != "nt" and file.stat().st_mode & 0o077:
        return Finding(name, title, f"others can read {file}", "warn", f"Run: chmod 600 {file}")
    return Finding(name, title, str(file))


def _owner(chosen: Settings) -> Finding:
    token = chosen.owner_token.get_secret_value()
    if not token:
        return Finding("owner token", "Owner token", "not set: nobody sees all keepsakes")
    if len(token) < TOKEN_LENGTH or len(set(token)) < TOKEN_LETTERS:
        advice = "Set a longer MEMOREEZ_OWNER_TOKEN, for example: openssl rand -hex 16"
        return _fails("owner token", "Owner token", "it can be guessed", advice)
    return Finding("owner token", "Owner token", "set; the list of keepsakes is at /studio")


def _address(chosen: Settings) -> Finding:
    name, title = "address", "Address"
    if not chosen.public_url:
        return Finding(name, title, "links are as the browser reaches the studio")
    try:
        parts = urlsplit(chosen.public_url)
    except ValueError:  # half an IPv6 address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        advice = "Write it as https://gifts.example.org in MEMOREEZ_PUBLIC_URL."
        return _fails(name, title, f"{chosen.public_url!r} is no address", advice)
    if parts.scheme == "http" and parts.hostname not in HERE:
        advice = "Put a server with https before it; phones show AR over https only."
        return Finding(name, title, f"{chosen.public_url} is not encrypted", "warn", advice)
    return Finding(name, title, chosen.public_url)


def _fails(name: str, title: str, found: str, advice: str) -> Finding:
    return Finding(name, title, found, "fail", advice)
