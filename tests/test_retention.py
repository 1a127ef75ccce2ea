"""Tests of retention: rows and blobs go together, wherever a deletion is cut off."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from small_studio import Small, small

from memoreez import db, keepsakes, retention, uploads
from memoreez.errors import NotFound, StoreError
from memoreez.retention import Swept, remove, sweep
from memoreez.store import Store, home

__all__ = ["small"]
TOMORROW = timedelta(days=1, minutes=1)


class Killed(BaseException):
    """As kill -9 would: nothing catches it."""


def whole(small: Small) -> bool:
    """No row without its blob, no blob without its row."""
    return small.ids() == small.stored()


def test_the_old_go_and_the_young_stay(small: Small) -> None:
    """Only what was not touched for the days is deleted, rows and blobs."""
    old, young = small.add(days=31), small.add(days=29)
    assert sweep(small.engine, small.store, 30) == Swept(keepsakes=1, blobs=0)
    assert old not in small.ids() and small.ids() == {young}
    assert whole(small)


@pytest.mark.parametrize("state", ["choosing", "ready", "failed", "cancelled"])
def test_what_rests_is_deleted(small: Small, state: str) -> None:
    """Every state in which nobody works."""
    small.add(days=31, state=state)
    assert sweep(small.engine, small.store, 30).keepsakes == 1
    assert small.ids() == small.stored() == set()


@pytest.mark.parametrize("state", ["imagining", "sculpting"])
def test_what_is_worked_on_stays(small: Small, state: str) -> None:
    """However long it takes: the watchdog is there for the stuck."""
    small.add(days=400, state=state)
    assert sweep(small.engine, small.store, 30).keepsakes == 0
    assert len(small.ids()) == 1 and whole(small)


def test_without_days_all_stay(small: Small) -> None:
    """0 is for ever."""
    small.add(days=4000)
    assert sweep(small.engine, small.store, 0) == Swept(0, 0)
    assert whole(small) and small.ids()


def test_more_than_one_batch_goes(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches end, also when a keepsake in them may not go after all."""
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        small.add(days=31)
    assert sweep(small.engine, small.store, 30).keepsakes == 5
    assert small.ids() == small.stored() == set()


def test_remove_takes_one(small: Small) -> None:
    """What a person deletes is gone at once, of any age; the others stay."""
    gone, other = small.add(state="sculpting"), small.add()
    remove(small.engine, small.store, gone)
    assert small.ids() == small.stored() == {other}


def test_remove_of_what_never_was(small: Small) -> None:
    """NotFound, and no mark for made-up ids."""
    with pytest.raises(NotFound):
        remove(small.engine, small.store, "A" * 22)
    assert small.store.keys("") == []


def interrupt(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, after: bool) -> None:
    """This function kills its caller, before or after it has done its work."""
    real: Callable[..., Any] = getattr(owner, name)

    def deadly(*arguments: Any, **named: Any) -> Any:
        if after:
            real(*arguments, **named)
        raise Killed

    monkeypatch.setattr(owner, name, deadly)


POINTS = [(Store, "put"), (keepsakes, "delete"), (Store, "delete")]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("owner", "name"), POINTS)
@pytest.mark.parametrize("days", [30, 0])
def test_a_deletion_that_is_cut_off(
    small: Small, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, after: bool, days: int
) -> None:
    """No row ever lacks its blob, and the next sweep leaves no blob without a row."""
    one = small.add(days=31)
    last = days if days else one  # by the sweep or by a person
    with monkeypatch.context() as patch:
        interrupt(patch, owner, name, after=after)
        with pytest.raises(Killed):
            (sweep if days else remove)(small.engine, small.store, last)
    assert small.ids() <= small.stored()
    sweep(small.engine, small.store, days)
    assert whole(small)
    sweep(small.engine, small.store, days, now=datetime.now(UTC) + TOMORROW)
    assert whole(small) and small.store.keys(retention.MARKS) == []


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_meshes_go_after_their_days(small: Small, state: str) -> None:
    """The old that rest, with what was sent; not the young, and none that is worked on."""
    small.send(state=state, days=31)
    stays = {small.send(state=state, days=29)}
    stays |= {small.send(state=busy, days=400) for busy in uploads.ACTIVE}
    assert sweep(small.engine, small.store, 30) == Swept(keepsakes=1, blobs=0)
    assert small.ids() == small.stored() == stays


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("owner", "name"), [(uploads, "delete"), (Store, "delete")])
def test_a_mesh_s_deletion_that_is_cut_off(
    small: Small, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, after: bool
) -> None:
    """As with keepsakes: no row without blobs, and the next sweep leaves no blob without a row."""
    one, other = small.send(state="working"), small.send()
    with monkeypatch.context() as patch:
        interrupt(patch, owner, name, after=after)
        with pytest.raises(Killed):
            remove(small.engine, small.store, one, uploads)
    assert small.ids() <= small.stored()
    sweep(small.engine, small.store, 0)
    assert whole(small) and other in small.ids()


