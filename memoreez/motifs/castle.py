"""A fairy-tale castle on a rock in its moat: towers with flags, a drawbridge, a braid let down."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
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
    intersection,
    mirror,
    revolve,
    rough,
    sphere,
    torus,
    tube,
    union,
)

YARD = 13.0  # height of the rock's top
WALK = 23.0  # of the curtain wall
GATE = -13.0  # y of the gatehouse's front


@motif(
    "place",
    en="castle, castles, palace, palaces, knight's castle, fortress, fortresses, medieval, "
    "middle ages, medieval fair, medieval fairs, renaissance fair, princess, princesses, "
    "fairy tale, fairy tales, fairytale, fairytales, drawbridge, castle ruins, visiting castles, "
    "castle tours, stronghold",
    de="Burg, Burgen, Schloss, Schlösser, Ritterburg, Ritterburgen, Festung, Festungen, Palast, "
    "Mittelalter, Mittelaltermarkt, Mittelaltermärkte, Prinzessin, Prinzessinnen, Märchen, "
    "Märchenschloss, Märchenschlösser, Burgruine, Burgruinen, Zugbrücke, Burgfräulein, Ritter",
    fr="château, châteaux, château fort, châteaux forts, palais, forteresse, forteresses, "
    "citadelle, médiéval, moyen âge, fête médiévale, fêtes médiévales, princesse, princesses, "
    "conte de fées, contes de fées, pont-levis, donjon, châteaux de la loire, chevaliers",
    es="castillo, castillos, palacio, palacios, alcázar, fortaleza, fortalezas, medieval, "
    "edad media, feria medieval, ferias medievales, mercado medieval, princesa, princesas, "
    "cuento de hadas, cuentos de hadas, puente levadizo, castillo medieval, castillos medievales",
    to_person=1.0,
)
def castle(wall: float = 1.2, pose: str = "stand") -> Sdf:
    keep = _tower(7.0, 36, 17.5, wall, flag=9.0)
    keep = union(
        keep,
        _turret(wall).at(7.4, -3.6, 17),
        _windows(7.0, ((16, -12), (27, 14), (25, 172), (17, 205))),
    )
    left = union(_tower(4.9, 25, 14.5, wall, flag=7.0), _braid(4.9, 17.5), k=0.2)
    right = union(_tower(5.5, 17.5, 12.5, wall, flag=0), _windows(5.5, ((10.5, 8),)))
    back = union(_tower(3.6, 32, 12.5, wall, flag=0), _windows(3.6, ((25, -10), (25, 170))))
    towers = [
        keep.at(2.0, 7.5, YARD - 1),
        left.turn(y=-2.5).at(-15.2, 0.5, YARD - 1),
        right.turn(y=3).at(16.2, 0.5, YARD - 1),
        back.turn(y=-2).at(-8.5, 12.0, YARD - 1),
    ]
    parts = [_ground(), _yard(wall), _gatehouse(wall), _bridge(wall), *towers, _hall()]
    parts.append(_swan(wall).turn(z=62).at(15.0, -19.0, 4.6))
    return floor(union(*parts, k=0.4))


def _hat(r: float, high: float) -> Sdf:
    """A pointed roof with a flared eave, its tiles in rows."""
    rows = max(4, round(high / 2.6))
    t = np.linspace(0, 1, rows + 1)
    radius = (r - 0.7) * (1 - t) ** 1.22 + 0.7
    profile = [(0.0, -1.0), (r - 0.6, -1.0), (r + 0.3, -0.3)]
    for i in range(rows):
        low, up = t[i] * high, t[i + 1] * high
        profile += [(float(radius[i]) + 0.3, low + 0.5), (float(radius[i + 1]) - 0.2, up)]
    return union(revolve([*profile, (0.0, high)]), sphere(1.5).at(z=high), k=0.4)


def _tower(r: float, high: float, roof: float, wall: float, flag: float) -> Sdf:
    """From z = 0 to the eave at `high`; a gallery under a hat, a few stones left rough."""
    shaft = cone(1.14 * r, 0.95 * r, high).at(z=high / 2)
    flare = cone(0.94 * r, r + 1.7, 3.4).at(z=high - 2.4)
    corbels = around(capsule((0, 0.95 * r, high - 5.2), (0, r + 0.7, high - 2.2), 0.8), 10)
    gallery = cylinder(r + 1.7, 2.6, round=0.6).at(z=high - 0.2)
    parts = [shaft, flare, corbels, gallery, _hat(r + 2.5, roof).at(z=high + 1)]
    for i, (z, side) in enumerate(((0.22, 40), (0.42, -60), (0.62, 65), (0.5, 160), (0.3, -130))):
        stone = box(2.6 + 0.4 * (i % 2), 1.6, 1.7, round=0.6)
        parts.append(stone.at(0, -r * (1.1 - 0.15 * z), z * high).turn(z=side))
    if flag:
        parts.append(_flag(flag, wall).at(z=high + roof))
    return union(*parts, k=0.3)


def _flag(long: float, wall: float) -> Sdf:
    """A pennant in the wind, its lower edge rising so that it prints."""
    r = max(0.8, wall / 2)
    pole = capsule((0, 0, -2), (0, 0, 7.4), r + 0.1, r)
    folds = curve([(0, 0, 0), (0.35 * long, -0.9, 0.1), (0.7 * long, 0.8, 1.3), (long, 0, 2.5)], 13)
    cloth = []
    for i in range(12):
        half = 2.6 * (1 - i / 12.5)
        low, top = folds[i] + (0, 0, 4.4 - half), folds[i] + (0, 0, 4.4 + half)
        cloth.append(capsule(low, top, r))
    return union(pole, union(*cloth, k=0.8), k=0.3)


def _crown(r: float, wall: float) -> Sdf:
    """Battlements round a tower's top, z = 0 at the walk."""
    flare = cone(r - 0.2, r + 1.5, 3.2).at(z=-2.6)
    rim = cylinder(r + 1.5, 2.6, round=0.5).at(z=-0.2)
    n = max(4, int(2 * math.pi * (r + 1) / max(4.4, 2.1 * wall)))
    deep = max(1.8, wall)
    tooth = box(max(2.2, wall), deep, 4.4, round=0.5).at(0, -r - 1.5 + deep / 2, 1.6)
    inside = cylinder(r + 1.5 - deep, 1.6).at(z=1.2)
    return union(flare, difference(rim, inside, k=0.2), around(tooth, n), k=0.3)


