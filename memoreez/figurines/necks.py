"""Thin necks: what comes apart when everything thinner than the least wall is taken away.

The share of thin surface says nothing of a heavy ball on a short thread, so the solid is worn
away by half a wall all round and the pieces that are left are counted. It is held as upright bars
in columns half a wall apart, exact along z, because bars need less memory than a grid of cells
and no coarser columns for a large print.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from memoreez.figurines.columns import pierce, spread
from memoreez.figurines.facets import Facets, Ints

GAP_UM = 100  # half a layer: the next line of plastic closes a narrower slit
CRUMB_MM3 = 5.0  # pieces smaller than this are details
MOST_ENDS = 2_000_000  # of bars, about: a print of 300 mm has half as many
MOST_MM = 2_000.0
MOST_POINTS = 200_000  # for the search of the neck
LEVELS = 24  # bits for the height in µm and for which end of a bar it is

# Ends of bars, sorted: column << 24 | height in µm << 1 | 1 for the upper end.
Ends = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Necks:
    """What only thin necks hold."""

    pieces_mm3: tuple[float, ...]  # volumes of the pieces that come off, largest first
    lowest_mm: float  # bottom of the largest piece above the bed; 0 without any
    neck_mm: float  # height of its neck above the bed; 0 without any


@dataclass(frozen=True, eq=False)
class Bars:
    """Upright bars, sorted by column and height; those of one column do not meet."""

    column: Ints  # (n,) row * stride + place in the row
    low: Ints  # (n,) µm above the bed
    high: Ints  # (n,)


def necks(facets: Facets, *, wall_mm: float = 0.8) -> Necks | None:
    """Pieces of at least 5 mm³ that come off where walls under about `wall_mm` give way.

    None where the object is too large to tell. What is worn away is a box of half a wall each
    way. So a round neck always gives way below 0.7 walls, the narrowest shadow of that box, and
    never from 1.5 walls on, however it lies; in between that decides. `facets` is a closed mesh
    in one body: of several bodies all but the largest would come back as pieces.
    """
    pitch = wall_mm / 2
    size = np.ptp(facets.points, axis=0)
    drawn = float((np.abs(facets.normals[:, 2]) * facets.areas).sum()) / pitch**2
    if drawn > MOST_ENDS or size.max() > MOST_MM:
        return None
    ends, stride = _ends(facets, pitch)
    worn = _worn(_bars(ends, 1), stride, round(1000 * pitch))
    piece = _joined(worn, stride, round(500 * pitch))
    volumes = {
        number: _grown(worn, piece == number, stride, pitch)
        for number in _loose(worn, piece, pitch)
    }
    kept = sorted((n for n in volumes if volumes[n] >= CRUMB_MM3), key=lambda n: -volumes[n])
    if not kept:
        return Necks((), 0.0, 0.0)
    largest = piece == kept[0]
    lowest = float(worn.low[largest].min() / 1000 - pitch / 2)
    return Necks(tuple(volumes[n] for n in kept), lowest, _neck_mm(worn, largest, stride, pitch))


def _loose(worn: Bars, piece: Ints, pitch_mm: float) -> list[int]:
    """Numbers of all pieces but the largest that may have been 5 mm³ before."""
    length = (worn.high - worn.low) / 1000
    held = np.bincount(piece, weights=length) * pitch_mm**2
    most = np.bincount(piece, weights=length + pitch_mm) * 4 * pitch_mm**2
    if len(held):
        most[np.argmax(held)] = 0
    return [int(n) for n in np.flatnonzero(most >= CRUMB_MM3)]


def _ends(facets: Facets, pitch_mm: float) -> tuple[Ends, int]:
    """Where columns enter and leave the solid; and how many columns there are in a row."""
    (row, place), height, turn, stride = pierce(facets, pitch_mm)
    column = (row + 1) * stride + place + 1
    balance = np.bincount(column, weights=turn)
    sound = balance[column] == 0
    level = np.round(1000 * height[sound]).astype(np.int64)
    return (column[sound] << LEVELS) | (level << 1) | (turn[sound] < 0), stride


def _bars(ends: Ends, deep: int) -> Bars:
    """Bars where at least `deep` of the bars between `ends` overlap; narrow slits are closed.

    Sorts `ends` in place.
    """
    ends.sort()
    depth = np.cumsum(1 - 2 * (ends & 1))
    inside = depth >= deep
    before = np.concatenate([[False], inside[:-1]])
    low, high = ends[inside & ~before] >> 1, ends[before & ~inside] >> 1
    apart = low[1:] - high[:-1] > GAP_UM
    low, high = low[np.append(True, apart)[: len(low)]], high[np.append(apart, True)[: len(high)]]
    mask = (1 << (LEVELS - 1)) - 1
    return Bars(low >> (LEVELS - 1), low & mask, high & mask)


def _shared(bars: Bars, steps: tuple[int, ...], deep: int) -> Bars:
    """Where at least `deep` of the bars overlap that lie `steps` of columns away."""
    column = np.concatenate([bars.column + step for step in steps])
    low, high = np.tile(bars.low, len(steps)), np.tile(bars.high, len(steps))
    lower, upper = column << LEVELS | low << 1, column << LEVELS | high << 1 | 1
    return _bars(np.concatenate([lower, upper]), deep)


def _worn(bars: Bars, stride: int, size_um: int) -> Bars:
    """The middles of the boxes, `size_um` high and one column wide, that the bars hold whole."""
    held = _shared(_shared(bars, (0, 1), 2), (0, stride), 2)
    left = held.high - held.low > size_um
    half = size_um // 2
    return Bars(held.column[left], held.low[left] + half, held.high[left] - half)


def _joined(bars: Bars, stride: int, slack: int) -> Ints:
    """(n,) number of the piece that each bar belongs to.

    Bars of neighbouring columns, also across a corner, are joined where they pass each other
    within `slack` µm: so a sound neck that rises steeply is never cut by the columns.
    """
    first, second = [], []
    above = bars.column << LEVELS | bars.high
    below = bars.column << LEVELS | bars.low
    for step in (1, stride - 1, stride, stride + 1):
        beside = (bars.column + step) << LEVELS
        start = np.searchsorted(above, beside | bars.low - slack)
        stop = np.searchsorted(below, beside | bars.high + slack, side="right")
        which, other = spread(start, stop)
        first.append(which)
        second.append(other)
    pairs = np.concatenate(first), np.concatenate(second)
    ones, size = np.ones(len(pairs[0]), np.int8), len(bars.column)
    graph = coo_array((ones, pairs), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _grown(worn: Bars, mine: npt.NDArray[np.bool_], stride: int, pitch_mm: float) -> float:
    """Volume in mm³ of a piece before it was worn, less its own thin parts."""
    half = round(1000 * pitch_mm) // 2
    piece = Bars(worn.column[mine], worn.low[mine] - half, worn.high[mine] + half)
    whole = _shared(piece, (0, -1, -stride, -stride - 1), 1)
    return float((whole.high - whole.low).sum()) * pitch_mm**2 / 1000


def _neck_mm(worn: Bars, mine: npt.NDArray[np.bool_], stride: int, pitch_mm: float) -> float:
    """Height half-way between a piece and what is nearest to it."""
    points, owner = _points(worn, stride, pitch_mm)
    ours, others = points[mine[owner]], points[~mine[owner]]
    far, nearest = (np.asarray(found) for found in cKDTree(others).query(ours))
    closest = int(np.argmin(far))
    return float(ours[closest, 2] + others[nearest[closest], 2]) / 2


def _points(bars: Bars, stride: int, pitch_mm: float) -> tuple[npt.NDArray[np.float64], Ints]:
    """Points (k, 3) in mm along the bars, and the number of the bar (k,) of each."""
    step = max(round(1000 * pitch_mm), int((bars.high - bars.low).sum()) // MOST_POINTS)
    owner, part = spread(np.zeros(len(bars.low)), (bars.high - bars.low) // step + 2)
    z = np.minimum(bars.low[owner] + part * step, bars.high[owner]) / 1000
    row, place = np.divmod(bars.column[owner], stride)
    return np.stack([place * pitch_mm, row * pitch_mm, z], axis=1), owner
