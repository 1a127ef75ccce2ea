"""Flat sides that belong to a thing are no background: nothing of it is found, nothing cut."""

from __future__ import annotations

import numpy as np
import pytest
from manifold3d import Manifold
from print_shapes import ball, box, mesh_of, rod

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import unfold
from memoreez.figurines.repairs.backdrop import cut_backdrop
from memoreez.figurines.slab import slabs


def cup(height: float, radius: float, sides: int) -> Manifold:
    """A cup with so many sides and walls of 2 mm."""
    inner = Manifold.cylinder(height, radius - 2, radius - 2, sides)
    return Manifold.cylinder(height, radius, radius, sides) - inner.translate((0, 0, 2))


def tub(width: float, depth: float, height: float) -> Manifold:
    """A box without a lid, walls of 2 mm."""
    return box(width, depth, height) - box(width - 4, depth - 4, height, (0, 0, 2))


def hull(*points: tuple[float, float, float]) -> Manifold:
    """The least convex body round points and the same with -y."""
    both = np.array(points, float)
    return Manifold.hull_points(np.concatenate([both, both * [1, -1, 1]]))


PERSON = rod(38, 9, (0, 0, 7)) + ball(13, (0, 0, 55)) + box(46, 8, 8, (0, 0, 30))
PAGE = box(30, 4, 45).translate((15, 0, 0)).rotate((0, 0, 25))
POLE = rod(80, 1.8) + rod(5, 16)

HONEST = {
    "round cup": rod(40, 12) - rod(40, 10, (0, 0, 2)),
    "pencil cup of six sides": cup(60, 20, 6),
    "vase of three sides": cup(60, 30, 3),
    "square vase": tub(36, 36, 70),
    "flowers in a vase": tub(30, 30, 50) + rod(80, 2) + ball(12, (0, 0, 80)),
    "tissue box": box(60, 40, 30) - box(56, 36, 26, (0, 0, 2)) - box(30, 10, 60),
    "bowl": ball(30) - ball(27) - box(100, 100, 100),
    "open book": PAGE + PAGE.mirror((1, 0, 0)) + rod(45, 3),
    "picture frame": box(60, 4, 80) - box(46, 10, 66, (0, 0, 7)) + box(60, 20, 4),
    "house": tub(50, 40, 40) - box(10, 10, 20, (0, -20, 2)),
    "house with a roof": tub(50, 40, 40)
    + hull((-28, 23, 40), (28, 23, 40), (-28, 0, 60), (28, 0, 60)),
    "shelf": box(60, 24, 80) - box(54, 24, 36, (0, -3, 3)) - box(54, 24, 35, (0, -3, 42)),
    "chair": box(30, 30, 4, (0, 0, 28)) + box(30, 3, 64, (0, 13.5, 0))
    + box(30, 4, 30, (0, -13, 0)),
    "bed": box(50, 80, 14) + box(50, 4, 34, (0, 38, 0)) + box(50, 4, 22, (0, -38, 0)),
    "leaf": ball(20).scale((1, 0.07, 1.8)).translate((0, 0, 40)) + rod(10, 2) + rod(6, 14),
    "wing": PERSON + hull((7, 5, 15), (60, 2, 55), (60, 2, 30), (7, 5, 8)),
    "sail": box(60, 24, 14) + rod(80, 1.8) + box(40, 2, 50, (0, 0, 18)),
    "flag": PERSON + (POLE + box(40, 2, 28, (21, 0, 50))).translate((14, 0, 0)),
}  # fmt: skip


QUICK = tuple(HONEST)[::3]


@pytest.mark.parametrize(
    "name",
    [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in HONEST],
)
def test_sides_of_a_thing_are_left_alone(name: str) -> None:
    """No side of a cup, box, house, chair, book or leaf is taken for a background wall."""
    assert slabs(unfold(mesh_of(HONEST[name].rotate((0, 0, 20))))) == ()


def test_plate_that_is_open_below_is_cut() -> None:
    """Where engines never saw it from below, rim and upper side of a plate are all there is."""
    whole = mesh_of((PERSON + rod(9.5, 12) + rod(2.5, 34, (0, 0, -2))).refine_to_length(4))
    opened = Mesh(whole.vertices, whole.faces[unfold(whole).normals[:, 2] > -0.9])
    step = cut_backdrop(opened)
    assert [change.name for change in step.changes] == ["ground"]
    left = unfold(step.mesh)
    assert np.abs(left.points[:, :2]).max() < 24 and left.areas[left.centroids[:, 2] < 0].sum() < 1
