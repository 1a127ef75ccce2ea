"""Running the studio: the web server, workers beside it, and what they do at their end."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from memoreez.errors import BadInput
from memoreez.settings import Settings, has_screen, settings

if TYPE_CHECKING:
    from memoreez.studio import Studio

TIDY_S = 3600.0
log = logging.getLogger(__name__)


def chosen(**given: Any) -> Settings:
    """The settings, with what the command line gave in place of what was set."""
    wanted = {name: value for name, value in given.items() if value is not None}
    if not wanted:
        return settings()
    checked = Settings.model_validate({**settings().model_dump(), **wanted})
    return checked


def serve(chosen: Settings, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page and do the work until a signal ends it; unfinished work stays for next time.

    `ready` hears the address once the studio answers there. Raises BadInput for a port in use.
    """
    from memoreez.studio import open_studio
    from memoreez.web.app import create_app
    from memoreez.web.server import Server

    _log(chosen)
    with listening(host, port) as door, opened(open_studio, chosen) as studio:
        server = Server(create_app(studio))
        address = f"http://{_shown(host)}:{door.getsockname()[1]}"
        announce = threading.Thread(target=_announce, args=(server, address, ready), daemon=True)
        announce.start()
        with leaving():
            server.run(sockets=[door])


@contextmanager
def leaving() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the block, not the process: the studio is closed after it.

    uvicorn ends at these signals and then raises them again for whoever started it.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _log(chosen: Settings) -> None:
    """JSON lines; a person at a terminal sees only what needs them, unless they ask for more."""
    from memoreez.web import logs

    watched = sys.stderr.isatty() and chosen.log_level == "info"
    logs.configure("warning" if watched else chosen.log_level)


def work(chosen: Settings, queues: tuple[str, ...] | None, ready: Callable[[], None]) -> None:
    """Do the work of these queues (None: of all) until a signal ends it."""
    from memoreez.studio import open_studio

    _log(chosen)
    with opened(lambda one: open_studio(one, queues=queues), chosen), leaving():
        ready()
        while True:
            time.sleep(1.0)  # a wait without end would not hear Ctrl-C on Windows


@contextmanager
def opened(start: Callable[[Settings], Studio], chosen: Settings) -> Iterator[Studio]:
    """A studio, and its hourly tidying; closed at the end so that nothing half-done is lost."""
    studio = start(chosen)
    over = threading.Event()
    tidying = threading.Thread(target=_tidy, args=(studio, over), daemon=True)
    tidying.start()
    try:
        yield studio
    finally:
        over.set()
        studio.close()


def _tidy(studio: Studio, over: threading.Event) -> None:
    """Delete what is past its days, now and each hour."""
    from sqlalchemy.exc import SQLAlchemyError

    from memoreez import retention
    from memoreez.errors import StudioError

    while True:
        try:
            retention.sweep(studio.engine, studio.store, studio.settings.keep_days)
        except (StudioError, SQLAlchemyError, OSError) as error:  # there is another hour
            log.warning("Nothing was tidied: %s", type(error).__name__)
        if over.wait(TIDY_S):
            return


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A bound socket. Raises BadInput when the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let two servers share the port
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise BadInput(_trouble(error, host, port)) from error
    try:
        yield door
    finally:
        door.close()


def _trouble(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by another memoreez; stop that one, or choose "
            f"another port with --port {port + 1 if port < 65535 else 8000}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may only be used by the administrator; choose one above 1023."
    return f"The address {host[:60]!r} cannot be used here ({error.strerror}); try 127.0.0.1."


def _shown(host: str) -> str:
    """How a browser on this computer reaches that address."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}
    return everywhere.get(host, f"[{host}]" if ":" in host else host)


def _announce(server: Any, address: str, ready: Callable[[str], None]) -> None:
    while not server.started:
        if server.should_exit:
            return
        threading.Event().wait(0.02)
    ready(address)


def browse(address: str) -> None:
    """Open the page in a browser, where there is a screen to show one."""
    if has_screen():
        webbrowser.open(address)


def backup(chosen: Settings, path: Path) -> Path:
    """Everything of the studio in one file, while it runs."""
    from memoreez import backup as backups
    from memoreez import db
    from memoreez.store import Store

    engine = db.connect(chosen.database)
    try:
        return backups.write(engine, Store.open(chosen), path)
    finally:
        engine.dispose()


def restore(chosen: Settings, path: Path) -> None:
    """What `backup` wrote, into an empty data folder. Raises BadInput."""
    from memoreez import backup as backups

    if chosen.database_url or chosen.store_url:
        raise BadInput(
            "A backup is restored into a data folder; unset MEMOREEZ_DATABASE_URL and "
            "MEMOREEZ_STORE_URL first, or use your database's and bucket's own tools."
        )
    backups.restore(path, chosen.data_dir)
