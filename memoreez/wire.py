"""What a client reads off the wire: events, and problems as the errors that they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from memoreez.errors import (
    BadInput,
    Busy,
    Conflict,
    InscriptionError,
    MemoreezError,
    NotFound,
    StoreError,
    StudioError,
    TooMany,
)

USUAL_WAIT_S = 5  # where the answer does not say


@dataclass(frozen=True)
class Event:
    """Something that happened to a keepsake; numbers are 1, 2, 3 …"""

    id: int
    kind: str
    data: dict[str, Any]


def events(lines: Iterator[str]) -> Iterator[Event]:
    """Server-sent events of our own making: one line of data each."""
    fields: dict[str, str] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
            continue
        if "data" in fields:
            yield Event(int(fields["id"]), fields["event"], json.loads(fields["data"]))
        fields = {}


def checked(answer: httpx.Response) -> httpx.Response:
    """The answer. Raises what its problem details say."""
    if not answer.is_error:
        return answer
    try:
        told = answer.json()
        code, detail = str(told["type"]).rsplit("/", 1)[-1], str(told["detail"])
    except (ValueError, KeyError, TypeError):
        code, detail = "", f"The studio answered {answer.status_code}."
    waits = answer.headers.get("retry-after", "")
    raise _error(
        answer.status_code, code, detail, int(waits) if waits.isdecimal() else USUAL_WAIT_S
    )


def _error(status: int, code: str, detail: str, retry_after: int) -> MemoreezError:
    if status == 404:
        return NotFound(detail)
    if status == 409:
        return Conflict(detail)
    if status == 429:
        return TooMany(detail, retry_after=retry_after)
    if code in ("store", "disk-full"):
        return StoreError(detail)
    if status in (502, 503, 504):
        return Busy(detail, retry_after=retry_after)
    if status in (400, 413, 415, 422):
        return InscriptionError(detail) if code == "inscription" else BadInput(detail)
    return StudioError(detail)
