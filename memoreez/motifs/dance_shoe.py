"""A pair of ballet pointe shoes standing on their tips, leaning on each other, ribbons in a bow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    curve,
    difference,
    ellipsoid,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    sphere,
    tube,
    union,
)

# One shoe stands on its platform: x across, z along the foot, the opening towards -y.
FRONT = [(4.9, -1), (6.6, 7), (8.0, 15), (8.2, 20), (6.6, 30), (6.3, 39), (6.6, 46), (4.6, 51.4)]
SIDE = [
    (-4.9, -1),
    (-6.8, 6),
    (-7.6, 14),
    (-6.8, 22),
    (-7.2, 34),
    (-8.6, 45),
    (-6.4, 51.6),
    (-1.6, 52.4),
    (2.4, 48.6),
    (3.4, 40),
    (3.0, 30),
    (4.6, 18),
    (4.9, 6),
    (4.4, -1),
]


@motif(
    "thing",
    en="ballet shoes, ballet, dancing, dance, dancer, ballerina, pointe shoes, ballet "
    "dancer, ballet shoe, dancers, dance class, salsa, tango, ballroom dancing, ballroom, "
    "tap dancing, hip hop dance, swing dancing, pirouette, breakdancing, waltz, folk "
    "dance, zumba, choreography, line dancing, on pointe",
    de="Ballettschuhe, Ballett, Tanzen, Tanz, Tänzer, Tänzerin, Ballerina, Spitzenschuhe, "
    "Balletttänzerin, Tanzkurs, Salsa, Tango, Walzer, Standardtanz, Stepptanz, Hip-Hop "
    "tanzen, Tanzschuhe, Tanzschule, Zumba, Pirouette, Volkstanz",
    fr="chaussons de danse, danse, danser, ballet, danseur, danseuse, ballerine, pointes, "
    "danse classique, cours de danse, salsa, tango, valse, claquettes, danse de salon, "
    "chausson de danse, zumba, chorégraphie, petit rat",
    es="zapatillas de ballet, ballet, bailar, baile, danza, bailarín, bailarina, puntas, "
    "zapatillas de punta, clases de baile, salsa, tango, vals, bachata, baile de salón, "
    "claqué, zumba, coreografía, danza clásica, sevillanas",
    to_person=0.3,
)
def dance_shoe(wall: float = 1.2, pose: str = "stand") -> Sdf:
    shoe = _shoe(wall)
    left = shoe.turn(z=-12).turn(y=11).at(-11, -0.4, 0.3)
    right = shoe.turn(z=14).turn(y=-11).at(11, 0.8, 0.3)
    inside = capsule((0, -1.2, 34), (0, -1.6, 48), 3.0)  # fills the pocket where the linings meet
    pair = union(left, right, inside, k=0.8)
    return union(pair, _ribbons(wall), k=0.6) & half_space((0, 0, -1))


def _shoe(wall: float) -> Sdf:
    front = extrude(loop([*FRONT, (0, 53), *[(-x, z) for x, z in FRONT[::-1]]], 72), height=60)
    side = extrude(loop(SIDE, 72), height=60).turn(x=90).turn(z=90)
    body = intersection(front.turn(x=90), side, k=6)
    flat = half_space((0, 0, -1), 0)
    hollow = union(
        ellipsoid(4.6, 7, 8).at(0, -6, 24),
        capsule((0, -3.0, 24), (0, -2.0, 43.4), 4.3, 4.2),
        capsule((0, -9, 25), (0, -9, 45), 4.2),
        k=3,
    )
    body = difference(intersection(body, flat, k=0.8), hollow, k=1.0)
    sole = extrude(
        loop(
            [
                (0, 12),
                (3.4, 16),
                (3.9, 23),
                (2.3, 33),
                (2.8, 42),
                (0, 46.6),
                (-2.8, 42),
                (-2.3, 33),
                (-3.9, 23),
                (-3.4, 16),
            ],
            48,
        ),
        height=60,
    )
    pad = intersection(grow(body, 0.8), sole.turn(x=90), half_space((0, -1, 0), -0.5), k=0.4)
    pleats = [
        capsule((x * 0.7, 8.4, 12.6), (x * 1.5, 7.4, 6.2), 0.5) for x in (-3.2, -1.6, 0, 1.6, 3.2)
    ]
    tip = intersection(grow(body, 0.55), half_space((0, 0, 1), 3.2), k=0.5) & flat
    trim = [ellipsoid(1.9, 1.0, 1.2).turn(y=s * 26).at(s * 1.8, -7.4, 16.4) for s in (1, -1)]
    knot = sphere(1.1).at(0, -7.9, 16.0)
    solid = difference(union(body, pad, tip, k=0.3), *pleats, k=0.6)
    return union(solid, *trim, knot, k=0.3)


def _band(
    points: list[tuple[float, float, float]],
    wall: float,
    across: tuple[float, float, float],
    n: int = 14,
) -> Sdf:
    """A ribbon: side by side tubes along a curve, `across` mm from edge to edge."""
    r = max(0.85, wall / 2)
    path: npt.NDArray[np.float64] = curve(points, n)
    step = np.asarray(across)
    return union(*[tube(path + f * step, r) for f in (-0.5, 0.0, 0.5)], k=0.3)


def _ribbons(wall: float) -> Sdf:
    """A bow where the heels meet; its ends run down the outsides and curl on the floor."""
    loop_ = _band(
        [
            (0, -5, 52.6),
            (5, -6.4, 56.6),
            (10.4, -6.0, 57.4),
            (12, -5, 54),
            (9, -5.4, 51),
            (4, -5.6, 51.2),
            (0, -5, 52.6),
        ],
        wall,
        (0.0, 2.6, 0.6),
        18,
    )
    knot = box(6.4, 6.4, 5.2, round=2.0).at(0, -5.4, 52.4)
    tail = _band(
        [
            (0.4, -5, 52.4),
            (6.0, -5.4, 50.4),
            (8.2, -3.6, 43),
            (9.6, -3.2, 36),
            (12.4, -3.4, 27),
            (14.8, -3.6, 18),
            (16.6, -4, 8.6),
            (18.6, -6, 1.6),
            (17, -10.6, 0.8),
            (11.6, -12.6, 0.8),
            (6.4, -11.4, 0.8),
        ],
        wall,
        (0.5, 2.2, 0.4),
        34,
    )
    return union(mirror(union(loop_, tail), "x"), knot, k=0.4)
