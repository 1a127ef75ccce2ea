"""How often one client may ask for what costs: kept in memory, for each process.

Windows move, so that nobody gets two hours' worth around the full hour.
"""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits import RateLimitItemPerSecond as PerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from memoreez.errors import TooMany

PREVIEWS_PER_SECOND = 5
MARKS_PER_MINUTE = 60
GUESSES_PER_MINUTE = 10  # wrong owner tokens
BURST_SHARE, LEAST_BURST = 4, 5  # a quarter of the hour's creations may come within a minute


class Limits:
    """`creation(address)` and so on count one deed, or raise TooMany with the seconds to wait."""

    def __init__(self, creations_per_hour: int) -> None:
        burst = max(LEAST_BURST, creations_per_hour // BURST_SHARE)
        self._creations = (
            RateLimitItemPerMinute(burst),
            RateLimitItemPerHour(creations_per_hour),
        )
        self._storage = MemoryStorage()
        self._windows = MovingWindowRateLimiter(self._storage)

    def creation(self, address: str) -> None:
        """One more round of concepts or one more figurine."""
        for item in self._creations:
            self._count(item, "creation", address, "New keepsakes and changes take work")

    def upload(self, address: str) -> None:
        """One more mesh to be repaired."""
        for item in self._creations:
            self._count(item, "upload", address, "Meshes take work")

    def photo(self, address: str) -> None:
        """One more photo to be cut out."""
        for item in self._creations:
            self._count(item, "photo", address, "Photos take work")

    def mark(self, address: str) -> None:
        """One more correction of a cutout."""
        item = RateLimitItemPerMinute(MARKS_PER_MINUTE)
        self._count(item, "mark", address, "Each correction takes work")

    def preview(self, address: str) -> None:
        """One more look at an inscription."""
        self._count(PerSecond(PREVIEWS_PER_SECOND), "preview", address, "Previews take work")

    def guess(self, address: str) -> None:
        """One more wrong owner token."""
        item = RateLimitItemPerMinute(GUESSES_PER_MINUTE)
        self._count(item, "guess", address, "The owner token was wrong too often")

    def may_guess(self, address: str) -> None:
        """Raise TooMany when this client has guessed too often already; counts nothing."""
        item = RateLimitItemPerMinute(GUESSES_PER_MINUTE)
        if not self._windows.test(item, "guess", address):
            self._refuse(item, "guess", address, "The owner token was wrong too often")

    def _count(self, item: RateLimitItem, deed: str, address: str, why: str) -> None:
        if not self._windows.hit(item, deed, address):
            self._refuse(item, deed, address, why)

    def _refuse(self, item: RateLimitItem, deed: str, address: str, why: str) -> None:
        wait = self._windows.get_window_stats(item, deed, address).reset_time - time.time()
        if wait > item.get_expiry():  # the clock was set back: these windows would last for ever
            self._storage.reset()
            return
        seconds = max(1, math.ceil(wait))
        raise TooMany(f"{why}; please wait {seconds} s and try again.", retry_after=seconds)
