"""On which side a thing would stand, if it lies: the axis that is likely to point up."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from memoreez.figurines.facets import Facets, Floats
from memoreez.figurines.limits import CONTACT_SHARE, TIP_DEG
from memoreez.figurines.repairs.upright import FACING, LEANS_DEG, Side, leaning
from memoreez.figurines.slab import Slab, slabs
from memoreez.figurines.stability import area_mm2, hull

# rows of the rotation that brings the axis upright
TURNS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "z": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "-z": ((1, 0, 0), (0, -1, 0), (0, 0, -1)),
    "y": ((1, 0, 0), (0, 0, -1), (0, 1, 0)),
    "-y": ((1, 0, 0), (0, 0, 1), (0, -1, 0)),
    "x": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    "-x": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
}
FIRM, WIDE = 0.2, 0.3  # share of the outline that is flat: a pedestal; of the hull round it: feet
LESS = 0.33  # of the largest flat side: a smaller one is no rival
ROUND = 0.035  # of the size: as deep as a foot is rounded
HANGS = 0.05  # of its height: what begins so far above the lower edge of a wall does not stand
SHEET, BROAD, SHOWS = 0.03, 0.5, 0.25  # of the size; of the outline; of its underside


def down(up: str) -> Floats:
    """The direction (3,) that is downwards with that axis upright."""
    return -np.array(TURNS[up][2], dtype=np.float64)


def firm(side: Side) -> bool:
    """Whether it would stand there like a thing that is meant to: on a pedestal, or on its feet."""
    if side.share >= FIRM:
        return side.tip_deg >= LEANS_DEG
    return side.share >= CONTACT_SHARE and side.spread >= WIDE and side.tip_deg >= TIP_DEG


def on_sheet(facets: Facets, side: Side) -> bool:
    """Whether a broad thin sheet is below, which may be a wall behind a thing that lies."""
    if side.share < BROAD:
        return False
    up = facets.normals @ side.down < -FACING
    heights = facets.corners[up] @ side.down
    size = float(np.ptp(facets.points, axis=0).max())
    low = heights.min(axis=1) > float((facets.points @ side.down).max()) - SHEET * size
    return float(facets.areas[up][low].sum()) > SHOWS * side.flat_mm2


def sides(facets: Facets, below: Side | None) -> dict[str, Side]:
    """The axes with which upright it would stand firmly, and on which side; walls are none.

    `below` is the side on which it stands as it is: it is among them with axis z.
    """
    found = {axis: leaning(facets, down(axis)) for axis in TURNS if axis != "z"}
    able = {axis: side for axis, side in found.items() if side and firm(side)}
    if _broad_below(facets):  # a rounded foot beats a few small feet on another side
        able = {axis: side for axis, side in able.items() if side.share >= FIRM}
    if not able:
        return {"z": below} if below else {}
    able |= {"z": below} if below else {}
    for axis in ("z", *sorted(able, key=lambda axis: able[axis].share)):
        alone = axis == "z" and not below  # as it is, it stands on nothing
        if alone or (axis in able and len(able) > 1):
            able = _without_walls(facets, able, axis)
    most = max((side.share for side in able.values()), default=0.0)
    return {axis: side for axis, side in able.items() if side.share > LESS * most}


def _broad_below(facets: Facets) -> bool:
    """Whether much of its outline looks down close above the bed, though it is not flat."""
    low = np.flatnonzero(facets.normals[:, 2] < -FACING)
    size = float(np.ptp(facets.points, axis=0).max())
    near = low[facets.corners[low, :, 2].max(axis=1) < facets.points[:, 2].min() + ROUND * size]
    return float(facets.areas[near].sum()) >= FIRM * area_mm2(hull(facets.points[:, :2]))


def _without_walls(facets: Facets, able: Mapping[str, Side], up: str) -> dict[str, Side]:
    """The sides that are no walls when the axis `up` is upright."""
    turn = np.array(TURNS[up], dtype=np.float64)
    stood = Facets(
        facets.points @ turn.T, facets.corners @ turn.T, facets.normals @ turn.T, facets.areas
    )
    found = sorted(slabs(stood), key=lambda one: -float(np.prod(one.size_mm)))
    left = {}
    for axis, side in able.items():
        facing = [one for one in found if float(one.frame.out @ turn @ side.down) > FACING]
        if axis == up or not facing or facing[0].ground or _hangs(stood, facing[0]):
            left[axis] = side
    return left


def _hangs(facets: Facets, wall: Slab) -> bool:
    """Whether all else would hang in the air before that wall: then it is a plate, and all lies."""
    held = wall.holds(facets.points, 0.3 * wall.thick_mm + wall.uneven_mm)
    heights = facets.points[:, 2]
    if held.all() or not held.any():
        return False
    low, high = np.quantile(heights[~held], [0.001, 0.999])
    return bool(low - heights[held].min() > HANGS * (high - low))
