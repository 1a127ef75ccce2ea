"""One patch for one hole: triangles across a loop of corners, following the surface around it."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import manifold3d
import numpy as np
from scipy.interpolate import RBFInterpolator
from scipy.spatial import Delaunay, QhullError

from memoreez.figurines.facets import Floats, Ints
from memoreez.figurines.repairs.edges import Flags

EXACT = 120  # corners of a loop up to which the patch of least area is found
MOST_INSIDE = 1500  # new corners in one patch
MOST_AROUND = 300  # points that shape it
SIMPLE = 1500  # corners up to which a loop is tested for crossing itself
NARROW = 1e-3  # of the square of its length: a loop round less area is a crack
ROOM = 0.7  # of the usual side: new corners keep this distance from the rim


@dataclass(frozen=True, eq=False)
class Patch:
    """Triangles (t, 3) over the loop's corners, then over the new ones."""

    faces: Ints
    points: Floats  # (k, 3) mm: the new corners, numbered after those of the loop
    area_mm2: float


def patch(loop: Floats, around: Floats | None) -> Patch:
    """Triangles that close `loop` (n, 3) mm, running along it in its own direction.

    `around` (k, 3) are points of the surface nearby that the patch should continue; None: flat.
    """
    if len(loop) == 3:
        return _bare(loop, np.array([[0, 1, 2]]))
    middle, axes, area = _plane(loop)
    flat = (loop - middle) @ axes.T
    length = float(np.linalg.norm(loop - np.roll(loop, 1, axis=0), axis=1).sum())
    wide = area > NARROW * length**2
    if wide and len(loop) > SIMPLE:
        return _flat(loop, flat)
    if wide and _simple(flat[:, :2]):
        local = None if around is None else (around - middle) @ axes.T
        if local is not None:
            local = local[~_within(local[:, :2], flat[:, :2])]  # what lies behind the hole
        return _across(loop, flat, local, middle, axes)
    return _bare(loop, _least(loop) if len(loop) <= EXACT else _ears(loop))


def _bare(loop: Floats, faces: Ints) -> Patch:
    a, b, c = (loop[faces[:, i]] for i in range(3))
    area = float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)
    return Patch(faces, np.empty((0, 3)), area)


def _plane(loop: Floats) -> tuple[Floats, Floats, float]:
    """Middle, axes (3, 3) with the normal last, and area of a loop (Newell's method)."""
    middle = loop.mean(axis=0)
    arms = loop - middle
    normal = np.cross(arms, np.roll(arms, -1, axis=0)).sum(axis=0) / 2
    area = float(np.linalg.norm(normal))
    if area == 0:
        return middle, np.eye(3), 0.0
    normal /= area
    first = np.cross(normal, np.eye(3)[np.argmin(np.abs(normal))])
    first /= np.linalg.norm(first)
    return middle, np.stack([first, np.cross(normal, first), normal]), area


def _simple(flat: Floats) -> bool:
    """Whether a loop (n, 2) never crosses itself."""
    a, b = flat, np.roll(flat, -1, axis=0)

    def side(p: Floats, q: Floats, r: Floats) -> Floats:
        u, v = q - p, r - p
        return np.asarray(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])

    p, q = a[:, None], b[:, None]
    first = side(p, q, a[None]) * side(p, q, b[None]) < 0
    return not bool((first & first.T).any())


def _across(
    loop: Floats, flat: Floats, around: Floats | None, middle: Floats, axes: Floats
) -> Patch:
    """Ears over the plane of the loop; with new corners inside where there is room for some."""
    inside = _grid(flat[:, :2])
    faces = _delaunay(flat[:, :2], inside)
    if faces is None:
        return _flat(loop, flat)
    heights = _heights(flat, around, inside)
    points = np.column_stack([inside, heights]) @ axes + middle
    whole = _bare(np.concatenate([loop, points]), faces)
    return Patch(faces, points, whole.area_mm2)


def _flat(loop: Floats, flat: Floats) -> Patch:
    found = manifold3d.triangulate([np.ascontiguousarray(flat[:, :2])])
    return _bare(loop, np.asarray(found, np.int64))


def _grid(flat: Floats) -> Floats:
    """Points (k, 2) inside a loop, about as dense as its corners and clear of its sides."""
    after = np.roll(flat, -1, axis=0)
    sides = np.linalg.norm(after - flat, axis=1)
    low, high = flat.min(axis=0), flat.max(axis=0)
    step = max(float(sides.mean()), float(np.sqrt(np.prod(high - low) / MOST_INSIDE)))
    count = np.ceil((high - low) / [step, step * 0.75**0.5]).astype(int) + 1
    column, row = np.meshgrid(np.arange(count[0]), np.arange(count[1]))
    points = np.stack([column + 0.5 * (row % 2), row * 0.75**0.5], axis=-1).reshape(-1, 2)
    points = points * step + low
    points = points[_within(points, flat)]
    if not len(points):
        return points
    # nothing in the circle over a side: so the side is kept by Delaunay's rule
    clear = np.linalg.norm(points[:, None] - (flat + after)[None] / 2, axis=2)
    corner = np.linalg.norm(points[:, None] - flat[None], axis=2).min(axis=1)
    return points[(clear > sides / 2).all(axis=1) & (corner > ROOM * step)]


