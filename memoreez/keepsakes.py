"""What a person can do with a keepsake: the one place where its state is changed.

    imagining ──► choosing ──► sculpting ──► ready        failed, cancelled: from the two that work
        ▲            │  ▲          ▲           │
        └── more ────┘  └─ round   └── choose, refine

Every change is one transaction with its event. A change that starts work makes a new run, whose
id `keepsake.run` holds; the caller enqueues it in the same transaction (for a choice that is
being made already it is the old run, which a queue knows). What a workflow reports is in
`progress`, what is only read in `lookups`; both can be reached from here.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from memoreez import albums, idempotency, ledger
from memoreez.albums import Lent
from memoreez.errors import Conflict, NotFound
from memoreez.lookups import (
    Active,
    counters,
    events_after,
    file,
    find,
    recent,
    shared,
    stalled,
)
from memoreez.progress import (
    begin_stage,
    concepts_found,
    failed,
    picture_failed,
    picture_landed,
    published,
    round_done,
    undrawn,
)
from memoreez.records import (
    Change,
    Choice,
    NewKeepsake,
    Stored,
    changed,
    checked,
    choice_of,
    complaint,
    wish_json,
)
from memoreez.rows import Concept, Doing, Json, Keepsake
from memoreez.timings import expected, record_timing

__all__ = [
    "Active",
    "Change",
    "Choice",
    "NewKeepsake",
    "Stored",
    "begin_stage",
    "cancel",
    "choose",
    "concepts_found",
    "counters",
    "create",
    "delete",
    "events_after",
    "expected",
    "failed",
    "file",
    "find",
    "known",
    "more",
    "picture_failed",
    "picture_landed",
    "published",
    "recent",
    "record_timing",
    "refine",
    "retry",
    "round_done",
    "shared",
    "stalled",
    "undrawn",
]

ANY_SEED = 2**31  # seeds of our own choice are below it, so that JavaScript can say them
RESTING = ("choosing", "ready", "failed", "cancelled")
STOPPED = complaint(
    "stopped",
    "This picture was stopped before it was finished.",
    "Ask for new ideas, or try again.",
    retryable=True,
)


def create(
    session: Session, order: NewKeepsake, key: str | None, lent: Lent | None = None
) -> tuple[Keepsake, bool]:
    """A new keepsake, and True; with a key of the last 24 hours the old one, and False.

    `lent`: what the photo of the order has left for it in the store.

    Raises BadInput for an order that cannot be kept, Conflict for a key of another order.
    """
    order = checked(order)
    name = lent.keepsake if lent else secrets.token_urlsafe(16)
    if key is not None:
        old = idempotency.claim(session, Keepsake, "", key, _digest(order), name)
        if old is not None:
            return old, False
    if order.photo is not None and lent is None:
        raise NotFound(albums.UNKNOWN)
    now = datetime.now(UTC)
    row = Keepsake(
        id=name,
        share=secrets.token_urlsafe(16),
        runs=0,
        events=0,
        hobbies=order.hobbies,
        photo=lent.facts if lent else None,
        name=order.name,
        occasion=order.occasion,
        language=order.language,
        seed=secrets.randbelow(ANY_SEED) if order.seed is None else order.seed,
        round=1,
        understood=[],
        notes=[],
        version=0,
        created_at=now,
        updated_at=now,
    )
    ledger.begin(session, row, "imagine")
    session.add(row)
    session.flush()
    ledger.note(session, row, "created")
    return row, True


def known(session: Session, order: NewKeepsake, key: str) -> Keepsake | None:
    """The keepsake that the key made, before anything is done for it. BadInput, Conflict."""
    return idempotency.known(session, Keepsake, "", key, _digest(checked(order)))


def more(session: Session, keepsake_id: str) -> Keepsake:
    """Another round of concepts. Raises NotFound, Conflict."""
    row = ledger.hold(session, keepsake_id)
    if row.photo is not None:
        raise Conflict("A photo has no other ideas than these; give another photo for others.")
    if row.state not in RESTING:
        raise Conflict(f"The keepsake is {row.state}; wait until that is done, or cancel it.")
    ledger.give_up(session, row, STOPPED)
    row.round += 1
    ledger.begin(session, row, "imagine")
    ledger.note(session, row, "more", round=row.round)
    return row


def choose(session: Session, keepsake_id: str, wish: Choice) -> Keepsake:
    """Make the figurine of a concept. The same choice again changes nothing.

    Raises NotFound (the concept too), Conflict, and BadInput for a wish that cannot be kept.
    """
    wanted = wish_json(wish)
    row = ledger.hold(session, keepsake_id)
    if row.state == "sculpting":
        if row.doing == "make" and row.wanted == wanted:
            return row
        raise Conflict("Another choice is being made; wait until it is done, or cancel it.")
    _drawn(session, row, wish.concept_id)
    _make(session, row, "make", wanted)
    ledger.note(session, row, "chosen", choice=wanted)
    return row


def refine(session: Session, keepsake_id: str, change: Change) -> Keepsake:
    """Make the published figurine again with another inscription, pedestal, height or style.

    Raises NotFound, Conflict, and BadInput for a change that cannot be kept.
    """
    row = ledger.hold(session, keepsake_id)
    if row.state not in RESTING:
        raise Conflict(f"The keepsake is {row.state}; wait until that is done, or cancel it.")
    if row.figurine is None:
        raise Conflict("There is no figurine yet; choose a concept first.")
    wanted = wish_json(changed(choice_of(row.figurine), change))
    _make(session, row, "refine", wanted)
    ledger.note(session, row, "refined", choice=wanted)
    return row


def cancel(session: Session, keepsake_id: str) -> Keepsake:
    """Stop what is being made; a refinement leaves the figurine as it was.

    The caller stops `keepsake.run`. Raises NotFound, Conflict.
    """
    row = ledger.hold(session, keepsake_id)
    if row.state not in ledger.ACTIVE:
        raise Conflict(f"Nothing is being made: the keepsake is {row.state}.")
    if row.doing == "refine":
        ledger.revert(row)
        ledger.note(session, row, "restored")
        return row
    ledger.give_up(session, row, STOPPED)
    ledger.end(row, "cancelled")
    ledger.note(session, row, "cancelled")
    return row


def retry(session: Session, keepsake_id: str) -> Keepsake:
    """Do again what failed or was cancelled; what was finished before is not done twice.

    While choosing: only the round's failed pictures. Raises NotFound, Conflict.
    """
    row = ledger.hold(session, keepsake_id)
    if row.state in ("failed", "cancelled"):
        doing: Doing = row.doing
    elif row.state == "choosing" and undrawn(session, row):
        doing = "imagine"
    else:
        raise Conflict(f"There is nothing to try again: the keepsake is {row.state}.")
    if doing == "imagine":
        for one in undrawn(session, row):
            one.state, one.error = "waiting", None
    else:
        row.wanted = row.choice
    ledger.begin(session, row, doing)
    ledger.note(session, row, "retry", doing=doing)
    return row


def delete(session: Session, keepsake_id: str) -> None:
    """Forget a keepsake's rows; `retention` deletes its blobs with them. Raises NotFound."""
    row = ledger.hold(session, keepsake_id)
    idempotency.forget(session, row.id)
    session.execute(sa.delete(Keepsake).where(Keepsake.id == row.id))
    session.expunge(row)


def _make(session: Session, row: Keepsake, doing: Doing, wanted: Json) -> None:
    """A wish has its own version, and so its own keys; tried again it finds what was done."""
    published = row.figurine["version"] if row.figurine else 0
    if wanted != row.choice or row.version == published:
        row.version += 1
    row.choice = row.wanted = wanted
    ledger.begin(session, row, doing)


def _drawn(session: Session, row: Keepsake, number: int) -> None:
    """Raises NotFound or Conflict unless that concept's picture is there."""
    found = session.get(Concept, (row.id, number)) if -(2**31) <= number < 2**31 else None
    if found is None:
        known = ", ".join(str(one.number) for one in ledger.concepts(session, row))
        hint = f"choose one of {known}" if known else "wait until the first are there"
        raise NotFound(f"This keepsake has no concept {number}; {hint}.")
    if found.state != "ready":
        raise Conflict(f"The picture of concept {number} is not ready ({found.state}).")


def _digest(order: NewKeepsake) -> str:
    body = {name: value for name, value in asdict(order).items() if name != "photo" or value}
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
