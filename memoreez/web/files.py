"""A keepsake's files: a list, and for each a redirect to a link that expires."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from memoreez import keepsakes, views
from memoreez.db import File, Keepsake
from memoreez.shapes import FileView
from memoreez.web.answers import problems_of
from memoreez.web.desk import Desk, Tools
from memoreez.web.inputs import FileName, KeepsakeId

router = APIRouter(tags=["files"])
LINKED = {
    307: {
        "description": "To the file, by a link that expires.",
        "headers": {"Location": {"schema": {"type": "string"}}},
    },
    **problems_of(404, 422, 503),
}
_SHARE = 0.5  # of a link's life during which a browser may use it again without asking
_TITLED = ("figurine",)  # downloads are called after the figurine
Download = Annotated[
    bool, Query(description="Whether a browser shall save it rather than show it.")
]


class Files(BaseModel):
    """The files that there are by now."""

    files: list[FileView]


@router.get(
    "/api/keepsakes/{keepsake_id}/files", response_model=Files, responses=problems_of(404, 503)
)
def listed(keepsake_id: KeepsakeId, desk: Tools) -> Response:
    """The files worth downloading, with size and checksum."""
    with desk.reading() as session:
        seen = views.read(session, keepsake_id)
    found = Files(files=views.files(seen.files, seen.concepts))
    return Response(found.model_dump_json(), media_type="application/json")


@router.get(
    "/api/keepsakes/{keepsake_id}/files/{name}",
    status_code=307,
    response_class=RedirectResponse,
    responses=LINKED,
)
def fetch(
    keepsake_id: KeepsakeId, name: FileName, desk: Tools, download: Download = False
) -> Response:
    """Redirects to the file."""
    with desk.reading() as session:
        file = keepsakes.file(session, keepsake_id, name)
        row = keepsakes.find(session, keepsake_id)
    return linked(desk, row, file, download)


def linked(desk: Desk, row: Keepsake, file: File, download: bool) -> Response:
    """A redirect that the browser may keep for as long as the link certainly works."""
    link = desk.studio.store.link(
        file.key, content_type=file.content_type, filename=_called(row, file) if download else ""
    )
    seconds = int(desk.studio.settings.link_minutes * 60 * _SHARE)
    return RedirectResponse(link, 307, {"Cache-Control": f"private, max-age={seconds}"})


def _called(row: Keepsake, file: File) -> str:
    """`The Midnight Serenade.3mf` rather than `figurine.3mf`; the store cleans it."""
    stem, _, suffix = file.name.partition(".")
    title = row.figurine["title"] if row.figurine and stem in _TITLED else ""
    return f"{title}.{suffix}" if title else file.name
