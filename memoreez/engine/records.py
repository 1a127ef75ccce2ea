"""A job as it lies on the disk."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

State = Literal["waiting", "working", "done", "failed", "cancelled"]
ACTIVE: tuple[State, ...] = ("waiting", "working")
RECORD = "job.json"


@dataclass
class Notice:
    """What becomes of the webhook about a job's end."""

    tries: int = 0
    next_at: float = 0.0
    over: bool = False  # delivered, or given up


@dataclass
class Job:
    """One order and what became of it. Times are seconds of the epoch."""

    id: str
    digest: str  # of the whole order: the same key with another order is a mistake
    order: dict[str, Any] = field(repr=False)  # `orders.Order` as JSON
    state: State = "waiting"
    created_at: float = 0.0
    updated_at: float = 0.0
    began_at: float = 0.0
    seconds: float = 0.0
    tries: int = 0
    triangles: int = 0
    words: str = ""  # why there is no mesh
    retryable: bool = False
    fetched_at: float = 0.0  # acknowledged
    notice: Notice = field(default_factory=Notice)

    @property
    def again(self) -> bool:
        """Whether the same order, sent again, begins anew."""
        return self.state == "cancelled" or (self.state == "failed" and self.retryable)


def read(place: Path) -> Job:
    """The job in this folder. Raises OSError, ValueError."""
    told = json.loads((place / RECORD).read_bytes())
    known = {one.name for one in fields(Job)}
    try:
        kept = {name: value for name, value in told.items() if name in known}
        return Job(**{**kept, "notice": Notice(**told.get("notice", {}))})
    except (TypeError, AttributeError) as error:
        raise ValueError(f"{place.name} is no job") from error


def write(place: Path, job: Job) -> None:
    """Put it into the folder: all of it, or the record stays as it was."""
    put(place / RECORD, json.dumps(asdict(job)).encode())


def put(path: Path, data: bytes) -> None:
    """The file is there whole or not at all, after a power cut too. Raises OSError."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with part.open("xb") as file:
            os.fchmod(file.fileno(), 0o600) if hasattr(os, "fchmod") else None
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
