"""Nothing waits for ever: every process looks after the work of those that died.

    beat       a counter in our row of `executors` says that we live
    adopt      an executor whose counter stands still is dead: its work goes back to its queue
    reconcile  a keepsake whose workflow has ended without it is failed, one without a workflow
               is enqueued again, and one that makes no progress is stopped and failed
    clear      what DBOS keeps of finished workflows goes after a week

All of it is measured with our own monotonic clock, never with the time of day, which may jump,
and may be done by several processes at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from dbos import DBOS, WorkflowStatus
from dbos._dbos import _get_dbos_instance
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from memoreez import db, keepsakes, uploads
from memoreez.errors import StudioError, Superseded
from memoreez.records import complaint
from memoreez.rows import Executor, Json, Keepsake, Upload
from memoreez.workflow import queues
from memoreez.workflow.journey import DEADLINE_S, PAUSES_S

log = logging.getLogger(__name__)

BEAT_S = 2.0
DEAD_S = 20.0  # ten beats missed: not a pause of the garbage collector, nor of a busy database
ORPHAN_S = 10.0  # a workflow of ours that is in the database but does not run here
# The longest that any one step can take with all its tries, and some more.
_LONGEST_S = max(seconds for stage, seconds in DEADLINE_S.items() if stage != "mesh")
STALL_S = _LONGEST_S * (len(PAUSES_S) + 1) + sum(PAUSES_S) + 120
STALL_MESH_S = DEADLINE_S["mesh"] * (len(PAUSES_S) + 1) + sum(PAUSES_S) + 120
CLEAR_S = 600.0
KEPT = timedelta(days=7)
RUNNING, WAITING = "PENDING", ("ENQUEUED", "DELAYED")
ENDED = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")

Enqueue = Callable[[Session, Keepsake | Upload], None]
K = TypeVar("K")
V = TypeVar("V")

POISON = complaint(
    "poison",
    "Making this ended the studio's processes several times, so it was given up.",
    "Try again, or choose another concept.",
    retryable=True,
)
POISON_MESH = POISON | {"advice": "Send it again; decimate it first where it is large."}
LOST = complaint("lost", "The work on this ended without a result.", "Try again.", retryable=True)
STALLED = complaint(
    "stalled",
    "Nothing has happened here for a long time, so it was stopped.",
    "Try again. If it happens again, whoever runs the studio should look at its workers.",
    retryable=True,
)


class Since(Generic[K, V]):
    """How long, by our clock, a thing has not changed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[K, tuple[V, float]] = {}

    def unchanged_s(self, now: Mapping[K, V]) -> dict[K, float]:
        """Seconds for each of `now`; the others are forgotten."""
        at = self._clock()
        kept = {name: self._seen.get(name) for name in now}
        self._seen = {
            name: old if old and old[0] == now[name] else (now[name], at)
            for name, old in kept.items()
        }
        return {name: at - since for name, (_, since) in self._seen.items()}


