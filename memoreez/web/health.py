"""For machines that watch: is the process alive, can it work, and how much did it do."""

from __future__ import annotations

import sqlalchemy as sa
from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from memoreez import db
from memoreez.errors import NotFound
from memoreez.web.desk import Client, Tools
from memoreez.web.metrics import MEDIA_TYPE
from memoreez.web.owner import Token, is_owner
from memoreez.web.pulse import up

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

    def database() -> None:
        with desk.reading() as session:
            executors.extend(session.scalars(sa.select(db.Executor)))

    found = {
        "database": up("database", database),
        "store": desk.store_up.good(),
        "executor": desk.pulse.beats(executors),
    }
    good = all(found.values())
    parts = {name: _said(state) for name, state in found.items()}
    return JSONResponse({"status": _said(good), "parts": parts}, 200 if good else 503)


def _said(good: bool) -> str:
    return "up" if good else "down"


@router.get("/metrics", include_in_schema=False)
def metrics(desk: Tools, client: Client, token: Token = None) -> Response:
    """Prometheus's page, for this computer and for the owner."""
    if not client.here and not is_owner(desk, client, token):
        raise NotFound("There is nothing here; check the link.")
    return Response(desk.metrics.page(), media_type=MEDIA_TYPE)
