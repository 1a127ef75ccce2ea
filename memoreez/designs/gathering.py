"""Where things stand round a hero: close together, in nobody's way, and seen by the viewer.

Solids become cells of a fortieth of the height. Each thing tries every direction, as near to the
middle as it can stand, and takes the place that keeps the group narrow and hides the least.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.sdf import Sdf
from memoreez.sdf.node import F32, F64
from memoreez.sdf.program import Program

Cells = npt.NDArray[np.bool_]
Bands = tuple[tuple[float, float], ...]  # (from this share of the height up, how much it matters)

CELL = 0.025  # of the height
BLOCK = 4  # cells along each side
OVER = 1.1  # of the circle round all feet: what overhangs may reach so far
INSIDE = 0.45  # cells: what is this near to a solid is taken by it
REACH = 1.1  # of the height: how far from the middle a place is looked for
TURNS = 36
VIEW_DEG, LIFT_DEG = -20.0, 13.0  # where the pictures are taken from
SOLE = 0.06  # of the height: what is this low are feet
UNDER = 0.42  # of the height: below what hangs lower there is no room
HIDES = 0.4  # what a hidden thing costs, in heights of the group's radius
BALANCE = 0.3  # what a hero beside the middle of the group costs
FAR = 0.06  # what a place far from the middle costs
OTHER_SIDE = 0.06  # what a place on the side that chance did not choose costs


@dataclass(frozen=True, eq=False)
class Thing:
    """A solid that stands on z = 0, its footprint's middle at x = y = 0, and its box."""

    solid: Sdf
    low: F64  # (3,)
    high: F64  # (3,)


