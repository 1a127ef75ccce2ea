"""A person who goes all the way, whatever happens meanwhile: they look, and do what comes next.

As a program it opens a studio and waits until the person is content: the studio of kill tests.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import quick_workshop
import sqlalchemy as sa
from dbos import DBOS

from memoreez import db, keepsakes, uploads
from memoreez.errors import Busy, Conflict
from memoreez.rows import Keepsake, Upload
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio
from memoreez.workflow import flows, journey, queues


def visit(studio: Studio, hobbies: str = "chess") -> str:
    """A new keepsake."""
    with db.session(studio.engine) as session:
        row, _ = keepsakes.create(session, keepsakes.NewKeepsake(hobbies), None)
        studio.flow.enqueue(session, row)
        return row.id


def send(studio: Studio, name: str = "dragon.stl") -> str:
    """A mesh to be mended, as the web would have it; its id."""
    new = uploads.NewUpload(secrets.token_urlsafe(16), name, 1, "0" * 64, {})
    with db.session(studio.engine) as session:
        row, _ = uploads.create(session, new, None)
        studio.flow.enqueue(session, row)
        return row.id


def go_on(studio: Studio, keepsake: str, state: str, version: int) -> bool:
    """Do what comes next; whether the person has all that they wanted."""
    if state == "choosing":
        act(studio, keepsakes.choose, keepsake, keepsakes.Choice(1, ("Ada",)))
    elif (state, version) == ("ready", 1):
        act(studio, keepsakes.refine, keepsake, keepsakes.Change(inscription=("Bob",)))
    return state in ("failed", "cancelled") or (state, version) == ("ready", 2)


def act(studio: Studio, change: Callable[..., Keepsake], keepsake: str, wish: Any) -> None:
    """Ask for it; when the studio is busy, or it was done already, look again later."""
    with suppress(Busy, Conflict), db.session(studio.engine) as session:
        studio.flow.enqueue(session, change(session, keepsake, wish))


def stay(studio: Studio, wanted: int, limit_s: float) -> bool:
    """Until `wanted` keepsakes are there and all are content; False when time is over."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        with db.session(studio.engine, reading=True) as session:
            rows, _ = keepsakes.recent(session, 1000)
            seen = [(row.id, row.state, row.version) for row in rows]
        if len(seen) < wanted:
            visit(studio)
        elif sum(go_on(studio, *one) for one in seen) == len(seen):
            return True
        time.sleep(0.05)
    return False


def stay_for_meshes(studio: Studio, wanted: int, limit_s: float) -> bool:
    """Until `wanted` meshes were sent and nothing is done for any; False when time is over."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        with db.session(studio.engine, reading=True) as session:
            states = session.scalars(sa.select(Upload.state)).all()
        if len(states) < wanted:
            send(studio)
        elif not set(states) & set(uploads.ACTIVE):
            return True
        time.sleep(0.05)
    return False


def all_over(limit_s: float) -> bool:
    """Until no workflow is left: each ends a moment after its rows say that all is there."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        if not DBOS.list_workflows(status=["PENDING", "ENQUEUED", "DELAYED"], load_input=False):
            return True
        time.sleep(0.05)
    return False


def deadly(folder: Path) -> None:
    """This process dies at the points that the folder's list of deaths names, once at each.

    Work has the phases begin, made (nothing is stored yet; the helper sees to that one), mid
    (stored, not recorded) and end; notes have begin, mid (not committed) and end.
    """
    attempt, changed, enqueue = journey.attempt, journey._changed, flows._enqueue
    note, work = journey.Journey.note, journey.Journey.work
    die = partial(quick_workshop.die, folder, os.getpid())

    async def attempting(trip: Any, stage: str, verb: str, ask: Any, *args: Any) -> Any:
        name = label(verb, trip.run, *ask.keywords.values(), *args)
        die(f"{name}:begin")
        answer = await attempt(trip, stage, verb, ask, *args)
        die(f"{name}:mid")
        return answer

    async def working(trip: Any, stage: str, verb: str, ask: Any, *args: Any) -> Any:
        answer = await work(trip, stage, verb, ask, *args)
        die(f"{label(verb, trip.run, *ask.keywords.values(), *args)}:end")
        return answer

    def changing(change: Any, args: Any, session: Any) -> Any:
        die(f"{label(change.__name__, *args)}:begin")
        answer = changed(change, args, session)
        die(f"{label(change.__name__, *args)}:mid")
        return answer

    async def noting(trip: Any, change: Any, *args: Any) -> Any:
        answer = await note(trip, change, *args)
        die(f"{label(change.__name__, *args)}:end")
        return answer

    async def enqueuing(trip: Any, *args: Any, **more: Any) -> Any:
        name = label("enqueue", *args, *more.values())
        die(f"{name}:begin")
        handle = await enqueue(trip, *args, **more)
        die(f"{name}:end")
        return handle

    journey.attempt, journey._changed, flows._enqueue = attempting, changing, enqueuing
    journey.Journey.note, journey.Journey.work = noting, working  # type: ignore[method-assign]


def label(step: str, *args: Any) -> str:
    """A step's name, with whatever tells it from others of that name."""
    plain = [str(one).rsplit(".", 1)[-1] for one in args if isinstance(one, str | int)]
    return "-".join([step, *(one for one in plain if len(one) < 20)])


def main() -> None:
    """`visitor.py folder database wanted limit_s`: 0 when all are content, 1 when time is over.

    When the keepsakes are there, a mesh is sent: not before, or it would see too many deaths that
    are not of its doing.
    """
    folder, database = Path(sys.argv[1]), sys.argv[2]
    deadly(folder)
    settings = Settings(data_dir=folder, database_url=database, workers=2)
    # every queue by its name: no helper for previews, of which nobody asks for any
    studio = open_studio(settings, queues=queues.QUEUES, workshop="quick_workshop")
    limit_s = float(sys.argv[4])
    content = stay(studio, int(sys.argv[3]), limit_s) and stay_for_meshes(studio, 1, limit_s)
    content = content and all_over(limit_s)
    studio.close()
    sys.exit(0 if content else 1)


if __name__ == "__main__":
    main()
