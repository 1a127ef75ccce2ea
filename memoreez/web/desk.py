"""What every route can reach, made once for an app: the studio, limits, streams, paper, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.requests import Request

from memoreez import db
from memoreez.errors import Busy
from memoreez.web.callers import Caller
from memoreez.web.events import Fanout
from memoreez.web.limits import Limits
from memoreez.web.metrics import Metrics
from memoreez.web.paper import Paper
from memoreez.web.pulse import Glance, Pulse, up
from memoreez.web.shelf import Shelf

if TYPE_CHECKING:
    from memoreez.studio import Studio


@dataclass(frozen=True)
class Desk:
    """One app's tools."""

    studio: Studio
    limits: Limits
    fanout: Fanout
    metrics: Metrics
    shelf: Shelf
    paper: Paper
    pulse: Pulse
    store_up: Glance
    turn: Lock | None  # None: the database lets many write at once

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only reads. Raises Busy while the database is away."""
        with db.session(self.studio.engine, reading=True) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction, committed at the end. Raises Busy, StoreError.

        SQLite lets whoever waits for its lock sleep between tries while others pass by, for
        seconds when many come at once; so ours queue here, and only the first stands there.
        """
        with _turn(self.turn), db.session(self.studio.engine) as session:
            yield session


def open_desk(studio: Studio) -> Desk:
    """The tools for a studio; asks neither database nor store."""
    shelf = Shelf()
    return Desk(
        studio=studio,
        limits=Limits(studio.settings.creations_per_hour),
        fanout=Fanout(studio.engine),
        metrics=Metrics(studio),
        shelf=shelf,
        paper=Paper(shelf),
        pulse=Pulse(),
        store_up=Glance(lambda: up("store", studio.store.probe)),
        turn=Lock() if studio.engine.dialect.name == "sqlite" else None,
    )


@contextmanager
def _turn(lock: Lock | None) -> Iterator[None]:
    if lock is None:
        yield
        return
    if not lock.acquire(timeout=db.WAIT_S):
        raise Busy("The database is busy; please try again in a moment.")
    try:
        yield
    finally:
        lock.release()


def desk_of(request: Request) -> Desk:
    """The desk of the app that got this request."""
    found: Desk = request.app.state.desk
    return found


def caller_of(request: Request) -> Caller:
    """Who sent it, as the outermost layer found out."""
    found: Caller = request.scope["memoreez.caller"]
    return found


async def _desk(request: Request) -> Desk:  # async: no thread for so little
    return desk_of(request)


async def _caller(request: Request) -> Caller:
    return caller_of(request)


Tools = Annotated[Desk, Depends(_desk)]
Client = Annotated[Caller, Depends(_caller)]
