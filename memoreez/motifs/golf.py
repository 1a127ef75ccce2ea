"""A green with a flag in its hole, a driver leaning on the pole, a dimpled ball on a tall tee."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    loop,
    rough,
    sphere,
    torus,
    union,
)

POLE = (6.0, 6.0)
TOP = 61.0
BALL = 9.6


@motif(
    "sport",
    en="golf, golfer, golfing, golf ball, golf club, golf clubs, playing golf, golf course, "
    "putting, putter, golf tee, hole in one, driving range, fairway, minigolf, mini golf, round of "
    "golf, caddie, tee time, crazy golf, teeing off, nine iron, birdie",
    de="Golf, Golfer, Golferin, Golfball, Golfschläger, Golf spielen, Golfplatz, Golfen, "
    "Minigolf, Putten, Abschlag, Loch, Handicap, Golfspieler, Platzreife, Golfclub, "
    "Hole-in-one",
    fr="golf, golfeur, golfeuse, balle de golf, club de golf, jouer au golf, parcours de "
    "golf, minigolf, putting, trou en un, green, terrain de golf, faire du golf, handicap",
    es="golf, golfista, pelota de golf, palo de golf, jugar al golf, campo de golf, "
    "minigolf, hoyo, hoyo en uno, palos de golf, putter, green, golfear, bola de golf",
    to_person=0.45,
)
def golf(wall: float = 1.2, pose: str = "stand") -> Sdf:
    scene = union(_green(), _flag(wall), _club(wall), k=0.5)
    ball = _ball().turn(x=20, y=14).at(-3.6, -9.4, 19.6)
    return union(scene, _tee(), ball, k=0.3) & half_space((0, 0, -1))


def _green() -> Sdf:
    """A kidney-shaped lawn with a fringe of longer grass at the back."""
    outline = loop(
        [
            (-22, -6),
            (-14, -15),
            (0, -18),
            (14, -14),
            (21, -3),
            (20, 9),
            (9, 15),
            (-4, 12),
            (-16, 12),
            (-23, 4),
        ],
        64,
    )
    lawn = rough(extrude(outline, height=9, round=3.4).at(z=0.2), 0.22, 2.6, seed=5)
    blades = []
    for i in range(26):
        x = -17 + 1.36 * i
        y = 9.6 + 2.6 * math.sin(i * 0.52 + 3.4) + 1.2 * math.sin(i * 2.9)
        blades.append(
            capsule(
                (x, y, 3),
                (x + 1.1 * math.sin(i * 2.1), y + 0.8, 9.0 + 1.8 * math.sin(i * 4.3)),
                1.35,
                0.75,
            )
        )
    cup = cylinder(4.6, 24).at(*POLE, 14.0)
    rim = torus(4.7, 0.6).at(*POLE, 4.5)
    return union(difference(union(lawn, *blades, k=0.5), cup, k=0.5), rim)


def _flag(wall: float) -> Sdf:
    """A pole with a knob and a waving pennant to the left."""
    r = max(1.45, wall / 2)
    x, y = POLE
    pole = union(
        capsule((x, y, 1), (x, y, TOP - 2), r),
        sphere(r + 0.9).at(x, y, TOP - 1.6),
        cone(2.9, r, 5).at(x, y, 4.4),
        k=0.4,
    )
    thick = max(1.5, wall)
    top = curve([(0, 0), (6, 1.6), (12, -0.8), (19, 0.6)], 20)
    sheet = extrude(
        [
            *(top + np.array([0, thick / 2])).tolist(),
            *(top - np.array([0, thick / 2]))[::-1].tolist(),
        ],
        height=30,
    )
    shape = extrude(
        loop([(-1, 6.6), (9, 4.4), (18.6, 0.2), (18.6, -0.8), (9, -5.2), (-1, -7.2)], 60),
        height=20,
        round=0.4,
    )
    cloth = intersection(sheet, shape.turn(x=90), k=0.5)
    one = union(
        capsule((4.6, 0, -2.4), (4.6, 0, 2.4), 0.8), capsule((3.2, 0, 1.2), (4.6, 0, 2.4), 0.75)
    ).at(y=0.15)
    banner = union(cloth, one, one.at(y=1.7), k=0.2)
    return union(pole, banner.at(x, y, TOP - 11.4), k=0.5)


def _ball() -> Sdf:
    """Dimples on a golden spiral over the sphere."""
    n = 110
    dimples = []
    for i in range(n):
        z = 1 - 2 * (i + 0.5) / n
        turn = i * math.pi * (3 - math.sqrt(5))
        flat = math.sqrt(1 - z * z) * (BALL + 0.62)
        dimples.append(
            sphere(1.25).at(flat * math.cos(turn), flat * math.sin(turn), z * (BALL + 0.62))
        )
    return difference(sphere(BALL), *dimples, k=0.25)


def _tee() -> Sdf:
    stem = cone(2.5, 2.5, 8).at(-3.6, -9.4, 6)
    flare = cone(2.4, 6.2, 6.0, round=0.5).at(-3.6, -9.4, 10.2)
    return union(stem, flare, torus(5.6, 0.8).at(-3.6, -9.4, 12.8), k=0.8)


def _club(wall: float) -> Sdf:
    """A wood: its head on the lawn at the left, the grip against the pole."""
    r = max(1.35, wall / 2)
    heel, end = (-14.2, 3.4, 9.0), (POLE[0] + 0.6, POLE[1] - 2.8, 45.0)
    mid = [a + 0.66 * (b - a) for a, b in zip(heel, end, strict=True)]
    shaft = capsule(heel, end, r)
    grip = capsule(mid, end, r + 0.7, r + 1.0)
    rings = [
        torus(r + 0.95, 0.5)
        .turn_to([b - a for a, b in zip(heel, end, strict=True)])
        .at(*[a + f * (b - a) for a, b in zip(heel, end, strict=True)])
        for f in (0.68, 0.74, 0.8, 0.86, 0.92)
    ]
    head = union(
        ellipsoid(6.8, 8.0, 5.0).at(-17.4, 0.6, 7.8),
        capsule((-17, 1, 7), heel, 2.6, r + 0.7),
        k=1.6,
    )
    face = half_space((-0.3, -1, 0.1), 1.2)
    cut = intersection(head, face.at(-17, -3.6, 7.2), k=0.6)
    grooves = [capsule((-21.6, -4.4, z), (-12, -7.4, z), 0.42) for z in (5.6, 7.2, 8.8)]
    return union(difference(cut, *grooves, k=0.3), shaft, grip, *rings, k=0.4)
