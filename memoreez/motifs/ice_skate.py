"""A figure skate on a sheet of ice: fur cuff, pompoms on the laces, blade and toe pick."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    arc,
    around,
    box,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

# The toe points to -y until the whole is turned.
ICE = 4.0  # height of the ice
SOLE = 15.0  # height of the sole over the ice, under the ball of the foot
COLLAR = (0.0, 9.0, 48.0)
ROWS = [
    (-8.6, 26.6, 3.6),
    (-5.6, 29.8, 3.9),
    (-2.6, 33.4, 4.2),
    (-1.0, 37.8, 4.5),
    (-0.4, 42.4, 4.7),
]  # y and z of the laces down the front, and half their width


@motif(
    "sport",
    en="ice skate, ice skates, ice skating, figure skating, figure skater, ice skater, skating "
    "rink, ice rink, ice dancing, speed skating, skating, ice dance, pirouettes on ice, "
    "ice princess, ice hockey skates",
    de="Schlittschuh, Schlittschuhe, Schlittschuhlaufen, Schlittschuh laufen, Eislaufen, "
    "Eiskunstlauf, Eiskunstläuferin, Eiskunstläufer, Eisläuferin, Eisläufer, Eisbahn, Eistanz, "
    "Eisschnelllauf, Eislauf, Eishalle, Eiskunstlaufen",
    fr="patin à glace, patins à glace, patinage, patinage artistique, patiner, patineuse, "
    "patineur, patinoire, patinage sur glace, danse sur glace, patins, patinage de vitesse",
    es="patín de hielo, patines de hielo, patinaje, patinaje sobre hielo, patinaje artístico, "
    "patinar, patinar sobre hielo, patinadora, patinador, pista de hielo, patinaje en hielo, "
    "danza sobre hielo",
    to_person=0.5,
    mouth=(11.7, 5.2, 50.5, 5.6),
)
def ice_skate(wall: float = 1.2, pose: str = "stand") -> Sdf:
    boot = union(_boot(), _laces(wall), k=0.4)
    hollow = capsule((0, 8.4, 36), (0, 9.4, 60), 6.0, 7.2)
    boot = union(difference(boot, hollow, k=0.6), _cuff(), k=0.4)
    skate = union(boot, _sole(), _blade(max(3.0, wall)), _pompoms(wall), k=0.4).at(y=2)
    return floor(union(skate.turn(z=-62).at(2.0, 0, 0), _ice(), k=0.4))


def _skin() -> Sdf:
    toe = ellipsoid(7.8, 10.8, 7.4).at(0, -14.2, SOLE + ICE + 4.2)
    instep = capsule((0, -12, 23.4), (0, 2, 29), 6.6, 7.8)
    heel = ellipsoid(7.4, 8.6, 10).at(0, 10.4, 29)
    shaft = capsule((0, 7.4, 31), (0, COLLAR[1], 46), 7.6, 8.6)
    return union(toe, instep, heel, shaft, k=4.5)


def _boot() -> Sdf:
    """Flat under the sole, with a toe cap, a heel counter and a seam up the shaft."""
    skin = _skin()
    band = grow(skin, 0.7)
    cap = intersection(band, ellipsoid(20, 10, 16).at(0, -24, 18), k=0.4)
    counter = intersection(band, ellipsoid(20, 10.5, 13).at(0, 21.5, 26), k=0.4)
    seam = intersection(grow(skin, 0.55), box(1.4, 30, 60).at(0, 25, 40), k=0.3)
    facing = curve([(0, -8.6, 22), (0, -3.4, 29), (0, 2.6, 36), (0, 2.6, 47)], 9)
    lines = [tube([(s, y, z) for _, y, z in facing], 0.65)
             for s in (-9, -8, -7, -6, -5, 5, 6, 7, 8, 9)]  # fmt: skip
    stitches = intersection(grow(skin, 0.5), union(*lines), k=0.3)
    whole = union(skin, cap, counter, seam, stitches, k=0.4)
    above = half_space((0, 0.155, -1), -(SOLE + ICE + 0.6) + 0.155 * -10)
    return intersection(whole, above)


def _print() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    half = [
        (0, -24.6),
        (5.0, -22.4),
        (7.2, -16),
        (6.4, -8),
        (5.0, 0),
        (6.6, 8),
        (6.4, 14),
        (0, 18.6),
    ]
    return loop([*half, *[(-x, y) for x, y in reversed(half[1:-1])]], 60)


def _sole() -> Sdf:
    """Rises to the heel, which is a block of its own; a welt round it."""
    plate = extrude(_print() * 1.04, height=2.6, round=1.1).turn(x=8.6)
    heel = intersection(
        extrude(_print(), height=9, round=0.6), box(30, 13, 30, round=2).at(0, 13.4, 0)
    )
    return union(plate.at(0, -0.4, 20.4), heel.at(0, -0.4, 18.0), k=0.5)


def _blade(thick: float) -> Sdf:
    """Runner with a curl in front, teeth of the toe pick, two posts with plates under the boot."""
    side = loop(
        [(-29, 11.4), (-31, 8.6), (-29, 5.0), (-24, 3.6), (0, 3.0), (22, 3.4), (25, 5.2), (23, 7.4),
         (16, 7.4), (0, 7.2), (-20, 7.6), (-25, 9.4), (-26.6, 11.6)], 90
    )  # fmt: skip
    posts = [
        [(-22.4, 7), (-8.6, 7), (-10.6, 11), (-8.0, 19), (-21.4, 19), (-20.4, 11)],
        [(7.2, 7), (20, 7), (17.4, 11), (17.6, 16), (8.0, 16), (9.4, 11)],
    ]
    teeth = [cylinder(0.9, thick + 2).turn(y=90).at(0, y, z)
             for y, z in ((-30.9, 9.4), (-30.5, 6.8), (-28.9, 4.7))]  # fmt: skip
    flat = [extrude(side, height=thick, round=0.7)]
    flat += [extrude(p, height=thick + 0.8, round=0.7) for p in posts]
    upright = [part.turn(x=90).turn(z=90) for part in flat]
    plates = [
        box(10.4, 15, 2.4, round=1).turn(x=8.6).at(0, -14.6, 17.6),
        box(10.0, 11, 2.4, round=1).at(0, 12.8, 13.6),
    ]
    return difference(union(*upright, *plates, k=0.8), *teeth, k=0.2)


def _laces(wall: float) -> Sdf:
    """Crossed, from eyelet to eyelet, with a bow."""
    r = max(0.95, wall * 0.5)
    rows = ROWS if wall < 2.2 else ROWS[::2]
    parts = []
    for (y, z, w), (y2, z2, w2) in pairwise(rows):
        middle = ((y + y2) / 2 - 1.6, (z + z2) / 2 + 0.9)
        over = tube([(-w, y + 0.2, z), (0, *middle), (w2, y2 + 0.2, z2)], r)
        parts += [over, over.flip("x")]
    for y, z, w in rows:
        parts.append(mirror(sphere(r + 0.7).at(w + 0.4, y + 0.6, z), "x"))
    ear = tube(
        curve([(0.6, 0, 0), (4.2, -2, 2.2), (7.4, -1.6, 1.0), (5.6, -1, -1.4), (0.8, 0, -0.6)], 12),
        r * 1.1,
    )
    bow = union(ellipsoid(2, 1.9, 1.8), mirror(ear, "x"), k=0.4)
    return union(*parts, bow.at(0, rows[-1][0] - 1.8, rows[-1][1]), k=0.4)


def _pompoms(wall: float) -> Sdf:
    """Two woolly balls on the ends of the laces."""
    r = max(1.0, wall * 0.5)
    parts = []
    for s, y, z in ((1, -8.4, 33.6), (-1, -10.2, 31.0)):
        string = curve([(0, -2.4, 42), (s * 4.6, -5.0, 40.4), (s * 7.4, y + 1, z + 2)], 7)
        parts += [tube(string, r), _wool(3.9).at(s * 8.0, y, z)]
    return union(*parts, k=0.4)


def _wool(radius: float) -> Sdf:
    """A ball of tufts."""
    n = 34
    z = 1 - 2 * (np.arange(n) + 0.5) / n
    turn = np.arange(n) * 2.39996
    flat = np.sqrt(1 - z * z)
    at = np.c_[flat * np.cos(turn), flat * np.sin(turn), z] * (radius - 0.5)
    return union(sphere(radius - 0.3), *[sphere(0.95).at(*p) for p in at.tolist()], k=0.3)


def _cuff() -> Sdf:
    """Fur round the opening: two rows of tufts."""
    tuft = ellipsoid(1.7, 1.9, 2.3)
    rows = [
        around(tuft.at(0, 8.5, 0), 17).turn(z=10.6 * i).at(0, 0, 2.6 * i - 1.6) for i in range(2)
    ]
    return union(torus(8.0, 2.2), *rows, k=0.3).at(COLLAR[0], COLLAR[1], COLLAR[2] + 1)


def _ice() -> Sdf:
    """A frozen puddle with snow at its rim and the curves that the blade has drawn."""
    points = [(0, -24), (16, -21), (29, -13), (31.5, 3), (24, 17), (8, 21), (-10, 20), (-26, 18)]
    outline = loop([*points, (-33, 4), (-29, -13), (-14, -20)], 72)
    slab = extrude(outline, height=ICE, round=1.3).at(z=ICE / 2)
    rings = [torus(7.0, 0.6).at(x, -13.4 + dy, ICE) for x, dy in ((3.0, 0), (17.0, 1.6))]
    sweep = arc(26, 0.6, 70).turn(z=20).at(-4, -12, ICE)
    snow = [
        ellipsoid(r, 0.8 * r, 0.62 * r).at(x, y, ICE - 0.6)
        for x, y, r in ((-25, 13, 7), (-18, 17, 6), (-30, 5, 5), (25, 11.5, 6), (19, 16, 5),
                        (-27, -9, 3.6), (27.6, -10, 3.4))
    ]  # fmt: skip
    return union(difference(slab, *rings, sweep, k=0.3), union(*snow, k=2.0), k=1.0)
