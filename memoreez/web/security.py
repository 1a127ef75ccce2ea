"""What every answer says to the browser: run nothing foreign, tell nobody the link, frame nothing.

Links are capabilities here, so no referrer leaves the page and no robot lists it.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memoreez.claims import HOOK, MOST_HOOK
from memoreez.formats import MAX_BYTES
from memoreez.photos import MOST_BYTES
from memoreez.web.callers import Network, caller
from memoreez.web.problems import told_large, too_large

VIEWER_STYLE = "sha256-PXtZZkJMMyc18o/DN1ZEFOJ2qEGq95IQbVaJFMOXOb0="  # of model-viewer 4.4.0
BODY_LIMIT = 64 * 1024  # bytes; no other request has more to say
LARGER = {("POST", "/api/meshes"): MAX_BYTES, ("POST", "/api/photos"): MOST_BYTES}
LARGER |= {("POST", HOOK): MOST_HOOK}
BLOB_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
)
_NOTHING = "default-src 'none'; frame-ancestors 'none'"
_MACHINES = ("/api/", "/health/", "/metrics")  # answers for programs: no page, no cache
_UNLISTED = ("/api/", "/g/", "/m/", "/p/", "/s/", "/blobs/", "/studio")
_YEAR_S = 365 * 24 * 3600
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "fullscreen=(self), xr-spatial-tracking=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def policy(files_at: str = "") -> str:
    """The page's Content-Security-Policy; `files_at` is the origin of an S3 store's links."""
    media = " ".join(filter(None, ("'self'", "blob:", files_at)))
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'wasm-unsafe-eval'",
            f"style-src 'self' '{VIEWER_STYLE}'",
            f"img-src {media} data:",
            f"connect-src {media}",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    )


class BodyLimit:
    """ASGI: refuses a body over its limit, announced or not, before more of it is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count what is read of its body."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        limit = LARGER.get((scope["method"], scope["path"]), BODY_LIMIT)
        announced = request.headers.get("content-length", "0")
        if announced.isdecimal() and int(announced[:12]) > limit:
            await too_large(request, limit)(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > limit:
                raise HTTPException(413, told_large(limit))
            return message

        await self.app(scope, counted, send)


class Headers:
    """ASGI: adds what is above to every answer that does not say otherwise itself."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network], files_at: str = "") -> None:
        self.app = app
        self.page = policy(files_at)
        self.trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and mark its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        who = caller(scope, self.trusted)
        scope["memoreez.caller"] = who

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._mark(MutableHeaders(scope=message), scope["path"], who.https)
            await send(message)

        await self.app(scope, receive, marked)

    def _mark(self, headers: MutableHeaders, path: str, https: bool) -> None:
        machine = path.startswith(_MACHINES)
        wanted = dict(_ALWAYS, **{"Content-Security-Policy": _NOTHING if machine else self.page})
        if machine:
            wanted["Cache-Control"] = "private, no-store"
        if path.startswith(_UNLISTED):
            wanted["X-Robots-Tag"] = "noindex, nofollow"
        if https:
            wanted["Strict-Transport-Security"] = f"max-age={_YEAR_S}"
        for name, value in wanted.items():
            headers.setdefault(name, value)
