"""A watering can bent over a pot from which a sprout comes up."""

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
    half_space,
    intersection,
    loop,
    mirror,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

CAN = (8.0, 2.0)  # x and y of the can's axis
RIM = 29.0
SPOUT = (-20.5, 0.0, 38.0)  # where the rose begins, seen from the can's own axis


@motif(
    "thing",
    en="watering can, gardens, planting, plant lover, growing vegetables, vegetable garden, "
    "vegetables, allotment, green fingers, seedlings, herbs, horticulture, landscaping, "
    "greenhouse, watering, pruning, sprout, farming, farmer, gardening tools, growing plants, "
    "potted plants, kitchen garden, raised beds, watering plants",
    de="Gießkanne, Gemüsegarten, Gemüse, Schrebergarten, Kräuter, Gießen, Balkonpflanzen, "
    "Setzlinge, Hochbeet, Beet, Landwirtschaft, Gewächshaus, Gartengeräte, Topfpflanzen, "
    "Blumen gießen, Hobbygärtner",
    fr="arrosoir, plantes vertes, potager, légumes, herbes aromatiques, semis, arroser, "
    "horticulture, serre, plantation, fermier, arroser les plantes, plantes en pot, outils "
    "de jardin, cultiver",
    es="regadera, huerto, huerta, verduras, cultivar, regar, brotes, hierbas, horticultura, "
    "invernadero, plantar, granjero, macetas, herramientas de jardín, regar las plantas, "
    "plantas en maceta, cuidar el jardín",
    to_person=0.4,
    mouth=(9.4, 2.4, RIM, 9.4),
)
def watering_can(wall: float = 1.2, pose: str = "stand") -> Sdf:
    x, y = CAN
    can = union(_can(wall), _spout(wall), _handles(wall), k=0.8).turn(z=8).at(x, y)
    return floor(
        union(can, _pot(wall).at(-16.6, -5.5, 0), _daisy(wall).at(21, -13.0, 0), k=0.5).at(
            x=-0.5, y=1
        )
    )


def _can(wall: float) -> Sdf:
    """Tapered, ribbed, a quarter of its top covered towards the spout."""
    thick = max(1.9, wall)
    side = [(15.4, 1.0), (15.2, 6), (13.9, 20), (13.2, RIM - 1)]
    outer = np.vstack([[(0, 0), (15.0, 0)], curve(side, 16), [(0, RIM - 1)]])
    inner = np.vstack([[(0, 14)], [(14.4 - thick, 14), (13.2 - thick, RIM + 1)], [(0, RIM + 1)]])
    solid = difference(revolve(outer), revolve(inner))
    ribs = [torus(r, 0.95).at(z=z) for r, z in ((15.4, 1.6), (14.7, 11.0), (14.5, 13.4))]
    rim = torus(13.2 - thick / 2 + 0.3, thick / 2 + 0.5).at(z=RIM - 1)
    cover = intersection(ellipsoid(13, 13, 4.6).at(z=RIM - 1.2), half_space((1, 0, 0.45), 6.4))
    lip = intersection(cylinder(13, 10).at(z=RIM), half_space((0, 0, -1), 1.6 - RIM))
    cap = intersection(cover, lip, k=0.3)
    return union(union(solid, rim, cap, k=0.5), *ribs, _heart(), k=0.5)


def _heart() -> Sdf:
    """A raised leaf pair on the front."""
    leaf = extrude(
        loop([(0, 0), (2.6, 1.2), (3.6, 4.4), (2.6, 8), (0.2, 5.6), (-0.8, 2.6)], 28),
        height=4.4,
        round=0.9,
    )
    stem = capsule((0, -5, 0.4), (0, 1, 0.4), 0.85)
    both = union(mirror(leaf.turn(z=-34), "x"), stem, k=0.5).turn(x=86).at(0, -13.2, 20.2)
    return both.turn(z=-14)


