"""What a person can do with a keepsake: choices at once, versions, refining, deletion."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import sqlalchemy as sa
from keepsake_moves import (
    FIGURINE,
    OOPS,
    Driver,
    at_once,
    each_engine,
    engine,
    situation,
    stored,
)
from sqlalchemy.orm import Session

from memoreez import db, keepsakes
from memoreez.errors import BadInput, Conflict, NotFound, UnknownName
from memoreez.keepsakes import Change, Choice

__all__ = ["each_engine", "engine"]

POSTGRES = [pytest.param("postgres", marks=pytest.mark.postgres)]


def test_of_two_choices_at_once_one_wins(each_engine: sa.Engine) -> None:
    """One is made, the other is told that it conflicts; there is one run and one event."""
    for _ in range(3):
        made = situation(each_engine, "choosing")
        before = made.row
        wishes = [Choice(1, ("Ada",)), Choice(2, ("Bob",))]
        told = at_once(*(partial(made, "choose", made.id, wish) for wish in wishes))
        assert sorted(type(one).__name__ for one in told) == ["Conflict", "Keepsake"]
        winner = next(one for one in told if isinstance(one, db.Keepsake))
        assert made.row.wanted == winner.wanted
        assert (made.row.runs, made.row.events) == (before.runs + 1, before.events + 1)


def test_a_choice_waits_for_the_one_before_it(each_engine: sa.Engine) -> None:
    """What reads the state in the middle of another's change reads it afterwards."""
    made = situation(each_engine, "choosing")
    with ThreadPoolExecutor(1) as pool:
        with db.session(each_engine) as session:
            keepsakes.choose(session, made.id, Choice(1))
            second = pool.submit(made, "choose", made.id, Choice(2))
            with pytest.raises(TimeoutError):
                second.result(timeout=0.2)
        with pytest.raises(Conflict):
            second.result()


@pytest.mark.parametrize("each_engine", POSTGRES, indirect=True)  # on SQLite nobody else can
def test_what_was_read_before_is_read_again(each_engine: sa.Engine) -> None:
    """A state that the transaction saw earlier does not count if it has changed since."""
    made = situation(each_engine, "choosing")
    with pytest.raises(Conflict), db.session(each_engine) as session:
        seen_then_chosen(session, made)
    assert made.row.wanted is not None and made.row.wanted["concept_id"] == 2


def seen_then_chosen(session: Session, made: Driver) -> None:
    assert keepsakes.find(session, made.id).state == "choosing"
    made("choose", made.id, Choice(2))
    keepsakes.choose(session, made.id, Choice(1))


def test_a_choice_is_not_a_refinement(engine: sa.Engine) -> None:
    """While refining, the same wish as a choice is another thing, and conflicts."""
    made = situation(engine, "refining")
    with pytest.raises(Conflict):
        made("choose", made.id, Choice(1, ("Cleo",)))


def test_the_same_choice_twice_at_once_is_one(each_engine: sa.Engine) -> None:
    """A double click begins one run, and both are told of it."""
    made = situation(each_engine, "choosing")
    click = partial(made, "choose", made.id, Choice(1))
    first, second = at_once(click, click)
    assert first.run == second.run == made.row.run


def test_many_events_at_once_stay_in_order(each_engine: sa.Engine) -> None:
    """Eight threads report on one keepsake: the events are 1 … n without a gap."""
    made = situation(each_engine, "sculpting")
    begin = partial(made, "begin_stage", made.id, made.row.run, "sculpture", 1, 3)
    before = made.row.events
    at_once(*[begin] * 8)
    assert [one.seq for one in made.events()] == list(range(1, before + 9))
    assert made.row.events == before + 8


def test_a_concept_of_another_round_or_keepsake_is_unknown(engine: sa.Engine) -> None:
    """The sentence says which there are; absurd numbers are only unknown."""
    made = situation(engine, "choosing")
    for number in (0, 3, -1, 2**31, 10**30):
        with pytest.raises(NotFound, match=r"no concept -?\d+; choose one of 1, 2\."):
            made("choose", made.id, Choice(number))


def test_a_picture_that_is_not_there_cannot_be_chosen(engine: sa.Engine) -> None:
    """A draft, a picture that waits and one that failed are not ready."""
    for name, state in (("drawing", "drawing"), ("choosing, one failed", "failed")):
        made = situation(engine, name)
        with pytest.raises(Conflict, match=rf"concept 2 is not ready \({state}\)"):
            made("choose", made.id, Choice(2))


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Choice(1, pedestal="plinth"), UnknownName),
        (Choice(1, style="painted"), UnknownName),
        (Choice(1, height_mm=19.9), BadInput),
        (Choice(1, height_mm=float("nan")), BadInput),
        (Choice(1, ("a", "b", "c")), BadInput),
        (Choice(1, ("x" * 121,)), BadInput),
    ],
)
def test_a_wish_that_cannot_be_made_is_refused(
    engine: sa.Engine, wish: Choice, error: type[Exception]
) -> None:
    """Before anything changes."""
    made = situation(engine, "choosing")
    before = made.rows()
    with pytest.raises(error):
        made("choose", made.id, wish)
    assert made.rows() == before


