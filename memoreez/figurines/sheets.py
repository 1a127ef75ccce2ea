"""Flat sheets on the outside of an object: planes in depth maps, fitted and outlined.

The object is seen as points spread evenly over its surface, so that a mesh with holes, double
skins or the noise of a network's output is no worse than a clean one. From each side a depth map
shows what lies outermost; planes in it are drawn by lot with a fixed seed (M. Fischler, R. Bolles,
"Random sample consensus", Comm. ACM 24 (1981) 381) and then fitted, a slight bend included.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.figurines.facets import Facets, Floats, Ints

Bools = npt.NDArray[np.bool_]

POINTS = 40_000
PER_CELL = 4.0  # points, on average
MOST_CELLS = 1e6  # what is one thing has 10,000 to 100,000; crumbs 100 m apart have more
TRIES = 400  # triplets of pixels drawn in each view
VOTERS = 1_200  # pixels of a view
STEEPEST = 0.6  # slope of a plane to its view: views are 45° apart, so 23° and a lean
ENOUGH = 0.06  # of the voters must lie on a plane
BULGE = 0.07  # a wall may bulge by this share of its length
ROUNDS = 4
R2 = (0.7548776662466927, 0.5698402909980532)  # M. Roberts, the low-discrepancy sequence R2
UP, BACK = np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0])


@dataclass(frozen=True, eq=False)
class Cloud:
    """Points spread evenly over a surface."""

    points: Floats  # (n, 3) mm
    normals: Floats  # (n, 3) of the triangles that they lie on
    cell_mm: float  # of a grid whose cells hold a few points where they see a surface

    def without(self, gone: Bools) -> Cloud:
        """The points that are not `gone` (n,)."""
        return Cloud(self.points[~gone], self.normals[~gone], self.cell_mm)


def cloud(facets: Facets, count: int = POINTS) -> Cloud:
    """`count` points on the surface, the same ones every time."""
    total = np.cumsum(facets.areas)
    number = np.arange(count)
    pick = np.searchsorted(total, (number + 0.5) * (total[-1] / count))
    pick = np.minimum(pick, len(total) - 1)
    u, v = ((number * step) % 1.0 for step in R2)
    over = u + v > 1
    u, v = np.where(over, 1 - u, u), np.where(over, 1 - v, v)
    a, b, c = (facets.corners[pick, i] for i in range(3))
    points = a + u[:, None] * (b - a) + v[:, None] * (c - a)
    return Cloud(points, facets.normals[pick], float(np.sqrt(PER_CELL * total[-1] / count)))


@dataclass(frozen=True, eq=False)
class Frame:
    """Where a sheet lies: `out` points away from the object, `along` and `up` lie in the sheet."""

    origin: Floats  # (3,) mm
    along: Floats  # (3,) unit vectors, right-handed with `up` and `out`
    up: Floats
    out: Floats
    bend: Floats  # (6,) depth in mm of the outer face: 1, x, y, x², xy, y²

    def flat(self, points: Floats) -> tuple[Floats, Floats]:
        """(n, 2) places in the sheet and (n,) depths behind its outer face, mm."""
        away = points - self.origin
        place = np.stack([away @ self.along, away @ self.up]).T  # columns lie together: faster
        depth = -(away @ self.out)
        return place, depth - terms(place) @ self.bend if self.bend.any() else depth

    def facing(self, place: Floats) -> Floats:
        """(3,) unit vector: where the sheet, bend included, faces at a place (2,)."""
        (x, y), (_, right, up, square, mixed, high) = place, self.bend
        slope = right + 2 * square * x + mixed * y, up + mixed * x + 2 * high * y
        out = self.out + slope[0] * self.along + slope[1] * self.up
        return np.asarray(out / np.linalg.norm(out))

    def straight(self, turn: Floats) -> Frame:
        """The flat frame that this one's bend leans to, with `along` turned to `turn` (2,)."""
        out = self.out + self.bend[1] * self.along + self.bend[2] * self.up
        along = turn[0] * self.along + turn[1] * self.up
        out = out / np.linalg.norm(out)
        up = np.cross(out, along - out * (along @ out))
        return framed(self.origin - self.bend[0] * self.out, out, up)


