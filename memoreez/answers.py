"""Reading what another machine sends: bounded in bytes, and doubted until checked."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import httpcore

ERROR_BYTES = 64_000  # of an answer that is an error: more of it helps nobody


class Oversized(Exception):
    """An answer has more than `most` bytes, or says that it will."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class Unreadable(Exception):
    """An answer is packed in a way that was not asked for, or its packing is broken."""


@dataclass(frozen=True)
class Answer:
    """What came back. `type` is the content type in lower case, without parameters."""

    status: int
    type: str
    headers: Mapping[str, str]  # names in lower case
    body: bytes = field(repr=False)

    def parsed(self) -> Any:
        """The body as JSON. Raises ValueError, and RecursionError for a tower of brackets."""
        return json.loads(self.body.decode("utf-8-sig"))

    def hint(self) -> Any:
        """The body as JSON where it is that, else None: for finding out what went wrong."""
        try:
            return self.parsed()
        except (ValueError, RecursionError):
            return None

    @property
    def kind(self) -> str:
        """What it is, for a sentence."""
        if "html" in self.type or self.body[:200].lstrip().lower().startswith((b"<!doc", b"<html")):
            return "a web page"
        return f"{self.type[:60]!r}" if self.type else "something without a type"

    @property
    def retry_after(self) -> float | None:
        """Seconds after which the other side wants to be asked again, if it says so."""
        for name, unit in (("retry-after-ms", 1e-3), ("retry-after", 1.0)):
            said = self.headers.get(name, "").strip()
            try:
                seconds = float(said) * unit if said else -1.0
            except ValueError:
                seconds = _until(said)
            if 0 <= seconds < 7 * 24 * 3600:
                return seconds
        return None


def _until(date: str) -> float:
    """Seconds from now to an HTTP date; -1 for anything else."""
    try:
        return max(parsedate_to_datetime(date).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return -1.0


def received(response: httpcore.Response, most: int) -> Answer:
    """The whole answer. Raises Oversized, Unreadable, and what httpcore raises."""
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
    }
    most = most if response.status < 300 else ERROR_BYTES
    length = headers.get("content-length", "")
    if response.status < 300 and length.isdecimal() and int(length) > most:
        raise Oversized(most)
    body = bytearray()
    for piece in response.iter_stream():
        body += piece
        if len(body) > most:
            if response.status < 300:
                raise Oversized(most)
            break
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(response.status, kind, headers, _unpacked(bytes(body), headers, most))


def _unpacked(body: bytes, headers: Mapping[str, str], most: int) -> bytes:
    """The body without gzip, which was not asked for but is understood; never over the limit."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        return body
    if packing not in ("gzip", "x-gzip"):
        raise Unreadable
    try:
        plain = zlib.decompressobj(31).decompress(body, most + 1)
    except zlib.error:
        raise Unreadable from None
    if len(plain) > most:
        raise Oversized(most)
    return plain
