"""Which points of a grid lie inside a surface that may be open, turned, doubled or crossed.

Every point asks the three lines through it. A line whose crossings enter and leave in a sound
order answers by its winding number, so bodies that overlap are one solid; one that passes turned
triangles answers by counting them, odd or even; one with an odd end passes a hole and does not
answer. Then everything that air from the border cannot reach is solid: voids and double skins.
Air goes from point to point where no triangle lies between them, so it does not slip through the
fine corners at which two bodies cross.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from memoreez.figurines.facets import Ints
from memoreez.figurines.repairs.lines import Crossings, Flags, Grid

ROUNDS = 12  # of asking the neighbours of unsure points

Votes = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class States:
    """What the lines along one axis say."""

    inside: Votes  # (k,) behind each crossing: 1 inside, -1 outside, 0 the line does not answer
    odd: Flags  # (l,) lines that pass a hole
    wrong: Flags  # (k,) crossings of lines out of order, or behind which the solid is doubled


def states(found: Crossings) -> States:
    """Read the lines of `found` one by one."""
    counts = np.diff(np.append(found.starts, len(found.line)))
    turns = np.cumsum(found.turn, dtype=np.int64)
    before = turns[found.starts] - found.turn[found.starts]
    winding = turns - np.repeat(before, counts)
    number = np.arange(len(found.line)) - np.repeat(found.starts, counts)
    least = np.minimum.reduceat(winding, found.starts) if len(counts) else counts
    sound = (least >= 0) & (winding[found.starts + counts - 1] == 0)
    odd = counts % 2 == 1
    within = np.where(np.repeat(sound, counts), winding > 0, number % 2 == 0)
    inside = np.where(within, 1, -1).astype(np.int8)
    inside[np.repeat(odd, counts)] = 0
    return States(inside, odd, np.repeat(~sound, counts) | (winding > 1))


def solid(grid: Grid, lines: tuple[Crossings, ...], said: tuple[States, ...]) -> Flags:
    """Whether each point of the grid is solid, `grid.shape`."""
    score = np.zeros(grid.shape, np.int8)
    for found, state in zip(lines, said, strict=True):
        score += _spoken(grid, found, state)
    voted = score > 0
    if any(state.odd.any() for state in said):
        _settle(voted, score, grid, lines)
    return ~_air(grid, voted, lines)


def _spoken(grid: Grid, found: Crossings, state: States) -> Votes:
    """The answer of the lines of one axis at every point, `grid.shape`."""
    order = np.roll(grid.shape, -found.axis)
    change = np.zeros((order[0], order[1] * order[2]), np.int8)
    change[0] = -1
    change[0, found.line[found.starts[state.odd]]] = 0
    earlier = np.concatenate([np.zeros(1, np.int8), state.inside[:-1]])
    earlier[found.starts] = np.where(state.odd, 0, -1)
    np.add.at(change, (found.after, found.line), state.inside - earlier)
    for level in range(1, len(change)):
        change[level] += change[level - 1]
    return np.moveaxis(change.reshape(order), [0, 1, 2], np.roll([0, 1, 2], -found.axis))


def _settle(voted: Flags, score: Votes, grid: Grid, lines: tuple[Crossings, ...]) -> None:
    """Near holes, points side with their neighbours that no triangle parts them from.

    In rounds: the votes of a point and those neighbours, each counted once.
    """
    for axis in range(3):
        np.moveaxis(score, axis, 0)[[0, -1]] = -len(lines)
    unsure = np.flatnonzero(np.abs(score.reshape(-1)) < len(lines))
    ways = []
    for found in lines:
        step = grid.strides[found.axis]
        shut = np.zeros(score.size, np.bool_)
        shut[found.points(grid, found.after - 1)] = True
        ways += [(step, ~shut[unsure]), (-step, ~shut[unsure - step])]
    flat, own = voted.reshape(-1), score.reshape(-1)[unsure]
    for _ in range(ROUNDS):
        told = own.copy()
        for step, free in ways:
            told += np.where(flat[unsure + step], free, -free.astype(np.int8))
        flat[unsure] = told > 0


def _air(grid: Grid, voted: Flags, lines: tuple[Crossings, ...]) -> Flags:
    """The points that were not voted inside and that air from the border can reach."""
    flat = voted.reshape(-1)
    lower = [np.unique(found.points(grid, found.after - 1)) for found in lines]
    lower = [
        low[~flat[low] & ~flat[low + step]] for low, step in zip(lower, grid.strides, strict=True)
    ]
    ends = [low + step for low, step in zip(lower, grid.strides, strict=True)]
    walled = np.unique(np.concatenate(lower + ends))  # points with a triangle beside them
    free = ~voted
    free.reshape(-1)[walled] = False
    labels, count = ndimage.label(free)
    number = labels.reshape(-1)
    number[walled] = np.arange(count + 1, count + 1 + len(walled), dtype=number.dtype)
    first, second = _ways(grid, walled, lower, number)
    size = count + 1 + len(walled)
    graph = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(size, size))
    group = connected_components(graph, directed=False)[1]
    air = np.asarray(group == group[number[0]])
    air[0] = False  # no label: voted inside
    for layer, of in zip(free, labels, strict=True):  # of all at once the indices would be large
        layer[:] = air[of]
    return free


def fill(whole: Flags) -> None:
    """Fill, in place, what air from the border cannot reach."""
    labels, _ = ndimage.label(~whole)
    for layer, of in zip(whole, labels, strict=True):
        layer[:] = of != labels[0, 0, 0]


def _ways(
    grid: Grid, walled: Ints, lower: list[Ints], number: npt.NDArray[np.signedinteger]
) -> tuple[Ints, Ints]:
    """Pairs of areas between which air passes at the points `walled`."""
    first, second = [], []
    for step, shut in zip(grid.strides, lower, strict=True):
        for start in (walled, walled - step):
            way = start[~np.isin(start, shut)]
            one, other = number[way], number[way + step]
            both = (one > 0) & (other > 0)
            first.append(one[both])
            second.append(other[both])
    return np.concatenate(first), np.concatenate(second)
