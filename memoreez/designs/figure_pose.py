"""Where the joints of a person are: poses, and the skeleton that follows from one.

All lengths are hundredths of the person's height, the feet at z = 0, the face towards -y; the
person's left is +x. Arms and legs have two bones: their middle joints follow from the ends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from memoreez.sdf.node import F64, rotation

Point = tuple[float, float, float]
UPPER_ARM, FOREARM = 13.5, 13.0
THIGH, SHIN = 12.6, 12.4
ANKLE = 5.0  # of the ankle above the sole
SHOULDER: Point = (12.0, 0.5, 23.6)  # of the left one from the hips
HIP: Point = (6.4, 0.0, -1.5)
HEAD: Point = (0.0, -0.8, 48.8)  # the middle of the skull from the hips
MOST_STRETCH = 1.35  # clay arms give a little, so that a hand does reach its thing


@dataclass(frozen=True)
class Grasp:
    """A hand: where its fist is, what it closes round, and which way the elbow points."""

    at: Point
    axis: Point = (0.0, -1.0, 0.15)  # along the thing that the fingers close round
    palm: Point = (1.0, 0.0, 0.0)  # from the thing to the palm, for a left hand
    radius: float = 1.6  # of the thing
    style: Literal["fist", "open", "rest"] = "fist"
    elbow: Point = (0.8, 0.45, -0.7)  # for a left arm; x is mirrored for the right one


@dataclass(frozen=True)
class Foot:
    """A sole's middle below the ankle; `toe_out` and `pitch` (toes up) in degrees."""

    at: Point
    toe_out: float = 14.0
    pitch: float = 0.0


@dataclass(frozen=True)
class Pose:
    """Hands and feet are for the right and the left side; angles in degrees."""

    right: Grasp
    left: Grasp
    right_foot: Foot = Foot((-7.8, 0.5, 0.0))
    left_foot: Foot = Foot((7.8, 0.5, 0.0))
    hips: Point = (0.0, 0.0, 30.0)
    lean: Point = (0.0, 0.0, 0.0)  # forwards, to the left, turned to the left
    head: Point = (0.0, 0.0, 0.0)  # down, to the left shoulder, turned to the left
    knees: float = 0.25  # how far the knees spread; 0 points them straight ahead


@dataclass(frozen=True, eq=False)
class Limb:
    """Three joints (3,) and how far its bones were stretched to reach the end."""

    root: F64
    joint: F64
    end: F64
    stretch: float


@dataclass(frozen=True, eq=False)
class Skeleton:
    """Joints and frames that a pose gives; index 0 is the right side, 1 the left."""

    pose: Pose
    torso: F64  # (4, 4), its origin at the hips
    head: F64  # (4, 4), its origin in the middle of the skull
    arms: tuple[Limb, Limb]
    legs: tuple[Limb, Limb]

    @classmethod
    def of(cls, pose: Pose) -> Skeleton:
        """Solve the arms and legs of `pose`."""
        torso = moved(pose.hips) @ turned(pose.lean)
        head = torso @ moved(HEAD) @ turned(pose.head)
        arms = (_arm(pose, torso, -1), _arm(pose, torso, 1))
        legs = (_leg(pose, torso, -1), _leg(pose, torso, 1))
        return cls(pose, torso, head, arms, legs)


def turned(angles: Point) -> F64:
    """Forwards, to the left and turned to the left, in degrees: a (4, 4) rotation."""
    forwards, left, turn = angles
    return rotation("z", turn) @ rotation("y", left) @ rotation("x", forwards)


def moved(to: Point | F64) -> F64:
    """A (4, 4) shift."""
    matrix = np.eye(4)
    matrix[:3, 3] = to
    return matrix


def bent(root: F64, end: F64, bones: tuple[float, float], pole: F64) -> Limb:
    """Two bones from `root` to `end`, the joint on the side of `pole`, by the law of cosines.

    Exact within reach. Beyond it the bones stretch, up to MOST_STRETCH, and then stop short.
    """
    a, b = bones
    gap = end - root
    distance = max(float(np.linalg.norm(gap)), 1e-6)
    along = gap / distance
    stretch = float(np.clip(distance / (0.995 * (a + b)), 1.0, MOST_STRETCH))
    a, b = a * stretch, b * stretch
    distance = float(np.clip(distance, abs(a - b) + 1e-3, a + b))
    x = (a * a - b * b + distance * distance) / (2 * distance)
    side = pole - along * (pole @ along)
    side = side / max(float(np.linalg.norm(side)), 1e-6)
    joint = root + along * x + side * math.sqrt(max(a * a - x * x, 0.0))
    return Limb(root, joint, root + along * distance, stretch)


def _arm(pose: Pose, torso: F64, side: int) -> Limb:
    grasp = pose.left if side > 0 else pose.right
    shoulder = (torso @ [SHOULDER[0] * side, SHOULDER[1], SHOULDER[2], 1])[:3]
    pole = torso[:3, :3] @ (np.array(grasp.elbow) * (side, 1, 1))
    return bent(shoulder, np.array(grasp.at, float), (UPPER_ARM, FOREARM), pole)


def _leg(pose: Pose, torso: F64, side: int) -> Limb:
    foot = pose.left_foot if side > 0 else pose.right_foot
    hip = (torso @ [HIP[0] * side, HIP[1], HIP[2], 1])[:3]
    ankle = np.array(foot.at, float) + (0, 0, ANKLE)
    return bent(hip, ankle, (THIGH, SHIN), np.array([side * pose.knees, -1.0, 0.35]))
