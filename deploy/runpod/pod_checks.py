"""Where a worker looks before it works: whether the mesh is there, or another job is at it.

RunPod may have the same order twice: sent again after a lost answer, or given to a second worker
when the first one died. A lock for each try of an order lets one job in; the mesh, once it is
there, is nobody's work any more. Either lies in the studio's store, behind links that came with the
order, or on the endpoint's network volume.
"""

from __future__ import annotations

import base64
import logging
import os
import shutil
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from memoreez import mesh_wire
from memoreez.engine import lines
from memoreez.engine.folders import MESH, put
from memoreez.errors import ProviderError
from memoreez.forms import Body
from memoreez.remote import Patience
from memoreez.verdicts import RemoteError

MOST_ANSWER = 9_300_000  # letters: RunPod takes 10 MB
KEPT_S = 24 * 3600.0
LOOKS, LOOK_S = 10, 0.3
ABSENT = (403, 404)  # some stores say 403 where there is nothing
_PATIENCE = Patience(connect_s=10, read_s=60, total_s=300, tries=4, longest_wait_s=20)
log = logging.getLogger(__name__)


class Check(Protocol):
    """One order's."""

    def known(self) -> dict[str, Any] | None:
        """The answer, where the mesh is there already."""

    def twin(self, job: str) -> str:
        """The id of the job that is at it; "" when that is this one from now on."""

    def delivered(self, mesh: bytes) -> dict[str, Any]:
        """The answer, with the mesh or after having put it where it belongs."""


@dataclass(frozen=True)
class Links:
    """In the studio's store: addresses to get and to put the mesh and the lock."""

    mesh: Mapping[Any, str]
    lock: Mapping[Any, str]
    private: bool = False

    def known(self) -> dict[str, Any] | None:
        return {"stored": True} if self._get(self.mesh["get"]) is not None else None

    def twin(self, job: str) -> str:
        held = self._get(self.lock["get"])
        if held is None:
            self._lock(job)
            held = self._get(self.lock["get"])
        return "" if held in (None, job) else held[:100]

    def delivered(self, mesh: bytes) -> dict[str, Any]:
        machine, path = self._at(self.mesh["put"])
        machine.ask("PUT", path, Body(mesh, mesh_wire.NPZ), repeat=True)
        return {"stored": True}

    def _lock(self, job: str) -> None:
        """Puts the job's id there unless there is one. Raises RemoteError."""
        machine, path = self._at(self.lock["put"])
        body = Body(job.encode(), "text/plain")
        try:
            machine.ask("PUT", path, body, headers={"If-None-Match": "*"}, repeat=True)
        except RemoteError as error:
            if error.status == 501:  # the store knows no conditions: the last one wins
                machine.ask("PUT", path, body, repeat=True)
            elif error.status not in (409, 412):
                raise

    def _get(self, url: str) -> str | None:
        """The first letters of what is there; None for nothing. Raises RemoteError."""
        machine, path = self._at(url)
        try:
            answer = machine.ask("GET", path, headers={"Range": "bytes=0-199"}, most_bytes=1000)
        except RemoteError as error:
            if error.status in ABSENT:
                return None
            if error.fault == "large":  # a store that sends all of it
                return ""
            raise
        return answer.body.decode("latin-1")

    def _at(self, url: str) -> tuple[Any, str]:
        return lines.to("The studio's store", url, self.private, _PATIENCE)


@dataclass(frozen=True)
class Volume:
    """On the endpoint's network volume, which all its workers see."""

    folder: Path
    number: int

    def known(self) -> dict[str, Any] | None:
        with suppress(FileNotFoundError):
            return inside((self.folder / MESH).read_bytes())
        return None

    def twin(self, job: str) -> str:
        lock = self.folder / f"lock-{self.number}"
        self.folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            handle = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(job)
        for _ in range(LOOKS):  # whoever made the file writes into it a moment later
            held = lock.read_text("latin-1")
            if held:
                return "" if held == job else held[:100]
            time.sleep(LOOK_S)
        lock.write_text(job, "latin-1")  # and died in between
        return ""

    def delivered(self, mesh: bytes) -> dict[str, Any]:
        put(self.folder / MESH, mesh)
        return inside(mesh)


@dataclass(frozen=True)
class Nothing:
    """Nobody can look anywhere: whoever sends an order twice pays twice."""

    def known(self) -> dict[str, Any] | None:
        return None

    def twin(self, job: str) -> str:
        return ""

    def delivered(self, mesh: bytes) -> dict[str, Any]:
        return inside(mesh)


def inside(packed: bytes) -> dict[str, Any]:
    """An answer with the mesh in it, lighter where it would not fit.

    Raises ProviderError for one that does not become lighter.
    """
    text, had = _text(packed), 0
    if len(text) > MOST_ANSWER:
        from memoreez.prints.lighter import lighten  # slow to import, and seldom needed

        mesh = mesh_wire.unpack(packed)
        while len(text) > MOST_ANSWER:
            if had and len(mesh.faces) >= had:
                raise ProviderError(
                    f"The mesh has {had} triangles, too many for an answer of RunPod's, and cannot "
                    "be made lighter; keep files in an S3 store."
                )
            had = len(mesh.faces)
            budget = int(0.9 * had * MOST_ANSWER / len(text))
            log.warning("%d triangles do not fit into an answer: %d", had, budget)
            mesh = lighten(mesh, budget)
            text = _text(mesh_wire.pack(mesh))
    return {"mesh": text}


def _text(packed: bytes) -> str:
    return base64.b64encode(zlib.compress(packed, 6)).decode()


def sweep(folder: Path, now: float | None = None) -> None:
    """Remove orders of more than a day ago."""
    limit = (time.time() if now is None else now) - KEPT_S
    with suppress(FileNotFoundError):
        for one in list(folder.iterdir()):
            with suppress(FileNotFoundError):
                if one.stat().st_mtime < limit:
                    shutil.rmtree(one, ignore_errors=True)
