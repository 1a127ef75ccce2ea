"""A web application behind a real server on loopback, in a thread, for streams and for clients."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from fake_studio import opened
from keepsake_moves import sqlite_in

from memoreez.web.app import create_app
from memoreez.web.server import Server

PATIENCE_S = 20


@contextmanager
def serving(studio: Any, port: int = 0) -> Iterator[str]:
    """The studio's application at an address; the server ends with the block."""
    with socket.create_server(("127.0.0.1", port)) as door:
        server = Server(create_app(studio))
        running = Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        running.start()
        ends = time.monotonic() + PATIENCE_S
        while not server.started and time.monotonic() < ends:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join(PATIENCE_S)


@contextmanager
def live(folder: Path, **given: Any) -> Iterator[tuple[str, Any]]:
    """A fake studio in that folder, served: its address, and the studio."""
    asked = {"engine": sqlite_in(folder)} | given
    with opened(folder, **asked) as studio, serving(studio) as url:
        yield url, studio
