"""A straw beehive: coiled rope, an arched door with a landing board, big friendly bees, daisies."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    arc,
    around,
    box,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

BOARD = 6.0  # height of the stool on which the hive stands
# Radius of the straw's coils from the bottom up; each is 2 * ROPE - 1 higher than the last.
COILS = (18.6, 19.6, 19.9, 19.4, 17.9, 15.2, 11.4, 6.4)
ROPE = 3.4
STEP = 5.6
TOP = 43.6  # of the last coil


@motif(
    "thing",
    en="beehive, bees, bee, beehives, beekeeping, beekeeper, keeping bees, honey, hive, hives, "
    "honeybee, honeybees, bumblebee, bumblebees, apiary, apiarist, beeswax, honeycomb, skep, "
    "save the bees, bee keeper, bee keeping",
    de="Bienenstock, Bienen, Biene, Imkern, Imker, Imkerin, Imkerei, Honig, Bienenkorb, "
    "Bienenkörbe, Bienenstöcke, Honigbiene, Hummel, Hummeln, Bienenzucht, Bienenvolk, "
    "Bienenwachs, Waben, Hobbyimker, Honigbienen",
    fr="ruche, abeilles, abeille, ruches, apiculture, apiculteur, apicultrice, miel, rucher, "
    "bourdon, bourdons, essaim, cire d'abeille, rayon de miel, butiner, abeille mellifère",
    es="colmena, abejas, abeja, colmenas, apicultura, apicultor, apicultora, miel, panal, "
    "panales, abejorro, abejorros, enjambre, colmenar, cera de abeja, abejita",
    to_person=0.5,
)
def beehive(wall: float = 1.2, pose: str = "stand") -> Sdf:
    hive = union(difference(_straw(), _door(), k=0.6), _door_frame(), k=0.7).at(z=BOARD)
    bees = [
        _bee(wall).scale(1.12).turn(x=10, y=4).turn(z=-56).at(1.6, 0.6, TOP - 1.4),
        _clinging(_bee(wall).turn(z=158), -58, 25.5, 18),
        _clinging(_bee(wall).turn(z=-152), 128, 27.0, 20),
        _bee(wall).scale(1.08).turn(z=-52).at(12.0, -23.4, BOARD - 0.5),
    ]
    whole = union(_ground(), _stool(), hive, *bees, _flowers(wall), k=0.5)
    return floor(whole.at(y=2.5))


def _clinging(bee: Sdf, side: float, z: float, lean: float) -> Sdf:
    """On the straw, `side` degrees from the front to the right, where the wall leans `lean`."""
    upright = bee.turn(x=90 - lean)
    return upright.at(0, -_radius(z - BOARD) + 0.9, z).turn(z=side)


def _radius(z: float) -> float:
    """Of the straw, `z` mm above the board."""
    return float(np.interp(z, [_height(i) for i in range(len(COILS))], COILS))


def _height(i: int) -> float:
    """Of the middle of a coil above the board: the upper ones lie closer."""
    return ROPE - 0.4 + i * STEP * (1 - 0.028 * i)


def _straw() -> Sdf:
    """Coils with the stitches of the bramble that sews them together."""
    rings, stitches, core = [], [], []
    for i, radius in enumerate(COILS):
        z = _height(i)
        rings.append(torus(radius - ROPE, ROPE).at(z=z))
        core.append(cylinder(radius - ROPE + 0.3, 2 * ROPE + 1).at(z=z))
        stitch = capsule((0, radius, -2.6), (1.6, radius, 2.6), 0.55)
        stitches.append(around(stitch.turn(z=13 * i), max(7, round(1.15 * radius))).at(z=z))
    return union(difference(union(*rings, k=0.5), *stitches, k=0.3), *core)


def _door() -> Sdf:
    arch = union(cylinder(4.6, 14), box(9.2, 9, 14).at(y=-4.5))
    return arch.turn(x=90).at(0, -19, 6.4)


def _door_frame() -> Sdf:
    ring = arc(5.3, 1.35, 200).turn(x=90).at(0, -18.6, 6.4)
    posts = [capsule((s * 5.3, -18.6, 6.4), (s * 5.3, -18.6, 0.6), 1.35) for s in (-1, 1)]
    return union(ring, *posts, k=0.4)


def _ground() -> Sdf:
    outline = [(0, -33), (15, -31), (27, -21), (29, -4), (25, 14), (12, 24), (-8, 24.5), (-24, 15)]
    turf = extrude(loop([*outline, (-29, -3), (-26.5, -20), (-14, -31)], 64), height=4, round=1.2)
    tufts = []
    for x, y, s in ((-20, 15, 1.1), (22.4, 12.4, 1.0), (24.6, -19, 0.9), (3, 22, 0.9)):
        blades = [
            capsule((0, 0, 0), (lean, 0.4 * lean, 6 * s), 1.4 * s, 0.9) for lean in (-2.2, 0.2, 2.2)
        ]
        tufts.append(union(*blades, k=0.5).at(x, y, 1.6))
    return union(turf.at(z=0.4), *tufts, k=0.6)


def _stool() -> Sdf:
    """A round board whose front is drawn out to a landing place, on a thick foot."""
    board = cylinder(22.6, 3.0, round=1.2).at(z=BOARD - 1.5)
    tongue = box(27, 16, 3.0, round=1.2).at(0, -21.5, BOARD - 1.5)
    foot = union(cylinder(21, 4).at(z=2.4), box(24, 14, 4, round=1).at(0, -21, 2.4), k=2)
    return union(union(board, tongue, k=3), foot, k=0.6)


def _bee(wall: float) -> Sdf:
    """About 17 mm long, faces -y, its belly at z = 0: stripes, wings, feelers, a smile."""
    bands = [torus(r, 1.15).turn(x=90).at(0, y, 5.0) for y, r in ((1.4, 5.0), (4.9, 5.1))]
    tail = [torus(3.7, 1.1).turn(x=90).at(0, 8.2, 4.9), capsule((0, 9, 4.7), (0, 11.4, 4.3), 1.3)]
    trunk = union(
        ellipsoid(5.2, 6.8, 5.0).at(0, 3.8, 5.0), ellipsoid(4.6, 4.0, 4.5).at(0, -1.8, 4.8), k=2.5
    )
    feet = [
        capsule((s * 3.0, y, 3), (s * 4.4, y - 0.8, 0.8), max(0.9, wall / 2))
        for s in (-1, 1)
        for y in (-2.6, 0.6)
    ]
    r = max(1.0, wall / 2)
    feelers = [
        union(
            tube(curve([(s * 1.4, 0, 3.6), (s * 2.2, -0.6, 6.4), (s * 3.8, -2.0, 7.4)], 6), r),
            sphere(r + 0.5).at(s * 3.8, -2.0, 7.4),
        )
        for s in (-1, 1)
    ]
    head = union(_face(ellipsoid(5.0, 4.3, 4.6)), *feelers, k=0.4).at(0, -6.2, 6.6)
    return union(trunk, *bands, *tail, *feet, head, _wings(max(1.7, wall)), k=0.4)


def _wings(thick: float) -> Sdf:
    """Two on each side, spread upwards and back, a vein in the larger one."""
    outline = loop([(0, 0), (3.6, -1.6), (8.2, -0.6), (10.2, 2.6), (8, 5.4), (3, 4.4)], 28)
    vein = tube([(1, 1, thick / 2), (5, 1.4, thick / 2), (8.4, 2.2, thick / 2)], 0.4)
    large = difference(extrude(outline, height=thick, round=0.6), vein, vein.flip("z"), k=0.2)
    small = extrude(0.76 * outline, height=thick, round=0.6)
    front = large.turn(z=10).turn(x=20).turn(y=-30).at(1.0, 0.6, 8.6)
    back = small.turn(z=24).turn(x=14).turn(y=-20).at(1.2, 3.4, 8.6)
    return mirror(union(front, back))


def _face(head: Sdf) -> Sdf:
    looking = eyes(head, (2.1, -3.5, 0.9), 1.4, 26, tall=1.25)
    smile = tube(curve([(-1.7, -3.75, -1.5), (0, -3.6, -2.7), (1.7, -3.75, -1.5)], 7), 0.55)
    return difference(looking, smile, k=0.2)


def _flowers(wall: float) -> Sdf:
    """Daisies at the foot of the stool."""
    parts = []
    for x, y, z, size, lean in (
        (-17.0, -25.0, 10.0, 1.1, -10),
        (-23.6, -17.5, 8.0, 0.9, -26),
        (25.0, -10.0, 9.0, 0.95, 26),
    ):
        petal = ellipsoid(1.5, 2.3, max(0.9, wall / 2)).at(0, 3.2, 0)
        disc = difference(ellipsoid(2.2, 2.2, 1.7).at(z=0.5), torus(2.3, 0.4).at(z=1.2), k=0.3)
        bloom = union(around(petal, 7), disc)
        stem = capsule((x, y + 1.5, 0), (x, y + 1.0, z), max(1.3, wall / 2))
        leaf = ellipsoid(2.6, 1.3, max(0.9, wall / 2)).turn(y=-35).at(x + 2.4, y + 0.6, 4.6)
        parts += [bloom.scale(size).turn(x=52).turn(z=lean).at(x, y, z), stem, leaf]
    return union(*parts, k=0.5)
