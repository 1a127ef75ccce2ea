"""Any mesh file, checked and repaired. The web only receives it; a workflow does the work."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import PurePath
from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from memoreez import mesh_shapes, records, retention, uploads
from memoreez.db import Upload
from memoreez.mesh_shapes import MeshView
from memoreez.mesh_stages import seen
from memoreez.store import home
from memoreez.web.answers import problems_of
from memoreez.web.arrivals import arriving
from memoreez.web.desk import Client, Desk, Tools
from memoreez.web.files import LINKED, Download
from memoreez.web.inputs import BytesOnly, FileName, MeshId
from memoreez.web.keepsakes import Key

router = APIRouter(tags=["meshes"])
ONE = "/api/meshes/{mesh_id}"
_PLAIN = "application/octet-stream"
RETRY_S = 2  # after which it is worth looking again
_LOW_MM, _HIGH_MM = records.HEIGHT_MM
_SHARE = 0.5  # of a link's life during which a browser may use it again without asking
_SUFFIX = r"\.([sS][tT][lL]|3[mM][fF]|[oO][bB][jJ]|[pP][lL][yY]|[gG][lL][bB])"
_ACCEPTED: dict[str, Any] = {
    "status_code": 202,
    "response_model": MeshView,
    "responses": {
        202: {
            "description": "Received; look again at Location.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **problems_of(404, 409, 413, 415, 422, 429, 503, 507),
    },
}
_RAW = {
    "requestBody": {
        "required": True,
        "description": "The bytes of the file.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
Name = Annotated[
    str,
    Query(
        min_length=5,
        max_length=120,
        pattern=rf"^[^\x00-\x1f/\\\x7f-\x9f]+{_SUFFIX}$",
        description="The file's name; its end says what format it is.",
        examples=["dragon.stl"],
    ),
]
Unit = Annotated[
    Literal["mm", "cm", "m", "inch"] | None,
    Query(description="What its numbers are; left out, it is guessed from evidence."),
]
Up = Annotated[
    Literal["x", "-x", "y", "-y", "z", "-z"] | None,
    Query(description="Which axis points up; left out, it is guessed from evidence."),
]
Height = Annotated[
    float | None,
    Query(ge=_LOW_MM, le=_HIGH_MM, allow_inf_nan=False, description="In millimetres."),
]
Wish = Annotated[bool, Query()]


def _wanted(
    unit: Unit = None,
    up: Up = None,
    height_mm: Height = None,
    thicken: Wish = True,
    backdrop: Wish = True,
    foot: Wish = True,
) -> dict[str, Any]:
    """The wishes of a query, as a mesh's row keeps them."""
    return {
        "unit": unit, "up": up, "height_mm": height_mm,
        "thicken": thicken, "backdrop": backdrop, "foot": foot,
    }  # fmt: skip


Wanted = Annotated[dict[str, Any], Depends(_wanted)]


@router.post("/api/meshes", dependencies=[BytesOnly], openapi_extra=_RAW, **_ACCEPTED)
async def send(
    request: Request, desk: Tools, client: Client, name: Name, wanted: Wanted, key: Key = None
) -> Response:
    """Check a mesh and repair it until it prints. Send the file itself, up to 500 MB."""
    desk.limits.upload(client.address)
    async with arriving(request, desk.studio.settings.data_dir) as arrived:
        new = uploads.NewUpload(_id(), name, arrived.size, arrived.sha256, wanted)

        def put() -> None:
            desk.studio.store.take(new.source, arrived.path, _PLAIN, new.sha256)

        row = await to_thread.run_sync(_kept, desk, new, put, key)
    return await to_thread.run_sync(_accepted, desk, row)


@router.post(f"{ONE}/again", **_ACCEPTED)
def again(
    mesh_id: MeshId, desk: Tools, client: Client, wanted: Wanted, key: Key = None
) -> Response:
    """Do the same file again with other wishes: a new mesh. The one that there was stays."""
    desk.limits.upload(client.address)
    with desk.reading() as session:
        old = uploads.find(session, mesh_id)
    new = uploads.NewUpload(_id(), old.name, old.size, old.sha256, wanted)
    row = _kept(desk, new, lambda: desk.studio.store.copy(old.source, new.source), key)
    return _accepted(desk, row)


def _id() -> str:
    return secrets.token_urlsafe(16)


def _accepted(desk: Desk, row: Upload) -> Response:
    answer = _shown(desk, row, 202)
    answer.headers["Location"] = f"/api/meshes/{row.id}"
    return answer


def _kept(desk: Desk, new: uploads.NewUpload, put: Callable[[], None], key: str | None) -> Upload:
    """The file in the store first, by `put`; then its row and its workflow together."""
    store = desk.studio.store
    mark = retention.arriving(store, new.id)
    put()
    created = False
    try:
        with desk.writing() as session:
            row, created = uploads.create(session, new, key)
            if created:
                desk.studio.flow.enqueue(session, row)
    finally:
        if not created:
            store.delete(home(new.id))
        store.delete(mark)
    return row


@router.get(ONE, response_model=MeshView, responses=problems_of(404, 503))
def read(mesh_id: MeshId, desk: Tools) -> Response:
    """Where it stands; when it is done, what was found and changed, and the files.

    While it waits or is worked on, Retry-After says when to look again.
    """
    with desk.reading() as session:
        row = uploads.find(session, mesh_id)
    return _shown(desk, row, 200)


@router.get(
    f"{ONE}/files/{{name}}",
    status_code=307,
    response_class=RedirectResponse,
    responses=LINKED,
)
def fetch(mesh_id: MeshId, name: FileName, desk: Tools, download: Download = False) -> Response:
    """Redirects to the file. What would not print has no file to print."""
    with desk.reading() as session:
        row = uploads.find(session, mesh_id)
    file = uploads.file(row, name)
    called = f"{PurePath(row.name).stem}-{name}" if download else ""
    link = desk.studio.store.link(file.key, content_type=file.content_type, filename=called)
    seconds = int(desk.studio.settings.link_minutes * 60 * _SHARE)
    return RedirectResponse(link, 307, {"Cache-Control": f"private, max-age={seconds}"})


@router.post(
    f"{ONE}/cancel",
    status_code=202,
    response_model=MeshView,
    responses=problems_of(404, 409, 413, 429, 503, 507),
)
def cancel(mesh_id: MeshId, desk: Tools) -> Response:
    """Stop the work on it."""
    with desk.writing() as session:
        row = uploads.cancel(session, mesh_id)
    desk.studio.flow.stop(row.run)
    return _shown(desk, row, 202)


@router.delete(ONE, status_code=204, responses=problems_of(404, 503, 507))
def delete(mesh_id: MeshId, desk: Tools) -> Response:
    """Remove the mesh with all its files, for good."""
    with desk.reading() as session:
        run = uploads.find(session, mesh_id).run
    retention.remove(desk.studio.engine, desk.studio.store, mesh_id, uploads)
    desk.studio.flow.stop(run)
    return Response(status_code=204)


def _shown(desk: Desk, row: Upload, status: int) -> Response:
    ahead = desk.studio.flow.ahead(row.run) if row.state == "waiting" else 0
    stage = seen(desk.studio.store, row.id) if row.state == "working" else None
    body = mesh_shapes.view(row, ahead=ahead, stage=stage).model_dump_json()
    answer = Response(body, status, media_type="application/json")
    if row.state in uploads.ACTIVE:
        answer.headers["Retry-After"] = str(RETRY_S)
    return answer
