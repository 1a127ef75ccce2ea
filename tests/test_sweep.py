"""The sweep: who is dead, what is stuck, and how it is put right. Nobody works here but it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import visitor
from dbos import DBOS

from memoreez import db, keepsakes
from memoreez.rows import Executor, Keepsake
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio
from memoreez.workflow import sweep as sweeps
from memoreez.workflow.sweep import DEAD_S, ORPHAN_S, STALL_S, Since, Sweep

LATER_S = DEAD_S + 1


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
        for table in ("keepsakes", "executors", "workflow_status"):
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


def test_since_counts_from_the_last_change() -> None:
    """What changes begins anew, what is not asked for is forgotten."""
    clock = Clock()
    since: Since[str, int] = Since(clock)
    assert since.unchanged_s({"a": 1, "b": 1}) == {"a": 0, "b": 0}
    clock.now = 5
    assert since.unchanged_s({"a": 1, "b": 2}) == {"a": 5, "b": 0}
    clock.now = 7
    assert since.unchanged_s({"b": 2}) == {"b": 2}
    assert since.unchanged_s({"a": 1}) == {"a": 0}


def test_the_work_of_the_dead_goes_back_to_its_queue(
    studio: Studio, sweep: Sweep, clock: Clock
) -> None:
    """Its counter stands still by our clock for a while; then others may have its work."""
    beats(studio, "other", 7)
    run = visit(studio, status="PENDING", executor_id="other")
    sweep.look()
    clock.now = DEAD_S - 1
    sweep.look()
    assert seen(run)[0] == "PENDING"
    clock.now = LATER_S
    sweep.look()
    assert seen(run)[0] == "ENQUEUED"
    assert DBOS.list_workflows(workflow_ids=[run])[0].queue_name == "imagine"


def test_who_beats_is_alive(studio: Studio, sweep: Sweep, clock: Clock) -> None:
    """However slowly, and whatever its clock says."""
    run = visit(studio, status="PENDING", executor_id="other")
    for beat in range(5):
        beats(studio, "other", beat)
        sweep.look()
        clock.now += DEAD_S - 1
    assert seen(run) == ("PENDING", "other")


def test_an_executor_that_nobody_knows_is_dead(studio: Studio, sweep: Sweep, clock: Clock) -> None:
    """It left without a row, but not without work."""
    run = visit(studio, status="PENDING", executor_id="forgotten")
    sweep.look()
    clock.now = LATER_S
    sweep.look()
    assert seen(run)[0] == "ENQUEUED"


def test_the_dead_are_forgotten_once(studio: Studio, sweep: Sweep, clock: Clock) -> None:
    """Their rows go; one that comes back is there again with its next beat."""
    beats(studio, "other", 7)
    sweep.look()
    clock.now = LATER_S
    sweep.look()
    with db.session(studio.engine, reading=True) as session:
        assert session.get(Executor, "other") is None
        assert session.get(Executor, sweep.executor) is not None


def test_our_own_that_does_not_run_here_is_an_orphan(
    studio: Studio, sweep: Sweep, clock: Clock
) -> None:
    """Such as one whose end could not be written on a full disk."""
    run = visit(studio, status="PENDING", executor_id=sweep.executor)
    sweep.look()
    assert seen(run)[0] == "PENDING"
    clock.now = ORPHAN_S + 1
    sweep.look()
    assert seen(run)[0] == "ENQUEUED"


def test_a_keepsake_without_a_workflow_is_enqueued_again(
    studio: Studio, sweep: Sweep, clock: Clock
) -> None:
    """After a backup was restored, for example."""
    run = visit(studio)
    DBOS.delete_workflows([run])
    sweep.look()
    assert seen(run)[0] == ""
    clock.now = ORPHAN_S + 1
    sweep.look()
    assert seen(run)[0] == "ENQUEUED"
    assert row(studio, run).state == "imagining"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("MAX_RECOVERY_ATTEMPTS_EXCEEDED", "poison"),
        ("ERROR", "lost"),
        ("SUCCESS", "lost"),
    ],
)
def test_a_workflow_that_ended_without_its_keepsake_fails_it(
    studio: Studio, sweep: Sweep, clock: Clock, status: str, code: str
) -> None:
    """A while later, since a workflow ends just after its last note; it can be tried again."""
    run = visit(studio, status=status)
    sweep.look()
    assert row(studio, run).state == "imagining"
    clock.now = ORPHAN_S + 1
    sweep.look()
    failed = row(studio, run)
    assert failed.state == "failed"
    assert failed.error and failed.error["code"] == code and failed.error["retryable"]


def test_what_ran_out_of_time_goes_on(studio: Studio, sweep: Sweep, clock: Clock) -> None:
    """A laptop that slept for a week, or a clock that jumped, costs nobody a keepsake."""
    run = visit(studio, status="CANCELLED", queue_name=None)
    sweep.look()
    clock.now = ORPHAN_S + 1
    sweep.look()
    assert seen(run)[0] == "ENQUEUED" and row(studio, run).state == "imagining"
    assert DBOS.list_workflows(workflow_ids=[run])[0].queue_name == "imagine"


def test_what_makes_no_progress_is_stopped_and_failed(
    studio: Studio, sweep: Sweep, clock: Clock
) -> None:
    """The watchdog: longer than all tries of any step can take."""
    run = visit(studio, status="PENDING", executor_id="other")
    for beat in range(1, 60):
        beats(studio, "other", beat)
        sweep.look()
        clock.now += STALL_S / 50
        if row(studio, run).state == "failed":
            break
    failed = row(studio, run)
    assert clock.now > STALL_S and failed.error and failed.error["code"] == "stalled"
    assert seen(run)[0] == "CANCELLED"


@pytest.mark.parametrize(("served", "state"), [("draw,imagine", "imagining"), ("sculpt", "failed")])
def test_who_waits_for_a_worker_is_not_stuck(
    studio: Studio, sweep: Sweep, clock: Clock, served: str, state: str
) -> None:
    """A long line is no failure; a queue that nobody works on is."""
    run = visit(studio)
    for beat in range(120):
        with db.session(studio.engine) as session:
            session.merge(
                Executor(id="o", beat=beat, version="1", queues=served, at=datetime.now(UTC))
            )
        sweep.look()
        clock.now += DEAD_S - 1
    assert clock.now > STALL_S
    assert row(studio, run).state == state


def test_progress_begins_the_time_anew(studio: Studio, sweep: Sweep, clock: Clock) -> None:
    """A keepsake whose events move is let alone, however long it takes in all."""
    run = visit(studio, status="PENDING", executor_id="other")
    for beat in range(4):
        clock.now += STALL_S * 0.9
        beats(studio, "other", beat)
        with db.session(studio.engine) as session:
            keepsakes.begin_stage(session, run.split(".")[0], run, "concepts", 1, 2)
        sweep.reconcile()
    assert row(studio, run).state == "imagining"


def test_what_is_finished_is_cleared_after_a_week(studio: Studio, sweep: Sweep) -> None:
    """And at once when its keepsake was deleted: its words are not kept."""
    old, fresh, gone = visit(studio), visit(studio), visit(studio)
    for run in (old, fresh, gone):
        put(studio, run, status="SUCCESS", completed_at=_ms(timedelta(hours=1)))
    put(studio, old, completed_at=_ms(timedelta(days=8)))
    with db.session(studio.engine) as session:
        keepsakes.delete(session, gone.split(".")[0])
    sweep.clear()
    assert [seen(run)[0] for run in (old, fresh, gone)] == ["", "SUCCESS", ""]


def _ms(ago: timedelta) -> int:
    return int((datetime.now(UTC) - ago).timestamp() * 1000)


def test_a_bug_does_not_stop_the_heart(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A process that no longer beats is held to be dead, so the sweep goes on."""
    monkeypatch.setattr(sweeps, "BEAT_S", 0.01)
    made = Sweep(studio.engine, "mine", (), studio.flow.enqueue)
    looks: list[int] = []

    def broken() -> None:
        looks.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(made, "look", broken)
    made.start()
    while len(looks) < 3:
        pass
    made.stop()
    assert "met a bug" in caplog.text
