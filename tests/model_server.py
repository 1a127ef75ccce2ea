"""Servers of language models on loopback, that we wrote after the vendors' documentation.

One door, two faces: `/v1/chat/completions` as OpenAI, Ollama, llama.cpp and vLLM have it, and
Cloudflare's `/accounts/…/ai/run/…`. What it does with each request is a list of acts, taken in
turn, the last one for ever. An act gets the connection itself, so that it can break every rule.
The server counts: who connected, which requests came in whole, and what work was done and paid.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

ACCOUNT = "0123456789abcdef0123456789abcdef"
KEY = "secret-of-the-tests-4711"
OPENAI, CLOUDFLARE = "openai", "cloudflare"


@dataclass
class Request:
    """One request, read to its end."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def face(self) -> str:
        return CLOUDFLARE if "/ai/run/" in self.path else OPENAI


@dataclass
class Log:
    """What the server saw and did."""

    connections: int = 0
    requests: list[Request] = field(default_factory=list)
    paid: int = 0  # answers that a model worked for, whether or not they arrived


class Exchange:
    """One request and its connection, for an act to answer."""

    def __init__(self, wire: socket.socket, request: Request, log: Log) -> None:
        self.wire, self.request, self.log = wire, request, log

    def work(self) -> None:
        """The model works: that is paid for."""
        self.log.paid += 1

    def send(self, data: bytes) -> None:
        self.wire.sendall(data)

    def answer(
        self,
        body: Any,
        status: int = 200,
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """A whole answer; `length` lies about its length."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        lines = [f"HTTP/1.1 {status} Because", f"Content-Type: {kind}"]
        lines += [f"Content-Length: {len(content) if length is None else length}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        self.send("\r\n".join([*lines, "", ""]).encode() + content)

    def reset(self) -> None:
        """The connection breaks with a bang."""
        self.wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.wire.close()


Act = Callable[[Exchange], None]


def saying(content: Any, **more: Any) -> Act:
    """A model that says this, to whoever asks; `content` may depend on the request."""

    def act(exchange: Exchange) -> None:
        exchange.work()
        said = content(exchange.request) if callable(content) else content
        exchange.answer(wrapped(exchange.request.face, said, **more))

    return act


def failing(status: int, body: Any = None, headers: Mapping[str, str] | None = None) -> Act:
    """An error that the server answers with, without any work."""

    def act(exchange: Exchange) -> None:
        told = error(exchange.request.face, status) if body is None else body
        exchange.answer(told, status, headers=headers)

    return act


def wrapped(face: str, said: Any, finish: str = "stop", refusal: str | None = None) -> Any:
    """What a model said, as the vendor packs it."""
    if face == CLOUDFLARE:
        return {"result": {"response": said}, "success": True, "errors": [], "messages": []}
    text = said if isinstance(said, str) else json.dumps(said)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {"id": "c-1", "object": "chat.completion", "choices": [choice]}


def error(face: str, code: int, message: str = "Something is wrong") -> Any:
    """An error, as the vendor packs it."""
    if face == CLOUDFLARE:
        errors = [{"code": code, "message": f"AiError: {message}"}]
        return {"result": {}, "success": False, "errors": errors, "messages": []}
    return {"error": {"message": message, "type": "error", "param": None, "code": None}}


class ModelServer:
    """`url` of the OpenAI face, `native` of Cloudflare's; `acts` decide what happens."""

    def __init__(self, *acts: Act) -> None:
        self.acts = list(acts)
        self.log = Log()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=16)
        self._ended = False
        self._running = Thread(target=self._serve, daemon=True)

    @property
    def port(self) -> int:
        return int(self._door.getsockname()[1])

    @property
    def native(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.native}/v1"

    def now(self, *acts: Act) -> Log:
        """From now on these acts, and a fresh log."""
        self.acts, self.log = list(acts), Log()
        return self.log

    def _serve(self) -> None:
        while not self._ended:
            try:
                wire, _ = self._door.accept()
            except OSError:
                return
            self.log.connections += 1
            Thread(target=self._meet, args=(wire,), daemon=True).start()

    def _meet(self, wire: socket.socket) -> None:
        with wire:
            try:
                request = read(wire)
                if request is not None:
                    self.log.requests.append(request)
                    act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
                    act(Exchange(wire, request, self.log))
                    wire.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # the client has had enough

    def start(self) -> None:
        self._running.start()

    def stop(self) -> None:
        self._ended = True
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()


def read(wire: socket.socket) -> Request | None:
    """A request with its whole body; None when the client hangs up first."""
    wire.settimeout(10)
    seen = b""
    while b"\r\n\r\n" not in seen:
        piece = wire.recv(65536)
        if not piece:
            return None
        seen += piece
        if seen.startswith(b"\x16"):  # TLS: as a plain HTTP server takes it
            wire.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return None
    head, _, body = seen.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)
    }
    while len(body) < int(headers.get("content-length", 0)):
        piece = wire.recv(65536)
        if not piece:
            return None
        body += piece
    method, path, _ = first.split(" ")
    return Request(method, path, headers, body)


@contextmanager
def model_server(*acts: Act) -> Iterator[ModelServer]:
    """A server that runs until the end of the block."""
    server = ModelServer(*acts)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def drip(data: bytes, every_s: float) -> Act:
    """An answer that comes one byte at a time."""

    def act(exchange: Exchange) -> None:
        exchange.work()
        for at in range(len(data)):
            exchange.send(data[at : at + 1])
            time.sleep(every_s)

    return act
