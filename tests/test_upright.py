"""What leans is turned as a whole onto its flat underside, before anything is cut."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import ball, box, mesh_of, rod

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import unfold, volume
from memoreez.figurines.repairs.foot import foot
from memoreez.figurines.repairs.lying import TURNS
from memoreez.figurines.repairs.units import axes
from memoreez.figurines.repairs.upright import level
from memoreez.figurines.stability import stand

STATUE = rod(8, 25) + rod(60, 9, (3, 0, 5)) + ball(15, (4, 0, 70))
TABLE = box(40, 24, 10, (0, 0, 30)) + ball(9, (2, 0, 44))  # on four feet of 5 × 5 mm
for x in (-17, 17):
    for y in (-9, 9):
        TABLE += box(5, 5, 31, (x, y, 0))


def leaning(solid: object, angle: float, way: float = 40.0) -> Mesh:
    """The solid leaning by `angle` towards `way`, on the bed, both in degrees."""
    turned = solid.rotate((0, angle, 0)).rotate((0, 0, way))  # type: ignore[attr-defined]
    return mesh_of(turned.translate((0, 0, -turned.bounding_box()[2])))


@pytest.mark.parametrize("angle", [1.0, 14.0])
@pytest.mark.parametrize("solid", [STATUE, TABLE], ids=["pedestal", "four feet"])
def test_what_leans_is_set_upright(solid: object, angle: float) -> None:
    """The whole is turned: same volume, all of its underside on the bed, the angle in words."""
    mesh = leaning(solid, angle)
    step = level(mesh)
    (change,) = step.changes
    assert change.name == "laid" and change.values["tilt_deg"] == pytest.approx(angle, abs=0.02)
    assert f"by {angle:.2g}°" in change.words
    straight = unfold(mesh_of(solid))  # type: ignore[arg-type]
    found = stand(unfold(step.mesh))
    assert found.contact_mm2 == pytest.approx(stand(straight).contact_mm2, rel=1e-3)
    assert volume(unfold(step.mesh).corners) == pytest.approx(volume(straight.corners), rel=1e-5)
    assert foot(step.mesh).mesh.faces is mesh.faces  # nothing was cut
    assert level(step.mesh).mesh is step.mesh


@pytest.mark.parametrize("up", [None, "z"])
def test_what_need_not_be_flat_is_not_levelled(up: str | None) -> None:
    """Whether the axis is guessed or given: levelled when it is to be flat below, else as it is."""
    mesh = leaning(STATUE, 5)
    assert axes(mesh, up, flat=False).mesh is mesh
    assert [change.name for change in axes(mesh, up).changes] == ["laid"]


def _rounded(points: np.ndarray) -> np.ndarray:
    """The underside of a box of 90 mm as a bowl of 1.5 m radius."""
    sag = (points[:, 0] ** 2 + points[:, 1] ** 2) / 3000
    points[:, 2] += sag * (1 - points[:, 2] / 90)
    return points


def test_what_stands_or_has_no_underside_is_left() -> None:
    """Not what stands flat, lies on its side, or has only a rounded or a small flat underside."""
    egg = box(60, 60, 90).refine_to_length(3.0).warp_batch(_rounded)  # 0.6 mm at its corners
    tip = rod(8, 2.0, top=10.0) + rod(40, 10, (0, 0, 8))  # on a disc of 4 mm
    for mesh in (mesh_of(STATUE), leaning(STATUE, 20), leaning(egg, 10), leaning(tip, 8)):
        assert level(mesh).mesh is mesh
    assert level(bare := mesh_of(ball(20))).mesh is bare
    assert level(none := Mesh(bare.vertices, bare.faces[:0])).mesh is none


def test_spikes_below_do_not_hide_the_underside() -> None:
    """Single corners that noise pulled down leave it where it is."""
    mesh = leaning(STATUE.refine_to_length(3.0), 6)
    points = mesh.vertices.copy()
    low = np.flatnonzero(points[:, 2] < points[:, 2].min() + 5)[::150]
    points[low, 2] -= 3
    assert level(Mesh(points, mesh.faces)).changes[0].values["tilt_deg"] == pytest.approx(
        6, abs=0.1
    )


@pytest.mark.parametrize(("solid", "up"), [(STATUE, "y"), (TABLE, "x")], ids=["y", "x"])
def test_what_lies_and_leans_is_set_upright(solid: object, up: str) -> None:
    """Its axis is found although no side looks straight along one, and it is turned onto it."""
    mesh = leaning(solid, 7)
    lying = Mesh((mesh.vertices @ np.array(TURNS[up])).astype(np.float32), mesh.faces)
    step = axes(lying)
    assert [change.name for change in step.changes] == ["axes", "laid"]
    found = stand(unfold(step.mesh))
    assert found.contact_mm2 == pytest.approx(stand(unfold(mesh_of(solid))).contact_mm2, rel=1e-3)  # type: ignore[arg-type]


def test_a_smaller_flat_side_is_no_rival() -> None:
    """Four tips on which it would stand upside down do not make it doubtful which way is up."""
    bed = box(50, 50, 8) + box(12, 12, 60)
    for x in (-20, 20):
        for y in (-20, 20):
            bed += box(5, 5, 80, (x, y, 0))
    mesh = mesh_of(bed)
    lying = Mesh((mesh.vertices @ np.array(TURNS["x"])).astype(np.float32), mesh.faces)
    assert axes(lying).changes[0].sure > 0.6