def _windows(r: float, spots: tuple[tuple[float, float], ...]) -> Sdf:
    """Arched ones in raised frames, at height and side of a tower of that radius."""
    frame = union(cylinder(1.9, 2.4, round=0.4), box(3.8, 4, 2.4, round=0.4).at(y=-1.8)).turn(x=90)
    hole = union(cylinder(1.1, 3), box(2.2, 3, 3).at(y=-1.5)).turn(x=90)
    sill = box(4.8, 2.8, 1.2, round=0.4).at(0, -0.2, -3.9)
    one = difference(frame, hole.at(y=-1.4), k=0.2) | sill
    return union(*[one.at(0, -r - 0.2, z).turn(z=side) for z, side in spots])


def _braid(r: float, z: float) -> Sdf:
    """Hair let down from a window: two strands that wind round each other, a bow at the end."""
    t = np.linspace(0, 1, 15)
    x, y = 0.85 * np.sin(t * 5 * np.pi), -r * (1.0 + 0.1 * t) - 0.9 - 0.4 * np.sin(np.pi * t)
    down = z - 1.6 - t * (z - 3.6)
    sway = 1.0 * np.sin(t * np.pi * 0.9)
    hair = [tube(np.c_[sway + s * x, y - s * 0.3 * np.cos(t * 5 * np.pi), down], 1.05)
            for s in (1, -1)]  # fmt: skip
    end = (sway[-1], float(y[-1]) - 0.3, down[-1])
    bow = union(sphere(1.1), mirror(capsule((0, 0, 0), (1.9, 0, 0.5), 0.6, 1.1)), k=0.2).at(*end)
    tail = capsule(end, (end[0], end[1], end[2] - 2.4), 0.9, 1.4)
    return union(_windows(r, ((z, 0),)), *hair, bow, tail, k=0.2).turn(z=-34)


def _turret(wall: float) -> Sdf:
    """Hung on the keep's side, its foot a cone."""
    foot = cone(0.8, 3.4, 6.4, round=0.4).at(z=3.2)
    body = cylinder(3.2, 9).at(z=10.4)
    rings = [torus(3.1, 0.8).at(z=6.6), torus(3.3, 0.9).at(z=14.2)]
    hat = _hat(4.9, 10.5).at(z=15.4)
    flare = cone(3.2, 4.7, 1.8).at(z=14.0)
    return union(foot, body, *rings, flare, hat, _windows(3.2, ((11.4, 34),)), k=0.3)


