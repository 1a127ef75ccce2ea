"""Readers of STL and GLB join equal corners; this keeps apart what must not be joined."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh

_ROUNDS = 8


def keep_apart(mesh: Mesh, step_mm: float) -> Mesh:
    """The mesh with no two vertices in one place, so that a reader's welding changes nothing.

    Where a closed solid touches itself, or a triangle has shrunk to nothing, two vertices share
    a place: welded, an edge gets four faces and the reload is not watertight (seen on 2 of 3 real
    keepsakes after simplify(0.01)). All but the first of such vertices move inwards by whole
    multiples of `step_mm` along each axis, so values on a grid of that step stay on it.
    """
    vertices = np.array(mesh.vertices, np.float32)
    inwards: npt.NDArray[np.float64] | None = None
    for _ in range(_ROUNDS):
        rank = _ranks(vertices)
        again = np.flatnonzero(rank)
        if not len(again):
            break
        if inwards is None:
            inwards = _inwards(mesh)
        moves = inwards[again] * rank[again, None] * step_mm
        vertices[again] = (vertices[again].astype(np.float64) + moves).astype(np.float32)
    return Mesh(vertices, mesh.faces)


def _ranks(vertices: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    """For each vertex, how many before it are in the same place, (n,)."""
    order = np.lexsort(vertices.T)
    new = np.ones(len(vertices), np.bool_)
    new[1:] = (vertices[order][1:] != vertices[order][:-1]).any(1)
    place = np.arange(len(vertices))
    rank = np.empty(len(vertices), np.intp)
    rank[order] = place - np.maximum.accumulate(np.where(new, place, 0))
    return rank


def _inwards(mesh: Mesh) -> npt.NDArray[np.float64]:
    """Per vertex -1, 0 or 1 along each axis, away from its faces' normals; never (0, 0, 0)."""
    a, b, c = mesh.vertices.astype(np.float64)[mesh.faces].transpose(1, 0, 2)
    spread = np.repeat(np.cross(b - a, c - a), 3, 0)
    count = len(mesh.vertices)
    corners = mesh.faces.ravel()
    sums = np.stack([np.bincount(corners, spread[:, k], count) for k in range(3)], 1)
    longest = np.abs(sums).max(1, keepdims=True)
    ways = -np.round(np.divide(sums, longest, out=np.zeros_like(sums), where=longest > 0))
    ways[~ways.any(1)] = (0, 0, 1)
    return ways