def _spout(wall: float) -> Sdf:
    """Starts low and thick, ends in a rose with holes; a strut ties it to the can."""
    end = np.array(SPOUT)
    r = max(2.1, wall * 0.6)
    path = curve([(-12, 0, 6.4), (-17.4, 0, 13.5), (-19.0, 0, 25), SPOUT], 14)
    pipe = tube(path, [4.4, 3.6, r + 0.6, r])
    rose = union(
        cone(2.6, 6.4, 6.6, round=0.8).at(z=2.4),
        difference(ellipsoid(6.4, 6.4, 2.2), half_space((0, 0, 1), -0.6)).at(z=5.4),
        torus(6.2, 0.9).at(z=5.4),
        k=0.4,
    )
    holes = union(
        sphere(0.75),
        around(sphere(0.75).at(2.2, 0, -0.2), 6),
        around(sphere(0.75).at(4.3, 0, -0.8), 10),
    )
    rose = difference(rose, holes.at(z=7.5), k=0.2)
    strut = capsule((-12.6, 0, RIM - 2), (-19.4, 0, RIM + 2.0), max(1.3, wall * 0.56))
    return union(pipe, rose.turn(y=-52).at(*end), strut, k=0.8)


def _handles(wall: float) -> Sdf:
    """One over the top, one behind."""
    r = max(1.8, wall * 0.55)
    top = tube(
        curve(
            [
                (-10.5, 0, RIM - 1),
                (-7.4, 0, 40.5),
                (2.0, 0, 46.0),
                (11.4, 0, 40.8),
                (13.4, 0, RIM - 2),
            ],
            18,
        ),
        r,
    )
    back = tube(
        curve([(13, 0, RIM - 4.5), (20.4, 0, RIM - 4), (23.2, 0, 18.0), (14.4, 0, 7.4)], 16), r
    )
    grip = capsule((-2.0, 0, 45.2), (5.6, 0, 45.2), r + 0.8)
    pads = [ellipsoid(1.6, 3.4, 2.8).at(x, 0, z) for x, z in ((13.2, RIM - 4.6), (14.8, 7.4))]
    return union(top, back, grip, *pads, k=0.8)


def _pot(wall: float) -> Sdf:
    """A clay pot with a sprout of two large leaves and a bud between them."""
    pot = union(
        cone(6.2, 8.2, 10.4, round=0.6).at(z=5.2), cylinder(9.2, 3.6, round=1.0).at(z=10.4), k=0.3
    )
    soil = union(
        ellipsoid(7.2, 7.2, 2.4).at(z=12),
        *[sphere(1.0).at(x, y, 13.6) for x, y in ((-4, -2), (3.6, -3.4), (1, 4.6))],
        k=0.5,
    )
    hollow = cylinder(7.2, 3, round=0.6).at(z=12.4)
    r = max(1.2, wall * 0.55)
    stem = tube(curve([(0, 0, 12), (0.8, -0.3, 16.4), (-0.2, -0.6, 21.4)], 7), [r + 0.5, r])
    half = max(1.0, wall * 0.56)
    leaf = ellipsoid(3.7, 6.0, half + 0.5).at(y=5.0)
    vein = capsule((0, 1, half + 0.4), (0, 9.4, half + 0.2), 0.5)
    leaf = difference(leaf, vein, k=0.4).turn(x=26)
    leaves = [leaf.turn(z=a).at(-0.2, -0.6, 20.4) for a in (104, -76)]
    bud = union(ellipsoid(1.6, 1.6, 2.6), sphere(0.9).at(z=2.2), k=0.5).at(-0.2, -0.6, 22.8)
    return union(difference(pot, hollow, k=0.3), soil, union(stem, *leaves, bud, k=0.9), k=0.4)


def _daisy(wall: float) -> Sdf:
    """A flower and a trowel's worth of grass beside the can."""
    petals = around(ellipsoid(1.4, 2.6, 1.1).at(0, -3.0, 0), 8)
    head = union(petals, ellipsoid(2.1, 2.1, 1.5).at(z=0.4), k=0.3).turn(x=58).at(0, -1.4, 9.4)
    stem = tube(curve([(0, 1, 0), (0.4, 0.4, 5), (0, -0.6, 8.6)], 6), max(1.3, wall * 0.55))
    blades = [
        capsule((x, 0.4, 0), (x * 1.9, -0.6, h), 1.4, 0.9)
        for x, h in ((-2.2, 5.4), (2.2, 6.2), (3.4, 4))
    ]
    turf = ellipsoid(6.6, 4.6, 2.0).at(0, 0.6, 0.2)
    bridge = box(8, 10, 2.2, round=1).at(-2, 5, 0.4)
    return union(head, stem, *blades, turf, bridge, k=0.7)
