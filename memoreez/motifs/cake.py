"""A birthday cake on its stand: dripping icing, cream swirls, candles, and a slice taken out."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    intersection,
    loop,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

PLATE, LOW, HIGH = 9.0, 27.0, 39.0  # the tops of the stand and of both tiers, mm
WIDE, NARROW = 23.0, 14.0  # radii of the tiers
HEART = [
    (0, -6.4),
    (4.2, -2.4),
    (6, 1.2),
    (5.4, 4),
    (3, 5),
    (0, 2.6),
    (-3, 5),
    (-5.4, 4),
    (-6, 1.2),
    (-4.2, -2.4),
]


@motif(
    "food",
    en="cake, birthday cake, cakes, baking, baker, bake, baked goods, pastry, cupcakes, "
    "cupcake, birthday, party, cake decorating, icing, frosting, dessert, desserts, sweets, "
    "sweet tooth, candles, patisserie, brownies, cookies, muffins, chocolate cake",
    de="Torte, Geburtstagstorte, Torten, Kuchen, Backen, Kuchen backen, Bäcker, Bäckerin, "
    "Konditor, Konditorin, Gebäck, Muffins, Cupcakes, Geburtstag, Kerzen, Zuckerguss, "
    "Süßes, Nachtisch, Plätzchen, Naschkatze, Feier",
    fr="gâteau, gâteau d'anniversaire, gâteaux, pâtisserie, pâtissier, pâtissière, faire des "
    "gâteaux, boulanger, anniversaire, bougies, dessert, desserts, glaçage, cupcakes, "
    "muffins, cookies, gourmandise, fête, tarte",
    es="tarta, pastel, tarta de cumpleaños, pasteles, tartas, repostería, repostera, "
    "repostero, hornear, pastelero, pastelería, panadero, cumpleaños, velas, glaseado, "
    "postre, postres, magdalenas, galletas, bizcocho, torta, dulces, fiesta",
    hold="front",
    to_person=0.36,
    grip=(0, -8, -14),
    poses=("stand", "held"),
)
def cake(wall: float = 1.2, pose: str = "stand") -> Sdf:
    solid = floor(union(_stand(wall), _tiers(), k=0.3))
    solid = union(solid, _candles(wall))
    return solid.at(z=-24) if pose == "held" else solid


def _stand(wall: float) -> Sdf:
    """A footed plate with a scalloped edge; its underside slopes, so that it prints."""
    rim = max(1.2, wall * 0.5)
    side = [
        (13.6, 0.8),
        (12.6, 2.2),
        (10.6, 3.4),
        (13.0, 4.6),
        (27.0, PLATE - 2 * rim + 0.6),
        (28.2, PLATE - rim),
    ]
    profile = np.vstack([[(0, 0), (13.2, 0)], side, [(27.6, PLATE), (0, PLATE)]])
    scallop = around(sphere(rim + 0.5).at(28, 0, PLATE - rim + 0.2), 28)
    return union(revolve(profile), torus(28, rim).at(z=PLATE - rim + 0.2), scallop, k=0.5)


def _tiers() -> Sdf:
    low = _tier(WIDE, PLATE, LOW, 15, 0.0)
    high = _tier(NARROW, LOW, HIGH, 9, 1.3)
    pearls = [
        _ring(sphere(1.8), WIDE + 0.2, 30, PLATE + 1.2),
        _ring(sphere(1.5), NARROW + 0.6, 20, LOW + 1.4),
    ]
    swirls = _ring(_swirl(), WIDE - 4.3, 12, LOW + 1.0)
    solid = union(low, high, *pearls, swirls, k=0.4)
    heart = (
        extrude(loop(HEART, 36) * 0.72, height=3.4, round=1.1)
        .turn(x=90)
        .at(0, -NARROW - 1.0, 34.0)
        .turn(z=-16)
    )
    return union(difference(solid, _missing(), k=0.3), _crumb(), heart, k=0.3)


def _ring(one: Sdf, radius: float, n: int, z: float) -> Sdf:
    return around(one.at(0, -radius, z), n)


def _tier(radius: float, bottom: float, top: float, n: int, phase: float) -> Sdf:
    """Sponge under a thick icing that runs down its side in uneven tongues."""
    sponge = cylinder(radius, top - bottom + 1, round=1.2).at(z=(top + bottom - 1) / 2)
    icing = cylinder(radius + 1.1, 4.4, round=1.6).at(z=top - 1.4)
    drips = []
    for i in range(n):
        angle = 2 * math.pi * i / n
        length = (top - bottom) * (0.36 + 0.17 * math.sin(2.4 * i + phase) + 0.06 * (i % 2))
        x, y = (radius + 0.1) * math.sin(angle), -(radius + 0.1) * math.cos(angle)
        drips.append(capsule((x, y, top - 2), (x, y, top - 1 - length), 1.7, 1.95))
    return union(sponge, union(icing, *drips, k=1.3), k=0.2)


def _swirl() -> Sdf:
    """A piped rosette of cream."""
    coils = [torus(r, t).at(0, 0, z) for r, t, z in ((1.9, 1.5, 1.0), (1.1, 1.3, 2.7))]
    return union(*coils, ellipsoid(1.4, 1.4, 2.4).at(z=3.8), cylinder(2, 3).at(z=0.8), k=0.3)


SLICE = -16.0  # degrees to the right of the front (negative: left)
HALF = 21.0  # half the width of the missing slice, degrees


def _wedge(radius: float, top: float) -> Sdf:
    angles = np.radians(np.linspace(-HALF, HALF, 9))
    rim = np.column_stack([np.sin(angles), -np.cos(angles)]) * radius
    outline = np.vstack([[(0, -4.0)], rim])
    return extrude(outline, height=top - PLATE).at(z=(top + PLATE) / 2).turn(z=SLICE)


def _missing() -> Sdf:
    return intersection(
        _wedge(40, LOW + 9), difference(cylinder(50, 200), cylinder(NARROW + 1.4, 200))
    )


def _crumb() -> Sdf:
    """Two layers of cream that stand out of the cut faces."""
    faces = intersection(grow(_wedge(40, LOW), 0.55), cylinder(WIDE - 0.6, 200))
    layers = [
        intersection(faces, cylinder(30, 1.9).at(z=z), k=0.4) for z in (PLATE + 5.6, PLATE + 11.4)
    ]
    return difference(union(*layers), grow(_wedge(40, LOW + 4), -0.5))


def _candles(wall: float) -> Sdf:
    """Five with a spiral stripe and a flame; on a small cake three."""
    r = max(1.5, wall * 0.55)
    places = (
        [(0, -9.0), (-8.4, -2.8), (8.4, -2.8), (-5.2, 7), (5.2, 7)]
        if wall < 2.4
        else [(-7.6, -3.6), (7.6, -3.6), (0, 6.4)]
    )
    return union(*[_candle(r).at(x, y, HIGH) for x, y in places])


def _candle(r: float) -> Sdf:
    steps = np.linspace(0, 1, 15)
    spiral = np.column_stack([r * np.cos(9 * steps), r * np.sin(9 * steps), 1 + 10 * steps])
    stick = union(cylinder(r, 14, round=0.5).at(z=5), tube(spiral, 0.5))
    flame = tube(
        curve([(0, 0, 12.4), (0.1, 0, 14.6), (-0.1, 0, 16.4), (0.3, 0, 19.0)], 8),
        [r * 0.95, r * 1.25, r * 1.05, r * 0.4],
        k=0.4,
    )
    return union(stick, flame, k=0.6)
