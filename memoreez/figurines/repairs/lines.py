"""A grid of lines along all three axes, and where each of them pierces a triangle.

Unlike the columns of the gate, the lines of all axes meet in common grid points, every crossing
knows its triangle, and triangles come in batches: so memory stays bounded for any file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.figurines.columns import spread
from memoreez.figurines.facets import Floats, Ints

OFFSET = 0.3819660112501051  # of a cell: grid points off round numbers, where vertices like to be
BATCH = 200_000  # triangles pierced at a time,
ROWS = 1_000_000  # and lines that these may reach: slivers right across reach hundreds each
LEVELS = 40  # bits of a sorting key for the place along a line

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Grid:
    """Points `cell_mm` apart, with two empty layers round what is looked at."""

    origin: Floats  # (3,) mm: the first point
    cell_mm: float
    shape: tuple[int, int, int]  # points along x, y, z

    @property
    def strides(self) -> Ints:
        """(3,) steps in the flat number of a point along x, y, z."""
        return np.array([self.shape[1] * self.shape[2], self.shape[2], 1], np.int64)

    def cells(self, points: npt.NDArray[np.floating]) -> Floats:
        """`points` (n, 3) mm in cells from the first grid point."""
        return (points.astype(np.float64) - self.origin) / self.cell_mm


@dataclass(frozen=True, eq=False)
class Crossings:
    """Where the lines along one axis pierce triangles, sorted by line and by place along it."""

    axis: int
    line: Ints  # (k,) number of the line: place along the next axis * its length + along the last
    at: Floats  # (k,) cells from the first grid point
    face: Ints  # (k,) the triangle
    turn: npt.NDArray[np.int8]  # (k,) 1 where the line enters through an outward face, -1 leaving
    starts: Ints  # (l,) the first crossing of each line that has any

    @property
    def after(self) -> Ints:
        """(k,) the first grid point on the line that does not lie before the crossing."""
        return np.ceil(self.at).astype(np.int64)

    @property
    def edges(self) -> Ints:
        """(e,) the first crossing between any two neighbouring grid points."""
        new = (np.diff(self.line, prepend=-1) != 0) | (np.diff(self.after, prepend=-1) != 0)
        return np.flatnonzero(new)

    def points(self, grid: Grid, along: Ints) -> Ints:
        """Flat numbers (k,) of the grid points `along` (k,) these lines."""
        steps = grid.strides
        second, third = (self.axis + 1) % 3, (self.axis + 2) % 3
        before, last = np.divmod(self.line, grid.shape[third])
        return along * steps[self.axis] + before * steps[second] + last * steps[third]


def lay(low: Floats, high: Floats, cell_mm: float) -> Grid:
    """A grid round the box from `low` to `high` (3,) mm."""
    origin = low - (2 - OFFSET) * cell_mm
    counts = np.floor((high - origin) / cell_mm).astype(int) + 3
    return Grid(origin, cell_mm, (int(counts[0]), int(counts[1]), int(counts[2])))


def pierce(mesh: Mesh, grid: Grid, axis: int) -> Crossings:
    """Every crossing of the lines along `axis` with a triangle of `mesh`.

    Neighbouring triangles share the very same edge arithmetic, so no line slips between them.
    """
    points = np.ascontiguousarray(np.roll(grid.cells(mesh.vertices), -axis, axis=1))
    counts = np.roll(grid.shape, -axis)
    found = [_batch(points, mesh.faces[i:j], i) for i, j in _batches(points, mesh.faces)]
    second, third, at, face, turn = (np.concatenate(parts) for parts in zip(*found, strict=True))
    line = second * counts[2] + third
    order = np.argsort(line << LEVELS | (at * 2.0**24).astype(np.int64), kind="stable")
    line = line[order]
    starts = np.flatnonzero(np.diff(line, prepend=-1))
    return Crossings(axis, line, at[order], face[order], turn[order], starts)


def _batches(points: Floats, faces: npt.NDArray[np.int32]) -> list[tuple[int, int]]:
    """First triangle, and the one past the last, of parts that are pierced in bounded memory."""
    cuts = [0]
    for first in range(0, max(len(faces), 1), BATCH):
        height = points[:, 2][faces[first : first + BATCH]]
        rows = np.ceil(height.max(axis=1)) - np.ceil(height.min(axis=1))
        part = np.floor(np.cumsum(rows) / ROWS)
        cuts += (first + 1 + np.flatnonzero(np.diff(part))).tolist()
        cuts.append(min(first + BATCH, len(faces)))
    return list(pairwise(cuts))


def _batch(
    points: Floats, faces: npt.NDArray[np.int32], first: int
) -> tuple[Ints, Ints, Floats, Ints, npt.NDArray[np.int8]]:
    """Place along the second and third axis, height along the first, triangle and turn."""
    height = points[:, 2][faces]
    low, high = np.ceil(height.min(axis=1)), np.ceil(height.max(axis=1))
    reached = np.flatnonzero(high > low)
    used = faces[reached]
    order = np.argsort(height[reached], axis=1, kind="stable")
    bottom, middle, top = (points[used[np.arange(len(used)), order[:, i]]] for i in range(3))
    which, row = spread(low[reached], high[reached])
    level = row.astype(np.float64)
    upper = level >= middle[which, 2]
    long = _edge(bottom[which], top[which], level)
    short = _edge(
        np.where(upper[:, None], middle[which], bottom[which]),
        np.where(upper[:, None], top[which], middle[which]),
        level,
    )
    span, column = spread(np.ceil(np.minimum(long, short)), np.ceil(np.maximum(long, short)))
    third, which = row[span], which[span]
    a, b, c = (points[used[:, i]] for i in range(3))
    normal = np.cross(b - a, c - a)
    hit = normal[which, 0] != 0
    which, column, third = which[hit], column[hit], third[hit]
    a, normal = a[which], normal[which]
    at = (
        a[:, 0]
        - (normal[:, 1] * (column - a[:, 1]) + normal[:, 2] * (third - a[:, 2])) / normal[:, 0]
    )
    along = points[:, 0][used]
    at = np.clip(at, along.min(axis=1)[which], along.max(axis=1)[which])
    turn = np.where(normal[:, 0] < 0, 1, -1).astype(np.int8)
    return column, third, at, reached[which] + first, turn


def _edge(low: Floats, high: Floats, level: Floats) -> Floats:
    """Second coordinate where the edges from `low` to `high` reach a level of the third."""
    rise = high[:, 2] - low[:, 2]
    part = (level - low[:, 2]) * ((high[:, 1] - low[:, 1]) / np.where(rise > 0, rise, 1))
    place: Floats = low[:, 1] + part
    return place
