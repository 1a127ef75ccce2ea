"""Running the studio: the web server, workers beside it, and what they do at their end."""

from __future__ import annotations

import logging
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memoreez import logs
from memoreez.errors import BadInput
from memoreez.listening import address, announce, leaving, listening
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

    `ready` hears the address once the studio answers there. Raises BadInput for a port in use,
    SettingsError and UnknownName for sculptors that nobody could ask.
    """
    from memoreez import preflight
    from memoreez.studio import open_studio
    from memoreez.web.app import create_app
    from memoreez.web.server import Server

    _log(chosen)
    preflight.warn("sculptures")
    with listening(host, port) as door, opened(open_studio, chosen) as studio:
        server = Server(create_app(studio))
        announce(server, partial(ready, address(host, door)))
        with leaving():
            server.run(sockets=[door])


def _log(chosen: Settings) -> None:
    """JSON lines; a person at a terminal sees only what needs them, unless they ask for more."""
    watched = sys.stderr.isatty() and chosen.log_level == "info"
    logs.configure("warning" if watched else chosen.log_level)


def work(chosen: Settings, queues: tuple[str, ...] | None, ready: Callable[[], None]) -> None:
    """Do the work of these queues (None: of all) until a signal ends it."""
    from memoreez import preflight
    from memoreez.studio import open_studio

    _log(chosen)
    if queues is None or "sculpt" in queues:
        preflight.warn("sculptures")
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
