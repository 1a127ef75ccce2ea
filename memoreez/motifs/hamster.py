"""A round hamster with full cheeks that sits up in straw and holds a sunflower seed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    capsule,
    curve,
    difference,
    ellipsoid,
    mirror,
    sphere,
    tube,
    union,
)

STALKS = 64  # of straw round the hamster; fewer where they are thick


@motif(
    "animal",
    en="hamster, hamsters, my hamster, baby hamster, pet hamster, golden hamster, dwarf hamster, "
    "hamster wheel, hamster cage, guinea pig, guinea pigs, guinea-pig, gerbil, gerbils, "
    "chinchilla, chinchillas, pet rodent, pet rodents, rodents, pet mouse, "
    "pet mice, cavy, degu, degus",
    de="Hamster, Hamsterchen, mein Hamster, Goldhamster, Zwerghamster, Hamsterrad, "
    "Hamsterkäfig, Feldhamster, Meerschweinchen, Meerschwein, Rennmaus, Rennmäuse, Nager, "
    "Nagetier, Nagetiere, Chinchilla, Chinchillas, Hamsterbacken, Farbmaus, Farbmäuse, Degu, "
    "Degus",
    fr="hamster, hamsters, mon hamster, petit hamster, hamster nain, hamster doré, "
    "roue de hamster, cage à hamster, cochon d'Inde, cochons d'Inde, cobaye, cobayes, gerbille, "
    "gerbilles, chinchilla, chinchillas, rongeur, rongeurs, octodon",
    es="hámster, hámsteres, hámsters, mi hámster, hamster, hámster ruso, hámster dorado, "
    "rueda de hámster, jaula del hámster, cobaya, cobayas, conejillo de Indias, "
    "conejillos de Indias, cuy, cuyes, jerbo, jerbos, chinchilla, chinchillas, roedor, roedores, "
    "degú, degús",
    to_person=0.25,
)
def hamster(wall: float = 1.2, pose: str = "stand") -> Sdf:
    head = _head(wall).turn(x=3, y=6, z=-5).at(0.4, -2.6, 40.5)
    animal = union(_body(), head, k=4.5)
    animal = union(animal, mirror(_foot()), k=1.2)
    seed = _seed().turn(x=-8, y=14).at(0.2, -21.6, 23.8)
    animal = union(animal, seed, mirror(_arm()), k=0.5)
    spare = [
        _seed().scale(0.62).turn(x=90).turn(z=z).at(x, -21.6 - y, 5.0)
        for x, y, z in ((-1.8, 0.6, 62), (2.6, -1.8, -50))
    ]
    return floor(union(_straw(wall), animal, *spare, k=0.4).at(0, 1.0, 0))


def _front(solid: Sdf, spots: Sequence[tuple[float, float]]) -> npt.NDArray[np.float64]:
    """A smooth line over what is seen of `solid` from the front at these (x, z): (n, 3) mm."""
    path = curve([(x, -40, z) for x, z in spots], 13)
    for _ in range(40):
        path[:, 1] += 0.9 * solid(path)
    return path


def _body() -> Sdf:
    """A pear with a soft belly, thighs at its sides and a stub of a tail."""
    pear = union(
        ellipsoid(20.5, 18, 16.5).at(0, 3.5, 18),
        ellipsoid(16, 14.5, 14).at(0, 0.5, 29),
        ellipsoid(14, 9.5, 11.5).at(0, -8.0, 17.5),
        k=5,
    )
    thigh = ellipsoid(7.5, 10, 9).at(15.0, -3.0, 11.0)
    tail = capsule((0, 18, 9.5), (0.6, 22.6, 10.4), 3.2, 1.7)
    return union(union(pear, mirror(thigh), k=2.4), tail, k=1.6)


def _head(wall: float) -> Sdf:
    """Looks to -y; the origin is the middle of the skull; the cheeks are its widest part."""
    skull = ellipsoid(16.6, 14, 13)
    pouch = ellipsoid(10.6, 10.0, 8.6).at(11.2, -6.0, -6.4)
    head = union(skull, mirror(pouch), k=3.2)
    head = eyes(head, (8.0, -11.4, 3.4), 3.7, 26, tall=1.12)
    pads = mirror(ellipsoid(3.9, 3.5, 3.2).at(2.9, -13.4, -4.2), k=0.6)
    chin = ellipsoid(3.2, 3.0, 2.6).at(0, -12.4, -8.2)
    head = union(head, pads, chin, k=1.2)
    teeth = mirror(ellipsoid(1.25, 1.1, 2.1).at(1.05, -15.4, -7.4))
    nose = union(ellipsoid(2.4, 1.6, 1.4), sphere(1.0).at(0, -0.2, -1.0), k=1).at(0, -16.4, -1.6)
    head = union(head, nose, teeth, k=0.3)
    r = max(0.62, 0.3 * wall)
    rays = [
        tube(_front(head, [(7.4, z), (11.0, z + rise), (15.4, z + 2.2 * rise)]), [r, r, 0.45])
        for z, rise in ((-3.2, 0.7), (-5.8, -0.5))
    ]
    return union(union(head, mirror(union(*rays)), k=0.3), mirror(_ear(wall)), k=1.4)


def _ear(wall: float) -> Sdf:
    """The right one, a small round shell."""
    thick = max(2.6, 0.8 * wall)
    shell = ellipsoid(5.2, thick, 5.4)
    hollow = ellipsoid(3.4, 2.4, 3.6).at(0.1, -thick - 0.1, -0.2)
    return difference(shell, hollow, k=0.9).turn(z=22).turn(y=38).at(12.4, -0.6, 10.6)


def _arm() -> Sdf:
    """Short, its four fingers round the seed."""
    way = curve([(14.0, -8.0, 27.0), (13.6, -15.6, 21.4), (7.4, -20.6, 21.4)], 9)
    fingers = [
        capsule((7.0, -21.0, 21.6 + dz), (3.2, -23.6, 21.8 + 1.3 * dz), 1.45, 1.15)
        for dz in (-2.0, 0, 2.0)
    ]
    return union(tube(way, [4.6, 3.9, 3.0]), *fingers, k=0.6)


def _foot() -> Sdf:
    """The right one, pointing forward and out, four toes."""
    toes = [
        capsule((0.6 * x, -4, 2.6), (x, -9.6 + 0.16 * x * x, 2.4), 1.7, 1.5)
        for x in (-3.6, -1.2, 1.2, 3.6)
    ]
    sole = ellipsoid(4.8, 8, 3.2).at(0, 0, 3.0)
    return union(sole, *toes, k=0.6).turn(z=22).at(11.6, -15.0, 2.6)


def _seed() -> Sdf:
    """Of a sunflower: a flat drop, its point up, with stripes."""
    drop = union(ellipsoid(5.4, 3.2, 6.0), capsule((0, 0, 0), (0, 0, 9.4), 4.7, 0.9), k=1)
    drop = drop.stretch(y=0.72)
    cuts = []
    for side in (1, -1):
        cuts += [
            tube(
                _front(drop, [(0.72 * x, -4.6 + 0.4 * abs(x)), (x, 0.2), (0.3 * x, 6.6)]),
                [0.35, 0.62, 0.35],
            ).turn(z=90 - 90 * side)
            for x in (-2.7, 0, 2.7)
        ]
    return difference(drop, *cuts, k=0.4)


def _straw(wall: float) -> Sdf:
    """A low nest with stalks that lie across each other."""
    r = max(0.95, wall / 2)
    nest = union(ellipsoid(24.4, 23, 4.8), ellipsoid(19, 18, 6.4), k=2)
    stalks = []
    n = round(STALKS / max(1.0, 0.8 * r))
    for i in range(n):
        turn = math.radians(360 / n * i)
        ring = 17.0 + 6.6 * (i * math.sqrt(2) % 1)
        x, y = ring * math.cos(turn), 0.92 * ring * math.sin(turn)
        way = turn + math.radians(35 + 110 * (i * math.sqrt(3) % 1))
        long = 4.5 + 3.5 * (i * math.sqrt(7) % 1)
        z = 1.2 + 3.6 * math.sqrt(1 - (ring / 26) ** 2)
        dx, dy, dz = long * math.cos(way), long * math.sin(way), 1.5 * math.sin(2.4 * i)
        ends = [(x + s * dx, y + s * dy, z + s * dz) for s in (-1, 1)]
        low = [max(r, e[2] - 0.02 * max(0.0, math.hypot(*e[:2]) - 20) ** 2) for e in ends]
        stalks.append(capsule((*ends[0][:2], low[0]), (*ends[1][:2], low[1]), r))
    return union(nest, *stalks, k=0.2)
