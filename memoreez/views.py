"""A keepsake as the API shows it: rows in, JSON models out.

Three queries read all of one keepsake. A shared view has no id, and links that lead nowhere but
to the shared files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.orm import Session

from memoreez import photo_shapes
from memoreez.errors import NotFound
from memoreez.rows import Concept, Event, File, Json, Keepsake
from memoreez.shapes import (
    CardView,
    ChoiceView,
    ConceptView,
    ErrorView,
    EventView,
    FigurineView,
    FileView,
    KeepsakeView,
    ProgressView,
    UnderstoodView,
)

EVENTS = 100  # the last ones, in a keepsake's view
PRICED = ("report.html", "report.json")  # files that tell what it cost: not for a share link
PAID = "cost_usd"  # what each maker cost: 0 there


@dataclass(frozen=True)
class Seen:
    """All rows of one keepsake at one moment."""

    keepsake: Keepsake
    concepts: Sequence[Concept]
    files: Sequence[File]
    events: Sequence[Event]

    @property
    def waits(self) -> bool:
        """Whether its workflow stands in a queue, so that `ahead` is worth asking for."""
        stage = self.keepsake.stage
        return stage is not None and not stage["started_at"]


def read(session: Session, keepsake_id: str) -> Seen:
    """A keepsake by its id. Raises NotFound."""
    return _read(session, Keepsake.id == keepsake_id, keepsake_id)


def read_shared(session: Session, token: str) -> Seen:
    """A keepsake by the token of its share link. Raises NotFound."""
    return _read(session, Keepsake.share == token, token)


def keepsake(seen: Seen, *, ahead: int = 0, now: datetime | None = None) -> KeepsakeView:
    """For whoever has the keepsake's own link. `ahead`: keepsakes before it in the queue."""
    row = seen.keepsake
    figurine = row.figurine and FigurineView.model_validate(row.figurine)
    return KeepsakeView(
        id=row.id,
        state=row.state,
        doing=row.doing,
        hobbies=row.hobbies,
        photo=photo_shapes.source(row.photo) if row.photo else None,
        name=row.name,
        occasion=row.occasion,
        language=row.language,
        seed=row.seed,
        round=row.round,
        created_at=row.created_at,
        updated_at=row.updated_at,
        understood=[UnderstoodView.model_validate(one) for one in row.understood],
        notes=row.notes,
        concepts=[concept(one) for one in seen.concepts],
        choice=ChoiceView.model_validate(row.choice) if row.choice else None,
        progress=progress(row, ahead=ahead, now=now),
        figurine=figurine or None,
        files=files(seen.files, seen.concepts),
        price=(row.figurine or {}).get("price"),
        events=[event(one) for one in seen.events],
        share=f"/s/{row.share}",
        error=ErrorView.model_validate(row.error) if row.error else None,
    )


def shared(seen: Seen, *, ahead: int = 0, now: datetime | None = None) -> KeepsakeView:
    """For whoever has the share link: the same, without a way to the keepsake's own link."""
    row = seen.keepsake
    own, theirs = root(row.id), f"/api/shared/{row.share}/"
    shown = keepsake(seen, ahead=ahead, now=now).model_dump()
    photo = shown["photo"] and shown["photo"] | {"id": ""}
    open_files = [file for file in shown["files"] if file["name"] not in PRICED]
    hidden = {"id": "", "photo": photo, "price": None}  # nobody tells what a gift cost
    shown = shown | {"files": open_files}
    return KeepsakeView.model_validate(_moved(shown, own, theirs) | hidden)


def concept(row: Concept) -> ConceptView:
    """An idea; its picture's address changes whenever the picture does."""
    name = f"concept-{row.number}.png"
    drawn = row.picture_version > 0
    return ConceptView(
        id=row.number,
        round=row.round,
        title=row.title,
        story=row.story,
        kind=row.kind,
        state=row.state,
        image=_address(row.keepsake_id, name, row.picture_version) if drawn else None,
        draft=drawn and row.state != "ready",
        error=ErrorView.model_validate(row.error) if row.error else None,
    )


def progress(row: Keepsake, *, ahead: int = 0, now: datetime | None = None) -> ProgressView | None:
    """Where the work stands; None when there is none. A clock set back counts as no time."""
    stage = row.stage
    if stage is None:
        return None
    began = datetime.fromisoformat(stage["started_at"]) if stage["started_at"] else None
    elapsed = max(0.0, ((now or datetime.now(UTC)) - began).total_seconds()) if began else 0.0
    return ProgressView(
        stage=stage["name"],
        step=stage["step"],
        of=stage["of"],
        started_at=began,
        elapsed_s=round(elapsed, 1),
        expected_s=stage["expected_s"],
        remaining_s=round(max(0.0, stage["expected_s"] - elapsed) + stage["rest_s"], 1),
        ahead=0 if began else ahead,
    )


def files(rows: Sequence[File], concepts: Sequence[Concept]) -> list[FileView]:
    """The files worth downloading: drafts of pictures are not."""
    drafts = {f"concept-{one.number}.png" for one in concepts if one.state != "ready"}
    return [file(row) for row in rows if row.name not in drafts]


def file(row: File) -> FileView:
    """A file and where to ask for it."""
    return FileView(
        name=row.name,
        content_type=row.content_type,
        size=row.size,
        sha256=row.sha256,
        url=_address(row.keepsake_id, row.name, row.version),
    )


def event(row: Event) -> EventView:
    """Something that happened."""
    return EventView(id=row.seq, event=row.kind, at=row.at, data=row.data)


def card(row: Keepsake) -> CardView:
    """A keepsake in the operator's list."""
    return CardView(
        id=row.id,
        state=row.state,
        hobbies=row.hobbies,
        name=row.name,
        created_at=row.created_at,
        updated_at=row.updated_at,
        title=row.figurine["title"] if row.figurine else None,
    )


def root(keepsake_id: str) -> str:
    """Where the API has this keepsake."""
    return f"/api/keepsakes/{keepsake_id}/"


def _read(session: Session, where: sa.ColumnElement[bool], name: str) -> Seen:
    rows = (
        sa.select(Keepsake, Concept)
        .outerjoin(Concept, Concept.keepsake_id == Keepsake.id)
        .where(where)
        .order_by(Concept.number)
    )
    found = session.execute(rows).all() if name.isascii() and name.isprintable() else []
    if not found:
        raise NotFound("There is no such keepsake; the link may be wrong or it was deleted.")
    row: Keepsake = found[0][0]
    kept = sa.select(File).where(File.keepsake_id == row.id).order_by(File.name)
    latest = sa.select(Event).where(Event.keepsake_id == row.id).order_by(Event.seq.desc())
    return Seen(
        row,
        [one for _, one in found if one is not None],
        session.scalars(kept).all(),
        session.scalars(latest.limit(EVENTS)).all()[::-1],
    )


def _address(keepsake_id: str, name: str, version: int) -> str:
    return f"{root(keepsake_id)}files/{quote(name)}?v={version}"


def _moved(value: Any, own: str, theirs: str) -> Any:
    """Every address below `own` leads below `theirs` instead, and nothing tells what was paid."""
    if isinstance(value, str):
        return theirs + value.removeprefix(own) if value.startswith(own) else value
    if isinstance(value, Mapping):
        moved = {name: _moved(one, own, theirs) for name, one in value.items()}
        return moved | {PAID: 0.0} if PAID in moved else moved
    if isinstance(value, list):
        return [_moved(one, own, theirs) for one in value]
    return value


def told(view: Any) -> Json:
    """A model as an event keeps it."""
    return view.model_dump(mode="json")
