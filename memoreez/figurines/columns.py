"""The solid on a grid of vertical columns, layer by layer, as a printer would fill it.

Every triangle is drawn once from above; where it crosses the middle of a column it adds or takes
away one turn of the winding number from there upwards. A cell is solid where the number is
positive, overlapped where it is above one, and inside out where it is below zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.figurines.facets import Facets, Floats, Ints

MOST_PIXELS = 400  # along x and y
MOST_LAYERS = 400
BATCH = 1_000_000  # rows of pixels under triangles, drawn at a time
ROUNDING = 1e-6  # of a pixel: slack for edges that cross a row on rounded numbers
OFFSET = 0.3819660112501051  # of a pixel: columns off round numbers, where vertices like to be


@dataclass(frozen=True, eq=False)
class Columns:
    """Winding numbers at the middles of the cells."""

    winding: npt.NDArray[np.int8]  # (layers, rows, columns)
    origin: Floats  # (3,) mm: corner of the first cell; its z is the bed
    pixel_mm: float
    layer_mm: float
    leaks: int  # columns left out because the surface is open above or below them

    @property
    def cell_mm3(self) -> float:
        return self.pixel_mm**2 * self.layer_mm

    def cells(self, points: Floats) -> Ints:
        """Indices (n, 3) = layer, row, column of `points` (n, 3) mm, clipped to the grid."""
        size = np.array([self.pixel_mm, self.pixel_mm, self.layer_mm])
        index = np.floor((points - self.origin) / size).astype(np.int64)[:, ::-1]
        return np.asarray(np.clip(index, 0, np.array(self.winding.shape) - 1))


def pierce(facets: Facets, pixel_mm: float) -> tuple[tuple[Ints, Ints], Floats, Ints, int]:
    """Where columns `pixel_mm` apart enter (+1) and leave (-1) the solid, in no order.

    Gives (row, place in the row), the height (n,) in mm above the bed, the turn (n,), and a row's
    length, with room for two more places.
    """
    low, high = facets.points.min(axis=0), facets.points.max(axis=0)
    origin = np.array([low[0] - OFFSET * pixel_mm, low[1] - OFFSET * pixel_mm, low[2]])
    at, height, turn = _crossings(facets, origin, (pixel_mm, pixel_mm, 1.0))
    return at, height, turn, int((high - origin)[0] / pixel_mm) + 4


def fill(facets: Facets, *, pixel_mm: float = 0.4, layer_mm: float = 0.3) -> Columns:
    """Winding numbers of `facets` on columns `pixel_mm` apart and layers `layer_mm` high.

    Large objects get coarser cells: at most 400 by 400 by 400. Exact along z and in the choice of
    columns: neighbouring triangles share the very same edge arithmetic, so no column leaks
    between them. A column with an odd end (an open mesh) is left empty and counted in `leaks`.
    """
    low, high = facets.points.min(axis=0), facets.points.max(axis=0)
    extent = high - low
    pixel = max(pixel_mm, float(extent[:2].max()) / (MOST_PIXELS - 2))
    layer = max(layer_mm, float(extent[2]) / (MOST_LAYERS - 1))
    origin = np.array([low[0] - OFFSET * pixel, low[1] - OFFSET * pixel, low[2]])
    columns, rows = (np.floor((high - origin)[:2] / pixel).astype(int) + 1).tolist()
    layers = max(1, int(np.ceil(extent[2] / layer)))
    at, height, turn = _crossings(facets, origin, (pixel, pixel, layer))
    first = np.clip(np.ceil(height - 0.5), 0, layers).astype(np.int64)
    change = np.zeros((layers + 1, rows * columns), dtype=np.int8)
    np.add.at(change.reshape(-1), first * (rows * columns) + at[0] * columns + at[1], turn)
    for layer_number in range(1, layers + 1):
        change[layer_number] += change[layer_number - 1]
    leaking = change[-1] != 0
    change[:, leaking] = 0
    winding = change[:-1].reshape(layers, rows, columns)
    return Columns(winding, origin, pixel, layer, int(leaking.sum()))


def _crossings(
    facets: Facets, origin: Floats, cell_mm: tuple[float, float, float]
) -> tuple[tuple[Ints, Ints], Floats, Ints]:
    """Where columns pierce triangles: (row, column), height in layers, and the turn (+1 entering).

    Everything is measured in cells from `origin` (3,) mm. The middle of pixel i lies at i + 0.5.
    """
    reached = facets.normals[:, 2] != 0
    rows = np.empty(0)
    for axis in range(2):  # most triangles of a fine mesh lie between the middles of pixels
        a, b, c = ((facets.corners[:, i, axis] - origin[axis]) / cell_mm[axis] for i in range(3))
        low, high = np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)
        rows = np.ceil(high + (ROUNDING - 0.5)) - np.ceil(low - (ROUNDING + 0.5))
        reached &= rows > 0
    faces = np.flatnonzero(reached)
    batches = [_drawn(facets, origin, cell_mm, some) for some in _batches(faces, rows[faces])]
    row, column, height, turn = (np.concatenate(part) for part in zip(*batches, strict=True))
    return (row, column), height, turn


def _batches(faces: Ints, rows: Floats) -> list[Ints]:
    """The faces in parts of about a million rows: slivers right across would fill the memory."""
    number = np.floor(np.cumsum(rows) / BATCH)
    return np.split(faces, np.flatnonzero(np.diff(number)) + 1)


def _drawn(
    facets: Facets, origin: Floats, cell_mm: tuple[float, float, float], faces: Ints
) -> tuple[Ints, Ints, Floats, Ints]:
    """Row, column, height and turn where columns pierce `faces`."""
    corners = (facets.corners.take(faces, axis=0) - origin) / cell_mm
    order = np.argsort(corners[:, :, 1], axis=1, kind="stable")
    every = np.arange(len(faces))
    low, mid, high = (corners[every, order[:, i]] for i in range(3))
    which, row = spread(np.ceil(low[:, 1] - 0.5), np.ceil(high[:, 1] - 0.5))
    y: Floats = row + np.float64(0.5)
    long = _edge(low[which], high[which], y)
    upper = y >= mid[which, 1]
    short = _edge(
        np.where(upper[:, None], mid[which], low[which]),
        np.where(upper[:, None], high[which], mid[which]),
        y,
    )
    left, right = np.minimum(long, short), np.maximum(long, short)
    span, column = spread(np.ceil(left - 0.5), np.ceil(right - 0.5))
    height = _height(corners, which[span], column + np.float64(0.5), y[span])
    turn = np.where(facets.normals[faces[which[span]], 2] < 0, 1, -1)
    return row[span], column, height, turn


def spread(start: Floats | Ints, stop: Floats | Ints) -> tuple[Ints, Ints]:
    """For each i every integer from start[i] up to, not including, stop[i]: (i, integer)."""
    counts = np.maximum(stop - start, 0).astype(np.int64)
    which = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return which, np.arange(len(which)) - before[which] + start.astype(np.int64)[which]


def _edge(low: Floats, high: Floats, y: Floats) -> Floats:
    """x where the edge from `low` up to `high` crosses y; the same bits for both its triangles."""
    rise = high[:, 1] - low[:, 1]
    x: Floats = low[:, 0] + (y - low[:, 1]) * (
        (high[:, 0] - low[:, 0]) / np.where(rise > 0, rise, 1)
    )
    return x


def _height(corners: Floats, face: Ints, x: Floats, y: Floats) -> Floats:
    """z of the planes of `face` at (x, y), held within each triangle's own range."""
    a, b, c = (corners[face, i] for i in range(3))
    u, v = b - a, c - a
    normal = np.cross(u, v)
    slope = np.where(normal[:, 2] == 0, 1, normal[:, 2])
    z = a[:, 2] - (normal[:, 0] * (x - a[:, 0]) + normal[:, 1] * (y - a[:, 1])) / slope
    heights = np.stack([a[:, 2], b[:, 2], c[:, 2]])
    return np.asarray(np.clip(z, heights.min(axis=0), heights.max(axis=0)))
