"""How far one surface lies from another, with nothing but nearest points."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Facets, Floats, Ints, unfold
from memoreez.figurines.thickness import sample

COUNT = 20_000
EXACT_MM = 0.01  # what is nearer is not looked into any further
MARKS = 300_000  # on large triangles, about
MOST_MARKS = 1_500_000
ASKED = (6, 24)  # nearest marks, until none further away can belong to a nearer triangle
BATCH = 200_000  # triangles measured at a time


def deviation(original: Mesh, new: Mesh, *, count: int = COUNT) -> Floats:
    """Distances (count,) in mm from points spread evenly over `original` to the surface of `new`.

    One way only: what `new` has besides does not show. Both need triangles with an area.
    """
    return distances(sample(unfold(original), count)[1], unfold(new))


def distances(points: Floats, facets: Facets) -> Floats:
    """Distances (n,) in mm from `points` (n, 3) to the nearest triangle, to about 0.01 mm.

    Every triangle is marked by points, so dense that none of its own is further than a known
    reach from a mark. So the nearest triangle is known for sure once the next mark is that much
    further away than the best triangle so far; else more marks are asked. Where slivers lie so
    dense that this is not enough either, a distance may come out a little too large.
    """
    marks, owner, reach = _marks(facets)
    tree = cKDTree(marks, balanced_tree=False, compact_nodes=False)
    best = np.full(len(points), np.inf)
    left = np.arange(len(points))
    for asked in ASKED:
        most = min(asked, len(marks))
        doubtful = [left[:0]]
        for some in np.array_split(left, len(left) * most // BATCH + 1):
            far, nearest = tree.query(points[some], k=list(range(1, most + 1)))
            best[some] = _to_triangles(points[some], facets.corners[owner[nearest]]).min(axis=1)
            sure = (np.asarray(far)[:, -1] - reach > best[some]) | (best[some] < EXACT_MM)
            doubtful.append(some[~sure])
        left = np.concatenate(doubtful)
    return best


def _marks(facets: Facets) -> tuple[Floats, Ints, float]:
    """Points (k, 3) on the triangles, the triangle of each, and their reach in mm.

    Large triangles are halved at their longest side until their middle is near to all of them.
    """
    reach = 2 * float(np.sqrt(facets.areas.sum() / MARKS))
    corners, owner = facets.corners, np.arange(len(facets.corners))
    marks, owners, total, furthest = [], [], 0, 0.0
    while len(corners):
        middle = corners.mean(axis=1)
        radius = np.sqrt(((corners - middle[:, None]) ** 2).sum(axis=2).max(axis=1))
        small = radius <= reach
        if total + len(corners) > max(MOST_MARKS, len(facets.corners)):
            small[:] = True
        marks.append(middle[small])
        owners.append(owner[small])
        total += int(small.sum())
        furthest = max(furthest, float(radius[small].max(initial=0)))
        corners, owner = _halved(corners[~small]), np.tile(owner[~small], 2)
    return np.concatenate(marks), np.concatenate(owners), furthest


def _halved(corners: Floats) -> Floats:
    """Triangles (2 m, 3, 3): all of `corners` cut at the middle of their longest side."""
    sides = ((corners - np.roll(corners, -1, axis=1)) ** 2).sum(axis=2)
    longest, row = sides.argmax(axis=1), np.arange(len(corners))
    a, b, c = (corners[row, (longest + i) % 3] for i in range(3))
    middle = (a + b) / 2
    return np.concatenate([np.stack([a, middle, c], 1), np.stack([middle, b, c], 1)])


def _to_triangles(points: Floats, corners: Floats) -> Floats:
    """Distances (n, k) from `points` (n, 3) to k triangles each, `corners` (n, k, 3, 3)."""
    from_corner = points[:, None, None] - corners
    sides = np.roll(corners, -1, axis=2) - corners
    normal = np.cross(sides[:, :, 0], sides[:, :, 1])
    length = np.einsum("nksi,nksi->nks", sides, sides)
    along = np.einsum("nksi,nksi->nks", from_corner, sides)
    part = np.clip(along / np.where(length > 0, length, 1), 0, 1)
    off = from_corner - part[..., None] * sides
    nearest = np.einsum("nksi,nksi->nks", off, off).min(axis=2)
    turn = np.einsum("nksi,nki->nks", np.cross(sides, from_corner), normal)
    size = np.einsum("nki,nki->nk", normal, normal)
    height = np.einsum("nki,nki->nk", from_corner[:, :, 0], normal)
    above = (turn >= 0).all(axis=2) & (size > 0)
    plane = height**2 / np.where(size > 0, size, 1)
    return np.asarray(np.sqrt(np.where(above, np.minimum(plane, nearest), nearest)))
