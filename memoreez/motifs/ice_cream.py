"""A waffle cone in a cup: scoops, sauce in drips, whipped cream, a cherry, wafers."""

from __future__ import annotations

import numpy as np

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
    extrude,
    half_space,
    intersection,
    rough,
    sphere,
    torus,
    tube,
    union,
)

SIZE = 0.95
TIP, RIM = (8.0, 3.2), (37.0, 12.6)  # height and radius of the cone's ends
LOWER, UPPER = (13.6, 42.5), (10.8, 52.4)  # radius and height of the scoops


@motif(
    "food",
    en="ice cream, ice creams, ice cream cone, ice cream sundae, sundae, sundaes, gelato, "
    "gelati, sorbet, frozen yogurt, frozen yoghurt, soft serve, popsicle, popsicles, ice lolly, "
    "making ice cream, ice cream parlour, ice cream parlor, ice cream shop, banana split, "
    "milkshake, milkshakes, vanilla ice cream, strawberry ice cream",
    de="Eis, Eiscreme, Speiseeis, Eisbecher, Eistüte, Eiswaffel, Eisdiele, Eiscafé, Eis essen, "
    "Eis am Stiel, Softeis, Spaghettieis, Vanilleeis, Schokoladeneis, Schokoeis, Erdbeereis, "
    "Eisverkäufer, Kugel Eis, Eiskugel, Eiskugeln, Milchshake, Sorbet, Gelato",
    fr="glace, glaces, crème glacée, cornet de glace, boule de glace, boules de glace, glacier, "
    "sorbet, sorbets, coupe glacée, manger des glaces, glace à la vanille, glace au chocolat, "
    "glace à l'italienne, gelato, milk-shake, esquimau",
    es="helado, helados, cucurucho, cucuruchos, cono de helado, bola de helado, heladería, "
    "heladero, heladera, sorbete, sorbetes, copa de helado, tomar helado, comer helado, "
    "helado de vainilla, helado de chocolate, helado de fresa, gelato, batido, batidos",
    hold="raise",
    to_person=0.4,
    grip=(0, 0, -12),
    poses=("stand", "held"),
)
def ice_cream(wall: float = 1.2, pose: str = "stand") -> Sdf:
    wall = wall / SIZE
    treat = union(_waffle(), _scoops(), _sauce(), _cream(), _cherry(wall), _wafers(wall), k=0.4)
    if pose == "held":
        return treat.scale(SIZE).at(z=-32)
    return floor(union(treat.at(z=-3.4), _cup(), k=0.5).scale(SIZE))


def _waffle() -> Sdf:
    """A cone with a lattice of ridges that wind up it both ways, a rolled rim."""
    (low, small), (high, large) = TIP, RIM
    body = union(
        cone(small, large, high - low).at(z=(low + high) / 2), sphere(small).at(z=low), k=0.5
    )
    t = np.linspace(0, 1, 9)
    angle, r = 1.5 * t, small + (large - small) * t
    ridge = tube(np.c_[r * np.cos(angle), r * np.sin(angle), low + (high - low) * t], 0.75)
    rim = torus(large - 0.2, 1.3).at(z=high)
    return union(body, around(ridge, 11), around(ridge.flip("y"), 11), rim, k=0.25)


def _scoops() -> Sdf:
    """Balls as the scoop leaves them: a little rough, a torn skirt where they sit."""
    parts = []
    for (radius, z), n, seed in ((LOWER, 15, 3), (UPPER, 12, 8)):
        ball = rough(ellipsoid(radius, radius, 0.93 * radius), 0.28, 5.0, seed).at(z=z)
        low = z - 0.52 * radius
        random = np.random.default_rng(seed)
        skirt = [
            ellipsoid(2.6 + s, 2.2, 1.9 + 0.7 * s)
            .at(0, -(0.93 * radius + 0.6 * s), low + 0.9 * d)
            .turn(z=360 * i / n)
            for i, (s, d) in enumerate(random.uniform(-0.6, 0.6, (n, 2)))
        ]
        parts.append(union(ball, union(*skirt, k=0.6), k=0.9))
    return union(*parts, k=0.3)


def _sauce() -> Sdf:
    """Over the upper scoop, in drips of all lengths that end in drops."""
    radius, z = UPPER
    r = radius + 0.7
    cap = intersection(ellipsoid(r, r, 0.93 * r), half_space((0, 0, -1), -4.4), k=0.8)
    drips = []
    for side, length in zip(
        range(12, 372, 36), (62, 34, 48, 84, 40, 66, 30, 74, 44, 56), strict=True
    ):
        a = np.radians(np.linspace(58, 58 - length, 7))
        path = np.c_[0 * a, -(r - 0.4) * np.cos(a), 0.93 * (r - 0.4) * np.sin(a)]
        drips.append(tube(path, [1.9, 1.5, 1.4, 1.4, 1.9]).turn(z=side))
    return union(cap, *drips, k=0.9).at(z=z)


