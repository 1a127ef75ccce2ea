"""A small z-buffer: which triangle each pixel of a picture sees, and where on it. numpy alone.

The view is parallel, from a little above or below, with the front (−y) turned towards the eye.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.prints.sections import spread

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]

_LAYERS = 24


@dataclass(frozen=True)
class Eye:
    """From where one looks, and how large: `turn_deg` round the vertical axis, 0 is the front."""

    turn_deg: float
    rise_deg: float  # above the horizon; below it when negative
    pixels_mm: float  # pixels for each millimetre

    def axes(self) -> Floats:
        """Rightwards, downwards and towards the eye, (3, 3) rows."""
        turn, rise = np.radians(self.turn_deg), np.radians(self.rise_deg)
        right = np.array([np.cos(turn), np.sin(turn), 0.0])
        near = np.array([np.sin(turn) * np.cos(rise), -np.cos(turn) * np.cos(rise), np.sin(rise)])
        return np.stack([right, -np.cross(near, right), near]).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Seen:
    """The k pixels that show something: what, how near, and where on it."""

    size: tuple[int, int]  # rows and columns of the picture
    at: Ints  # (k,) row * columns + column, rows from the top
    face: Ints  # (k,) number of the triangle
    corners: Ints  # (k, 3) its vertices
    weights: Floats  # (k, 3) how near each corner is; they add up to 1
    depth_mm: Floats  # (k,) towards the eye

    def of(self, values: Floats) -> Floats:
        """`values` (n,) or (n, j) of the vertices, at each of the k pixels."""
        form = "ki,ki->k" if values.ndim == 1 else "kij,ki->kj"
        return np.asarray(np.einsum(form, values[self.corners], self.weights), np.float32)

    def spread(self, values: Floats, elsewhere: float = 0) -> Floats:
        """`values` (k,) or (k, j) as a picture, with `elsewhere` around them."""
        whole = np.full((self.size[0] * self.size[1], *values.shape[1:]), elsewhere, np.float32)
        whole[self.at] = values
        return whole.reshape(*self.size, *values.shape[1:])


def frame(points: Floats, eye: Eye) -> tuple[Floats, Floats]:
    """The least and greatest coordinate of `points` (n, 3) mm rightwards and downwards, in mm."""
    flat = points.astype(np.float32) @ eye.axes()[:2].T
    return flat.min(0), flat.max(0)


def look(mesh: Mesh, eye: Eye, corner_mm: Floats, size: tuple[int, int]) -> Seen:
    """`mesh` in a picture of `size` (rows, columns) whose upper left corner is at `corner_mm`.

    `corner_mm` (2,) is rightwards and downwards, as `frame` counts. Faces that look away are not
    drawn.
    """
    placed = mesh.vertices @ eye.axes().T
    spots = np.column_stack([(placed[:, :2] - corner_mm) * eye.pixels_mm, placed[:, 2]])
    corners = spots[mesh.faces]  # (m, 3, 3): right and down in pixels, depth
    u, v = corners[:, 1, :2] - corners[:, 0, :2], corners[:, 2, :2] - corners[:, 0, :2]
    area = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    front = np.flatnonzero(area < 0)  # rows count downwards: what faces us turns clockwise
    nearest = np.full(size[0] * size[1], -np.inf, np.float32)
    winner = np.full(len(nearest), -1, np.intp)
    shares = np.zeros((len(nearest), 3), np.float32)
    for some in _handfuls(front, corners, area, len(nearest)):
        which, at = _pixels(corners[some], size)
        which = some[which]
        y, x = np.divmod(at, size[1])
        weights = _weights(corners[which], x, y, area[which])
        depth = np.einsum("ij,ij->i", weights, corners[which, :, 2])
        np.maximum.at(nearest, at, depth)
        best = np.flatnonzero(depth == nearest[at])
        winner[at[best]], shares[at[best]] = which[best], weights[best]
    seen = np.flatnonzero(winner >= 0)
    face = winner[seen]
    return Seen(size, seen, face, mesh.faces[face].astype(np.intp), shares[seen], nearest[seen])


def _handfuls(front: Ints, corners: Floats, area: Floats, pixels: int) -> Iterator[Ints]:
    """The triangles in groups that cover no more than `pixels`, so that memory stays bounded.

    A solid takes two or three groups. Of a heap of triangles only the nearest are drawn, until
    each pixel was covered `_LAYERS` times: hardly one beyond them can be seen.
    """
    covers = np.abs(area[front]).astype(np.float64) / 2 + 1
    if covers.sum() > _LAYERS * pixels:
        order = np.argsort(-corners[front, :, 2].max(1), kind="stable")
        order = order[np.cumsum(covers[order]) <= _LAYERS * pixels]
        front, covers = front[order], covers[order]
    group = (np.cumsum(covers) // pixels).astype(np.intp)
    yield from np.split(front, np.flatnonzero(np.diff(group)) + 1)


def _pixels(corners: Floats, size: tuple[int, int]) -> tuple[Ints, Ints]:
    """The pixels whose middle lies in triangles (m, 3, 3): triangle and pixel, row after row."""
    order = np.argsort(corners[:, :, 1], axis=1)
    low, mid, high = np.take_along_axis(corners, order[:, :, None], 1).transpose(1, 0, 2)
    which, row = _runs(low[:, 1], high[:, 1], size[0])
    y = (row + 0.5).astype(np.float32)
    long = _across(low[which], high[which], y)
    upper = (y >= mid[which, 1])[:, None]
    start, end = np.where(upper, mid[which], low[which]), np.where(upper, high[which], mid[which])
    short = _across(start, end, y)
    span, column = _runs(np.minimum(long, short), np.maximum(long, short), size[1])
    return which[span], row[span] * size[1] + column


def _runs(low: Floats, high: Floats, size: int) -> tuple[Ints, Ints]:
    """For each i the pixels whose middle lies from low[i] up to high[i]: (i, pixel)."""
    first, last = (np.clip(np.ceil(edge - 0.5), 0, size).astype(np.intp) for edge in (low, high))
    return spread(first, np.maximum(last - first, 0))


def _across(low: Floats, high: Floats, y: Floats) -> Floats:
    rise = high[:, 1] - low[:, 1]
    share = (y - low[:, 1]) / np.where(rise > 0, rise, 1)
    x: Floats = low[:, 0] + share * (high[:, 0] - low[:, 0])
    return x


def _weights(corners: Floats, column: Ints, row: Ints, area: Floats) -> Floats:
    """Barycentric coordinates (k, 3) of the middles of pixels in triangles (k, 3, 3)."""
    (ax, ay), (bx, by), (cx, cy) = (corners[:, k, :2].T for k in range(3))
    x, y = ((one + 0.5).astype(np.float32) for one in (column, row))
    b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
    c = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
    return np.clip(np.stack([1 - b - c, b, c], 1), 0, 1)
