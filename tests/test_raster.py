"""The z-buffer of the maps: what each pixel sees."""

import numpy as np
import pytest
from print_shapes import box, mesh_of

from memoreez.artifacts import Mesh
from memoreez.prints.raster import Eye, Seen, frame, look

FRONT, SCALE = Eye(0, 0, 10.0), 10.0


def looked(mesh: Mesh, eye: Eye = FRONT) -> Seen:
    low, high = frame(mesh.vertices, eye)
    rows, columns = (int(np.ceil(one * eye.pixels_mm)) for one in (high - low)[::-1])
    return look(mesh, eye, low, (rows, columns))


def test_a_box_fills_its_front() -> None:
    """A box 3 wide and 5 high at 10 pixels a millimetre: every pixel, once, from its front face."""
    seen = looked(mesh_of(box(3, 4, 5)))
    assert seen.size == (50, 30)
    assert np.array_equal(seen.at, np.arange(1500))
    assert seen.depth_mm == pytest.approx(2)  # the front is 2 mm before the middle
    assert seen.weights.sum(1) == pytest.approx(1, abs=1e-5)


def test_values_are_read_off_where_the_pixel_is() -> None:
    """A place interpolated over a triangle is its pixel's middle, rows counted from the top."""
    mesh = mesh_of(box(3, 4, 5))
    seen = looked(mesh)
    x, y, z = seen.of(mesh.vertices).T
    row, column = np.divmod(seen.at, 30)
    assert x == pytest.approx((column + 0.5) / SCALE - 1.5, abs=1e-4)
    assert z == pytest.approx(5 - (row + 0.5) / SCALE, abs=1e-4)
    assert y == pytest.approx(-2, abs=1e-4)


@pytest.mark.parametrize("turn", [0.0, 180.0])
def test_what_is_nearer_hides_what_is_further(turn: float) -> None:
    """A small box before a large one from the front; from behind the large one hides it."""
    small = box(1, 1, 2).translate((0, -6, 0))
    mesh = mesh_of(box(3, 4, 5) + small)
    seen = looked(mesh, Eye(turn, 0, SCALE))
    near = np.unique(np.round(seen.depth_mm, 3), return_counts=True)
    expected = {2.0: 1500 - 200, 6.5: 200} if turn == 0 else {2.0: 1500}
    assert dict(zip(*(one.tolist() for one in near), strict=True)) == expected


def test_from_below_one_sees_the_bottom() -> None:
    """At −90° the picture is the box's floor, 3 by 4."""
    seen = looked(mesh_of(box(3, 4, 5)), Eye(0, -90, SCALE))
    assert seen.size == (40, 30)
    assert len(seen.at) == 1200
    assert seen.depth_mm == pytest.approx(0, abs=1e-4)


def test_a_picture_is_what_was_seen_and_something_else_around() -> None:
    """Values go back to their pixels."""
    seen = look(mesh_of(box(3, 4, 5)), FRONT, np.array([-2.5, -6], np.float32), (70, 50))
    whole = seen.spread(np.ones(len(seen.at), np.float32), -1)
    assert (whole > 0).sum() == 1500
    assert whole[10:60, 10:40].min() == 1
