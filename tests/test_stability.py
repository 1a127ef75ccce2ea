"""Standing: contact, tip angle and the smallest box."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import box, mesh_of, rod, turned

from memoreez.figurines.facets import unfold
from memoreez.figurines.overhang import overhang
from memoreez.figurines.stability import area_mm2, boxes, hull, stand


def test_contact_is_the_flat_bottom() -> None:
    """A foot 0.04 mm above the lowest one still stands on the bed; 0.2 mm above it does not."""
    table = box(40, 10, 5, (0, 0, 20)) + box(5, 5, 21, (-15, 0, 0))
    near = table + box(5, 5, 21, (15, 0, 0.04))
    far = table + box(5, 5, 21, (15, 0, 0.2))
    assert stand(unfold(mesh_of(near))).contact_mm2 == pytest.approx(50)
    assert stand(unfold(mesh_of(far))).contact_mm2 == pytest.approx(25)


def test_centre_outside_the_foot_tips_at_once() -> None:
    """A heavy arm to one side takes the centre of mass off the foot."""
    found = stand(unfold(mesh_of(box(8, 8, 30) + box(40, 8, 8, (20, 0, 30)))))
    assert not found.inside
    assert found.tip_deg < 0


def test_three_feet_span_their_triangle() -> None:
    """The support is the hull of all feet, not each foot alone."""
    feet = [rod(10, 2, (20 * np.cos(a), 20 * np.sin(a), 0)) for a in (0, 2.1, 4.2)]
    solid = rod(5, 25, (0, 0, 10)) + feet[0] + feet[1] + feet[2]
    assert stand(unfold(mesh_of(solid))).tip_deg > 40


@pytest.mark.parametrize("angle", [0, 13, 77])
def test_smallest_box_turns_with_the_object(angle: float) -> None:
    """A 60 x 20 block has a 60 x 20 box however it lies."""
    facets = unfold(turned(mesh_of(box(60, 20, 10)), angle))
    best = boxes(hull(facets.points[:, :2]))[0]
    assert sorted((best.width_mm, best.depth_mm)) == pytest.approx([20, 60], abs=1e-3)


def test_flat_outline_has_no_hull() -> None:
    """Points on one line have no hull and no area."""
    assert hull(np.array([[0.0, 0], [1, 1], [2, 2]])) is None
    assert area_mm2(None) == 0


@pytest.mark.parametrize(("angle", "hangs"), [(44, False), (45, False), (47, True), (60, True)])
def test_overhang_starts_past_45_degrees(angle: float, hangs: bool) -> None:
    """A cone that widens by up to 45° from vertical has no overhang."""
    found = overhang(unfold(mesh_of(rod(10, 10, top=10 + 10 * np.tan(np.radians(angle))))))
    assert (found.area_mm2 > 0) == hangs
    assert found.steepest_deg == pytest.approx(angle, abs=0.3)


def test_bottom_is_no_overhang() -> None:
    """The face on the bed hangs over nothing."""
    assert overhang(unfold(mesh_of(box(30, 30, 30)))).area_mm2 == 0
