"""The marching-cubes table, derived instead of copied: closed and manifold by construction.

A cell has 8 corners (bit 0: x, bit 1: y, bit 2: z) and 12 edges. On each face the crossed edges are
joined so that inside corners are kept apart; this depends on the face alone, so two cells that
share a face agree and the surface is closed. The joints form loops; each loop is cut into
triangles whose inner edges never lie in a face (there they could meet an edge of the next cell and
be used by four triangles). See Lorensen and Cline 1987 for the idea, and Nielson and Hamann 1991
for the ambiguous faces.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

EDGES = [(a, a | 1 << axis, axis) for axis in range(3) for a in range(8) if not a >> axis & 1]
EDGE_OF = {frozenset((a, b)): i for i, (a, b, _) in enumerate(EDGES)}
EDGE_OFFSET = np.array([[a & 1, a >> 1 & 1, a >> 2 & 1] for a, _, _ in EDGES])  # (12, 3)
EDGE_AXIS = np.array([axis for _, _, axis in EDGES])

Loop = tuple[int, ...]
Triangle = tuple[int, int, int]


def _faces() -> list[tuple[int, int, int, int]]:
    """The corners of the six faces, counter-clockwise seen from outside the cell."""
    faces = []
    for axis in range(3):
        u, v = 1 << (axis + 1) % 3, 1 << (axis + 2) % 3
        faces.append((0, v, u | v, u))
        top = 1 << axis
        faces.append((top, u | top, u | v | top, v | top))
    return faces


FACES = _faces()
EDGE_FACES = [
    {f for f, corners in enumerate(FACES) if a in corners and b in corners} for a, b, _ in EDGES
]


def _joints(config: int) -> dict[int, int]:
    """From each crossed edge the next one, round the inside corners of every face."""
    following: dict[int, int] = {}
    for corners in FACES:
        inside = [config >> c & 1 for c in corners]
        for i in range(4):
            if inside[i] and not inside[i - 1]:  # an inside run begins at corner i
                j = i
                while inside[(j + 1) % 4] and (j + 1) % 4 != i:
                    j = (j + 1) % 4
                enter = EDGE_OF[frozenset((corners[i - 1], corners[i]))]
                leave = EDGE_OF[frozenset((corners[j], corners[(j + 1) % 4]))]
                following[enter] = leave
    return following


def _loops(config: int) -> list[Loop]:
    following = _joints(config)
    loops = []
    while following:
        start = next(iter(following))
        loop, edge = [start], following.pop(start)
        while edge != start:
            loop.append(edge)
            edge = following.pop(edge)
        loops.append(tuple(loop))
    return loops


@cache
def _cut(loop: Loop) -> tuple[int, tuple[Triangle, ...]]:
    """Triangles of a loop, and how many inner edges lie in a face of the cell (least possible)."""
    if len(loop) == 3:
        return 0, ((loop[0], loop[1], loop[2]),)
    best: tuple[int, tuple[Triangle, ...]] | None = None
    for i in range(2, len(loop)):  # the triangle on the side loop[0], loop[1]
        flat, triangles = 0, [(loop[0], loop[1], loop[i])]
        for end, part in ((loop[1], loop[1 : i + 1]), (loop[0], (loop[0], *loop[i:]))):
            if len(part) > 2:
                flat += bool(EDGE_FACES[end] & EDGE_FACES[loop[i]])
                bad, more = _cut(part)
                flat += bad
                triangles += more
        if best is None or flat < best[0]:
            best = flat, tuple(triangles)
    assert best is not None
    return best


def triangles(config: int) -> list[Triangle]:
    """Triangles of one of the 256 cells as triples of edges, outward normal by the right hand."""
    out: list[Triangle] = []
    for loop in _loops(config):
        turns = [loop[i:] + loop[:i] for i in range(len(loop))]
        bad, cut = min((_cut(turn) for turn in turns), key=lambda c: c[0])
        assert bad == 0, (config, loop)
        out += cut
    return out


@lru_cache(maxsize=1)
def table() -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int64]]:
    """All cells: edges (256, most, 3), padded with -1, and the number of triangles (256,)."""
    rows = [triangles(config) for config in range(256)]
    counts = np.array([len(row) for row in rows])
    edges = np.full((256, counts.max(), 3), -1, np.int8)
    for config, row in enumerate(rows):
        if row:
            edges[config, : len(row)] = row
    return edges, counts


__all__ = ["EDGE_AXIS", "EDGE_OFFSET", "table", "triangles"]
