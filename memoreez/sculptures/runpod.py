"""RunPod has a worker at RunPod Serverless sculpt: a graphics card that costs only while it works.

RunPod takes every order as a new one, forgets jobs after a while, and anybody can send webhooks. So
each order has a claim of ours in the store (`claims.py`), which the worker checks too, and what is
true is asked for: `/status`, and whether the mesh is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from memoreez import claims
from memoreez.artifacts import Concept, Cutout, Picture, Sculpture
from memoreez.aside import aside
from memoreez.errors import SettingsError
from memoreez.sculptures._credit import credit
from memoreez.sculptures._ordering import Ordering, Terms
from memoreez.sculptures._parcel import FILES, WIRE, parcel
from memoreez.sculptures._pod import Pod
from memoreez.sculptures._waiting import Wait
from memoreez.settings import settings

AWAY_S = 300.0  # RunPod may be away this long while it has a job


class RunPod:
    """Sculpts on an endpoint of RunPod Serverless that runs deploy/runpod."""

    title = "RunPod Serverless"
    licence = "the endpoint's sculptor's own"
    territory = "as that licence says"
    resumes = True  # who orders the same again gets what was ordered before

    @dataclass(frozen=True)
    class Options:
        """The endpoint's id, and a key that may use it.

        `seconds` bound one sculpture, waiting included; `queue_seconds` the wait for a worker,
        cold start included; `run_seconds` the work. `volume`: the endpoint has a network volume.
        """

        endpoint: str = ""
        key: str = field(default="", repr=False)
        sculptor: str = ""  # empty: the endpoint's own choice
        seconds: float = 1800
        queue_seconds: float = 600
        run_seconds: float = 600
        volume: bool = True
        warm_up: bool = True  # wake a worker when ideas are shown
        most_mb: int = 200  # of a mesh
        url: str = "https://api.runpod.ai/v2"
        private: bool = False  # the address may be in your own network

    def __init__(
        self,
        options: Options | None = None,
        *,
        book: claims.Open | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.options = options or self.Options()
        self.away_s = AWAY_S
        self._given = book
        self._sleep = sleep
        self._clock = clock

    def load(self) -> None:
        """Checks the options. Raises SettingsError that says what is missing."""
        self.prepared()

    def prepared(self) -> None:
        """Asks nobody, as `load`. Raises SettingsError."""
        self._ready("A figurine")

    def check(self) -> str:
        """How the endpoint is; asking costs nothing. Raises SettingsError, RemoteError."""
        self._ready("A figurine")
        awake, waiting = self._pod.health()
        return f"answers; workers awake: {awake}, jobs waiting: {waiting}"

    def warm(self) -> bool:
        """Wakes a worker where none is awake; whether that was done. SettingsError, RemoteError."""
        self._ready("A figurine")
        if not self.options.warm_up or any(self._pod.health()):
            return False
        policy = {"executionTimeout": 60_000, "ttl": 300_000}
        self._pod.run({"input": {"memoreez": WIRE, "warm": True}, "policy": policy}, repeat=False)
        return True

    def sculpt(
        self,
        concept: Concept,
        *,
        height_mm: float,
        quality: str = "print",
        spread: Callable[..., Any] = map,
        picture: Picture | None = None,
        cutout: Cutout | None = None,
    ) -> Sculpture:
        """The worker's mesh in mm, standing on z = 0. Interrupted, it cancels the job there.

        Raises SettingsError for options that are missing, RemoteError for what fails there, and
        StoreError.
        """
        self._ready(concept.title)
        own = self.options
        order = parcel(concept, height_mm, quality, picture, cutout, own.sculptor)
        claim = self._book(order.key(own.endpoint))
        ends = self._clock() + own.seconds
        wait = Wait(ends, self.away_s, self._sleep, self._clock)
        most = own.most_mb * 10**6
        terms = Terms(own.seconds, own.queue_seconds, own.run_seconds, own.volume, most)
        ordering = Ordering(self._pod, terms, order, claim, wait)
        with aside():
            try:
                mesh = ordering.made()
            except KeyboardInterrupt:
                ordering.cancel(at_once=True)
                raise
        credit(self, ordering.about)
        claim.tidy(*FILES.values())
        return Sculpture(mesh)

    def _ready(self, title: str) -> None:
        for option in ("endpoint", "key"):
            if not getattr(self.options, option):
                raise SettingsError(
                    f"{title!r} cannot be sculpted by runpod: it needs the option {option}; "
                    "docs/providers/runpod.md says where to find it."
                )
        assert self._pod  # reads the address

    @cached_property
    def _pod(self) -> Pod:
        own = self.options
        return Pod(own.url, own.endpoint, own.key, private=own.private, sleep=self._sleep)

    @cached_property
    def _book(self) -> claims.Open:
        return self._given or claims.book(settings(), private=self.options.private)
