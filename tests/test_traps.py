"""Each trap of DBOS that was measured has a test that it is not stepped into."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import visitor
from dbos import DBOS
from quick_studio import WAIT_S, act, calm, chosen, hanging, look, studio, trick, until
from sqlalchemy.exc import OperationalError

from memoreez import db, keepsakes
from memoreez.bench import MOST_ASIDE
from memoreez.errors import UnknownName
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio
from memoreez.workflow import journey, launch, queues, sweep

__all__ = ["calm", "studio"]


def test_nothing_is_pickled(studio: Studio) -> None:
    """Trap 6: whoever can write to the database cannot run code in a worker."""
    until(studio, visitor.visit(studio), "choosing")
    with studio.engine.connect() as connection:
        for table in ("workflow_status", "operation_outputs"):
            used = connection.execute(sa.text(f"select distinct serialization from {table}"))
            assert {row[0] for row in used} <= {"portable_json", None}


def test_the_journal_is_a_write_ahead_log(studio: Studio) -> None:
    """Trap 5: eight times quicker steps."""
    with studio.engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"


def test_the_version_is_fixed(studio: Studio) -> None:
    """Trap 1: a hash of the source would strand unfinished work at every edit."""
    until(studio, visitor.visit(studio), "choosing")
    found = DBOS.list_workflows(load_input=False, load_output=False)
    assert {one.app_version for one in found} == {queues.APPLICATION_VERSION}
    assert DBOS.application_version == queues.APPLICATION_VERSION


def test_every_process_knows_every_workflow(studio: Studio) -> None:
    """Trap 2: whatever a queue may hold, each process that listens can run."""
    assert launch.registered() == queues.KINDS
    assert set(queues.concurrency(2)) == set(queues.QUEUES)
    wide = queues.concurrency(2, MOST_ASIDE)
    assert wide["sculpt"] + wide["finish"] <= MOST_ASIDE  # who waits elsewhere holds no hand
    assert set(queues.RECOVERIES) == set(queues.KINDS)


def test_only_named_queues_are_used(studio: Studio) -> None:
    """Trap 4: every executor drains DBOS's internal queue."""
    until(studio, visitor.visit(studio), "choosing")
    ended = DBOS.list_workflows(status="SUCCESS", load_input=False, load_output=False)
    assert {one.queue_name for one in ended} <= set(queues.QUEUES)


@pytest.mark.slow
def test_waiting_rounds_do_not_starve_their_pictures(studio: Studio) -> None:
    """Trap 7: more rounds than hands, all come to their end."""
    names = [visitor.visit(studio) for _ in range(8)]
    for name in names:
        until(studio, name, "choosing")


@pytest.mark.slow
def test_first_pictures_come_first(studio: Studio) -> None:
    """With many keepsakes everyone sees a picture before anyone sees all."""
    (studio.settings.data_dir / "pace").write_text("0.08")
    names = [visitor.visit(studio) for _ in range(5)]
    for name in names:
        until(studio, name, "choosing")
    (studio.settings.data_dir / "pace").unlink()
    with db.session(studio.engine, reading=True) as session:
        events = [
            (event.at, event.data["concept"]["id"], event.data["concept"]["state"])
            for name in names
            for event in keepsakes.events_after(session, name, 0)
            if event.kind == "concept"
        ]
    finished = [number for _, number, state in sorted(events) if state == "ready"]
    assert set(finished[:4]) <= {1, 2} and set(finished[-4:]) <= {3, 4}


def test_an_unknown_queue_is_refused(tmp_path: Path) -> None:
    """With the names of those that there are."""
    with pytest.raises(UnknownName, match="draw"):
        open_studio(Settings(data_dir=tmp_path), queues=("drawing",))


def test_every_workflow_has_an_end(studio: Studio) -> None:
    """Trap 9: none runs without a timeout."""
    name = visitor.visit(studio)
    until(studio, name, "choosing")
    found = DBOS.list_workflows(workflow_id_prefix=name, load_input=False, load_output=False)
    assert len(found) == 6
    assert all(one.workflow_timeout_ms for one in found)


def test_bookkeeping_is_quick(studio: Studio) -> None:
    """All rows and checkpoints of a keepsake take little next to the work."""
    start, cpu = time.perf_counter(), time.process_time()
    until(studio, chosen(studio), "ready")
    assert time.process_time() - cpu < 2.0
    assert time.perf_counter() - start < WAIT_S


