"""Which side of a surface a point lies on, asked by lines along the axes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Floats, Ints, unfold

SLANT = (0.4142135e-6, 0.7320508e-6)  # lines lean by so much: they miss corners and sides


@dataclass(frozen=True, eq=False)
class Sides:
    """Triangles and the boxes round them."""

    corners: Floats  # (m, 3, 3) mm
    low: Floats  # (m, 3)
    high: Floats  # (m, 3)

    @classmethod
    def of(cls, mesh: Mesh) -> Sides:
        """All triangles of `mesh`."""
        corners = unfold(mesh).corners
        a, b, c = (corners[:, i] for i in range(3))
        low, high = np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)
        return cls(corners, low, high)

    def depth(self, point: Floats, signs: Ints) -> int:
        """How often closed pieces go round `point`, along three lines; the middle one counts.

        `signs` (m,) are 1 for triangles that count, 0 for others, -1 for those to be turned.
        """
        return sorted(max(self.along(point, axis, signs), key=abs) for axis in range(3))[1]

    def along(self, point: Floats, axis: int, signs: Ints) -> tuple[int, int]:
        """How often a line leaves the solid, less how often it enters it.

        Upwards along `axis` from the point, then downwards from it.
        """
        first, second = (axis + 1) % 3, (axis + 2) % 3
        near = np.flatnonzero(
            (self.low[:, first] <= point[first])
            & (self.high[:, first] >= point[first])
            & (self.low[:, second] <= point[second])
            & (self.high[:, second] >= point[second])
            & (signs != 0)
        )
        arms = self.corners[near] - point
        x = arms[:, :, first] - SLANT[0] * arms[:, :, axis]
        y = arms[:, :, second] - SLANT[1] * arms[:, :, axis]
        sides = x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)
        hit = (sides > 0).all(axis=1) | (sides < 0).all(axis=1)
        weights = np.roll(sides[hit], -1, axis=1) / sides[hit].sum(axis=1, keepdims=True)
        far = np.einsum("ij,ij->i", weights, arms[hit][:, :, axis])
        leaving = np.where(sides[hit, 0] > 0, 1, -1) * signs[near[hit]]
        return int(leaving[far > 0].sum()), int(-leaving[far < 0].sum())
