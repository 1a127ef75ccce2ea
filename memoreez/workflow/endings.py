"""Who waits for other workflows: told at once of those that end here, and soon of the others."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from dbos import DBOS

LOOK_S = 0.5  # how often the database is asked for those that end elsewhere, or are stopped
UNFINISHED = ["PENDING", "ENQUEUED", "DELAYED"]

_awaited: dict[str, asyncio.Event] = {}


def await_end(name: str) -> str:
    """From now on the end of that workflow is noticed here, for one call of `all_over`."""
    _awaited.setdefault(name, asyncio.Event())
    return name


def tell(name: str) -> None:
    """The rows know all that this workflow had to say."""
    if name in _awaited:
        _awaited[name].set()


async def all_over(names: Sequence[str]) -> bool:
    """Once each of them has told, has ended otherwise or is gone."""
    events = [_awaited.get(name) or asyncio.Event() for name in names]
    told = asyncio.create_task(_set(events))
    try:
        while not told.done():
            await asyncio.wait([told], timeout=LOOK_S)
            left = [name for name, event in zip(names, events, strict=True) if not event.is_set()]
            if not told.done() and not await _unfinished(left):
                break
    finally:
        told.cancel()
        for name in names:
            _awaited.pop(name, None)
    return True


async def _set(events: Sequence[asyncio.Event]) -> None:
    for event in events:
        await event.wait()


async def _unfinished(names: list[str]) -> int:
    found = await DBOS.list_workflows_async(
        workflow_ids=names, status=UNFINISHED, load_input=False, load_output=False
    )
    return len(found)
