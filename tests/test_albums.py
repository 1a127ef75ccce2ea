"""Photos in rows and store: kept for a day, lent to keepsakes, gone with them, whatever happens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from small_studio import Small, small

from memoreez import albums, db, keepsakes, lending, retention
from memoreez.errors import Conflict, NotFound
from memoreez.records import NewKeepsake, Stored
from memoreez.settings import Settings
from memoreez.store import home
from memoreez.workflow import asks

__all__ = ["small"]


class Killed(BaseException):
    """As if the process had ended."""


def sweep(small: Small, **later: float) -> retention.Swept:
    return retention.sweep(
        small.engine, small.store, 30, now=datetime.now(UTC) + timedelta(**later)
    )


def test_only_old_photos_go(small: Small) -> None:
    """After a day, not after the days of keepsakes; and rows and blobs together."""
    old, new = small.snap(days=1.1), small.snap(days=0.9)
    keepsake = small.add(days=2)
    assert sweep(small).keepsakes == 1
    assert small.ids() == small.stored() == {new, keepsake} and old not in small.ids()


def test_an_order_prolongs_a_photo(small: Small) -> None:
    """Whoever orders again tomorrow finds it."""
    photo = small.snap(days=0.9)
    small.frame(photo)
    sweep(small, hours=12)
    assert photo in small.ids()


def test_a_keepsake_outlives_its_photo_and_takes_it_along(small: Small) -> None:
    """The sweep leaves its copies; deleting it leaves nothing of either."""
    photo = small.snap()
    first, second = small.frame(photo), small.frame(photo)
    retention.remove(small.engine, small.store, first)
    assert small.ids() == small.stored() == {second}
    other = small.frame(small.snap())
    sweep(small, days=2)
    assert small.ids() == small.stored() == {second, other}
    retention.remove(small.engine, small.store, other)
    assert small.ids() == small.stored() == {second}


def test_whoever_is_killed_while_lending_leaves_nothing(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies without a keepsake go a day later; the mark says that they were on their way."""
    photo = small.snap()
    with monkeypatch.context() as patch:
        patch.setattr(lending, "_made", lambda *_: 1 / 0)  # nobody tidies up any more
        with pytest.raises(ZeroDivisionError), lending.lent(small.engine, small.store, photo):
            raise Killed
    assert len(small.store.keys("keepsakes")) == 4
    sweep(small, hours=2)
    assert len(small.store.keys("keepsakes")) == 4  # perhaps its row is just being written
    sweep(small, hours=23)
    assert len(small.store.keys("keepsakes")) == 4
    with db.session(small.engine) as session:
        albums.touch(session, photo).updated_at += timedelta(days=2)
    sweep(small, hours=25)
    assert small.stored() == {photo} and small.store.keys("arriving") == []


def test_a_cutout_that_is_corrected_meanwhile_is_lent_whole(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is read, then its blob is replaced: it is read again, and never half of each."""
    photo = small.snap()
    get, done = small.store.get, []

    def corrected(key: str) -> bytes:
        if key.endswith(albums.CUTOUT) and not done:
            done.append(key)
            blob = small.store.put(albums.place(photo, "2.png"), b"corrected", "image/png")
            with db.session(small.engine) as session:
                file = Stored(albums.CUTOUT, **vars(blob))
                cut = {"confidence": 0.5, "method": "marked", "words": "So.", "why": "marks"}
                _, gone = albums.recut(session, photo, {"box": None, "strokes": []}, cut, [file])
            assert [one.key for one in gone] == done
            small.store.delete(key)
        return get(key)

    monkeypatch.setattr(type(small.store), "get", lambda self, key: corrected(key))
    with lending.lent(small.engine, small.store, photo) as copy:
        assert copy and copy.facts["cut"]["why"] == "marks"
        assert get(copy.facts["cutout"]["key"]) == b"corrected"
    assert small.stored() == {photo}  # nothing was ordered after all


def test_marks_and_keys_of_photos(small: Small) -> None:
    """The same bytes under a key are the same photo; others are refused; gone ones forgotten."""
    with db.session(small.engine) as session:
        new = albums.NewPhoto("p" * 22, "0" * 64, 4, 3, {}, {}, [])
        row, created = albums.create(session, new, "key")
        assert created and albums.create(session, new, "key") == (row, False)
        assert albums.known(session, "key", "0" * 64) is row
        assert albums.known(session, "other", "0" * 64) is None
        with pytest.raises(Conflict):
            albums.known(session, "key", "1" * 64)
        albums.delete(session, "p" * 22)
        assert albums.known(session, "key", "0" * 64) is None
        assert albums.create(session, new, "key")[1]
    for wrong in ("q" * 22, "a\0b"):
        with pytest.raises(NotFound), db.session(small.engine) as session:
            albums.find(session, wrong)


def test_an_order_without_its_copies_is_refused(small: Small) -> None:
    """No row may name a photo that nobody has."""
    with pytest.raises(NotFound), db.session(small.engine) as session:
        keepsakes.create(session, NewKeepsake("", photo="p" * 22), None)
    assert home("p" * 22) not in small.store.keys("")


def test_workflows_are_told_of_the_photo(small: Small) -> None:
    """With each errand, and in which language to speak; a plaque's preview is made of it anew."""
    name, plain = small.frame(small.snap()), small.add()
    with db.session(small.engine) as session:
        row = keepsakes.find(session, name)
        row.language = "de"
        kept = {"keepsake_id": name, "round": 1, "title": "", "story": "", "state": "ready"}
        session.add_all(
            db.Concept(number=n, kind=kind, concept={"id": n}, picture_version=1, **kept)
            for n, kind in ((1, "plaque"), (2, "soft figurine"))
        )
        session.flush()
        told = asks.for_round(session, Settings(), name, row.run).order
        assert (told["photo"], told["language"]) == (row.photo, "de")
        assert asks.for_preview(session, name, {"concept_id": 1}) == (row.photo, "de", {"id": 1})
        assert asks.for_preview(session, name, {"concept_id": 2}) is None
        assert "photo" not in asks.for_round(session, Settings(), plain, f"{plain}.1.imagine").order
