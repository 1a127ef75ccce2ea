"""A server's socket: taken ports, addresses of others, and where it can be reached."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from threading import Event
from types import SimpleNamespace

import pytest

from memoreez import listening
from memoreez.errors import BadInput


@pytest.fixture
def taken() -> Iterator[int]:
    """One that somebody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield int(door.getsockname()[1])


def test_a_taken_port_is_a_sentence(taken: int) -> None:
    """Which port, and another one to try; nothing was opened."""
    said = f"Port {taken} is in use.*--port"
    with pytest.raises(BadInput, match=said), listening.listening("127.0.0.1", taken):
        pass


def test_an_address_of_others_is_a_sentence() -> None:
    """An address that this computer does not have."""
    said = r"192\.0\.2\.1.*127\.0\.0\.1"
    with pytest.raises(BadInput, match=said), listening.listening("192.0.2.1", 0):
        pass


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]")],
)
def test_an_address_can_be_opened_in_a_browser(host: str, shown: str) -> None:
    """With the port that it got, and never the address that stands for all."""
    with listening.listening("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        assert listening.address(host, door) == f"http://{shown}:{port}"


def test_only_what_answers_is_announced() -> None:
    """Once the server has started; never when it ends before."""
    said = Event()
    started = SimpleNamespace(started=False, should_exit=False)
    listening.announce(started, said.set)
    assert not said.wait(0.03)
    started.started = True
    assert said.wait(10)
    never = Event()
    listening.announce(SimpleNamespace(started=False, should_exit=True), never.set)
    time.sleep(0.01)
    assert not never.is_set()
