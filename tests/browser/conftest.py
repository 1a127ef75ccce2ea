"""One browser for all; a studio and people for each test. Nobody may ever see trouble."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import chromium
import people
import pytest
import real_server
import shop as shops
from people import Person
from playwright.sync_api import Browser
from real_server import RealServer
from shop import Shop


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium.started() as found:
        yield found


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A studio whose making is fake."""
    with shops.opened(tmp_path) as found:
        yield found


@pytest.fixture
def crowd(browser: Browser) -> Iterator[Callable[..., Person]]:
    """Somebody who comes to an address; as many as one likes."""
    came: list[Person] = []

    def come(url: str, **how: Any) -> Person:
        came.append(Person(browser, url, **how))
        return came[-1]

    yield come
    for one in came:
        one.leaves()


@pytest.fixture
def visitor(shop: Shop, crowd: Callable[..., Person]) -> Callable[..., Person]:
    """Somebody who comes to the shop."""
    return partial(crowd, shop.url)


@pytest.fixture
def person(visitor: Callable[..., Person]) -> Person:
    """One person at a desk, with a browser that has no 3D: it is slow here, and few need it."""
    return visitor()


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealServer]:
    """A studio whose making is real, in a process of its own."""
    with real_server.running(tmp_path) as found:
        yield found


@pytest.fixture(autouse=True)
def no_trouble() -> Iterator[None]:
    """No error on a console, nothing that the policy refuses, no other host, in any test."""
    people.troubles.clear()
    yield
    assert people.troubles == []
