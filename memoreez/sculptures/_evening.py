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
    count = len(vertices)
    if not count:
        return vertices
    ends = faces[:, [0, 1, 2]].ravel(), faces[:, [1, 2, 0]].ravel()  # closed: each edge both ways
    links = csr_array((np.ones(len(ends[0]), np.float32), ends), shape=(count, count))
    weight = 1 / np.maximum(np.diff(links.indptr), 1).astype(np.float32)[:, None]
    points = np.array(vertices, np.float32)
    for _ in range(ROUNDS):
        for step in (SHRINK, GROW):
            mean = (links @ points) * weight
            points += (np.float32(step) * share)[:, None] * (mean - points)
    return points
