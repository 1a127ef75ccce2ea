"""The ways in which one call in ten fails in the world of `faulty_world`."""

from __future__ import annotations

from typing import Any

import picture_server as pictures
from fault_acts import half, hang, junk, page, refusing, reset
from model_server import Act, Exchange, error, failing, wrapped

HEADERS = {"Retry-After": "1"}


def _silent(exchange: Exchange) -> None:
    """The connection ends before anything was done."""
    exchange.reset()


def _said(body: Any, kind: str = "application/json") -> Act:
    """An answer that was worked for, and is no use."""
    return pictures.replying(body, kind)


EVERYWHERE: dict[str, Act] = {
    "reset before work": _silent,
    "429 with Retry-After": failing(429, headers=HEADERS),
    "429": failing(429),
    "500": failing(500),
    "502": failing(502),
    "529": failing(529),
    "400": failing(400),
    "401": failing(401),
}
PAID: dict[str, Act] = {
    "reset after work": reset,
    "half a body": half,
    "HTML instead of JSON": page,
    "no answer in time": hang,
    "100 MB of junk": junk,
}
WORDS: dict[str, Act] = {
    "ideas that break the rules": lambda x: _said(wrapped(x.request.face, {"ideas": {}}))(x),
    "a refusal": refusing,
    "200 with an error inside": _said({"error": {"message": "Overloaded", "code": 503}}),
}
PICTURES: dict[str, Act] = {
    "a poor picture": lambda x: pictures.drawing(pictures.poor())(x),
    "one pixel": lambda x: pictures.drawing(pictures.dot())(x),
    "no base64": lambda x: pictures.drawing("%%%")(x),
    "an image bomb": lambda x: pictures.drawing(pictures.bomb())(x),
    "a refusal": lambda x: failing(400, error(x.request.face, 3030, "NSFW content"))(x),
}
ENGINE: dict[str, Act] = {
    "reset before work": _silent,
    "429 with Retry-After": failing(429, headers=HEADERS),
    "500": failing(500),
    "502": failing(502),
    "HTML instead of JSON": page,
    "half a body": half,
}
