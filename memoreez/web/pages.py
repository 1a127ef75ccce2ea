"""The page's shell under each of its addresses, its own files, and the print sheet."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from memoreez import albums, keepsakes, uploads, views
from memoreez.db import Keepsake
from memoreez.errors import Busy, NotFound
from memoreez.web import qr, sheet
from memoreez.web.desk import Desk, Tools, caller_of
from memoreez.web.paper import spoken, words, written

router = APIRouter(include_in_schema=False)
_GET = ["GET", "HEAD"]


@router.api_route("/", methods=_GET)
@router.api_route("/help", methods=_GET)
@router.api_route("/licences", methods=_GET)
@router.api_route("/m", methods=_GET)
@router.api_route("/p", methods=_GET)
def home(request: Request, desk: Tools) -> Response:
    """The page for everybody."""
    return shell(request, desk, unlisted=False)


@router.api_route("/studio", methods=_GET)
def studio(request: Request, desk: Tools) -> Response:
    """The owner's list; not there when no owner token is set."""
    if not desk.studio.settings.owner_token.get_secret_value():
        raise NotFound("There is nothing here; check the link.")
    return shell(request, desk, unlisted=True)


@router.api_route("/g/{keepsake_id}", methods=_GET)
def gift(keepsake_id: str, request: Request, desk: Tools) -> Response:
    """A keepsake for whoever made it. The page itself tells when it is gone."""
    try:
        with desk.reading() as session:
            row = keepsakes.find(session, keepsake_id)
    except NotFound:
        return shell(request, desk, unlisted=True, status=404)
    except Busy:  # the page waits and asks again
        return shell(request, desk, unlisted=True)
    return shell(request, desk, unlisted=True, title=_gift(row, spoken(request)))


@router.api_route("/m/{mesh_id}", methods=_GET)
def model(mesh_id: str, request: Request, desk: Tools) -> Response:
    """A mesh for whoever sent it. The page itself tells when it is gone."""
    try:
        with desk.reading() as session:
            row = uploads.find(session, mesh_id)
    except NotFound:
        return shell(request, desk, unlisted=True, status=404)
    except Busy:
        return shell(request, desk, unlisted=True)
    return shell(request, desk, unlisted=True, title=row.name)


@router.api_route("/p/{photo_id}", methods=_GET)
def photo(photo_id: str, request: Request, desk: Tools) -> Response:
    """A photo for whoever sent it. The page itself tells when it is gone."""
    try:
        with desk.reading() as session:
            albums.find(session, photo_id)
    except NotFound:
        return shell(request, desk, unlisted=True, status=404)
    except Busy:
        pass  # the page waits and asks again
    return shell(request, desk, unlisted=True)


@router.api_route("/s/{token}", methods=_GET)
def share(token: str, request: Request, desk: Tools) -> Response:
    """A keepsake for those it is shown to; messengers find its picture and title."""
    try:
        with desk.reading() as session:
            row = keepsakes.shared(session, token)
    except NotFound:
        return shell(request, desk, unlisted=True, status=404)
    except Busy:
        return shell(request, desk, unlisted=True)
    return shell(request, desk, unlisted=True, **_preview(request, desk, row))


@router.api_route("/s/{token}/qr.svg", methods=_GET)
def code(token: str, request: Request, desk: Tools) -> Response:
    """The share link as a code for a phone to scan."""
    with desk.reading() as session:
        row = keepsakes.shared(session, token)
    drawn = qr.svg(f"{address(request, desk)}/s/{row.share}")
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "no-cache"})


@router.api_route("/g/{keepsake_id}/sheet", methods=_GET)
def print_sheet(keepsake_id: str, request: Request, desk: Tools) -> Response:
    """One page of A4 to lay beside the figurine, in the keepsake's language."""
    with desk.reading() as session:
        seen = views.read(session, keepsake_id)
    if seen.keepsake.figurine is None:
        raise NotFound("There is no figurine to print yet.")
    view = views.keepsake(seen)
    lang = written(view.language)
    told = sheet.told(view, lang, address(request, desk) + view.share)
    return desk.paper.render("sheet.html", lang, **told)


@router.api_route("/static/{name:path}", methods=_GET)
def static(name: str, request: Request, desk: Tools) -> Response:
    """The page's own files."""
    return desk.shelf.answer(name, request)


@router.api_route("/favicon.ico", methods=_GET)
def icon(request: Request, desk: Tools) -> Response:
    """Browsers ask for it whatever the page says."""
    return desk.shelf.answer("icon.svg", request)


@router.api_route("/robots.txt", methods=_GET)
def robots() -> Response:
    """Keepsakes are private; only the first page may be listed."""
    return Response("User-agent: *\nAllow: /$\nDisallow: /\n", media_type="text/plain")


def shell(
    request: Request, desk: Desk, *, unlisted: bool, status: int = 200, **told: Any
) -> Response:
    """What holds the page: its files, and what is known before any script runs."""
    lang = spoken(request)
    said = words(lang)
    known = {
        "title": said["shell.title"],
        "description": said["shell.description"],
        "picture": "",
        "address": "",
    }
    return desk.paper.render("shell.html", lang, status, unlisted=unlisted, **(known | told))


def address(request: Request, desk: Desk) -> str:
    """How others reach this studio, without a slash at the end."""
    if desk.studio.settings.public_url:
        return desk.studio.settings.public_url.rstrip("/")
    scheme = "https" if caller_of(request).https else "http"
    return f"{scheme}://{request.url.netloc}"


def _gift(row: Keepsake, lang: str) -> str:
    said = words(lang)
    return said["shell.gift"].replace("{name}", row.name) if row.name else said["shell.title"]


def _preview(request: Request, desk: Desk, row: Keepsake) -> dict[str, Any]:
    """What a messenger shows of a share link."""
    here, said = address(request, desk), words(written(row.language))
    told = {"title": _gift(row, written(row.language)), "address": f"{here}/s/{row.share}"}
    if not row.figurine:
        return told | {"description": said["shell.shared"]}
    picture = f"{here}/api/shared/{row.share}/files/figurine.png?v={row.figurine['version']}"
    return told | {"description": row.figurine["title"], "picture": picture}
