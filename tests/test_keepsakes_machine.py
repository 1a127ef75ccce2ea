"""Random lives of a keepsake: whatever happens in whatever order, it stays in a legal state."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from keepsake_moves import OPERATIONS, Driver, sqlite_in

from memoreez.errors import Conflict, NotFound, StudioError, Superseded

NEXT = {  # state → where one event may lead; itself: something was reported
    "imagining": {"imagining", "choosing", "sculpting", "failed", "cancelled"},
    "choosing": {"imagining", "sculpting"},
    "sculpting": {"sculpting", "ready", "failed", "cancelled"},
    "ready": {"imagining", "sculpting", "ready"},
    "failed": {"imagining", "sculpting", "failed"},
    "cancelled": {"imagining", "sculpting"},
}
GOVERNED = ("stage", "concepts", "done", "publish", "fail")
USUAL = {  # what brings a keepsake on, so that lives get somewhere
    "imagining": ("concepts", "land 1", "land 2", "done"),
    "sculpting": ("stage", "publish"),
}
ENGINES: list[sa.Engine] = []


class Lives(RuleBasedStateMachine):
    """People and workflows, those that are long out of date too, do anything at any time."""

    @initialize()
    def born(self) -> None:
        """The database is shared by all lives."""
        self.driver = Driver(ENGINES[0])
        self.runs = [self.driver.row.run]
        self.life = self.driver.rehearsal()
        self.life.__enter__()

    def teardown(self) -> None:
        """Nothing of this life is kept."""
        self.life.__exit__(None, None, None)

    @rule(name=st.sampled_from([n for n in OPERATIONS if n not in (*GOVERNED, "delete")]))
    def act(self, name: str) -> None:
        """A person does something, or a picture lands."""
        self.attempt(name, self.runs[-1])

    @rule(name=st.sampled_from(GOVERNED), data=st.data())
    def report(self, name: str, data: st.DataObject) -> None:
        """A workflow reports, of any run that there ever was; it makes only its own reports."""
        run = data.draw(st.sampled_from(self.runs))
        makes = run.endswith("imagine")
        if name == "stage" or name == "fail" or makes == (name in ("concepts", "done")):
            before = self.driver.rows()
            done = self.attempt(name, run)
            if run != self.runs[-1]:
                assert not done and self.driver.rows() == before

    @precondition(lambda self: self.driver.row.state in USUAL)
    @rule()
    def advance(self) -> None:
        """What is being made is finished."""
        for name in USUAL[self.driver.row.state]:
            self.attempt(name, self.runs[-1])

    def attempt(self, name: str, run: str) -> bool:
        """Whether it was done; what is refused changes nothing."""
        before = self.driver.rows()
        try:
            self.driver.do(name, run)
        except (Conflict, NotFound, Superseded):
            assert self.driver.rows() == before
            return False
        was, now = before["keepsakes"][0], self.driver.rows()["keepsakes"][0]
        if now["events"] == was["events"]:
            assert self.driver.rows() == before
        else:
            assert now["events"] == was["events"] + 1
            assert now["state"] in NEXT[was["state"]]
        if now["run"] != self.runs[-1]:
            assert now["run"] not in self.runs
            self.runs.append(now["run"])
        return True

    @invariant()
    def legal(self) -> None:
        """What every keepsake has in its state."""
        row = self.driver.row
        working = row.state in ("imagining", "sculpting")
        assert (row.stage is not None) == working
        assert (row.wanted is not None) == (row.state == "sculpting")
        assert row.error is None or row.state in ("failed", "ready")
        assert row.error is not None or row.state != "failed"
        assert row.figurine is not None or row.state != "ready"
        assert row.state != "sculpting" or row.choice == row.wanted
        assert row.state not in ("sculpting", "ready") or row.choice is not None
        assert (
            row.state != "ready"
            or row.figurine is None
            or row.choice is None
            or all(row.figurine[name] == value for name, value in row.choice.items())
        )
        assert row.run == f"{row.id}.{row.runs}.{row.doing}"
        assert len(self.runs) == row.runs

    @invariant()
    def counted(self) -> None:
        """Events are 1, 2, 3 … without a gap, and the last one tells the state."""
        events = self.driver.events()
        assert [one.seq for one in events] == list(range(1, self.driver.row.events + 1))
        assert events[-1].data["state"] == self.driver.row.state

    @invariant()
    def nobody_waits_in_vain(self) -> None:
        """A picture is open only while its round is drawn, or may still be landing."""
        row = self.driver.row
        concepts = self.driver.rows()["concepts"]
        pending = [one for one in concepts if one["state"] in ("waiting", "drawing")]
        assert all(one["round"] == row.round for one in pending)
        assert not pending or row.state not in ("choosing", "cancelled")
        assert all((one["error"] is not None) == (one["state"] == "failed") for one in concepts)


def test_any_life_is_legal() -> None:
    """Random sequences of operations never leave the legal states (see Lives)."""
    with tempfile.TemporaryDirectory() as folder:
        ENGINES[:] = [sqlite_in(Path(folder))]
        lives = settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        try:
            Lives.TestCase.settings = lives
            Lives.TestCase("runTest").runTest()
        finally:
            ENGINES.pop().dispose()


def test_no_life_is_legal_after_deletion() -> None:
    """Once deleted, nothing can be done or reported, and nothing comes back."""
    with tempfile.TemporaryDirectory() as folder:
        made = sqlite_in(Path(folder))
        gone = Driver(made)
        run = gone.row.run
        gone.do("delete")
        for name in OPERATIONS:
            with pytest.raises(StudioError):
                gone.do(name, run)
        assert not any(gone.rows().values())
        made.dispose()
