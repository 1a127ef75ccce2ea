"""The ways in which a model server can break, and the places where there is none."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from model_server import CLOUDFLARE, OPENAI, Act, Exchange, error, failing, wrapped
from model_words import good


def hang(exchange: Exchange) -> None:
    """The model works, and nothing is heard of it."""
    exchange.work()
    exchange.wire.settimeout(20)
    exchange.wire.recv(1)  # until the client has had enough


def reset(exchange: Exchange) -> None:
    exchange.work()
    exchange.reset()


def half(exchange: Exchange) -> None:
    """A body that ends in its middle."""
    exchange.work()
    whole = b'{"choices": [{"message": {"content": "A dog'
    exchange.answer(whole, length=5000)


def shut(exchange: Exchange) -> None:
    """JSON that ends in its middle, without a length that would show it."""
    exchange.work()
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b'{"choices": [')


def junk(exchange: Exchange) -> None:
    """100 MB, as long as someone takes them."""
    exchange.work()
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    for _ in range(100):
        exchange.send(b"x" * 1_000_000)


def page(exchange: Exchange) -> None:
    exchange.work()
    exchange.answer(b"<!doctype html><h1>Welcome</h1>", kind="text/html; charset=utf-8")


def plain(exchange: Exchange) -> None:
    exchange.work()
    exchange.answer(wrapped(exchange.request.face, good(exchange.request)), kind="text/plain")


def moved(exchange: Exchange) -> None:
    exchange.answer(b"", 307, headers={"Location": "http://elsewhere.example/v1/chat/completions"})


def refusing(exchange: Exchange) -> None:
    exchange.work()
    exchange.answer(wrapped(OPENAI, "", refusal="I cannot help with that."))


def said(code: str, message: str, status: int, headers: dict[str, str] | None = None) -> Act:
    """An error as OpenAI words it."""
    body = {"error": {"message": message, "type": code, "param": None, "code": code}}
    return failing(status, body, headers)


def cf(code: int, message: str, status: int) -> Act:
    """An error as Cloudflare words it."""
    return failing(status, error(CLOUDFLARE, code, message))


@contextmanager
def nobody() -> Iterator[int]:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    yield port


@contextmanager
def deaf() -> Iterator[int]:
    """A port at which connections are no longer accepted: its queue is full."""
    with ExitStack() as stack:
        door = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        port = int(door.getsockname()[1])
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.1", port))
        yield port
