"""Things in a person's measure: hundredths of the height, as the figure itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.figure_look import Look
from memoreez.designs.figure_pose import Point, Pose
from memoreez.designs.pieces import measured, piece
from memoreez.motifs import Motif, load
from memoreez.sdf import Sdf
from memoreez.sdf.node import F64


@dataclass(frozen=True, eq=False)
class Prop:
    """A motif in its own place, and where a hand takes it."""

    motif: Motif
    solid: Sdf
    low: F64  # (3,)
    high: F64  # (3,)
    grip: F64  # (3,)
    scale: float  # from the motif's own mm

    @property
    def size(self) -> F64:
        return self.high - self.low

    @property
    def middle(self) -> F64:
        return (self.low + self.high) / 2


@dataclass(frozen=True, eq=False)
class Body:
    """What the holding of things has to know about a person."""

    look: Look
    pose: Pose
    belly: float  # the y of the foremost point of the trunk, from the hips

    def at(self, point: Point) -> F64:
        """A place beside the upright trunk, as if the hips were at z = 30, wherever they are."""
        return np.array(point, float) + self.pose.hips - (0, 0, 30)


def prop(element: Element, width: float, unit: float, pose: str) -> Prop:
    """A motif whose largest extent is `width` hundredths; `unit` is the mm of one hundredth."""
    one = piece(element, pose=pose, width=width * unit)
    scale = one.scale / unit
    grip = np.array(one.motif.grip, float) * scale
    low, high = one.low / unit, one.high / unit
    return Prop(one.motif, one.solid.scale(1 / unit), low, high, grip, scale)


def width_of(element: Element, most: Point, pose: str, least: float = 0.0) -> float:
    """The wanted largest extent, at least `least`, less where the box would exceed `most`."""
    motif = load(element.motif)
    pose = pose if pose in motif.poses else motif.poses[0]
    low, high = measured(motif.name, pose)
    size = (high - low) / float((high - low).max())
    limit = min(m / s for m, s in zip(most, size, strict=True))
    return min(max(100 * motif.to_person, least), limit)