def test_executors_are_told_apart(studio: Studio) -> None:
    """Trap 3: the name is this process's own, not "local"."""
    assert DBOS.executor_id not in ("", "local") and DBOS.executor_id.endswith("-0")


def test_the_client_shares_the_transaction(studio: Studio) -> None:
    """The outbox writes through our engine, whatever DBOS has open itself."""
    assert studio.flow._client._sys_db.engine.pool is studio.engine.pool


@pytest.mark.slow
def test_what_kills_processes_is_given_up(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Trap 10: after a few recoveries a workflow is dead to DBOS, and so its keepsake fails."""
    monkeypatch.setattr(sweep, "ORPHAN_S", 0.5)
    trick(studio, sculpt="hang")
    first = chosen(studio)
    hanging(studio)
    second = chosen(studio)  # waits for the first
    with studio.engine.begin() as connection:
        query = "update workflow_status set recovery_attempts = 6 where workflow_uuid = :run"
        connection.execute(sa.text(query), {"run": look(studio, second).run})
    act(studio, keepsakes.cancel, first)
    row = until(studio, second, "failed")
    assert row.error and row.error["code"] == "poison" and row.error["retryable"]
    trick(studio)
    act(studio, keepsakes.retry, second)
    assert until(studio, second, "ready", "failed").state == "ready"


@pytest.mark.slow
def test_what_could_not_be_recorded_begins_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When DBOS cannot write, on a full disk say, nothing is decided: the sweep starts it anew."""
    monkeypatch.setattr(sweep, "ORPHAN_S", 0.5)
    work, failures = journey.Journey.work, [OperationalError("", {}, Exception("disk is full"))]

    async def failing(trip: Any, stage: str, *args: Any) -> Any:
        if stage == "sculpture" and failures:
            raise failures.pop()
        return await work(trip, stage, *args)

    monkeypatch.setattr(journey.Journey, "work", failing)
    assert until(studio, chosen(studio), "ready", "failed").state == "ready"
    assert failures == []


@pytest.mark.slow
def test_what_failed_and_could_not_be_recorded_is_not_paid_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It failed for good, perhaps after it was paid for: begun anew, it fails without any work."""
    monkeypatch.setattr(sweep, "ORPHAN_S", 0.5)
    trick(studio, **{"draw-2": "fail"})
    work, failures = journey.Journey.work, [OperationalError("", {}, Exception("disk is full"))]

    async def failing(trip: Any, stage: str, verb: str, ask: Any, *args: Any) -> Any:
        if ask.keywords.get("number") == 2 and failures:
            assert "error" in await journey.tries(trip, stage, verb, ask, *args)
            trick(studio)
            raise failures.pop()
        return await work(trip, stage, verb, ask, *args)

    monkeypatch.setattr(journey.Journey, "work", failing)
    name = visitor.visit(studio)
    until(studio, name, "choosing")
    with db.session(studio.engine, reading=True) as session:
        states = [one.state for one in keepsakes.ledger.concepts(session, look(studio, name))]
    assert states == ["ready", "failed", "ready", "ready"] and failures == []
    act(studio, keepsakes.retry, name)
    until(studio, name, "choosing")
    assert (studio.settings.data_dir / "ledger").read_text().count(
        f'"{name}", "key": "concept-2/draw-2"'
    ) == 1


def test_a_process_has_one_studio(studio: Studio, tmp_path: Path) -> None:
    """DBOS is one to a process; a second studio says so instead of taking over."""
    with pytest.raises(RuntimeError, match="one studio"):
        open_studio(Settings(data_dir=tmp_path), workshop="quick_workshop")


@pytest.mark.slow
def test_a_locked_database_is_waited_for(studio: Studio) -> None:
    """For longer than any of our own timeouts: notes and checkpoints go on when it is free."""
    (studio.settings.data_dir / "pace").write_text("0.3")
    name = chosen(studio)
    until(studio, name, "sculpting")
    with studio.engine.connect() as connection:
        connection.execute(sa.text("select 1"))  # begins, and so holds the only write lock
        time.sleep(8)
    (studio.settings.data_dir / "pace").unlink()
    assert until(studio, name, "ready", "failed").state == "ready"