def test_a_wish_has_its_own_version(engine: sa.Engine) -> None:
    """Another wish is another version; the same one tried again finds what was done."""
    made = situation(engine, "sculpting")
    assert made.row.version == 1
    made.do("fail")
    assert made.do("retry").version == 1
    made.do("cancel")
    assert made.do("choose").version == 1
    made.do("cancel")
    assert made.do("choose other").version == 2
    made.do("publish")
    assert made.row.figurine is not None and made.row.figurine["version"] == 2
    assert made.do("refine").version == 3
    made.do("fail")
    assert made.row.figurine["version"] == 2
    assert made("refine", made.id, Change(height_mm=70)).version == 4


def test_a_published_version_is_never_made_again(engine: sa.Engine) -> None:
    """The same choice after it was published is a new version: its files are not overwritten."""
    made = situation(engine, "ready")
    assert made.do("choose").version == 2


def test_refining_starts_from_what_was_published(engine: sa.Engine) -> None:
    """Whatever was chosen since in vain; what is not mentioned stays."""
    made = situation(engine, "failed later make")
    assert made.row.choice is not None and made.row.choice["inscription"] == ["Bob"]
    row = made("refine", made.id, Change(height_mm=120, pedestal="oval"))
    assert row.wanted == {
        "concept_id": 1,
        "inscription": ["Ada"],
        "pedestal": "oval",
        "height_mm": 120.0,
        "style": "engraved",
    }


@pytest.mark.parametrize("end", ["cancel", "fail"])
def test_a_refinement_in_vain_leaves_the_figurine(engine: sa.Engine, end: str) -> None:
    """The former version, its wish and its files are there; only a failure says why."""
    made = situation(engine, "ready")
    before = made.row
    made.do("refine")
    made.do(end)
    row = made.row
    assert (row.state, row.figurine, row.choice) == ("ready", before.figurine, before.choice)
    assert row.error == (OOPS if end == "fail" else None)
    assert made.events()[-1].kind == "restored"


def test_trying_again_draws_only_what_failed(engine: sa.Engine) -> None:
    """While choosing, the failed picture waits again and the finished one stays."""
    made = situation(engine, "choosing, one failed")
    kept = made.drawn(1)
    row = made.do("retry")
    assert (row.state, row.doing, row.round) == ("imagining", "imagine", 1)
    assert (made.drawn(2).state, made.drawn(2).error) == ("waiting", None)
    assert (made.drawn(1).state, made.drawn(1).picture_version) == (
        "ready",
        kept.picture_version,
    )


@pytest.mark.parametrize("end", ["cancel", "fail"])
def test_trying_again_makes_the_same_wish(engine: sa.Engine, end: str) -> None:
    """With nothing left of how it ended, and its stage waiting for its turn."""
    made = situation(engine, "sculpting")
    wish = made.row.wanted
    made.do(end)
    assert (made.row.wanted, made.row.stage) == (None, None)
    row = made.do("retry")
    assert (row.wanted, row.choice, row.error) == (wish, wish, None)
    assert row.stage is not None and row.stage["name"] == "sculpture"


def test_what_is_stopped_does_not_wait_for_ever(engine: sa.Engine) -> None:
    """Cancelled in the middle of a round, its open pictures say that they were stopped."""
    stopped = situation(engine, "cancelled round").drawn(2)
    assert stopped.state == "failed"
    assert stopped.error is not None and stopped.error["code"] == "stopped"


def test_more_concepts_are_another_round(engine: sa.Engine) -> None:
    """The old ones stay, those still open are given up, and the figurine stays."""
    made = situation(engine, "sculpting early")
    made.do("publish")
    row = made.do("more")
    assert (row.round, row.state) == (2, "imagining")
    assert row.figurine is not None
    assert made.drawn(2).state == "failed" and made.drawn(1).state == "ready"


def test_every_change_says_when(engine: sa.Engine) -> None:
    """Retention and the operator's list go by when a keepsake was touched last."""
    made = situation(engine, "choosing")
    before = made.row.updated_at
    row = made.do("choose")
    assert row.updated_at == made.row.updated_at == made.events()[-1].at > before


@pytest.mark.parametrize("name", ["", "nul\0", "lone\ud800", "../..", "x" * 5000])
def test_an_odd_name_is_nobodys(each_engine: sa.Engine, name: str) -> None:
    """Whoever makes up links hears that there is no such keepsake, from every database."""
    made = Driver(each_engine)
    for operation in ("more", "cancel", "retry", "delete"):
        with pytest.raises(NotFound):
            made(operation, name)


def test_deletion_forgets_everything(each_engine: sa.Engine) -> None:
    """Rows of all tables go, others' stay."""
    gone, kept = situation(each_engine, "ready"), situation(each_engine, "ready")
    gone.do("delete")
    assert not any(gone.rows().values())
    assert all(kept.rows().values())


def test_a_figurine_of_nothing_but_its_measures_is_completed(engine: sa.Engine) -> None:
    """What is known of concept and wish need not be said by the step that publishes."""
    made = situation(engine, "sculpting")
    made("published", made.id, made.row.run, FIGURINE, [stored(made.id, "figurine.stl")])
    figurine = made.row.figurine
    assert figurine is not None
    assert (figurine["title"], figurine["concept_id"]) == ("Idea 1", 1)
    assert (figurine["inscription"], figurine["height_mm"]) == (["Ada"], 90.0)
