"""A small round person of clay: a big head, chunky limbs, posed by a skeleton.

`figure` gives the solid and the joints in millimetres, so that things can be put into the hands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.designs.figure_body import trunk
from memoreez.designs.figure_head import head
from memoreez.designs.figure_limbs import arms, legs
from memoreez.designs.figure_look import Look
from memoreez.designs.figure_pose import Pose, Skeleton
from memoreez.sdf import Sdf, union
from memoreez.sdf.node import F64

MOST_WALL = 4.0  # hundredths of the height; thicker, a face is no longer a face


@dataclass(frozen=True, eq=False)
class Figure:
    """A person standing where the pose says, and where its parts are; all in mm."""

    solid: Sdf
    hands: tuple[F64, F64]  # middles of the right and the left fist, (3,)
    feet: tuple[F64, F64]  # ankles, (3,)
    elbows: tuple[F64, F64]
    knees: tuple[F64, F64]
    head: F64  # (4, 4) frame of the head, its origin in the middle of the skull
    torso: F64  # (4, 4) frame of the trunk, its origin between the hips


def figure(
    look: Look, pose: Pose, height_mm: float, wall_mm: float = 1.2, worn: bool = False
) -> Figure:
    """A person `height_mm` high without hat, when standing, nothing free thinner than `wall_mm`.

    `worn`: a hat comes from outside; the hair lies flat under it.
    """
    unit = height_mm / 100
    skeleton = Skeleton.of(pose)
    wall = min(wall_mm / unit, MOST_WALL)
    body = union(trunk(look).placed(skeleton.torso), legs(look, skeleton), k=0.8)
    body = union(body, arms(look, skeleton), k=0.9)
    solid = union(body, head(look, wall, worn).placed(skeleton.head), k=0.4)
    return Figure(
        solid.scale(unit),
        (skeleton.arms[0].end * unit, skeleton.arms[1].end * unit),
        (skeleton.legs[0].end * unit, skeleton.legs[1].end * unit),
        (skeleton.arms[0].joint * unit, skeleton.arms[1].joint * unit),
        (skeleton.legs[0].joint * unit, skeleton.legs[1].joint * unit),
        _scaled(skeleton.head, unit),
        _scaled(skeleton.torso, unit),
    )


def _scaled(frame: F64, unit: float) -> F64:
    scaled = np.array(frame)
    scaled[:3, 3] *= unit
    return scaled
