"""What the workflows of this process work with; set once, before it is launched."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from dbos import DBOSPortableJSONSerializer, SQLAlchemyDatasource
from sqlalchemy.exc import SQLAlchemyError

from memoreez import db
from memoreez.bench import Bench
from memoreez.settings import Settings

JSON = DBOSPortableJSONSerializer()  # never DBOS's default: a pickle in the database is code


@dataclass(frozen=True)
class Place:
    """One process's database, its bench, and the module whose functions do the work."""

    settings: Settings
    engine: sa.Engine
    datasource: SQLAlchemyDatasource
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


def datasource(engine: sa.Engine) -> SQLAlchemyDatasource:
    """Transactions that commit rows and the step's checkpoint together, on our own engine.

    They wait for a database that is away, locked or full, where DBOS's own would fail.
    """
    made = SQLAlchemyDatasource.create(str(engine.url), engine=engine, serializer=JSON)
    made._is_serialization_error = _passing  # type: ignore[method-assign]
    return made


def _passing(error: Exception) -> bool:
    return isinstance(error, SQLAlchemyError) and db.trouble(error) is not None
