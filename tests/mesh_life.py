"""One life of a studio that mends a mesh: `mesh_life.py FOLDER`; the tests kill it half-way."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import sqlalchemy as sa
import visitor
from dbos import DBOS

from memoreez import db, uploads
from memoreez.rows import Upload
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio

LIMIT_S = 40.0


def ended(studio: Studio, mesh: str, limit_s: float = LIMIT_S) -> Upload:
    """Its row, once nothing is done for it any more."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        with db.session(studio.engine, reading=True) as session:
            row = uploads.find(session, mesh)
        if row.state not in uploads.ACTIVE:
            return row
        time.sleep(0.05)
    raise AssertionError(f"still {row.state} after {limit_s:g} s")


def main(folder: Path) -> None:
    """Until it is done, or somebody kills us."""
    settings = Settings(data_dir=folder, workers=1)
    studio = open_studio(settings, workshop="quick_workshop")
    with db.session(studio.engine, reading=True) as session:
        known = session.scalar(sa.select(Upload.id))
    row = ended(studio, known or visitor.send(studio))
    runs = [one.workflow_id for one in DBOS.list_workflows()]
    studio.close()
    (folder / "end").write_text(f"{row.state} {len(runs)} {row.events}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
