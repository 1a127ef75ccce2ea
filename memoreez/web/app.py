"""The web application of a studio: routes, and around them what makes every answer safe."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from fastapi import FastAPI

from memoreez import __version__
from memoreez.web import (
    about,
    blobs,
    files,
    health,
    hooks,
    keepsakes,
    meshes,
    owner,
    pages,
    photos,
    problems,
    progress,
    shared,
)
from memoreez.web.answers import describe
from memoreez.web.callers import networks
from memoreez.web.desk import open_desk
from memoreez.web.edge import Edge
from memoreez.web.security import BodyLimit, Headers

if TYPE_CHECKING:
    from memoreez.studio import Studio

ROUTES = (
    about,
    keepsakes,
    progress,
    files,
    photos,
    meshes,
    shared,
    owner,
    health,
    hooks,
    blobs,
    pages,
)
_ABOUT = """
Hobbies in, a printable figurine out. A keepsake's id is a secret: whoever has it can do
everything with the keepsake, and whoever has its share link can look at it.
"""


def create_app(studio: Studio) -> FastAPI:
    """The app that serves this studio; closing the studio is its opener's business.

    Raises SettingsError.
    """
    trusted = networks(studio.settings.trusted_proxies)  # now, not at the first request
    desk = open_desk(studio)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        feeding = asyncio.create_task(desk.fanout.run())
        try:
            yield
        finally:
            feeding.cancel()
            with suppress(asyncio.CancelledError):
                await feeding

    app = FastAPI(
        title="memoreez",
        version=__version__,
        description=_ABOUT.strip(),
        openapi_url="/api/openapi.json",
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        lifespan=life,
    )
    app.state.desk = desk
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    for part in ROUTES:
        app.include_router(part.router)
    problems.install(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(Edge, metrics=desk.metrics)
    app.add_middleware(Headers, trusted=trusted, files_at=studio.store.origin)
    return app
