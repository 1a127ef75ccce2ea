"""Wall thickness by rays: across walls, never across edges and tips."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from manifold3d import Manifold
from print_shapes import ball, box, joined, mesh_of, rod

from memoreez.figurines.facets import unfold
from memoreez.figurines.thickness import RAYS, RAYS_WITHOUT_EMBREE, Walls, sample, walls


def measure(solid: Manifold) -> Walls:
    mesh = mesh_of(solid)
    found = walls(mesh, unfold(mesh))
    assert found is not None
    return found


@pytest.mark.parametrize("wall", [0.3, 0.75, 0.85, 2.0])
def test_plate_is_measured_across(wall: float) -> None:
    """A plate is as thick as it was drawn."""
    assert measure(box(40, wall, 40)).thinnest_mm == pytest.approx(wall, abs=0.005)


@pytest.mark.parametrize("angle", [0, 20, 55])
def test_leaning_plate_is_measured_across(angle: float) -> None:
    """A plate keeps its thickness however it leans."""
    found = measure(box(40, 1, 40).rotate((angle, 0, 33)))
    assert found.thinnest_mm == pytest.approx(1.0, abs=0.005)


def test_needle_is_thin() -> None:
    """A round needle of 0.5 mm is half a millimetre thick, but for a millimetre at each end."""
    found = measure(rod(30, 0.25))
    assert found.thinnest_mm == pytest.approx(0.5, abs=0.01)
    assert found.thin_mm2 == pytest.approx(np.pi * 0.5 * 28, rel=0.03)


def test_shell_is_thin() -> None:
    """A hollow ball is as thick as its shell."""
    found = measure(ball(20, segments=96) - ball(19, segments=96))
    assert found.thinnest_mm == pytest.approx(1.0, abs=0.06)


@pytest.mark.parametrize(
    ("mesh", "least"),
    [
        (mesh_of(box(30, 30, 30)), 29.9),
        (mesh_of(ball(15)), 29.0),
        (mesh_of(rod(40, 20, top=0.5) + ball(0.5, (0, 0, 40))), 1.2),
        (mesh_of(rod(40, 20, top=0.0)), 1.2),
        (mesh_of(rod(40, 20).rotate((90, 0, 0)).translate((0, 0, 20))), 39.0),
    ],
    ids=["cube", "ball", "rounded cone", "sharp cone", "lying cylinder"],
)
def test_edges_and_tips_are_no_walls(mesh, least: float) -> None:  # type: ignore[no-untyped-def]
    """Massive shapes with sharp edges or tips have no thin wall."""
    found = walls(mesh, unfold(mesh))
    assert found is not None
    assert found.thinnest_mm >= least
    assert found.thin_mm2 == 0


@pytest.mark.parametrize(("height", "thin"), [(0.8, False), (4.0, True)])
def test_low_ridges_are_no_walls(height: float, thin: bool) -> None:
    """Raised strings 0.6 mm wide on a block are details; as fins of 4 mm they are thin walls."""
    solid = box(40, 10, 40)
    for x in range(-15, 16, 3):
        solid += box(0.6, height + 1, 38, (x, -5 - height / 2 + 0.5, 1))
    assert (measure(solid).thinnest_mm < 0.7) == thin
    assert (measure(solid).thin_mm2 > 100) == thin


def test_saw_teeth_are_no_walls() -> None:
    """Ridges of 60° all over a block are edges, however many there are."""
    tooth = Manifold.hull_points(
        [(x, y, z) for y in (-15, 15) for x, z in ((-1.2, 19.9), (1.2, 19.9), (0, 22))]
    )
    solid = box(40, 30, 20)
    for x in range(-18, 19, 3):
        solid += tooth.translate((x, 0, 0))
    assert measure(solid).thin_mm2 == 0


def test_shell_inside_a_solid_makes_no_wall() -> None:
    """A ray that meets another shell from outside has not left the solid: no thin wall there."""
    mesh = joined(mesh_of(box(30, 30, 30)), mesh_of(box(29.4, 29.4, 29.4, (0, 0, 0.3))))
    found = walls(mesh, unfold(mesh))
    assert found is not None
    assert found.thin_mm2 == 0


def test_sample_is_spread_by_area() -> None:
    """Each side of a cuboid gets its share of the points, within one in a hundred."""
    facets = unfold(mesh_of(box(10, 20, 40)))
    face, points = sample(facets, 10_000)
    top = facets.normals[face, 2] > 0.9
    assert top.mean() == pytest.approx(200 / 2800, abs=0.01)
    assert np.abs(points[top, 2] - 40).max() < 1e-9


def test_sample_ignores_the_order_of_triangles() -> None:
    """The same points come out for the same triangles in another order."""
    mesh = mesh_of(ball(10))
    facets = unfold(mesh)
    order = np.random.default_rng(1).permutation(len(mesh.faces))
    shuffled = unfold(type(mesh)(mesh.vertices, mesh.faces[order]))
    assert np.array_equal(sample(facets, 500)[1], sample(shuffled, 500)[1])


def test_without_embree_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where embreex has no wheel, manifold3d casts fewer rays and measures the same."""
    solid = box(30, 30, 5) + box(28, 0.75, 40)
    fast = measure(solid)
    monkeypatch.setitem(sys.modules, "embreex.rtcore_scene", None)
    slow = measure(solid)
    assert (fast.engine, fast.rays) == ("embree", RAYS)
    assert (slow.engine, slow.rays) == ("manifold", RAYS_WITHOUT_EMBREE)
    assert slow.thinnest_mm == pytest.approx(fast.thinnest_mm, abs=1e-3)
    assert slow.thin_mm2 == pytest.approx(fast.thin_mm2, rel=0.02)


def test_open_mesh_without_embree_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """manifold3d cannot cast rays into an open mesh: no answer rather than a wrong one."""
    monkeypatch.setitem(sys.modules, "embreex.rtcore_scene", None)
    mesh = mesh_of(box(10, 10, 10))
    half = type(mesh)(mesh.vertices, mesh.faces[1:])
    assert walls(half, unfold(half)) is None