def _cream() -> Sdf:
    """A rosette that winds up to a point."""
    t = np.linspace(0, 1, 34)
    angle, r = 2 * np.pi * 2.6 * t, 4.8 * (1 - t) ** 0.8
    path = np.c_[r * np.cos(angle), r * np.sin(angle), 62.0 + 7.2 * t]
    return union(tube(path, [2.7, 2.4, 2.0, 1.5, 1.2]), cylinder(4.4, 5).at(z=62), k=0.2)


def _cherry(wall: float) -> Sdf:
    fruit = difference(sphere(4.3).stretch(1.06, 1, 0.96), sphere(1.5).at(z=4.7), k=1.0)
    r = max(0.85, wall / 2)
    stem = tube(curve([(0, 0, 2.8), (0.6, 0, 5.4), (2.4, 0, 7.8), (4.6, 0, 8.9)], 8), r)
    end = sphere(r + 0.5).at(4.7, 0, 8.9)
    return union(fruit, stem, end, k=0.3).turn(y=-8).at(0.3, -1.2, 68.2)


def _wafers(wall: float) -> Sdf:
    """A waffle fan and a rolled wafer, stuck in behind."""
    thick = max(2.0, wall)
    a = np.radians(np.linspace(-34, 34, 12))
    bumps = 1 + 0.035 * np.cos(9 * a * 1.2)
    arc = np.c_[21 * np.sin(a) * bumps, 21 * np.cos(a) * bumps]
    sheet = extrude(np.r_[[(0, 0)], arc], height=thick, round=0.6)
    rays = [
        capsule((0, 0, s * thick / 2), (20 * np.sin(t), 20 * np.cos(t), s * thick / 2), 0.55)
        for t in np.radians([-24, -8, 8, 24])
        for s in (-1, 1)
    ]
    rings = [torus(q, 0.5).at(z=s * thick / 2) for q in (10, 14, 18) for s in (-1, 1)]
    ringed = intersection(union(*rings), extrude(np.r_[[(0, 0)], 0.97 * arc], height=9))
    fan = union(sheet, *rays, ringed, k=0.2).turn(x=90).turn(y=-22, x=-16).at(-6.5, 5.5, 44)
    roll = difference(cylinder(2.7, 27, round=0.6), cylinder(1.2, 4).at(z=13.5), k=0.3)
    t = np.linspace(0, 1, 30)
    wind = np.c_[2.7 * np.cos(22 * t), 2.7 * np.sin(22 * t), 26 * t - 13]
    roll = difference(roll, tube(wind, 0.45), k=0.2)
    return union(fan, roll.turn(y=27, x=-16).at(10.8, 6.6, 53), k=0.2)


def _cup() -> Sdf:
    """A low fluted holder on a scalloped saucer with two strawberries and a heart of sugar."""
    saucer = union(
        cylinder(16.6, 2.6, round=1.0).at(z=1.3),
        around(cylinder(3.0, 2.6, round=1.0).at(0, 15.6, 1.3), 16),
        torus(13.6, 0.9).at(z=2.6),
        k=0.5,
    )
    bowl = cone(6.6, 9.2, 11, round=0.8).at(z=8.0)
    flutes = around(capsule((0, 7.0, 2.6), (0, 9.4, 13), 1.0, 1.6), 16)
    rim = torus(9.4, 1.3).at(z=13.6)
    berries = [
        _berry().scale(s).turn(x=tip, z=turn).at(x, y, 4.9)
        for x, y, s, tip, turn in ((-11.6, -8.4, 1.0, 28, -30), (11.4, -9.4, 0.9, 24, 40))
    ]
    return union(saucer, union(bowl, flutes, k=0.5), rim, *berries, k=0.4)


def _berry() -> Sdf:
    """A strawberry on its tip end up: seeds, a star of leaves."""
    fruit = union(
        ellipsoid(3.7, 3.7, 3.2).at(z=0.4), capsule((0, 0, 0), (0, 0, 3.4), 3.0, 1.2), k=1
    )
    seeds = [
        sphere(0.5).at(0, -3.55 + 0.3 * row * row, 0.1 + 1.7 * row).turn(z=45 * i + 22 * row)
        for row in (0, 1)
        for i in range(8)
    ]
    return difference(fruit, *seeds, k=0.2)
