"""What comes before a job: who may ask, how much is read, and errors as problem details."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from memoreez.engine.orders import MOST_PICTURE, Order
from memoreez.errors import BadInput, Busy, MemoreezError, StudioError, TooLarge, TooMany
from memoreez.forms import BadForm, Part, read

MOST_BODY = 2 * MOST_PICTURE + 2**20  # picture and cutout, and the order
MOST_JSON = 2**18
SLOWEST_S = 300.0  # for a body
AT_ONCE = 4  # bodies that are read at the same time: each is held in memory
PROBLEM = "application/problem+json"
Key = Annotated[
    str, Header(alias="Idempotency-Key", max_length=200, description="The same key: the same job.")
]


class Door:
    """Lets in whoever has the token; without one everybody but pages in a browser."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._reading = 0

    def check(self, request: Request, *, inside: str = "") -> None:
        """`inside`: a token from the address, for those who can send no header. Raises 401."""
        if not self._token:
            if "origin" in request.headers:  # some page in a browser of this computer
                raise HTTPException(403, "Pages may not use this engine; give it a token.")
            return
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        said = given.strip() if scheme.lower() == "bearer" else inside
        right = self._token.encode()
        if not hmac.compare_digest(said.encode("utf-8", "replace"), right):
            raise HTTPException(
                401, "This needs the engine's token.", headers={"WWW-Authenticate": "Bearer"}
            )

    async def body(self, request: Request, most: int) -> bytes:
        """The whole body. Raises TooLarge, Busy, BadInput."""
        announced = request.headers.get("content-length", "0")
        if announced.isdecimal() and int(announced[:12]) > most:
            raise _large(most)
        if self._reading >= AT_ONCE:
            raise Busy("Several orders are coming in; try again in a moment.", retry_after=1)
        self._reading += 1
        held = bytearray()
        try:
            async with asyncio.timeout(SLOWEST_S):
                async for piece in request.stream():
                    held += piece
                    if len(held) > most:
                        raise _large(most)
        except TimeoutError:
            raise BadInput("The order came in too slowly; try again on a faster line.") from None
        finally:
            self._reading -= 1
        return bytes(held)


async def order(door: Door, request: Request) -> tuple[Order, dict[str, bytes]]:
    """The order and its pictures, from a form or from JSON. Raises MemoreezError."""
    kind = request.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() == "application/json":
        return parsed(Order, await door.body(request, MOST_JSON)), {}
    try:
        parts = read(kind, await door.body(request, MOST_BODY))
    except BadForm as reason:
        raise BadInput(f"{reason} Send an order as JSON, or as a form with a part order.") from None
    if unknown := parts.keys() - {"order", "picture", "cutout"}:
        raise BadInput(f"The form has a part called {min(unknown)!r}, which is not known here.")
    told = parts.pop("order", Part("order", b"{}"))
    for part in parts.values():
        if len(part.data) > MOST_PICTURE:
            raise _large(MOST_PICTURE)
    return parsed(Order, told.data), {name: part.data for name, part in parts.items()}


def parsed(kind: Any, data: bytes) -> Any:
    """The JSON as that model. Raises BadInput that names the field, never its value."""
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "The body"
        said = str(first["msg"]).removeprefix("Value error, ")
        raise BadInput(f"The order cannot be read: {where}: {said[:300]}.") from None


def install(app: FastAPI) -> None:
    """Make every error of ours a problem (RFC 9457)."""
    app.add_exception_handler(MemoreezError, _known)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OSError, _disk)


def _known(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, StudioError) else 500
    status = 422 if isinstance(error, BadInput) else status
    wait = error.retry_after if isinstance(error, TooMany | Busy) else None
    return problem(status, str(error), {} if wait is None else {"Retry-After": str(wait)})


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, error.detail, dict(error.headers or {}))


def _disk(request: Request, error: Exception) -> Response:
    words = "The engine's disk takes nothing more; nothing was accepted. Make room and try again."
    return problem(507, words, {"Retry-After": "60"})


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """One problem, in a sentence."""
    told = {"type": "about:blank", "status": status, "detail": detail}
    return JSONResponse(told, status, headers, PROBLEM)


def digest_of(told: Order, files: dict[str, bytes]) -> str:
    """What makes an order another one: all of it, but who is told of its end."""
    kept = told.model_dump(exclude={"webhook_url", "webhook_secret"})
    found = hashlib.sha256(json.dumps(kept, sort_keys=True).encode())
    for name in sorted(files):
        found.update(f"{name} {hashlib.sha256(files[name]).hexdigest()}".encode())
    return found.hexdigest()


def _large(most: int) -> TooLarge:
    return TooLarge(f"The order is too large; send at most {most >> 20 or 1} MB.")
