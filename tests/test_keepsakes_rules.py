"""The state rules: every situation × every operation, and who may still report."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import pytest
from keepsake_moves import OPERATIONS, SITUATIONS, Driver, situation, sqlite_in

from memoreez.errors import Conflict, NotFound, StudioError, Superseded

GONE, NO, OLD = NotFound, Conflict, Superseded
ACTS = ("more", "choose", "choose other", "refine", "cancel", "retry", "delete")
M, C, S, R, F, X = "imagining", "choosing", "sculpting", "ready", "failed", "cancelled"
D = "deleted"
# situation: what each of ACTS leads to
RULES: dict[str, tuple[object, ...]] = {
    "imagining": (NO, GONE, GONE, NO, X, NO, D),  # the concept is not known yet
    "drawing": (NO, S, S, NO, X, NO, D),
    "choosing": (M, S, S, NO, NO, NO, D),
    "choosing, one failed": (M, S, S, NO, NO, M, D),
    "sculpting": (NO, S, NO, NO, X, NO, D),
    "sculpting early": (NO, S, NO, NO, X, NO, D),
    "ready": (M, S, S, S, NO, NO, D),
    "refining": (NO, NO, NO, NO, R, NO, D),
    "failed round": (M, NO, NO, NO, NO, M, D),
    "failed make": (M, S, S, NO, NO, S, D),
    "failed later make": (M, S, S, S, NO, S, D),
    "cancelled round": (M, S, S, NO, NO, M, D),
    "cancelled make": (M, S, S, NO, NO, S, D),
    "deleted": (GONE,) * 7,
}
REPORTS = ("stage", "concepts", "draft 2", "land 1", "land 2", "spoil 2", "done", "publish", "fail")
# the same for what the governing workflow and its pictures report
NEWS: dict[str, tuple[object, ...]] = {
    "imagining": (M, M, OLD, OLD, OLD, OLD, F, None, F),
    "drawing": (M, M, M, M, M, M, C, None, C),
    "choosing": (OLD, OLD, C, C, C, C, OLD, OLD, OLD),
    "choosing, one failed": (OLD, OLD, OLD, C, OLD, OLD, OLD, OLD, OLD),
    "sculpting": (S, None, OLD, S, OLD, OLD, None, R, F),
    "sculpting early": (S, None, S, S, S, S, None, R, F),
    "ready": (OLD, OLD, OLD, R, OLD, OLD, OLD, OLD, OLD),
    "refining": (S, None, OLD, S, OLD, OLD, None, R, R),
    "failed round": (OLD, OLD, OLD, OLD, OLD, OLD, OLD, OLD, OLD),
    "failed make": (OLD, OLD, OLD, F, OLD, OLD, OLD, OLD, OLD),
    "failed later make": (OLD, OLD, OLD, F, OLD, OLD, OLD, OLD, OLD),
    "cancelled round": (OLD,) * 9,
    "cancelled make": (OLD,) * 9,
    "deleted": (OLD,) * 9,
}
# what has been done already changes nothing and is no event
AGAIN = {("choose", name) for name in RULES if name.startswith("sculpting")}
AGAIN |= {("land 1", name) for name, news in NEWS.items() if news[3] is not OLD}
AGAIN |= {(operation, "choosing") for operation in ("draft 2", "land 2", "spoil 2")}
PAIRS = [
    (name, operation, outcome)
    for table, operations in ((RULES, ACTS), (NEWS, REPORTS))
    for name, outcomes in table.items()
    for operation, outcome in zip(operations, outcomes, strict=True)
    if outcome is not None  # a report that this workflow never makes
]


def test_the_tables_are_complete() -> None:
    """Every situation and every operation is in a table."""
    assert set(RULES) == set(NEWS) == set(SITUATIONS)
    assert set(ACTS) | set(REPORTS) == set(OPERATIONS)


Standing = Callable[[str], Driver]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """A keepsake in each situation, for tests that leave it as it is."""
    made = sqlite_in(tmp_path_factory.mktemp("rules"))
    yield functools.cache(functools.partial(situation, made))
    made.dispose()


@pytest.mark.parametrize(("name", "operation", "outcome"), PAIRS)
def test_each_operation_does_what_the_rules_say(
    standing: Standing, name: str, operation: str, outcome: object
) -> None:
    """It leads to that state with one event, or is refused and changes nothing."""
    made = standing(name)
    with made.rehearsal():
        before = made.rows()
        run = made.row.run if name != D else "gone"
        if isinstance(outcome, type):
            with pytest.raises(StudioError) as caught:
                made.do(operation, run)
            assert type(caught.value) is outcome
            assert made.rows() == before
            return
        made.do(operation, run)
        after = made.rows()
        if outcome == D:
            assert not any(after.values())
        else:
            assert after["keepsakes"][0]["state"] == outcome
            again = (operation, name) in AGAIN
            assert len(after["events"]) == len(before["events"]) + (not again)
            assert (after == before) == again


@pytest.mark.parametrize("report", ["stage", "concepts", "done", "publish", "fail"])
@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_an_old_run_changes_nothing(standing: Standing, name: str, report: str) -> None:
    """A workflow that does not govern the keepsake is told so, whatever it reports."""
    made = standing(name)
    with made.rehearsal():
        before = made.rows()
        with pytest.raises(Superseded):
            made.do(report, f"{made.id}.0.imagine")
        assert made.rows() == before
