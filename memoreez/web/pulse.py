"""Whether the parts of a studio work, and whether anybody does the work.

A process that runs workflows counts up in `executors`. What counts is that the number changes while
we look, so a clock that jumps fools nobody; the time beside it only helps at the first look.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Lock
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError

from memoreez.db import Executor
from memoreez.errors import MemoreezError

SILENT_S = 20.0  # a beat comes every few seconds
FRESH_S = 2.0  # how old an answer about a part may be that is not free to ask

log = logging.getLogger(__name__)


def up(name: str, look: Callable[[], object]) -> bool:
    """Whether a part answers; why not is for the log."""
    try:
        look()
    except (MemoreezError, SQLAlchemyError, OSError) as error:
        log.warning("%s is down: %s", name, error)
        return False
    return True


class Glance:
    """Whether a part works, as it was a moment ago: anybody may ask, and looking costs.

    While one caller looks, the others hear what was found before.
    """

    def __init__(self, look: Callable[[], bool], clock: Callable[[], float] = monotonic) -> None:
        self._look, self._clock = look, clock
        self._found: tuple[bool, float] | None = None  # and when
        self._lock = Lock()

    def good(self) -> bool:
        """What was found last, or now if that is long ago."""
        known = self._found
        if not self._lock.acquire(blocking=known is None):
            return known is not None and known[0]
        try:
            if self._found is None or self._clock() - self._found[1] >= FRESH_S:
                self._found = self._look(), self._clock()
            return self._found[0]
        finally:
            self._lock.release()


class Pulse:
    """Remembers when each executor was last heard."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._heard: dict[str, tuple[int, float]] = {}  # executor → its beat, when that was new
        self._lock = Lock()

    def beats(self, executors: Sequence[Executor], now: datetime | None = None) -> bool:
        """Whether at least one of these was heard within the last `SILENT_S` seconds."""
        moment, wall = self._clock(), now or datetime.now(UTC)
        with self._lock:
            for one in executors:
                known = self._heard.get(one.id)
                if known is None:
                    fresh = abs((wall - one.at).total_seconds()) < SILENT_S
                    self._heard[one.id] = (one.beat, moment if fresh else moment - SILENT_S)
                elif known[0] != one.beat:
                    self._heard[one.id] = (one.beat, moment)
            alive = {name for name, (_, at) in self._heard.items() if moment - at < SILENT_S}
            present = {one.id for one in executors}
            self._heard = {name: self._heard[name] for name in present}
            return bool(alive & present)
