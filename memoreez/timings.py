"""How long stages took, and so how long the next ones are expected to take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from memoreez.rows import Json, Timing

RECENT = 20
KEPT = 100  # of each stage; those before say nothing of this computer any more
USUAL = {"concepts": 0.1, "pictures": 6.6, "sculpture": 3.0, "figurine": 2.0, "files": 3.0}  # s
PLANS = {
    "imagine": ("concepts", "pictures"),
    "make": ("sculpture", "figurine", "files"),
    "refine": ("figurine", "files"),
}


def record_timing(session: Session, stage: str, seconds: float) -> None:
    """Remember how long a stage took."""
    if 0 <= seconds < float("inf"):
        session.add(Timing(stage=stage[:20], seconds=float(seconds), at=datetime.now(UTC)))


def prune(session: Session) -> None:
    """Forget all but the last KEPT of each stage."""
    for stage in session.scalars(sa.select(Timing.stage).distinct()).all():
        own = sa.select(Timing.id).where(Timing.stage == stage).order_by(Timing.id.desc())
        oldest = own.offset(KEPT - 1).limit(1).scalar_subquery()  # NULL: there are fewer
        old = sa.delete(Timing).where(Timing.stage == stage, Timing.id < oldest)
        session.execute(old, execution_options={"synchronize_session": False})


def expected(session: Session) -> dict[str, float]:
    """Seconds for each stage: the median of the last 20, or what is usual on two slow cores."""
    found: dict[str, list[float]] = defaultdict(list)
    rows: Sequence[Any] = session.execute(_LAST).all()
    for stage, seconds in rows:
        found[stage].append(seconds)
    return USUAL | {stage: round(median(taken), 3) for stage, taken in found.items()}


def _recent(stage: str) -> sa.Select[tuple[str, float]]:
    rows = sa.select(Timing.stage, Timing.seconds).where(Timing.stage == stage)
    inner = rows.order_by(Timing.id.desc()).limit(RECENT).subquery()
    return sa.select(inner.c.stage, inner.c.seconds)


_LAST = sa.union_all(*map(_recent, USUAL))  # put together once: that takes longer than to ask it


def stage_json(
    session: Session, doing: str, stage: str, step: int, of: int, started_at: datetime | None
) -> Json:
    """A keepsake's stage with the seconds it should take and those of the stages after it.

    `started_at` None: it waits for its turn.
    """
    seconds = expected(session)
    plan = PLANS.get(doing, ())
    later = plan[plan.index(stage) + 1 :] if stage in plan else ()
    return {
        "name": stage,
        "step": step,
        "of": of,
        "started_at": started_at.isoformat() if started_at else None,
        "expected_s": seconds.get(stage, 0.0),
        "rest_s": round(sum(seconds[name] for name in later), 3),
    }


def queued_json(session: Session, doing: str) -> Json:
    """The stage of a keepsake whose workflow has not begun."""
    plan = PLANS[doing]
    return stage_json(session, doing, plan[0], 1, len(plan), None)
