"""The triangles of marching cubes, worked out instead of looked up.

A cell's eight corners are inside or outside; the surface crosses the edges between the two. On
each face of the cell the crossings are joined by segments, which depend on that face's corners
alone: the cell on the other side draws the same segments the other way round, so the surface is
closed. The segments of a cell chain up to loops, and each loop is cut into triangles without a cut
in a face: the next cell could draw it too, and that edge would have four triangles. So every edge
of the surface has two, and every vertex one fan: it bounds a solid, whatever the field.

Corner c of a cell is at (c >> 2, c >> 1 & 1, c & 1); edge 4a + n runs along axis a.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Triangle = tuple[int, int, int]

STEPS = (4, 2, 1)  # from a corner to the next along x, y, z

# (edge) -> its lower and its upper corner
EDGES = tuple((corner, corner + step) for step in STEPS for corner in range(8) if not corner & step)
_EDGE = {ends: edge for edge, ends in enumerate(EDGES)}


def _face(axis: int, far: bool) -> tuple[int, int, int, int]:
    """The corners of a face, anticlockwise as seen from outside the cell."""
    u, v = STEPS[(axis + 1) % 3], STEPS[(axis + 2) % 3]
    start = STEPS[axis] if far else 0
    ring = (start, start + u, start + u + v, start + v)
    return ring if far else ring[::-1]


# (face) -> its corners in a ring
FACES = tuple(_face(axis, far) for axis in range(3) for far in (False, True))


@lru_cache(maxsize=1)
def triangles() -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
    """For each of the 256 cases its triangles' edges (256, 5, 3), and how many there are (256,).

    Bit c of a case says that corner c is inside. The triangles face outwards.
    """
    rows = [[t for loop in loops(case) for t in cut(loop)] for case in range(256)]
    counts = np.array([len(row) for row in rows], np.int8)
    table = np.zeros((256, counts.max(), 3), np.int8)
    for case, row in enumerate(rows):
        table[case, : len(row)] = np.reshape(row, (-1, 3))
    return table, counts


def loops(case: int) -> Iterator[tuple[int, ...]]:
    """The closed chains of a case's segments, as edges, anticlockwise as seen from outside."""
    after = dict(segment for ring in FACES for segment in _segments(case, ring))
    while after:
        loop = [min(after)]
        while (edge := after.pop(loop[-1])) != loop[0]:
            loop.append(edge)
        yield tuple(loop)


def _segments(case: int, ring: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """A face's segments, as pairs of edges: each cuts a run of outside corners off.

    Inside corners opposite each other are joined across the face: a wall of one cell's thickness
    that runs at 45 degrees stays one wall.
    """
    inside = [bool(case >> corner & 1) for corner in ring]
    places = range(len(ring))
    leaves = [n for n in places if inside[n] and not inside[n - 3]]
    enters = [n for n in places if inside[n - 3] and not inside[n]]
    for leave in leaves:
        enter = min(enters, key=lambda n: (n - leave) % len(ring))
        yield _edge(ring, enter), _edge(ring, leave)


def _edge(ring: tuple[int, ...], place: int) -> int:
    """The edge from a place of the ring to the next."""
    ends = ring[place], ring[place - 3]
    return _EDGE[min(ends), max(ends)]


def cut(loop: tuple[int, ...]) -> list[Triangle]:
    """A loop of three to seven edges as triangles: of all ways, the one whose cuts are shortest."""
    best: dict[tuple[int, int], tuple[float, list[Triangle]]] = {}
    size = len(loop)
    for span in range(1, size):
        for first in range(size - span):
            last = first + span
            ways = [
                _joined(best[first, n], best[n, last], (loop[first], loop[n], loop[last]))
                for n in range(first + 1, last)
            ]
            price, found = min(ways) if ways else (0.0, [])
            rim = span in (1, size - 1)
            best[first, last] = (price if rim else price + _price(loop[first], loop[last]), found)
    return best[0, size - 1][1]


def _joined(
    one: tuple[float, list[Triangle]], other: tuple[float, list[Triangle]], between: Triangle
) -> tuple[float, list[Triangle]]:
    return one[0] + other[0], [*one[1], between, *other[1]]


@lru_cache(maxsize=144)
def _price(one: int, other: int) -> float:
    """How unwelcome a cut between two edges is: its length, and far more if it lies in a face."""
    corners = np.array([EDGES[one], EDGES[other]])
    middles = np.stack([corners >> 2, corners >> 1 & 1, corners & 1]).mean(2)
    apart = float(((middles[:, 0] - middles[:, 1]) ** 2).sum())
    return apart + (100.0 if in_one_face(one, other) else 0.0)


def in_one_face(one: int, other: int) -> bool:
    """Whether two edges border the same face of the cell."""
    return any(set(EDGES[one] + EDGES[other]) <= set(ring) for ring in FACES)
