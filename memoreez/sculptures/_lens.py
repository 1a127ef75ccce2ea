"""A closed solid between two height fields over one outline, joined along a shared rim.

Closed by construction: each cell of marching squares gives the same polygon to the front and,
turned over, to the back; both use the same points where the outline crosses the grid.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LEAST = 0.08  # of a cell: as near as the outline comes to a grid point

# Polygons of a cell by which corners are inside (bits 0 to 3: top left, then clockwise). 0 to 3 are
# the corners, 4 to 7 the crossings of its top, right, bottom and left side.
CELLS: dict[int, tuple[tuple[int, ...], ...]] = {
    1: ((0, 4, 7),), 2: ((1, 5, 4),), 3: ((0, 1, 5, 7),), 4: ((2, 6, 5),),
    5: ((0, 4, 7), (2, 6, 5)), 6: ((1, 2, 6, 4),), 7: ((0, 1, 2, 6, 7),), 8: ((3, 7, 6),),
    9: ((3, 0, 4, 6),), 10: ((1, 5, 4), (3, 7, 6)), 11: ((3, 0, 1, 5, 6),), 12: ((2, 3, 7, 5),),
    13: ((2, 3, 0, 4, 5),), 14: ((1, 2, 3, 7, 4),), 15: ((0, 1, 2, 3),),
}  # fmt: skip


def lens(level: Floats, front_mm: Floats, back_mm: Floats, pixel_mm: float) -> Mesh:
    """The solid where `level` (h, w) is over 0.5; heights (h, w) must be positive there.

    Row 0 is the top. x goes to the right, z up from the lowest row, the front towards −y.
    """
    field = np.pad(level.astype(np.float64), 1)
    field = np.where(np.abs(field - 0.5) < 1e-3, 0.501, field)
    inside = field > 0.5
    height, width = inside.shape
    rows, columns = np.nonzero(inside)
    count = len(rows)
    number = np.full(inside.shape, -1, np.int64)
    number[rows, columns] = np.arange(count)
    across, points_across = _crossings(field, inside, 2 * count)
    down, points_down = _crossings(field.T, inside.T, 2 * count + len(points_across))
    front, back = np.pad(front_mm, 1)[rows, columns], np.pad(back_mm, 1)[rows, columns]
    rim = np.concatenate([points_across, points_down[:, ::-1]])
    flat = np.concatenate([np.stack([columns, rows], 1)] * 2 + [rim])
    depth = np.concatenate([-front, back, np.zeros(len(rim))])
    x = (flat[:, 0] - (width - 1) / 2) * pixel_mm
    z = (height - 2 - flat[:, 1]) * pixel_mm
    faces = _faces(inside, number, across, down.T)
    behind = np.where(faces < count, faces + count, faces)[:, ::-1]
    return _used(np.stack([x, depth, z], 1), np.concatenate([faces, behind]))


def _crossings(
    field: npt.NDArray[np.float64], inside: npt.NDArray[np.bool_], first: int
) -> tuple[Ints, npt.NDArray[np.float64]]:
    """Numbers (h, w − 1) of the crossings between neighbours in a row, and where: (n, 2) x, y."""
    rows, columns = np.nonzero(inside[:, :-1] != inside[:, 1:])
    here, there = field[rows, columns], field[rows, columns + 1]
    share = np.clip((0.5 - here) / (there - here), LEAST, 1 - LEAST)
    number = np.full((field.shape[0], field.shape[1] - 1), -1, np.int64)
    number[rows, columns] = first + np.arange(len(rows))
    return number, np.stack([columns + share, rows.astype(np.float64)], 1)


def _faces(inside: npt.NDArray[np.bool_], number: Ints, across: Ints, down: Ints) -> Ints:
    """Triangles (n, 3) of the front, counter-clockwise seen from it."""
    corners = (np.s_[:-1, :-1], np.s_[:-1, 1:], np.s_[1:, 1:], np.s_[1:, :-1])
    code = np.sum([inside[c].astype(np.int64) << n for n, c in enumerate(corners)], axis=0)
    found = []
    for kind, polygons in CELLS.items():
        y, x = np.nonzero(code == kind)
        sides = (across[y, x], down[y, x + 1], across[y + 1, x], down[y, x])
        points = (number[y, x], number[y, x + 1], number[y + 1, x + 1], number[y + 1, x], *sides)
        for one in polygons:
            found += [
                np.stack([points[one[0]], points[b], points[a]], 1) for a, b in pairwise(one[1:])
            ]
    return np.concatenate(found)


def _used(points: npt.NDArray[np.float64], faces: Ints) -> Mesh:
    """The mesh without points that no triangle uses."""
    used = np.zeros(len(points), np.bool_)
    used[faces] = True
    renamed = np.cumsum(used) - 1
    return Mesh(points[used].astype(np.float32), renamed[faces].astype(np.int32))
