"""A pizza on a wooden peel that stands on its tip: a slice pulled out, strings of cheese."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
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
    sphere,
    torus,
    tube,
    union,
)

ROUND = 24.0  # radius of the pizza, mm
DOUGH = 4.4  # its thickness
SLICE = 52.0  # degrees that are pulled out, towards -y
PULLED = -8.6  # mm


@motif(
    "food",
    en="pizza, pizzas, pizza night, pizza lover, pizza slice, making pizza, homemade pizza, "
    "pizza oven, pepperoni pizza, pizza margherita, pizzaiolo, pizza baker, pizzeria, "
    "deep dish pizza, neapolitan pizza, wood fired pizza",
    de="Pizza, Pizzen, Pizzas, Pizza backen, Pizzaabend, Pizzabäcker, Pizzabäckerin, Pizzaofen, "
    "Pizzeria, Pizza essen, Salamipizza, Pizza Margherita, Pizzastück, italienisches Essen, "
    "italienische Küche",
    fr="pizza, pizzas, soirée pizza, faire des pizzas, part de pizza, four à pizza, pizzaïolo, "
    "pizzeria, pizza maison, margherita, cuisine italienne, manger de la pizza, "
    "pizza au feu de bois",
    es="pizza, pizzas, noche de pizza, hacer pizza, porción de pizza, pizzero, pizzera, pizzería, "
    "horno de pizza, pizza casera, pizza margarita, comida italiana, cocina italiana, comer pizza",
    hold="front",
    to_person=0.4,
    grip=(0, 0, 0),
    poses=("stand", "held"),
)
def pizza(wall: float = 1.2, pose: str = "stand") -> Sdf:
    if pose == "held":
        return _pizza(wall).turn(x=66)
    standing = union(_pizza(wall), _peel(wall), k=0.3).turn(x=68).at(0, -3.6, 34.4)
    return floor(union(standing, _table(wall), k=0.4).scale(0.92).turn(z=-10).at(0, 2.0))


def _wedge(degrees: float, far: float = 60) -> Sdf:
    """What lies within `degrees` round -y, the tip at the origin."""
    half = math.radians(degrees / 2)
    corner = far * math.sin(half), -far * math.cos(half)
    return extrude([(0, 0), corner, (0, -far * 1.3), (-corner[0], corner[1])], height=60)


def _base() -> Sdf:
    """Dough with a puffed, blistered rim and a sea of cheese, its underside at z = 0."""
    dough = cylinder(ROUND, DOUGH, round=1.6).at(z=DOUGH / 2)
    rim = [
        ellipsoid(3.6 + 0.5 * math.sin(2.6 * i), 2.9, 3.1 + 0.35 * math.sin(1.7 * i))
        .at(0, -ROUND + 2.2, 3.4)
        .turn(z=360 * i / 26)
        for i in range(26)
    ]
    cheese = loop([((18.2 + 1.1 * math.sin(3.1 * i)) * math.cos(math.tau * i / 18),
                    (18.2 + 1.1 * math.sin(3.1 * i)) * math.sin(math.tau * i / 18))
                   for i in range(18)], 72)  # fmt: skip
    melted = extrude(cheese, height=2.6, round=1.2).at(z=DOUGH + 0.2)
    return union(union(dough, torus(ROUND - 2.2, 2.5).at(z=3.2), *rim, k=1.2), melted, k=0.7)


def _salami() -> Sdf:
    """A slice whose edge curls up, with specks."""
    plate = union(cylinder(3.8, 1.7, round=0.6), torus(3.3, 0.5).at(z=0.55), k=0.5)
    specks = [sphere(0.55).at(x, y, 1.1) for x, y in ((-1.2, 0.6), (1.0, 1.1), (0.3, -1.2))]
    return difference(plate, *specks, k=0.2)


def _mushroom() -> Sdf:
    """Cut lengthwise: cap and stem."""
    cap = difference(cylinder(2.9, 1.9, round=0.6), box(8, 3.4, 9).at(0, -2.3, 0), k=0.4)
    return union(cap, box(1.7, 3.6, 1.8, round=0.6).at(0, -1.8, 0), k=0.5)


def _basil() -> Sdf:
    """A leaf with its midrib."""
    half = [(0, -3.4), (1.7, -1.6), (1.9, 0.8), (0.9, 2.8)]
    outline = loop([*half, (0, 3.9), *[(-x, y) for x, y in reversed(half[1:])]], 32)
    blade = extrude(outline, height=1.9, round=0.7)
    veins = [capsule((0, -3.4, 1.0), (0, 3.2, 1.0), 0.35)]
    veins += [capsule((0, y, 1.0), (s * 1.5, y + 1.2, 1.0), 0.3) for y in (-1.4, 0.4)
              for s in (-1, 1)]  # fmt: skip
    return difference(blade, *veins, k=0.2)


def _olive() -> Sdf:
    return torus(1.35, 0.85)


def _toppings() -> Sdf:
    """Scattered as they fall, but the slice has its own."""
    places = [
        *[(_salami(), a, r) for a, r in ((-90, 13.2), (-30, 12.6), (16, 13.0), (64, 12.8),
                                         (112, 12.8), (163, 13.0), (212, 12.8), (88, 5.6))],
        *[(_mushroom(), a, r) for a, r in ((38, 8.4), (138, 14.4), (188, 6.6), (-5, 5.6))],
        *[(_basil(), a, r) for a, r in ((39, 15.2), (136, 7.4), (-8, 14.6), (187, 14), (100, 12))],
        *[(_olive(), a, r) for a, r in ((89, 16.4), (-38, 6.8), (232, 6.4), (228, 16.4),
                                        (-84, 7.2), (12, 8.0))],
    ]  # fmt: skip
    solids = []
    for i, (solid, angle, far) in enumerate(places):
        a = math.radians(angle)
        place = (far * math.cos(a), far * math.sin(a), DOUGH + 1.9)
        solids.append(solid.turn(z=67.0 * i).turn(x=5 * (-1) ** i).at(*place))
    return union(*solids)


def _pizza(wall: float) -> Sdf:
    """Lying on z = 0; a slice is pulled out towards -y, cheese strings hold it."""
    whole = union(_base(), _toppings(), k=0.4)
    cut = _wedge(SLICE)
    rest = difference(whole, grow(cut, 0.4), k=0.6)
    slice_ = intersection(whole, grow(cut, -0.4), k=0.6).at(0, PULLED, 0.9)
    r = max(0.9, 0.45 * wall)
    strings = []
    t = math.radians(SLICE / 2)
    for far, side in ((9.0, -1), (12.6, -1), (16.8, -1), (10.4, 1), (15.2, 1)):
        x, y = math.sin(t), -math.cos(t)
        a = (side * (far * x + 1.4), far * y, DOUGH + 0.6)
        b = (side * ((far - 5.0) * x - 1.0), (far - 5.0) * y + PULLED, DOUGH + 1.2)
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 0.7, DOUGH - 0.4)
        strings.append(tube(curve([a, middle, b], 7), [r * 1.5, r, r * 1.4]))
    under = intersection(cylinder(ROUND - 3, 3.4).at(z=1.7), grow(cut, 2))
    return union(rest, slice_, *strings, under, k=0.6)


def _peel(wall: float) -> Sdf:
    """The baker's shovel under it, its handle to +y, a hole to hang it up by, grain behind."""
    thick = max(3.0, wall)
    half = [(0, -33.0), (9, -32.6), (19, -29), (25.5, -19), (27.4, -4), (25.4, 11), (18.5, 20.6),
            (8.0, 25.4), (4.2, 30)]  # fmt: skip
    outline = loop([*half, (3.7, 36), (4.6, 41.4), (0, 44.0), (-4.6, 41.4), (-3.7, 36),
                    *[(-x, y) for x, y in reversed(half[1:])]], 90)  # fmt: skip
    board = extrude(outline, height=thick, round=0.45 * thick)
    hole = cylinder(1.6, 30).at(0, 39.6, 0)
    grain = []
    for x, low, high in ((-16, -20, 8), (-9, -26, 17), (-2, -28, 22), (5, -24, 26), (12, -24, 14),
                         (19, -16, 6)):  # fmt: skip
        way = curve([(x, low, -thick / 2), (x + 1.2, (low + high) / 2, -thick / 2),
                     (x - 0.4, high, -thick / 2)], 7)  # fmt: skip
        grain.append(tube(way, 0.5))
    return difference(board, hole, *grain, k=0.5).at(z=-0.5 * thick + 0.6)


