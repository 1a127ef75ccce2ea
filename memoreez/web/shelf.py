"""The page's own files: each read and compressed once, told apart by what is in it.

With `?v=` of the right version a file may be kept for ever; without, the browser asks each time
and usually hears that nothing changed.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from memoreez.errors import NotFound

STATIC = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"
_SMALLEST = 500  # bytes worth compressing
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
    ".png": "image/png",
    ".glb": "model/gltf-binary",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
}
_COMPRESSIBLE = {".js", ".mjs", ".css", ".json", ".svg", ".glb", ".webmanifest", ".txt", ".md"}


@dataclass(frozen=True)
class Item:
    """One file in memory."""

    data: bytes = field(repr=False)
    packed: bytes = field(repr=False)  # gzip; empty when that gains nothing
    media_type: str
    version: str
    stamp: tuple[int, int]  # of the file that it was read from


class Shelf:
    """`item(name)` for names below `static/`; a file that changes on disk is read again."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._folder = folder.resolve()
        self._items: dict[str, Item] = {}
        self._lock = Lock()

    def item(self, name: str) -> Item:
        """Raises NotFound for what is not a file below the folder, however it is spelt."""
        path = self._place(name)
        stat = path.stat()
        stamp = (stat.st_mtime_ns, stat.st_size)
        with self._lock:
            known = self._items.get(name)
            if known is None or known.stamp != stamp:
                known = self._items[name] = _read(path, stamp)
            return known

    def url(self, name: str) -> str:
        """The address of a file with its version; a file that is missing keeps its plain one."""
        try:
            return f"/static/{name}?v={self.item(name).version}"
        except NotFound:
            return f"/static/{name}"

    def answer(self, name: str, request: Request) -> Response:
        """The file, or 304 when the browser has it."""
        item = self.item(name)
        packed = item.packed if "gzip" in request.headers.get("accept-encoding", "") else b""
        tag = f'"{item.version}-gz"' if packed else f'"{item.version}"'
        kept = request.query_params.get("v") == item.version
        headers = {
            "ETag": tag,
            "Cache-Control": _FOR_EVER if kept else "no-cache",
            "Vary": "Accept-Encoding",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(packed or item.data, headers=headers, media_type=item.media_type)

    def _place(self, name: str) -> Path:
        parts = name.split("/")
        odd = any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts)
        path = self._folder.joinpath(*parts) if not odd else self._folder
        if odd or not path.resolve().is_relative_to(self._folder) or not path.is_file():
            raise NotFound("There is no such file.")
        return path


def _read(path: Path, stamp: tuple[int, int]) -> Item:
    data = path.read_bytes()
    suffix = path.suffix.lower()
    packed = b""
    if suffix in _COMPRESSIBLE and len(data) >= _SMALLEST:
        packed = gzip.compress(data, 9, mtime=0)
    version = hashlib.sha256(data).hexdigest()[:16]
    return Item(data, packed, _TYPES.get(suffix, "application/octet-stream"), version, stamp)
