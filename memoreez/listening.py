"""A server's socket, where it can be reached, and its end: for the studio and the engine alike."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from types import FrameType
from typing import Any

from memoreez.errors import BadInput

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A bound socket. Raises BadInput when the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let two servers share the port
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise BadInput(_trouble(error, host, port)) from error
    try:
        yield door
    finally:
        door.close()


def _trouble(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by another memoreez; stop that one, or choose "
            f"another port with --port {port + 1 if port < 65535 else 8000}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may only be used by the administrator; choose one above 1023."
    return f"The address {host[:60]!r} cannot be used here ({error.strerror}); try 127.0.0.1."


def address(host: str, door: socket.socket) -> str:
    """How a browser on this computer reaches what listens at `door` for `host`."""
    shown = _EVERYWHERE.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{door.getsockname()[1]}"


def announce(server: Any, ready: Callable[[], None]) -> None:
    """Call `ready` once this uvicorn server answers; never when it ends before."""

    def wait() -> None:
        while not server.started:
            if server.should_exit:
                return
            Event().wait(0.02)
        ready()

    Thread(target=wait, daemon=True).start()


@contextmanager
def leaving() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the block, not the process: the studio is closed after it.

    uvicorn ends at these signals and then raises them again for whoever started it.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)
