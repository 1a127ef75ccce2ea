"""The JSON that the API shows of a keepsake."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from keepsake_moves import (
    OOPS,
    SITUATIONS,
    Driver,
    each_engine,
    engine,
    imagined,
    situation,
    stored,
)

from memoreez import db, views
from memoreez.errors import NotFound
from memoreez.shapes import KeepsakeView

__all__ = ["each_engine", "engine"]

TOP = [
    *("id", "state", "doing", "hobbies", "photo", "name", "occasion", "language", "seed", "round"),
    *("created_at", "updated_at", "understood", "notes", "concepts", "choice", "progress"),
    *("figurine", "files", "price", "events", "share", "error"),
]


def seen(made: Driver) -> views.Seen:
    found: views.Seen = made.read(lambda session: views.read(session, made.id))
    return found


def shown(made: Driver, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(views.keepsake(seen(made), **more).model_dump_json())
    return found


@pytest.mark.parametrize("name", sorted(set(SITUATIONS) - {"deleted"}))
def test_every_situation_can_be_shown(engine: sa.Engine, name: str) -> None:
    """With all names of the contract, for its owner and for a friend."""
    made = situation(engine, name)
    told = shown(made)
    assert list(told) == TOP
    assert told["state"] == made.row.state
    assert (told["progress"] is not None) == (told["state"] in ("imagining", "sculpting"))
    friend = views.shared(seen(made)).model_dump_json()
    assert list(json.loads(friend)) == TOP
    assert KeepsakeView.model_validate_json(friend).share == told["share"]


def test_a_keepsake_is_three_queries(engine: sa.Engine) -> None:
    """However many concepts, files and events it has."""
    made = situation(engine, "ready")
    asked: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert len(seen(made).concepts) == 2
    assert len([one for one in asked if not one.startswith("BEGIN")]) == 3


def test_reading_waits_for_nobody(each_engine: sa.Engine) -> None:
    """In the middle of another's change one sees the state before it."""
    made = situation(each_engine, "choosing")
    with db.session(each_engine) as session:
        session.execute(sa.update(db.Keepsake).values(state="ready"))
        assert shown(made)["state"] == "choosing"


def test_a_redrawn_picture_has_another_address(engine: sa.Engine) -> None:
    """So that no browser shows the old one."""
    made = Driver(engine)
    made.do("concepts")
    assert shown(made)["concepts"][0]["image"] is None
    addresses = []
    for draft in (True, False):
        made("picture_landed", made.id, 1, stored(made.id, "x"), draft)
        one = shown(made)["concepts"][0]
        addresses.append(one["image"])
        assert (one["draft"], one["state"]) == (draft, "drawing" if draft else "ready")
    start = f"/api/keepsakes/{made.id}/files/concept-1.png?v="
    assert addresses == [f"{start}1", f"{start}2"]


def test_concepts_are_in_order(each_engine: sa.Engine) -> None:
    """By number, in whatever order a database has them."""
    made = Driver(each_engine)
    for number in (3, 1, 2):
        made("concepts_found", made.id, made.row.run, imagined(number))
    assert [one["id"] for one in shown(made)["concepts"]] == [1, 2, 3]
    assert [one["id"] for one in made.events()[-1].data["concepts"]] == [1, 2, 3]


def test_drafts_are_no_files(engine: sa.Engine) -> None:
    """A draft is shown, but is not among what can be downloaded."""
    files = shown(situation(engine, "drawing"))["files"]
    assert [one["name"] for one in files] == ["concept-1.png"]


def test_files_are_told_with_their_measures(engine: sa.Engine) -> None:
    """Size, sum and an address with the version."""
    made = situation(engine, "ready")
    file = {one["name"]: one for one in shown(made)["files"]}["figurine.stl"]
    assert file == {
        "name": "figurine.stl",
        "content_type": "image/png",
        "size": 3,
        "sha256": "0" * 64,
        "url": f"/api/keepsakes/{made.id}/files/figurine.stl?v=1",
    }


