"""The part of a client that sends meshes to a studio to be checked and repaired."""

from __future__ import annotations

import os
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from memoreez.errors import BadInput, Busy, Conflict, ProviderError, TooMany
from memoreez.mesh_shapes import MeshView

LOOK_S = 1.0  # between two looks
PIECE = 1 << 20
SENDING_S = 300.0  # without an answer while the last of a large file is stored


class MeshCalls(ABC):
    """What `Client` can do with meshes. Every method raises MemoreezError.

    A mesh is sent, or done again, with these wishes: `unit`, `up`, `height_mm` (None: found out by
    evidence), `thicken`, `backdrop` and `foot`. The same `key`, file and wishes: the same mesh.
    """

    @abstractmethod
    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer to a request that was a success."""

    def fix_mesh(
        self,
        path: str | Path,
        *,
        unit: str | None = None,
        up: str | None = None,
        height_mm: float | None = None,
        thicken: bool = True,
        backdrop: bool = True,
        foot: bool = True,
        key: str | None = None,
    ) -> MeshView:
        """Send a mesh file to be checked and repaired. The same `key` and file: the same mesh."""
        file = Path(path)
        query = {"name": file.name} | _wishes(unit, up, height_mm, thicken, backdrop, foot)
        headers = {"Content-Type": "application/octet-stream"} | _keyed(key)
        try:
            headers["Content-Length"] = str(os.path.getsize(file))
            return _view(
                self._ask(
                    "POST", "/api/meshes", params=query, headers=headers, content=_pieces(file),
                    timeout=SENDING_S,
                )
            )  # fmt: skip
        except OSError as error:
            raise BadInput(f"{str(file)!r} cannot be read: {error.strerror or error}.") from error

    def again_mesh(
        self,
        mesh_id: str,
        *,
        unit: str | None = None,
        up: str | None = None,
        height_mm: float | None = None,
        thicken: bool = True,
        backdrop: bool = True,
        foot: bool = True,
        key: str | None = None,
    ) -> MeshView:
        """The file that was sent, once more with these wishes: a new mesh; the first one stays."""
        query = _wishes(unit, up, height_mm, thicken, backdrop, foot)
        answer = self._ask("POST", _at(mesh_id, "again"), params=query, headers=_keyed(key))
        return _view(answer)

    def mesh(self, mesh_id: str) -> MeshView:
        """The mesh as it is now."""
        return _view(self._ask("GET", _at(mesh_id)))

    def wait_mesh(self, mesh_id: str, timeout: float = 1200.0) -> MeshView:
        """The mesh once it is done; whether it prints is in its result's verdict.

        Raises ProviderError when the work failed (BadInput when the file is the reason), Conflict
        when somebody cancels it, and TimeoutError.
        """
        ends = time.monotonic() + timeout
        while True:
            try:
                found = self.mesh(mesh_id)
                if found.state == "done":
                    return found
                _give_up(found)
            except (Busy, TooMany):
                if time.monotonic() > ends:
                    raise
            if time.monotonic() > ends:
                raise TimeoutError(f"The mesh is not done after {timeout:g} s.")
            time.sleep(LOOK_S)

    def mesh_file(self, mesh_id: str, name: str) -> bytes:
        """The bytes of a file of it: "fixed.3mf", "report.html"…"""
        return self._ask("GET", _at(mesh_id, f"files/{quote(name, safe='')}")).content

    def cancel_mesh(self, mesh_id: str) -> MeshView:
        """Stop the work on it."""
        return _view(self._ask("POST", _at(mesh_id, "cancel")))

    def delete_mesh(self, mesh_id: str) -> None:
        """Remove the mesh with all its files, for good."""
        self._ask("DELETE", _at(mesh_id))


def _at(mesh_id: str, part: str = "") -> str:
    return f"/api/meshes/{quote(mesh_id, safe='')}" + (f"/{part}" if part else "")


def _wishes(
    unit: str | None,
    up: str | None,
    height_mm: float | None,
    thicken: bool,
    backdrop: bool,
    foot: bool,
) -> dict[str, Any]:
    """The query that asks for them; what is left to evidence is left out."""
    wanted = {"unit": unit, "up": up, "height_mm": height_mm}
    given = {name: value for name, value in wanted.items() if value is not None}
    return given | {"thicken": thicken, "backdrop": backdrop, "foot": foot}


def _keyed(key: str | None) -> dict[str, str]:
    return {"Idempotency-Key": key} if key else {}


def _view(answer: httpx.Response) -> MeshView:
    return MeshView.model_validate_json(answer.content)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def _give_up(found: MeshView) -> None:
    if found.state == "cancelled":
        raise Conflict("The mesh was cancelled; send it again.")
    if found.state == "failed":
        told = found.error
        message = f"{told.message} {told.advice}".strip() if told else "It failed."
        if told and told.code == "bad-input":
            raise BadInput(message)
        raise ProviderError(message, retryable=bool(told and told.retryable))
