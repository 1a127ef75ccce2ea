"""A change of the rows and the checkpoint of its step, in one transaction: both, or neither.

DBOS's own data sources may be anywhere, so they book a step twice, in four transactions with two
writes to the disk; our rows lie beside its tables.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from dbos import error as errors
from dbos._context import snapshot_step_context
from dbos._dbos import _get_dbos_instance
from dbos._schemas.system_database import SystemSchema
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from memoreez import db
from memoreez.rows import Json
from memoreez.workflow.place import JSON, here
from memoreez.workflow.queues import APPLICATION

FIRST_S, LONGEST_S = 0.001, 2.0  # between two tries of a transaction
log = logging.getLogger(__name__)

# Put together once: that takes longer than to ask them.
_WORKFLOWS, _STEPS = SystemSchema.workflow_status.c, SystemSchema.operation_outputs.c
_OWN = _WORKFLOWS.workflow_uuid == sa.bindparam("run")
_THIS = _STEPS.workflow_uuid == sa.bindparam("run"), _STEPS.function_id == sa.bindparam("number")
GOVERNS = (  # nobody else may take the workflow over until we have committed
    sa.select(_WORKFLOWS.status, _WORKFLOWS.owner_xid).where(_OWN).with_for_update(key_share=True)
)
KNOWN = sa.select(_STEPS.output, _STEPS.function_name).where(*_THIS)
KEEP = sa.insert(SystemSchema.operation_outputs)


def step() -> Any:
    """The next step of the workflow that runs here, which counts them."""
    context = snapshot_step_context()
    assert context is not None and context.workflow_id
    return context


def committed(this: Any, name: str, change: Callable[[Session], Json]) -> Json:
    """What `change(session)` answers; what it answered before, where this step was done already.

    Waits for a database that is away, locked or full. Raises what `change` raises, and DBOS's own
    errors when the workflow was cancelled or is another process's now: nothing is changed then.
    """
    pause_s = FIRST_S
    while True:
        try:
            return _tried(this, name, change)
        except SQLAlchemyError as error:
            if db.trouble(error) is None:
                raise
            log.debug("%s of %s waits for the database", name, this.workflow_id)
        time.sleep(pause_s)
        pause_s = min(1.5 * pause_s, LONGEST_S)


def _tried(this: Any, name: str, change: Callable[[Session], Json]) -> Json:
    begun, step = _now_ms(), {"run": this.workflow_id, "number": this.function_id}
    with Session(here().engine, expire_on_commit=False) as session, session.begin():
        connection = session.connection()
        _get_dbos_instance()._sys_db._apply_caller_schema(connection)
        _govern(connection, this)
        kept = connection.execute(KNOWN, step).first()
        if kept is not None:
            return _known(this, name, kept)
        answer = change(session)
        session.flush()
        connection.execute(
            KEEP,
            {
                "workflow_uuid": this.workflow_id,
                "function_id": this.function_id,
                "function_name": name,
                "output": JSON.serialize(answer),
                "serialization": JSON.name(),
                "started_at_epoch_ms": begun,
                "completed_at_epoch_ms": _now_ms(),
                "retention_timestamp": _now_ms(),
                "application_name": APPLICATION,
            },
        )
        return answer


def _govern(connection: sa.Connection, this: Any) -> None:
    """The workflow is ours until the end of the transaction. Raises DBOS's errors if it is not."""
    found = connection.execute(GOVERNS, {"run": this.workflow_id}).first()
    if found is None or found.status == "CANCELLED":
        raise errors.DBOSWorkflowCancelledError(f"{this.workflow_id} was cancelled")
    if found.owner_xid != this.owner_xid:
        raise errors.DBOSWorkflowConflictIDError(this.workflow_id)


def _known(this: Any, name: str, kept: Any) -> Json:
    if kept.function_name != name:
        raise errors.DBOSUnexpectedStepError(
            this.workflow_id, this.function_id, name, kept.function_name
        )
    answer: Json = JSON.deserialize(kept.output)
    return answer


def _now_ms() -> int:
    return int(time.time() * 1000)
