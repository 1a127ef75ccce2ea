"""Everything that a process of the studio needs, opened once."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from memoreez import db
from memoreez.settings import Settings
from memoreez.store import Store
from memoreez.workflow import WORKSHOP, Flow


@dataclass(frozen=True)
class Studio:
    """Settings, database, store, and the workflows that run here."""

    settings: Settings
    engine: sa.Engine
    store: Store
    flow: Flow

    def close(self) -> None:
        """End within seconds. What is unfinished goes on at the next start."""
        self.flow.close()
        self.engine.dispose()


def open_studio(
    settings: Settings, *, queues: tuple[str, ...] | None = None, workshop: str = WORKSHOP
) -> Studio:
    """A studio that works on these queues (None: on all). Raises SettingsError, UnknownName.

    `workshop` is the module that does the work; tests have one of their own.
    """
    engine = db.connect(settings.database)
    try:
        db.migrate(engine)
        store = Store.open(settings)
        flow = Flow(settings, engine, queues, workshop)
    except BaseException:
        engine.dispose()
        raise
    return Studio(settings, engine, store, flow)