class Sweep:
    """Beats and looks after things in a thread, from `start` to `stop`."""

    def __init__(
        self,
        engine: sa.Engine,
        executor: str,
        listened: Sequence[str],
        enqueue: Enqueue,
        clock: Callable[[], float] = time.monotonic,
        patience_s: float = 0.0,
    ) -> None:
        """`patience_s`: how much longer a step may take because it waits for other machines."""
        self.engine = engine
        self.patience_s = patience_s * (len(PAUSES_S) + 1)
        self.executor = executor
        self.listened = listened
        self.enqueue = enqueue
        self._beats: Since[str, int] = Since(clock)
        self._orphans: Since[str, str] = Since(clock)
        self._progress: Since[tuple[str, str], tuple[int, str]] = Since(clock)
        self._over = Event()
        self._clock, self._cleared_at = clock, clock()
        self._thread = Thread(target=self._live, name="sweep", daemon=True)

    def start(self) -> None:
        """From now on, every BEAT_S."""
        self._thread.start()

    def stop(self) -> None:
        """No more; our row goes, so that others need not wait for us to be dead."""
        self._over.set()
        if self._thread.ident:
            self._thread.join(timeout=5)

    def beat(self) -> None:
        """We live. Once before launch: who works before its first beat looks dead to others."""
        row = {
            "id": self.executor,
            "beat": 1,
            "version": queues.APPLICATION_VERSION,
            "queues": ",".join(self.listened),
            "at": datetime.now(UTC),
        }
        insert: Any = sqlite.insert if self.engine.dialect.name == "sqlite" else postgresql.insert
        fresh = {name: value for name, value in row.items() if name not in ("id", "beat")}
        put = insert(Executor).values(row)
        more = put.on_conflict_do_update(
            index_elements=["id"], set_={"beat": Executor.beat + 1, **fresh}
        )
        with db.session(self.engine) as session:
            session.execute(more)

    def leave(self) -> None:
        """What we have not finished is there for others at once. After DBOS has stopped."""
        with db.session(self.engine) as session:
            session.execute(sa.delete(Executor).where(Executor.id == self.executor))

    def look(self) -> None:
        """Everything once."""
        self.beat()
        running = DBOS.list_workflows(status=RUNNING, load_input=False, load_output=False)
        self.adopt(running)
        self.reconcile()
        if self._clock() - self._cleared_at > CLEAR_S:
            self._cleared_at = self._clock()
            self.clear()

    def adopt(self, running: Sequence[WorkflowStatus]) -> None:
        """Work of the dead, and what is ours in the database but does not run here."""
        with db.session(self.engine, reading=True) as session:
            found = session.execute(sa.select(Executor.id, Executor.beat))
            beats: dict[str, int] = {row.id: row.beat for row in found}
        owners = {one.executor_id or "" for one in running} | beats.keys()
        still = self._beats.unchanged_s({owner: beats.get(owner, 0) for owner in owners})
        dead = {owner for owner, seconds in still.items() if seconds > DEAD_S} - {self.executor}
        for one in running:
            if one.executor_id in dead:
                self._requeue(one)
        here = set(_get_dbos_instance()._active_workflows_set.activeList())
        ours = [one for one in running if one.executor_id == self.executor]
        lost = [one for one in ours if one.workflow_id not in here]
        waited = self._orphans.unchanged_s({one.workflow_id: "" for one in lost})
        for one in lost:
            if waited[one.workflow_id] > ORPHAN_S:
                self._requeue(one)
        with db.session(self.engine) as session:
            gone = [name for name in dead if name in beats]
            for name in gone:  # unless it has come back this moment
                same = (Executor.id == name, Executor.beat == beats[name])
                session.execute(sa.delete(Executor).where(*same))

    def reconcile(self) -> None:
        """Rows and workflows say the same, or the row is put right."""
        with db.session(self.engine, reading=True) as session:
            active = keepsakes.stalled(session) + uploads.active(session)
        found = _by_id(one.run for one in active)
        state = {one: _state(found.get(one.run)) for one in active}
        waited = self._progress.unchanged_s(
            {(one.id, one.run): (one.events, state[one]) for one in active}
        )
        for one in active:
            self._judge(one, state[one], waited[one.id, one.run])

    def _judge(self, one: keepsakes.Active, state: str, unchanged_s: float) -> None:
        """A while must pass before anything counts: a workflow ends just after its last note."""
        if unchanged_s <= ORPHAN_S:
            return
        if state == "":
            log.warning("%s has no workflow; it is enqueued again", one.run)
            self._again(one)
        elif state == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
            self._fail(one, POISON_MESH if one.run.endswith(".mend") else POISON)
        elif state == "CANCELLED":  # by nobody here: its time was up, perhaps in a sleep of days
            log.warning("%s goes on", one.run)
            DBOS.resume_workflow(one.run, queue_name=queues.KINDS[one.run.rsplit(".", 1)[-1]])
        elif state in ENDED:
            self._fail(one, LOST)
        elif unchanged_s > _stall_s(one) + self.patience_s and not self._waits(one):
            DBOS.cancel_workflow(one.run, cancel_children=True)
            self._fail(one, STALLED)

    def clear(self) -> None:
        """Forget workflows that ended a week ago, and those of keepsakes that are gone."""
        old = datetime.now(UTC) - KEPT
        names = {one.workflow_id for one in _ended(completed_before=old.isoformat())}
        rest = [one.workflow_id for one in _ended(completed_after=old.isoformat())]
        with db.session(self.engine, reading=True) as session:
            known = set(session.scalars(sa.select(Keepsake.id)))
            known |= set(session.scalars(sa.select(Upload.id)))
        names |= {name for name in rest if name.split(".")[0] not in known}
        if names:
            DBOS.delete_workflows(sorted(names), delete_children=True)

    def _live(self) -> None:
        while not self._over.wait(BEAT_S):
            try:
                self.look()
            except (SQLAlchemyError, StudioError) as error:
                log.warning("The sweep waits for the database: %s", type(error).__name__)
            except Exception:  # who no longer beats is held to be dead, so on with it
                log.exception("The sweep met a bug")

    def _requeue(self, one: WorkflowStatus) -> None:
        """Back to its queue, unless somebody else was quicker."""
        log.warning("%s goes back to its queue: %s is gone", one.workflow_id, one.executor_id)
        _get_dbos_instance()._sys_db.reenqueue_for_recovery(
            one.workflow_id, [one.executor_id or ""], queues.KINDS.get(one.name, one.name)
        )

    def _again(self, one: keepsakes.Active) -> None:
        with db.session(self.engine) as session:
            row = _deeds(one).find(session, one.id)
            if row.run == one.run:
                self.enqueue(session, row)

    def _fail(self, one: keepsakes.Active, error: Json) -> None:
        log.error("%s is failed: %s", one.run, error["code"])
        with suppress(Superseded), db.session(self.engine) as session:
            _deeds(one).failed(session, one.id, one.run, error)

    def _waits(self, one: keepsakes.Active) -> bool:
        """Whether it, or a picture of it, stands in a queue where somebody works."""
        with db.session(self.engine, reading=True) as session:
            served = {
                q for row in session.scalars(sa.select(Executor.queues)) for q in row.split(",")
            }
        inside = DBOS.list_workflows(
            workflow_id_prefix=one.run, status=list(WAITING), load_input=False, load_output=False
        )
        return any(each.queue_name in served for each in inside)


def _deeds(one: keepsakes.Active) -> Any:
    """The module whose rows these are."""
    return uploads if one.run.endswith(".mend") else keepsakes


def _stall_s(one: keepsakes.Active) -> float:
    return STALL_MESH_S if one.run.endswith(".mend") else STALL_S


def _by_id(names: Iterable[str]) -> dict[str, WorkflowStatus]:
    ids = list(names)
    if not ids:
        return {}
    found = DBOS.list_workflows(workflow_ids=ids, load_input=False, load_output=False)
    return {one.workflow_id: one for one in found}


def _state(found: WorkflowStatus | None) -> str:
    return found.status if found else ""


def _ended(**which: Any) -> list[WorkflowStatus]:
    return DBOS.list_workflows(status=list(ENDED), load_input=False, load_output=False, **which)
