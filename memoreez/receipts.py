"""Claim checks: what was made once is found again, not made or paid for twice."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from memoreez.errors import NotFound, ProviderError

if TYPE_CHECKING:
    from memoreez.rows import Json
    from memoreez.store import Store


def once(store: Store, key: str, work: Callable[[], Json], run: str = "") -> Json:
    """What the receipt says, or else what `work` made now, with the seconds that it took.

    `work` puts what it makes into the store; the receipt is written last, so where it is,
    everything that it names is there too. `seconds` is None when nothing had to be made.

    A ProviderError that no other try can mend is kept, too: it may have been paid for. Whoever
    comes again under the same `run` gets it back; a person who tries again has another run.
    """
    with suppress(NotFound):
        kept: Json = json.loads(store.get(key))
        return kept | {"seconds": None}
    failed = f"{key.removesuffix('.json')}.failed.json"
    if run:
        _raise(store, failed, run)
    start = time.perf_counter()
    try:
        made = work()
    except ProviderError as error:
        if run and not error.retryable:
            told = {"run": run, "words": str(error)}
            store.put(failed, json.dumps(told).encode(), "application/json")
        raise
    store.put(key, json.dumps(made).encode(), "application/json")
    return made | {"seconds": round(time.perf_counter() - start, 3)}


def _raise(store: Store, failed: str, run: str) -> None:
    """Raises ProviderError where that run has failed before."""
    with suppress(NotFound):
        kept = json.loads(store.get(failed))
        if kept["run"] == run:
            raise ProviderError(kept["words"])