def _yard(wall: float) -> Sdf:
    """The curtain wall round a filled yard, with teeth along its edge."""
    corners = [(-8.6, -10), (8.6, -10), (16.2, 0), (11.5, 13.5), (-8.5, 13), (-15.2, 0.5)]
    block = extrude(corners, height=WALK - 8, round=0.3).at(z=(WALK + 8) / 2)
    teeth = []
    wide = max(2.2, wall)
    for (ax, ay), (bx, by) in ((corners[i], corners[(i + 1) % 6]) for i in (1, 2, 3, 4, 5)):
        long = math.hypot(bx - ax, by - ay)
        n = max(2, int(long / (2 * wide)))
        for i in range(n):
            f = (i + 0.5) / n
            tooth = box(wide, max(2.0, wall), 5.0, round=0.5)
            side = math.degrees(math.atan2(by - ay, bx - ax))
            inward = max(2.0, wall) / 2 - 0.6
            tooth = tooth.at(0, inward, WALK + 1.2).turn(z=side)
            teeth.append(tooth.at(ax + f * (bx - ax), ay + f * (by - ay), 0))
    post = cylinder(3.6, WALK - 5).at(z=WALK / 2 + 2.5) | _crown(3.4, wall).at(z=WALK + 3)
    return union(block, *teeth, post.at(11.0, 12.8), cylinder(2.6, 6).at(8, -5, 25), k=0.2)


def _gatehouse(wall: float) -> Sdf:
    """Two round towers with battlements, between them the gate under a shield with a heart."""
    middle = box(14, 10, 22, round=0.5).at(0, GATE + 5, 18)
    wide = max(2.2, wall)
    n = 2 if wall > 2 else 3
    teeth = [box(wide, max(2.0, wall), 4.6, round=0.5).at((i - (n - 1) / 2) * 2 * wide, GATE + 0.6,
             30.0) for i in range(n)]  # fmt: skip
    lintel = box(12, 3, 2.2, round=0.7).at(0, GATE, 28)
    arch = union(cylinder(5.6, 2.4, round=0.6), box(11.2, 8, 2.4, round=0.6).at(y=-4)).turn(x=90)
    hole = union(cylinder(4.4, 12), box(8.8, 12, 12).at(y=-6)).turn(x=90)
    gate = union(middle, lintel, *teeth, arch.at(0, GATE, 18.8), k=0.3)
    gate = difference(gate, hole.at(0, GATE, 18.8), k=0.2)
    shaft = cone(4.9, 4.2, 20).at(z=YARD + 7)
    slit = union(box(1.1, 3, 3.6, round=0.5), box(2.4, 3, 1.1, round=0.5)).at(0, -4.8, 22.5)
    tower = union(difference(shaft, slit.turn(z=0), k=0.2), _crown(4.2, wall).at(z=29.0))
    towers = mirror(tower.at(9.0, GATE + 2.8, 0))
    return union(gate, towers, _grille(), _shield().at(0, GATE - 0.6, 25.6), k=0.3)


def _grille() -> Sdf:
    """A portcullis half raised, its spikes over the dark doorway."""
    back = box(10, 5, 8).at(0, GATE + 4.4, 22.6)
    bars = [
        union(capsule((x, 0, 25), (x, 0, 18.2), 0.85), cone(0.1, 1.2, 2.4).at(x, 0, 17.0))
        for x in (-2.9, 0, 2.9)
    ]
    across = [capsule((-4.6, 0, z), (4.6, 0, z), 0.75) for z in (19.4, 22.0)]
    return union(back, union(*bars, *across, k=0.2).at(0, GATE + 1.6, 0))


def _shield() -> Sdf:
    plate = extrude(
        [(-2.3, 2.4), (2.3, 2.4), (2.3, -0.2), (1.5, -1.9), (0, -3.0), (-1.5, -1.9), (-2.3, -0.2)],
        height=2.2, round=0.5,
    ).turn(x=90)  # fmt: skip
    heart = mirror(capsule((0, -1.0, -1.0), (0.65, -1.0, 0.5), 0.4, 0.8))
    return union(plate, heart, k=0.2)


def _bridge(wall: float) -> Sdf:
    """Planks let down over the moat on two chains, to a landing with steps."""
    planks = [
        box(8.6, 2.45, 2.4, round=0.9).turn(x=14).at(0, GATE - 0.6 - 2.2 * i, 12.0 - 0.55 * i)
        for i in range(5)
    ]
    rims = mirror(capsule((4.2, GATE, 12.8), (4.2, GATE - 10, 10.2), 0.9))
    r = max(0.85, wall / 2)
    a, b = np.array((5.4 + 0.8 * r, GATE + 0.4, 22.0)), np.array((3.8 + 0.6 * r, GATE - 9.4, 11.0))
    links = [sphere(r * 1.25).at(*(a + (b - a) * i / 8)) for i in range(9)]
    chain = union(capsule(list(a), list(b), r), *links)
    bank = box(13, 8, 9.6, round=2.4).turn(z=4).at(0, GATE - 11.4, 4)
    pier = box(8, 7, 8, round=0.8).at(0, GATE - 1, 8)
    steps = [box(8.0 + i, 3.2, 6.4 - 2 * i, round=0.6).at(0, GATE - 13.2 - 1.8 * i, 3.2 - i)
             for i in range(2)]  # fmt: skip
    return union(*planks, rims, mirror(chain), bank, pier, *steps, k=0.3)


