"""When the velocity is asked, and what the picture looks like before: no torch is needed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from memoreez.errors import PictureError
from memoreez.sculptures.hunyuan3d.preparation import prepare
from memoreez.sculptures.hunyuan3d.schedule import advance, guide, times


def test_fifty_steps_are_forty_nine_evaluations() -> None:
    """The step that starts at the end leads nowhere, so it is not taken."""
    way = times("euler", 50)
    assert len(way) - 1 == 49 and np.allclose(way, np.linspace(0, 1, 50), atol=0, rtol=1e-15)


def test_consistency_models_are_asked_at_the_ends_of_their_phases() -> None:
    """As published for five steps."""
    assert np.allclose(times("consistency", 5), [0, 0.1992, 0.3994, 0.5996, 0.7998, 1], atol=5e-5)
    assert times("consistency", 1) == (0.0, 1.0)


@pytest.mark.parametrize("sampler", ["euler", "consistency"])
def test_every_way_goes_from_noise_to_the_shape(sampler: str) -> None:
    """Strictly onwards, from 0 to 1, whatever the number of steps."""
    for steps in range(2, 101):
        way = times(sampler, steps)
        assert way[0] == 0 and way[-1] == 1 and (np.diff(way) > 0).all()
        assert len(way) == (steps if sampler == "euler" else steps + 1)


@pytest.mark.parametrize(("sampler", "steps"), [("euler", 1), ("consistency", 0), ("euler", 1001)])
def test_steps_that_cannot_be_are_named(sampler: str, steps: int) -> None:
    """With the range that can."""
    with pytest.raises(ValueError, match=f"must be from . to .*, not {steps}"):
        times(sampler, steps)


@pytest.mark.parametrize("sampler", ["euler", "consistency"])
def test_a_straight_flow_arrives_exactly(sampler: str) -> None:
    """Where the velocity is the same everywhere, any number of steps ends in the same place."""
    start, end = np.random.default_rng(0).normal(size=(2, 40))
    for steps in (2, 3, 7, 50):
        x = start
        way = times(sampler, steps)
        for now, then in pairwise(way):
            x = advance(x, end - start, now, then)
        assert np.allclose(x, end, atol=1e-12)


def test_a_curved_flow_is_followed_better_with_more_steps() -> None:
    """Halving the steps' length halves the error: dx/dt = -3 x."""
    errors = []
    for steps in (26, 51, 101):
        x, way = 1.0, times("euler", steps)
        for now, then in pairwise(way):
            x = advance(x, -3 * x, now, then)
        errors.append(abs(x - np.exp(-3)))
    assert errors[0] / errors[1] == pytest.approx(2, abs=0.15)
    assert errors[1] / errors[2] == pytest.approx(2, abs=0.15)


def test_guidance_of_one_is_the_picture_alone() -> None:
    """And of none is no picture."""
    with_it, without = np.float64(3), np.float64(-2)
    assert guide(with_it, without, 1.0) == with_it and guide(with_it, without, 0.0) == without
    assert guide(with_it, without, 5.0) == 23


def square(alpha: int = 255, height: int = 60, width: int = 30) -> np.ndarray:
    rgba = np.zeros((200, 160, 4), np.uint8)
    rgba[20 : 20 + height, 50 : 50 + width] = (200, 100, 50, alpha)
    return rgba


def test_the_object_is_centred_on_white_with_a_border() -> None:
    """Its longer side is 85 % of the square, its colours stay, and all around is white."""
    seen = prepare(square(), 512)
    rows, columns = (np.flatnonzero((seen.mask > 0).any(axis)) for axis in (1, 0))
    assert len(rows) == pytest.approx(0.85 * 512, abs=4)
    assert len(columns) == pytest.approx(0.85 * 512 * 29 / 59, abs=4)
    assert abs(rows[0] + rows[-1] - 511) <= 3 and abs(columns[0] + columns[-1] - 511) <= 3
    assert (seen.image[256, 256] == (200, 100, 50)).all() and (seen.image[:30] == 255).all()
    assert seen.image.shape == (512, 512, 3) and seen.image.dtype == np.uint8


def test_half_transparent_colours_fade_to_white_not_to_black() -> None:
    """The old engine multiplied by the mask, and the model saw a box."""
    middle = prepare(square(alpha=128), 64).image[32, 32]
    assert np.abs(middle - (np.array([200, 100, 50]) * 128 + 255 * 127) / 255).max() <= 1


@pytest.mark.parametrize(("height", "width"), [(0, 0), (1, 1), (1, 40)])
def test_an_empty_picture_is_refused(height: int, width: int) -> None:
    """A single row or column as well: nothing would be left of it."""
    with pytest.raises(PictureError, match="Nothing can be seen"):
        prepare(square(height=height, width=width), 64)


@pytest.mark.parametrize("shape", [(2, 400, 4), (400, 2, 4), (2, 2, 4), (3, 5, 3)])
def test_odd_pictures_are_prepared_all_the_same(shape: tuple[int, ...]) -> None:
    """Very long, very small, or without alpha."""
    assert prepare(np.full(shape, 255, np.uint8), 64).image.shape == (64, 64, 3)
