"""A motif at its size and place in a composition, with its measured box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.sizes import SIZES
from memoreez.motifs import Motif, Spot, load
from memoreez.sdf import Sdf, extent
from memoreez.sdf.node import F64

WALL_MM = 1.2  # nothing thinner in the finished keepsake; see docs/printing.md
MOST_WALL_MM = 4.0  # in a motif's own mm: beyond it a motif is no longer recognisable


@dataclass(frozen=True, eq=False)
class Piece:
    """A placed motif: `solid` in world mm, its tight box, and the scale from its own mm."""

    motif: Motif
    solid: Sdf
    low: F64  # (3,) mm
    high: F64  # (3,) mm
    scale: float

    @property
    def size(self) -> F64:
        return self.high - self.low

    @property
    def top(self) -> float:
        return float(self.high[2])

    @property
    def radius(self) -> float:
        """Half the diagonal of its plan, a little less: things are rounder than their boxes."""
        return float(np.hypot(*self.size[:2]) / 2 * 0.88)

    @property
    def middle(self) -> F64:
        return (self.low + self.high) / 2

    def at(self, x: float, y: float, z: float = 0.0) -> Piece:
        """Its footprint's middle moved to (x, y), its lowest point to z."""
        shift = np.array([x, y, z]) - [*self.middle[:2], self.low[2]]
        return self.moved(*shift)

    def moved(self, x: float, y: float, z: float) -> Piece:
        """Shifted by (x, y, z) mm."""
        shift = np.array([x, y, z])
        return replace(
            self, solid=self.solid.at(x, y, z), low=self.low + shift, high=self.high + shift
        )

    def turned(self, degrees: float) -> Piece:
        """Turned about the vertical through its middle; the box is kept, as if it were round."""
        x, y = self.middle[:2]
        return replace(self, solid=self.solid.at(-x, -y).turn(z=degrees).at(x, y))

    def profile(self) -> Piece:
        """Turned by a quarter, so that its left side looks to the front."""
        x, y = self.middle[:2]
        half = np.array([self.size[1] / 2, self.size[0] / 2])
        low, high = self.low.copy(), self.high.copy()
        low[:2], high[:2] = np.array([x, y]) - half, np.array([x, y]) + half
        solid = self.solid.at(-x, -y).turn(z=90).at(x, y)
        return replace(self, solid=solid, low=low, high=high)

    def scaled(self, factor: float) -> Piece:
        """Larger or smaller about the origin."""
        return replace(
            self,
            solid=self.solid.scale(factor),
            low=self.low * factor,
            high=self.high * factor,
            scale=self.scale * factor,
        )

    def spot(self, spot: Spot) -> Spot:
        """A seat or mouth of the motif in world mm (for pieces that were not turned)."""
        x, y, z, r = spot
        origin = self.low - self.own_low
        s = self.scale
        return (origin[0] + x * s, origin[1] + y * s, origin[2] + z * s, r * s)

    @property
    def own_low(self) -> F64:
        """The low corner before it was moved, scaled."""
        return measured(self.motif.name, self.pose)[0] * self.scale

    pose: str = ""
    label: str = ""


@lru_cache(maxsize=256)
def measured(name: str, pose: str) -> tuple[F64, F64]:
    """The tight box of a motif in its own mm: looked up, or measured if it is new."""
    if (name, pose) in SIZES:
        low, high = SIZES[name, pose]
        return np.array(low), np.array(high)
    return measure(name, pose)


def measure(name: str, pose: str) -> tuple[F64, F64]:
    """The tight box of a motif in its own mm, to a tenth. A label changes nothing of it."""
    return extent(load(name).build(wall=1.4, pose=pose), 0.8)


def piece(
    element: Element, *, pose: str | None = None, height: float = 0, width: float = 0
) -> Piece:
    """A motif as high as `height` mm, or with its largest extent `width` mm, standing on z = 0."""
    motif = load(element.motif)
    pose = pose if pose in motif.poses else motif.poses[0]
    low, high = measured(motif.name, pose)
    scale = height / (high[2] - low[2]) if height else width / float((high - low).max())
    wall = min(WALL_MM / scale, MOST_WALL_MM)
    solid = motif.build(wall=wall, pose=pose, label=element.label).scale(scale)
    return Piece(motif, solid, low * scale, high * scale, scale, pose, element.label)


def within(element: Element, width: float, height: float, pose: str | None = None) -> Piece:
    """A motif as large as fits into `width` (plan diagonal aside) and `height` mm."""
    motif = load(element.motif)
    pose = pose if pose in motif.poses else motif.poses[0]
    low, high = measured(motif.name, pose)
    size = high - low
    tall = min(height, width / float(max(size[0], size[1] * 0.8)) * float(size[2]))
    return piece(element, pose=pose, height=tall)
