"""Waiting for a machine elsewhere that has a job of ours: it may be away for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from memoreez.verdicts import RemoteError

FIRST_S, LONGEST_AWAY_S = 0.5, 30.0  # waits, each twice as long while nobody answers
STRANGE = 2  # answers that make no sense, before the third is believed
_FINAL = ("key", "address", "redirect", "tls", "quota", "content", "request")
T = TypeVar("T")


@dataclass
class Wait:
    """Who waits, until when (by `clock`), and how long the other side may be away."""

    ends: float
    away_s: float = 300.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def has(self, seconds: float) -> bool:
        """Whether there is still that much time."""
        return self.clock() + seconds <= self.ends

    def patiently(self, ask: Callable[[], T]) -> T:
        """What `ask` brings, asked again while the machine is away: it has the job. RemoteError."""
        away, strange, wait = self.clock(), 0, FIRST_S
        while True:
            try:
                return ask()
            except RemoteError as error:
                strange += not error.retryable
                if error.status in (404, 410) or error.fault in _FINAL or strange > STRANGE:
                    raise
                wait = max(error.retry_after or 0.0, wait)
                if self.clock() + wait > min(away + self.away_s, self.ends):
                    raise
            self.sleep(wait)
            wait = min(2 * wait, LONGEST_AWAY_S)
