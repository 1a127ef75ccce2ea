"""Riding on a thing, or standing on top of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from memoreez.designs.character_cast import Cast
from memoreez.designs.character_props import Prop, prop, width_of
from memoreez.designs.figure_pose import Pose
from memoreez.designs.figure_surface import tops
from memoreez.designs.pieces import measured
from memoreez.motifs import load
from memoreez.sdf import Sdf, capsule, cone, difference, torus, union
from memoreez.sdf.node import F64, rotation

MOST_RIDDEN = (105.0, 80.0, 95.0)
MOST_STOOD_ON = (100.0, 80.0, 62.0)
SITS = 5.5  # the hips above a saddle


@dataclass(frozen=True, eq=False)
class Seat:
    """Where the person goes, hundredths, and the solids that carry them."""

    frame: F64  # (4, 4)
    solids: tuple[Sdf, ...] = ()

    def place(self, person: Sdf) -> Sdf:
        return person.placed(self.frame)


def seat_height(parts: Cast) -> float:
    """How much higher the person is than on the ground, hundredths, before anything is built."""
    if not parts.mount:
        return 0.0
    element, hold = parts.mount
    motif = load(element.motif)
    most = MOST_RIDDEN if hold == "ride" else MOST_STOOD_ON
    low, high = measured(motif.name, motif.poses[0])
    scale = width_of(element, most, "") / float((high - low).max())
    if hold == "ride":
        z = motif.seat[2] if motif.seat else float(high[2]) * 0.6
        return z * scale + SITS - 30
    return float(high[2] - low[2]) * scale - 4


def mounted(parts: Cast, pose: Pose, unit: float) -> Seat:
    """The mount with the person's frame on it; on the bare ground the frame is the identity."""
    if not parts.mount:
        return Seat(np.eye(4))
    element, hold = parts.mount
    if hold == "ride":
        return _astride(prop(element, width_of(element, MOST_RIDDEN, ""), unit, ""), pose)
    return _atop(prop(element, width_of(element, MOST_STOOD_ON, ""), unit, ""), pose)


def _astride(mount: Prop, pose: Pose) -> Seat:
    spot = mount.motif.seat
    x, y, z = (c * mount.scale for c in spot[:3]) if spot else (0.0, 0.0, 0.6 * mount.high[2])
    frame = rotation("z", _heading(mount, (x, y, z)))
    saddle = np.array([x, y, z + SITS])
    frame[:3, 3] = saddle - frame[:3, :3] @ np.array(pose.hips)
    return Seat(frame, (mount.solid,))


def _heading(mount: Prop, seat: tuple[float, float, float]) -> float:
    """The way a mount walks, from its length in plan just under the seat: 0 is -y, 90 is +x."""
    n = 41
    xs = np.linspace(mount.low[0], mount.high[0], n)
    ys = np.linspace(mount.low[1], mount.high[1], n)
    grid = np.array([[x, y, seat[2] * 0.8] for x in xs for y in ys])
    inside = grid[mount.solid(grid) < 0][:, :2]
    if len(inside) < 8:
        return 0.0
    spread = np.cov((inside - inside.mean(axis=0)).T)
    along = np.linalg.eigh(spread)[1][:, 1]
    if along[0] < 0:
        along = -along
    return math.degrees(math.atan2(along[0], -along[1]))


def _atop(ground: Prop, pose: Pose) -> Seat:
    """Both soles as high up as they find room, on a ledge that widens towards them."""
    solid = ground.solid
    feet = [np.array(foot.at[:2]) for foot in (pose.right_foot, pose.left_foot)]
    xs, ys = np.meshgrid(np.linspace(-12, 12, 9), np.linspace(-9, 15, 9))
    shifts = np.c_[xs.ravel(), ys.ravel()]
    lower = np.minimum(*(tops(solid, shifts + foot, ground.high[2] + 1) for foot in feet))
    best, where = float(lower.max()), shifts[int(lower.argmax())]
    frame = np.eye(4)
    frame[:3, 3] = where[0], where[1], best - 0.8
    middle = (feet[0] + feet[1]) / 2 + where
    wide = abs(feet[1][0] - feet[0][0]) / 2 + 6.6
    ledge = cone(wide * 0.35, wide, 16, round=3.0).stretch(1, 10.0 / wide, 1)
    ledge = ledge.at(middle[0], middle[1] - 3.0, best - 8.0)
    return Seat(frame, (union(solid, ledge, k=3.0),))


def stump() -> Sdf:
    """A sawn tree stump to sit on: bark in ridges, roots, rings on the cut."""
    trunk = cone(12.5, 11.0, 14.6, round=1.0).at(z=7.0)
    ridges = []
    for i in range(15):
        a = 2 * math.pi * (i + 0.3 * math.sin(5.0 * i)) / 15
        c, s = math.cos(a), math.sin(a)
        ridges.append(capsule((13.2 * c, 13.2 * s, 0), (11.4 * c, 11.4 * s, 13.0), 2.0, 1.1))
    roots = []
    for a in (0.5, 2.2, 3.7, 5.6):
        c, s = math.cos(a), math.sin(a)
        roots.append(capsule((10 * c, 10 * s, 3.5), (15.5 * c, 15.5 * s, 0.5), 3.4, 2.0))
    rings = [torus(r, 0.7).at(z=14.3) for r in (3.5, 7.0)]
    return difference(union(trunk, *ridges, *roots, k=1.4), *rings, k=0.4).at(y=7.0)
