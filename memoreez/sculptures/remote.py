"""Remote has another memoreez sculpt: an engine, such as the computer with the graphics card.

The order has a key that comes from what is ordered. So whoever asks the same again, after a lost
answer or after a crash, finds the job that was accepted before, and nothing is made twice.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote

from memoreez import mesh_wire
from memoreez.artifacts import Concept, Cutout, Mesh, Picture, Sculpture
from memoreez.aside import aside
from memoreez.errors import SettingsError
from memoreez.forms import Part, written
from memoreez.remote import Patience
from memoreez.remote import Remote as Machine
from memoreez.sculptures._credit import credit
from memoreez.sculptures._waiting import Wait
from memoreez.verdicts import RemoteError, Trouble, judge

FIRST_LOOK_S, LONGEST_LOOK_S = 0.2, 5.0  # waits between looks, each a quarter longer
LOST = 2  # orders that an engine may forget before it is given up
MOST_ANSWER = 1_000_000  # bytes that say where a job stands
AWAY_S = 300.0  # an engine with an accepted job may be away this long
_SHORT = Patience(connect_s=10, read_s=30, total_s=60, tries=3, longest_wait_s=10)
_LAST = Patience(connect_s=0.9, read_s=0.9, total_s=0.9, tries=1)  # who gives up wants to be off
_WAITING = ("waiting", "working")
T = TypeVar("T")


class _Forgotten(Exception):
    """The engine does not know the job (any more): its disk is new, or the result was too old."""


class Remote:
    """Sculpts on an engine, wherever that is."""

    title = "Engine elsewhere"
    licence = "the engine's sculptor's own"
    territory = "as that licence says"
    resumes = True  # who orders the same again gets what was ordered before

    @dataclass(frozen=True)
    class Options:
        """Where the engine is, and its token. `seconds` bound one sculpture, waiting included.

        `queue_seconds` bound the wait for a place in the engine's queue.
        """

        url: str = ""
        key: str = field(default="", repr=False)
        seconds: float = 1800
        queue_seconds: float = 120
        most_mb: int = 200  # of a mesh
        private: bool = True  # the engine may be on this computer or in your own network

    def __init__(
        self,
        options: Options | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.options = options or self.Options()
        self.away_s = AWAY_S
        self._sleep = sleep
        self._clock = clock

    def load(self) -> None:
        """Checks the options. Raises SettingsError that says what is missing."""
        self.prepared()

    def prepared(self) -> None:
        """Asks nobody, as `load`. Raises SettingsError."""
        self._ready("A figurine")

    def check(self) -> str:
        """How the engine is, and whether it takes the key; asking costs nothing.

        Raises SettingsError, RemoteError.
        """
        self._ready("A figurine")
        told = self._engine.json("GET", "/health")
        if not isinstance(told, dict) or "sculptor" not in told:
            raise self._error("answers, but not as a memoreez engine does; check its url", "format")
        try:
            self._look("none")
        except RemoteError as error:
            if error.status != 404:
                raise
        return f"answers; sculpts by {str(told['sculptor'])[:40]}, jobs: {told.get('waiting', 0)}"

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
        """The engine's mesh in mm, standing on z = 0. Interrupted, it cancels the job there.

        Raises SettingsError for options that are missing, RemoteError for an engine that fails.
        """
        self._ready(concept.title)
        order = _order(concept, height_mm, quality, picture, cutout)
        ends = self._clock() + self.options.seconds
        # somebody else may order the same, so it is cancelled for this one only
        asker = {"Memoreez-Asker": secrets.token_hex(8)}
        job_id = ""
        with aside():
            try:
                for _ in range(LOST + 1):
                    job_id = self._submitted(order, asker, ends)
                    with suppress(_Forgotten):
                        credit(self, self._finished(job_id, ends))
                        return Sculpture(self._mesh(job_id, ends))
            except KeyboardInterrupt:
                self._cancel(job_id, order, asker)
                raise
        raise self._error("forgot the order, more than once; look at its log", retryable=True)

    def _ready(self, title: str) -> None:
        if not self.options.url:
            raise SettingsError(
                f"{title!r} cannot be sculpted by remote: it needs the option url, the address of "
                "a running “memoreez engine”, such as http://192.168.1.20:8787."
            )
        assert self._engine  # reads the address

    @cached_property
    def _engine(self) -> Machine:
        return self._machine(_SHORT)

    def _machine(self, patience: Patience) -> Machine:
        options = self.options
        return Machine(
            "The engine",
            options.url,
            key=options.key,
            private=options.private,
            patience=patience,
            judge=_judge,
            sleep=self._sleep,
        )

    def _submitted(self, order: tuple[Part, ...], asker: Mapping[str, str], ends: float) -> str:
        """The id of the accepted job, new or known; waits a while for a place in the queue."""
        until = min(self._clock() + self.options.queue_seconds, ends)
        while True:
            try:
                return self._sent(self._engine, order, asker)
            except RemoteError as error:
                wait = error.retry_after or 5.0
                if error.fault != "busy" or self._clock() + wait > until:
                    raise
            self._sleep(wait)

    def _sent(self, engine: Machine, order: tuple[Part, ...], asker: Mapping[str, str]) -> str:
        """The id of the job, once for all who send the same. Raises RemoteError."""
        body, headers = written(order), {"Idempotency-Key": _key(order), **asker}
        answer = engine.ask(
            "POST", "/v1/jobs", body, headers=headers, repeat=True, most_bytes=MOST_ANSWER
        )
        return str(self._job(answer.hint())["id"])

    def _finished(self, job_id: str, ends: float) -> Mapping[str, Any]:
        """The job, as soon as it is done. Raises _Forgotten, RemoteError."""
        wait = FIRST_LOOK_S
        while True:
            if self._clock() + wait > ends:
                raise self._late()
            self._sleep(wait)
            job = self._patiently(lambda: self._job(self._look(job_id)), ends)
            if job["state"] == "done":
                return job
            if job["state"] not in _WAITING:
                raise self._ended(job)
            wait = min(1.25 * wait, LONGEST_LOOK_S)

    def _look(self, job_id: str) -> Any:
        return self._engine.json("GET", _at(job_id))

    def _mesh(self, job_id: str, ends: float) -> Mesh:
        """The result, checked; the engine is told that it has come."""
        mesh = self._patiently(lambda: self._fetched(job_id), ends)
        with suppress(RemoteError):  # else it is kept longer, that is all
            self._engine.json("POST", _at(job_id, "/received"), {}, repeat=True)
        return mesh

    def _fetched(self, job_id: str) -> Mesh:
        most = self.options.most_mb * 10**6
        path = _at(job_id, "/mesh")
        answer = self._engine.fetch(path, types=(mesh_wire.NPZ,), most_bytes=most)
        try:
            return mesh_wire.unpack(answer.body)
        except mesh_wire.BadMesh as reason:
            raise self._error(f"{reason}; look at its log", "format") from None

    def _patiently(self, ask: Callable[[], T], ends: float) -> T:
        """As `Wait.patiently`. Raises _Forgotten for a job that the engine does not know."""
        try:
            return Wait(ends, self.away_s, self._sleep, self._clock).patiently(ask)
        except RemoteError as error:
            if error.status == 404:
                raise _Forgotten from None
            raise

    def _cancel(self, job_id: str, order: tuple[Part, ...], asker: Mapping[str, str]) -> None:
        """Ends the job. One whose id has not come yet is found by sending the order again."""
        engine = self._machine(_LAST)
        with suppress(RemoteError):
            path = _at(job_id or self._sent(engine, order, asker), "/cancel")
            engine.ask("POST", path, {}, headers=asker, repeat=True)

    def _job(self, told: Any) -> Mapping[str, Any]:
        """Raises RemoteError for what is no job."""
        if isinstance(told, dict) and isinstance(told.get("id"), str) and "state" in told:
            return told
        raise self._error("answers, but not as a memoreez engine does; check its url", "format")

    def _ended(self, job: Mapping[str, Any]) -> RemoteError:
        trouble = job.get("trouble")
        said = trouble if isinstance(trouble, dict) else {}
        words = " ".join(str(said.get("message") or "It does not say why.").split())[:400]
        return self._error(
            f"could not do it: {words.rstrip('.')}", retryable=said.get("retryable") is True
        )

    def _late(self) -> RemoteError:
        return self._error(
            f"was not done within {self.options.seconds:g} s; the job goes on there, and the same "
            "order finds it",
            retryable=True,
        )

    def _error(self, words: str, fault: str = "broken", *, retryable: bool = False) -> RemoteError:
        text = f"{self._engine.who} {words}."
        return RemoteError(text, fault=fault, sent="answered", retryable=retryable)


def _order(
    concept: Concept, height_mm: float, quality: str, picture: Picture | None, cutout: Cutout | None
) -> tuple[Part, ...]:
    """The form: what is wanted, and the pictures."""
    told: dict[str, Any] = {
        "concept": asdict(concept),
        "height_mm": height_mm,
        "quality": quality,
    }
    files = []
    if cutout is not None:
        sure = {"confidence": cutout.confidence, "method": cutout.method, "words": cutout.words}
        told["cutout"] = {**sure, "method": cutout.method[:200], "words": cutout.words[:200]}
        files.append(Part("cutout", cutout.png, "cutout.png", "image/png"))
    if picture is not None:
        files.append(Part("picture", picture.png, "picture.png", "image/png"))
    text = json.dumps(told, sort_keys=True).encode()
    return (Part("order", text, type="application/json"), *files)


def _key(order: tuple[Part, ...]) -> str:
    """The same for the same order, on every day and every computer."""
    digest = hashlib.sha256(b"memoreez remote 1")
    for part in order:
        digest.update(f"{part.name} {hashlib.sha256(part.data).hexdigest()};".encode())
    return digest.hexdigest()


def _at(job_id: str, part: str = "") -> str:
    return f"/v1/jobs/{quote(job_id, safe='')}{part}"


def _judge(status: int, body: Any) -> Trouble | None:
    """As any server, but 404 and 410 speak of jobs here, not of models."""
    if status in (404, 410):
        return Trouble("address", "knows no such job or address; check its url")
    if status == 409:
        return Trouble("request", "has something else under that key; check its url")
    if status == 507:
        return Trouble("busy", "has no room left on its disk; make some, or try again", "yes")
    return judge(status, body)
