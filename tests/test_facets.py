"""Welding, volume and centre of mass of triangles."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import ball, box, flipped, mesh_of

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import centre_of_mass, unfold, volume, weld


def soup(mesh: Mesh) -> Mesh:
    """Every triangle with vertices of its own, as in an STL."""
    corners = mesh.vertices[mesh.faces].reshape(-1, 3)
    return Mesh(corners, np.arange(len(corners), dtype=np.int32).reshape(-1, 3))


def test_weld_joins_what_is_equal() -> None:
    """The soup of a ball welds back to as many vertices as the ball has, in place."""
    mesh = mesh_of(ball(10))
    welded = weld(soup(mesh))
    assert len(welded.vertices) == len(mesh.vertices)
    assert np.array_equal(welded.vertices[welded.faces], mesh.vertices[mesh.faces])


def test_weld_joins_both_zeros_and_drops_unused_vertices() -> None:
    """-0 and 0 are one coordinate; a vertex without a triangle is left out."""
    vertices = np.array([[0, 0, 0], [-0.0, 0, 0], [1, 0, 0], [0, 1, 0], [9, 9, 9]], np.float32)
    welded = weld(Mesh(vertices, np.array([[0, 2, 3], [1, 3, 2]], np.int32)))
    assert len(welded.vertices) == 3


def test_volume_and_its_sign() -> None:
    """A cuboid far from the origin has its exact volume; inside out it is negative."""
    mesh = mesh_of(box(3, 4, 5, (500, -200, 80)))
    assert volume(unfold(mesh).corners) == pytest.approx(60, rel=1e-4)
    assert volume(unfold(flipped(mesh)).corners) == pytest.approx(-60, rel=1e-4)


def test_centre_of_mass_of_two_blocks() -> None:
    """Block 2x2x2 under block 1x1x4: the centre lies at (8 · 1 + 4 · 4) / 12 = 2."""
    found = centre_of_mass(unfold(mesh_of(box(2, 2, 2) + box(1, 1, 4, (0, 0, 2)))).corners)
    assert found == pytest.approx([0, 0, 2], abs=1e-6)


def test_normals_face_outwards() -> None:
    """Normals of a ball have length one and look away from its middle."""
    facets = unfold(mesh_of(ball(7)))
    assert np.linalg.norm(facets.normals, axis=1) == pytest.approx(1)
    assert (np.einsum("ij,ij->i", facets.normals, facets.centroids) > 0).all()
    assert facets.areas.sum() == pytest.approx(4 * np.pi * 49, rel=0.01)
