"""The outermost edge of the web: every request gets a reference, a line in the log and a time.

What nobody caught becomes a problem with that reference here; its traceback stays in the log.
"""

from __future__ import annotations

import logging
import secrets
from time import perf_counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memoreez.web.metrics import Metrics
from memoreez.web.problems import internal

log = logging.getLogger(__name__)
NO_ROUTE = "none"  # of requests for what is not there, whatever they are called


class Edge:
    """ASGI: catches, counts and logs."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer in its place when it fails before it has begun to."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["memoreez.reference"] = secrets.token_hex(6)
        status, started = 0, perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._note(scope, status, perf_counter() - started)
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            log.error("Unexpected: %s", type(error).__name__, exc_info=error, extra=_told(scope))
            if status:  # half an answer is out: only closing the connection can say so
                raise
            await internal(Request(scope))(scope, receive, watched)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = scope["method"], _route(scope)
        self.metrics.seen(method, route, status, seconds)
        level = logging.DEBUG if route.startswith(("/static", "/health")) else logging.INFO
        extra = _told(scope) | {"status": status, "ms": round(seconds * 1000, 1)}
        log.log(level, "%s %s %d", method, route, status, extra=extra)


def _told(scope: Scope) -> dict[str, object]:
    return {
        "keepsake": scope.get("path_params", {}).get("keepsake_id", ""),
        "reference": scope["memoreez.reference"],
        "method": scope["method"],
        "route": _route(scope),
    }


def _route(scope: Scope) -> str:
    """The route as it was declared: a path may hold a token or a name, and has no bound."""
    return str(getattr(scope.get("route"), "path", NO_ROUTE))
