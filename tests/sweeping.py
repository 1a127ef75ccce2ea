"""A studio whose sweep looks when it is told, by a clock that goes when it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
import visitor
from dbos import DBOS

from memoreez import db, keepsakes, uploads
from memoreez.rows import Executor, Keepsake, Upload
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio
from memoreez.workflow.sweep import Sweep


class Clock:
    """Goes when it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio that works on no queue."""
    folder = tmp_path_factory.mktemp("studio")
    made = open_studio(Settings(data_dir=folder), queues=(), workshop="quick_workshop")
    made.flow._sweep.stop()
    yield made
    made.close()


@pytest.fixture
def clock() -> Clock:
    """Ours."""
    return Clock()


@pytest.fixture
def sweep(studio: Studio, clock: Clock) -> Sweep:
    """A sweep that has seen nothing yet; everything of tests before is gone."""
    with studio.engine.begin() as connection:
        for table in ("keepsakes", "uploads", "executors", "workflow_status"):
            connection.execute(sa.text(f"delete from {table}"))
    made = Sweep(studio.engine, studio.flow._seat.name, (), studio.flow.enqueue, clock)
    made.beat()
    return made


def put(studio: Studio, run: str, **columns: object) -> None:
    """Change DBOS's row of a workflow."""
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    query = f"update workflow_status set {changes} where workflow_uuid = :run"
    with studio.engine.begin() as connection:
        connection.execute(sa.text(query), {"run": run, **columns})


def visit(studio: Studio, **columns: object) -> str:
    """A new keepsake, whose workflow is like this; its run."""
    run = f"{visitor.visit(studio)}.1.imagine"
    if columns:
        put(studio, run, **columns)
    return run


def send(studio: Studio, **columns: object) -> str:
    """A mesh that was sent, whose workflow is like this; its run."""
    run = f"{visitor.send(studio)}.1.mend"
    if columns:
        put(studio, run, **columns)
    return run


def mesh(studio: Studio, run: str) -> Upload:
    """Its row."""
    with db.session(studio.engine, reading=True) as session:
        return uploads.find(session, run.split(".")[0])


def seen(run: str) -> tuple[str, str | None]:
    """Status and executor of a workflow; ("", None) when it is gone."""
    found = DBOS.list_workflows(workflow_ids=[run])
    return (found[0].status, found[0].executor_id) if found else ("", None)


def row(studio: Studio, run: str) -> Keepsake:
    """Its keepsake."""
    with db.session(studio.engine, reading=True) as session:
        return keepsakes.find(session, run.split(".")[0])


def beats(studio: Studio, executor: str, beat: int) -> None:
    """Another process says that it lives."""
    with db.session(studio.engine) as session:
        at = datetime(2001, 1, 1, tzinfo=UTC)  # its clock is wrong, which does not matter
        session.merge(Executor(id=executor, beat=beat, version="1", queues="draw", at=at))
