"""A cappuccino with a heart in its foam, on a saucer with a spoon, a biscuit and beans."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    intersection,
    loop,
    mirror,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

FOOT = 4.4  # the cup's underside over the table, mm
RIM = 38.0
HEART = [
    (0, -7.6),
    (4.6, -3.2),
    (7.2, 1.2),
    (6.6, 4.6),
    (3.6, 5.8),
    (0, 3.0),
    (-3.6, 5.8),
    (-6.6, 4.6),
    (-7.2, 1.2),
    (-4.6, -3.2),
]


@motif(
    "food",
    en="coffee cup, coffee, cup of coffee, cups, coffees, cappuccino, latte, latte art, "
    "espresso, flat white, barista, café, coffee shop, coffee lover, caffeine, mug, "
    "hot chocolate, americano, mocha, coffee beans, coffee break, drinking "
    "coffee",
    de="Kaffeetasse, Kaffee, Tasse, Tassen, Cappuccino, Milchkaffee, Latte macchiato, "
    "Espresso, Barista, Café, Kaffee trinken, Kaffeeliebhaber, Kaffeepause, Kaffeebohnen, "
    "Becher, Kakao, heiße Schokolade, Kaffeeklatsch, Koffein",
    fr="tasse de café, café, tasse, tasses, cappuccino, latte, expresso, barista, "
    "boire un café, pause café, petit noir, grains de café, amateur de café, caféine, "
    "chocolat chaud, mug",
    es="taza de café, café, taza, tazas, capuchino, café con leche, expreso, cortado, barista, "
    "cafetería, tomar café, cafetero, cafetera, granos de café, cafeína, "
    "chocolate caliente, cafecito",
    hold="front",
    to_person=0.28,
    grip=(0, -4, -4),
    mouth=(0, 0, RIM, 15.4),
    poses=("stand", "held"),
)
def coffee_cup(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Stands on its saucer; held, it is the cup alone, its handle to the right."""
    cup = _cup(wall)
    if pose == "held":
        return cup.at(z=-RIM / 2 - 2)
    table = union(
        _saucer(wall), _spoon(wall), _biscuit(), *_beans(), sphere(2.2).at(-15.6, -3.6, 3.2), k=0.3
    )
    return floor(union(table, cup.turn(z=-24), k=0.6).at(x=-1))


def _cup(wall: float) -> Sdf:
    thick = max(2.2, wall)
    side = [
        (9.6, FOOT),
        (10.4, FOOT + 2.2),
        (12, FOOT + 5),
        (16.2, 17),
        (18.2, 27),
        (19.0, RIM - 0.9),
    ]
    outer = np.vstack([[(0, FOOT)], curve(side, 20), [(0, RIM - 0.9)]])
    inner = [(18.0 - thick, RIM - 7), (18.7 - thick, RIM - 3), (19.0 - thick, RIM + 1)]
    hollow = np.vstack([[(0, RIM - 7)], curve(inner, 12), [(0, RIM + 1)]])
    lip = torus(19.0 - thick / 2, thick / 2 + 0.25).at(z=RIM - thick / 2)
    ring = torus(10.4, 1.1).at(z=FOOT + 1.0)
    solid = union(union(revolve(outer), _handle(wall), k=1.6), ring, k=0.8)
    body = union(difference(solid, revolve(hollow)), lip, k=0.5)
    return union(body, _foam(19.0 - thick), _emblem(), k=0.2)


def _foam(radius: float) -> Sdf:
    """Milk foam, heaped and turned a little to the viewer; a heart on it with a ring round it."""
    surface = ellipsoid(radius + 2.4, radius + 2.4, 8.6).turn(x=11).at(z=RIM - 5.0)
    disc = intersection(surface, cylinder(radius - 0.2, 30).at(z=RIM - 10))
    heart = loop(HEART, 40)
    outline = difference(
        grow(extrude(heart * 1.28, height=40), 1.1), grow(extrude(heart * 1.28, height=40), -0.3)
    )
    ridge = intersection(grow(surface, 0.8), outline.at(z=RIM), k=0.5)
    petal = intersection(grow(surface, 1.6), extrude(heart * 0.92, height=40).at(z=RIM), k=1.2)
    return union(disc, ridge, petal, k=0.4)


