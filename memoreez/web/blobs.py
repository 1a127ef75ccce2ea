"""The store's files behind signed links, so that nothing is readable without one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from memoreez.errors import NotFound
from memoreez.web.desk import Tools
from memoreez.web.security import BLOB_POLICY

router = APIRouter()


@router.api_route("/blobs/{key:path}", methods=["GET", "HEAD"], include_in_schema=False)
def blob(key: str, request: Request, desk: Tools) -> Response:
    """The bytes, or a range of them; a page among them runs no script of ours or its own."""
    grant = desk.studio.store.honours(key, request.query_params)
    headers = {
        "Content-Security-Policy": BLOB_POLICY,
        "Cache-Control": f"private, max-age={grant.lives_s}, immutable",
    }
    if grant.disposition:
        headers["Content-Disposition"] = grant.disposition
    if grant.path is None:  # in an S3 store that browsers cannot reach
        data = desk.studio.store.get(grant.key)
        return Response(data, media_type=grant.content_type, headers=headers)
    if not grant.path.is_file():
        raise NotFound("The file is gone. Open the keepsake again.")
    return FileResponse(grant.path, media_type=grant.content_type, headers=headers)
