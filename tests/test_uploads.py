"""The rows of uploaded meshes: every change of their state, on SQLite and on Postgres."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from keepsake_moves import OOPS, at_once, each_engine

from memoreez import db, uploads
from memoreez.errors import Conflict, NotFound, Superseded
from memoreez.records import Stored
from memoreez.uploads import NewUpload

__all__ = ["each_engine"]
RESULT = {"verdict": "repaired", "deviation_mm": float("inf"), "words": "a\0b"}
FILE = Stored("fixed.stl", "keepsakes/x/mended/fixed.stl", "model/stl", 3, "0" * 64)


def new(number: int = 1, **changed: Any) -> NewUpload:
    given = {"name": "dragon.stl", "size": 5 * 2**30, "sha256": "0" * 64, "wanted": {"up": "z"}}
    return NewUpload(f"{number}" * 22, **given | changed)


def do(engine: sa.Engine, change: Callable[..., Any], *args: Any) -> Any:
    with db.session(engine) as session:
        return change(session, *args)


def sent(engine: sa.Engine, number: int = 1) -> tuple[str, str]:
    """A mesh that waits: its id and its run."""
    row, created = do(engine, uploads.create, new(number), None)
    assert created
    return row.id, row.run


def test_all_the_way(each_engine: sa.Engine) -> None:
    """It waits, it is worked on, it is done; what no database keeps is left out."""
    name, run = sent(each_engine)
    row = do(each_engine, uploads.find, name)
    assert (row.state, row.began_at, row.events, row.size) == ("waiting", None, 0, 5 * 2**30)
    assert row.source.endswith("/source.stl") and name not in row.source
    do(each_engine, uploads.began, name, run)
    row = do(each_engine, uploads.find, name)
    assert row.state == "working" and row.began_at is not None
    do(each_engine, uploads.done, name, run, RESULT, [FILE])
    row = do(each_engine, uploads.find, name)
    assert (row.state, row.error, row.events) == ("done", None, 2)
    assert row.result == {"verdict": "repaired", "deviation_mm": None, "words": "ab"}
    assert uploads.file(row, "fixed.stl") == FILE
    with pytest.raises(NotFound):
        uploads.file(row, "source.stl")


ENDS: dict[str, Callable[[sa.Engine, str, str], Any]] = {
    "done": lambda e, name, run: do(e, uploads.done, name, run, RESULT, [FILE]),
    "failed": lambda e, name, run: do(e, uploads.failed, name, run, OOPS),
    "cancelled": lambda e, name, _: do(e, uploads.cancel, name),
    "deleted": lambda e, name, _: do(e, uploads.delete, name),
}


@pytest.mark.parametrize("end", ENDS)
def test_after_the_end_no_workflow_is_heard(each_engine: sa.Engine, end: str) -> None:
    """A run that comes too late changes nothing; nor does one that was never its own."""
    name, run = sent(each_engine)
    with pytest.raises(Superseded):
        do(each_engine, uploads.began, name, f"{name}.2.mend")
    ENDS[end](each_engine, name, run)
    before = told(each_engine)
    late: list[tuple[Any, ...]] = [
        (uploads.began, name, run),
        (uploads.done, name, run, {}, []),
        (uploads.failed, name, run, OOPS),
    ]
    for change, *args in late:
        with pytest.raises(Superseded):
            do(each_engine, change, *args)
    with pytest.raises(NotFound if end == "deleted" else Conflict):
        do(each_engine, uploads.cancel, name)
    assert told(each_engine) == before
    assert do(each_engine, uploads.active) == []


def told(engine: sa.Engine) -> list[tuple[Any, ...]]:
    """All that the database has of meshes."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(db.Upload.__table__))]


def test_who_sends_twice_has_one_mesh(each_engine: sa.Engine) -> None:
    """With a key: the same mesh and wish are one, at the same moment too; others are a conflict."""
    ask = [lambda n=n: do(each_engine, uploads.create, new(n), "key") for n in (1, 2, 3)]
    made = at_once(*ask)  # type: ignore[arg-type]
    assert len({row.id for row, _ in made}) == 1 == len(told(each_engine))
    assert sorted(created for _, created in made) == [False, False, True]
    for other in (new(4, name="cat.stl"), new(4, sha256="1" * 64), new(4, wanted={"up": "y"})):
        with pytest.raises(Conflict, match="another mesh"):
            do(each_engine, uploads.create, other, "key")
    do(each_engine, uploads.delete, made[0][0].id)
    row, created = do(each_engine, uploads.create, new(5), "key")  # it may be sent anew
    assert created and row.id == "5" * 22


def test_a_mesh_s_key_is_no_keepsake_s(each_engine: sa.Engine) -> None:
    """One client uses one row of keys for both: they do not meet."""
    from memoreez import keepsakes

    do(each_engine, keepsakes.create, keepsakes.NewKeepsake("chess"), "key")
    assert do(each_engine, uploads.create, new(), "key")[1]


def test_the_watchdog_sees_what_is_worked_on(each_engine: sa.Engine) -> None:
    """Those that wait and those that are at it, with what shows progress."""
    waiting, working, done = (sent(each_engine, n) for n in (1, 2, 3))
    do(each_engine, uploads.began, *working)
    do(each_engine, uploads.done, *done, {}, [])
    seen = {one.id: (one.run, one.events) for one in do(each_engine, uploads.active)}
    assert seen == {waiting[0]: (waiting[1], 0), working[0]: (working[1], 1)}


def test_made_up_names_are_not_found(each_engine: sa.Engine) -> None:
    """Whatever they are made of."""
    for name in ("", "a" * 22, "\0" * 22, "é", "\ud800", "'; --"):
        for ask in (uploads.find, uploads.cancel, uploads.delete):
            with pytest.raises(NotFound):
                do(each_engine, ask, name)


def test_cancel_or_done_at_the_same_moment(each_engine: sa.Engine) -> None:
    """One of them wins and the other is told so; never both, never neither."""
    name, run = sent(each_engine)
    cancelled, ended = at_once(
        lambda: do(each_engine, uploads.cancel, name),
        lambda: do(each_engine, uploads.done, name, run, {}, [FILE]),
    )
    row = do(each_engine, uploads.find, name)
    if row.state == "cancelled":
        assert isinstance(ended, Superseded) and row.files == []
    else:
        assert row.state == "done" and isinstance(cancelled, Conflict)
