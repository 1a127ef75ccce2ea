"""Flat sheets that are sides of the thing itself: of a box, a cup, a chair, or an open book.

A wall that a picture's background leaves has free ends, but for a floor below and, in the corner
of a room, another wall at one end. The side of a box goes on round both its ends.
"""

from __future__ import annotations

import numpy as np

from memoreez.figurines.facets import Floats, Ints
from memoreez.figurines.sheets import Cloud, Frame

ROUND, SEAT = 0.4, 0.06  # of its height in which both ends of a wall go on; straight, for a seat
FLOOR = 0.2  # of its height: a floor may be as wide as the wall, a seat stands higher
ASLANT = 0.95  # the cosine: 18° between the pages of a book
ROW = 1.5  # cells
FEW = (5, 4, 5)  # points of a row are enough; where all is there they are about 18, 10 and 13


def belongs(
    frame: Frame,
    corners: tuple[Floats, Floats],
    thick_mm: float,
    seen: Cloud,
    tol_mm: float,
    sheet_mm: float,
) -> bool:
    """Whether an upright sheet of that thickness, between `corners` (2,) in its frame, does.

    It does where the surface goes on past its left and its right end at the same height, or where
    all that there is beside it is one more sheet, at an angle, thinner than `sheet_mm`.
    """
    if not np.isfinite(thick_mm):
        return False
    place, depth = frame.flat(seen.points)
    sides = [
        _going_on(sign, frame, corners, thick_mm, seen, place, depth, tol_mm)
        for sign in (-1.0, 1.0)
    ]
    both = sides[0] & sides[1]
    straight = (both > 1)[int(FLOOR * len(both)) :]
    if (both > 0).mean() > ROUND or (straight.sum() > 1 and straight.mean() > SEAT):
        return True
    low, high = corners
    beside = ((place > low - seen.cell_mm) & (place < high + seen.cell_mm)).all(axis=1)
    rest = seen.points[~(beside & (depth > -2 * tol_mm) & (depth < thick_mm + 2 * tol_mm))]
    way = np.linalg.eigh(np.cov(rest.T))[1][:, 0]
    thin = np.ptp(np.quantile(rest @ way, (0.1, 0.9))) < sheet_mm
    return bool(thin and abs(way @ frame.out) < ASLANT)


def _going_on(
    sign: float,
    frame: Frame,
    corners: tuple[Floats, Floats],
    thick_mm: float,
    seen: Cloud,
    place: Floats,
    depth: Floats,
    tol_mm: float,
) -> Ints:
    """(rows,) of the sheet's height: 1 where its surface goes on past its left or right end.

    3 where it goes on flush with that end, straight away from the sheet.
    """
    cell, low, high = seen.cell_mm, corners[0][1] + tol_mm, corners[1][1] - tol_mm
    rows = max(int((high - low) / (ROW * cell)), 1)
    row = np.floor((place[:, 1] - low) / (high - low) * rows).astype(np.int64)
    inside = (row >= 0) & (row < rows)
    facing = seen.normals @ frame.out
    face = inside & (np.abs(depth) < 1.5 * tol_mm) & (facing > 0.5)
    face &= (place[:, 0] > corners[0][0] - cell) & (place[:, 0] < corners[1][0] + cell)
    if not face.any():
        return np.zeros(rows, dtype=np.int64)
    past = sign * place[:, 0]
    past -= np.quantile(past[face], 0.995)
    aside, behind = sign * (seen.normals @ frame.along), depth - thick_mm - 2 * tol_mm
    near = inside & (behind < 3 * cell)
    steep = near & (behind > 0) & (aside > 0.35)
    steep &= (past > -0.5 * cell - 0.6 * behind) & (past < depth + 0.5 * cell)
    smooth = near & (past > 0.75 * cell) & (past < 2.5 * cell)
    smooth &= (depth > -2 * tol_mm) & (facing > 0.3)
    flush = steep & (np.abs(past) < 0.5 * cell) & (aside > 0.9)
    enough = [
        np.bincount(row[some], minlength=rows) >= few
        for some, few in zip((steep, smooth, flush), FEW, strict=True)
    ]
    return np.where(enough[2], 3, np.where(enough[0] | enough[1], 1, 0))
