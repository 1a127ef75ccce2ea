"""The face of a thing that came alive: two round eyes and a smile, where its front has room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.designs.pieces import Piece
from memoreez.sdf import Sdf, difference, ellipsoid, sphere, tube, union
from memoreez.sdf.node import F64

ACROSS, UP, DEEP = 49, 41, 48  # places at which the front is looked for
FAVOURITE = 0.62  # of the body's height
GAPS = (1.35, 1.7, 2.2, 3.0, 4.5)  # between an eye and the middle, radii of an eye
ASIDE = (0.0, -0.1, 0.1, -0.2, 0.2)  # how far a face may be beside the middle, of the width
OFF = 5.0  # what that costs
SMALL, SMALLER = 0.66, 0.6  # smaller eyes, for a narrow body, and what they cost
SMILE = tuple((x, 0.42 * x * x) for x in np.linspace(-1.55, 1.55, 13))  # (across, up) in radii
BELOW = 2.7  # radii from the eyes down to the lowest place of the smile


@dataclass(frozen=True, eq=False)
class Front:
    """The depth map of a body seen from -y: y of its first surface, infinite beside it."""

    xs: F64
    zs: F64
    y: F64  # (len(xs), len(zs)) mm

    @classmethod
    def of(cls, body: Piece) -> Front:
        xs, ys, zs = (
            np.linspace(body.low[i], body.high[i], n) for i, n in enumerate((ACROSS, DEEP, UP))
        )
        grid = np.stack(np.meshgrid(xs, ys, zs, indexing="ij"), axis=-1)
        value = body.solid(grid.reshape(-1, 3)).reshape(ACROSS, DEEP, UP)
        inside = value < 0
        first = inside.argmax(axis=1)
        found = inside.any(axis=1)
        before = np.maximum(first - 1, 0)
        a, b = (np.take_along_axis(value, i[:, None], 1)[:, 0] for i in (before, first))
        share = np.where(first > 0, a / np.maximum(a - b, 1e-6), 0.0)
        y = ys[before] + np.clip(share, 0, 1) * (ys[1] - ys[0])
        return cls(xs, zs, np.where(found, y, np.inf))

    def at(self, x: F64, z: F64) -> F64:
        """The surface at places (n,), the nearest one of the map; infinite beside the body."""
        i = np.rint((x - self.xs[0]) / (self.xs[1] - self.xs[0])).astype(int)
        k = np.rint((z - self.zs[0]) / (self.zs[1] - self.zs[0])).astype(int)
        beside = (i < 0) | (i >= len(self.xs)) | (k < 0) | (k >= len(self.zs))
        seen = self.y[np.clip(i, 0, len(self.xs) - 1), np.clip(k, 0, len(self.zs) - 1)]
        return np.where(beside, np.inf, seen)


@dataclass(frozen=True)
class _Place:
    """Where a face may be; the lower `cost`, the better."""

    cost: float
    r: float
    x: float
    z: float
    gap: float
    depths: tuple[float, float]  # y under the right and the left eye
    smiles: bool


def faced(solid: Sdf, body: Piece, height: float) -> Sdf:
    """`solid` with a face on the front of `body`; as it is where no eye finds room."""
    most = float(np.clip(0.095 * body.size[0], 0.036 * height, 0.058 * height))
    front = Front.of(body)
    place = min(
        (
            _judged(front, body, (aside * float(body.size[0]), z), gap * size, size)
            for size in (most, SMALL * most)
            for z in _heights(body)
            for gap in GAPS
            for aside in ASIDE
        ),
        key=lambda one: one.cost + SMALLER * (one.r < most),
    )
    if not np.isfinite(place.cost):
        return solid
    r = place.r
    eyes = [
        _eye(r).at(place.x + side * place.gap, y, place.z)
        for side, y in zip((-1, 1), place.depths, strict=True)
    ]
    whole = union(solid, *eyes, k=0.4)
    return _smiling(whole, front, place, r) if place.smiles else whole


def _heights(body: Piece) -> F64:
    return body.low[2] + np.linspace(0.3, 0.86, 18) * body.size[2]


def _judged(front: Front, body: Piece, at: tuple[float, float], gap: float, r: float) -> _Place:
    """Both eyes need ground under them, even and about equally deep; a smile is worth a lot.

    `at`: how far beside the middle the face is, and how high, mm.
    """
    aside, z = at
    x = float(body.middle[0]) + aside
    angles = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    ring = np.r_[0.0, 0.85 * np.cos(angles)] * r, np.r_[0.0, 0.95 * np.sin(angles)] * r
    depths, cost = [], 0.0
    for side in (-1, 1):
        under = front.at(x + side * gap + ring[0], z + ring[1])
        there = np.isfinite(under)
        if there.sum() < 5 or not there[0]:
            return _Place(np.inf, r, x, z, gap, (0, 0), False)
        depth = float(np.median(under[there]))
        cost += 1.2 * float((~there).sum()) + float(np.abs(under[there] - depth).mean()) / (0.4 * r)
        depths.append(depth)
    across, up = _smile(x, z, r)
    under = front.at(across, up)
    smiles = bool(np.isfinite(under).all() and np.ptp(under) < 1.8 * r)
    share = (z - float(body.low[2])) / float(body.size[2])
    cost += (
        3 * abs(depths[0] - depths[1]) / r + 7 * abs(share - FAVOURITE) + 0.5 * abs(gap / r - 1.7)
    )
    cost += OFF * abs(aside) / float(body.size[0])
    return _Place(cost + 4.0 * (not smiles), r, x, z, gap, (depths[0], depths[1]), smiles)


def _smile(x: float, z: float, r: float) -> tuple[F64, F64]:
    line = np.array(SMILE) * r
    return x + line[:, 0], z - BELOW * r + line[:, 1]


def _eye(r: float) -> Sdf:
    """A ball that stands out of the surface, hollowed, a spark left standing (see motifs/_animals).

    A hollow is dark in every light. It lies in the ball alone, so a thin thing is never pierced.
    """
    ball = ellipsoid(1.12 * r, 0.86 * r, 1.25 * r).at(0, 0.08 * r, 0)
    hollow = ellipsoid(0.74 * r, 0.6 * r, 0.86 * r).at(0, -0.86 * r, 0)
    spark = sphere(0.33 * r).at(-0.26 * r, -0.52 * r, 0.34 * r)
    return union(difference(ball, hollow, k=0.2), spark, k=0.15)


def _smiling(solid: Sdf, front: Front, place: _Place, r: float) -> Sdf:
    """A raised line along the surface, over its seams and dents, with a dimple at both ends."""
    across, up = _smile(place.x, place.z, r)
    under = front.at(across, up)
    y = np.minimum(under, np.polyval(np.polyfit(across - place.x, under, 2), across - place.x))
    thick = max(0.62, 0.2 * r)
    line = tube(np.c_[across, y, up], thick)
    ends = [sphere(1.35 * thick).at(across[i], y[i], up[i]) for i in (0, -1)]
    return union(solid, line, *ends, k=0.25)