def framed(origin: Floats, out: Floats, up: Floats) -> Frame:
    """A flat frame whose `up` is as near to `up` as it can be."""
    up = up - out * (up @ out)
    up = up / np.linalg.norm(up)
    return Frame(origin, np.cross(up, out), up, out, np.zeros(6))


def terms(place: Floats) -> Floats:
    """(n, 6) of places (n, 2): what a bent sheet is a sum of."""
    x, y = place[:, 0], place[:, 1]
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y]).T


@dataclass(frozen=True, eq=False)
class Grid:
    """Cells in a plane."""

    low: Floats  # (2,) mm: corner of cell 0, 0
    cell_mm: float
    shape: tuple[int, int]  # along, up

    def cells(self, place: Floats) -> Ints:
        """(n,) numbers of the cells of places (n, 2)."""
        index = ((place - self.low) / self.cell_mm).astype(np.int64)
        return np.asarray(index[:, 0] * self.shape[1] + index[:, 1])

    def middles(self, cells: Ints) -> Floats:
        """(n, 2) mm."""
        index = np.stack([cells // self.shape[1], cells % self.shape[1]], axis=1)
        return np.asarray(self.low + (index + 0.5) * self.cell_mm)

    def nearest(self, at: Ints, depth: Floats) -> Floats:
        """(cells,) least of the depths (n,) at cells `at` (n,); infinite where there is none."""
        found = np.full(self.shape[0] * self.shape[1], np.inf)
        np.minimum.at(found, at, depth)
        return found


def grid(place: Floats, cell_mm: float) -> Grid:
    """The grid over places (n, 2), one cell wider on each side; coarser than asked where vast."""
    wide, deep = (np.ptp(place, axis=0) / cell_mm).tolist()
    cell_mm *= max(1.0, float(np.sqrt(wide * deep / MOST_CELLS)))
    low = place.min(axis=0) - 1.5 * cell_mm
    columns, rows = (np.floor((place.max(axis=0) - low) / cell_mm).astype(int) + 2).tolist()
    return Grid(low, cell_mm, (columns, rows))


def views(middle: Floats) -> list[Frame]:
    """Eight directions around the object, and from below."""
    angles = np.radians(np.arange(0, 360, 45))
    around = [framed(middle, np.array([np.cos(a), np.sin(a), 0.0]), UP) for a in angles]
    return [*around, framed(middle, -UP, BACK)]


def planes(seen: Cloud, view: Frame, tol_mm: float, most: int) -> list[Frame]:
    """Up to `most` planes that many pixels of the view lie on and few lie before, best first."""
    place, depth = view.flat(seen.points)
    cells = grid(place, seen.cell_mm)
    rear = cells.nearest(cells.cells(place), depth)
    filled = np.flatnonzero(np.isfinite(rear))
    if len(filled) < 30:
        return []
    random = np.random.default_rng(len(filled))
    voters = random.permutation(filled)[:VOTERS]
    spot, far = cells.middles(voters), rear[voters]
    drawn = _lots(spot, far, random)
    plane = np.column_stack([drawn, np.full(len(drawn), -1.0)]).astype(np.float32)
    ahead = plane @ np.column_stack([spot, np.ones(len(spot)), far]).T.astype(np.float32)
    upper = np.ones(len(spot), np.float32)  # (tries, voters) has been: how far it lies before
    if abs(view.out[2]) < 0.5:  # a pedestal may reach out further than the wall that stands on it
        upper[spot[:, 1] <= spot[:, 1].min() + 0.3 * np.ptp(spot[:, 1])] = 0.0
    before = (ahead > 3 * tol_mm).astype(np.float32) @ upper
    on = (np.abs(ahead, out=ahead) < tol_mm).astype(np.float32).sum(axis=1)
    score = on - 2 * before
    found: list[Frame] = []
    levels: list[Floats] = []
    for i in np.argsort(-score, kind="stable").tolist():
        if len(found) == most or score[i] < ENOUGH * len(voters):
            break
        level = drawn[i, :2] @ spot.T + drawn[i, 2]
        if all(np.mean(np.abs(level - other) > 4 * tol_mm) > 0.5 for other in levels):
            levels.append(level)
            bend = np.array([drawn[i, 2], drawn[i, 0], drawn[i, 1], 0, 0, 0])
            leaning = Frame(view.origin, view.along, view.up, view.out, bend)
            found.append(leaning.straight(np.array([1.0, 0.0])))
    return found


def _lots(spot: Floats, far: Floats, random: np.random.Generator) -> Floats:
    """(k, 3) planes far = a·x + b·y + c through three pixels each."""
    three = random.integers(0, len(spot), (TRIES, 3))
    a, b, c = (np.concatenate([spot[i], far[i, None]], axis=1) for i in three.T)
    normal = np.cross(b - a, c - a)
    good = np.abs(normal[:, 2]) > 1e-9
    a, normal = a[good], normal[good]
    slope = -normal[:, :2] / normal[:, 2:]
    shallow = np.hypot(slope[:, 0], slope[:, 1]) < STEEPEST
    slope, a = slope[shallow], a[shallow]
    return np.column_stack([slope, a[:, 2] - (slope * a[:, :2]).sum(axis=1)])


def fitted(frame: Frame, cells: Grid, rear: Floats, tol_mm: float) -> tuple[Frame, Bools]:
    """The frame with its sheet fitted to the depths `rear` (cells,), and which cells lie on it.

    A slight bend is followed; a stronger one, as of a figure's back, is not.
    """
    filled = np.flatnonzero(np.isfinite(rear))
    spot, depth = cells.middles(filled), rear[filled]
    basis = terms(spot)
    bend = np.zeros(6)
    on = np.abs(depth) < 1.5 * tol_mm
    for turn in range(2 * ROUNDS):
        if on.sum() < 12:
            break
        bend = _least_squares(basis[on], spot[on], depth[on], turn >= 2)
        reach = (1.5 if turn < ROUNDS else 1.0) * tol_mm
        on = np.abs(depth - basis @ bend) < reach
    mask = np.zeros(len(rear), dtype=np.bool_)
    mask[filled[on]] = True
    return Frame(frame.origin, frame.along, frame.up, frame.out, frame.bend + bend), mask


def _least_squares(basis: Floats, spot: Floats, depth: Floats, curved: bool) -> Floats:
    """(6,) of the sheet through `depth`: curved where that is little, flat otherwise."""
    most = 4 * BULGE / np.maximum(np.ptp(spot, axis=0), 1e-6)  # c·x² bulges by c·length² / 4
    for wide in (6, 3) if curved else (3,):
        bend = np.zeros(6)
        bend[:wide] = np.linalg.lstsq(basis[:, :wide], depth, rcond=None)[0]
        if (np.abs(bend[[3, 5]]) <= most).all():
            break
    return bend


def outline(mask: Bools, cells: Grid) -> tuple[Bools, Floats]:
    """The largest connected part of `mask`, and the direction (2,) of the least box round it."""
    picture = mask.reshape(cells.shape).astype(np.uint8)
    closed = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    if count < 2:
        return np.zeros_like(mask), np.array([1.0, 0.0])
    best = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    part = (labels == best) & (picture > 0)
    corners = cv2.boxPoints(cv2.minAreaRect(np.argwhere(part).astype(np.float32)))
    side = (corners[1] - corners[0]).astype(np.float64)
    if abs(side[0]) < abs(side[1]):
        side = np.array([side[1], -side[0]])
    length = float(np.linalg.norm(side))
    turn = side * np.sign(side[0]) / length if length > 0 else np.array([1.0, 0.0])
    return part.reshape(-1), turn
