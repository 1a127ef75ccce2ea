"""What a share link shows: all but the price, and no way to change it or to learn its id."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from memoreez import keepsakes, views
from memoreez.errors import NotFound
from memoreez.shapes import KeepsakeView
from memoreez.web.answers import problems_of
from memoreez.web.desk import Tools
from memoreez.web.files import LINKED, Download, linked
from memoreez.web.inputs import FileName, ShareToken

router = APIRouter(tags=["shared"])


@router.get("/api/shared/{token}", response_model=KeepsakeView, responses=problems_of(404, 503))
def read(token: ShareToken, desk: Tools) -> Response:
    """A keepsake for those it was shown to; its id is empty."""
    with desk.reading() as session:
        seen = views.read_shared(session, token)
    return Response(views.shared(seen).model_dump_json(), media_type="application/json")


@router.get(
    "/api/shared/{token}/files/{name}",
    status_code=307,
    response_class=RedirectResponse,
    responses=LINKED,
)
def fetch(token: ShareToken, name: FileName, desk: Tools, download: Download = False) -> Response:
    """Redirects to a file of the keepsake."""
    with desk.reading() as session:
        row = keepsakes.shared(session, token)
        if name in views.PRICED:
            raise NotFound(f"There is no {name} behind a share link: it tells the price.")
        file = keepsakes.file(session, row.id, name)
    return linked(desk, row, file, download)
