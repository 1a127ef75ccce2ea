"""Wakes the sculptor's machine while a person still looks at ideas: a cold start takes minutes."""

from __future__ import annotations

import logging
import time
from threading import Thread
from typing import Any

from memoreez import claims, lineup
from memoreez.errors import MemoreezError
from memoreez.settings import settings
from memoreez.store import Store

EVERY_S = 60.0
log = logging.getLogger(__name__)


def begin(wanted: bool = True) -> Thread | None:
    """Asks the first sculptor in line to warm up, where it can; beside us, and nobody waits for it.

    At most once a minute, over all processes. What fails is met again, and told, when it sculpts.
    """
    if not wanted:
        return None
    try:
        sculptor = lineup.first("sculptures")
        options = getattr(sculptor, "options", None)
        if not hasattr(sculptor, "warm") or not getattr(options, "warm_up", True):
            return None
        if not claims.due(Store.open(settings()), "warm", EVERY_S, time.time()):
            return None
    except MemoreezError as error:
        log.info("Nobody is warmed up: %s", type(error).__name__)
        return None
    thread = Thread(target=_warm, args=(sculptor,), daemon=True)
    thread.start()
    return thread


def _warm(sculptor: Any) -> None:
    try:
        if sculptor.warm():
            log.info("A worker wakes up for the next sculpture.")
    except MemoreezError as error:
        log.info("The sculptor cannot be warmed up: %s", type(error).__name__)
