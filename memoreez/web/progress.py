"""A keepsake's events as they happen, to any number of watchers."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Header, Query
from starlette.responses import Response

from memoreez import keepsakes
from memoreez.web.answers import problems_of
from memoreez.web.desk import Client, Desk, Tools
from memoreez.web.events import EventStream
from memoreez.web.inputs import KeepsakeId

router = APIRouter(tags=["keepsakes"])
_MOST = 2**53
_EXAMPLE = 'id: 4\nevent: concept\ndata: {"state":"imagining","concept":{"id":1,"title":"…"}}\n\n'


@router.get(
    "/api/keepsakes/{keepsake_id}/events",
    response_class=Response,
    responses={
        200: {
            "description": "Server-sent events; the stream ends after `deleted`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EXAMPLE}},
        },
        **problems_of(404, 422, 429, 503),
    },
)
async def watch(
    keepsake_id: KeepsakeId,
    desk: Tools,
    client: Client,
    after: Annotated[int, Query(ge=0, le=_MOST, description="Only events after this number.")] = 0,
    last_event_id: Annotated[
        str | None,
        Header(
            alias="Last-Event-ID",
            pattern=r"^[0-9]{1,15}$",
            description="What a browser sends; wins over `after`.",
        ),
    ] = None,
) -> Response:
    """Every event in order, those that happened before first; resumes after a break."""
    desk.fanout.admit(client.address)
    await to_thread.run_sync(_find, desk, keepsake_id)
    number = int(last_event_id) if last_event_id else after
    return EventStream(desk.fanout, keepsake_id, number, client.address)


def _find(desk: Desk, keepsake_id: str) -> None:
    with desk.reading() as session:
        keepsakes.find(session, keepsake_id)
