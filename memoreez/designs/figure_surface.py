"""Finding the surface of a solid along a line, so that details sit on it and hands close on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from memoreez.sdf import Sdf
from memoreez.sdf.node import F64

STEPS = 160


def span(solid: Sdf, start: npt.ArrayLike, end: npt.ArrayLike) -> tuple[F64, F64] | None:
    """The first and the last point (3,) inside `solid` on the way from `start` to `end`."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    points = a + (b - a) * np.linspace(0, 1, STEPS)[:, None]
    inside = np.nonzero(solid(points) < 0)[0]
    if not len(inside):
        return None
    return points[inside[0]], points[inside[-1]]


def front(solid: Sdf, places: Sequence[tuple[float, float]], depth: float = 40.0) -> F64:
    """Points (n, 3) on the front of `solid` (seen from -y) at each (x, z); y = 0 without any."""
    ys = np.linspace(-depth, 0, STEPS)
    grid = np.array([[x, y, z] for x, z in places for y in ys], float)
    inside = (solid(grid) < 0).reshape(len(places), STEPS)
    first = np.where(inside.any(axis=1), inside.argmax(axis=1), STEPS - 1)
    return np.array([[x, ys[i], z] for (x, z), i in zip(places, first, strict=True)])


def tops(solid: Sdf, places: F64, high: float) -> F64:
    """The heights (n,) of `solid` at places (n, 2), looking down from `high`; 0 on bare ground."""
    zs = np.linspace(high, 0, STEPS // 2)
    grid = np.concatenate([np.c_[places, np.full(len(places), z)] for z in zs])
    inside = (solid(grid) < 0).reshape(len(zs), len(places))
    return np.where(inside.any(axis=0), zs[inside.argmax(axis=0)], 0.0)
