"""How hard it is to reach each pixel from the border: soft shadows are easy, outlines are not.

A path pays for each step by which colours change, beyond what a soft shadow changes, squared; the
cost of a pixel is that of the cheapest path (a geodesic distance: Bai and Sapiro 2007, here with a
dead zone). So the backdrop with all its gradients and soft shadows costs nothing, and
an object costs what the weakest place of its outline costs.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Floats = npt.NDArray[np.float32]

WORK_PX = 288  # longer side of the grid on which paths are looked for


def flood(lab: Floats, start: npt.NDArray[np.bool_], free: float, most: float) -> Floats:
    """Cost (h, w) of reaching each pixel from `start` (h, w), at most `most`.

    Steps of less than `free` in Lab, on a grid of `WORK_PX`, cost nothing.
    """
    height, width = lab.shape[:2]
    scale = WORK_PX / max(height, width)
    size = (max(round(width * scale), 2), max(round(height * scale), 2))
    small = cv2.resize(lab, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    begin = cv2.resize(start.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.5
    if not begin.any():
        return np.full((height, width), most, np.float32)
    graph = _graph(small, free)
    cost = dijkstra(graph, indices=np.flatnonzero(begin), min_only=True, limit=most)
    field = np.minimum(cost, most).reshape(small.shape[:2]).astype(np.float32)
    return np.asarray(cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR))


def _graph(lab: Floats, free: float) -> csr_array:
    """Steps to the four neighbours, weighed."""
    height, width = lab.shape[:2]
    number = np.arange(height * width).reshape(height, width)
    rows, columns, weights = [], [], []
    for a, b in ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:])):
        step = np.linalg.norm(lab[a] - lab[b], axis=-1)
        weight = np.maximum(step - free, 0) ** 2 + 1e-3  # nothing would mean: no way
        rows.append(number[a].ravel())
        columns.append(number[b].ravel())
        weights.append(weight.ravel())
    way, back, cost = (np.concatenate(part) for part in (rows, columns, weights))
    shape = (height * width, height * width)
    return csr_array(
        (np.r_[cost, cost], (np.r_[way, back], np.r_[back, way])), shape=shape, dtype=np.float64
    )
