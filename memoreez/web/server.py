"""The web server as a studio needs it: no trust in strangers' headers, and a quick farewell."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI

from memoreez.web.desk import Desk

FAREWELL_S = 3  # answers under way get this long before the server leaves


class Server(uvicorn.Server):
    """Serves one app; at its end open streams end first, instead of being waited for."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,  # edge.py writes one that names no secrets
                server_header=False,
                proxy_headers=False,  # callers.py believes only the proxies that are set
                lifespan="on",  # an app that cannot begin must not be said to be open
                timeout_graceful_shutdown=FAREWELL_S,
            )
        )
        self._desk: Desk = app.state.desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the streams, which would else last as long as their watchers, then the rest."""
        self._desk.fanout.close()
        await super().shutdown(sockets)
