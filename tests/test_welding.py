"""Vertices that share a place are parted."""

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.welding import keep_apart


def test_no_two_vertices_stay_in_one_place() -> None:
    """Any number of vertices in one place get places of their own, within a few steps."""
    vertices = np.zeros((22, 3), np.float32)
    vertices[20:] = [[1, 0, 0], [0, 1, 0]]
    faces = np.array([[k, 20, 21] for k in range(20)], np.int32)
    apart = keep_apart(Mesh(vertices, faces), 0.002).vertices
    assert len(np.unique(apart, axis=0)) == 22
    assert np.abs(apart - vertices).max() < 0.05


def test_moves_inwards_by_whole_steps() -> None:
    """The second vertex of a place moves against its face's normal, on the grid of the step."""
    corners = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]], np.float32)
    mesh = Mesh(np.concatenate([corners, corners]), np.array([[0, 1, 2], [3, 4, 5]], np.int32))
    apart = keep_apart(mesh, 0.25).vertices
    assert (apart[:3] == corners).all()
    assert (apart[3:] == corners + np.array([0, 0, -0.25], np.float32)).all()


def test_apart_already_is_left_alone() -> None:
    """A mesh without shared places keeps its very values."""
    vertices = np.array([[0, 0, 0], [1, 0, 0], [0, 1e-6, 0]], np.float32)
    apart = keep_apart(Mesh(vertices, np.array([[0, 1, 2]], np.int32)), 0.002)
    assert (apart.vertices == vertices).all()
