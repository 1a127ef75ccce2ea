"""Starts and stops DBOS in this process."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig
from dbos import _core as dbos_core
from dbos import error as dbos_errors

from memoreez.errors import Busy
from memoreez.workflow import flows, glances, queues
from memoreez.workflow.place import JSON

# DBOS says these whenever a person presses cancel or the studio closes.
USUAL = ("was cancelled during execution", "Asyncio task cancelled", "no longer owned by this")
TURNSTILE = 0x6D656D6F64626F73  # "memodbos": the advisory lock on Postgres
PATIENCE_S = 60.0  # for another process that does the same


class _Quiet(logging.Filter):
    """Leaves out what is no news."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        cancelled = isinstance(error, dbos_errors.DBOSAwaitedWorkflowCancelledError)
        return not cancelled and not any(words in str(record.msg) for words in USUAL)


def prepare(engine: sa.Engine, executor: str, listened: Sequence[str]) -> None:
    """Everything that must be settled before `launch`."""
    url = engine.url.render_as_string(hide_password=False)
    config: DBOSConfig = {
        "name": queues.APPLICATION,
        "system_database_url": url,
        "application_version": queues.APPLICATION_VERSION,
        "executor_id": executor,
        "serializer": JSON,
        "log_level": "WARNING",
        "use_listen_notify": False,  # nobody waits for DBOS's events
        "scheduler_polling_interval_sec": 3600.0,  # nothing is scheduled
    }
    DBOS(config=config)
    DBOS.listen_queues(list(listened))
    dbos_core._PREEMPTIBLE_POLL_INTERVAL_SEC = queues.CANCEL_POLL_S
    logging.getLogger("dbos").addFilter(_quiet)


def launch(engine: sa.Engine, bench: int, aside: int = 0) -> None:
    """From here on workflows run, those of an earlier life of this executor first.

    In a thread, or DBOS would run them in the event loop of whoever calls. `bench` and `aside` as
    in `queues.concurrency`.
    """
    failures: list[Exception] = []

    def start() -> None:
        try:
            DBOS.launch()
            _register(bench, aside)
        except Exception as error:
            failures.append(error)
            raise

    with _alone(engine):
        thread = Thread(target=start)
        thread.start()
        thread.join()
    if failures:
        raise failures[0]


def stop() -> None:
    """No workflow runs any more; those that are unfinished go on at the next launch."""
    DBOS.destroy()
    logging.getLogger("dbos").removeFilter(_quiet)


def hand_back(client: DBOSClient, executor: str) -> None:
    """What `stop` has interrupted waits in its queue again, for whoever is there first."""
    mine = client.list_workflows(
        status="PENDING", executor_id=executor, load_input=False, load_output=False
    )
    for one in mine:
        client._sys_db.reenqueue_for_recovery(
            one.workflow_id, [executor], queues.KINDS.get(one.name, one.name)
        )


def client(engine: sa.Engine) -> DBOSClient:
    """For what happens in transactions of the rows. Its errors are the caller's: no waiting."""
    return DBOSClient(
        system_database_engine=engine,
        serializer=JSON,
        application_name=queues.APPLICATION,
        lazy=True,
        retry_connection_errors=False,
    )


def registered() -> dict[str, str]:
    """Queue by workflow: the same in every process, or work would wait for ever in one."""
    return {name: queues.KINDS[name] for name in flows.BY_NAME}


def _register(bench: int, aside: int) -> None:
    glances.shorten(
        DBOS.register_queue(name, worker_concurrency=most, polling_interval_sec=queues.POLL_S[name])
        for name, most in queues.concurrency(bench, aside).items()
    )


@contextmanager
def _alone(engine: sa.Engine) -> Iterator[None]:
    """Two processes that make DBOS's tables at once would trip over each other on Postgres.

    Nobody may wait inside a query or a transaction: DBOS builds indexes concurrently, which waits
    for everybody else's to end.
    """
    if engine.dialect.name == "sqlite":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        end = time.monotonic() + PATIENCE_S
        while not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(TURNSTILE))):
            if time.monotonic() > end:
                raise Busy("Another process has been preparing the database for long; try again.")
            time.sleep(0.1)
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(TURNSTILE)))


_quiet = _Quiet()
