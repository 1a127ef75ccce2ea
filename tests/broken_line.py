"""A line to a server of this computer that breaks after so many bytes, as often as it is tried."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

AT_ONCE = 1 << 16
ABRUPT = struct.pack("ii", 1, 0)  # closing says at once that all is lost, instead of ending well


@contextmanager
def broken_line(
    port: int, *, up: float = float("inf"), down: float = float("inf")
) -> Iterator[int]:
    """A port that leads to `port`; a connection ends after `up` bytes sent or `down` received."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_serve, args=(door, port, up, down), daemon=True).start()
        try:
            yield door.getsockname()[1]
        finally:
            door.shutdown(socket.SHUT_RDWR)  # accept() ends


def _serve(door: socket.socket, port: int, up: float, down: float) -> None:
    while True:
        try:
            near, _ = door.accept()
        except OSError:
            return
        far = socket.create_connection(("127.0.0.1", port))
        for source, target, most in ((near, far, up), (far, near, down)):
            threading.Thread(target=_pass, args=(source, target, most), daemon=True).start()


def _pass(source: socket.socket, target: socket.socket, most: float) -> None:
    with suppress(OSError):
        while most > 0 and (some := source.recv(AT_ONCE)):
            target.sendall(some)
            most -= len(some)
    for one in (source, target):
        with suppress(OSError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABRUPT)
            one.shutdown(socket.SHUT_RDWR)
            one.close()
