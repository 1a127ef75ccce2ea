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
    some = alike(vertices)  # to sort all of them would take a hundred times as long
    order = some[np.lexsort(vertices[some].T)]
    new = np.ones(len(order), np.bool_)
    new[1:] = (vertices[order][1:] != vertices[order][:-1]).any(1)
    place = np.arange(len(order))
    rank = np.zeros(len(vertices), np.intp)
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


def alike(points: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    """Indices (k,) of the `points` (n, 3) that may share their place with another; hardly any."""
    key = hashed(points)[1]
    ordered = np.sort(key)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(again):
        return np.empty(0, np.intp)
    return np.flatnonzero(again[np.minimum(np.searchsorted(again, key), len(again) - 1)] == key)


def hashed(
    vertices: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint64]]:
    """The points with one zero only, and a number for each that hangs on its bits alone."""
    points = np.ascontiguousarray(vertices, dtype=np.float32) + np.float32(0)  # -0 becomes 0
    bits = points.view(np.uint32).astype(np.uint64)
    with np.errstate(over="ignore"):
        key = bits[:, 0] * np.uint64(0x9E3779B97F4A7C15)
        key ^= (key >> np.uint64(29)) + bits[:, 1] * np.uint64(0xC2B2AE3D27D4EB4F)
        key ^= (key >> np.uint64(31)) + bits[:, 2] * np.uint64(0x165667B19E3779F9)
    return points, key
