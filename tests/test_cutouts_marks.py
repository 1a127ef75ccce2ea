"""What a person marks is so, the rest follows, and the confidence says how well."""

from __future__ import annotations

import time
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from memoreez import photos, pixels
from memoreez.artifacts import Cutout, Picture
from memoreez.cutouts._marks import _runs, painted
from memoreez.cutouts.studio import Studio
from memoreez.errors import BadInput
from memoreez.marks import Marks, Stroke, boxed, from_json, to_json

SIZE = 120
DISC = (slice(30, 90), slice(20, 60))  # where it is, nearly


def scene() -> npt.NDArray[np.uint8]:
    """A red disc and a blue one on grey grain (h, w, 4)."""
    grain = np.random.default_rng(1).integers(95, 160, (SIZE, SIZE, 1), dtype=np.uint8)
    rgb = np.repeat(grain, 3, axis=2)
    cv2.circle(rgb, (40, 60), 22, (190, 40, 30), -1)
    cv2.circle(rgb, (88, 60), 16, (30, 50, 190), -1)
    return np.dstack([rgb, np.full((SIZE, SIZE), 255, np.uint8)])


def truth(*discs: tuple[int, int]) -> npt.NDArray[np.bool_]:
    """Discs of a place and a radius (h, w)."""
    found = np.zeros((SIZE, SIZE), np.uint8)
    for x, radius in discs:
        cv2.circle(found, (x, 60), radius, 1, -1)
    return found > 0


def given(mask: npt.NDArray[np.bool_], sure: float) -> photos.Photo:
    """The scene with a first cutout."""
    rgba = scene()
    cut = rgba.copy()
    cut[..., 3] = np.where(mask, 255, 0)
    first = Cutout(pixels.write(cut), SIZE, SIZE, sure, "studio", "So so.", "busy")
    return photos.Photo(Picture(pixels.write(rgba), SIZE, SIZE), first)


def alpha(cutout: Cutout) -> npt.NDArray[np.uint8]:
    found: npt.NDArray[np.uint8] = pixels.read(cutout.png)[..., 3]
    return found


def alike(cutout: Cutout, mask: npt.NDArray[np.bool_]) -> float:
    seen = alpha(cutout) > 127
    return float((seen & mask).sum() / (seen | mask).sum())


def dab(keep: bool, x: float, y: float = 0.5, width: float = 0.06) -> Stroke:
    return Stroke(keep, width, ((x, y),))


RED, BLUE = (40, 22), (88, 16)
WHOLE, NOTHING = np.ones((SIZE, SIZE), np.bool_), np.zeros((SIZE, SIZE), np.bool_)


def test_a_box_finds_what_is_in_it() -> None:
    """One of two things, whatever was found before."""
    made = photos.marked(given(WHOLE, 0.1), Marks(box=(0.1, 0.25, 0.46, 0.5))).cutout
    assert alike(made, truth(RED)) > 0.95
    assert made.confidence >= photos.SURE and made.why == "marks" and made.method == "marked"
    shown = alpha(made)
    assert not shown[:, :12].any() and not shown[:30].any() and not shown[90:].any()


def test_a_dab_brings_all_of_a_piece() -> None:
    """And another takes it away; what they do not touch stays to the pixel."""
    red = given(truth(RED), 0.9)
    both = photos.marked(red, Marks(strokes=(dab(True, 88 / SIZE),))).cutout
    assert alike(both, truth(RED, BLUE)) > 0.95
    made = photos.marked(
        given(truth(RED, BLUE), 0.9), Marks(strokes=(dab(False, 88 / SIZE),))
    ).cutout
    assert alike(made, truth(RED)) > 0.97
    left = (alpha(both) > 127)[:, :64]
    assert (left ^ truth(RED)[:, :64]).sum() < 30  # but for the soft edge


