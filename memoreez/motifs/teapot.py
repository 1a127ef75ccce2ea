"""A round teapot with a daisy on it, a heart on its lid; a cup of tea and sugar on a doily."""

from __future__ import annotations

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
    loop,
    sphere,
    torus,
    tube,
    union,
)

BELLY = (17.5, 17.5, 14.2)  # semi-axes of the pot, its middle at MIDDLE
MIDDLE = 15.6
CUP = (-14.5, -17.5)
HEART = [(0, -1.0), (0.62, -0.32), (0.98, 0.3), (0.86, 0.72), (0.48, 0.84)]  # the right half


@motif(
    "food",
    en="teapot, tea, teapots, cup of tea, cuppa, green tea, black tea, herbal tea, afternoon tea, "
    "tea time, teatime, tea party, tea drinker, tea lover, earl grey, matcha, chai, rooibos, "
    "loose leaf tea, tea ceremony, tea cup, teacup, high tea, iced tea",
    de="Teekanne, Tee, Teekannen, Teetasse, Tee trinken, Teetrinken, Teetrinker, Teetrinkerin, "
    "grüner Tee, Grüntee, Schwarztee, Kräutertee, Früchtetee, Ostfriesentee, Teezeremonie, "
    "Teestunde, Teeliebhaber, Matcha, Rooibos",
    fr="théière, thé, théières, tasse de thé, salon de thé, boire du thé, thé vert, thé noir, "
    "tisane, tisanes, infusion, infusions, heure du thé, cérémonie du thé, amateur de thé, "
    "matcha, rooibos",
    es="tetera, té, teteras, taza de té, tomar té, té verde, té negro, infusión, infusiones, "
    "manzanilla, hora del té, ceremonia del té, amante del té, matcha, rooibos",
    hold="front",
    to_person=0.36,
    grip=(0, 0, -4),
    poses=("stand", "held"),
)
def teapot(wall: float = 1.2, pose: str = "stand") -> Sdf:
    pot = _pot(wall)
    if pose == "held":
        return floor(pot).at(z=-20)
    table = union(_doily(), _cup(wall).at(*CUP, 2), _sugar().at(13, -19, 2), k=0.4)
    return floor(union(table, pot.turn(z=-5).at(0.5, 5, 1.8), k=0.5))


def _pot(wall: float) -> Sdf:
    belly = ellipsoid(*BELLY).at(z=MIDDLE)
    foot = union(cone(11.5, 9.5, 3.4, round=0.8).at(z=1.7), torus(10.4, 1.3).at(z=1.3), k=0.5)
    beads = around(sphere(0.9).at(0, 12.7, MIDDLE + 10.3), 26)
    body = union(belly, foot, k=1.5)
    return union(union(body, _spout(wall), _handle(wall), k=1.6), beads, _lid(), *_daisies(), k=0.4)


def _spout(wall: float) -> Sdf:
    path = curve([(-12, 0, 9), (-20.5, 0, 12.5), (-24.0, 0, 20), (-29.6, 0, 26.6)], 16)
    solid = tube(path, [7.0, 5.2, 3.9, 3.4, 3.3], k=0.5)
    lip = torus(3.2, 1.15).turn(y=-38).at(-29.8, 0, 26.8)
    hole = capsule((-32, 0, 29.4), (-27.4, 0, 24), max(1.4, 2.6 - 0.3 * wall))
    return difference(union(solid, lip, k=0.6), hole, k=0.5)


def _handle(wall: float) -> Sdf:
    r = max(2.1, 0.6 * wall)
    path = curve(
        [(12.5, 0, 24), (21, 0, 27.6), (27.6, 0, 23.6), (27.4, 0, 15), (21.6, 0, 8.6), (14, 0, 8)],
        30,
    )
    thumb = ellipsoid(2.6, 1.9, 1.6).turn(y=30).at(24.6, 0, 28.8)
    curl = sphere(r + 0.5).at(18.4, 0, 5.6)
    return union(tube(path, [r * 1.2, r * 1.05, r, r * 1.05, r * 1.2]), thumb, curl, k=1.2)


def _lid() -> Sdf:
    """A dome with a rim; a heart stands on it."""
    top = MIDDLE + BELLY[2]
    dome = ellipsoid(10.4, 10.4, 5.2).at(z=top - 1.2)
    rims = [torus(10.3, 1.25).at(z=top - 1.2), torus(5.4, 0.7).at(z=top + 3.0)]
    heart = extrude(_heart(5.2), height=4.0, round=1.2).turn(x=90).at(z=top + 9.0)
    neck = cone(3.0, 1.8, 2.6, round=0.5).at(z=top + 4.2)
    return union(dome, *rims, neck, heart, k=0.6)


