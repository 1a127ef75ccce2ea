"""A person's own picture: taken in, cut out, corrected. What was sent is never kept as it came."""

from __future__ import annotations

import secrets
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from memoreez import albums, photo_shapes, photos, retention
from memoreez.db import Photo
from memoreez.errors import Busy, ProviderError
from memoreez.marks import to_json
from memoreez.photo_shapes import PhotoView
from memoreez.records import Stored, plain
from memoreez.rows import Json
from memoreez.store import home
from memoreez.web.answers import problems_of
from memoreez.web.arrivals import Arrived, arriving
from memoreez.web.desk import Client, Desk, Tools
from memoreez.web.inputs import FileName, JsonOnly, PhotoId, PictureOnly
from memoreez.web.keepsakes import Key
from memoreez.web.requests import Marks

router = APIRouter(tags=["photos"])
ONE = "/api/photos/{photo_id}"
FILES = {"picture.jpg": albums.SEEN, "cutout.png": albums.MASK}
AT_ONCE = 6  # corrections that wait for the one process which makes them
LIVES_S = 24 * 3600  # a file's address changes whenever its bytes do
_NOT_NOW = "The picture could not be worked on just now; please try again in a moment."
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_RAW = {
    "requestBody": {
        "required": True,
        "description": "The bytes of a JPEG, PNG, WebP or, where the studio can, HEIC.",
        "content": {"application/octet-stream": _BINARY, "image/*": _BINARY},
    }
}
_FOUND: dict[str, Any] = {"response_model": PhotoView}

_waiting = 0


@router.post(
    "/api/photos",
    status_code=201,
    dependencies=[PictureOnly],
    openapi_extra=_RAW,
    responses={
        201: {"headers": {"Location": {"schema": {"type": "string"}}}},
        **problems_of(409, 413, 415, 422, 429, 503, 507),
    },
    **_FOUND,
)
async def send(request: Request, desk: Tools, client: Client, key: Key = None) -> Response:
    """Send a picture: it is turned upright, made smaller, and what it shows is cut out.

    Up to 25 MB and 50 megapixels. It is kept for a day; a keepsake that is made of it has a copy.
    """
    desk.limits.photo(client.address)
    folder = desk.studio.settings.data_dir
    async with arriving(request, folder, "picture", photos.MOST_BYTES) as arrived:
        row = await to_thread.run_sync(_before, desk, key, arrived.sha256)
        row = row or await _kept(desk, arrived, key)
    answer = _shown(row, 201)
    answer.headers["Location"] = f"/api/photos/{row.id}"
    return answer


@router.get(ONE, responses=problems_of(404, 503), **_FOUND)
def read(photo_id: PhotoId, desk: Tools) -> Response:
    """What it shows, how sure that is, and what can be made of it."""
    with desk.reading() as session:
        return _shown(albums.find(session, photo_id))


@router.get(
    f"{ONE}/files/{{name}}",
    response_class=Response,
    responses={
        200: {
            "description": "The bytes.",
            "content": {"image/jpeg": _BINARY, "image/png": _BINARY},
        },
        **problems_of(404, 503),
    },
)
def fetch(photo_id: PhotoId, name: FileName, desk: Tools) -> Response:
    """picture.jpg, or cutout.png: as large as each other, at most 1024 pixels."""
    with desk.reading() as session:
        file = albums.file(albums.find(session, photo_id), FILES.get(name, ""))
    kept = {"Cache-Control": f"private, max-age={LIVES_S}, immutable"}
    return Response(desk.studio.store.get(file.key), media_type=file.content_type, headers=kept)


@router.post(
    f"{ONE}/cutout",
    dependencies=[JsonOnly],
    responses=problems_of(400, 404, 413, 415, 422, 429, 503, 507),
    **_FOUND,
)
async def mark(photo_id: PhotoId, marks: Marks, desk: Tools, client: Client) -> Response:
    """Correct the cutout: marks take the place of those before, empty ones of all."""
    desk.limits.mark(client.address)
    wanted = to_json(marks.marks())
    row = await to_thread.run_sync(_found, desk, photo_id)
    if row.marks == plain(wanted):
        return _shown(row)
    made = await _worked(desk, "mark_photo", photo_id, photo_shapes.facts(row), wanted)
    return _shown(await to_thread.run_sync(_corrected, desk, photo_id, made))


@router.delete(ONE, status_code=204, responses=problems_of(404, 503, 507))
def delete(photo_id: PhotoId, desk: Tools) -> Response:
    """Remove it, for good. A keepsake that was made of it keeps its copy."""
    retention.remove(desk.studio.engine, desk.studio.store, photo_id, albums)
    return Response(status_code=204)


def _before(desk: Desk, key: str | None, sha256: str) -> Photo | None:
    if key is None:
        return None
    with desk.reading() as session:
        return albums.known(session, key, sha256)


async def _kept(desk: Desk, arrived: Arrived, key: str | None) -> Photo:
    """Its files in the store first, then its row; without a row no file stays."""
    photo_id = secrets.token_urlsafe(16)
    store = desk.studio.store
    mark = await to_thread.run_sync(retention.arriving, store, photo_id)
    created = False
    try:
        made = await _worked(desk, "take_photo", photo_id, str(arrived.path))
        row, created = await to_thread.run_sync(_created, desk, photo_id, arrived, made, key)
    finally:
        if not created:
            await to_thread.run_sync(store.delete, home(photo_id))
        await to_thread.run_sync(store.delete, mark)
    return row


def _created(
    desk: Desk, photo_id: str, arrived: Arrived, made: Json, key: str | None
) -> tuple[Photo, bool]:
    files = [Stored(**one) for one in made.pop("files")]
    with desk.writing() as session:
        new = albums.NewPhoto(id=photo_id, sha256=arrived.sha256, files=files, **made)
        return albums.create(session, new, key)


def _found(desk: Desk, photo_id: str) -> Photo:
    with desk.reading() as session:
        return albums.find(session, photo_id)


def _corrected(desk: Desk, photo_id: str, made: Json) -> Photo:
    files = [Stored(**one) for one in made["files"]]
    with desk.writing() as session:
        row, gone = albums.recut(session, photo_id, made["marks"], made["cut"], files)
    for one in gone:
        desk.studio.store.delete(one.key)
    return row


async def _worked(desk: Desk, verb: str, *args: Any) -> Json:
    """What a helper process makes; only so many may wait for it. Raises Busy, BadInput."""
    global _waiting
    if _waiting >= AT_ONCE:
        raise Busy("Several pictures are being worked on; please try again in a moment.")
    _waiting += 1
    try:
        made: Json = await desk.studio.flow.photo(verb, *args)
        return made
    except TimeoutError as error:
        raise Busy(_NOT_NOW) from error
    except ProviderError as error:
        if not error.retryable:
            raise
        raise Busy(_NOT_NOW) from error  # its process was lost, perhaps for want of memory
    finally:
        _waiting -= 1


def _shown(row: Photo, status: int = 200) -> Response:
    body = photo_shapes.view(row).model_dump_json()
    return Response(body, status, media_type="application/json")
