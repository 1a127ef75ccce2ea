"""Lighter copies for screens."""

import numpy as np
import pytest
import trimesh
from keepsakes import keepsake
from print_shapes import box, mesh_of

from memoreez.artifacts import Mesh
from memoreez.prints import lighter


@pytest.mark.parametrize("budget", [800, 3000, 120_000])
def test_budget_is_kept_and_the_solid_stays_closed(budget: int) -> None:
    """The lighter solid has no more triangles than allowed, and the same volume within 2 %."""
    solid = keepsake(segments=128).solid
    light = lighter.lighten(solid, budget)
    shape = trimesh.Trimesh(light.vertices, light.faces, process=False)
    whole = trimesh.Trimesh(solid.vertices, solid.faces, process=False)
    assert len(light.faces) <= budget
    assert shape.is_volume
    assert shape.volume == pytest.approx(whole.volume, rel=0.02)


def test_what_is_metres_large_is_not_divided_into_gigabytes() -> None:
    """Nobody prints a block of 9 m, but anybody may send one: edges every 4 mm were 30 million."""
    block = lighter.lighten(mesh_of(box(6000, 4800, 9000)), 200_000)
    assert 10_000 < len(block.faces) < 150_000
    assert len(lighter.lighten(mesh_of(box(60, 48, 90)), 200_000).faces) > 2_000


def test_an_open_mesh_is_lightened_too() -> None:
    """A mesh that is not closed does not come out empty."""
    ball = trimesh.creation.icosphere(4, 20)
    light = lighter.lighten(Mesh(ball.vertices.astype(np.float32), ball.faces[:-9]), 2000)
    assert 1000 < len(light.faces) <= 2000


def test_a_cube_has_24_vertices_and_flat_normals() -> None:
    """Edges of 90 degrees are split, so that each side has its own four corners."""
    cube = trimesh.creation.box((2, 2, 2))
    mesh = Mesh(cube.vertices.astype(np.float32), cube.faces.astype(np.int32))
    split, normals = lighter.crease(mesh, 40)
    assert len(split.vertices) == 24
    assert (np.abs(normals).max(1) == 1).all()
    assert ((split.vertices * normals).sum(1) == 1).all()  # outwards


def test_a_ball_is_not_split_and_its_normals_are_radial() -> None:
    """Smooth surfaces keep one vertex and one normal per place."""
    ball = trimesh.creation.icosphere(3, 1)
    mesh = Mesh(ball.vertices.astype(np.float32), ball.faces.astype(np.int32))
    split, normals = lighter.crease(mesh, 40)
    assert len(split.vertices) == len(ball.vertices)
    assert (normals * split.vertices).sum(1).min() > 0.999


def test_arranging_changes_the_order_only() -> None:
    """The same triangles in space, wound the same way; vertices in order of first use."""
    solid = keepsake().solid
    mesh, old = lighter.arrange(solid)

    def corners(one: Mesh) -> list[tuple[float, ...]]:
        return sorted(map(tuple, one.vertices[one.faces].reshape(-1, 9).tolist()))

    assert corners(mesh) == corners(solid)
    assert (mesh.vertices == solid.vertices[old]).all()
    first = np.unique(mesh.faces, return_index=True)[1]
    assert (np.diff(first) > 0).all()