def _heart(size: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    half = [(x * size, y * size) for x, y in HEART]
    dip = (0.0, 0.5 * size)
    return loop([*half, dip, *[(-x, y) for x, y in reversed(half[1:])]], 40)


def _daisies() -> list[Sdf]:
    """A large one in front with two leaves and buds, the same behind: relief on the belly."""
    petal = ellipsoid(2.0, 3.2, 1.1).at(0, 4.4, 0)
    bloom = union(
        around(petal, 9),
        difference(ellipsoid(2.9, 2.9, 1.8).at(z=0.5), torus(2.0, 0.35).at(z=2.0), k=0.2),
    )
    leaf = difference(ellipsoid(5.0, 2.2, 1.1), capsule((-3.6, 0, 1.3), (3.6, 0, 1.3), 0.45), k=0.3)
    bud = union(around(ellipsoid(0.9, 1.4, 0.9).at(0, 1.7, 0), 5), sphere(1.0).at(z=0.3), k=0.3)
    spread = [
        (bloom, 0.0, 0.0),
        (leaf.turn(z=-28), 31.0, -16.0),
        (leaf.turn(z=28), -31.0, -16.0),
        (bud.scale(1.3), 36.0, 12.0),
        (bud.scale(1.3), -36.0, 12.0),
    ]
    front = [_on(*one) for one in spread]
    return [*front, *[_on(one, side + 180, up) for one, side, up in spread if abs(side) != 36]]


def _on(relief: Sdf, side: float, up: float) -> Sdf:
    """Lying in the plane z = 0, laid on the belly `side` degrees to the right, `up` above it."""
    _, b, c = BELLY
    angle = np.radians(up)
    y, z = b * float(np.cos(angle)), c * float(np.sin(angle))
    slope = float(np.degrees(np.arctan2(z / c**2, y / b**2)))
    return relief.turn(x=90 - slope).at(0, -y, MIDDLE + z).turn(z=side)


def _doily() -> Sdf:
    """Crocheted: scallops round an oval, a dimple in each, a ring of small stitches."""
    angles = np.arange(22) * 2 * np.pi / 22
    oval = np.c_[28.0 * np.cos(angles), 25.4 * np.sin(angles)]
    cloth = extrude(loop(oval.tolist(), 66), height=2.4, round=0.8).at(z=1.2)
    edge = [cylinder(4.0, 2.4, round=0.8).at(float(x), float(y), 1.2) for x, y in oval]
    free = [p for p in (*oval, *(0.86 * oval)) if np.hypot(p[0] - CUP[0], p[1] - 4 - CUP[1]) > 13]
    holes = [sphere(1.15).at(float(x), float(y), 2.6) for x, y in free]
    return difference(union(cloth, *edge, k=0.5), *holes, k=0.3).at(y=-4)


def _cup(wall: float) -> Sdf:
    """On its saucer, full, the tag of the tea bag over the rim."""
    saucer = difference(
        cone(6.4, 10.4, 2.6, round=0.8).at(z=1.3), ellipsoid(8.8, 8.8, 1.6).at(z=3.2), k=0.4
    )
    thick = max(1.2, 0.8 * wall)
    bowl = union(ellipsoid(7.4, 7.4, 8.4).at(z=9.6), cylinder(4.4, 3, round=0.6).at(z=2.4), k=1.0)
    bowl = difference(bowl, box(30, 30, 12).at(z=17.0))
    tea = difference(bowl, cylinder(7.4 - thick, 6, round=0.8).at(z=13.0), k=0.3)
    ear = torus(2.9, max(1.1, wall / 2)).turn(x=90).at(-8.2, 0, 6.6)
    thread = tube([(4.0, -4.6, 11.0), (4.9, -5.6, 10.4), (5.0, -6.2, 6.6)], max(0.6, wall / 3))
    label = box(4.6, max(1.4, wall), 4.8, round=0.6).turn(z=40).at(4.9, -6.2, 4.6)
    rings = torus(3.0, 0.5).at(z=10.1)
    return union(saucer, tea, ear, rings, thread, label, k=0.4).turn(z=12)


def _sugar() -> Sdf:
    """Two lumps and a third on top of them."""
    lump = box(4.8, 4.8, 4.4, round=0.7)
    lower = [lump.turn(z=20).at(0, 0, 2.0), lump.turn(z=-24).at(4.9, 1.8, 2.0)]
    return union(*lower, lump.turn(z=50).at(2.4, 1.0, 6.0))
