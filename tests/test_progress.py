"""What workflows report: stages, concepts, pictures, the figurine, failures."""

from __future__ import annotations

import re
from dataclasses import asdict, replace

import pytest
import sqlalchemy as sa
from keepsake_moves import (
    FIGURINE,
    OOPS,
    Driver,
    each_engine,
    engine,
    imagined,
    situation,
    stored,
)
from pydantic import ValidationError

from memoreez import views
from memoreez.artifacts import Hobby, Maker
from memoreez.errors import Conflict, Superseded
from memoreez.records import concept_from_json

__all__ = ["each_engine", "engine"]


def test_a_stage_says_how_long_it_takes(engine: sa.Engine) -> None:
    """Its own seconds and those of the stages after it, from when it began."""
    made = situation(engine, "sculpting")
    assert made.row.stage is not None and made.row.stage["started_at"] is None
    made("begin_stage", made.id, made.row.run, "figurine", 2, 3)
    told = made.events()[-1].data["progress"]
    assert (told["stage"], told["step"], told["of"]) == ("figurine", 2, 3)
    assert (told["expected_s"], told["remaining_s"]) == (2.0, 5.0)
    assert told["started_at"] is not None


def test_concepts_are_kept_whole(each_engine: sa.Engine) -> None:
    """A round's concepts can be read back as they were, and its event tells all of them."""
    made = Driver(each_engine)
    made.do("concepts")
    assert concept_from_json(made.drawn(1).concept) == imagined(1).concepts[0]
    row, told = made.row, made.events()[-1].data
    assert row.understood == [
        {"text": "plays guitar", "motif": "guitar"},
        {"text": "stamps", "motif": None},
    ]
    assert (row.notes, row.language) == (["I left out stamps."], "en")
    assert [one["title"] for one in told["concepts"]] == ["Idea 1", "Idea 2"]
    assert told["understood"] == row.understood


def test_a_chosen_language_stays(engine: sa.Engine) -> None:
    """What the reader guesses counts only when nobody said."""
    made = Driver(engine, language="de")
    made.do("concepts")
    assert made.row.language == "de"


def test_strange_words_of_a_provider_are_kept(each_engine: sa.Engine) -> None:
    """NULs, surrogates and endless titles of a provider do not stop the round."""
    made = Driver(each_engine)
    odd = replace(imagined(1).concepts[0], title="A\0 \udfff" * 400, kind="k" * 99)
    round_ = replace(imagined(1), concepts=(odd,), hobbies=(Hobby("x\0", None),), notes=("\0n",))
    made("concepts_found", made.id, made.row.run, round_)
    assert len(made.drawn(1).title) == 200 and len(made.drawn(1).kind) == 40
    assert (made.row.understood[0]["text"], made.row.notes) == ("x", ["n"])


def test_a_second_try_keeps_what_was_found(engine: sa.Engine) -> None:
    """The same concepts again leave the pictures that are there."""
    made = situation(engine, "cancelled round")
    made.do("retry")
    made.do("concepts")
    assert (made.drawn(1).state, made.drawn(2).state) == ("ready", "waiting")


def test_another_round_adds_to_the_first(engine: sa.Engine) -> None:
    """Its event tells its own concepts only."""
    made = situation(engine, "choosing")
    made.do("more")
    made("concepts_found", made.id, made.row.run, imagined(3, 4))
    assert [one["id"] for one in made.events()[-1].data["concepts"]] == [3, 4]
    assert (made.drawn(2).round, made.drawn(3).round) == (1, 2)


def test_a_picture_comes_as_a_draft_and_then_for_good(engine: sa.Engine) -> None:
    """Each time its version grows, the file is another, and the event has the concept."""
    made = Driver(engine)
    made.do("concepts")
    made("picture_landed", made.id, 1, stored(made.id, "draft.jpg"), True)
    assert (made.drawn(1).state, made.drawn(1).picture_version) == ("drawing", 1)
    made("picture_landed", made.id, 1, stored(made.id, "picture.png"), False)
    assert (made.drawn(1).state, made.drawn(1).picture_version) == ("ready", 2)
    (file,) = made.rows()["files"]
    assert file["name"] == "concept-1.png" and file["key"].endswith("/picture.png")
    told = made.events()[-1].data["concept"]
    assert (told["id"], told["draft"]) == (1, False) and told["image"].endswith("?v=2")


def test_a_late_draft_does_not_replace_a_picture(engine: sa.Engine) -> None:
    """The draft of a slower workflow is not shown after the picture."""
    made = situation(engine, "choosing")
    before = made.rows()
    made("picture_landed", made.id, 1, stored(made.id, "draft.jpg"), True)
    assert made.rows() == before


def test_pictures_of_an_earlier_round_are_not_wanted(engine: sa.Engine) -> None:
    """Nor those of concepts that there are not."""
    made = situation(engine, "sculpting early")
    made.do("publish")
    made.do("more")
    for number in (1, 2, 9):
        with pytest.raises(Superseded):
            made("picture_landed", made.id, number, stored(made.id, "late"), False)


