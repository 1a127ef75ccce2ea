"""For machines that watch: is the process alive, can it work, and how much did it do."""

from __future__ import annotations

import logging
from collections.abc import Callable

import sqlalchemy as sa
from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from memoreez import db
from memoreez.errors import MemoreezError, NotFound
from memoreez.web.desk import Client, Tools
from memoreez.web.metrics import MEDIA_TYPE
from memoreez.web.owner import Token, is_owner

log = logging.getLogger(__name__)
router = APIRouter(tags=["operation"])
_PARTS = {"database": "up", "store": "up", "executor": "up"}


@router.get(
    "/health/live",
    responses={200: {"content": {"application/json": {"example": {"status": "up"}}}}},
)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "up"}


@router.get(
    "/health/ready",
    responses={
        200: {"content": {"application/json": {"example": {"status": "up", "parts": _PARTS}}}},
        503: {
            "description": "At least one part is down.",
            "content": {
                "application/json": {
                    "example": {"status": "down", "parts": _PARTS | {"store": "down"}}
                }
            },
        },
    },
)
def ready(desk: Tools) -> JSONResponse:
    """Whether keepsakes can be made: the database, the store of files, and who does the work."""
    executors: list[db.Executor] = []

    def database() -> bool:
        with desk.reading() as session:
            executors.extend(session.scalars(sa.select(db.Executor)))
        return True

    def store() -> bool:
        desk.studio.store.probe()
        return True

    parts = {
        "database": _up(database),
        "store": _up(store),
        "executor": "up" if desk.pulse.beats(executors) else "down",
    }
    good = all(state == "up" for state in parts.values())
    return JSONResponse({"status": "up" if good else "down", "parts": parts}, 200 if good else 503)


def _up(look: Callable[[], bool]) -> str:
    try:
        look()
    except (MemoreezError, SQLAlchemyError, OSError) as error:
        log.warning("%s is down: %s", look.__name__, error)
        return "down"
    return "up"


@router.get("/metrics", include_in_schema=False)
def metrics(desk: Tools, client: Client, token: Token = None) -> Response:
    """Prometheus's page, for this computer and for the owner."""
    if not client.here and not is_owner(desk, client, token):
        raise NotFound("There is nothing here; check the link.")
    return Response(desk.metrics.page(), media_type=MEDIA_TYPE)
