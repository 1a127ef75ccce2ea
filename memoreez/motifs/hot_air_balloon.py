"""A hot air balloon just off a cloud: puffed gores, bunting, a woven basket, a small bear in it."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    mirror,
    revolve,
    sphere,
    star_outline,
    torus,
    tube,
    union,
)

SIZE = 0.97
GORES = 12
# Radius and height of the envelope's outline from its mouth to its crown.
SIDE = (
    (5.0, 27.6),
    (8.6, 31.6),
    (14.2, 38.4),
    (18.8, 46.4),
    (20.4, 54.0),
    (18.6, 62.4),
    (13.6, 69.0),
    (6.6, 72.8),
    (0.0, 73.8),
)
FLOOR = 7.4  # of the basket


@motif(
    "vehicle",
    en="hot air balloon, hot air balloons, ballooning, hot air ballooning, balloon ride, "
    "balloon rides, balloon flight, balloonist, hot-air balloon, hot-air balloons, "
    "balloon festival, balloon pilot, airship, airships, zeppelin, balloon trip, "
    "balloon safari",
    de="Heißluftballon, Heißluftballons, Ballonfahren, Ballonfahrt, Ballonfahrten, "
    "Ballonfahrer, Ballonfahrerin, Ballonfliegen, Ballonflug, Heissluftballon, Gasballon, "
    "Zeppelin, Luftschiff, Ballonfestival, Ballonpilot, Fesselballon",
    fr="montgolfière, montgolfières, vol en montgolfière, aérostier, ballon à air chaud, "
    "tour en montgolfière, aérostat, voyage en ballon, montgolfiade, dirigeable, zeppelin, "
    "faire de la montgolfière, aérostation",
    es="globo aerostático, globos aerostáticos, viaje en globo, volar en globo, paseo en globo, "
    "vuelo en globo, aerostación, globo de aire caliente, montar en globo, aeronauta, "
    "dirigible, zepelín, globos de aire caliente",
    to_person=1.0,
)
def hot_air_balloon(wall: float = 1.2, pose: str = "stand") -> Sdf:
    parts = [
        _envelope(),
        _ropes(wall / SIZE),
        _basket(),
        _passenger().at(-1.2, -4.0, 19.0),
        _cloud(),
    ]
    return floor(union(*parts, k=0.4).scale(SIZE))


def _envelope() -> Sdf:
    """Seams drawn in between the gores; a belt of stars, a bunting above, a crown."""
    outline = curve(SIDE, 40)
    body = revolve([(0, SIDE[0][1]), *[tuple(p) for p in outline]])
    seam = tube([(r + 0.55, 0, z) for r, z in outline[1:-1:2]], 1.25)
    puffed = difference(body, around(seam, GORES), k=1.3)
    mouth = union(torus(5.1, 1.2).at(z=27.8), torus(8.6, 0.7).at(z=31.2), k=0.3)
    star = extrude(star_outline(5, 3.9, 1.9), height=2.6, round=0.8).turn(x=90)
    stars = around(star.at(0, -19.9, 53.6), GORES // 2).turn(z=15)
    bunting = around(_swag(19.4, 60.0, 3.0), GORES)
    low = torus(17.0, 0.9).at(z=43.0)
    lower = torus(18.2, 0.9).at(z=45.6)
    crown = union(torus(4.4, 1.0).at(z=73.3), ellipsoid(4.0, 4.0, 1.6).at(z=73.6), k=0.3)
    return union(puffed, mouth, stars, bunting, low, lower, crown, k=0.35)


def _swag(r: float, z: float, dip: float) -> Sdf:
    """A garland from seam to seam with a drop where two meet."""
    a = np.radians(np.linspace(0, 360 / GORES, 7))
    drop = dip * np.sin(np.linspace(0, np.pi, 7))
    rr = r + 0.16 * drop
    rope = tube(np.c_[rr * np.cos(a), rr * np.sin(a), z - drop], 0.85)
    tail = capsule((r, 0, z), (r + 0.5, 0, z - 2.6), 1.0, 1.35)
    return union(rope, tail, k=0.3)


def _ropes(wall: float) -> Sdf:
    """From the basket's corners to the mouth, and the burner with its flame between them."""
    r = max(0.95, wall / 2)
    lines = around(capsule((7.4, 0, FLOOR + 11.5), (5.3, 0, 28), r), 4).turn(z=45)
    flame = union(
        cone(2.4, 3.6, 5, round=0.6).at(0, 1.4, 21), capsule((0, 1.2, 22), (0, 0.6, 28), 2.8, 1.6)
    )
    post = cylinder(2.4, 14).at(0, 2.0, 14)
    return union(lines, flame, post, k=0.4)