def test_marks_hold_to_the_pixel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A brush over grain keeps grain; later strokes win; outside the box is nothing."""
    monkeypatch.setattr("memoreez.cutouts._marks.WORK_PX", 64)
    strokes = (dab(True, 0.9, 0.1, 0.2), dab(False, 0.9, 0.1, 0.08), dab(True, 0.02, 0.02, 0.3))
    marks = Marks(box=(0.1, 0.0, 0.9, 1.0), strokes=strokes)
    shown = alpha(photos.marked(given(truth(RED), 0.9), marks).cutout)
    said = painted(marks, (SIZE, SIZE))
    assert (shown[said.keep] == 255).all() and (shown[said.drop] == 0).all()
    assert shown[12, 108] == 0 and shown[12, 100] == 255
    assert not shown[:, :12].any() and not (said.keep & said.drop).any()


@pytest.mark.parametrize("before", [WHOLE, NOTHING])
def test_taking_all_away_leaves_nothing(before: npt.NDArray[np.bool_]) -> None:
    """Which is said, and nobody can be sure of it."""
    every = Stroke(False, 1.0, ((0.0, 0.5), (1.0, 0.5)))
    made = photos.marked(given(before, 0.9), Marks(strokes=(every,), sure=True)).cutout
    assert not alpha(made).any()
    assert (made.confidence, made.why) == (0.0, "nothing")
    assert photos.possible(made.confidence) == (photos.PLAQUE,)


def test_a_guess_is_not_called_sure() -> None:
    """A box around grain alone: whatever is found there, nobody says that it is the object."""
    made = photos.marked(given(NOTHING, 0.0), Marks(box=(0.55, 0.7, 0.4, 0.28))).cutout
    assert made.confidence < photos.SURE and made.why != "marks"


def test_a_person_may_vouch() -> None:
    """Also for the first cutout, which stays as it is; without a word all stays as it is."""
    first = given(truth(RED), 0.3)
    made = photos.marked(first, Marks(sure=True)).cutout
    assert (made.confidence, made.why, made.png) == (1.0, "marks", first.cutout.png)
    assert photos.marked(first, Marks()) == first


def test_many_turns_are_few_rounds() -> None:
    """Strokes of one kind go together, and of many turns the first ones."""
    strokes = tuple(dab(n % 2 == 0, 0.5) for n in range(40))
    runs = _runs(strokes)
    assert len(runs) == 4 and sum(runs, ()) == strokes
    assert _runs((dab(True, 0.1), dab(True, 0.2))) == [(dab(True, 0.1), dab(True, 0.2))]
    assert _runs(()) == []


def test_a_brush_may_leave_the_picture() -> None:
    """It paints what is inside."""
    said = painted(Marks(strokes=(Stroke(True, 0.1, ((-0.5, 0.5), (1.5, 0.5))),)), (40, 80))
    assert said.keep[20].all() and not said.keep[0].any()


def test_marks_are_kept_as_json() -> None:
    """There and back."""
    marks = Marks((0.1, 0.2, 0.3, 0.4), (dab(True, 0.5), dab(False, 0.1)), True)
    assert from_json(to_json(marks)) == marks
    assert from_json({"box": None, "strokes": []}) == Marks()


@pytest.mark.parametrize("wrong", ["", "0.1,0.2,0.3", "a,b,c,d", "0,0,0,1", "0,0,1,nan", "1,0,1,1"])
def test_a_box_that_is_none_is_refused(wrong: Any) -> None:
    """With an example."""
    with pytest.raises(BadInput, match=r"0\.2,0\.1,0\.5,0\.8"):
        boxed(wrong)
    assert boxed("0.2, 0.1,0.5,0.8") == (0.2, 0.1, 0.5, 0.8)


@pytest.mark.slow
def test_marks_are_quick() -> None:
    """At 768 pixels the worst there is, grain with strokes in turns, takes seconds, not minutes."""
    large = cv2.resize(scene(), (768, 768), interpolation=cv2.INTER_CUBIC)
    picture = Picture(pixels.write(large), 768, 768)
    first = given(truth(RED), 0.3).cutout
    strokes = tuple(dab(n % 2 == 0, 0.1 + 0.1 * n) for n in range(6))
    begun = time.process_time()
    Studio().mark(picture, first, Marks((0.05, 0.05, 0.9, 0.9), strokes))
    assert time.process_time() - begun < 5
