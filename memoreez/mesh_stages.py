"""How far the work on an uploaded mesh is: a mark in the store, for whoever waits and looks."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal, get_args

from memoreez.errors import MemoreezError
from memoreez.store import Store, home

Stage = Literal["look", "mend", "draw"]
STAGES: tuple[Stage, ...] = get_args(Stage)  # in their order


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


def _key(mesh_id: str) -> str:
    return f"{home(mesh_id)}/mended/stage"
