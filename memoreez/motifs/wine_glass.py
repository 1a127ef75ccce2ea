"""A glass of wine before its bottle, a bunch of grapes at their foot."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
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

RIM, WINE = 44.0, 34.5


@motif(
    "food",
    en="wine glass, wine, glass of wine, wines, red wine, white wine, rosé, wine tasting, "
    "winemaker, vineyard, winery, sommelier, wine lover, champagne, prosecco, sparkling wine, "
    "merlot, cabernet, grapes, bottle of wine, drinking wine, cocktails, cocktail, rosé wine",
    de="Weinglas, Wein, Glas Wein, Weine, Rotwein, Weißwein, Rosé, Weinprobe, Winzer, Winzerin, "
    "Weinberg, Weingut, Sommelier, Weinliebhaber, Weinkenner, Sekt, Champagner, Riesling, "
    "Weintrauben, Weinflasche, Wein trinken, Cocktails, Roséwein",
    fr="verre de vin, vin, vins, vin rouge, vin blanc, rosé, dégustation, œnologie, œnologue, "
    "vigneron, vigne, vignoble, sommelier, amateur de vin, champagne, raisin, bouteille de "
    "vin, cave à vin, pinard, cocktails, vin rosé, verre de rosé",
    es="copa de vino, vino, vinos, vino tinto, vino blanco, rosado, cata de vinos, enología, "
    "viticultor, viñedo, bodega, sumiller, amante del vino, champán, cava, uvas, botella de "
    "vino, tomar vino, cócteles, vino rosado",
    hold="raise",
    to_person=0.27,
    grip=(0, 0, -9),
    poses=("stand", "held"),
)
def wine_glass(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Held, it is the glass alone, gripped at the stem."""
    glass = _glass(wall)
    if pose == "held":
        return glass.at(z=-RIM / 2)
    front = glass.at(9.2, -4.5, 0)
    grapes = _grapes().scale(1.25).turn(z=24).at(-9.0, -14.4, 0)
    return floor(
        union(union(front, _bottle().at(-7.2, 5.6, 0), k=0.8), grapes, k=0.6).at(-1.5, 1, 0)
    )


def _glass(wall: float) -> Sdf:
    stem, thick = max(2.1, wall * 0.62), max(1.7, wall)
    side = [
        (stem, 7.5),
        (stem + 0.1, 12),
        (stem + 1.2, 16),
        (7.6, 19.4),
        (11.6, 25),
        (12.4, 31),
        (11.2, 38.5),
        (9.9, RIM - 0.6),
    ]
    foot = [(11.6, 1.2), (10.4, 2.3), (6.4, 3.4), (stem + 0.8, 5.4)]
    outer = np.vstack([[(0, 0), (11.2, 0)], curve([*foot, *side], 44), [(0, RIM - 0.6)]])
    within = [(12.4 - thick, 31), (11.2 - thick, 38.5), (9.9 - thick, RIM + 1)]
    hollow = np.vstack([[(0, 27)], curve(within, 12), [(0, RIM + 1)]])
    cut = intersection(revolve(hollow), cylinder(20, 40).at(z=20).turn(y=5).at(z=WINE))
    lip = torus(9.9 - thick / 2 + 0.1, thick / 2 + 0.1).at(z=RIM - thick / 2)
    level = torus(12.0, 0.55).at(z=0).turn(y=5).at(z=WINE)
    ring = intersection(level, grow(revolve(outer), 0.5))
    knob = ellipsoid(stem + 1.5, stem + 1.5, 1.5).at(z=14.0)
    return union(union(difference(revolve(outer), cut), lip, k=0.4), ring, knob, k=0.6)


def _bottle() -> Sdf:
    side = [(10.2, 1.2), (10.5, 3), (10.5, 30), (10.0, 35.4), (6.4, 40.6), (4.0, 45), (3.7, 55)]
    body = revolve(
        np.vstack(
            [[(0, 0), (9.4, 0)], curve(side[:2], 3), side[1:4], curve(side[3:], 14)[1:], [(0, 55)]]
        )
    )
    capsule_ = grow(cylinder(4.0, 9.6, round=0.5), 0.15).at(z=55.2)
    lip = torus(4.0, 0.95).at(z=57.4)
    top = cylinder(4.3, 2.4, round=0.8).at(z=60.0)
    label = intersection(
        difference(cylinder(11.3, 18, round=0.4), cylinder(9.6, 40)).at(z=18.6),
        extrude([(-40, -1), (40, -1), (40, -40), (-40, -40)], height=90),
    )
    frame = intersection(
        union(torus(11.3, 0.5).at(z=24.9), torus(11.3, 0.5).at(z=12.2)),
        extrude([(-40, -2), (40, -2), (40, -40), (-40, -40)], height=90),
    )
    emblem = extrude(loop([(0, 3.2), (2.4, 0), (0, -3.2), (-2.4, 0)], 20), height=2.4, round=0.6)
    crest = emblem.turn(x=90).at(0, -11.2, 18.6).turn(z=-38)
    return union(body, capsule_, lip, top, label, frame, crest, k=0.3)


def _grapes() -> Sdf:
    """A bunch that lies on the table, its tip to the front, with a stalk and a leaf."""
    rows = [
        (0, -6.2, (0.0,)),
        (0, -2.6, (-2.7, 2.7)),
        (0, 1.4, (-5.0, 0, 5.0)),
        (0, 5.4, (-3.0, 2.8)),
    ]
    low = [sphere(3.1).at(x, y, 2.8) for _, y, xs in rows for x in xs]
    high = [sphere(3.0).at(x, y, 6.6) for x, y in ((0, -3.8), (-2.8, 0.4), (2.7, 0.2), (0.2, 4.2))]
    crown = [
        sphere(2.7).at(x, y, z) for x, y, z in ((-0.2, 0.8, 9.6), (4.6, 5.0, 5.4), (-4.8, 5.2, 5.6))
    ]
    core = capsule((0, -4, 3.4), (0, 5, 3.8), 3.0)
    stalk = tube(curve([(0, 4, 7), (0.4, 8, 8.6), (2.2, 10.4, 11.2)], 6), [1.3, 1.2])
    return union(union(*low, *high, *crown, core, k=0.3), stalk, _leaf().at(-5.6, 3.6, 8.2), k=0.6)


def _leaf() -> Sdf:
    tips = [
        (0, 6.8),
        (2.4, 4.6),
        (6, 4.2),
        (5.2, 1.2),
        (5.6, -2.4),
        (2.4, -3.8),
        (0, -3.0),
        (-2.4, -3.8),
        (-5.6, -2.4),
        (-5.2, 1.2),
        (-6, 4.2),
        (-2.4, 4.6),
    ]
    blade = extrude(loop(tips, 60), height=1.9, round=0.7)
    veins = [
        capsule((0, -3.4, 1.1), (x, y, 1.1), 0.42) for x, y in ((0, 5), (3.8, 2.2), (-3.8, 2.2))
    ]
    return union(blade, *veins).turn(x=26, y=-28).turn(z=40)
