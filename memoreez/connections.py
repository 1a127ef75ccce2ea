"""One connection for one request: to an address that was checked, and over by a deadline.

A fresh connection each time costs a few milliseconds and leaves no doubt: when it fails before the
first byte of the request is on its way, the request was never sent.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import certifi
import httpcore
import httpx

from memoreez import addresses
from memoreez.addresses import Forbidden

ADDRESSES = 3  # of one name that are tried


@dataclass
class Way:
    """A request's way: what it may take, and what became of it."""

    deadline: float  # time.monotonic() by which everything is over
    connect_s: float
    read_s: float  # between two pieces of the answer
    private: bool = False  # whether addresses in private networks may be called
    secret: bool = False  # whether the request carries a key
    sent: bool = False  # whether any of the request has left
    heard: bool = False  # whether any of the answer has come
    resolve: addresses.Resolve | None = None

    def left(self, wanted: float | None = None) -> float:
        """The seconds to wait at most. Raises httpcore.ReadTimeout after the deadline."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if wanted is None else min(left, wanted)


@contextmanager
def opened(request: httpx.Request, way: Way) -> Iterator[httpcore.Response]:
    """The answer to a request, its body still to be read; the connection ends with the block.

    Raises what httpcore raises, socket.gaierror for an unknown name, and Forbidden.
    """
    url = request.url
    target = httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    waits = {"connect": way.connect_s, "read": way.read_s, "write": way.read_s, "pool": None}
    backend = _Backend(way, bare=url.scheme == "http")
    context = _trust() if url.scheme == "https" else None
    with httpcore.ConnectionPool(ssl_context=context, network_backend=backend) as pool:
        content = httpcore.Request(
            method=request.method,
            url=target,
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": waits},
        )
        response = pool.handle_request(content)
        try:
            yield response
        finally:
            response.close()


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """The authorities of this computer and those that certifi lists."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Backend(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, way: Way, *, bare: bool) -> None:
        self._way = way
        self._bare = bare
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        way = self._way
        given = {"resolve": way.resolve} if way.resolve else {}
        found = addresses.reachable(host, port, private=way.private, **given)
        if self._bare and way.secret and any(map(addresses.public, found)):
            raise Forbidden("would get its key unencrypted; begin its url with https://")
        for address in found[:ADDRESSES]:
            try:
                stream = self._plain.connect_tcp(address, port, way.left(timeout))
                return _Stream(stream, way)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


class _Stream(httpcore.NetworkStream):
    """A connection that keeps to the way's deadline and notes what has passed."""

    def __init__(self, stream: httpcore.NetworkStream, way: Way) -> None:
        self._stream = stream
        self._way = way

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece = self._stream.read(max_bytes, self._way.left(timeout))
        self._way.heard = self._way.heard or bool(piece)
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        wait = self._way.left(timeout)
        self._way.sent = self._way.sent or bool(buffer)
        self._stream.write(buffer, wait)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        wait = self._way.left(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, wait), self._way)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
