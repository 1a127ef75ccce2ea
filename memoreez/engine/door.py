"""What comes before a job: who may ask, how much is read, and errors as problem details."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from typing import Annotated, Any

import httpx
from fastapi import Header, Request
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from memoreez.engine.orders import MOST_PICTURE, Order
from memoreez.errors import BadInput, Busy, TooLarge
from memoreez.forms import BadForm, Part, read

MOST_JSON = 2**18
MOST_BODY = 2 * MOST_PICTURE + MOST_JSON + 2**16  # picture, cutout, the order, and the form itself
SLOWEST_S = 300.0  # for a body
AT_ONCE = 4  # orders that are read and written down at the same time: each is held in memory
Key = Annotated[
    str, Header(alias="Idempotency-Key", max_length=200, description="The same key: the same job.")
]
Asker = Annotated[
    str,
    Header(
        alias="Memoreez-Asker",
        max_length=100,
        description="A name of your own, when others may send the same order.",
    ),
]


class Door:
    """Lets in whoever has the token; without one everybody on this computer but pages."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._inside = 0

    def check(self, request: Request, *, inside: str = "") -> None:
        """`inside`: a token from the address, for those who can send no header. Raises 401, 403."""
        self.place(request)
        if not self._token:
            return
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        said = given.strip() if scheme.lower() == "bearer" else inside
        right = self._token.encode()
        if not hmac.compare_digest(said.encode("utf-8", "replace"), right):
            raise HTTPException(
                401, "This needs the engine's token.", headers={"WWW-Authenticate": "Bearer"}
            )

    def place(self, request: Request) -> None:
        """Without a token: no page in a browser here, not even one whose name leads to this
        computer (DNS rebinding). Raises 403."""
        if self._token:
            return
        if "origin" in request.headers:
            raise HTTPException(403, "Pages in a browser may not use this engine.")
        if not _local(request.headers.get("host", "")):
            raise HTTPException(
                403,
                "Without a token this engine answers only to localhost and 127.0.0.1; call it by "
                "that name, or start it with --token.",
            )

    @asynccontextmanager
    async def room(self) -> AsyncIterator[None]:
        """Room for one more order, from its first byte until it is written down. Raises Busy."""
        if self._inside >= AT_ONCE:
            raise Busy("Several orders are coming in; try again in a moment.", retry_after=1)
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1


def _local(host: str) -> bool:
    """Whether this Host header names the computer itself."""
    try:
        name = httpx.URL(f"http://{host}/").host
        return name == "localhost" or ip_address(name).is_loopback
    except (httpx.InvalidURL, ValueError):
        return False


async def body(request: Request, most: int) -> bytes:
    """The whole body. Raises TooLarge, BadInput."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced[:12]) > most:
        raise _large("The order", most)
    held = bytearray()
    try:
        async with asyncio.timeout(SLOWEST_S):
            async for piece in request.stream():
                held += piece
                if len(held) > most:
                    raise _large("The order", most)
    except TimeoutError:
        raise BadInput(
            f"The order did not come in within {SLOWEST_S:g} s; send smaller pictures, or use a "
            "faster line."
        ) from None
    return bytes(held)


async def order(request: Request) -> tuple[Order, dict[str, bytes]]:
    """The order and its pictures, from a form or from JSON. Raises MemoreezError."""
    kind = request.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() == "application/json":
        return parsed(Order, await body(request, MOST_JSON)), {}
    try:
        parts = read(kind, await body(request, MOST_BODY))
    except BadForm as reason:
        raise BadInput(f"{reason} Send an order as JSON, or as a form with a part order.") from None
    if unknown := parts.keys() - {"order", "picture", "cutout"}:
        raise BadInput(
            f"The form has a part called {min(unknown)!r}; name them order, picture and cutout."
        )
    told = parts.pop("order", Part("order", b"{}"))
    if len(told.data) > MOST_JSON:
        raise _large("The part order", MOST_JSON)
    for part in parts.values():
        if len(part.data) > MOST_PICTURE:
            raise _large(f"The {part.name}", MOST_PICTURE)
    return parsed(Order, told.data), {name: part.data for name, part in parts.items()}


def parsed(kind: Any, data: bytes) -> Any:
    """The JSON as that model. Raises BadInput that names the field, never its value."""
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise BadInput(f"The order cannot be read: {said(error.errors()[0])}.") from None


def said(first: Any) -> str:
    """What is wrong with which field, of one of pydantic's errors; never its value."""
    where = ".".join(map(str, first["loc"]))[:200] or "the body"
    return f"{where}: {str(first['msg']).removeprefix('Value error, ')[:300]}"


def digest_of(told: Order, files: dict[str, bytes]) -> str:
    """What makes an order another one: all of it, but who is told of its end."""
    kept = told.model_dump(exclude={"webhook_url", "webhook_secret"})
    found = hashlib.sha256(json.dumps(kept, sort_keys=True).encode())
    for name in sorted(files):
        found.update(f"{name} {hashlib.sha256(files[name]).hexdigest()}".encode())
    return found.hexdigest()


def _large(what: str, most: int) -> TooLarge:
    size = f"{most >> 20} MB" if most >= 2**20 else f"{most >> 10} kB"
    return TooLarge(f"{what} is too large; send at most {size}.")
