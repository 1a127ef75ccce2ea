"""Workflows in a studio of quick work: every way that a keepsake can go, and every trap of DBOS."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
import visitor
from dbos import DBOS
from test_bench import gone

from memoreez import db, keepsakes
from memoreez.errors import NotFound, UnknownName
from memoreez.rows import Keepsake
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio
from memoreez.workflow import journey, launch, queues

WAIT_S = 20.0


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio whose work is quick; one for all tests, as one process has one."""
    folder = tmp_path_factory.mktemp("studio")
    made = open_studio(Settings(data_dir=folder, workers=2), workshop="quick_workshop")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def calm(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Quick pauses before another try, and no trick of a test before."""
    monkeypatch.setattr(journey, "PAUSES_S", (0.02, 0.02, 0.02))
    yield
    (studio.settings.data_dir / "tricks.json").write_text("{}")


def trick(studio: Studio, **tricks: str) -> None:
    """From now on the workshop misbehaves so."""
    (studio.settings.data_dir / "tricks.json").write_text(json.dumps(tricks))


def until(studio: Studio, keepsake: str, *states: str) -> Keepsake:
    """The row, as soon as it is in one of these states."""
    return waited(
        lambda: next((row for row in [look(studio, keepsake)] if row.state in states), None),
        f"{keepsake} is not {states} in time",
    )


def waited(look: Callable[[], Keepsake | None], trouble: str = "") -> Keepsake:
    """What it returns once that is something."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(trouble)


def look(studio: Studio, keepsake: str) -> Keepsake:
    """The row as it is now."""
    with db.session(studio.engine, reading=True) as session:
        return keepsakes.find(session, keepsake)


def kinds(studio: Studio, keepsake: str) -> list[str]:
    """What has happened to it."""
    with db.session(studio.engine, reading=True) as session:
        return [event.kind for event in keepsakes.events_after(session, keepsake, 0)]


def act(studio: Studio, change: Callable[..., Keepsake], *args: object) -> Keepsake:
    """A change of a person, with what it begins."""
    with db.session(studio.engine) as session:
        before = keepsakes.find(session, str(args[0])).run
        row = change(session, *args)
        if row.run != before:
            studio.flow.enqueue(session, row)
    if change is keepsakes.cancel:
        studio.flow.stop(row.run)
    return row


def chosen(studio: Studio) -> str:
    """A keepsake with pictures, whose first concept is chosen."""
    name = visitor.visit(studio)
    until(studio, name, "choosing")
    act(studio, keepsakes.choose, name, keepsakes.Choice(1, ("Ada",)))
    return name


def status(run: str) -> str:
    """How DBOS sees that workflow."""
    found = DBOS.list_workflows(workflow_ids=[run])
    return found[0].status if found else ""


def hanging(studio: Studio) -> int:
    """The process of a helper that hangs."""
    path = studio.settings.data_dir / "hanging"
    path.unlink(missing_ok=True)
    waited(path.exists)  # type: ignore[arg-type]
    time.sleep(0.05)
    return int(json.loads(path.read_text().splitlines()[-1])["pid"])


def test_all_the_way(studio: Studio) -> None:
    """Hobbies become concepts, pictures, a figurine, and another one with other words."""
    name = visitor.visit(studio)
    assert visitor.stay(studio, 1, WAIT_S)
    row = look(studio, name)
    assert (row.state, row.version, row.error) == ("ready", 2, None)
    assert row.figurine and row.figurine["inscription"] == ["Bob"]
    seen = kinds(studio, name)
    assert seen.index("concepts") < seen.index("concept") < seen.index("choosing")
    assert seen.count("ready") == 2 and seen.count("stage") == 7


def test_retry_draws_only_what_failed(studio: Studio) -> None:
    """A failed picture does not stop the others; another try draws just that one."""
    trick(studio, **{"draw-2": "fail"})
    name = visitor.visit(studio)
    until(studio, name, "choosing")
    trick(studio)
    with db.session(studio.engine, reading=True) as session:
        states = [one.state for one in keepsakes.ledger.concepts(session, look(studio, name))]
    assert states == ["ready", "failed", "ready", "ready"]
    before = (studio.settings.data_dir / "ledger").read_text().count(name)
    act(studio, keepsakes.retry, name)
    until(studio, name, "choosing")
    assert (studio.settings.data_dir / "ledger").read_text().count(name) == before + 2  # a draft


@pytest.mark.parametrize(
    ("how", "code", "tries"),
    [("busy", "provider", 4), ("die", "provider", 4), ("fail", "provider", 1)],
)
def test_only_what_may_pass_is_tried_again(
    studio: Studio, how: str, code: str, tries: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A busy provider and a helper that died are tried four times, a refusal once."""
    trick(studio, sculpt=how)
    name = chosen(studio)
    with caplog.at_level(logging.WARNING, "memoreez"):
        row = until(studio, name, "failed")
    assert row.error and row.error["code"] == code
    assert sum("again" in message for message in caplog.messages) == tries - 1
    trick(studio)
    act(studio, keepsakes.retry, name)
    assert until(studio, name, "ready").error is None


def test_a_bug_is_a_sentence_and_a_reference(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    """The person gets no traceback, the log no text of theirs, both the same reference."""
    trick(studio, sculpt="bug")
    name = chosen(studio)
    row = until(studio, name, "failed")
    assert row.error and row.error["code"] == "unforeseen" and row.error["retryable"]
    reference = row.error["advice"].split("reference ")[1].split()[0]
    assert reference in caplog.text and "quick_workshop.py" in caplog.text
    assert "ValueError" in caplog.text and f"secret words of {name}" not in caplog.text
    assert "ValueError" not in json.dumps(row.error)


@pytest.mark.parametrize("step", ["imagine", "draw-3", "sculpt", "finish_figurine", "publish"])
def test_cancel_ends_the_helper_within_a_second(studio: Studio, step: str) -> None:
    """In every stage: the state at once, the process soon, and nothing changes afterwards."""
    trick(studio, **{step: "hang"})
    name = visitor.visit(studio) if step in ("imagine", "draw-3") else chosen(studio)
    pid = hanging(studio)
    start = time.monotonic()
    row = act(studio, keepsakes.cancel, name)
    assert row.state == "cancelled"
    assert gone(pid, 2.0)
    assert time.monotonic() - start < 1.5  # 1 s, and this machine's moods
    events = look(studio, name).events
    trick(studio)
    time.sleep(0.2)
    assert look(studio, name).events == events and status(row.run) == "CANCELLED"
    act(studio, keepsakes.retry, name)
    until(studio, name, "choosing", "ready")


def test_a_cancelled_refinement_leaves_the_figurine(studio: Studio) -> None:
    """It is ready as before."""
    name = chosen(studio)
    until(studio, name, "ready")
    trick(studio, finish_figurine="hang")
    act(studio, keepsakes.refine, name, keepsakes.Change(pedestal="oval"))
    hanging(studio)
    row = act(studio, keepsakes.cancel, name)
    assert row.state == "ready" and row.figurine and row.figurine["pedestal"] == "round"


def test_a_step_that_hangs_is_killed_and_fails(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its deadline, and as many tries as there are."""
    monkeypatch.setitem(journey.DEADLINE_S, "sculpture", 0.3)
    trick(studio, sculpt="hang")
    row = until(studio, chosen(studio), "failed")
    assert row.error and row.error["code"] == "late" and row.error["retryable"]


def test_deleted_meanwhile_ends_quietly(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    """The workflow finds nobody who listens."""
    trick(studio, sculpt="hang")
    name = chosen(studio)
    pid = hanging(studio)
    run = look(studio, name).run
    with db.session(studio.engine) as session:
        keepsakes.delete(session, name)
    studio.flow.stop(run)
    assert gone(pid)
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


def test_superseded_ends_quietly(studio: Studio) -> None:
    """A round that is still drawn when its first concept is chosen goes on, and says no more."""
    trick(studio, **{"draw-4": "hang"})
    name = visitor.visit(studio)
    hanging(studio)
    waited(lambda: None if "concept" not in kinds(studio, name) else look(studio, name))
    run = look(studio, name).run
    waited(lambda: _picture_ready(studio, name))
    act(studio, keepsakes.choose, name, keepsakes.Choice(1))
    until(studio, name, "ready")
    studio.flow.stop(run)
    assert kinds(studio, name).count("choosing") == 0
    assert look(studio, name).state == "ready"


def _picture_ready(studio: Studio, name: str) -> Keepsake | None:
    with db.session(studio.engine, reading=True) as session:
        row = keepsakes.find(session, name)
        return row if keepsakes.ledger.concepts(session, row)[0].state == "ready" else None


def test_enqueued_with_its_row_or_not_at_all(studio: Studio) -> None:
    """A transaction that is undone leaves neither row nor workflow."""

    class Undone(Exception):
        pass

    begun: list[str] = []

    def begin() -> None:
        with db.session(studio.engine) as session:
            row, _ = keepsakes.create(session, keepsakes.NewKeepsake("chess"), None)
            studio.flow.enqueue(session, row)
            begun.append(row.id)
            raise Undone

    with pytest.raises(Undone):
        begin()
    name = begun[0]
    assert status(f"{name}.1.imagine") == ""
    with pytest.raises(NotFound):
        look(studio, name)


def test_stopping_the_unknown_is_fine(studio: Studio) -> None:
    """It is over already."""
    studio.flow.stop("nobody.1.make")


def test_the_line(studio: Studio) -> None:
    """Who waits is counted by queue, and told how many come before."""
    trick(studio, sculpt="hang")
    names = [chosen(studio) for _ in range(3)]
    time.sleep(0.8)
    assert studio.flow.depth()["sculpt"] == 2
    ahead = sorted(studio.flow.ahead(look(studio, name).run) for name in names)
    assert ahead == [0, 0, 1]
    for name in names:
        act(studio, keepsakes.cancel, name)


def test_preview_comes_from_a_process_of_its_own(studio: Studio) -> None:
    """Heavy work does not delay it; it gets the light figure beside the published files."""
    name = chosen(studio)
    until(studio, name, "ready")
    wish = {"concept_id": 1, "inscription": ["Eve"]}
    light, wished, title = json.loads(asyncio.run(studio.flow.preview(name, wish)))
    assert light == f"keepsakes/{name}/version-1/light.npz"
    assert (wished, title) == (wish, "Concept 1")


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
    assert set(queues.RECOVERIES) == set(queues.TIMEOUT_S) == set(queues.KINDS)


def test_only_named_queues_are_used(studio: Studio) -> None:
    """Trap 4: every executor drains DBOS's internal queue."""
    until(studio, visitor.visit(studio), "choosing")
    ended = DBOS.list_workflows(status="SUCCESS", load_input=False, load_output=False)
    assert {one.queue_name for one in ended} <= set(queues.QUEUES)


def test_waiting_rounds_do_not_starve_their_pictures(studio: Studio) -> None:
    """Trap 7: more rounds than hands, all come to their end."""
    names = [visitor.visit(studio) for _ in range(8)]
    for name in names:
        until(studio, name, "choosing")


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
