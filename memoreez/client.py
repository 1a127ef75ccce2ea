"""A studio from Python: `Client("http://127.0.0.1:8000").create("chess, two dogs")`.

What the studio refuses is raised as the error that it is, so that code reads the same on both
sides of the wire.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import httpx

from memoreez.errors import (
    Busy,
    Conflict,
    OutputError,
    ProviderError,
    TooMany,
)
from memoreez.mesh_client import MeshCalls
from memoreez.photo_client import PhotoCalls
from memoreez.shapes import FileView, KeepsakeView
from memoreez.wire import Event, checked, events

__all__ = ["Client", "Event"]

QUIET_S = 45.0  # a stream says something every 15 s; after this it is dead
PAUSES_S = (0.1, 0.5, 1.0, 2.0, 5.0)  # before each attempt to go on watching
Inscription = str | Sequence[str]


class Client(MeshCalls, PhotoCalls):
    """One studio. Every method raises MemoreezError: NotFound, Conflict, BadInput, Busy…"""

    def __init__(self, url: str, token: str | None = None, timeout: float = 30.0) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(
            base_url=url.rstrip("/"), headers=headers, timeout=timeout, follow_redirects=True
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def create(
        self,
        hobbies: str = "",
        *,
        photo: str | None = None,
        name: str = "",
        occasion: str = "",
        language: str | None = None,
        seed: int | None = None,
        key: str | None = None,
    ) -> KeepsakeView:
        """Begin a keepsake. The same `key` and order again give the same keepsake.

        `photo`: the id of one that was sent, instead of hobbies.
        """
        order = {"hobbies": hobbies, "name": name, "occasion": occasion}
        order |= _given(photo=photo, language=language, seed=seed)
        headers = {"Idempotency-Key": key} if key else {}
        return _view(self._ask("POST", "/api/keepsakes", json=order, headers=headers))

    def get(self, keepsake_id: str) -> KeepsakeView:
        """The keepsake as it is now."""
        return _view(self._ask("GET", _at(keepsake_id)))

    def more(self, keepsake_id: str) -> KeepsakeView:
        """Ask for four more concepts."""
        return _view(self._ask("POST", _at(keepsake_id, "concepts")))

    def choose(
        self,
        keepsake_id: str,
        concept_id: int,
        *,
        inscription: Inscription | None = None,
        pedestal: str | None = None,
        height_mm: float | None = None,
        style: str | None = None,
    ) -> KeepsakeView:
        """Have a concept made. Without an inscription it gets the name and the occasion."""
        wish = {"concept_id": concept_id} | _change(inscription, pedestal, height_mm, style)
        return _view(self._ask("POST", _at(keepsake_id, "choice"), json=wish))

    def refine(
        self,
        keepsake_id: str,
        *,
        inscription: Inscription | None = None,
        pedestal: str | None = None,
        height_mm: float | None = None,
        style: str | None = None,
    ) -> KeepsakeView:
        """Have the figurine made again with what is given changed."""
        change = _change(inscription, pedestal, height_mm, style)
        return _view(self._ask("PATCH", _at(keepsake_id, "figurine"), json=change))

    def preview(
        self,
        keepsake_id: str,
        *,
        inscription: Inscription | None = None,
        pedestal: str | None = None,
        height_mm: float | None = None,
        style: str | None = None,
    ) -> bytes:
        """The figurine with what is given changed, as a GLB to look at."""
        change = _change(inscription, pedestal, height_mm, style)
        return self._ask("POST", _at(keepsake_id, "preview"), json=change).content

    def cancel(self, keepsake_id: str) -> KeepsakeView:
        """Stop what is being made."""
        return _view(self._ask("POST", _at(keepsake_id, "cancel")))

    def retry(self, keepsake_id: str) -> KeepsakeView:
        """Try again what failed or was cancelled."""
        return _view(self._ask("POST", _at(keepsake_id, "retry")))

    def files(self, keepsake_id: str) -> list[FileView]:
        """The files that there are by now."""
        found = self._ask("GET", _at(keepsake_id, "files")).json()["files"]
        return [FileView.model_validate(one) for one in found]

    def download(self, keepsake_id: str, name: str, path: Path | None = None) -> bytes:
        """The bytes of a file; with a `path` they are written there too, whole or not at all."""
        data = self._ask("GET", _at(keepsake_id, f"files/{quote(name, safe='')}")).content
        if path is not None:
            _write(path, data)
        return data

    def delete(self, keepsake_id: str) -> None:
        """Remove the keepsake with all its files, for good."""
        self._ask("DELETE", _at(keepsake_id))

    def watch(self, keepsake_id: str, after: int = 0) -> Iterator[Event]:
        """Every event in order, as it happens, until the keepsake is deleted.

        Goes on after a break where it was. Raises NotFound when the keepsake is gone, Busy when
        the studio stays away.
        """
        failures = 0
        while True:
            try:
                for event in self._stream(keepsake_id, after):
                    failures, after = 0, event.id
                    yield event
                    if event.kind == "deleted":
                        return
            except (Busy, TooMany):
                if failures >= len(PAUSES_S):
                    raise
            time.sleep(PAUSES_S[min(failures, len(PAUSES_S) - 1)])
            failures += 1

    def wait(
        self,
        keepsake_id: str,
        until: Sequence[str] = ("choosing",),
        timeout: float = 600.0,  # s
    ) -> KeepsakeView:
        """The keepsake once it is in one of these states.

        Raises ProviderError when it fails, Conflict when somebody cancels it, and TimeoutError.
        """
        ends, failures = time.monotonic() + timeout, 0
        while True:
            try:
                view = self.get(keepsake_id)
                if view.state in until:
                    return view
                _give_up(view)
                failures = 0
                self._something_new(keepsake_id, view, ends)
            except (Busy, TooMany):
                if failures >= len(PAUSES_S):
                    raise
                time.sleep(PAUSES_S[failures])
                failures += 1
            if time.monotonic() > ends:
                raise TimeoutError(f"The keepsake is not {' or '.join(until)} after {timeout:g} s.")

    def _something_new(self, keepsake_id: str, view: KeepsakeView, ends: float) -> None:
        """Wait for the event after those of the view, at most until `ends`."""
        last = view.events[-1].id if view.events else 0
        with closing(self._stream(keepsake_id, last, ends)) as stream:
            next(stream, None)

    def _stream(
        self, keepsake_id: str, after: int, ends: float = math.inf
    ) -> Generator[Event, None, None]:
        """The events of one connection, until it breaks or our clock is at `ends`."""
        quiet_s = max(0.1, min(QUIET_S, ends - time.monotonic()))
        headers = {"Last-Event-ID": str(after), "Accept": "text/event-stream"}
        limits = httpx.Timeout(self._http.timeout.connect, read=quiet_s)
        path = _at(keepsake_id, "events")
        try:
            with self._http.stream("GET", path, headers=headers, timeout=limits) as answer:
                if answer.is_error:
                    answer.read()
                checked(answer)
                yield from events(_until(ends, answer.iter_lines()))
        except httpx.TransportError as error:
            raise self._away(error) from error

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            return checked(self._http.request(method, path, **more))
        except httpx.TransportError as error:
            raise self._away(error) from error

    def _away(self, error: Exception) -> Busy:
        return Busy(
            f"The studio at {self._http.base_url} does not answer ({type(error).__name__}). "
            "Start it with `memoreez serve`, or look at its address."
        )


def _at(keepsake_id: str, part: str = "") -> str:
    return f"/api/keepsakes/{quote(keepsake_id, safe='')}" + (f"/{part}" if part else "")


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _change(
    inscription: Inscription | None,
    pedestal: str | None,
    height_mm: float | None,
    style: str | None,
) -> dict[str, Any]:
    lines = inscription if inscription is None or isinstance(inscription, str) else [*inscription]
    return _given(inscription=lines, pedestal=pedestal, height_mm=height_mm, style=style)


def _view(answer: httpx.Response) -> KeepsakeView:
    return KeepsakeView.model_validate_json(answer.content)


def _until(ends: float, lines: Iterator[str]) -> Iterator[str]:
    """The lines that come before then; a quiet stream has one every 15 s."""
    for line in lines:
        if time.monotonic() > ends:
            return
        yield line


def _give_up(view: KeepsakeView) -> None:
    if view.state == "failed":
        told = view.error
        message = f"{told.message} {told.advice}".strip() if told else "It failed."
        raise ProviderError(message, retryable=bool(told and told.retryable))
    if view.state == "cancelled":
        raise Conflict("The keepsake was cancelled; retry it to go on.")


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
