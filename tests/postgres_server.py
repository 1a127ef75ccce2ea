"""A PostgreSQL server of the tests' own, on a socket in a temporary folder.

Use: `from postgres_server import postgres_url` in a test file, mark the tests `postgres`, and take
`postgres_url` as a fixture: each test gets an empty database. `server()` can be stopped and
started to see what happens then. It ends with the tests, even when they are killed.
"""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
QUICK = ("fsync=off", "full_page_writes=off", "shared_buffers=16MB", "listen_addresses=")
PATIENCE_S = 30


class Server:
    """`start`, `stop`, and `database()`: the address of a new, empty database."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mz-pg-"))
        self.user = _unprivileged()
        self._count = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        if self.user:
            shutil.chown(self.folder, self.user)
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")

    def database(self) -> str:
        """The SQLAlchemy address of a new database."""
        name = f"studio_{next(self._count)}"
        with self._connect() as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://tests@/{name}?host={self.folder}"

    def start(self) -> None:
        """Returns when it answers."""
        options = [part for option in QUICK for part in ("-c", option)]
        command = [PROGRAMS[-1] / "postgres", "-D", self.folder / "data", "-k", self.folder]
        guard = ["setpriv", "--pdeathsig", "QUIT"] if shutil.which("setpriv") else []
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*guard, *command, *options], stdout=log, stderr=log, **self._as_user()
            )
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                self._connect().close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        """At once, as a crash would; what was committed is still there after `start`."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(PATIENCE_S)

    def remove(self) -> None:
        """Stop it for good."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.folder), user="tests", dbname="postgres", autocommit=True
        )

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [PROGRAMS[-1] / program, *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=60, **self._as_user())

    def _as_user(self) -> dict[str, object]:
        """PostgreSQL refuses to run as root."""
        own = {"cwd": self.folder, "env": {"LC_ALL": "C.UTF-8", "PATH": os.defpath}}
        if not self.user:
            return own
        return own | {
            "user": self.user,
            "group": pwd.getpwnam(self.user).pw_gid,
            "extra_groups": (),
        }


@functools.cache
def server() -> Server:
    """The server of this test process; skips the test where there are no programs for it."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL's server programs are not installed")
    if os.geteuid() == 0 and not _unprivileged():
        pytest.skip("PostgreSQL does not run as root, and there is no other user to run it as")
    made = Server()
    atexit.register(made.remove)
    made.start()
    return made


@pytest.fixture
def postgres_url() -> str:
    """The address of an empty database on Postgres."""
    return server().database()


def _unprivileged() -> str:
    """Somebody else when we are root; empty when we are not."""
    if os.geteuid() != 0:
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), "")