@dataclass(frozen=True, eq=False)
class _Shape:
    """The cells that a solid takes, the first one at `first` (x, y, z), counted in cells."""

    taken: Cells  # (nx, ny, nz)
    first: npt.NDArray[np.int64]

    @classmethod
    def of(cls, thing: Thing, cell: float) -> _Shape:
        """Looked at in blocks first: most of a box is air."""
        first = np.floor(thing.low / cell).astype(np.int64)
        first[2] = max(first[2], 0)
        count = np.maximum(np.ceil(thing.high / cell).astype(np.int64) - first, 1)
        blocks = -(-count // BLOCK)
        corners = np.argwhere(np.ones(blocks, bool)) * BLOCK
        far = math.sqrt(3) * (BLOCK - 1) / 2 * cell * thing.solid.slope
        program = Program.of(thing.solid)  # once for both looks
        middles = (corners + first + BLOCK / 2) * cell
        near = program.evaluate(_columns(middles)) < far + INSIDE * cell
        inner = np.argwhere(np.ones((BLOCK,) * 3, bool))
        places = (corners[near][:, None] + inner).reshape(-1, 3)
        taken = np.zeros(blocks * BLOCK, bool)
        values = program.evaluate(_columns((places + first + 0.5) * cell))
        taken[tuple(places.T)] = values < INSIDE * cell
        x, y, z = count
        return cls(taken[:x, :y, :z], first)

    def middles(self, cell: float) -> F64:
        """The middles (n, 3) of the cells at its surface."""
        shell = np.pad(self.taken, 1)
        core = shell.copy()
        for axis in (0, 1, 2):
            core &= np.roll(shell, 1, axis) & np.roll(shell, -1, axis)
        outer = (shell & ~core)[1:-1, 1:-1, 1:-1]
        return np.asarray((np.argwhere(outer) + self.first + 0.5) * cell, np.float64)


class _Room:
    """What is taken, and what the viewer sees of it."""

    def __init__(self, height: float) -> None:
        self.cell = CELL * height
        self.height = height
        half = round((REACH + 0.9) / CELL)
        self.origin = np.array([-half, -half, 0])
        self.blocked = np.zeros((2 * half, 2 * half, round(2.2 / CELL)), bool)
        self.near = np.full((2 * half, 2 * half), -np.inf)
        self.matters = np.zeros((2 * half, 2 * half))
        self.feet = np.empty((0, 2))

    def put(self, shape: _Shape, at: F64, bands: Bands = ((0.0, 1.0),)) -> None:
        """Take the cells of a shape, its origin moved to `at` (2,)."""
        shift = np.rint(at / self.cell).astype(np.int64)
        around = _with_margin(shape)
        places = np.argwhere(around.taken) + around.first + [*shift, 0] - self.origin
        inside = ((places >= 0) & (places < self.blocked.shape)).all(axis=1)
        self.blocked[tuple(places[inside].T)] = True
        middles = shape.middles(self.cell) + [*shift * self.cell, 0]
        spots, near, heights = self._seen(middles)
        ahead = near > self.near.flat[spots]
        weight = np.zeros(len(spots))
        for start, matters in bands:
            weight[heights >= start * self.height] = matters
        self.near.flat[spots[ahead]] = near[ahead]
        self.matters.flat[spots[ahead]] = (weight / max(int(ahead.sum()), 1))[ahead]
        low_ones = middles[middles[:, 2] < SOLE * self.height][:, :2]
        feet = np.concatenate([self.feet, np.unique(low_ones, axis=0)])
        self.feet = cv2.convexHull(feet.astype(np.float32))[:, 0].astype(float)

    def _seen(self, middles: F64) -> tuple[npt.NDArray[np.int64], F64, F64]:
        """Of each place in the viewer's picture: its number, how near, and how high it is."""
        a, e = math.radians(VIEW_DEG), math.radians(LIFT_DEG)
        near = middles[:, 0] * math.sin(a) - middles[:, 1] * math.cos(a)
        across = middles[:, 0] * math.cos(a) + middles[:, 1] * math.sin(a)
        up = middles[:, 2] * math.cos(e) - near * math.sin(e)
        side = self.near.shape[0]
        u = np.clip(np.floor(across / self.cell) + side // 2, 0, side - 1)
        v = np.clip(np.floor(up / self.cell) + side // 2, 0, side - 1)
        number = (u * side + v).astype(np.int64)
        order = np.lexsort((-near, number))
        spots, first = np.unique(number[order], return_index=True)
        return spots, near[order][first], middles[order][first, 2]

    def free(self, shape: _Shape, shift: npt.NDArray[np.int64]) -> bool:
        low = shape.first + [*shift, 0] - self.origin
        x, y, z = (slice(a, a + n) for a, n in zip(low, shape.taken.shape, strict=True))
        there = self.blocked[x, y, z]
        return not (there & shape.taken[:, :, : there.shape[2]]).any()

    def nearest(self, shape: _Shape, way: F64) -> npt.NDArray[np.int64]:
        """The first free shift, in cells, from the middle outwards along `way` (2,)."""
        most = round(REACH / CELL)
        for reach in range(most):
            shift = np.rint(way * reach).astype(np.int64)
            if self.free(shape, shift):
                return shift
        return np.rint(way * most).astype(np.int64)

    def best(self, shape: _Shape, side: int) -> F64:
        """The place (2,) that costs least, of the nearest free ones in all directions."""
        middles = shape.middles(self.cell)
        turns = np.arange(TURNS) * math.tau / TURNS
        free = [self.nearest(shape, np.array([math.cos(a), math.sin(a)])) for a in turns]
        shift = min(free, key=lambda shift: self.cost(middles, shift, side))
        return np.asarray(shift * self.cell, np.float64)

    def cost(self, middles: F64, shift: npt.NDArray[np.int64], side: int) -> float:
        """Of a thing there: the group's radius in heights, and what is hidden."""
        at = shift * self.cell
        moved = middles + [*at, 0]
        sole = moved[moved[:, 2] < SOLE * self.height][:, :2]
        feet = np.concatenate([self.feet, sole]).astype(np.float32)
        (x, y), radius = cv2.minEnclosingCircle(feet)
        aside = BALANCE * math.hypot(x, y) / self.height
        spots, near, _ = self._seen(moved)
        ahead = near > self.near.flat[spots]
        hidden = 1 - ahead.mean() + self.matters.flat[spots[ahead]].sum()
        wrong = OTHER_SIDE * (at[0] * side < 0)
        away = FAR * float(np.hypot(*at)) / self.height
        return float(radius / self.height + HIDES * hidden + aside + away + wrong)


def gather(
    hero: Thing,
    bands: Bands,
    things: Sequence[Thing],
    height: float,
    mirrored: int,
) -> tuple[list[Sdf], float]:
    """The things in their places round the hero, and the diameter of a circle round all feet.

    Where a tail or a handlebar reaches far beyond the feet (`OVER`), it is as large as that asks.
    The largest choose first. `bands` says how much of the hero may be hidden; `mirrored` is 1 or
    -1: on which side the first of them stands if it may.
    """
    empty = _Room(height)
    empty.put(_Shape.of(hero, empty.cell), np.zeros(2), bands)
    shapes = [_Shape.of(thing, empty.cell) for thing in things]
    order = sorted(range(len(things)), key=lambda i: -np.count_nonzero(shapes[i].taken))
    places: dict[int, F64] = {}
    for i in [*order, *order]:  # when all stand, each looks once more
        room = deepcopy(empty)
        for other in places.keys() - {i}:
            room.put(shapes[other], places[other])
        first = i == order[0]  # the next ones keep the balance
        places[i] = room.best(shapes[i], mirrored if first else 0)
    for i, at in places.items():
        empty.put(shapes[i], at)
    _, radius = cv2.minEnclosingCircle(empty.feet.astype(np.float32))
    solids = [thing.solid.at(*places[i].tolist()) for i, thing in enumerate(things)]
    low = np.min([hero.low[:2], *(things[i].low[:2] + at for i, at in places.items())], axis=0)
    high = np.max([hero.high[:2], *(things[i].high[:2] + at for i, at in places.items())], axis=0)
    return solids, max(2 * float(radius), float((high - low).max()) / OVER)


def _columns(points: npt.ArrayLike) -> F32:
    return np.ascontiguousarray(np.asarray(points, np.float32).T)


def _with_margin(shape: _Shape) -> _Shape:
    """The cells, one more to each side and above, and all below what hangs low."""
    wide = np.pad(shape.taken, ((1, 1), (1, 1), (0, 1)))
    for axis in (0, 1):
        wide |= np.roll(wide, 1, axis) | np.roll(wide, -1, axis)
    wide[:, :, 1:] |= wide[:, :, :-1].copy()
    low = wide[:, :, : max(round(UNDER / CELL) - int(shape.first[2]), 0)]
    low |= np.flip(np.maximum.accumulate(np.flip(low, axis=2), axis=2), axis=2)
    return _Shape(wide, shape.first - np.array([1, 1, 0], np.int64))
