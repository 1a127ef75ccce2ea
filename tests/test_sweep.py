"""The sweep: who is dead, what is stuck, and how it is put right. Nobody works here but it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from dbos import DBOS
from sweeping import Clock, beats, clock, mesh, put, row, seen, send, studio, sweep, visit

from memoreez import db, keepsakes, uploads
from memoreez.rows import Executor
from memoreez.studio import Studio
from memoreez.workflow import sweep as sweeps
from memoreez.workflow.sweep import DEAD_S, ORPHAN_S, STALL_MESH_S, STALL_S, Since, Sweep

__all__ = ["clock", "studio", "sweep"]
LATER_S = DEAD_S + 1


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
    for beat in range(int(STALL_S / (DEAD_S - 1)) + 3):
        with db.session(studio.engine) as session:
            session.merge(
                Executor(id="o", beat=beat, version="1", queues=served, at=datetime.now(UTC))
            )
        sweep.look()
        clock.now += DEAD_S - 1
    assert clock.now > STALL_S
    assert row(studio, run).state == state


def test_who_waits_for_a_machine_elsewhere_has_longer(studio: Studio, clock: Clock) -> None:
    """As long as the sculptors in line may wait, at each try."""
    run = visit(studio, status="PENDING", executor_id="other")
    patient = Sweep(studio.engine, "mine", (), studio.flow.enqueue, clock, patience_s=1800)
    for now, state in (
        (0.0, "imagining"),
        (STALL_S + 7190, "imagining"),
        (STALL_S + 7210, "failed"),
    ):
        clock.now = now
        beats(studio, "other", int(now) + 1)
        patient.look()
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


def test_meshes_are_looked_after_too(studio: Studio, sweep: Sweep, clock: Clock) -> None:
    """Without a workflow: begun again. Ended without its row: failed. Out of time: it goes on."""
    alone, late = send(studio), send(studio, status="CANCELLED", queue_name=None)
    poison = send(studio, status="MAX_RECOVERY_ATTEMPTS_EXCEEDED")
    lost = send(studio, status="SUCCESS")
    DBOS.delete_workflows([alone])
    sweep.look()
    assert {mesh(studio, run).state for run in (alone, late, poison, lost)} == {"waiting"}
    clock.now = ORPHAN_S + 1
    sweep.look()
    for run in (alone, late):
        assert seen(run)[0] == "ENQUEUED" and mesh(studio, run).state == "waiting"
        assert DBOS.list_workflows(workflow_ids=[run])[0].queue_name == "mend"
    for run, code in ((poison, "poison"), (lost, "lost")):
        row = mesh(studio, run)
        assert (row.state, row.files) == ("failed", []) and row.error
        assert (row.error["code"], row.error["retryable"]) == (code, True)


def test_a_mesh_has_more_time(studio: Studio, sweep: Sweep, clock: Clock) -> None:
    """Five million triangles take longer than any picture: the watchdog knows."""
    run = send(studio, status="PENDING", executor_id="other")
    for now, state in ((0.0, "waiting"), (STALL_S + 1, "waiting"), (STALL_MESH_S + 1, "failed")):
        clock.now = now
        sweep.reconcile()
        assert mesh(studio, run).state == state
    assert seen(run)[0] == "CANCELLED"


def test_what_is_finished_is_cleared_after_a_week(studio: Studio, sweep: Sweep) -> None:
    """And at once when its keepsake was deleted: its words are not kept."""
    old, fresh, gone = visit(studio), visit(studio), visit(studio)
    kept, sent = send(studio), send(studio)
    for run in (old, fresh, gone, kept, sent):
        put(studio, run, status="SUCCESS", completed_at=_ms(timedelta(hours=1)))
    put(studio, old, completed_at=_ms(timedelta(days=8)))
    with db.session(studio.engine) as session:
        keepsakes.delete(session, gone.split(".")[0])
        uploads.delete(session, sent.split(".")[0])
    sweep.clear()
    assert [seen(run)[0] for run in (kept, sent)] == ["SUCCESS", ""]
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