def test_progress_counts_from_past_runs(engine: sa.Engine) -> None:
    """Elapsed, expected and remaining; never less than the stages that come."""
    made = situation(engine, "sculpting")
    made("begin_stage", made.id, made.row.run, "sculpture", 1, 3)
    began = datetime.fromisoformat((made.row.stage or {})["started_at"])
    after = [shown(made, now=began + timedelta(seconds=s))["progress"] for s in (0, 1.2, 60, -60)]
    assert [one["elapsed_s"] for one in after] == [0.0, 1.2, 60.0, 0.0]
    assert [one["remaining_s"] for one in after] == [8.0, 6.8, 5.0, 8.0]
    assert {(one["expected_s"], one["step"], one["of"]) for one in after} == {(3.0, 1, 3)}


def test_who_waits_is_told_how_many_are_ahead(engine: sa.Engine) -> None:
    """Until the first stage begins; after that nobody is ahead."""
    made = Driver(engine)
    assert seen(made).waits
    told = shown(made, ahead=3)["progress"]
    assert (told["stage"], told["started_at"], told["ahead"]) == ("concepts", None, 3)
    assert (told["elapsed_s"], told["remaining_s"]) == (0.0, 6.7)
    made("begin_stage", made.id, made.row.run, "concepts", 1, 2)
    assert not seen(made).waits
    assert shown(made, ahead=3)["progress"]["ahead"] == 0
    made.do("cancel")
    assert not seen(made).waits


def test_a_friend_cannot_find_the_owners_link(engine: sa.Engine) -> None:
    """The id is nowhere: not in addresses, events, or the figurine's files."""
    made = situation(engine, "ready")
    made.do("refine")
    share = made.row.share
    friend = made.read(lambda session: views.read_shared(session, share))
    told = views.shared(friend)
    assert told.id == "" and told.share == f"/s/{share}"
    assert made.id not in told.model_dump_json()
    addresses = [one.url for one in told.files] + [told.concepts[0].image or ""]
    addresses += [one["url"] for one in told.events[-2].data["files"]]
    assert all(one.startswith(f"/api/shared/{share}/files/") for one in addresses)


def test_words_are_not_taken_for_addresses(engine: sa.Engine) -> None:
    """Who writes an address into the hobbies sees it again as it was written."""
    made = Driver(engine, hobbies="see /api/keepsakes/abc/files")
    assert views.shared(seen(made)).hobbies == "see /api/keepsakes/abc/files"


def test_the_last_hundred_events_are_shown(engine: sa.Engine) -> None:
    """In order, with their numbers, kinds and times in UTC."""
    made = situation(engine, "sculpting")
    for _ in range(110):
        made.do("stage")
    told = shown(made)["events"]
    last = made.row.events
    assert [one["id"] for one in told] == list(range(last - 99, last + 1))
    assert told[-1]["event"] == "stage" and told[-1]["at"].endswith("Z")


def test_errors_are_told(engine: sa.Engine) -> None:
    """Of the keepsake, and of a picture."""
    assert shown(situation(engine, "failed make"))["error"] == OOPS
    told = shown(situation(engine, "choosing, one failed"))
    assert told["error"] is None and told["concepts"][1]["error"] == OOPS


def test_the_operators_list_has_titles(engine: sa.Engine) -> None:
    """Of the figurine, once there is one."""
    titles = [views.card(situation(engine, name).row).title for name in ("choosing", "ready")]
    assert titles == [None, "Idea 1"]


def test_odd_names_are_not_found(each_engine: sa.Engine) -> None:
    """No database error, and no other's keepsake by an empty token."""
    made = Driver(each_engine)
    for name in ("", "nul\0", "lone\ud800", "x" * 5000, made.row.share):
        with pytest.raises(NotFound):
            made.read(lambda session, name=name: views.read(session, name))
    with pytest.raises(NotFound):
        made.read(lambda session: views.read_shared(session, made.id))


def test_times_are_in_utc(each_engine: sa.Engine) -> None:
    """Whatever the database makes of zones."""
    row = Driver(each_engine).row
    assert row.created_at.tzinfo is UTC
    assert abs(datetime.now(UTC) - row.updated_at) < timedelta(minutes=1)


def test_the_documentation_has_examples() -> None:
    """Of every field of a keepsake that is not a model or a list of its own."""
    fields = KeepsakeView.model_json_schema()["properties"]
    typed = ("id", "hobbies", "name", "occasion", "language", "seed", "round", "share")
    assert all(fields[name].get("examples") for name in typed)
