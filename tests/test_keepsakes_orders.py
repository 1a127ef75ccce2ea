"""New keepsakes: what is kept of an order, and keys that make one keepsake only once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from keepsake_moves import Driver, at_once, each_engine, engine

from memoreez import db, keepsakes
from memoreez.errors import Conflict
from memoreez.keepsakes import NewKeepsake

__all__ = ["each_engine", "engine"]

ORDER = NewKeepsake("plays guitar", "Ada", "40th birthday", "en", 7)


def create(engine: sa.Engine, key: str | None, order: NewKeepsake = ORDER) -> tuple[str, bool]:
    with db.session(engine) as session:
        row, created = keepsakes.create(session, order, key)
    return row.id, created


def count(engine: sa.Engine, table: type[db.Row]) -> int:
    with db.session(engine, reading=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_new_keepsake_is_whole(engine: sa.Engine) -> None:
    """It has what was typed, unguessable names, its first run and its first event."""
    made = Driver(engine, **vars(ORDER))
    row = made.row
    typed = (row.hobbies, row.name, row.occasion, row.language, row.seed)
    assert typed == ("plays guitar", "Ada", "40th birthday", "en", 7)
    assert len({row.id, row.share, Driver(engine).row.share}) == 3
    assert len(row.id) == len(row.share) == 22
    assert (row.state, row.run, row.round) == ("imagining", f"{row.id}.1.imagine", 1)
    assert [(one.kind, one.data) for one in made.events()] == [("created", {"state": "imagining"})]
    assert abs(datetime.now(UTC) - row.created_at) < timedelta(minutes=1)


def test_any_seed_can_be_said_by_javascript(engine: sa.Engine) -> None:
    """Without a seed each keepsake gets another, a number that survives a double."""
    seeds = {Driver(engine).row.seed for _ in range(5)}
    assert len(seeds) == 5 and max(seeds) < 2**53


def test_the_greatest_seed_is_kept(each_engine: sa.Engine) -> None:
    """Seeds have 63 bits."""
    assert Driver(each_engine, seed=2**63 - 1).row.seed == 2**63 - 1


def test_text_that_a_database_refuses_is_cleaned(each_engine: sa.Engine) -> None:
    """NUL, lone surrogates and controls vanish; emoji, umlauts and right-to-left stay."""
    made = Driver(each_engine, hobbies="gui\0tar\ud800,\x1b cats\n🎸 für שרה", name="A\nda\0")
    assert made.row.hobbies == "guitar, cats\n🎸 für שרה"
    assert made.row.name == "A da"


def test_a_key_makes_one_keepsake(each_engine: sa.Engine) -> None:
    """The same key and order give the keepsake that is there, without another event."""
    first, created = create(each_engine, "key")
    assert created
    assert create(each_engine, "key") == (first, False)
    assert count(each_engine, db.Keepsake) == count(each_engine, db.Event) == 1


def test_a_key_is_for_one_order(each_engine: sa.Engine) -> None:
    """The same key with another order is refused, and the sentence says so."""
    create(each_engine, "key")
    with pytest.raises(Conflict, match="Idempotency-Key was used for another order"):
        create(each_engine, "key", NewKeepsake("plays drums"))
    assert count(each_engine, db.Keepsake) == 1


def test_without_a_key_every_order_is_new(engine: sa.Engine) -> None:
    """Two equal orders make two keepsakes."""
    assert create(engine, None)[0] != create(engine, None)[0]


def test_any_text_can_be_a_key(each_engine: sa.Engine) -> None:
    """Keys are only compared: NULs, surrogates and 10,000 characters do no harm."""
    first, _ = create(each_engine, "\0\ud800" * 5000)
    assert create(each_engine, "\0\ud800" * 5000) == (first, False)


def test_a_key_is_forgotten_after_a_day(engine: sa.Engine) -> None:
    """24 hours later the same key makes another keepsake; a little before, it does not."""
    first, _ = create(engine, "key")
    age(engine, timedelta(hours=23, minutes=59))
    assert create(engine, "key") == (first, False)
    age(engine, timedelta(hours=24, minutes=1))
    assert create(engine, "key")[1]


def age(engine: sa.Engine, by: timedelta) -> None:
    with db.session(engine) as session:
        session.execute(sa.update(db.Idempotency).values(at=datetime.now(UTC) - by))


@pytest.mark.parametrize("forget", ["keepsakes.delete", "rows only"])
def test_the_key_of_a_deleted_keepsake_is_free(engine: sa.Engine, forget: str) -> None:
    """It makes a new one, whoever deleted the old one."""
    first, _ = create(engine, "key")
    with db.session(engine) as session:
        if forget == "rows only":
            session.execute(sa.delete(db.Keepsake))
        else:
            keepsakes.delete(session, first)
            assert not session.scalars(sa.select(db.Idempotency)).all()
    second, created = create(engine, "key")
    assert created and second != first
    assert create(engine, "key") == (second, False)


def test_two_with_one_key_at_once_make_one_keepsake(each_engine: sa.Engine) -> None:
    """Whoever comes second gets the keepsake of the first."""
    for key in "abc":
        first, second = at_once(*[partial(create, each_engine, key)] * 2)
        assert first[0] == second[0]
        assert {first[1], second[1]} == {True, False}
    assert count(each_engine, db.Keepsake) == 3
