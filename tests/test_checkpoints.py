"""Notes with their checkpoints, the ends that rounds wait for, and looks into the queues."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from dbos import DBOS
from dbos import error as errors
from dbos._dbos import _get_dbos_instance
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sweeping import put, row, seen, studio, visit

from memoreez.rows import Keepsake
from memoreez.studio import Studio
from memoreez.workflow import checkpoints, endings, queues
from memoreez.workflow.journey import Failure, Journey

__all__ = ["studio"]
NAME = "noted"


@pytest.fixture
def this(studio: Studio) -> SimpleNamespace:
    """The first step of a workflow that is ours."""
    run = visit(studio, status="PENDING", owner_xid="ours")
    return SimpleNamespace(workflow_id=run, function_id=1, owner_xid="ours")


def adding(this: SimpleNamespace, answer: Any = None) -> Callable[[Session], Any]:
    """One more round each time that it is done."""

    def change(session: Session) -> Any:
        found = session.get_one(Keepsake, this.workflow_id.split(".")[0])
        found.round += 1
        return {"done": answer}

    return change


def test_a_note_is_done_once(studio: Studio, this: SimpleNamespace) -> None:
    """Whoever comes to the step again gets its answer, and nothing changes."""
    first = checkpoints.committed(this, NAME, adding(this, [1, "ä"]))
    again = checkpoints.committed(this, NAME, adding(this, "another"))
    assert first == again == {"done": [1, "ä"]}
    assert row(studio, this.workflow_id).round == 2
    (step,) = DBOS.list_workflow_steps(this.workflow_id)  # DBOS reads it as one of its own
    assert (step["function_id"], step["function_name"], step["error"]) == (1, NAME, None)
    assert step["output"] == {"done": [1, "ä"]}
    this.function_id = 2
    checkpoints.committed(this, NAME, adding(this))
    assert row(studio, this.workflow_id).round == 3


@pytest.mark.parametrize(
    ("columns", "error"),
    [
        ({"owner_xid": "another's"}, errors.DBOSWorkflowConflictIDError),
        ({"status": "CANCELLED"}, errors.DBOSWorkflowCancelledError),
        ({"workflow_uuid": "gone"}, errors.DBOSWorkflowCancelledError),
    ],
)
def test_who_does_not_own_the_workflow_changes_nothing(
    studio: Studio, this: SimpleNamespace, columns: dict[str, str], error: type[BaseException]
) -> None:
    """One that slept while another took over; one that was cancelled; one that was deleted."""
    put(studio, this.workflow_id, **columns)
    with pytest.raises(error):
        checkpoints.committed(this, NAME, adding(this))
    assert row(studio, this.workflow_id).round == 1
    with studio.engine.begin() as connection:
        connection.execute(sa.text("delete from workflow_status where workflow_uuid = 'gone'"))


def test_another_step_of_that_number_is_a_bug(studio: Studio, this: SimpleNamespace) -> None:
    """The workflow went another way than the time before."""
    checkpoints.committed(this, NAME, adding(this))
    with pytest.raises(errors.DBOSUnexpectedStepError):
        checkpoints.committed(this, "other", adding(this))
    assert row(studio, this.workflow_id).round == 2


def test_what_fails_leaves_neither_row_nor_checkpoint(
    studio: Studio, this: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug, and a checkpoint that cannot be written."""

    def broken(session: Session) -> Any:
        adding(this)(session)
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        checkpoints.committed(this, NAME, broken)
    never = sa.text("insert into operation_outputs (workflow_uuid) values (null)")
    with monkeypatch.context() as broken_dbos:
        broken_dbos.setattr(checkpoints, "KEEP", never)
        with pytest.raises(IntegrityError):
            checkpoints.committed(this, NAME, adding(this))
    assert row(studio, this.workflow_id).round == 1
    assert DBOS.list_workflow_steps(this.workflow_id) == []


@pytest.mark.parametrize("bug", [KeyError("x"), IntegrityError("", {}, Exception("x"))])
def test_a_bug_in_a_note_is_met_once(
    studio: Studio, this: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, bug: Exception
) -> None:
    """Of the rows, too: the person is told at once, not after fifty lives of the workflow."""
    monkeypatch.setattr(checkpoints, "step", lambda: this)
    tried = []

    def broken(session: Session) -> Any:
        tried.append(adding(this)(session))
        raise bug

    for _ in range(2):
        with pytest.raises(Failure) as told:
            asyncio.run(Journey(this.workflow_id.split(".")[0], this.workflow_id).note(broken))
        assert told.value.error["code"] == "unforeseen"
    assert len(tried) == 1 and row(studio, this.workflow_id).round == 1


def test_a_database_that_is_away_is_waited_for(studio: Studio, this: SimpleNamespace) -> None:
    """However often it is locked; each try begins from nothing."""
    troubles = [OperationalError("", {}, Exception("x")) for _ in range(3)]
    for one in troubles:
        one.connection_invalidated = True

    def locked(session: Session) -> Any:
        answer = adding(this, "at last")(session)
        session.flush()
        if troubles:
            raise troubles.pop()
        return answer

    assert checkpoints.committed(this, NAME, locked) == {"done": "at last"}
    assert row(studio, this.workflow_id).round == 2


def test_ends_are_told_or_found_out(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Here at once; of those that end elsewhere, fail or are cancelled by their rows."""
    monkeypatch.setattr(endings, "LOOK_S", 0.02)
    runs = [visit(studio, status="PENDING", executor_id="other") for _ in range(3)]

    async def wait() -> None:
        waiting = asyncio.create_task(endings.all_over([endings.await_end(run) for run in runs]))
        endings.tell(runs[0])
        for run, status in ((runs[1], "ERROR"), (runs[2], "CANCELLED")):
            await asyncio.sleep(0.05)
            assert not waiting.done()
            put(studio, run, status=status)
        assert await asyncio.wait_for(waiting, 5)

    asyncio.run(wait())
    gc.collect()
    assert endings._awaited == {} and not caplog.records


def test_who_is_told_does_not_look(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that end here cost no question; one that ended before it was waited for neither."""
    monkeypatch.setattr(endings, "LOOK_S", 60.0)

    async def wait() -> float:
        names = [endings.await_end(name) for name in ("a", "b")]
        endings.tell("a")
        begun = time.monotonic()
        waiting = asyncio.create_task(endings.all_over(names))
        await asyncio.sleep(0)
        endings.tell("b")
        endings.tell("nobody waits for this one")
        assert await asyncio.wait_for(waiting, 5)
        return time.monotonic() - begun

    assert asyncio.run(wait()) < 5
    assert endings._awaited == {}


def test_an_empty_queue_costs_one_question(studio: Studio) -> None:
    """DBOS itself looks only where something waits, and then takes it."""
    system: Any = _get_dbos_instance()._sys_db
    with studio.engine.begin() as connection:
        connection.execute(sa.text("delete from workflow_status"))
    queue, asked = system.get_queue("imagine"), []
    who = ("me", queues.APPLICATION_VERSION, None)

    def note(*event: Any) -> None:
        asked.append(event[2])

    sa.event.listen(system.engine, "before_cursor_execute", note)
    try:
        assert system.get_queue("imagine") is queue
        assert system.start_queued_workflows(queue, *who) == ([], None)
        assert len(asked) == 1
    finally:
        sa.event.remove(system.engine, "before_cursor_execute", note)
    run = visit(studio)
    assert system.start_queued_workflows(queue, *who, owner_xid="x")[0] == [run]
    assert seen(run) == ("PENDING", "me")