def _hall() -> Sdf:
    """A steep gable between the keep and the right tower."""
    house = extrude([(-5, 0), (5, 0), (5, 8), (0, 16), (-5, 8)], height=13, round=0.4)
    saw = [
        p
        for i in range(4)
        for p in ((6.4 - 1.5 * i, 6.8 + 2.5 * i), (5.4 - 1.5 * i, 10.2 + 2.5 * i))
    ]
    tiles = extrude([*saw, *[(-x, z) for x, z in reversed(saw)]], height=14.2, round=0.4)
    ridge = capsule((0, -6.8, 17.2), (0, 6.8, 17.2), 1.1)
    rose = difference(
        cylinder(2.2, 1.6, round=0.4), around(cylinder(0.6, 2).at(0, 1.1, 1.0), 5)
    ).turn(x=90)
    return union(union(house, tiles).turn(x=90), ridge, rose.at(0, -6.6, 8.4), k=0.2).at(
        11.0, 2.5, WALK - 2
    )


def _ground() -> Sdf:
    """A moat with ripples, boulders heaped to a level top, two bushy trees."""
    t = np.linspace(0, 2 * np.pi, 97)[:-1]
    swell = 1 + 0.018 * np.cos(7 * t)
    water = extrude(
        np.c_[29 * np.cos(t) * swell, 27 * np.sin(t) * swell - 1], height=4, round=1.5
    ).at(z=1.6)
    ring = tube(
        np.c_[26.8 * np.cos(t) * swell, 24.8 * np.sin(t) * swell - 1, 0 * t + 3.4][::2], 0.8
    )
    stones = [
        box(x, y, z, round=3).turn(x=tip, y=-tip, z=turn).at(*at)
        for (x, y, z), tip, turn, at in (
            ((34, 26, 15), 3, 8, (0, 2, 6)), ((16, 15, 14), 8, -30, (-15, 0, 5)),
            ((17, 15, 14), -7, 25, (16, 1, 5)), ((14, 11, 13), 6, 12, (-11, -9, 5)),
            ((13, 11, 12), -8, -20, (12, -9, 5)), ((18, 13, 14), 6, 35, (-9, 12, 5)),
            ((18, 13, 14), -6, -30, (10, 13, 5)), ((8, 8, 9), 10, 40, (-21, -8, 3)),
            ((8, 7, 8), -9, 15, (21, -9, 3)),
        )
    ]  # fmt: skip
    rock = rough(union(*stones, k=0.6), 0.25, 6.0, 4)
    level = intersection(rock, box(80, 80, 2 * YARD + 1))
    trees = [
        _tree().at(-22.2, 4.0, 6.5),
        _tree().scale(0.8).at(-23.0, -4.4, 5.5),
        _tree().scale(0.9).at(21.5, -7.0, 6),
    ]
    return union(water, ring, level, *trees, k=0.8)


def _tree() -> Sdf:
    """A fir of three skirts."""
    skirts = [(0, -2), (1.8, -2), (1.8, 1.2), (3.9, 1.6), (2.2, 4.6), (3.1, 5.0), (1.6, 7.8),
              (2.3, 8.2), (0.5, 12), (0, 12)]  # fmt: skip
    return union(revolve(skirts), sphere(0.8).at(z=11.6), k=0.4)


def _swan(wall: float) -> Sdf:
    """It swims in the moat, its wings raised."""
    r = max(0.95, wall / 2)
    body = union(ellipsoid(2.8, 4.0, 2.4), capsule((0, 3, 0.8), (0, 4.8, 2.2), 1.4, 0.8), k=0.8)
    wing = ellipsoid(1.0, 3.2, 1.9).turn(x=24).at(2.1, 1.2, 1.5)
    neck = curve([(0, -2.6, 0.4), (0, -4.2, 2.6), (0, -3.2, 5.2), (0, -4.0, 7.2)], 9)
    beak = capsule((0, -4.4, 7.2), (0, -6.6, 6.4), r, 0.8)
    head = union(sphere(max(1.5, r + 0.2)).at(0, -4.4, 7.4), beak, k=0.3)
    return union(body, mirror(wing), tube(neck, [1.5, r, r]), head, k=0.5)
