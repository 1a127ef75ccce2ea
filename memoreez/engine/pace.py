"""How long jobs take, so that who is sent away knows when to come back."""

from __future__ import annotations

import math
import statistics
from collections import deque
from dataclasses import dataclass, field

LONGEST_S = 120  # Retry-After
USUAL_S = 20.0  # a sculpture, before the first one is done


@dataclass
class Pace:
    """The pace of so many devices."""

    devices: int = 1
    worked: tuple[int, float] = (0, 0.0)  # jobs that were done, and their seconds
    _seconds: deque[float] = field(default_factory=lambda: deque(maxlen=15))

    def note(self, seconds: float) -> None:
        """A job was done in that time."""
        self._seconds.append(seconds)
        self.worked = (self.worked[0] + 1, self.worked[1] + seconds)

    @property
    def wait_s(self) -> int:
        """Seconds after which a place may be free."""
        usual = statistics.median(self._seconds) if self._seconds else USUAL_S
        return min(max(math.ceil(usual / self.devices), 1), LONGEST_S)