def _within(points: Floats, flat: Floats) -> Flags:
    """(k,) whether a loop goes round each point."""
    a, b = flat, np.roll(flat, -1, axis=0)
    y = points[:, 1, None]
    spans = (a[:, 1] > y) != (b[:, 1] > y)
    rise = np.where(a[:, 1] == b[:, 1], 1, b[:, 1] - a[:, 1])
    x = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / rise
    return np.asarray(((spans & (points[:, 0, None] < x)).sum(axis=1) % 2) == 1)


def _delaunay(flat: Floats, inside: Floats) -> Ints | None:
    """Triangles of the loop and the points inside; None where a side of the loop gets lost."""
    points = np.concatenate([flat, inside])
    try:
        faces = Delaunay(points).simplices.astype(np.int64)
    except QhullError:
        return None
    a, b, c = (points[faces[:, i]] for i in range(3))
    twice = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    faces[twice < 0] = faces[twice < 0][:, [0, 2, 1]]
    faces = faces[_within(points[faces].mean(axis=1), flat) & (twice != 0)]
    size = len(points)
    runs = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    rim = np.setdiff1d(runs[:, 0] * size + runs[:, 1], runs[:, 1] * size + runs[:, 0])
    n = len(flat)
    wanted = np.arange(n) * size + (np.arange(n) + 1) % n
    once = len(np.unique(runs[:, 0] * size + runs[:, 1])) == len(runs)
    return faces if once and np.array_equal(rim, np.sort(wanted)) else None


def _heights(flat: Floats, around: Floats | None, inside: Floats) -> Floats:
    """(k,) heights of new points over the plane: a thin plate through the rim and the ring."""
    given = flat if around is None else np.concatenate([flat, around])
    if not len(inside) or np.ptp(given[:, 2]) < 1e-9:
        return np.zeros(len(inside))
    given = given[np.linspace(0, len(given) - 1, min(len(given), MOST_AROUND)).astype(int)]
    given = given[np.unique(np.round(given[:, :2], 9), axis=0, return_index=True)[1]]
    size = float(np.ptp(flat[:, :2], axis=0).max())
    try:
        plate = RBFInterpolator(given[:, :2] / size, given[:, 2], smoothing=1e-9)
        found = np.asarray(plate(inside / size), np.float64)
    except np.linalg.LinAlgError:  # all on one line
        return np.zeros(len(inside))
    return np.clip(found, flat[:, 2].min() - size / 2, flat[:, 2].max() + size / 2)


def _least(loop: Floats) -> Ints:
    """The triangulation of least area of a loop in space.

    Source: G. Barequet, M. Sharir, "Filling gaps in the boundary of a polyhedron", CAGD 12 (1995).
    """
    n = len(loop)
    cost, best = np.zeros((n, n)), np.zeros((n, n), np.int64)
    for span in range(2, n):
        for i in range(n - span):
            j = i + span
            between = loop[i + 1 : j]
            areas = np.linalg.norm(np.cross(between - loop[i], loop[j] - loop[i]), axis=1)
            total = cost[i, i + 1 : j] + cost[i + 1 : j, j] + areas
            k = int(np.argmin(total))
            cost[i, j], best[i, j] = total[k], i + 1 + k
    faces, waiting = [], [(0, n - 1)]
    while waiting:
        i, j = waiting.pop()
        if j - i > 1:
            k = int(best[i, j])
            faces.append((i, k, j))
            waiting += [(i, k), (k, j)]
    return np.array(faces, np.int64)


def _ears(loop: Floats) -> Ints:
    """Triangles cut off one after the other where the new side is shortest, as a zip closes."""
    n = len(loop)
    before, after = np.roll(np.arange(n), 1).tolist(), np.roll(np.arange(n), -1).tolist()
    alive = [True] * n

    def ear(i: int) -> tuple[float, int, int, int]:
        return float(np.linalg.norm(loop[before[i]] - loop[after[i]])), before[i], i, after[i]

    heap = [ear(i) for i in range(n)]
    heapq.heapify(heap)
    faces: list[tuple[int, int, int]] = []
    while len(faces) < n - 2:
        _, a, i, b = heapq.heappop(heap)
        if not alive[i] or before[i] != a or after[i] != b:
            continue
        faces.append((a, i, b))
        alive[i] = False
        after[a], before[b] = b, a
        heapq.heappush(heap, ear(a))
        heapq.heappush(heap, ear(b))
    return np.array(faces, np.int64)
