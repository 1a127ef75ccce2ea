"""Files of a keepsake's older versions go by themselves; nothing that is asked for does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from small_studio import Small, small

from memoreez import db, superseded
from memoreez.retention import Swept, sweep
from memoreez.store import home

__all__ = ["small"]
LATER = timedelta(days=2)
PUBLISHED = "version-1"  # what `Small.add` has in its rows
LAST = "version-3-0123abcd"
BETWEEN = ("version-2-0123abcd", "version-2-fedcba98")
OTHERS = (
    "concept-1",
    "round-1",
    "version-x",
    "version-22",
    "version-1-abc",
    "version-2-0123abcdef",
)


def refined(small: Small, *, state: str = "ready", version: int = 3) -> str:
    """A keepsake whose rows name files of its version 1, with blobs of two others."""
    one = small.add(state=state)
    with db.session(small.engine) as session:
        own = sa.update(db.Keepsake).where(db.Keepsake.id == one)
        session.execute(own.values(version=version))
    for folder in (*BETWEEN, LAST, *OTHERS):
        for name in ("files.receipt.json", "light.npz"):
            small.store.put(f"{home(one)}/{folder}/{name}", b"x", "model/stl")
    return one


def folders(small: Small, keepsake: str) -> set[str]:
    """Those that are there."""
    return {key.split("/")[2] for key in small.store.keys(home(keepsake))} - {"concepts.json"}


def test_what_no_row_names_goes(small: Small) -> None:
    """Not the published version, not the last one that was begun, and nothing but versions."""
    one, other = refined(small), small.add()
    late = datetime.now(UTC) + LATER
    assert sweep(small.engine, small.store, 0, now=late) == Swept(keepsakes=0, blobs=4)
    assert folders(small, one) == {PUBLISHED, LAST, *OTHERS}
    assert folders(small, other) == {PUBLISHED}
    assert sweep(small.engine, small.store, 0, now=late) == Swept(0, 0)


def test_the_published_one_goes_when_another_is(small: Small) -> None:
    """Its files are others then; so do those of wishes that were given up on the way."""
    one = refined(small)
    with db.session(small.engine) as session:
        session.execute(sa.update(db.File).values(key=f"{home(one)}/{LAST}/figurine.stl"))
    sweep(small.engine, small.store, 0, now=datetime.now(UTC) + LATER)
    assert folders(small, one) == {LAST, *OTHERS}


@pytest.mark.parametrize(
    ("state", "version", "later"),
    [
        ("ready", 3, superseded.REST - timedelta(minutes=1)),  # links to it may live
        ("sculpting", 3, LATER),
        ("ready", 3, superseded.LOOKED + timedelta(days=1)),
        ("ready", 1, LATER),
    ],
)
def test_what_may_still_be_asked_for_stays(
    small: Small, state: str, version: int, later: timedelta
) -> None:
    """What was there a moment ago, and what is worked on."""
    one = refined(small, state=state, version=version)
    assert superseded.drop(small.engine, small.store, datetime.now(UTC) + later) == 0
    assert folders(small, one) >= {PUBLISHED, LAST, *BETWEEN}


def test_what_was_stored_late_stays_a_day(small: Small) -> None:
    """A step that was slow: its keepsake rests for long, its blobs do not."""
    one = refined(small)
    with db.session(small.engine) as session:
        long_ago = datetime.now(UTC) - timedelta(days=3)
        session.execute(sa.update(db.Keepsake).values(updated_at=long_ago))
    assert superseded.drop(small.engine, small.store, datetime.now(UTC)) == 0
    assert folders(small, one) >= {*BETWEEN}


def test_a_keepsake_deleted_meanwhile(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the search and the look at its rows: others see to its blobs."""
    one = refined(small)

    def gone(*_: object) -> list[tuple[str, float]]:
        with db.session(small.engine) as session:
            session.execute(sa.delete(db.Keepsake))
        return [(f"{home(one)}/{BETWEEN[0]}/light.npz", 0.0)]

    monkeypatch.setattr(type(small.store), "written", gone)
    assert superseded.drop(small.engine, small.store, datetime.now(UTC) + LATER) == 0
