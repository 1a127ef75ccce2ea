"""Past times, and what is expected of them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from keepsake_moves import each_engine, engine

from memoreez import db, timings

__all__ = ["each_engine", "engine"]


def record(engine: sa.Engine, stage: str, *seconds: float) -> None:
    with db.session(engine) as session:
        for one in seconds:
            timings.record_timing(session, stage, one)
            session.flush()


def expected(engine: sa.Engine) -> dict[str, float]:
    with db.session(engine, reading=True) as session:
        return timings.expected(session)


def test_before_the_first_run_the_usual_is_expected(engine: sa.Engine) -> None:
    """Every stage has a time from the beginning."""
    assert expected(engine) == timings.USUAL
    assert {stage for plan in timings.PLANS.values() for stage in plan} == set(timings.USUAL)


def test_the_median_of_the_last_twenty_counts(each_engine: sa.Engine) -> None:
    """One slow run does not count much, and an old one not at all."""
    record(each_engine, "files", *[100.0] * 30, *[4.0] * 9, 900.0, *[5.0] * 10)
    record(each_engine, "figurine", 1.0, 2.0)
    assert expected(each_engine) == {**timings.USUAL, "files": 5.0, "figurine": 1.5}


def test_the_old_are_forgotten(each_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last of each stage stay, however many others there are of another."""
    monkeypatch.setattr(timings, "KEPT", 3)
    record(each_engine, "files", 1.0, 2.0)
    record(each_engine, "figurine", 1.0, 2.0, 3.0, 4.0, 5.0)
    record(each_engine, "files", 3.0, 4.0)
    record(each_engine, "concepts", 1.0)
    for _ in range(2):
        with db.session(each_engine) as session:
            timings.prune(session)
        with db.session(each_engine, reading=True) as session:
            kept = session.execute(sa.select(db.Timing.stage, db.Timing.seconds)).all()
        found = {stage: sorted(s for name, s in kept if name == stage) for stage, _ in kept}
        assert found == {"files": [2, 3, 4], "figurine": [3, 4, 5], "concepts": [1]}


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_impossible_times_are_not_remembered(engine: sa.Engine, seconds: float) -> None:
    """A clock that was set back does not spoil what is expected."""
    record(engine, "files", seconds)
    assert expected(engine)["files"] == timings.USUAL["files"]


def test_what_is_expected_is_one_query(engine: sa.Engine) -> None:
    """Whatever the number of stages."""
    asked: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    expected(engine)
    assert len([one for one in asked if not one.startswith("BEGIN")]) == 1
