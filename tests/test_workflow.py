"""Workflows: every way that a keepsake can go, with quick work in real processes."""

from __future__ import annotations

import asyncio
import json
import logging
import time

import pytest
import visitor
from quick_studio import (
    WAIT_S,
    act,
    calm,
    chosen,
    gone,
    hanging,
    kinds,
    look,
    status,
    studio,
    trick,
    until,
    waited,
)

from memoreez import db, keepsakes, lineup
from memoreez.errors import NotFound
from memoreez.rows import Keepsake
from memoreez.studio import Studio
from memoreez.workflow import journey

__all__ = ["calm", "studio"]


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


@pytest.mark.slow
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


def test_a_draft_that_fails_is_not_missed(studio: Studio) -> None:
    """Its picture comes all the same."""
    trick(studio, **{"draft-1": "fail"})
    name = visitor.visit(studio)
    until(studio, name, "choosing")
    with db.session(studio.engine, reading=True) as session:
        states = {one.state for one in keepsakes.ledger.concepts(session, look(studio, name))}
    assert states == {"ready"} and kinds(studio, name).count("concept") == 4


@pytest.mark.parametrize(
    ("how", "code", "tries"),
    [
        ("busy", "provider", 4),
        pytest.param("die", "provider", 4, marks=pytest.mark.slow),
        ("fail", "provider", 1),
    ],
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


@pytest.mark.parametrize(
    ("patience_s", "tries"), [(1e-6, 1), pytest.param(1e6, 4, marks=pytest.mark.slow)]
)
def test_who_waited_for_another_machine_has_waited_enough(
    studio: Studio,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    patience_s: float,
    tries: int,
) -> None:
    """A sculptor elsewhere that failed after half an hour is not waited for four times."""
    monkeypatch.setattr(lineup, "patience_s", lambda chosen: patience_s)
    trick(studio, sculpt="busy")
    name = chosen(studio)
    with caplog.at_level(logging.WARNING, "memoreez"):
        until(studio, name, "failed")
    assert sum("again" in message for message in caplog.messages) == tries - 1


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


@pytest.mark.parametrize(
    "step",
    ["sculpt"]
    + [
        pytest.param(step, marks=pytest.mark.slow)
        for step in ("imagine", "draw-3", "finish_figurine", "publish")
    ],
)
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    """It is over already: nothing is raised, nothing else is stopped, and no run comes of it."""
    waiting = studio.flow.depth()
    studio.flow.stop("nobody.1.make")
    assert studio.flow.depth() == waiting
    assert studio.flow._client.list_workflows(workflow_ids=["nobody.1.make"]) == []


@pytest.mark.slow
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
