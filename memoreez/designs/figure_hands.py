"""Hands: a fist of three fingers and a thumb that closes round a thing, or an open hand."""

from __future__ import annotations

import numpy as np

from memoreez.designs.figure_pose import Grasp, Limb
from memoreez.sdf import Sdf, arc, capsule, curve, ellipsoid, tube, union
from memoreez.sdf.node import F64

FINGER = 1.85  # its radius
KNUCKLES = (-3.1, 0.0, 3.1)


def hand(grasp: Grasp, arm: Limb, side: int) -> Sdf:
    """The hand of a solved arm, in the frame of the whole person."""
    frame = _frame(grasp, arm)
    solid = {"fist": _fist, "open": _open, "rest": _rest}[grasp.style](grasp.radius, side)
    return solid.placed(frame)


def _frame(grasp: Grasp, arm: Limb) -> F64:
    """A (4, 4) frame at the hand.

    A fist has z along the thing, x towards the palm and y away from the elbow; an open hand has z
    along its fingers and -y out of its palm.
    """
    z = _unit(np.array(grasp.axis, float))
    palm = np.array(grasp.palm, float)
    away = arm.end - arm.joint
    matrix = np.eye(4)
    if grasp.style != "fist":
        y = _unit(_across(-palm, z))
        matrix[:3, :3] = np.c_[np.cross(y, z), y, z]
    else:
        x = _unit(_across(palm, z))
        y = np.cross(z, x)
        flip = 1.0 if y @ away >= 0 else -1.0
        matrix[:3, :3] = np.c_[x, y * flip, z * flip]
    matrix[:3, 3] = arm.end
    return matrix


def _across(vector: F64, axis: F64) -> F64:
    """The part of `vector` square to `axis`, or any such vector."""
    rest = vector - axis * (vector @ axis)
    if np.linalg.norm(rest) > 1e-3:
        return rest
    other = np.eye(3)[int(np.abs(axis).argmin())]
    return other - axis * (other @ axis)


def _unit(vector: F64) -> F64:
    return vector / np.linalg.norm(vector)


def _fist(radius: float, side: int) -> Sdf:
    ring = min(max(radius + 0.9, 2.3), 4.4)
    palm = ellipsoid(3.0, 4.2, 5.2).at(ring * 0.62, -0.6, 0)
    fill = capsule((0, 0, -2.0), (0, 0, 2.0), ring - 0.4)
    fingers = [arc(ring, FINGER, 215).at(z=z) for z in KNUCKLES]
    thumb = arc(ring + 0.2, FINGER * 1.02, 150).turn(z=180).at(z=3.4)
    wrist = ellipsoid(3.8, 3.8, 3.9).at(ring * 0.5, -2.4, 0)
    return union(union(palm, fill, wrist, k=1.5), *fingers, thumb, k=0.35)


def _open(radius: float, side: int) -> Sdf:
    palm = ellipsoid(4.2, 2.6, 4.6).at(0, 0, 0.6)
    wrist = ellipsoid(3.5, 3.0, 3.4).at(0, 0, -2.6)
    fingers = [
        capsule((x, 0, 2.5), (x * 1.55, -0.5, 8.0 - abs(x) * 0.25), FINGER * 1.02, FINGER * 0.94)
        for x in (-3.0, 0.0, 3.0)
    ]
    thumb = capsule((2.0 * side, -0.4, -0.6), (-6.6 * side, -1.0, 3.0), FINGER * 1.1, FINGER)
    return union(union(palm, wrist, k=1.5), *fingers, thumb, k=0.5)


def _rest(radius: float, side: int) -> Sdf:
    """A relaxed hand: the fingers together, a little curled towards the palm."""
    palm = ellipsoid(4.0, 2.8, 4.4)
    fingers = [
        tube(curve([(x, 0, 2), (x * 0.95, -0.6, 5.0), (x * 0.85, -2.6, 7.0)], 5), FINGER)
        for x in (-2.7, 0.0, 2.7)
    ]
    thumb = capsule((-2.4 * side, -0.6, -1.0), (-4.4 * side, -2.6, 3.2), FINGER * 1.1, FINGER)
    return union(palm, *fingers, thumb, k=0.5)
