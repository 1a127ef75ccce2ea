"""The one noun of the kernel: a solid as a signed distance function, in mm, negative inside.

An `Sdf` is a small expression tree. Leaves are primitives, inner nodes combine them; every node
carries an affine placement that is applied to its points only when a program is compiled, so
moving a solid costs nothing. Each node knows a bounding box and two bounds on how its value
changes per millimetre (both 1 for a true distance): `slope`, the most, makes pruning safe; `rise`,
the least it grows with the distance from the box, tells how far a blend or an offset can reach.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
Field = Callable[[F32], F32]  # (3, n) float32 mm -> (n,) float32 mm
Axis = Literal["x", "y", "z"]
Op = Literal["leaf", "union", "difference", "intersection", "offset", "shell", "add"]
Box = tuple[F64, F64]

EVERYWHERE: Box = (np.full(3, -np.inf), np.full(3, np.inf))


@dataclass(frozen=True, eq=False)
class Sdf:
    """A solid. Build it with the primitives, combine it with the operations, place it by methods.

    `k` is the blend radius of a smooth operation, the distance of an offset or the thickness of a
    shell, in mm. `box` is the (low, high) corner of a bounding box before `matrix` is applied.
    """

    op: Op
    box: Box
    children: tuple[Sdf, ...] = ()
    formula: Field | None = None
    k: float = 0.0
    slope: float = 1.0
    rise: float = 1.0
    matrix: F64 = field(default_factory=lambda: np.eye(4))

    def __call__(self, points: npt.ArrayLike) -> F32:
        """Values at `points` (n, 3) mm, every node evaluated: (n,) float32 mm."""
        from memoreez.sdf.program import Program

        columns = np.ascontiguousarray(np.asarray(points, np.float32).reshape(-1, 3).T)
        return Program.of(self).evaluate(columns)

    # --- placing -------------------------------------------------------------------------

    def placed(self, matrix: F64) -> Sdf:
        """The solid under a 4x4 affine placement (rotation, scale, mirror, stretch, shift)."""
        return replace(self, matrix=matrix @ self.matrix)

    def at(self, x: float = 0, y: float = 0, z: float = 0) -> Sdf:
        """Shifted by (x, y, z) mm."""
        matrix = np.eye(4)
        matrix[:3, 3] = x, y, z
        return self.placed(matrix)

    def turn(self, x: float = 0, y: float = 0, z: float = 0) -> Sdf:
        """Rotated about the origin, in degrees: first about x, then y, then z (right-handed)."""
        return self.placed(rotation("z", z) @ rotation("y", y) @ rotation("x", x))

    def scale(self, factor: float) -> Sdf:
        """Uniformly scaled about the origin; distances stay true."""
        return self.stretch(factor, factor, factor)

    def stretch(self, x: float = 1, y: float = 1, z: float = 1) -> Sdf:
        """Scaled per axis. Values become lower bounds of the distance: blends look wider."""
        return self.placed(np.diag([x, y, z, 1.0]))

    def flip(self, axis: Axis) -> Sdf:
        """Reflected through the origin along `axis`."""
        return self.placed(np.diag([-1.0 if a == axis else 1.0 for a in "xyz"] + [1.0]))

    def turn_to(self, direction: Sequence[float]) -> Sdf:
        """Rotated by the shortest way so that +z points along `direction`."""
        to = np.asarray(direction, float)
        to = to / np.linalg.norm(to)
        tilt = math.degrees(math.acos(float(np.clip(to[2], -1, 1))))
        return self.turn(y=tilt).turn(z=math.degrees(math.atan2(to[1], to[0])))

    # --- combining: sharp by operators, smooth by the functions in `operations` -------------

    def __or__(self, other: Sdf) -> Sdf:
        from memoreez.sdf.operations import union

        return union(self, other)

    def __sub__(self, other: Sdf) -> Sdf:
        from memoreez.sdf.operations import difference

        return difference(self, other)

    def __and__(self, other: Sdf) -> Sdf:
        from memoreez.sdf.operations import intersection

        return intersection(self, other)

    @property
    def bounds(self) -> Box:
        """A box (low, high) in mm that surely holds the solid; loose after rotations."""
        low, high = self.box
        if not (np.isfinite(low).all() and np.isfinite(high).all()):
            return EVERYWHERE
        corners = np.array(np.meshgrid(*zip(low, high, strict=True))).reshape(3, -1)
        placed = self.matrix[:3, :3] @ corners + self.matrix[:3, 3:]
        return placed.min(axis=1), placed.max(axis=1)

    @property
    def placed_rise(self) -> float:
        """`rise` after `matrix`: an uneven stretch lowers it."""
        if self.rise == 0:
            return 0.0
        sizes = np.linalg.svd(self.matrix[:3, :3], compute_uv=False)
        return self.rise * float(sizes.min() / sizes.max())


def rotation(axis: Axis, degrees: float) -> F64:
    """The right-handed 4x4 rotation about a main axis."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    i = "xyz".index(axis)
    j, k = (i + 1) % 3, (i + 2) % 3
    matrix = np.eye(4)
    matrix[j, j], matrix[j, k], matrix[k, j], matrix[k, k] = c, -s, s, c
    return matrix


def leaf(
    formula: Field,
    low: Sequence[float],
    high: Sequence[float],
    slope: float = 1.0,
    rise: float = 1.0,
) -> Sdf:
    """A primitive: its formula in its own coordinates, its box, its slope and rise."""
    box = (np.asarray(low, float), np.asarray(high, float))
    return Sdf("leaf", box, formula=formula, slope=slope, rise=rise)