def test_pictures_land_while_one_is_made(engine: sa.Engine) -> None:
    """Whoever chose early still gets the other pictures, finished or not."""
    made = situation(engine, "sculpting early")
    made.do("land 2")
    assert (made.drawn(2).state, made.row.state) == ("ready", "sculpting")


@pytest.mark.parametrize("end", ["done", "fail"])
def test_a_round_with_a_picture_can_be_chosen_from(engine: sa.Engine, end: str) -> None:
    """However it ended; the pictures that are missing say so and can be drawn again."""
    made = situation(engine, "drawing")
    made.do(end)
    assert (made.row.state, made.row.error, made.drawn(2).state) == ("choosing", None, "failed")
    assert made.do("retry").state == "imagining"


def test_a_round_without_a_picture_has_failed(engine: sa.Engine) -> None:
    """Its error is that of the first picture."""
    made = Driver(engine)
    made.do("concepts")
    for number in (1, 2):
        made("picture_failed", made.id, number, {**OOPS, "code": f"p{number}"})
    made.do("done")
    assert made.row.state == "failed"
    assert made.row.error == {**OOPS, "code": "p1"}
    assert made.events()[-1].data == {"state": "failed", "error": made.row.error}


def test_pictures_of_former_rounds_do_not_save_a_round(engine: sa.Engine) -> None:
    """A second round without a picture has failed, though the first had one."""
    made = situation(engine, "choosing")
    made.do("more")
    made.do("fail")
    assert (made.row.state, made.row.error) == ("failed", OOPS)


def test_only_the_current_round_is_drawn_again(engine: sa.Engine) -> None:
    """A picture that failed in a former round stays as it is."""
    made = situation(engine, "choosing, one failed")
    made.do("more")
    made("concepts_found", made.id, made.row.run, imagined(3))
    made("picture_landed", made.id, 3, stored(made.id, "x"), False)
    made.do("done")
    with pytest.raises(Conflict, match="nothing to try again"):
        made.do("retry")


def test_an_error_of_any_shape_can_be_shown(engine: sa.Engine) -> None:
    """A step that says little must not leave the keepsake unreadable, or stuck."""
    made = situation(engine, "sculpting")
    made("failed", made.id, made.row.run, {"message": "x\0" * 900})
    error = made.row.error
    assert error is not None
    assert (error["code"], error["advice"], error["retryable"]) == ("internal", "", False)
    assert len(error["message"]) == 500


def test_new_files_replace_the_old(engine: sa.Engine) -> None:
    """Those that are not made any more go; pictures stay."""
    made, other = situation(engine, "ready"), situation(engine, "ready")
    before = other.rows()
    made.do("refine")
    files = [stored(made.id, "figurine.3mf"), stored(made.id, "report.html")]
    made("published", made.id, made.row.run, FIGURINE, files)
    kept = {one["name"]: one["version"] for one in made.rows()["files"]}
    assert kept == {"concept-1.png": 1, "figurine.3mf": 2, "report.html": 2}
    told = made.events()[-1]
    assert told.kind == "ready" and made.row.figurine is not None
    assert {one["name"] for one in told.data["files"]} == {"figurine.3mf", "report.html"}
    assert told.data["figurine"] | {"price": None} == made.row.figurine
    assert made.row.figurine["version"] == 2
    assert other.rows() == before


def test_the_maker_sees_what_it_costs_and_no_friend_does(engine: sa.Engine) -> None:
    """The price by the shop's sheet is with the keepsake, not in its share link or its events."""
    made = situation(engine, "sculpting")
    price = {"lines": [], "total": "21.80", "currency": "EUR", "sheet": "Corner shop"}
    maker = asdict(Maker("images", "openai", "Image model", calls=3, cost_usd=0.4321))
    whole = FIGURINE | {"price": price, "made_by": [maker]}
    made("published", made.id, made.row.run, whole, [])
    mine = views.keepsake(made.read(lambda session: views.read(session, made.id)))
    assert mine.price == price and mine.figurine and mine.figurine.made_by[0].cost_usd == 0.4321
    share = made.row.share
    theirs = views.shared(made.read(lambda session: views.read_shared(session, share)))
    assert theirs.price is None and theirs.figurine and theirs.figurine.made_by[0].calls == 3
    assert not re.search(r"21\.80|4321", theirs.model_dump_json())


def test_a_figurine_that_cannot_be_shown_is_not_published(engine: sa.Engine) -> None:
    """A step's mistake fails that step, instead of every later look at the keepsake."""
    made = situation(engine, "sculpting")
    before = made.rows()
    with pytest.raises(ValidationError):
        made("published", made.id, made.row.run, {"weight_g": "much"}, [])
    assert made.rows() == before


def test_a_measure_that_json_cannot_say_is_left_out(each_engine: sa.Engine) -> None:
    """Infinite and missing values of a check become null on every database."""
    made = situation(each_engine, "sculpting")
    odd = {**FIGURINE, "checks": [{**FIGURINE["checks"][0], "value": float("inf")}]}  # type: ignore
    made("published", made.id, made.row.run, odd, [])
    assert made.row.figurine is not None
    assert made.row.figurine["checks"][0]["value"] is None
