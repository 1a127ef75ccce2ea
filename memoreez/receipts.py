"""Claim checks: what was made once is found again, not made or paid for twice."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from memoreez.errors import NotFound

if TYPE_CHECKING:
    from memoreez.rows import Json
    from memoreez.store import Store


def once(store: Store, key: str, work: Callable[[], Json]) -> Json:
    """What the receipt says, or else what `work` made now, with the seconds that it took.

    `work` puts what it makes into the store; the receipt is written last, so where it is,
    everything that it names is there too. `seconds` is None when nothing had to be made.
    """
    with suppress(NotFound):
        kept: Json = json.loads(store.get(key))
        return kept | {"seconds": None}
    start = time.perf_counter()
    made = work()
    store.put(key, json.dumps(made).encode(), "application/json")
    return made | {"seconds": round(time.perf_counter() - start, 3)}