def _table(wall: float) -> Sdf:
    """A chequered cloth; a wedge of cheese props the peel up, a tomato and garlic lie in front."""
    cloth = box(58, 42, 3.2, round=1.2).at(0, 0, 1.6)
    checks = [
        box(5.6, 5.6, 1.4, round=0.5).at(7.0 * (i - 3.5), 6.4 * (j - 2.5), 3.2)
        for i in range(8) for j in range(6) if (i + j) % 2
    ]  # fmt: skip
    lip = box(34, 5.4, 4.6, round=2).at(0, -18.0, 4.2)
    front = [_tomato().at(-21.0, -14.8, 2.6), _garlic(wall).at(21.6, -14.4, 2.8)]
    return union(cloth, *checks, lip, _cheese().at(0, 0, 2.4), *front, k=0.4)


def _cheese() -> Sdf:
    """With holes; it lies behind the peel, its slope follows it."""
    side = [(-14, 0), (17.5, 0), (18.5, 7), (-1.2, 29.5), (-4.0, 27.5)]  # y and z
    body = extrude(side, height=25, round=1.4).turn(x=90, z=90)
    rind = extrude([(17.0, 0), (19.0, 0), (19.4, 7.4), (17.6, 8.0)], height=26, round=0.8)
    holes = [
        sphere(r).at(x, y, z)
        for x, y, z, r in (
            (-6, 11.5, 15.2, 3.4), (5, 6.2, 22.0, 2.8), (7.5, 15, 10.6, 2.4), (-4, 3.0, 26.0, 2.0),
            (13, 1, 16, 3.0), (13, 9, 6.5, 2.6), (-13, 2, 9, 3.2), (-13, 7, 17, 2.2),
            (-1, 16.6, 8.8, 1.6),
        )
    ]  # fmt: skip
    return difference(union(body, rind.turn(x=90, z=90), k=0.4), *holes, k=0.5)


def _garlic(wall: float) -> Sdf:
    """A bulb of six cloves with its dry stalk."""
    clove = capsule((1.6, 0, 3.4), (0.6, 0, 7.4), 3.4, 1.4)
    r = max(1.0, 0.45 * wall)
    stalk = capsule((0, 0, 7.4), (0.8, 0.4, 12.0), r + 0.5, r)
    return union(around(clove, 6), ellipsoid(4.6, 4.6, 3.6).at(z=3.4), stalk, k=0.5)


def _tomato() -> Sdf:
    """With its star of leaves."""
    fruit = union(torus(3.4, 4.0), ellipsoid(5.5, 5.5, 4.4), k=1.2).at(z=4.4)
    fruit = difference(fruit, *[torus(6.6, 0.4).turn(x=90, z=60 * i).at(z=4.4) for i in range(3)],
                       k=0.8)  # fmt: skip
    leaves = around(capsule((0.4, 0, 8.6), (4.2, 0, 8.2), 1.1, 0.7), 5)
    return union(fruit, leaves, capsule((0, 0, 8), (0.5, 0, 11), 0.9), k=0.4)
