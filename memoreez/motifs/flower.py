"""A sunflower in a small pot, its face towards the viewer."""

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
    sphere,
    torus,
    tube,
    union,
)


@motif(
    "plant",
    en="flower, flowers, sunflower, sunflowers, rose, roses, daisy, tulip, orchid, lily, peony, "
    "bouquet, gardening, gardener, garden, florist, floristry, flower arranging, plants, "
    "plant, houseplants, green thumb, botany, plant mom, wildflowers, house plants",
    de="Blume, Blumen, Sonnenblume, Sonnenblumen, Rose, Rosen, Tulpe, Orchidee, Gänseblümchen, "
    "Blumenstrauß, Gärtnern, Gartenarbeit, Garten, Gärtner, Gärtnerin, Floristin, Pflanzen, "
    "Zimmerpflanzen, grüner Daumen, Botanik, Blüte",
    fr="fleur, fleurs, tournesol, tournesols, rose, roses, tulipe, orchidée, marguerite, "
    "bouquet, jardinage, jardiner, jardin, jardinier, jardinière, fleuriste, plantes, plantes "
    "d'intérieur, main verte, botanique",
    es="flor, flores, girasol, girasoles, rosa, rosas, tulipán, orquídea, margarita, ramo de "
    "flores, jardinería, jardín, jardinero, jardinera, florista, plantas, plantas de "
    "interior, buena mano con las plantas, botánica",
    hold="raise",
    to_person=0.42,
    grip=(1.0, 2.2, -20),
    poses=("stand", "held"),
)
def flower(wall: float = 1.2, pose: str = "stand") -> Sdf:
    if pose == "held":
        return _plant(wall).at(0, 0, -32)
    return floor(union(_plant(wall), _pot(), k=0.6))


def _plant(wall: float) -> Sdf:
    thick = max(2.4, wall)
    stem = tube(
        curve([(0, 1, 4), (1.2, 2.5, 18), (0, 3, 30), (0, 1.5, 44)], 12), max(2.3, 0.6 * wall)
    )
    leaves = union(
        _leaf(thick).turn(y=-30, z=-20).at(1, 2.5, 20),
        _leaf(thick).scale(0.9).turn(y=-32, z=192).at(1, 2.5, 25),
        k=0.5,
    )
    head = _head(thick).turn(x=72).at(0, -1.5, 47)
    return union(stem, leaves, head, k=1.4)


def _leaf(thick: float) -> Sdf:
    """A pointed leaf along +x from the origin, veined above."""
    blade = union(
        ellipsoid(7, 4.6, thick / 2).at(7, 0, 0),
        capsule((8, 0, 0), (15.5, 0, -1), thick * 0.6, 0.9),
        k=4,
    )
    veins = [capsule((x, 0, 1.9), (x + 2.6, s * 3.6, 1.5), 0.4) for x in (3, 6, 9) for s in (-1, 1)]
    return difference(blade, capsule((1, 0, 1.8), (13.5, 0, 1.2), 0.5), *veins, k=0.6)


def _petal(long: float, wide: float, thick: float) -> Sdf:
    """Along +x from the origin, creased in the middle."""
    blade = union(
        ellipsoid(0.44 * long, wide, thick / 2).at(0.45 * long, 0, 0),
        capsule((0.5 * long, 0, 0), (long - 0.8, 0, 0.6), 1.3, 0.9),
        k=2.5,
    )
    return difference(blade, capsule((0.2 * long, 0, 1.5), (0.85 * long, 0, 1.5), 0.45), k=0.6)


def _head(thick: float) -> Sdf:
    """The flower face up, its middle at the origin."""
    outer = around(_petal(13, 3.4, thick).turn(y=-10).at(7, 0, 0), 13)
    inner = around(_petal(11, 3.2, thick).turn(y=-24).at(6.5, 0, 1.4), 13).turn(z=360 / 26)
    disc = union(
        cylinder(11.6, 3.2, 1).at(z=0.5),
        cylinder(9.2, 6, 1.6).at(z=0.6),
        torus(7.4, 1.9).at(z=2.8),
        k=1,
    )
    calyx = cone(3, 9.5, 6, 1).at(z=-3)
    seeds = []
    for n in range(60):
        r, angle = 1.12 * math.sqrt(n + 0.4), 2.39996 * n
        height = 3.6 + 1.1 * math.exp(-(((r - 7.4) / 2.4) ** 2))
        seeds.append(sphere(0.85).at(r * math.cos(angle), r * math.sin(angle), height))
    return union(union(outer, inner, calyx, k=0.4), union(disc, *seeds), k=0.5)


def _pot() -> Sdf:
    wall = cone(8.5, 12, 15, 0.8).at(z=7.5)
    rim = cylinder(13.2, 5, 1.2).at(z=15)
    soil = union(cylinder(11.3, 3, 0.8).at(z=15.6), ellipsoid(9, 9, 3).at(z=16), k=1)
    hollow = cylinder(10.8, 6, 0.4).at(z=18)
    crumbs = [
        sphere(r).at(x, y, 18)
        for x, y, r in ((5, -5, 1.4), (-6, -3, 1.2), (-2, -7, 1.0), (4, 6, 1.3))
    ]
    band = around(sphere(1.1).at(10.7, 0, 8.6), 14).turn(z=6)
    pot = difference(union(wall, rim, k=0.5), hollow, k=0.6)
    return union(pot, union(soil, *crumbs, k=0.6), band, k=0.5)
