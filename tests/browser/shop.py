"""A studio with real rows, store and HTTP whose making is fake and stops where a test wants."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Condition
from typing import Any

import httpx
from fake_flow import FakeFlow, Job
from live_server import live

from memoreez.client import Client
from memoreez.errors import ProviderError


class Gates:
    """Steps of the making that wait: "concepts", "picture 3", "sculpture", "figurine", "files"."""

    def __init__(self, flow: FakeFlow) -> None:
        self._flow, self._step = flow, flow._step
        self._shut: set[str] = set()
        self._broken: set[str] = set()
        self._turn = Condition()
        flow._step = self._waiting  # type: ignore[method-assign]

    def hold(self, *names: str) -> None:
        """Whoever comes to these steps stays before them."""
        with self._turn:
            self._shut |= set(names)

    def open(self, *names: str) -> None:
        """Let them go on; all of them when none is named."""
        with self._turn:
            self._shut -= set(names or self._shut)
            self._turn.notify_all()

    def breaks(self, name: str) -> None:
        """The next one who comes to this step fails there."""
        self._broken.add(name)

    def _waiting(self, job: Job, name: str) -> None:
        with self._turn:
            while name in self._shut and not self._flow.closing.is_set():
                self._turn.wait(0.1)
        if name in self._broken:
            self._broken.discard(name)
            raise ProviderError(f"The {name} did not come out.", retryable=True)
        self._step(job, name)


@dataclass
class Shop:
    """A studio that is open, and somebody who has been there before."""

    url: str
    studio: Any
    gates: Gates
    client: Client

    @property
    def flow(self) -> FakeFlow:
        found: FakeFlow = self.studio.flow
        return found

    def told(self, hobbies: str = "guitar, hiking, cats", **order: Any) -> str:
        """A gift that has just been told; its id."""
        wanted = {"hobbies": hobbies, "name": "Sophie", "occasion": "10 years"} | order
        answer = httpx.post(f"{self.url}/api/keepsakes", json=wanted)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def drawn(self, hobbies: str = "guitar, hiking, cats", **order: Any) -> str:
        """A gift whose ideas are there."""
        made = self.told(hobbies, **order)
        self.client.wait(made)
        return made

    def chosen(self, hobbies: str = "guitar, hiking, cats", **order: Any) -> str:
        """A gift that is being made."""
        made = self.drawn(hobbies, **order)
        self.client.choose(made, 2, inscription=["Sophie", "10 years"])
        return made

    def made(self, hobbies: str = "guitar, hiking, cats", **order: Any) -> str:
        """A gift that is ready."""
        made = self.chosen(hobbies, **order)
        self.client.wait(made, ["ready"])
        return made

    def until(self, keepsake: str, *states: str) -> Any:
        """The gift once it is in one of these states."""
        return self.client.wait(keepsake, list(states))


@contextmanager
def opened(folder: Path, **given: Any) -> Iterator[Shop]:
    """A shop whose data is in that folder; `given` are settings."""
    with live(folder, **given) as (url, studio):
        gates = Gates(studio.flow)
        with Client(url) as client:
            yield Shop(url, studio, gates, client)
        gates.open()
