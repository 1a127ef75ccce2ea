"""What a step needs to know of a keepsake, read from its rows at the moment it begins."""

from __future__ import annotations

from sqlalchemy.orm import Session

from memoreez import keepsakes
from memoreez.errands import Errand
from memoreez.errors import NotFound, Superseded
from memoreez.photos import PLAQUE
from memoreez.rows import Concept, Json, Keepsake
from memoreez.settings import Settings


def for_round(session: Session, settings: Settings, keepsake: str, run: str) -> Errand:
    """To find the round's concepts. Raises Superseded."""
    row = _governed(session, keepsake, run)
    return Errand(settings, keepsake, _order(row, row.round))


def for_picture(session: Session, settings: Settings, keepsake: str, number: int) -> Errand:
    """To draw a concept. Raises Superseded when it is gone; whose run it is does not matter."""
    row, concept = _found(session, keepsake), session.get(Concept, (keepsake, number))
    if concept is None:
        raise Superseded(f"The keepsake {keepsake} has no concept {number} any more.")
    return Errand(settings, keepsake, _order(row, concept.round), concept.concept)


def for_figurine(session: Session, settings: Settings, keepsake: str, run: str) -> Errand:
    """To make what is wanted of the chosen concept. Raises Superseded."""
    row = _governed(session, keepsake, run)
    if row.wanted is None:  # cancelled a moment ago; its workflow is about to be stopped
        raise Superseded(f"The keepsake {keepsake} wants no figurine any more.")
    wish: Json = row.wanted
    concept = session.get_one(Concept, (keepsake, wish["concept_id"]))
    order = _order(row, concept.round, wish)
    return Errand(settings, keepsake, order, concept.concept, row.version)


def for_preview(
    session: Session, keepsake: str, wish: Json
) -> tuple[Json, str | None, Json] | None:
    """Photo, language and concept of a plaque, whose frame has the words; None for all else."""
    row = keepsakes.find(session, keepsake)
    concept = session.get(Concept, (keepsake, wish["concept_id"]))
    if row.photo is None or concept is None or concept.kind != PLAQUE:
        return None
    return row.photo, row.language, concept.concept


def _order(row: Keepsake, round: int, wish: Json | None = None) -> Json:
    return {
        "text": row.hobbies,
        "name": row.name,
        "date": row.occasion,
        "seed": row.seed,
        "round": round,
        "wish": wish,
        **({"photo": row.photo, "language": row.language} if row.photo else {}),
    }


def _governed(session: Session, keepsake: str, run: str) -> Keepsake:
    row = _found(session, keepsake)
    if row.run != run:
        raise Superseded(f"The keepsake {keepsake} has moved on from {run}.")
    return row


def _found(session: Session, keepsake: str) -> Keepsake:
    try:
        return keepsakes.find(session, keepsake)
    except NotFound:
        raise Superseded(f"The keepsake {keepsake} was deleted.") from None
