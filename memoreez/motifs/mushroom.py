"""A toadstool with warts and gills, a ladybird on its cap, small ones and leaves at its foot."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    cone,
    curve,
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


@motif(
    "plant",
    en="mushroom, mushrooms, mushroom picking, foraging, forager, mushroom hunting, toadstool, "
    "toadstools, mushroom foraging, fungi, fungus, mycology, mycologist, porcini, chanterelle, "
    "chanterelles, truffle hunting, morels, fly agaric, picking mushrooms",
    de="Pilz, Pilze, Pilze sammeln, Pilzesammeln, Pilzsammler, Pilzsammlerin, Fliegenpilz, "
    "Glückspilz, Pilzsuche, Pilze suchen, Steinpilz, Steinpilze, Pfifferling, Pfifferlinge, "
    "Schwammerl, Schwammerl suchen, Pilzkunde, Mykologie, in die Pilze gehen",
    fr="champignon, champignons, cueillette des champignons, cueillette de champignons, "
    "cueilleur de champignons, aller aux champignons, cèpe, cèpes, girolle, girolles, "
    "chanterelles, morille, morilles, amanite, mycologie, mycologue, chasse aux truffes",
    es="seta, setas, champiñón, champiñones, hongo, hongos, buscar setas, recoger setas, coger "
    "setas, recolectar setas, micología, micólogo, boletus, níscalo, níscalos, rebozuelo, trufas",
    to_person=0.42,
)
def mushroom(wall: float = 1.2, pose: str = "stand") -> Sdf:
    large = _toadstool(24, 38, wall, seed=3).turn(x=4, y=4).at(-1, 2, 0)
    small = _toadstool(11.5, 17, wall, seed=5, warts=10).turn(x=-7, y=16).at(15.5, -14.5, 2)
    least = _toadstool(8.0, 14, wall, seed=9, warts=7).turn(x=-14, y=-20).at(-13.5, -17, 2)
    bug = _ladybird(wall).scale(1.4).turn(z=48).turn(x=36).turn(z=-30)
    bug = bug.at(-6.9, -10.9, 56.0).turn(x=4, y=4).at(-1, 2, 0)
    whole = union(_ground(wall), large, small, least, bug, k=0.5)
    return floor(whole)


def _toadstool(wide: float, high: float, wall: float, seed: int, warts: int = 22) -> Sdf:
    """Its cap `wide` mm in radius, whose rim is `high` mm above the ground."""
    r = wide
    thick = max(0.3 * r, 2.4)
    profile = curve(
        [(0, 0.92 * r), (0.45 * r, 0.82 * r), (0.82 * r, 0.46 * r), (r, 0.04 * r)], 36
    ).tolist()
    under = curve([(0.97 * r, -0.06 * r), (0.7 * r, 0.02 * r), (0.3 * r, -0.24 * r)], 8).tolist()
    cap = revolve([*profile, *under, (0, -0.5 * r)])
    rim = torus(0.955 * r, max(0.06 * r, 1.0)).at(z=0.0)
    gill = capsule((0.34 * r, 0, -0.26 * r), (0.92 * r, 0, -0.04 * r), max(0.034 * r, 0.5))
    cap = union(cap, rim, around(gill, 26 if r > 15 else 14), k=0.03 * r)
    stem = tube(
        curve([(0, 0, -high), (0.05 * r, 0, -0.5 * high), (0, 0, 0.2 * r)], 12),
        [0.46 * r, 0.38 * r, 0.31 * r, 0.3 * r, 0.34 * r],
    )
    foot = [torus(0.42 * r, 0.07 * r).at(z=-high + 0.14 * r + i * 0.15 * r) for i in range(2)]
    frill = cone(0.58 * r, 0.3 * r, 0.34 * r, round=0.05 * r).at(z=-0.42 * r)
    pleat = capsule((0.33 * r, 0, -0.28 * r), (0.58 * r, 0, -0.56 * r), 0.05 * r)
    skirt = union(frill, around(pleat, 16), k=0.04 * r)
    spots = _warts(r, seed, warts)
    body = union(stem, *foot, skirt if thick > 5 else frill, k=0.06 * r)
    return union(body, cap, *spots, k=0.03 * r).at(z=high)


def _warts(r: float, seed: int, count: int) -> list[Sdf]:
    """Soft flat knobs, evenly over the cap, larger near the top."""
    random = np.random.default_rng(seed)
    made = []
    for i in range(count):
        down = math.acos(1 - 0.93 * (i + 0.35) / count)
        turn = i * math.pi * (3 - math.sqrt(5)) + seed
        out = (math.sin(down) * math.cos(turn), math.sin(down) * math.sin(turn), math.cos(down))
        size = r * (0.165 - 0.065 * down / 1.5) * random.uniform(0.8, 1.15)
        wart = union(
            ellipsoid(size, size * 0.86, size * 0.6),
            ellipsoid(size * 0.6, size * 0.7, size * 0.6).at(size * 0.4, 0.2 * size, 0),
            k=size * 0.3,
        )
        shape = (0.965 * r, 0.965 * r, 0.9 * r)
        spot = [o * s for o, s in zip(out, shape, strict=True)]
        normal = [o / s for o, s in zip(out, shape, strict=True)]
        made.append(wart.turn(z=40 * i).turn_to(normal).at(*spot))
    return made


def _ladybird(wall: float) -> Sdf:
    """About 11 mm long, looks to -y, its belly at z = 0."""
    shell = intersection(ellipsoid(5.2, 6.0, 5.0), half_space((0, 0, -1)), k=0.6)
    seam = tube(curve([(0, -6, 1.2), (0, -3, 4.5), (0, 2, 4.9), (0, 6, 1.0)], 12), 0.45)
    dots = [
        ellipsoid(1.25, 1.25, 1.25).at(
            x, y, math.sqrt(max(0, 1 - (x / 5.2) ** 2 - (y / 6) ** 2)) * 5
        )
        for x, y in ((2.4, -2.2), (3.2, 1.6), (1.5, 3.8))
    ]
    shell = difference(shell, seam, mirror(union(*dots)), k=0.3)
    head = eyes(ellipsoid(3.6, 2.8, 3.1), (1.7, -2.2, 0.9), 1.2, 24, tall=1.2)
    r = max(0.8, 0.4 * wall)
    feeler = union(
        tube(curve([(1.0, 0, 2.4), (1.8, -0.8, 4.6), (2.8, -1.8, 5.2)], 6), r),
        sphere(r + 0.35).at(2.8, -1.8, 5.2),
    )
    legs = [capsule((3.6, y, 1.2), (5.3, y - 0.4, -0.4), r) for y in (-3, 0, 3)]
    front = union(head, mirror(feeler), k=0.3).at(0, -6.0, 2.6)
    belly = ellipsoid(4.7, 5.6, 2.6).at(z=-0.2)
    return union(shell, belly, front, mirror(union(*legs)), k=0.3)


def _ground(wall: float) -> Sdf:
    """A mossy patch with grass and fallen leaves."""
    outline = [(0, -27), (14, -26), (25, -18), (25, 0), (19, 15), (4, 20), (-12, 18), (-23, 6)]
    turf = extrude(loop([*outline, (-24, -10), (-16, -24)], 60), height=4.4, round=1.6).at(z=0.8)
    hump = ellipsoid(19, 17, 5).at(-1, 1, 2.4)
    parts = [turf, hump]
    for x, y, s, lean in (
        (-19.0, 3.0, 1.15, -2.0),
        (19.5, 4, 1.1, 2),
        (5, -22, 0.85, 0.4),
        (-5, 16, 1.0, -1),
    ):
        blade = max(1.2, 0.5 * wall)
        parts += [
            tube(
                curve(
                    [(x + dx, y, 1.4), (x + 1.4 * dx, y, 6 * s), (x + 2.4 * dx, y - 1, h * s)], 7
                ),
                [blade * 1.3, blade, 0.75 * blade],
            )
            for dx, h in ((lean - 2, 9), (lean, 12.5), (lean + 2, 10))
        ]
    for x, y, s, turn in ((-7.0, -21.5, 1.0, 30), (21.5, -6, 0.9, -60), (-20, -10, 0.9, 80)):
        half = [(0, -5), (2.8, -2.6), (3.2, 1), (1.6, 3.6)]
        shape = loop([*half, (0, 5.4), *[(-x, y) for x, y in reversed(half[1:])]], 28)
        vein = capsule((0, -5, 1.1), (0, 4, 1.1), 0.5)
        leaf = difference(extrude(shape, height=2.4, round=0.9), vein, k=0.3)
        parts.append(leaf.scale(s).turn(z=turn).turn(y=8).at(x, y, 3.4))
    return union(*parts, k=1.0)
