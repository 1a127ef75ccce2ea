"""TripoSG's times, and what its picture looks like: no torch is needed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from memoreez.errors import PictureError
from memoreez.sculptures.hunyuan3d.schedule import advance, times
from memoreez.sculptures.triposg.preparation import prepare


def test_every_step_is_an_evaluation_and_all_are_alike() -> None:
    """Fifty steps are fifty evaluations, a fiftieth apart, from noise to the shape."""
    for steps in (1, 2, 7, 50):
        way = times("rectified", steps)
        assert np.allclose(way, np.linspace(0, 1, steps + 1), atol=1e-15, rtol=0)
        assert way[0] == 0 and way[-1] == 1


def test_a_shift_lingers_near_the_noise() -> None:
    """What is left of the noise is s t / (1 + (s - 1) t); of one it is the same as none."""
    assert times("rectified", 4, 3.0) == pytest.approx((0, 0.1, 0.25, 0.5, 1))
    assert times("rectified", 9, 1.0) == times("rectified", 9)
    for shift in (0.2, 1.7, 40.0):
        way = times("rectified", 30, shift)
        assert way[0] == 0 and way[-1] == 1 and (np.diff(way) > 0).all()


@pytest.mark.parametrize("steps", [0, 1001])
def test_steps_that_cannot_be_are_named(steps: int) -> None:
    """With the range that can."""
    with pytest.raises(ValueError, match=f"from 1 to 1000, not {steps}"):
        times("rectified", steps)


def test_a_straight_flow_arrives_exactly() -> None:
    """Where the velocity is the same everywhere, any way ends in the same place."""
    start, end = np.random.default_rng(0).normal(size=(2, 40))
    for shift in (1.0, 3.0):
        x = start
        for now, then in pairwise(times("rectified", 7, shift)):
            x = advance(x, end - start, now, then)
        assert np.allclose(x, end, atol=1e-12)


def seen(height: int, width: int, alpha: int = 255) -> np.ndarray:
    rgba = np.zeros((200, 160, 4), np.uint8)
    rgba[20 : 20 + height, 50 : 50 + width] = (200, 100, 50, alpha)
    return prepare(rgba)


@pytest.mark.parametrize(("height", "width"), [(60, 30), (30, 60), (50, 50), (1, 1), (100, 1)])
def test_the_object_fills_the_middle(height: int, width: int) -> None:
    """Its longer side is 0.95 of the square, its colours stay, and all around is white."""
    image = seen(height, width)
    assert image.shape == (224, 224, 3) and image.dtype == np.uint8
    rows, columns = (np.flatnonzero((image[..., 2] < 150).any(axis)) for axis in (1, 0))
    longer = max(height, width) * 256 / (max(height, width) + 2 * int(max(height, width) * 0.1))
    for found, side in ((rows, height), (columns, width)):
        assert len(found) == pytest.approx(min(224, longer * side / max(height, width)), abs=3)
        assert found[0] + found[-1] == pytest.approx(223, abs=4)
    blurred = 30 if min(height, width) == 1 < max(height, width) else 1  # two pixels wide
    assert np.abs(image[112, 112].astype(int) - (200, 100, 50)).max() <= blurred
    if max(height, width) > 1:
        assert (image[0] == 255).all() and (image[:, 0] == 255).all()


def test_half_transparent_colours_fade_to_white() -> None:
    """Not to black: the network would see a box."""
    middle = seen(60, 30, 128)[112, 112]
    assert np.abs(middle - (np.array([200, 100, 50]) * 128 + 255 * 127) / 255).max() <= 1.5


def test_an_empty_picture_is_refused() -> None:
    """In a sentence."""
    with pytest.raises(PictureError, match="Nothing can be seen"):
        seen(0, 0)
