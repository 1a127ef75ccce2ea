"""A basketball dropping through a hoop; the knotted net below it is the stand."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    arc,
    around,
    curve,
    difference,
    half_space,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

F64 = npt.NDArray[np.float64]
RADIUS = 20.0
RIM = 25.0  # height of the hoop
NET = [(0.0, 12.6), (3.0, 11.8), (8.0, 12.0), (16.0, 15.4), (RIM, 20.0)]  # height, radius


@motif(
    "sport",
    en="basketball, basketballs, basketball player, hoops, shooting hoops, playing "
    "basketball, hoop, slam dunk, dunk, dunking, point guard, streetball, three-pointer, "
    "free throw, basket ball, layup, b-ball, nothing but net, march madness",
    de="Basketball, Basketbälle, Basketballer, Basketballerin, Basketball spielen, Körbe "
    "werfen, Basketballkorb, Korbwurf, Korbleger, Streetball, Dunk, Freiwurf, Dreier, "
    "Basketballspieler, Basketballverein",
    fr="basket, basketball, ballon de basket, basketteur, basketteuse, jouer au basket, "
    "panier de basket, dunk, lancer franc, streetball, tir à trois points, match de "
    "basket, basket-ball, marquer un panier",
    es="baloncesto, básquet, básquetbol, pelota de baloncesto, baloncestista, jugar al "
    "baloncesto, canasta, encestar, mate, triple, tiro libre, basquetbolista, balón de "
    "baloncesto, basketball",
    hold="front",
    to_person=0.25,
    poses=("stand", "held"),
)
def basketball(wall: float = 1.2, pose: str = "stand") -> Sdf:
    ball = _ball()
    if pose == "held":
        return ball
    dropping = ball.turn(x=-12, y=16, z=-14).at(z=RIM + 7)
    return union(dropping, _hoop(wall), k=0.4) & half_space((0, 0, -1))


def _ball() -> Sdf:
    ring = arc(RADIUS, 0.85, 359.9)
    sides = [tube(_side(s), 0.85) for s in (1, -1)]
    return difference(sphere(RADIUS), ring, ring.turn(y=90), *sides, k=0.6)


def _side(sign: int) -> F64:
    """A seam round the left or right end, closest to the middle at the equator: (49, 3) mm."""
    t = np.linspace(0, 2 * math.pi, 49)
    tilt = np.radians(52 + 13 * np.cos(2 * t))  # angle from the x axis
    around_x = np.sin(tilt)
    path = np.c_[sign * np.cos(tilt), around_x * np.cos(t), around_x * np.sin(t)]
    return np.asarray(RADIUS * path, np.float64)


def _hoop(wall: float) -> Sdf:
    """A steel rim with hooks, and a net: a solid with knotted cords in relief."""
    cord = max(0.95, wall * 0.4)
    heights, radii = zip(*NET, strict=True)
    z = np.linspace(0, RIM, 15)
    smooth = np.asarray(curve(NET, 40))
    profile = np.interp(z, smooth[:, 0], smooth[:, 1])
    solid = revolve([(0, 0), *zip(profile.tolist(), z.tolist(), strict=True), (0, RIM)])
    n = 10 if cord < 1.4 else 6
    t = np.radians(360 / n) * z / RIM * 1.5
    r = profile + 0.35
    path = np.c_[r * np.cos(t), r * np.sin(t), z]
    left = around(tube(path, cord), n)
    knots = _knots(profile, z, n, cord)
    rim = torus(radii[-1] + 0.8, max(1.9, wall / 2)).at(z=heights[-1])
    hooks = around(sphere(1.5).stretch(1, 1, 1.5).at(radii[-1] + 0.9, 0, RIM - 1.9), 2 * n)
    foot = torus(radii[0] + 0.2, 1.7).at(z=0.9)
    net = union(solid, left, left.flip("y"), knots, foot, k=0.5)
    return union(net, rim, hooks, k=0.5)


def _knots(
    profile: F64,
    z: F64,
    n: int,
    cord: float,
) -> Sdf:
    """Where two cords cross: every half step of n cords that climb 1.5 steps."""
    beads = []
    for row in range(1, 3):
        high = row * RIM / 3
        r = float(np.interp(high, z, profile))
        beads.append(around(sphere(cord * 1.55).at(r, 0, high).turn(z=row * 180 / n), n))
    return union(*beads)