def _emblem() -> Sdf:
    """A coffee bean in relief on the front."""
    return union(
        _bean(1.6).turn(y=24).turn(x=-15).at(-3.4, -15.9, 21.0),
        _bean(1.45).turn(y=-30).turn(x=-15).turn(z=16).at(4.4, -15.0, 17.6),
        k=0.3,
    ).turn(z=12)


def _bean(size: float) -> Sdf:
    """Its flat side with the crease towards -y, upright."""
    solid = ellipsoid(2.9, 2.1, 4.0)
    path = curve([(0.2, -2.3, 4.2), (-0.5, -2.3, 1.6), (0.5, -2.3, -1.6), (-0.2, -2.3, -4.2)], 9)
    return difference(solid, tube(path, 0.62), k=0.5).scale(size)


def _handle(wall: float) -> Sdf:
    r = max(2.3, wall * 0.62)
    path = [
        (16, 0, 32.5),
        (22, 0, 34.4),
        (27, 0, 31.4),
        (27, 0, 25.4),
        (22.4, 0, 19.2),
        (14.6, 0, 14.6),
    ]
    ear = tube(curve(path, 16), [r, r * 1.05, r * 1.05, r * 0.9, r])
    return union(ear, sphere(r * 0.9).at(25.0, 0, 34.2), k=1.6)


def _saucer(wall: float) -> Sdf:
    top = max(2.2, wall)
    upper = curve([(28.6, 6.4), (24, 4.0), (17, 2.2 + top / 2), (11, 2.0 + top / 2)], 14)
    lower = curve([(14.5, 0), (16.4, 0.9), (23, 3.6 - top), (28.0, 6.2 - top)], 12)
    profile = np.vstack([[(0, 5.0), (9.4, 5.0)], upper[::-1], lower[::-1], [(0, 0)]])
    rim = torus(28.4, max(1.1, top / 2)).at(z=6.2 - 0.1 * top)
    return union(revolve(profile), rim, torus(14.0, 0.8).at(z=3.5), k=0.8)


def _spoon(wall: float) -> Sdf:
    """Lies on the saucer in front of the cup."""
    r = max(1.15, wall / 2)
    bowl = difference(ellipsoid(5.2, 3.6, 1.9), ellipsoid(4.0, 2.5, 1.5).at(z=1.7), k=0.5)
    stem = tube(
        curve([(4, 0, 0), (12, 0, 1.6), (20, 0, 2.2), (26, 0, 1.6)], 9), [r, r * 0.9, r, r * 1.5]
    )
    return union(bowl, stem, k=1.2).turn(z=4).at(-6, -22.4, 4.9).turn(z=42)


def _biscuit() -> Sdf:
    """A scalloped shortbread with dots, leaning against the cup."""
    teeth = [
        cylinder(1.5, 3.0, round=0.6).at(7.4 * np.cos(a), 7.4 * np.sin(a), 0)
        for a in np.linspace(0, 2 * np.pi, 14, endpoint=False)
    ]
    disc = union(cylinder(7.6, 3.0, round=0.6), *teeth, k=0.3)
    dots = mirror(mirror(sphere(0.8).at(2.2, 2.2, 1.6), "x"), "y")
    heart = extrude(loop(HEART, 32) * 0.42, height=1.6, round=0.5).at(z=1.5)
    plain = difference(union(disc, heart, k=0.2), dots.scale(1.9), k=0.2)
    prop = box(6, 6, 4, round=1.5).at(0, -5.6, -2.6)
    return union(plain, prop, k=0.6).turn(x=58).at(0, -16.0, 11.0).turn(z=-74)


def _beans() -> list[Sdf]:
    lying = _bean(1.1).turn(x=-82)
    return [
        lying.turn(z=50).at(-3.6, -21.4, 5.0),
        lying.turn(z=-25).at(3.4, -22.6, 5.4),
        capsule((-3.6, -21, 3.6), (3.2, -22, 3.8), 1.7),
    ]
