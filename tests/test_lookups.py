"""What is only read: one keepsake, its events, all that are active, pages of all."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from keepsake_moves import Driver, each_engine, engine, situation

from memoreez import db, keepsakes
from memoreez.errors import BadInput, NotFound

__all__ = ["each_engine", "engine"]

ODD = ["", "x", "../../etc", "a" * 4000, "nul\0", "lone\ud800", "☃", "a' OR '1'='1"]


@pytest.mark.parametrize("question", ["find", "shared"])
def test_what_there_is_not_is_not_found(each_engine: sa.Engine, question: str) -> None:
    """Odd names included: no database error, no other's keepsake."""
    made = Driver(each_engine)
    other = made.row.share if question == "find" else made.id
    for name in (*ODD, other):
        with pytest.raises(NotFound, match="There is no such keepsake"):
            made(question, name)


def test_the_share_link_leads_to_the_keepsake(engine: sa.Engine) -> None:
    """Its token finds the same row as the id."""
    made = Driver(engine)
    assert made("shared", made.row.share).id == made.id


def test_a_file_belongs_to_its_keepsake(each_engine: sa.Engine) -> None:
    """Of another keepsake, or by an odd name, it is not found."""
    made, other = situation(each_engine, "ready"), Driver(each_engine)
    assert made("file", made.id, "figurine.stl").size == 3
    with pytest.raises(NotFound):
        made("file", other.id, "figurine.stl")
    for name in ODD:
        with pytest.raises(NotFound):
            made("file", made.id, name)


def test_events_go_on_where_one_stopped(engine: sa.Engine) -> None:
    """Those after a number, in order, of that keepsake alone."""
    made = situation(engine, "choosing")
    situation(engine, "choosing")
    last = made.row.events
    assert [one.seq for one in made("events_after", made.id, 2)] == list(range(3, last + 1))
    assert not made("events_after", made.id, last)


def test_two_hundred_counters_are_one_query(engine: sa.Engine) -> None:
    """Deleted and unknown ones are left out."""
    made = [Driver(engine) for _ in range(3)]
    made[1].do("delete")
    asked: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    found = made[0]("counters", [one.id for one in made] + [f"none-{n}" for n in range(200)])
    assert found == {made[0].id: 1, made[2].id: 1}
    assert len([one for one in asked if not one.startswith("BEGIN")]) == 1


def test_the_watchdog_sees_what_is_being_made(engine: sa.Engine) -> None:
    """With the run and the counter that must grow; what rests is left out."""
    active = [situation(engine, name) for name in ("imagining", "sculpting", "refining")]
    for name in ("choosing", "ready", "failed make", "cancelled make"):
        situation(engine, name)
    rows = [one.row for one in active]
    assert sorted(active[0]("stalled")) == sorted((r.id, r.run, r.events) for r in rows)


def test_pages_have_every_keepsake_once(each_engine: sa.Engine) -> None:
    """The newest first, also those of the same moment; the last page has no next."""
    made = [Driver(each_engine) for _ in range(5)]
    with db.session(each_engine) as session:  # three of one moment
        moment = sa.select(db.Keepsake.created_at).where(db.Keepsake.id == made[1].id)
        same = db.Keepsake.id.in_([one.id for one in made[1:4]])
        session.execute(
            sa.update(db.Keepsake).where(same).values(created_at=moment.scalar_subquery())
        )
    pages, cursor = [], None
    while not pages or cursor:
        with db.session(each_engine, reading=True) as session:
            rows, cursor = keepsakes.recent(session, 2, cursor)
        pages.append([one.id for one in rows])
    assert [len(page) for page in pages] == [2, 2, 1]
    seen = [one for page in pages for one in page]
    assert sorted(seen) == sorted(one.id for one in made)
    with db.session(each_engine, reading=True) as session:
        assert keepsakes.recent(session, 5)[1] is None
    assert (seen[0], seen[-1]) == (made[4].id, made[0].id)


def test_a_page_that_is_gone_says_so(engine: sa.Engine) -> None:
    """A cursor of nobody's."""
    with pytest.raises(BadInput, match="begin with the first"):
        Driver(engine)("recent", 2, "nobody")
