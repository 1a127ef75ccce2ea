"""A baseball glove with a stitched ball in its pocket on home plate, a bat behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    intersection,
    revolve,
    rough,
    sphere,
    torus,
    tube,
    union,
)

BALL = 10.0  # radius, mm
LONG = 71.0  # of the bat
Path = npt.NDArray[np.float64]


@motif(
    "sport",
    en="baseball, baseballs, softball, softballs, baseball player, playing baseball, baseball bat, "
    "baseball bats, baseball glove, baseball gloves, catcher's mitt, pitcher, pitchers, catcher, "
    "home run, home runs, batting cage, infielder, outfielder, shortstop, bat and ball, "
    "little league, t-ball",
    de="Baseball, Baseballs, Baseballspieler, Baseballspielerin, Baseball spielen, "
    "Baseballschläger, Baseballhandschuh, Baseballhandschuhe, Fanghandschuh, Softball, Pitcher, "
    "Homerun, Homeruns, Baseballverein, Baseballmannschaft, Baseballfan",
    fr="baseball, base-ball, joueur de baseball, joueuse de baseball, jouer au baseball, "
    "balle de baseball, balles de baseball, batte de baseball, battes de baseball, "
    "gant de baseball, gants de baseball, softball, lanceur de baseball, coup de circuit, "
    "coups de circuit, match de baseball",
    es="béisbol, beisbol, beisbolista, beisbolistas, pelotero, peloteros, jugar al béisbol, "
    "pelota de béisbol, pelotas de béisbol, bate de béisbol, bates de béisbol, "
    "guante de béisbol, guantes de béisbol, sóftbol, softbol, jonrón, jonrones, "
    "lanzador de béisbol, partido de béisbol",
    hold="raise",
    to_person=0.42,
    grip=(0, 0, -22),
    poses=("stand", "held"),
)
def baseball(wall: float = 1.2, pose: str = "stand") -> Sdf:
    bat = _bat(wall)
    if pose == "held":
        return bat.at(z=-LONG / 2)
    glove = union(_glove(wall), _ball().turn(y=112).at(-1.5, -8.4, 21.0), k=0.3)
    glove = glove.scale(0.87).turn(x=-9, y=-5).at(-1.6, -2.0, 3.8)
    leaning = bat.turn(x=4).turn(y=42.5).at(-22.0, 10.4, 3.2)
    return floor(union(_ground(), glove, leaning, k=0.5).at(0.4, -1.5, 0))


def _front(solid: Sdf, spots: Sequence[tuple[float, float]], n: int = 15) -> Path:
    """A smooth line over what is seen of `solid` from the front at these (x, z): (n, 3) mm."""
    path = curve([(x, -30, z) for x, z in spots], n)
    for _ in range(40):
        path[:, 1] += 0.9 * solid(path)
    return path


def _ball() -> Sdf:
    """Two arcs of the endless seam to -y, its red stitches standing out beside the groove."""
    a, b = 0.74 * BALL, 0.26 * BALL
    t = np.linspace(0, 2 * math.pi, 97)
    seam = np.c_[
        a * np.cos(t) + b * np.cos(3 * t),
        a * np.sin(t) - b * np.sin(3 * t),
        2 * math.sqrt(a * b) * np.sin(2 * t),
    ]
    stitches = []
    for i in range(1, 96, 3):
        out = seam[i] / BALL
        along = seam[i + 1] - seam[i - 1]
        along = along / np.linalg.norm(along)
        for side in (np.cross(out, along), np.cross(along, out)):
            near, far = seam[i] + 0.75 * side, seam[i] + 2.0 * side + 0.9 * along
            ends = [p / np.linalg.norm(p) * (BALL + 0.05) for p in (near, far)]
            stitches.append(capsule(ends[0].tolist(), ends[1].tolist(), 0.5))
    leather = difference(sphere(BALL), tube(seam, 0.5), k=0.4)
    return union(leather, *stitches, k=0.2).turn(z=45).turn(x=90)


def _bat(wall: float) -> Sdf:
    """Upright, its knob at the origin: a wound grip, a ring, a barrel."""
    thin = max(2.1, wall / 2)
    profile = curve([(thin, 2), (thin, 18), (2.9, 29), (4.6, 42), (5.9, 53), (6.2, 64)], 54)
    bow = np.radians(np.arange(6, 90, 6))
    top = [(6.2 * math.cos(t) ** 0.8, 64.6 + 6.4 * math.sin(t)) for t in bow] + [(0, 71.0)]
    core = revolve([(0, 0), (thin, 0), *[(float(r), float(z)) for r, z in profile], *top])
    knob = union(torus(1.6 + 0.5 * thin, 1.7).at(z=1.8), cylinder(3.2, 3.4, round=1).at(z=1.7))
    t = np.linspace(0, 6.5 * 2 * math.pi, 92)
    wound = np.c_[thin * np.cos(t), thin * np.sin(t), 4.2 + 15 * t / t[-1]]
    ring = torus(thin + 0.4, 0.6).at(z=20.6)
    return union(core, knob, tube(wound, 0.8), ring, k=0.3)


def _fingers() -> list[Sdf]:
    """The thumb at the left, then four fingers whose tips come forward."""
    ways = (
        [(-10, 1, 10), (-20, 0.5, 16.5), (-25.0, -3.0, 26), (-24.6, -8.0, 35)],
        [(-4, 2, 20), (-8.6, 3.6, 33), (-10.6, 1.6, 42), (-11.0, -4.0, 48)],
        [(2, 2, 20), (1.4, 4.0, 35), (0.8, 2.0, 44), (0.4, -4.0, 50)],
        [(8, 2, 19), (10.8, 3.8, 33), (11.8, 1.6, 41.4), (11.6, -4.0, 47)],
        [(13, 1, 16), (19.0, 2.0, 27), (22.0, -0.4, 34.6), (21.8, -5.4, 40)],
    )
    return [tube(curve(way, 14), [6.2, 6.2, 5.8, 4.4]) for way in ways]


def _glove(wall: float) -> Sdf:
    """Upright on its heel, the pocket to -y."""
    palm = union(
        ellipsoid(17.5, 8.5, 14.5).at(1, 2, 17.5),
        capsule((-8, 1.5, 6.5), (9.5, 1.5, 6.5), 8.0),
        k=5,
    )
    backs = [capsule((x, 9.4, 9), (1.5 * x, 10.4, 22), 0.5) for x in (-5, 1, 7)]
    hand = difference(union(palm, *_fingers(), k=0.9), *backs, k=0.4)
    pocket = ellipsoid(14, 10, 14).at(-3.0, -9.6, 22.5)
    hand = union(difference(hand, pocket, k=3.0), _web(wall), k=0.6)
    r = max(0.75, 0.36 * wall)
    heel = _front(
        hand, [(-14.4, 10.4), (-11, 6.6), (-4, 4.6), (5, 4.6), (12.5, 6.8), (15, 11.0)], 25
    )
    roll = tube(heel + (0, 0.4, 0), [1.2, 2.0, 2.1, 2.0, 1.2])
    lace = []
    for i in range(3, 22, 3):
        across = heel[i + 1] - heel[i - 1]
        side = np.cross(across / np.linalg.norm(across), (0, -1, 0)) * 2.1
        ends = [heel[i] + s * side + (s * 0.4, -0.5 - 0.7 * s * s, 0) for s in (-1, 0, 1)]
        lace.append(tube(ends, r))
    tips = [(-11, 41), (-5, 42), (1, 42.6), (6, 41.6), (12, 40), (17, 36.4), (22, 34)]
    thong = tube(_front(hand, tips, 31), r)
    strap = tube(curve([(-15, 4, 10), (-6, 10.2, 9), (3, 10.8, 8.6), (12, 8.4, 9.4)], 14), 2.2)
    button = sphere(2.6).stretch(y=0.7).at(3, 12.4, 8.6)
    return union(hand, strap, button, roll, *lace, thong, k=0.3)


def _web(wall: float) -> Sdf:
    """Between thumb and forefinger: a plate with crossed straps."""
    thick = max(3.0, wall)
    corners = [(-16, 20), (-23, 27), (-24.5, 35), (-18.5, 41.5), (-11, 45.5), (-7, 36), (-8, 24)]
    plate = extrude(corners, height=thick, round=1.0)
    straps = [
        capsule((-22 + 5.0 * i, 16, z), (-12 + 5.0 * i, 52, z), 1.25)
        for i in range(-2, 4) for z in (-thick / 2, thick / 2)
    ]  # fmt: skip
    straps += [
        capsule((-26, 24 + 5.4 * i, z), (-2, 29 + 5.4 * i, z), 1.25)
        for i in range(5) for z in (-thick / 2, thick / 2)
    ]  # fmt: skip
    lattice = intersection(union(*straps), grow(plate, 0.9))
    edge = tube(curve([(-24.5, 34, 0), (-18.5, 42, 0), (-11, 46.4, 0)], 9), max(1.9, wall / 2))
    return union(plate, lattice, edge, k=0.2).turn(x=96).at(0, -0.6, 0)


def _ground() -> Sdf:
    """Home plate, its point to -y, in a low heap of sand."""
    sand = rough(ellipsoid(28, 23, 4.4).at(0, 0, 0.2), 0.35, 5, seed=4)
    outline = [(0, -22), (15, -9), (15, 10), (-15, 10), (-15, -9)]
    plate = extrude(outline, height=5.2, round=1.0).at(z=2.4)
    line = tube([(x, y, 5.0) for x, y in [*outline, outline[0]]], 0.55).stretch(0.84, 0.84)
    return difference(union(sand, plate, k=0.3), line.at(0, -0.9, 0.1), k=0.3)
