"""What workflows change in the rows: `keepsakes` with the steps' answers, one transaction each.

The answer of a note is kept with its checkpoint, so it is small and JSON.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from memoreez import keepsakes
from memoreez.records import Stored, imagined_from_json
from memoreez.rows import Json, Keepsake


def begin(
    session: Session, keepsake: str, run: str, stage: str, step: int, of: int, took: Json
) -> None:
    """A stage begins; `took` says which stages are over and how many seconds they took."""
    keepsakes.begin_stage(session, keepsake, run, stage, step, of)
    _remember(session, took)


def concepts_found(session: Session, keepsake: str, run: str, found: Json) -> list[int]:
    """The round's concepts are known. Returns those that have no picture yet."""
    keepsakes.concepts_found(session, keepsake, run, imagined_from_json(found["imagined"]))
    _remember(session, {"concepts": found["seconds"]})
    row = session.get_one(Keepsake, keepsake)  # asks nobody: it is held already
    return [one.number for one in keepsakes.undrawn(session, row)]


def picture_landed(session: Session, keepsake: str, number: int, drawn: Json, draft: bool) -> None:
    """A picture is in the store."""
    keepsakes.picture_landed(session, keepsake, number, Stored(**drawn["file"]), draft)


def picture_failed(session: Session, keepsake: str, number: int, error: Json) -> None:
    """A picture could not be drawn."""
    keepsakes.picture_failed(session, keepsake, number, error)


def round_done(session: Session, keepsake: str, run: str) -> None:
    """All pictures of the round have landed or failed."""
    stage = keepsakes.find(session, keepsake).stage
    keepsakes.round_done(session, keepsake, run)
    if stage and stage["started_at"]:
        took = datetime.now(UTC) - datetime.fromisoformat(stage["started_at"])
        _remember(session, {stage["name"]: took.total_seconds()})


def published(session: Session, keepsake: str, run: str, made: Json) -> None:
    """The figurine is there with all its files."""
    files = [Stored(**one) for one in made["files"]]
    keepsakes.published(session, keepsake, run, made["figurine"], files)
    _remember(session, {"files": made["seconds"]})


def failed(session: Session, keepsake: str, run: str, error: Json) -> None:
    """The run cannot go on."""
    keepsakes.failed(session, keepsake, run, error)


def _remember(session: Session, took: Json) -> None:
    """None: it was there already, so the time says nothing."""
    for stage, seconds in took.items():
        if seconds is not None:
            keepsakes.record_timing(session, stage, seconds)
