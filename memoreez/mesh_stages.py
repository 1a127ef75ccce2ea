"""How far the work on an uploaded mesh is: a mark in the store, for whoever waits and looks."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import lru_cache
from typing import Literal, get_args

from memoreez.errors import MemoreezError
from memoreez.store import Store, home

Stage = Literal["look", "mend", "draw"]
STAGES: tuple[Stage, ...] = get_args(Stage)  # in their order
LOOK_S = 6.0  # between two looks into an S3 store, each a request that takes time and is paid for


def mark(store: Store, mesh_id: str, stage: Stage) -> None:
    """This is being done now. A mark is worth no failure: one that cannot be set is left out."""
    with suppress(MemoreezError):
        store.put(_key(mesh_id), stage.encode(), "text/plain")


def marked(store: Store, mesh_id: str) -> Stage | None:
    """What is being done; None when nobody has said so, or the store is away."""
    with suppress(MemoreezError):
        said = store.get(_key(mesh_id)).decode("ascii", "replace")
        return next((stage for stage in STAGES if stage == said), None)
    return None


def seen(store: Store, mesh_id: str) -> Stage | None:
    """As `marked`, for whoever looks often: of an S3 store no more than one request in LOOK_S."""
    if store.folder is not None:
        return marked(store, mesh_id)
    return _remembered(store, mesh_id, int(time.monotonic() / LOOK_S))


@lru_cache(maxsize=512)
def _remembered(store: Store, mesh_id: str, turn: int) -> Stage | None:
    return marked(store, mesh_id)


def _key(mesh_id: str) -> str:
    return f"{home(mesh_id)}/mended/stage"
