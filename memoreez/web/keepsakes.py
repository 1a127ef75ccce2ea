"""A keepsake from its order to its end. The web only notes what is wanted; workflows do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header
from sqlalchemy.orm import Session
from starlette.responses import Response

from memoreez import keepsakes, records, retention, views
from memoreez.db import Keepsake
from memoreez.errors import Busy, Conflict, ProviderError
from memoreez.lending import lent
from memoreez.shapes import KeepsakeView
from memoreez.web.answers import problems_of
from memoreez.web.callers import Caller
from memoreez.web.desk import Client, Desk, Tools
from memoreez.web.inputs import JsonOnly, KeepsakeId
from memoreez.web.requests import Change, Choice, Order

router = APIRouter(tags=["keepsakes"])
ONE = "/api/keepsakes/{keepsake_id}"
_GLB = "model/gltf-binary"
_NOT_NOW = "The preview could not be made just now; please try again in a moment."
_CHANGES: dict[str, Any] = {"status_code": 202, "response_model": KeepsakeView}
_NO_BODY = problems_of(404, 409, 413, 429, 503, 507)
_BODY = problems_of(400, 404, 409, 413, 415, 422, 429, 503, 507)
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x20-\x7e]{1,200}$",
        description="Any text of your own; the same key and body give the same keepsake again.",
    ),
]


@router.post(
    "/api/keepsakes",
    dependencies=[JsonOnly],
    responses=problems_of(400, 404, 409, 413, 415, 422, 429, 503, 507),
    **_CHANGES,
)
def create(order: Order, desk: Tools, client: Client, key: Key = None) -> Response:
    """Begin a keepsake; its concepts and their pictures follow by themselves."""
    desk.limits.creation(client.address)
    seen = _made_before(desk, order, key) or _made(desk, order, key)
    answer = shown(desk, seen, 202)
    answer.headers["Location"] = f"/api/keepsakes/{seen.keepsake.id}"
    return answer


def _made(desk: Desk, order: Order, key: str | None) -> views.Seen:
    studio = desk.studio
    with lent(studio.engine, studio.store, order.photo) as copy, desk.writing() as session:
        row, created = keepsakes.create(session, order.order(), key, copy)
        if created:
            studio.flow.enqueue(session, row)
        return views.read(session, row.id)


def _made_before(desk: Desk, order: Order, key: str | None) -> views.Seen | None:
    """What the key made of the photo, which may be gone by now."""
    if key is None or order.photo is None:
        return None
    with desk.reading() as session:
        row = keepsakes.known(session, order.order(), key)
        return views.read(session, row.id) if row else None


@router.get(ONE, response_model=KeepsakeView, responses=problems_of(404, 503))
def read(keepsake_id: KeepsakeId, desk: Tools) -> Response:
    """All of a keepsake: where it stands, its concepts, its figurine and files."""
    with desk.reading() as session:
        seen = views.read(session, keepsake_id)
    return shown(desk, seen)


@router.post(f"{ONE}/concepts", responses=_NO_BODY, **_CHANGES)
def more(keepsake_id: KeepsakeId, desk: Tools, client: Client) -> Response:
    """Four more concepts."""
    return changed(desk, client, keepsake_id, keepsakes.more)


@router.post(f"{ONE}/choice", dependencies=[JsonOnly], responses=_BODY, **_CHANGES)
def choose(keepsake_id: KeepsakeId, choice: Choice, desk: Tools, client: Client) -> Response:
    """Make a figurine of this concept. The same choice again, while it is made, does no harm."""
    with desk.reading() as session:
        row = keepsakes.find(session, keepsake_id)
    wish = choice.choice(row.name, row.occasion)
    rehearse(wish)
    return changed(desk, client, keepsake_id, lambda s, name: keepsakes.choose(s, name, wish))


@router.patch(f"{ONE}/figurine", dependencies=[JsonOnly], responses=_BODY, **_CHANGES)
def refine(keepsake_id: KeepsakeId, change: Change, desk: Tools, client: Client) -> Response:
    """Make the same figurine anew with another inscription, pedestal, height or style."""
    wanted = change.change()
    with desk.reading() as session:
        row = keepsakes.find(session, keepsake_id)
    if row.figurine:
        rehearse(records.changed(records.choice_of(row.figurine), wanted))
    return changed(desk, client, keepsake_id, lambda s, name: keepsakes.refine(s, name, wanted))


@router.post(
    f"{ONE}/preview",
    dependencies=[JsonOnly],
    response_class=Response,
    responses={
        200: {
            "description": "The figurine as GLB; nothing is stored.",
            "content": {_GLB: {"schema": {"type": "string", "format": "binary"}}},
        },
        **_BODY,
    },
)
async def preview(keepsake_id: KeepsakeId, change: Change, desk: Tools, client: Client) -> Response:
    """A quick look at the figurine with another inscription, pedestal, height or style."""
    desk.limits.preview(client.address)
    wish = await to_thread.run_sync(_wished, desk, keepsake_id, change.change())
    try:
        glb = await desk.studio.flow.preview(keepsake_id, wish)
    except TimeoutError as error:
        raise Busy(_NOT_NOW) from error
    except ProviderError as error:
        if not error.retryable:
            raise
        raise Busy(_NOT_NOW) from error  # its process was lost, perhaps for want of memory
    return Response(glb, media_type=_GLB)


def _wished(desk: Desk, keepsake_id: str, change: records.Change) -> dict[str, Any]:
    """All of what is wanted. Raises Conflict before there is a figurine."""
    with desk.reading() as session:
        row = keepsakes.find(session, keepsake_id)
    if row.figurine is None:
        raise Conflict("There is no figurine yet; choose a concept first.")
    return records.wish_json(records.changed(records.choice_of(row.figurine), change))


@router.post(f"{ONE}/cancel", responses=_NO_BODY, **_CHANGES)
def cancel(keepsake_id: KeepsakeId, desk: Tools) -> Response:
    """Stop what is being made; what is finished stays."""
    with desk.writing() as session:
        run = keepsakes.cancel(session, keepsake_id).run
        seen = views.read(session, keepsake_id)
    desk.studio.flow.stop(run)
    return shown(desk, seen, 202)


@router.post(f"{ONE}/retry", responses=_NO_BODY, **_CHANGES)
def retry(keepsake_id: KeepsakeId, desk: Tools, client: Client) -> Response:
    """Try again what failed or was cancelled; nothing that is there is made twice."""
    return changed(desk, client, keepsake_id, keepsakes.retry)


@router.delete(ONE, status_code=204, responses=problems_of(404, 503, 507))
def delete(keepsake_id: KeepsakeId, desk: Tools) -> Response:
    """Remove the keepsake with all its files, for good."""
    with desk.reading() as session:
        run = keepsakes.find(session, keepsake_id).run
    retention.remove(desk.studio.engine, desk.studio.store, keepsake_id)
    desk.studio.flow.stop(run)
    return Response(status_code=204)


def changed(
    desk: Desk, client: Caller, keepsake_id: str, change: Callable[[Session, str], Keepsake]
) -> Response:
    """Make the change and, when it began a run, enqueue that: both or neither."""
    desk.limits.creation(client.address)
    with desk.writing() as session:
        before = keepsakes.find(session, keepsake_id).run
        row = change(session, keepsake_id)
        if row.run != before:
            desk.studio.flow.enqueue(session, row)
        seen = views.read(session, keepsake_id)
    return shown(desk, seen, 202)


def shown(desk: Desk, seen: views.Seen, status: int = 200) -> Response:
    """The keepsake as JSON."""
    ahead = desk.studio.flow.ahead(seen.keepsake.run) if seen.waits else 0
    body = views.keepsake(seen, ahead=ahead).model_dump_json()
    return Response(body, status, media_type="application/json")


def rehearse(wish: records.Choice) -> None:
    """Refuse what the pedestal cannot carry before any work is done. Raises BadInput."""
    from memoreez.figurines import finish  # slow to import, and rarely needed

    finish.rehearse(records.wish_of(records.wish_json(wish)))
