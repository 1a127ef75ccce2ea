"""Servers of image models on loopback: pictures that we draw, packed as the vendors pack them.

Acts for `model_server.ModelServer`, written after the vendors' documentation: OpenAI's
`/v1/images/generations` and the files that its answers point to, and Cloudflare's
`/accounts/…/ai/run/…`, which answers in JSON or with the picture itself.
"""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import cv2
import drawn_pictures
import numpy as np
from model_server import CLOUDFLARE, Act, Exchange, Request
from PIL import Image

from memoreez import pixels
from memoreez.artifacts import Concept

SIDE = 160  # pixels
CONCEPT = Concept(1, "Fetch", "A dog.", "planet", "planet figurine with a dog and a guitar")


@cache
def good(kind: str = "JPEG") -> bytes:
    """One object before plain white, as a file of this kind."""
    return coded(_drawn(), kind)


@cache
def poor(kind: str = "JPEG") -> bytes:
    """Noise from border to border."""
    noise = np.random.default_rng(3).integers(0, 255, (96, 96, 3), np.uint8)
    return coded(noise, kind)


@cache
def cut_off(kind: str = "PNG") -> bytes:
    """Half of the object: not as bad as noise, but no good."""
    return coded(_drawn()[:, : SIDE // 2], kind)


@cache
def _drawn() -> Any:
    """The object (h, w, 3), small: most tests are not about its pixels."""
    large = pixels.read(drawn_pictures.picture("white").png)[..., :3]
    return cv2.resize(large, (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def coded(rgb: Any, kind: str) -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(rgb)).save(file, kind)
    return file.getvalue()


@cache
def clear() -> bytes:
    """The object without any backdrop."""
    return drawn_pictures.cutout().png


def dot() -> bytes:
    """One pixel."""
    return pixels.write(np.full((1, 1, 3), 255, np.uint8))


@cache
def bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that would be gigabytes of pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    rows = zlib.compress(bytes(4_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def broken() -> bytes:
    """A JPEG that ends in its middle."""
    return good()[: len(good()) // 2]


def packed(face: str, picture: bytes | str) -> Any:
    """A picture as the vendor packs it; a text stands as it is where base64 should."""
    text = picture if isinstance(picture, str) else base64.b64encode(picture).decode()
    if face == CLOUDFLARE:
        return {"result": {"image": text}, "success": True, "errors": [], "messages": []}
    return {"created": 1, "data": [{"b64_json": text}]}


def drawing(*pictures: bytes | str) -> Act:
    """A model that draws these, one after the other, the last one for ever."""
    left = list(pictures)

    def act(exchange: Exchange) -> None:
        exchange.work()
        picture = left.pop(0) if len(left) > 1 else left[0]
        exchange.answer(packed(exchange.request.face, picture))

    return act


def replying(body: Any, kind: str = "application/json") -> Act:
    """A model that has worked and answers this."""

    def act(exchange: Exchange) -> None:
        exchange.work()
        exchange.answer(body, kind=kind)

    return act


def pointing(url: Callable[[Request], str], file: Act) -> Act:
    """A model whose answer has an address; what is asked for there, `file` answers."""

    def act(exchange: Exchange) -> None:
        if exchange.request.method == "GET":
            file(exchange)
            return
        exchange.work()
        exchange.answer({"data": [{"url": url(exchange.request), "revised_prompt": "A dog"}]})

    return act


def handing(data: bytes, kind: str = "image/png", headers: Mapping[str, str] | None = None) -> Act:
    """A file for whoever asks."""
    return lambda exchange: exchange.answer(data, kind=kind, headers=headers)


def form(request: Request) -> dict[str, str]:
    """The fields of a multipart form."""
    _, _, mark = request.headers["content-type"].partition("boundary=")
    fields = {}
    for part in request.body.decode().split(f"--{mark}")[1:-1]:
        head, _, value = part.strip("\r\n").partition("\r\n\r\n")
        fields[head.partition('name="')[2].partition('"')[0]] = value
    return fields


def decoded(png: bytes) -> Any:
    """A picture's pixels (h, w, 3), by another reader than ours."""
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
