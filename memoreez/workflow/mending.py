"""The workflow of an uploaded mesh: checked, repaired and checked again."""

from __future__ import annotations

from functools import partial

from dbos import DBOS
from sqlalchemy.orm import Session

from memoreez import uploads
from memoreez.errands import Errand
from memoreez.errors import NotFound, Superseded
from memoreez.records import Stored
from memoreez.rows import Json
from memoreez.settings import Settings
from memoreez.workflow.journey import Journey, ends
from memoreez.workflow.queues import RECOVERIES


@DBOS.workflow(name="mend", max_recovery_attempts=RECOVERIES["mend"])
async def mend(upload: str, run: str) -> str:
    """The mesh with all that can be said of it."""
    journey = Journey(upload, run)
    return await ends(_mend(journey), partial(journey.report, mending_failed), journey)


async def _mend(journey: Journey) -> None:
    ask = partial(for_mesh, upload=journey.keepsake, run=journey.run)
    await journey.report(mending_began)
    made = await journey.work("mesh", "mend", ask)
    await journey.report(mesh_mended, made)


def for_mesh(session: Session, settings: Settings, upload: str, run: str) -> Errand:
    """To repair it. Raises Superseded."""
    try:
        row = uploads.find(session, upload)
    except NotFound:
        raise Superseded(f"The mesh {upload} was deleted.") from None
    if row.run != run or row.state not in uploads.ACTIVE:
        raise Superseded(f"The mesh {upload} has moved on from {run}.")
    order = {"name": row.name, "source": row.source, "wanted": row.wanted}
    return Errand(settings, upload, order)


def mending_began(session: Session, upload: str, run: str) -> None:
    """A helper process is at it."""
    uploads.began(session, upload, run)


def mesh_mended(session: Session, upload: str, run: str, made: Json) -> None:
    """All that was found out, and the files."""
    uploads.done(session, upload, run, made["result"], [Stored(**one) for one in made["files"]])


def mending_failed(session: Session, upload: str, run: str, error: Json) -> None:
    """The mesh cannot be read, or the work on it ended without a result."""
    uploads.failed(session, upload, run, error)
