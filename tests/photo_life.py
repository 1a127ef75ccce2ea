"""A studio in which somebody makes a keepsake of a photo: `photo_life.py folder`.

What was done in lives before is found and gone on from. The process dies at the points that the
folder's list of deaths names, as in `visitor.deadly`, and at two of its own: "kept" when a photo's
files are stored and its row is not, "lent" when its copies are.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from functools import partial
from pathlib import Path

import quick_workshop
import sqlalchemy as sa
import visitor

from memoreez import albums, db, keepsakes
from memoreez.lending import lent
from memoreez.records import Choice, NewKeepsake, Stored
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio
from memoreez.workflow import queues

LIMIT_S = 120.0
COARSE = {
    "MEMOREEZ_CLAY_SIZE_PX": "64",
    "MEMOREEZ_RELIEF_PRINT": "110",
    "MEMOREEZ_RELIEF_FINAL": "80",
    "MEMOREEZ_CUTOUTS": "alpha",
}


def photo(studio: Studio, folder: Path) -> str:
    """The photo's id; it is sent when there is none."""
    with db.session(studio.engine, reading=True) as session:
        known = session.scalar(sa.select(db.Photo.id))
    if known:
        return known
    name = "P" * 22
    made = asyncio.run(studio.flow.photo("take_photo", name, str(folder / "photo.png")))
    quick_workshop.die(folder, os.getpid(), "kept")
    files = [Stored(**one) for one in made.pop("files")]
    with db.session(studio.engine) as session:
        new = albums.NewPhoto(id=name, sha256="0" * 64, files=files, **made)
        return albums.create(session, new, "photo")[0].id


def order(studio: Studio, folder: Path) -> str:
    """The keepsake's id; it is ordered when there is none."""
    with db.session(studio.engine, reading=True) as session:
        known = session.scalar(sa.select(db.Keepsake.id))
    if known:
        return known
    wanted = NewKeepsake("", name="Ada", photo=photo(studio, folder))
    with lent(studio.engine, studio.store, wanted.photo) as copy:
        quick_workshop.die(folder, os.getpid(), "lent")
        with db.session(studio.engine) as session:
            row, created = keepsakes.create(session, wanted, "order", copy)
            if created:
                studio.flow.enqueue(session, row)
            return row.id


def go_on(studio: Studio, keepsake: str) -> bool:
    """Choose the plaque; whether that is there, or it failed."""
    with db.session(studio.engine, reading=True) as session:
        state = keepsakes.find(session, keepsake).state
    if state == "choosing":
        visitor.act(studio, keepsakes.choose, keepsake, Choice(1, ("Ada",), height_mm=60))
    return state in ("failed", "ready")


def main() -> None:
    """0 when the keepsake is there, 1 when time is over."""
    folder = Path(sys.argv[1])
    visitor.deadly(folder)
    os.environ.update(COARSE)
    settings = Settings(_env_file=None, data_dir=folder, workers=1)  # type: ignore[call-arg]
    studio = open_studio(settings, queues=queues.QUEUES)
    keepsake, ends = order(studio, folder), time.monotonic() + LIMIT_S
    look = partial(go_on, studio, keepsake)
    while not look() and time.monotonic() < ends:
        time.sleep(0.05)
    content = look() and visitor.all_over(LIMIT_S)
    studio.close()
    sys.exit(0 if content else 1)


if __name__ == "__main__":
    main()
