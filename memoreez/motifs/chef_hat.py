"""A chef's toque with billowing pleats, a whisk leaning on it, and a pan with a fried egg."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    torus,
    tube,
    union,
)

BAND, HEAD = 19.0, 15.0  # height and radius of the band


@motif(
    "food",
    en="chef's hat, cooking, cook, chef, chefs, chef hat, kitchen, recipes, recipe, cuisine, "
    "food, foodie, culinary, gourmet, toque, frying pan, whisk, home cooking, grilling, "
    "barbecue, bbq, meal prep, dinner, eating, italian food, restaurant",
    de="Kochmütze, Kochen, Koch, Köchin, Küche, Rezepte, Rezept, Kulinarik, Essen, "
    "Feinschmecker, Gourmet, Pfanne, Schneebesen, Küchenchef, Hobbykoch, Grillen, Genießer, "
    "Restaurant, Kochkurs, Schlemmen",
    fr="toque, cuisine, cuisiner, cuisinier, cuisinière, chef cuisinier, toque de chef, "
    "recettes, recette, gastronomie, gourmet, gourmand, nourriture, fourneaux, poêle, "
    "fouet, faire la cuisine, restaurant, barbecue, bien manger",
    es="gorro de chef, cocinar, cocina, cocinero, cocinera, chef, gorro de cocinero, recetas, "
    "receta, gastronomía, comida, gourmet, sartén, batidor, guisar, restaurante, parrilla, "
    "barbacoa, asado, comer, paella",
    hold="head",
    to_person=0.42,
    grip=(0, 0, 9),
    poses=("stand", "held"),
)
def chef_hat(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Worn, it is the hat alone: the head's top goes to the grip, inside the band."""
    if pose == "held":
        return _hat()
    hat = _hat().scale(1.04).at(-1, 4, 0)
    whisk = _whisk(wall).turn(x=-5, y=3).at(-23.0, -15.5, 0)
    return floor(union(hat, whisk, _pan(wall).scale(0.86).at(8.5, -16.0, 0), k=0.6).at(1, 2))


def _hat() -> Sdf:
    """Bottom at z = 0. Pleats of the crown spill over the band, a little more to one side."""
    band = cone(HEAD, HEAD + 0.9, BAND, round=1.0).at(z=BAND / 2)
    hems = [torus(r, 0.8).at(z=z) for r, z in ((HEAD + 0.1, 1.6), (HEAD + 0.4, 5.2))]
    band = union(band, *hems, k=0.5)
    crown = _crown().turn(x=-3, y=5).at(0, 0, BAND - 1)
    return union(band, crown, k=0.8)


def _crown() -> Sdf:
    """Gathered at the band in narrow pleats, puffed out above, slumped over to the right."""
    pleats = []
    for i in range(16):
        angle = math.tau * (i + 0.5) / 16
        c, s = math.cos(angle), math.sin(angle)
        out = 18.6 + 1.6 * math.sin(2.4 * i) + 1.6 * c
        path = curve(
            [
                (14 * c, 14 * s, 0),
                (15.4 * c, 15.4 * s, 5),
                (out * c, out * s, 13.5),
                (0.74 * out * c, 0.74 * out * s, 19.5),
            ],
            6,
        )
        pleats.append(tube(path, [2.2, 2.6, 4.6, 5.0]))
    top = [
        (0, 0, 17, 17, 15, 8.0),
        (7.4, -4.6, 20.6, 11, 10, 6.8),
        (-7.6, 1.0, 21.4, 10, 11, 7.2),
        (4.8, 8.0, 20.4, 11, 9, 6.6),
    ]
    puffs = [ellipsoid(a, b, h).at(x, y, z) for x, y, z, a, b, h in top]
    return union(cone(14.6, 18.6, 16).at(z=8), union(*pleats, k=0.5), union(*puffs, k=1.6), k=1.6)


def _whisk(wall: float) -> Sdf:
    """Upright, its handle's end at the origin: a balloon with raised wires."""
    r = max(0.85, wall * 0.5)
    handle = union(
        capsule((0, 0, 1.6), (0, 0, 19), 2.5, 2.1),
        torus(2.2, 0.7).at(z=18.4),
        torus(2.3, 0.7).at(z=4.4),
        k=0.5,
    )
    path = curve([(0.8, 0, 19), (3.6, 0, 26), (6.3, 0, 35), (5.0, 0, 42), (0, 0, 44.6)], 14)
    wires = around(tube(path, r), 8)
    core = tube(
        curve([(0, 0, 19), (0, 0, 28), (0, 0, 36.6), (0, 0, 39.6)], 10), [1.6, 3.8, 5.8, 4.6]
    )
    return union(handle, core, wires, k=0.4)


def _pan(wall: float) -> Sdf:
    """Flat on the table, its handle towards the front right; an egg sunny side up."""
    side = max(1.7, wall * 0.8)
    bowl = difference(
        cone(11.6, 13.6, 6, round=1.0).at(z=3),
        cone(11.6 - side, 13.4 - side, 6, round=0.6).at(z=5),
        k=0.3,
    )
    rim = torus(13.4 - side / 2, side / 2 + 0.3).at(z=5.6)
    path = curve([(-11, 0, 4.2), (-16, 0, 5.2), (-22.6, 0, 5.4), (-27, 0, 4.6)], 8)
    hole = cylinder(0.9, 20).at(-25.6, 0, 5)
    handle = difference(
        tube(path, [max(1.7, 0.68 * wall), max(1.9, 0.68 * wall), 2.4, max(2.6, 0.9 + wall)]),
        hole,
        k=0.2,
    )
    prop = cone(2.2, 1.6, 4).at(-21, 0, 2)
    white = union(
        ellipsoid(6.6, 5.4, 1.9),
        ellipsoid(4, 4.4, 1.6).at(4, 2.6, 0),
        ellipsoid(3.8, 3, 1.6).at(-3.6, -3.8, 0),
        ellipsoid(3.4, 3.2, 1.5).at(2.6, -3.8, 0),
        k=1.6,
    )
    yolk = ellipsoid(3.3, 3.3, 2.6).at(0.6, 0, 1.6)
    egg = union(white, yolk, k=0.2).turn(z=100).at(0, 0, 2.6)
    return union(union(bowl, rim, k=0.4), union(handle, prop, k=0.6), egg, k=0.4).turn(z=140)
