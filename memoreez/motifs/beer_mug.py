"""A beer mug with a dimpled glass, foam that runs over its rim, and a pretzel, on a beer mat."""

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
    curve,
    cylinder,
    difference,
    ellipsoid,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

RADIUS, RIM = 16.0, 44.0


@motif(
    "food",
    en="beer mug, beer, beers, pint, pints, lager, ale, craft beer, brewing, brewer, home "
    "brewing, brewery, pub, pubs, drinking beer, stout, ipa, pilsner, stein, tankard, "
    "oktoberfest, beer garden, cheers, pretzel, bartender",
    de="Bierkrug, Bier, Biere, Maß, Maßkrug, Weizen, Pils, Helles, Craftbier, Bier brauen, "
    "Brauer, Brauerei, Biergarten, Kneipe, Stammtisch, Oktoberfest, Wiesn, Feierabendbier, "
    "Prost, Brezel, Bier trinken, Seidel, Humpen",
    fr="chope de bière, bière, chope, bières, pinte, demi, blonde, bière artisanale, brasser, "
    "brasseur, brasserie, pub, boire une bière, apéro, houblon, santé, bretzel, "
    "mousse, bock",
    es="jarra de cerveza, cerveza, cervezas, caña, cañas, birra, chela, pinta, cerveza "
    "artesanal, cervecero, cervecería, elaborar cerveza, pub, tomar cerveza, tercio, "
    "lúpulo, salud, pretzel",
    hold="raise",
    to_person=0.3,
    grip=(25.2, 0, 1),
    poses=("stand", "held"),
)
def beer_mug(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Held, it is the mug without the pretzel, its handle to the right."""
    mug = _mug(wall)
    if pose == "held":
        return mug.at(z=-RIM / 2)
    pretzel = _pretzel(wall).turn(x=70).turn(z=-16).at(-8.0, -16.4, 10.4)
    mat = box(44, 44, 2.8, round=1.0).turn(z=28).at(-1, -1, 1.2)
    return floor(union(mug.turn(z=-16).at(-1, 2, 2), pretzel.at(z=1.6), mat, k=0.6))


def _mug(wall: float) -> Sdf:
    side = [
        (RADIUS + 1.4, 0.6),
        (RADIUS + 1.8, 2.4),
        (RADIUS + 0.6, 5),
        (RADIUS, 8),
        (RADIUS, 38),
        (RADIUS + 0.7, RIM),
    ]
    profile = np.vstack([[(0, 0), (RADIUS + 0.8, 0)], side, [(0, RIM)]])
    panel = ellipsoid(4.5, 2.3, 13.4).at(0, -RADIUS - 0.7, 23)
    solid = difference(revolve(profile), around(panel, 8).turn(z=22.5), k=0.7)
    solid = union(
        solid, torus(RADIUS + 0.2, 1.5).at(z=39.6), torus(RADIUS + 0.6, 1.2).at(z=5.4), k=0.8
    )
    return union(union(solid, _handle(wall), k=1.2), _foam(), k=0.5)


def _handle(wall: float) -> Sdf:
    r = max(2.9, wall * 0.62)
    path = [
        (14, 0, 35.5),
        (21.5, 0, 36.2),
        (25.6, 0, 32),
        (25.8, 0, 23),
        (24.4, 0, 13.6),
        (15, 0, 9),
    ]
    return union(
        tube(curve(path, 18), [r, r * 1.06, r, r * 1.06, r]), sphere(r).at(25.4, 0, 33.4), k=1
    )


def _foam() -> Sdf:
    """A head of uneven bubbles; two tongues of it run down the glass."""
    ring = []
    for i in range(11):
        angle = 2 * math.pi * i / 11
        size = (5.6, 4.8, 5.2)[i % 3]
        ring.append(
            sphere(size).at(14.2 * math.cos(angle), 14.2 * math.sin(angle), RIM + (1.6, 0.6)[i % 2])
        )
    inner = [
        sphere(s).at(x, y, z)
        for x, y, z, s in (
            (-6.4, -4.6, 48.6, 7),
            (6.4, -5.4, 48.2, 6.4),
            (0.6, 6.6, 49.4, 7.2),
            (-8, 5, 47.6, 6),
            (8.4, 4, 48, 6),
            (0.4, -0.6, 51.4, 6.4),
        )
    ]
    core = cylinder(15.4, 7).at(z=RIM)
    drip = tube(
        [(-4.4, -18.0, RIM), (-4.6, -18.3, 37), (-4.4, -17.0, 29.5)], [3.4, 3.0, 3.3], k=0.8
    )
    short = tube([(6.8, -16.8, RIM), (7.2, -17.0, 37.4)], [3.0, 2.7])
    back = tube([(-3, 17.4, RIM), (-3, 17.6, 35.6)], [3.4, 2.9])
    side = tube([(-17.2, 2, RIM), (-17.5, 2, 36.2)], [3.2, 2.8])
    return union(union(core, *ring, *inner, k=2.0), drip, short, back, side, k=1.5)


def _pretzel(wall: float) -> Sdf:
    """In the xy plane, its belly at -y, its arms crossed; coarse salt on it."""
    r = max(1.7, wall * 0.55)
    path = [
        (-4.8, -7.4, 1.2),
        (-0.5, -0.6, 1.7),
        (4.6, 5.2, 0.6),
        (9.2, 5.4, 0),
        (11.4, 0, 0),
        (7.4, -7, 0),
        (0, -9.6, 0),
        (-7.4, -7, 0),
        (-11.4, 0, 0),
        (-9.2, 5.4, 0),
        (-4.6, 5.2, 0),
        (0.5, -0.6, -1.2),
        (4.8, -7.4, 1.0),
    ]
    dough = tube(curve(path, 44), [r * 0.85, r, r, r * 1.5, r * 1.5, r, r, r * 0.85], k=0.3)
    salt = [
        capsule((x, y, r * 1.42), (x + 0.5, y + 0.3, r * 1.42), 0.55)
        for x, y in ((-5.8, -8), (-2.4, -9.7), (1.6, -9.6), (5.2, -8.4), (-9.2, -4.6), (9, -4.2))
    ]
    return union(dough, *salt)
