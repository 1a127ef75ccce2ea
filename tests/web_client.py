"""A web application to try things on: real rows, store and routes, a flow that works by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fake_flow import FakeFlow
from fake_studio import opened
from keepsake_moves import sqlite_in

from memoreez.web.app import create_app
from memoreez.web.desk import Desk

NOBODY = "A" * 22  # looks like an id and is none
OWNER = "owner-token-of-the-tests"


class Http:
    """An HTTP client of an application in this process; its event loop runs in a thread."""

    def __init__(self, portal: BlockingPortal, client: httpx.AsyncClient) -> None:
        self.portal = portal
        self.client = client

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.portal.call(partial(self.client.request, method, path, **more))

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.request("POST", path, **more)


@dataclass
class Web:
    """The application, and shortcuts of the tests."""

    http: Http
    studio: Any
    desk: Desk

    @property
    def flow(self) -> FakeFlow:
        found: FakeFlow = self.studio.flow
        return found

    def create(self, hobbies: str = "chess, two dogs", **order: Any) -> str:
        """A keepsake in its first state; its id."""
        answer = self.http.post("/api/keepsakes", json={"hobbies": hobbies, **order})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def choosing(self, hobbies: str = "chess, two dogs", **order: Any) -> str:
        """A keepsake with its four pictures."""
        made = self.create(hobbies, **order)
        self.flow.work()
        return made

    def ready(self, hobbies: str = "chess, two dogs", **wish: Any) -> str:
        """A keepsake with a figurine of concept 1."""
        made = self.choosing(hobbies)
        assert self.post(made, "choice", {"concept_id": 1, **wish}).status_code == 202
        self.flow.work()
        return made

    def get(self, keepsake_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.http.get(f"/api/keepsakes/{keepsake_id}").json()
        return found

    def post(self, keepsake_id: str, part: str, body: Any = None) -> httpx.Response:
        return self.http.post(f"/api/keepsakes/{keepsake_id}/{part}", json=body)

    def patch(self, keepsake_id: str, body: Any) -> httpx.Response:
        return self.http.request("PATCH", f"/api/keepsakes/{keepsake_id}/figurine", json=body)


@contextmanager
def opened_web(folder: Path, *, at: str = "127.0.0.1", **given: Any) -> Iterator[Web]:
    """The application in that folder, asked from the address `at`; `given` as for a fake studio."""
    asked = {"by_hand": True, "engine": sqlite_in(folder)} | given
    with opened(folder, **asked) as studio:
        app = create_app(studio)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(at, 50000))
        client = httpx.AsyncClient(transport=transport, base_url="http://testserver")
        with start_blocking_portal() as portal:
            with portal.wrap_async_context_manager(app.router.lifespan_context(app)):
                yield Web(Http(portal, client), studio, app.state.desk)
            portal.call(client.aclose)