@pytest.mark.parametrize("known", [False, True])
def test_what_arrived_before_its_row(small: Small, known: bool) -> None:
    """A studio killed while a mesh came in: a day later its blobs go, unless the row has come."""
    one = small.send(state="waiting")
    retention.arriving(small.store, one)
    if not known:
        with db.session(small.engine) as session:
            uploads.delete(session, one)
    sweep(small.engine, small.store, 0)
    assert small.stored() == {one}  # it may be on its way still
    late = datetime.now(UTC) + TOMORROW
    assert sweep(small.engine, small.store, 0, now=late) == Swept(0, 0 if known else 2)
    assert small.stored() == ({one} if known else set())
    assert small.store.keys(retention.ARRIVING) == []


def test_half_of_the_blobs_deleted(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off between two blobs, the next sweep deletes the rest and says how many."""
    one = small.add(days=31)

    def first(store: Store, prefix: str) -> int:
        store._place.delete(store.keys(prefix)[0])
        raise StoreError("The store does not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "delete", first)
        with pytest.raises(StoreError):
            remove(small.engine, small.store, one)
    assert small.ids() == set() and len(small.store.keys("keepsakes")) == 1
    assert sweep(small.engine, small.store, 0) == Swept(0, 1)
    assert small.stored() == set()


def test_what_a_step_stores_after_the_deletion(small: Small) -> None:
    """A step that runs for hours stores its result when all was deleted; that goes too."""
    one = small.add()
    remove(small.engine, small.store, one)
    sweep(small.engine, small.store, 0, now=datetime.now(UTC) + timedelta(hours=23))
    small.store.put(f"{home(one)}/concept-1/late.png", b"x", "image/png")
    sweep(small.engine, small.store, 0)
    assert small.stored() == set()


def test_a_keepsake_that_is_touched_meanwhile(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody opens it between the search and the deletion: it stays, all of it, for ever."""
    one = small.add(days=31)
    put = Store.put

    def touched(store: Store, *arguments: Any) -> Any:
        with db.session(small.engine) as session:
            session.execute(sa.update(db.Keepsake).values(updated_at=datetime.now(UTC)))
        return put(store, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "put", touched)
        assert sweep(small.engine, small.store, 30).keepsakes == 0
    sweep(small.engine, small.store, 30, now=datetime.now(UTC) + TOMORROW)
    assert small.ids() == small.stored() == {one}
    assert small.store.keys(retention.MARKS) == []


def test_another_database_deletes_nothing(small: Small) -> None:
    """Blobs whose rows are in another database are left alone: nobody has deleted them."""
    small.add()
    with db.session(small.engine) as session:
        session.execute(sa.delete(db.Keepsake))
    sweep(small.engine, small.store, 30, now=datetime.now(UTC) + timedelta(days=400))
    assert len(small.stored()) == 1


def test_a_sweep_tidies_the_store(small: Small) -> None:
    """What writers that were killed have left half-written goes too."""
    part = small.folder / "store" / ".parts" / "half"
    part.write_bytes(b"x")
    os.utime(part, (0, 0))
    sweep(small.engine, small.store, 0)
    assert not part.exists()


def test_two_sweeps_at_once(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second, in the midst of the first, deletes all; the first finds nothing and goes on."""
    for _ in range(3):
        small.add(days=31)
    real = retention._mark

    def meanwhile(store: Store, keepsake_id: str) -> None:
        monkeypatch.setattr(retention, "_mark", real)
        assert sweep(small.engine, small.store, 30).keepsakes == 3
        real(store, keepsake_id)

    monkeypatch.setattr(retention, "_mark", meanwhile)
    assert sweep(small.engine, small.store, 30).keepsakes == 0
    assert small.ids() == small.stored() == set()
