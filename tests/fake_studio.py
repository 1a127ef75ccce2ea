"""The whole web application over a fake flow: `python tests/fake_studio.py --port 8000 --delay 1`.

For those who work on the page, and for the browser tests: rows, store and HTTP are real, only
the making is not. `--files FOLDER` shows the files of a keepsake that `memoreez make` has made.
"""

from __future__ import annotations

import argparse
import logging
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import fake_files
from fake_flow import FakeFlow
from sqlalchemy import Engine

from memoreez import db
from memoreez.settings import Settings
from memoreez.store import Store
from memoreez.web.app import create_app
from memoreez.web.server import Server

SECRET = "fake-studio-secret-" + "x" * 32


@contextmanager
def opened(
    folder: Path, *, files: Path | None = None, engine: Engine | None = None, **given: Any
) -> Iterator[Any]:
    """A studio whose flow is fake; `delay_s` and `by_hand` are the flow's, the rest settings."""
    own = {name: given.pop(name) for name in ("delay_s", "by_hand") if name in given}
    asked = {"data_dir": folder, "secret": SECRET, "creations_per_hour": 100_000} | given
    settings = Settings(_env_file=None, **asked)
    engine, store = engine or db.connect(settings.database), Store.open(settings)
    db.migrate(engine)
    flow = FakeFlow(engine, store, **own)
    if files:
        flow.files = fake_files.read(files)
    flow.beat()
    studio = SimpleNamespace(settings=settings, engine=engine, store=store, flow=flow)
    try:
        yield studio
    finally:
        flow.close()
        engine.dispose()


def main() -> None:
    """Serve until Ctrl-C."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=8000)
    asked.add_argument("--delay", type=float, default=0.7, help="seconds for each step")
    asked.add_argument("--data", type=Path, help="keep the data here")
    asked.add_argument("--files", type=Path, help="a keepsake's folder")
    asked.add_argument("--owner", default="", help="the owner token")
    options = asked.parse_args()
    logging.basicConfig(level="WARNING")
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.data or Path(scratch)
        given = {"delay_s": options.delay, "owner_token": options.owner}
        with opened(folder, files=options.files, **given) as studio:
            over = Event()
            Thread(target=_beat, args=(studio.flow, over), daemon=True).start()
            with socket.create_server(("127.0.0.1", options.port)) as door:
                Server(create_app(studio)).run(sockets=[door])
            over.set()


def _beat(flow: FakeFlow, over: Event) -> None:
    while not over.wait(5):
        flow.beat()


if __name__ == "__main__":
    main()