def _basket() -> Sdf:
    """Wickerwork with a padded rim, bags of sand outside."""
    tub = cone(7.6, 8.8, 12, round=1.0).at(z=FLOOR + 6)
    inner = cone(6.0, 7.0, 6, round=0.6).at(z=FLOOR + 11)
    wicker = []
    for row in range(4):
        z, r = FLOOR + 1.9 + 2.5 * row, 7.75 + 0.26 * row
        weave = ellipsoid(1.75, 0.9, 1.2).at(0, -r, z)
        wicker.append(around(weave, 16).turn(z=11.25 * (row % 2)))
    rim = torus(8.5, 1.5).at(z=FLOOR + 12)
    bag = union(
        ellipsoid(2.0, 1.8, 2.7), cone(1.2, 0.9, 1.6).at(z=2.8), torus(0.9, 0.6).at(z=2.6), k=0.5
    )
    bags = around(bag.at(0, -10.4, FLOOR + 7.2), 4).turn(z=20)
    return union(difference(tub, inner), *wicker, rim, bags, k=0.3)


def _passenger() -> Sdf:
    """A small bear who looks over the rim, both paws on it, one lifted to wave."""
    head = ellipsoid(4.3, 3.9, 4.0)
    snout = ellipsoid(2.0, 1.5, 1.5).at(0, -3.5, -1.0)
    nose = ellipsoid(0.95, 0.7, 0.65).at(0, -4.9, -0.5)
    ear = difference(sphere(1.65), sphere(1.0).at(0, -1.4, 0), k=0.3)
    face = union(head, snout, k=0.6)
    face = eyes(face, (1.75, -3.3, 0.7), 0.75, 22)
    face = union(face, nose, mirror(ear.at(3.1, 0.2, 3.2)), k=0.3).turn(z=-6, y=5).at(z=5.2)
    paws = [capsule((-3.2, -0.8, -0.5), (-4.4, -4.0, 0.8), 1.4, 1.6)]
    paws.append(capsule((2.8, -0.8, -0.4), (3.4, -4.2, 0.8), 1.4, 1.6))
    body = capsule((0, 0.6, -6), (0, 0.3, 1), 3.8, 3.4)
    return union(face, body, *paws, k=0.5)


def _cloud() -> Sdf:
    """Fair weather: puffs of all sizes, flat below, a dent where the basket sits."""
    puffs = [
        sphere(r).at(x, y, z)
        for x, y, z, r in (
            (0, 0, 1.0, 9.5), (-10, -4, 2.0, 7.6), (10, -3, 1.6, 8.0), (-4, -9.5, 0.8, 7.0),
            (5.5, -10, 1.0, 6.4), (-8, 7, 2.0, 7.4), (7, 8, 1.6, 7.6), (-17, 0, 1.0, 6.2),
            (17.4, 1.4, 0.8, 6.0), (-13.4, 5.6, 4.0, 5.4), (13.4, 6.2, 3.4, 5.2),
            (-21.4, 3.2, 0.4, 4.2), (21.8, -1.6, 0.4, 3.8), (0, 11, 1.2, 6.6),
            (13.8, -7.6, 0.8, 5.0), (-12.6, -9.4, 0.6, 5.0),
        )
    ]  # fmt: skip
    base = box(34, 20, 4, round=2).at(z=2)
    return union(base, *puffs, k=0.7)
