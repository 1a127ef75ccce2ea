"""The web server as a studio needs it: quick from the first answer on, and with a quick farewell.

It trusts no stranger's headers.
"""

from __future__ import annotations

import asyncio
import gc
import socket
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from memoreez import records
from memoreez.web import about, keepsakes
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

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Get ready, and only then open the door."""
        await asyncio.to_thread(warm, self._desk)
        gc.freeze()  # or everything imported is looked through now and then, 0.1 s at a time
        for door in sockets or ():  # what it accepts is like it
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the streams, which would else last as long as their watchers, then the rest."""
        self._desk.fanout.close()
        await super().shutdown(sockets)


def warm(desk: Desk) -> None:
    """Read fonts, load providers and try an inscription now, before a person waits for it."""
    with suppress(Exception):  # whoever asks first meets the same, and is told
        about.studio(desk)
        keepsakes.rehearse(records.Choice(1, ("Ada",)))
