"""What the workflows of this process work with; set once, before it is launched."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from dbos import DBOSPortableJSONSerializer

from memoreez.bench import Bench
from memoreez.settings import Settings

JSON = DBOSPortableJSONSerializer()  # never DBOS's default: a pickle in the database is code


@dataclass(frozen=True)
class Place:
    """One process's database, its bench, and the module whose functions do the work."""

    settings: Settings
    engine: sa.Engine
    bench: Bench
    workshop: str


_places: list[Place] = []


def settle(place: Place | None) -> None:
    """Everything from here on is done there."""
    _places[:] = [place] if place else []


def taken() -> bool:
    """Whether this process works somewhere already."""
    return bool(_places)


def here() -> Place:
    """Where this process works."""
    return _places[0]
