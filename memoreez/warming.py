"""Wakes the sculptor's machine while a person still looks at ideas: a cold start takes minutes.

What has a price costs as much as a sculpture when it wakes, and only does where the limits of the
purse leave room for the sculpture as well.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from threading import Thread
from typing import Any

from memoreez import claims, lineup, spending, tally
from memoreez.errors import MemoreezError
from memoreez.prices import Price
from memoreez.settings import settings
from memoreez.spending import Purse
from memoreez.store import Store

STAGE = "sculptures"
EVERY_S = 60.0
log = logging.getLogger(__name__)


def begin(purse: Purse, wanted: bool = True) -> Thread | None:
    """Asks the first sculptor in line to warm up, where it can; beside us, and nobody waits for it.

    At most once a minute, over all processes, and only where the purse has enough. What fails is
    met again, and told, when it sculpts.
    """
    if not wanted:
        return None
    try:
        name, sculptor = lineup.names(STAGE)[0], lineup.first(STAGE)
        options = getattr(sculptor, "options", None)
        if not hasattr(sculptor, "warm") or not getattr(options, "warm_up", True):
            return None
        price = lineup.price(STAGE, name, sculptor)
        if not claims.due(Store.open(settings()), "warm", EVERY_S, time.time()):
            return None
    except MemoreezError as error:
        log.info("Nobody is warmed up: %s", type(error).__name__)
        return None
    told = (purse.at("warm"), name, sculptor, replace(price, most=price.most + 1))
    thread = Thread(target=_warm, args=told, daemon=True)
    thread.start()
    return thread


def _warm(purse: Purse, name: str, sculptor: Any, price: Price) -> None:
    """`price` has room for the sculpture, too."""
    try:
        with spending.paying(purse, STAGE, name, price):
            tally.paid(0)  # one that is awake is not woken
            woken = sculptor.warm()
        if woken:
            log.info("A worker wakes up for the next sculpture.")
    except MemoreezError as error:
        log.info("The sculptor cannot be warmed up: %s", type(error).__name__)
