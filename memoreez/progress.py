"""What a workflow reports of its keepsake, each call one transaction with its event.

`run` is the id of the workflow that reports. When it no longer governs the keepsake the call
changes nothing and raises Superseded. Pictures are drawn by workflows of their own and may land
while their concept is being made: they are refused only when nobody waits for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from memoreez import ledger, timings, views
from memoreez.artifacts import Imagined
from memoreez.errors import NotFound, Superseded
from memoreez.records import NOTE, STORY, TITLE, Stored, complaint, concept_to_json, cut, plain
from memoreez.rows import Concept, File, Json, Keepsake
from memoreez.shapes import FigurineView

UNDONE = complaint(
    "picture", "This picture was not drawn.", "Try again; the others are kept.", retryable=True
)


def begin_stage(
    session: Session, keepsake_id: str, run: str, stage: str, step: int, of: int
) -> None:
    """A stage of the run begins now."""
    row = ledger.govern(session, keepsake_id, run)
    row.stage = timings.stage_json(session, row.doing, stage, step, of, datetime.now(UTC))
    shown = views.progress(row)
    ledger.note(session, row, "stage", progress=shown and views.told(shown))


def concepts_found(session: Session, keepsake_id: str, run: str, imagined: Imagined) -> None:
    """The round's concepts are known; those of an earlier try stay as they are."""
    row = ledger.govern(session, keepsake_id, run)
    known = {one.number for one in ledger.concepts(session, row)}
    session.add_all(
        Concept(
            keepsake_id=row.id,
            number=one.id,
            round=row.round,
            title=cut(one.title, TITLE),
            story=cut(one.story, STORY),
            kind=cut(one.kind, 40),
            state="waiting",
            concept=concept_to_json(one),
            picture_version=0,
        )
        for one in imagined.concepts
        if one.id not in known
    )
    row.understood = [{"text": one.text, "motif": one.motif} for one in imagined.hobbies]
    row.understood = plain(row.understood)
    row.notes = [cut(text, NOTE) for text in imagined.notes]
    row.language = row.language or cut(imagined.language, 8)
    session.flush()
    found = [views.told(views.concept(one)) for one in ledger.concepts(session, row, row.round)]
    told = {"understood": row.understood, "notes": row.notes, "concepts": found}
    ledger.note(session, row, "concepts", round=row.round, **told)


def picture_landed(
    session: Session, keepsake_id: str, number: int, file: Stored, draft: bool
) -> None:
    """A concept's picture is in the store, or (`draft`) a first, softer one.

    Once a picture is there, another of it changes nothing.
    """
    row, one = _picture(session, keepsake_id, number)
    if one.state == "ready":
        return
    one.state, one.error = ("drawing" if draft else "ready"), None
    one.picture_version += 1
    _keep(session, row, file, f"concept-{number}.png", one.picture_version)
    ledger.note(session, row, "concept", concept=views.told(views.concept(one)))


def picture_failed(session: Session, keepsake_id: str, number: int, error: Json) -> None:
    """A concept's picture could not be drawn; see `records.complaint`."""
    row, one = _picture(session, keepsake_id, number)
    if one.state == "ready":
        return
    one.state, one.error = "failed", _said(error)
    ledger.note(session, row, "concept", concept=views.told(views.concept(one)))


def round_done(session: Session, keepsake_id: str, run: str) -> None:
    """All pictures of the round have landed or failed."""
    row = ledger.govern(session, keepsake_id, run)
    _close(session, row, UNDONE)


def published(
    session: Session, keepsake_id: str, run: str, figurine: Json, files: Sequence[Stored]
) -> None:
    """The figurine and its files are in the store, and replace those of an earlier version."""
    row = ledger.govern(session, keepsake_id, run)
    wish: Json = row.wanted or {}
    concept = session.get(Concept, (row.id, wish["concept_id"]))
    titles = {"title": concept.title, "story": concept.story} if concept else {}
    whole = {**titles, **plain(figurine), **wish, "version": row.version}
    told = views.told(FigurineView.model_validate(whole))
    row.figurine = told | {"price": whole.get("price")}  # beside the view: friends see that
    ledger.end(row, "ready")
    made = [_keep(session, row, file, file.name, row.version) for file in files]
    names = [file.name for file in files]
    stale = sa.and_(File.keepsake_id == row.id, File.name.not_in(names))
    session.execute(sa.delete(File).where(stale, File.name.not_like("concept-%")))
    shown = [views.told(views.file(one)) for one in made]
    ledger.note(session, row, "ready", figurine=told, files=shown)


def failed(session: Session, keepsake_id: str, run: str, error: Json) -> None:
    """The run cannot go on; see `records.complaint`.

    A refinement leaves the figurine as it was. A round with a picture to show can be chosen from.
    """
    row = ledger.govern(session, keepsake_id, run)
    error = _said(error)
    if row.doing == "imagine":
        _close(session, row, error)
    elif row.doing == "refine":
        ledger.revert(row, error)
        ledger.note(session, row, "restored", error=error)
    else:
        ledger.end(row, "failed", error)
        ledger.note(session, row, "failed", error=error)


def undrawn(session: Session, row: Keepsake) -> list[Concept]:
    """The concepts of the current round that have no finished picture."""
    return [one for one in ledger.concepts(session, row, row.round) if one.state != "ready"]


def _close(session: Session, row: Keepsake, error: Json) -> None:
    """The end of a round; `error` goes to the pictures that are still open."""
    ledger.give_up(session, row, error)
    found = ledger.concepts(session, row, row.round)
    if any(one.state == "ready" for one in found):
        ledger.end(row, "choosing")
        ledger.note(session, row, "choosing")
        return
    told = next((one.error for one in found if one.error), error)
    ledger.end(row, "failed", told)
    ledger.note(session, row, "failed", error=told)


def _said(error: Json) -> Json:
    """An error in the shape in which it is shown, whatever a step has made of it."""
    return complaint(
        str(error.get("code") or "internal"),
        str(error.get("message") or "Something went wrong in the studio."),
        str(error.get("advice") or ""),
        retryable=bool(error.get("retryable")),
    )


def _picture(session: Session, keepsake_id: str, number: int) -> tuple[Keepsake, Concept]:
    """Raises Superseded unless somebody waits for that picture, or it is there already."""
    gone = Superseded(f"Nobody waits for picture {number} of the keepsake {keepsake_id}.")
    try:
        row = ledger.hold(session, keepsake_id)
    except NotFound:
        raise gone from None
    one: Any = session.get(Concept, (row.id, number))
    if row.state == "cancelled" or one is None or one.round != row.round or one.state == "failed":
        raise gone
    return row, one


def _keep(session: Session, row: Keepsake, file: Stored, name: str, version: int) -> File:
    return session.merge(
        File(
            keepsake_id=row.id,
            name=name,
            key=file.key,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            version=version,
            made_at=datetime.now(UTC),
        )
    )
