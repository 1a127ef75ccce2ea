"""Evens a surface out where nobody saw it: there the network's ripples are no detail."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float32]

ROUNDS = 10
SHRINK, GROW = 0.55, -0.57  # of a step towards the neighbours' mean, and back (Taubin 1995)


def evened(vertices: Floats, faces: npt.NDArray[np.int32], share: Floats) -> Floats:
    """The vertices (n, 3), each moved towards its neighbours by its `share` (n,) of 0 to 1."""
    count, moved = len(vertices), np.flatnonzero(share > 0)
    if not len(moved):
        return vertices
    ends = faces[:, [0, 1, 2]].ravel(), faces[:, [1, 2, 0]].ravel()  # closed: each edge both ways
    row = np.full(count, -1, np.int32)
    row[moved] = np.arange(len(moved), dtype=np.int32)
    rows = row[ends[0]]
    some = rows >= 0
    shape = len(moved), count
    links = csr_array((np.ones(int(some.sum()), np.float32), (rows[some], ends[1][some])), shape)
    weight = 1 / np.maximum(np.diff(links.indptr), 1).astype(np.float32)[:, None]
    points, part = np.array(vertices, np.float32), share[moved, None]
    for _ in range(ROUNDS):
        for step in (SHRINK, GROW):
            mean = (links @ points) * weight
            points[moved] += (np.float32(step) * part) * (mean - points[moved])
    return points
