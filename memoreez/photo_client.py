"""The part of a client that sends photos to a studio and corrects what is cut out of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from memoreez.errors import BadInput
from memoreez.marks import Box, Marks, Stroke, to_json
from memoreez.photo_shapes import PhotoView

SENDING_S = 120.0  # without an answer while it is cut out, others before it


class PhotoCalls:
    """What `Client` can do with photos. Every method raises MemoreezError."""

    @abstractmethod
    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response: ...

    def send_photo(self, path: str | Path, *, key: str | None = None) -> PhotoView:
        """Send a picture for `create(photo=…)`. The same `key` and file: the same photo."""
        file = Path(path)
        headers = {"Content-Type": "application/octet-stream"}
        headers |= {"Idempotency-Key": key} if key else {}
        try:
            data = file.read_bytes()
        except OSError as error:
            raise BadInput(f"{str(file)!r} cannot be read: {error.strerror or error}.") from error
        sent = {"headers": headers, "content": data, "timeout": SENDING_S}
        return _view(self._ask("POST", "/api/photos", **sent))

    def photo(self, photo_id: str) -> PhotoView:
        """A photo that was sent, as it is cut out now."""
        return _view(self._ask("GET", _at(photo_id)))

    def mark_photo(
        self,
        photo_id: str,
        *,
        box: Box | None = None,
        strokes: Sequence[Stroke] = (),
        sure: bool = False,
    ) -> PhotoView:
        """Cut it out by these marks, which replace those before; without any as at first.

        `sure`: somebody has seen what they make of it, and it is right.
        """
        marks = to_json(Marks(box, tuple(strokes), sure))
        return _view(self._ask("POST", _at(photo_id, "/cutout"), json=marks, timeout=SENDING_S))

    def photo_file(self, photo_id: str, name: str) -> bytes:
        """The bytes of picture.jpg or cutout.png."""
        return self._ask("GET", _at(photo_id, f"/files/{quote(name, safe='')}")).content

    def delete_photo(self, photo_id: str) -> None:
        """Remove it, for good; a keepsake that was made of it keeps its copy."""
        self._ask("DELETE", _at(photo_id))


def _at(photo_id: str, part: str = "") -> str:
    return f"/api/photos/{quote(photo_id, safe='')}{part}"


def _view(answer: httpx.Response) -> PhotoView:
    return PhotoView.model_validate_json(answer.content)
