"""Checks that come before a body is read as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Path, Request
from starlette.exceptions import HTTPException

# An id or token as the studio makes them; anything else is not looked up at all.
_SECRET = r"^[A-Za-z0-9_-]{22}$"
KeepsakeId = Annotated[
    str,
    Path(
        alias="keepsake_id",
        pattern=_SECRET,
        description="The keepsake's id, a secret.",
        examples=["V1StGXR8_Z5jdHi6B-myTQ"],
    ),
]
MeshId = Annotated[
    str,
    Path(
        alias="mesh_id",
        pattern=_SECRET,
        description="The mesh's id, a secret.",
        examples=["mE8qT1xYw0aZ7rUk3nVb5g"],
    ),
]
PhotoId = Annotated[
    str,
    Path(
        alias="photo_id",
        pattern=_SECRET,
        description="The photo's id, a secret.",
        examples=["pH4qT1xYw0aZ7rUk3nVb5g"],
    ),
]
ShareToken = Annotated[
    str,
    Path(
        alias="token",
        pattern=_SECRET,
        description="The token of a share link.",
        examples=["9pZqk3nWc0bX1yR7TfLs2A"],
    ),
]
FileName = Annotated[
    str,
    Path(
        alias="name",
        pattern=r"^[a-z0-9][a-z0-9-]{0,40}(\.[a-z0-9]{1,8}){1,2}$",
        description="A file's name from the keepsake's list.",
        examples=["figurine.3mf"],
    ),
]


async def _json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415)


async def _bytes(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/octet-stream":
        raise HTTPException(415)


async def _picture(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/octet-stream" and not kind.startswith("image/"):
        raise HTTPException(415)


JsonOnly: Any = Depends(_json)
BytesOnly: Any = Depends(_bytes)
PictureOnly: Any = Depends(_picture)
