"""Whether anybody does the work: a process that runs workflows counts up in `executors`.

What counts is that the number changes while we look, so a clock that jumps fools nobody; the
time beside it only helps at the first look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Lock
from time import monotonic

from memoreez.db import Executor

SILENT_S = 20.0  # a beat comes every few seconds


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
