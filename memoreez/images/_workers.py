"""Workers AI as painters are asked there: by JSON or by a form, answered by JSON or a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from memoreez.images._decoded import Unusable, unpacked
from memoreez.remote import Remote

MOST_BYTES = 24_000_000  # of an answer: a large PNG in base64


@dataclass(frozen=True)
class Form:
    """Fields that go as multipart/form-data."""

    fields: Mapping[str, Any]


class Painter(Remote):
    """A client that gets pictures."""

    def painted(self, path: str, fields: Mapping[str, Any], *, form: bool) -> bytes:
        """The picture file that comes for these fields. Raises RemoteError and Unusable."""
        content = Form(fields) if form else dict(fields)
        headers = {"Accept": "application/json, image/png, image/jpeg"}
        answer = self._tried("POST", path, content, False, headers, MOST_BYTES)
        if answer.type.startswith("image/"):
            return answer.body
        if answer.type != "application/json":
            raise self._format(answer, f"sends {answer.kind} instead of a picture")
        try:
            reply = answer.parsed()
        except (ValueError, RecursionError):
            raise self._format(answer, "sends JSON that is broken or cut off") from None
        result = reply.get("result") if isinstance(reply, dict) else None
        if not isinstance(result, dict):
            raise Unusable("sends no picture")
        return unpacked(result.get("image"))

    def _request(
        self, method: str, url: httpx.URL, content: Any, headers: Mapping[str, str]
    ) -> httpx.Request:
        if not isinstance(content, Form):
            return super()._request(method, url, content, headers)
        plain = super()._request("GET", url, None, headers)
        files = {name: (None, str(value)) for name, value in content.fields.items()}
        return httpx.Request(method, url, headers=plain.headers, files=files)
