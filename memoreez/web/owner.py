"""The operator's list of all keepsakes, for whoever has the owner token; not there when none is."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from memoreez import keepsakes, views
from memoreez.errors import NotFound
from memoreez.shapes import CardView
from memoreez.web.answers import problems_of
from memoreez.web.callers import Caller
from memoreez.web.desk import Client, Desk, Tools

router = APIRouter(tags=["owner"])
Token = Annotated[str | None, Header(alias="Authorization", include_in_schema=False)]
PAGE = 50


def is_owner(desk: Desk, client: Caller, authorization: str | None) -> bool:
    """Whether the header carries the owner token. Raises TooMany after too many wrong ones."""
    token = desk.studio.settings.owner_token.get_secret_value()
    if not token or not authorization:
        return False
    desk.limits.may_guess(client.address)
    scheme, _, given = authorization.partition(" ")
    right = hmac.compare_digest(given.strip().encode("latin-1", "replace"), token.encode())
    if scheme.lower() == "bearer" and right:
        return True
    desk.limits.guess(client.address)
    return False


def check(desk: Desk, client: Caller, authorization: str | None) -> None:
    """Raises NotFound when the studio has no owner token, 401 when this is not it."""
    if not desk.studio.settings.owner_token.get_secret_value():
        raise NotFound("There is nothing here; check the link.")
    if not is_owner(desk, client, authorization):
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


class Listed(BaseModel):
    """A page of keepsakes, the newest first."""

    keepsakes: list[CardView]
    next: str | None = Field(description="The cursor of the next page.", examples=[None])


@router.get(
    "/api/keepsakes",
    response_model=Listed,
    responses=problems_of(401, 404, 422, 429, 503),
    openapi_extra={"security": [{"owner": []}]},
)
def listed(
    desk: Tools,
    client: Client,
    token: Token = None,
    cursor: Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_-]{22}$")] = None,
) -> Response:
    """All keepsakes of this studio; 404 unless it has an owner token."""
    check(desk, client, token)
    with desk.reading() as session:
        rows, after = keepsakes.recent(session, PAGE, cursor)
    found = Listed(keepsakes=[views.card(row) for row in rows], next=after)
    return Response(found.model_dump_json(), media_type="application/json")
