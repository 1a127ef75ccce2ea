"""A butterfly that has just settled on a daisy: veined wings spread wide, a smiling face."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    curve,
    difference,
    ellipsoid,
    extrude,
    grow,
    intersection,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

Spots = Sequence[tuple[float, float]]
# The right wings, seen from the front, x out and y up from their root, mm.
FORE = [(0, 2.5), (5.5, 13), (14, 23), (24, 28.6), (30.6, 27.6), (31.6, 22.4), (29.0, 15),
        (27.0, 8), (22, 2.6), (12, -1.5), (2, -3)]  # fmt: skip
HIND = [(1, 1.5), (10, 2.6), (19, 1.0), (25.2, -4.0), (26.6, -10), (23.0, -15.6), (18.6, -18.4),
        (15.4, -22.4), (11.6, -20.2), (7.6, -13), (2.6, -6)]  # fmt: skip
ROOT = (1.6, 3.2, 28.5)  # of the right wings
SWEEP = 12.0  # degrees that the wings are turned back


@motif(
    "animal",
    en="butterfly, butterflies, monarch butterfly, monarch butterflies, caterpillar, "
    "caterpillars, moth, moths, butterfly lover, butterfly garden, butterfly watching, "
    "swallowtail, lepidopterist, chrysalis, cocoon, insects, insect, entomology, entomologist",
    de="Schmetterling, Schmetterlinge, Falter, Tagfalter, Nachtfalter, Raupe, Raupen, "
    "Zitronenfalter, Pfauenauge, Schwalbenschwanz, Motte, Motten, Schmetterlingsgarten, Insekten, "
    "Insekt, Monarchfalter, Kokon, Verpuppung, Insektenkunde",
    fr="papillon, papillons, chenille, chenilles, papillon de nuit, papillons de nuit, "
    "papillon monarque, chrysalide, cocon, insecte, insectes, entomologie, entomologiste, "
    "serre aux papillons, chasse aux papillons, machaon",
    es="mariposa, mariposas, oruga, orugas, polilla, polillas, mariposa monarca, "
    "mariposas monarca, mariposario, crisálida, capullo, insecto, insectos, entomología, "
    "entomólogo, mariposita, mariposas nocturnas",
    to_person=0.34,
)
def butterfly(wall: float = 1.2, pose: str = "stand") -> Sdf:
    wings = mirror(_wings(wall).turn(z=SWEEP).at(*ROOT))
    animal = union(_body(), wings, k=0.8)
    animal = union(animal, _head(wall).turn(x=2, y=-6).turn(z=-24).at(0, -1.8, 38.2), k=0.7)
    return floor(union(animal, _daisy(wall), k=0.5)).at(0, -1.0)


def _wings(wall: float) -> Sdf:
    """Fore and hind wing standing in the plane y = 0, alike on both sides, the root at 0."""
    thick = max(2.2, wall)
    fore = _wing(loop(FORE, 72), thick, _fore_veins(), [(25.4, 23.6, 2.3), (25.0, 16.4, 1.9),
                 (22.6, 10.0, 1.7)])  # fmt: skip
    hind = _wing(loop(HIND, 72), thick, _hind_veins(), [(21.4, -9.4, 2.2), (15.6, -15.6, 1.9)])
    return union(fore.turn(x=90), hind.turn(x=90).at(y=1.0), k=0.4)


def _wing(outline: npt.ArrayLike, thick: float, veins: Sequence[Spots],
          spots: Sequence[tuple[float, float, float]]) -> Sdf:  # fmt: skip
    """Lies in the plane z = 0: a plate in a raised border, with raised veins and spots."""
    plate = extrude(outline, height=thick, round=0.5 * thick)
    raised = extrude(outline, height=thick + 1.5, round=0.7)
    border = difference(raised, grow(extrude(outline, height=9), -1.9))
    lines = [tube(curve([(x, y, 0) for x, y in way], 8), 0.5 * thick + 0.6) for way in veins]
    drops = [ellipsoid(r, r, 0.5 * thick + 1.0).at(x, y, 0) for x, y, r in spots]
    inside = intersection(union(*lines, k=0.3), raised)
    return union(plate, border, inside, *drops, k=0.5)


def _fore_veins() -> list[Spots]:
    return [
        [(2, 1), (9, 12), (20, 22), (27, 27)],
        [(2, 1), (10, 7.6), (16.5, 13), (29, 20.0)],
        [(9, 7.0), (17, 10.2), (27, 12.6)],
        [(2, 0), (12, 3.6), (23, 5.6)],
    ]


def _hind_veins() -> list[Spots]:
    return [
        [(2, -1), (10, -1.8), (17, -4.0), (25.5, -5.6)],
        [(9, -1.8), (15, -7.2), (22.6, -14.4)],
        [(2, -2), (8, -7.0), (12, -13), (14.4, -20)],
    ]


def _front(solid: Sdf, spots: Spots) -> npt.NDArray[np.float64]:
    """A smooth line over what is seen of `solid` from the front at these (x, z): (n, 3) mm."""
    path = curve([(x, -30, z) for x, z in spots], 13)
    for _ in range(40):
        path[:, 1] += 0.9 * solid(path)
    return path


def _head(wall: float) -> Sdf:
    """Looks to -y; the origin is its middle."""
    ball = union(
        ellipsoid(9.2, 8.4, 8.4), mirror(ellipsoid(3.2, 2.8, 2.6).at(5.0, -5.2, -2.8)), k=2
    )
    head = eyes(ball, (4.1, -6.9, 0.9), 2.45, 24, tall=1.2)
    smile = _front(ball, [(-3.4, -2.8), (-2.0, -4.1), (0, -4.6), (2.0, -4.1), (3.4, -2.8)])
    head = difference(head, tube(smile, [0.5, 0.95, 1.0, 0.95, 0.5]), k=0.3)
    r = max(1.25, 0.5 * wall)
    way = curve([(2.6, -0.8, 6.0), (3.8, -1.0, 11.4), (7.0, 0.4, 16.0), (10.6, 3.2, 17.4)], 10)
    feeler = union(tube(way, [r * 1.25, r]), sphere(r + 1.2).at(*way[-1]), k=0.6)
    return union(head, mirror(feeler), k=0.8)


def _body() -> Sdf:
    """A furry collar, a round chest, a striped abdomen; hands folded, feet on the daisy."""
    chest = union(ellipsoid(7.0, 6.4, 7.4).at(0, 0, 25.0), ellipsoid(6.4, 5.8, 4).at(0, 0, 29.6))
    rings = [
        ellipsoid(r, r * 0.96, 2.9).at(0, y, z)
        for r, y, z in ((6.2, 0.2, 19.8), (6.8, 0, 16.2), (6.6, -0.2, 12.6), (5.6, 0, 9.4))
    ]
    core = capsule((0, 0, 24), (0, 0, 8), 5.4)
    tufts = [
        capsule((0, -4.6, 31.4), (0, -7.4, 27.2 - 0.8 * (i % 2)), 2.3, 0.9).turn(z=22.5 * i)
        for i in range(16)
    ]
    arm = tube(curve([(6.0, -2.8, 26), (7.4, -7.0, 21.8), (1.8, -8.6, 20.6)], 8), [2.3, 2.0, 1.9])
    leg = tube(curve([(4.4, -3.6, 13.4), (6.6, -9.0, 13.6), (6.2, -11, 9.4)], 8), [2.6, 2.4, 2.2])
    shoe = union(ellipsoid(2.8, 3.7, 2.3).at(6.2, -11.8, 8.6), sphere(1.5).at(6.2, -14.4, 9.4), k=2)
    limbs = mirror(union(arm, leg, shoe, k=0.5))
    return union(union(chest, core, k=1), *rings, *tufts, limbs, k=0.5)


def _daisy(wall: float) -> Sdf:
    """Two rows of petals, the lower flat on the ground, and a seeded middle."""
    thin = max(2.1, 0.6 * wall)
    low = union(ellipsoid(9.8, 5.3, thin).at(13.2, 0, 1.5), ellipsoid(7, 4.2, 1.6).at(14, 0, 0.6))
    groove = capsule((8, 0, 3.7), (19.5, 0, 3.4), 0.55)
    lower = around(difference(low, groove, k=0.4), 11)
    upper = around(difference(ellipsoid(8.8, 4.9, thin), groove.at(-11.5, 0, -1.3), k=0.4)
                   .turn(y=-13).at(11.0, 0, 4.0), 11).turn(z=16)  # fmt: skip
    middle = union(ellipsoid(11.2, 11.2, 6.0).at(z=4.0), torus(9.2, 2.0).at(z=4.6), k=1)
    seeds = []
    for i in range(60):
        r, a = 1.22 * math.sqrt(i + 0.5), i * math.pi * (3 - math.sqrt(5))
        z = 4.0 + 6.0 * math.sqrt(max(0.0, 1 - (r / 11.2) ** 2))
        seeds.append(sphere(0.95).at(r * math.cos(a), r * math.sin(a), z))
    return union(union(lower, upper, k=0.3), middle, *seeds, k=0.4)
