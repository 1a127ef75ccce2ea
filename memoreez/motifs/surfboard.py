"""A surfboard standing in the sand before a curling wave, a starfish and a shell at its foot."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    curve,
    difference,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    loop,
    rough,
    sphere,
    tube,
    union,
)

# The board stands on its tail: x across, z along, deck towards -y.
HALF = [(3.2, 0.4), (6.0, 4), (8.0, 12), (8.9, 24), (8.6, 36), (6.8, 47), (3.6, 55)]
LONG = 60.0
# The wave from its end (x, z): its back from the right over the crest to the lip, then the barrel.
BACK = [(25, -2), (19, 5.4), (12, 12), (5.6, 20), (-1, 25.4), (-9, 27), (-15.4, 24), (-18.4, 18)]
BARREL = [
    (-24, -1),
    (-14, 3.4),
    (-8, 5.6),
    (-4.4, 11),
    (-5.6, 16.6),
    (-10, 19.8),
    (-13.8, 18.6),
    (-16, 15),
]
BREAKER = [*BACK, *BARREL[::-1], (-25, -2)]


@motif(
    "sport",
    en="surfboard, surfboards, surfing, surf, surfer, surfer girl, surf trip, catching waves, "
    "waves, riding waves, longboard surfing, paddleboard, sup, stand-up paddle, bodyboard, "
    "kitesurfing, wakeboarding, wakeboard, hang ten, big wave, kitesurfer, hawaii, "
    "windsurfing",
    de="Surfbrett, Surfbretter, Surfen, Surfer, Surferin, Wellenreiten, Wellen, "
    "Wellenreiter, Windsurfen, Kitesurfen, Stand-up-Paddling, SUP, Surfurlaub, surfen "
    "gehen, Bodyboard, Wakeboard, Surfboard",
    fr="planche de surf, surf, surfeur, surfeuse, surfer, faire du surf, vagues, planches de "
    "surf, planche à voile, kitesurf, paddle, bodyboard, vague, wakeboard, windsurf",
    es="tabla de surf, surf, surfista, surfear, hacer surf, surfeando, olas, tablas de surf, "
    "windsurf, kitesurf, paddle surf, bodyboard, ola, coger olas, wakeboard",
    hold="side",
    to_person=1.0,
    grip=(0, 0, 0),
    poses=("stand", "held"),
)
def surfboard(wall: float = 1.2, pose: str = "stand") -> Sdf:
    board = _board(wall)
    if pose == "held":
        return board.at(z=-LONG / 2)
    standing = board.turn(x=-4, y=8).at(7.5, -6.0, 1.5)
    scene = union(standing, _wave(), _sand(), k=0.8)
    return union(scene, _shore(wall), k=0.4) & half_space((0, 0, -1))


def _board(wall: float) -> Sdf:
    """Foiled to nose and tail; a line, the stringer and blossoms on the deck; three fins behind."""
    outline = loop([(0, 0), *HALF, (0, LONG), *[(-x, z) for x, z in reversed(HALF)]], 80)
    half = max(1.9, wall / 2 + 0.3)
    plan = extrude(outline, height=20).turn(x=90)
    lens = intersection(sphere(800).at(y=800 - half, z=30), sphere(800).at(y=half - 800, z=30))
    body = intersection(plan, lens, k=2.2)
    deck = -half
    stringer = tube([(0, deck + 0.25, 3), (0, deck, 30), (0, deck + 0.4, 56)], 0.6)
    inner = outline * 0.84 + (0, 4.9)
    band = difference(
        extrude(inner, height=20), extrude((inner - (0, 30)) * (0.84, 0.93) + (0, 30), height=30)
    )
    ring = intersection(band.turn(x=90), body.at(y=-0.6), k=0.3)
    flower = around(ellipsoid(1.9, 1.1, 1.0).at(2.0, 0, 0), 5)
    bloom = union(flower, sphere(1.1)).turn(x=90).turn(y=20)
    blooms = [
        bloom.at(0, deck + 0.1, 40),
        bloom.scale(0.7).at(-2.8, deck + 0.1, 33.4),
        bloom.scale(0.62).at(2.6, deck + 0.1, 46),
    ]
    return union(body, stringer, ring, *blooms, *_fins(half, wall), k=0.35)


def _fins(half: float, wall: float) -> list[Sdf]:
    blade = extrude(
        loop([(0, 3), (4.6, 0.8), (5.4, 1.2), (3.4, 5), (0, 8.6), (-2, 6)], 32),
        height=max(1.5, wall),
        round=0.6,
    )
    fins = []
    for x, z, toe in ((0, 5, 0), (4.2, 9, 8), (-4.2, 9, -8)):
        plate = blade.turn(x=90).turn(z=90 + toe)
        fins.append(plate.at(x, half - 0.3, z))
    return fins


def _wave() -> Sdf:
    """A breaker from its end: long back, barrel, foaming lip; streaks run up its faces."""
    outline = loop(BREAKER, 90)
    wave = extrude(outline, height=15, round=3.0).turn(x=90)
    streaks = []
    for f in (0.12, 0.3, 0.48, 0.66):
        run = curve(((1 - f) * np.array(BACK) + f * np.array(BARREL)).tolist(), 22)
        streaks += [tube([(x, s * 7.3, z) for x, z in run], [0.6, 0.8, 0.6]) for s in (1, -1)]
    foam = [
        (-17.6, -4.2, 15.6, 2.3),
        (-18.4, 0.2, 15.2, 2.5),
        (-17.4, 4.6, 15.8, 2.2),
        (-19.0, -2.2, 18.4, 2.2),
        (-18.8, 2.6, 18.8, 2.1),
        (-16.2, -6.2, 18.8, 1.8),
        (-16.4, 6.2, 18.6, 1.8),
    ]
    splash = [
        (-19, -6, 4.2, 2.8),
        (-14.5, -7.4, 3.4, 2.4),
        (-23, -1.5, 3.6, 2.6),
        (-20, 4.5, 4.4, 3.0),
        (-12, 7, 3.4, 2.4),
    ]
    drops = [sphere(r).at(x, y, z) for x, y, z, r in foam]
    puffs = [ellipsoid(r, r * 0.9, h).at(x, y, 3.0) for x, y, r, h in splash]
    return union(difference(wave, *streaks, k=0.5), *drops, *puffs, k=0.7).at(0, 4.5, 0)


def _sand() -> Sdf:
    mound = union(ellipsoid(27, 17, 4.6).at(0, 0, 0), ellipsoid(11, 9, 6.0).at(7.6, -5, 0), k=4)
    return rough(mound, 0.3, 5, seed=2)


def _shore(wall: float) -> Sdf:
    """A starfish and a scallop shell."""
    arm = capsule((0, 0, 0.6), (4.0, 0, 0), 1.35, max(0.75, wall / 2))
    star = union(
        around(arm, 5, k=0.8),
        *[
            sphere(0.5).at(d, 0, 1.45 - 0.22 * d).turn(z=72 * i)
            for i in range(5)
            for d in (1.2, 2.6)
        ],
    )
    ribs = [
        capsule((0, 0, 0), (4.4 * math.sin(a), -4.4 * math.cos(a), 0.2), 0.5, 0.95)
        for a in (-0.9, -0.45, 0, 0.45, 0.9)
    ]
    shell = union(*ribs, ellipsoid(3.2, 3.2, 1.4).at(0, -2, 0), k=0.3)
    return union(
        star.turn(x=14, z=10).at(-5.5, -12.2, 2.6), shell.turn(x=16, z=28).at(16.0, -9.6, 2.6)
    )
