"""One call's place on a bench, which others have while its process only waits."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Protocol

from memoreez.aside import AWAY


class Places(Protocol):
    """Who lends places: a bench."""

    def lend(self) -> bool: ...
    def restore(self, given_up: Callable[[], bool]) -> None: ...
    def forgo(self) -> None: ...


class Turn:
    """From the moment that a call has a process. `away`: it stands aside."""

    def __init__(self, places: Places) -> None:
        self.away = False
        self._places = places
        self._lock = Lock()
        self._lent = self._over = False

    def told(self, word: str) -> None:
        """What the process says, in the thread that hears it; returns when it may go on."""
        if word == AWAY:
            with self._lock:
                self.away = True
                self._lent = not self._over and self._places.lend()
            return
        if self._lent:
            self._places.restore(self._given_up)
        self.away = False

    def over(self) -> bool:
        """The call is given up, or its process is dead; whether its place is empty."""
        with self._lock:
            lent, self._lent, self._over = self._lent, False, True
        if lent:
            self._places.forgo()
        return not lent

    def _given_up(self) -> bool:
        with self._lock:
            self._lent = False
            return self._over
